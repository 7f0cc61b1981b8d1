import { idOf, type Id } from '../model/ids.js';
import { isObject, stableText, textAt, type Json } from '../model/json.js';
import type { PolicyType } from '../model/policy-type.js';
import type { Policy } from '../model/policy.js';
import type { TenantReader } from '../model/ports.js';
import { comparePolicy } from '../engine/compare-policies.js';
import type { JournalState } from '../engine/journal-state.js';
import { naturalKey, naturalKeyOfRaw } from '../engine/keys.js';
import { valuesAt } from '../engine/paths.js';
import { findGet, listCalls } from '../engine/reading.js';
import type { Resolved } from '../engine/resolve.js';
import type { Step } from '../engine/steps.js';
import { isFailure, readWhole } from './read-destination.js';
import { allPages } from './read-kinds.js';

/** What looking for an object after a lost answer says. */
export type Look =
  | { readonly as: 'found'; readonly id: Id<'destination'> }
  | { readonly as: 'not found' }
  /** Several could be it, or the tenant did not show: nobody may go on. */
  | { readonly as: 'unclear'; readonly because: string };

/**
 * Looks for an object whose create was sent and not answered: by natural key, among those that no other object of this run
 * has. The plan saw none of this key before the run, so one that is there now is ours; of several only an equal one is.
 */
export async function lookForCreated(
  reader: TenantReader,
  row: PolicyType,
  policy: Policy,
  resolved: Resolved,
  newName: string,
  journal: JournalState,
): Promise<Look> {
  const get = findGet(row, newName) ?? listCalls([row])[0]?.get;
  if (get === undefined) return { as: 'unclear', because: `nobody knows how to list ${row.collection}` };
  const listed = await allPages(reader, get);
  if (!listed.ok) return { as: 'unclear', because: listed.failure.message };
  const key = naturalKey(row, policy, newName);
  const ids = listed.value.filter((object) => naturalKeyOfRaw(row, object) === key).flatMap((object) => textAt(object, 'id') ?? []);
  const free = ids.filter((id) => !journal.isClaimed(id));
  const [only] = free;
  if (only === undefined) return { as: 'not found' };
  if (free.length === 1) return journal.claim(only) ? { as: 'found', id: idOf('destination', only) } : { as: 'not found' };
  const whole = await readWhole(reader, row, free.map((id) => idOf('destination', id)));
  for (const one of whole) {
    if (isFailure(one)) continue;
    if (comparePolicy(row, policy, resolved, one, { assignments: false }).differences.length === 0 && journal.claim(one.id)) return { as: 'found', id: one.id };
  }
  return { as: 'unclear', because: `${String(free.length)} objects called "${newName}" could be it (${free.join(', ')})` };
}

/** Whether a child that was posted and not answered is there. */
export async function lookForChild(reader: TenantReader, row: PolicyType, step: Step): Promise<'found' | 'not found' | { readonly because: string }> {
  const { childOf } = step;
  if (childOf === undefined) return 'not found';
  const listed = await allPages(reader, { api: row.api, service: row.service, scopes: row.scopes.read, path: childOf.list });
  if (!listed.ok) return listed.failure.kind === 'missing' ? 'not found' : { because: listed.failure.message };
  return listed.value.some((item) => sameKey(valuesAt(item, childOf.key)[0], childOf.value)) ? 'found' : 'not found';
}

/** Locales come back in another case, targets with members that were not sent. */
function sameKey(found: Json | undefined, sent: Json): boolean {
  if (typeof found === 'string' && typeof sent === 'string') return found.toLowerCase() === sent.toLowerCase();
  if (isObject(sent) && isObject(found)) return Object.entries(sent).every(([name, value]) => sameKey(found[name], value));
  return stableText(found ?? null) === stableText(sent);
}
