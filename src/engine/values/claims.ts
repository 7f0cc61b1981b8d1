import type { TenantFacts } from '../../model/policy.js';
import type { Decisions } from './decisions.js';
import type { Claimed } from './strays.js';

/**
 * What the second net lets pass: what is the destination's own, what somebody decided to keep, and ids of the destination.
 * @param isDestinationId whether a text, in lower case, is the id of an object that the plan relies on or has made
 */
export function claimedBy(decisions: Decisions, destination: TenantFacts, isDestinationId: (id: string) => boolean = () => false): Claimed {
  const texts = new Set([destination.id, destination.intuneAccountId, destination.initialDomain, destination.defaultDomain, ...destination.domains].flatMap((text) => (text === undefined ? [] : [text.toLowerCase()])));
  for (const [key, to] of decisions) {
    const text = to ?? key.slice(key.indexOf('\n') + 1);
    texts.add(text.toLowerCase());
  }
  return (text) => texts.has(text) || isDestinationId(text);
}
