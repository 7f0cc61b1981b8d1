import { stableText } from '../model/json.js';
import type { Policy } from '../model/policy.js';
import { digestOf } from './digest.js';

/** What an object of the destination looks like, for noticing that somebody changed it. */
export function fingerprintOf(policy: Policy<'destination'>): string {
  const links = Object.fromEntries(Object.entries(policy.links).map(([property, list]) => [property, list.map((link): string => link.id).sort()]));
  return digestOf({
    body: policy.body,
    children: Object.fromEntries(Object.entries(policy.children).map(([field, items]) => [field, items.map((item) => stableText(item)).sort()])),
    links,
    assignments: (policy.assignments ?? []).map((one) => stableText(one)).sort(),
  });
}
