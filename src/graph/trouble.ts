import type { CallFacts, Reply } from './call.js';
import { errorFacts } from './error-body.js';
import { waitAskedFor } from './retry-after.js';

/** A reply that a later try may better (graph-intune.md 2.4). */
export interface Trouble {
  /**
   * - `throttled`: too many calls
   * - `down`: the service or the way to it is not working
   * - `slow`: no answer in time, which a large object can bring about by itself
   * - `broken`: 500, which a body the service cannot digest brings about too
   * - `garbled`: a success that cannot be read
   * - `held`: somebody else is changing the object, or it is still in use
   * - `stale token`: 401
   */
  readonly what: 'throttled' | 'down' | 'slow' | 'broken' | 'garbled' | 'held' | 'stale token';
  /** Whether the service may have done what was asked. */
  readonly executed: 'no' | 'maybe';
  /** Nobody was reached at all. */
  readonly unreached?: true;
  /** The connection closed in the middle. */
  readonly cut?: true;
  /** Milliseconds the service asked for. */
  readonly wait?: number;
}

const throttledCodes = new Set(['toomanyrequests', '429', 'activitylimitreached', 'throttledrequest', 'requestthrottled']);

/** What is wrong with a reply, or undefined when there is nothing a later try could better. */
export function troubleOf(facts: CallFacts, reply: Reply, now: number): Trouble | undefined {
  if (reply.as === 'not called') return undefined;
  if (reply.as === 'no answer') {
    switch (reply.why) {
      case 'not sent':
        return { what: 'down', executed: 'no', unreached: true };
      case 'cut':
        return { what: 'down', executed: 'maybe', cut: true };
      case 'timeout':
        return { what: 'slow', executed: 'maybe' };
      case 'empty':
        // the success itself is all that such a write has to say; a create would have said its id
        if (facts.write && facts.repeatable) return undefined;
        return { what: 'garbled', executed: 'maybe' };
      case 'garbled':
        return { what: 'garbled', executed: 'maybe' };
      case 'no trust':
      case 'too large':
        return undefined;
    }
  }
  const { status } = reply;
  if (status < 400) return undefined;
  const asked = waitAskedFor(reply.headers, reply.body, now);
  const wait = asked === undefined ? {} : { wait: asked };
  if (status === 429) return { what: 'throttled', executed: 'no', ...wait };
  const { code = '', innerCodes, text } = errorFacts(reply);
  const says = [code, ...innerCodes].some((found) => throttledCodes.has(found.toLowerCase()));
  // a 503 that names the limit was turned away at the door; any other may have got further
  if (says || (status < 500 && /too many requests/i.test(text))) return { what: 'throttled', executed: 'no', ...wait };
  switch (status) {
    case 401:
      return innerForbidden([code, ...innerCodes], text) ? undefined : { what: 'stale token', executed: 'no' };
    case 408:
    case 504:
      return { what: 'slow', executed: 'maybe', ...wait };
    case 423:
      return { what: 'held', executed: 'no', ...wait };
    case 409:
      return facts.write && facts.repeatable ? { what: 'held', executed: 'no', ...wait } : undefined;
    case 400:
      return facts.method === 'DELETE' && /\b5001\b/.test(`${text} ${innerCodes.join(' ')}`) ? { what: 'held', executed: 'no' } : undefined;
    case 501:
    case 505:
      return undefined;
    case 502:
    case 503:
      return { what: 'down', executed: 'maybe', ...wait };
    default:
      if (/resource temporarily unavailable/i.test(text)) return { what: 'down', executed: 'maybe', ...wait };
      return status >= 500 ? { what: 'broken', executed: 'maybe', ...wait } : undefined;
  }
}

/** Intune's own roles deny with a 401 that means 403. */
export function innerForbidden(codes: readonly string[], text: string): boolean {
  return codes.some((code) => /^(forbidden|unauthorizedaccess)$/i.test(code)) || /\bforbidden\b|is not authorized to perform|application is not authorized/i.test(text);
}
