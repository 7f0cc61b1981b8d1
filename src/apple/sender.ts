import { setTimeout } from 'node:timers/promises';
import { appleFailed, appleOk, type AppleFailure, type AppleResult } from '../model/apple/ports.js';
import type { JsonObject } from '../model/json.js';
import type { Clock } from '../model/ports.js';
import { failureOf, objectIn } from './failures.js';
import type { Pace } from './pace.js';
import type { TokenSource } from './token.js';
import { readText, retryAfter, type Answer, type Fetch } from './wire.js';

export interface Request {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly body?: JsonObject;
}

/** Sends one request to Apple with token, pace and patience, and gives the JSON object of its answer. */
export type Send = (request: Request) => Promise<AppleResult<JsonObject>>;

const tries = 5;
const longestThrottle = 12;

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) => setTimeout(milliseconds, undefined, signal === undefined ? {} : { signal }),
};

/**
 * A GET is tried again on 429, 5xx and broken connections; a POST on 429 alone, because only then it is certain that nothing
 * happened (apple.md 2.4). A 401 costs one new token and one replay, then it is final.
 */
export function makeSend(use: { tokens: TokenSource; pace: Pace; clock: Clock; fetch: Fetch; timeout: number; random?: () => number }): Send {
  const random = use.random ?? Math.random;

  async function once(request: Request, token: string): Promise<{ answer: Answer } | { failure: AppleFailure }> {
    const call = callOf(request);
    const wire = await readText(use.fetch, request.url, {
      method: request.method,
      headers: { Accept: 'application/json', Authorization: `Bearer ${token}`, ...(request.body === undefined ? {} : { 'Content-Type': 'application/json' }) },
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    }, use.timeout);
    if (wire.ok) return { answer: wire.value };
    const lost = request.method === 'POST' && !wire.unsent;
    return { failure: { kind: lost ? 'lost answer' : 'unavailable', call, message: `${call}: ${wire.why}${lost ? '; it may have happened all the same' : ''}.` } };
  }

  return async (request) => {
    const call = callOf(request);
    let replayed = false;
    let throttled = 0;
    let failed = 0;
    for (;;) {
      // the token comes after the wait: an hour's wait for a write would outlive it
      await use.pace.take(request.method === 'GET' ? 'read' : 'write');
      const token = await use.tokens.get();
      if (!token.ok) {
        if (token.failure.kind !== 'unavailable' || ++failed >= tries) return token;
        await use.clock.sleep(backoff(failed, random()));
        continue;
      }
      const sent = await once(request, token.value);
      const failure = 'failure' in sent ? sent.failure : sent.answer.status >= 200 && sent.answer.status < 300 ? undefined : failureOf(call, sent.answer);
      if (failure === undefined && 'answer' in sent) return readable(call, sent.answer);
      if (failure === undefined) continue;
      if (failure.kind === 'signed out' && !replayed) {
        replayed = true;
        await use.tokens.drop(token.value);
      } else if (failure.kind === 'throttled' && ++throttled <= longestThrottle) {
        const asked = 'answer' in sent ? retryAfter(sent.answer.headers, use.clock.now()) : undefined;
        use.pace.hold(request.method === 'GET' ? 'read' : 'write', use.clock.now() + (asked ?? (request.method === 'GET' ? backoff(throttled, random()) : 60_000)));
      } else if (failure.kind === 'unavailable' && ++failed < tries) {
        await use.clock.sleep(backoff(failed, random()));
      } else {
        return appleFailed(failure);
      }
    }
  };
}

/** 2 s, 4 s, 8 s … up to 30 s, each shortened by up to a half so that many callers do not come back together. */
function backoff(attempt: number, random: number): number {
  return Math.min(30_000, 1000 * 2 ** attempt) * (1 - random / 2);
}

function readable(call: string, answer: Answer): AppleResult<JsonObject> {
  const document = objectIn(answer.text);
  if (document !== undefined) return appleOk(document);
  const failure = failureOf(call, answer);
  return appleFailed({ ...failure, kind: call.startsWith('POST ') ? 'lost answer' : 'untrusted' });
}

export function callOf(request: Request): string {
  return `${request.method} ${request.url.pathname}`;
}
