import { randomUUID } from 'node:crypto';
import type { Answer, NoAnswer, Reply } from './call.js';
import type { Step } from './chain.js';
import { type Endpoint, followed } from './endpoint.js';
import { count, type Tally } from './tally.js';
import type { Transport } from './transport.js';
import type { Log } from './world.js';

export interface SendSettings {
  readonly name: string;
  readonly endpoint: Endpoint;
  readonly transport: Transport;
  /** Milliseconds for one request. */
  readonly timeout: number;
  /** Bytes. */
  readonly limit: number;
  readonly userAgent: string;
  readonly clock: { now(): number };
  readonly log: Log;
  readonly tally: Tally;
  readonly signal?: AbortSignal;
}

const mostHops = 5;

function locationOf(reply: Answer | NoAnswer): string | undefined {
  return reply.as === 'answer' && [301, 302, 303, 307, 308].includes(reply.status) ? (reply.headers['location'] ?? '') : undefined;
}

/**
 * The last step: sends the request to where the tenant really is. A redirect is followed for a read and inside the
 * tenant's own hosts only, because the token goes along.
 */
export function sending(settings: SendSettings): Step {
  const { name, endpoint, transport, timeout, limit, userAgent, clock, log, tally, signal } = settings;
  return async ({ call, headers, body }) => {
    const { method, write } = call.facts;
    call.tries += 1;
    const own = { ...headers, 'client-request-id': randomUUID(), 'user-agent': userAgent };
    const stop = write || signal === undefined ? {} : { signal };
    let url = call.facts.url;
    for (let hop = 0; ; hop += 1) {
      const begun = clock.now();
      const reply = await transport.send({ url, method, headers: own, timeout, limit, ...stop, ...(body === undefined ? {} : { body }) });
      const ended = clock.now();
      count(tally, reply, begun, ended);
      const { pathname } = new URL(url);
      log.debug({ tenant: name, method, path: pathname, try: call.tries, ms: ended - begun, ...noteOf(reply) }, `${method} ${pathname}`);
      const location = locationOf(reply);
      if (location === undefined) {
        call.reply = reply;
        return;
      }
      const target = followed(endpoint, URL.canParse(location, url) ? new URL(location, url).href : location);
      if (write || target === undefined || hop >= mostHops) {
        const where = URL.canParse(location, url) ? new URL(location, url).origin : 'nowhere';
        call.reply = { as: 'not called', why: 'untrusted', detail: `it was answered with a redirect to ${where}, which was not followed` };
        return;
      }
      url = target;
    }
  };
}

function noteOf(reply: Reply): Record<string, string | number | undefined> {
  return reply.as === 'answer' ? { status: reply.status, requestId: reply.headers['request-id'] } : { why: reply.why, detail: reply.detail };
}
