import type { Clock } from '../model/ports.js';
import type { Reply } from './call.js';
import type { Step } from './chain.js';
import type { Gate } from './gate.js';
import { nextStep } from './patience.js';
import { troubleOf } from './trouble.js';
import type { Log } from './world.js';

export interface RetrySettings {
  readonly name: string;
  readonly gate: Gate;
  readonly clock: Clock;
  /** Milliseconds. */
  readonly maxWait: number;
  readonly random: () => number;
  readonly log: Log;
  readonly signal?: AbortSignal;
}

/** What conditional access asks for beyond the token, from the challenge of a 401. */
export function claimsOf(reply: Reply): string | undefined {
  const challenge = reply.as === 'answer' ? reply.headers['www-authenticate'] : undefined;
  const packed = challenge === undefined ? undefined : /\bclaims="([^"]+)"/.exec(challenge)?.[1];
  if (packed === undefined) return undefined;
  const text = packed.startsWith('{') ? packed : Buffer.from(packed, 'base64').toString('utf8');
  return text.startsWith('{') ? text : undefined;
}

/** Sends again what may be sent again, when it is time; tells the category how it goes. */
export function retrying(settings: RetrySettings): Step {
  const { name, gate, clock, maxWait, random, log, signal } = settings;
  return async (passing, next) => {
    const { call } = passing;
    const category = gate.category(call.facts.service);
    for (;;) {
      call.takeReply();
      await next(passing);
      const reply = call.takeReply();
      if (reply === undefined) throw new Error('the chain left a call without a reply');
      call.reply = reply;
      call.last = reply;
      if (signal?.aborted === true && !call.facts.write && reply.as === 'no answer') throw signal.reason;
      const now = clock.now();
      const trouble = troubleOf(call.facts, reply, now);
      if (trouble === undefined) {
        if (reply.as === 'answer') category.served(now);
        return;
      }
      if (trouble.executed === 'maybe' && call.facts.write) call.lost = true;
      let troubleSince = now;
      if (trouble.what === 'throttled') troubleSince = category.refused(now, 'throttled');
      else if (trouble.what === 'down' || trouble.what === 'slow') troubleSince = category.refused(now, 'unavailable');
      else if (trouble.what === 'held' || trouble.what === 'stale token') category.served(now);
      if (trouble.what !== 'stale token') call.putOffAt ??= now;
      call.met.set(trouble.what, (call.met.get(trouble.what) ?? 0) + 1);
      const step = nextStep(call, trouble, { now, maxWait, troubleSince, servedAt: category.servedAt, anyServedAt: gate.servedAt, random: random() });
      if (step.as === 'over') {
        if (step.hopeless === true) gate.giveUp(call.facts.service);
        return;
      }
      if (trouble.what === 'stale token') {
        call.freshened = true;
        call.refused = call.token;
        call.claims = claimsOf(reply);
        continue;
      }
      const seconds = Math.round(step.after) / 1000;
      const level = seconds >= 30 ? 'warn' : 'debug';
      log[level]({ tenant: name, service: call.facts.service, what: trouble.what, seconds, tries: call.tries }, `${name} is asked again in ${seconds} s`);
      if (step.pause) category.pause(now + step.after);
      else await clock.sleep(step.after, signal);
    }
  };
}
