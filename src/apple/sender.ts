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

/** How often a read is sent that the service stumbles over, or that never reached anybody: neither gets better with time. */
const tries = 5;
/** A gateway says so of what stands behind it, and that passes. */
const passing = new Set<number | undefined>([502, 503, 504]);

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) => setTimeout(milliseconds, undefined, signal === undefined ? {} : { signal }),
};

/**
 * A GET is tried again on 429, 5xx and broken connections; a POST on 429 alone, because only then it is certain that nothing
 * happened (apple.md 2.4). What passes is waited for, up to `maxWait` milliseconds after it began; a Retry-After beyond that is no
 * promise, and the service is asked as if it had named none. A 401 costs one new token and one replay, then it is final.
 */
export function makeSend(use: { tokens: TokenSource; pace: Pace; clock: Clock; fetch: Fetch; timeout: number; maxWait: number; random?: () => number }): Send {
  const random = use.random ?? Math.random;
  let served = false;

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
    let since: number | undefined;
    /** Whether so long a wait still ends in time. */
    const mayWait = (milliseconds: number): boolean => use.clock.now() + milliseconds <= (since ??= use.clock.now()) + use.maxWait;
    const mayFail = (status: number | undefined): boolean => ++failed < tries || (served && (status === undefined || passing.has(status)));
    for (;;) {
      // the token comes after the wait: an hour's wait for a write would outlive it
      await use.pace.take(request.method === 'GET' ? 'read' : 'write');
      const token = await use.tokens.get();
      if (!token.ok) {
        const pause = backoff(failed + 1, random());
        if (token.failure.kind !== 'unavailable' || !mayFail(token.failure.status) || !mayWait(pause)) return token;
        await use.clock.sleep(pause);
        continue;
      }
      const sent = await once(request, token.value);
      const failure = 'failure' in sent ? sent.failure : sent.answer.status >= 200 && sent.answer.status < 300 ? undefined : failureOf(call, sent.answer);
      if (failure === undefined && 'answer' in sent) {
        served = true;
        return readable(call, sent.answer);
      }
      if (failure === undefined) continue;
      const pause = backoff(failed + 1, random());
      if (failure.kind === 'signed out' && !replayed) {
        replayed = true;
        await use.tokens.drop(token.value);
      } else if (failure.kind === 'throttled') {
        throttled += 1;
        const own = request.method === 'GET' ? backoff(throttled, random()) : 60_000;
        const asked = 'answer' in sent ? retryAfter(sent.answer.headers, use.clock.now()) : undefined;
        // a service that says "now" again and again gets its pauses all the same
        const wait = asked !== undefined && mayWait(asked) ? Math.max(asked, Math.min(own, 50 * 2 ** Math.min(throttled, 10))) : own;
        if (!mayWait(wait)) return appleFailed({ ...failure, message: `${failure.message} It has been so for as long as anything may be put off (--max-wait).` });
        use.pace.hold(request.method === 'GET' ? 'read' : 'write', use.clock.now() + wait);
      } else if (failure.kind === 'unavailable' && mayFail(failure.status) && mayWait(pause)) {
        await use.clock.sleep(pause);
      } else {
        return appleFailed(failure);
      }
    }
  };
}

/** 2 s, 4 s, 8 s … up to 30 s, each shortened by up to a half so that many callers do not come back together. */
function backoff(attempt: number, random: number): number {
  return Math.min(30_000, 1000 * 2 ** Math.min(attempt, 10)) * (1 - random / 2);
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
