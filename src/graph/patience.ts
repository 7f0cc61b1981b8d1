import type { Call } from './call.js';
import type { Trouble } from './trouble.js';

/** What to do about a reply. */
export type Next =
  | { readonly as: 'over'; /** not this call's fault: the time is up for everybody in its category */ readonly hopeless?: true }
  | { readonly as: 'again'; /** milliseconds */ readonly after: number; /** the whole category waits with us */ readonly pause: boolean };

export interface Situation {
  readonly now: number;
  /** Milliseconds that anything may be put off. */
  readonly maxWait: number;
  /** Since when the category has had nothing but refusals. */
  readonly troubleSince: number;
  /** When the category last answered like one that works. */
  readonly servedAt: number;
  /** When any category last did. */
  readonly anyServedAt: number;
  /** 0 to 1 */
  readonly random: number;
}

/** Retries of things that are likely to be the request's own fault; throttling and outages are bounded by time alone. */
const limits = { broken: 3, brokenAmongOthers: 5, garbled: 2, garbledAmongOthers: 5, heldDelete: 15, held: 5, slow: 7, neverReached: 5 } as const;

const longest = 60_000;

/** 1, 2, 4 … 60 seconds, spread upwards by a quarter: never less than the second that conditional access wants. */
function backoff(tries: number, random: number): number {
  return Math.min(longest, 1000 * 2 ** Math.min(tries - 1, 10)) * (1 + 0.25 * random);
}

/**
 * Decides on a retry (graph-intune.md 2.4). Reads and writes that may be sent twice go again after anything that may pass;
 * a write that may not is never sent again once it may have been executed.
 */
export function nextStep(call: Call, trouble: Trouble, situation: Situation): Next {
  const { facts, tries } = call;
  const met = call.met.get(trouble.what) ?? 1;
  const { now, maxWait, random } = situation;
  if (trouble.executed === 'maybe' && !facts.repeatable) return { as: 'over' };
  if (facts.impatient === true && (trouble.what === 'slow' || trouble.what === 'broken' || trouble.what === 'garbled' || (trouble.cut === true && tries > 1))) return { as: 'over' };
  const begun = call.putOffAt ?? now;
  const left = Math.min(begun, situation.troubleSince) + maxWait - now;
  const served = situation.servedAt >= begun;
  let after = backoff(tries, random);
  switch (trouble.what) {
    case 'stale token':
      return call.freshened ? { as: 'over' } : { as: 'again', after: 0, pause: false };
    case 'broken':
      if (met > (situation.anyServedAt >= begun ? limits.brokenAmongOthers : limits.broken)) return { as: 'over' };
      break;
    case 'garbled':
      // where nothing else is answered either, a page of some proxy stands before the service, and stays there
      if (met > (situation.anyServedAt >= begun ? limits.garbledAmongOthers : limits.garbled)) return { as: 'over' };
      break;
    case 'held':
      if (met > (facts.method === 'DELETE' ? limits.heldDelete : limits.held)) return { as: 'over' };
      after = facts.method === 'DELETE' ? 3000 : 2000;
      break;
    case 'slow':
      // others are answered meanwhile, so it is this request that the service cannot manage
      if (served && met > limits.slow) return { as: 'over' };
      break;
    case 'down':
      if (trouble.unreached === true && situation.servedAt === -Infinity && tries > limits.neverReached) return { as: 'over' };
      break;
    case 'throttled':
      break;
  }
  const asked = trouble.wait;
  // an absurd wait is no promise: the service is asked again like one that named none
  if (asked !== undefined && asked <= left) after = Math.max(asked + Math.min(500, asked * 0.05) * random, Math.min(after, 50 * 2 ** Math.min(tries - 1, 7)));
  if (after > left) return trouble.what === 'throttled' || trouble.what === 'down' || trouble.what === 'slow' ? { as: 'over', hopeless: true } : { as: 'over' };
  return { as: 'again', after, pause: trouble.what === 'throttled' || (trouble.what === 'down' && asked !== undefined) };
}
