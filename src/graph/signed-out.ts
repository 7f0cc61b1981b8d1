import type { CallFacts, Reply } from './call.js';
import type { Exchange } from './chain.js';
import { errorFacts, oneLine } from './error-body.js';
import { innerForbidden } from './trouble.js';

/** How long a sign-in that was just seen to work is not doubted again, in milliseconds. */
const trusted = 30_000;

/** Whether a reply says that there is no sign-in, and not only that this one thing is forbidden. */
export function isSignedOut(reply: Reply): boolean {
  if (reply.as === 'not called') return reply.why === 'signed out';
  if (reply.as !== 'answer' || reply.status !== 401) return false;
  const { code = '', innerCodes, text } = errorFacts(reply);
  return !innerForbidden([code, ...innerCodes], text);
}

function whyOf(reply: Reply): string {
  if (reply.as === 'answer') return `the service answers ${String(reply.status)} to everything: ${errorFacts(reply).text}`;
  return oneLine(reply.detail);
}

export interface Watch {
  /** A read that every sign-in of the tenant may try. */
  readonly probe: CallFacts;
  readonly clock: { now(): number };
  /** Aborted, it may be, by whoever is told: reads throw its reason then. */
  readonly signal?: AbortSignal;
  /** Is told why, in words. */
  readonly onSignedOut: (why: string) => void;
}

/**
 * Notices that a sign-in has ended in the middle of a run. Parts of the service answer 401 where they mean
 * 403 (graph-intune.md 3.2), so one such answer proves nothing: the tenant is asked for what every sign-in may
 * ask, and only where that is turned away too, `onSignedOut` is called, once. What became of a write is passed on.
 */
export function watched(exchange: Exchange, { probe, clock, signal, onSignedOut }: Watch): Exchange {
  let doubt: Promise<void> | undefined;
  let worked = -Infinity;
  let over = false;
  const ask = async (): Promise<void> => {
    const { reply } = await exchange(probe);
    if (!isSignedOut(reply)) worked = clock.now();
    else if (!over) {
      over = true;
      onSignedOut(whyOf(reply));
    }
  };
  return async (facts) => {
    const ending = await exchange(facts);
    if (!isSignedOut(ending.reply) || clock.now() - worked < trusted) return ending;
    if (!over) doubt ??= ask().finally(() => (doubt = undefined));
    // a run that is stopped meanwhile still hears what became of its own write
    await Promise.allSettled([doubt]);
    if (over && signal?.aborted === true && !facts.write) throw signal.reason;
    return ending;
  };
}
