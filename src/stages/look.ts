import type { Failure, Result } from '../model/failure.js';
import { idAt, idOf, type Id } from '../model/ids.js';
import { isObject, stableText, type Json, type JsonObject } from '../model/json.js';
import type { PolicyType } from '../model/policy-type.js';
import type { Policy } from '../model/policy.js';
import type { Get, TenantReader } from '../model/ports.js';
import { comparePolicy } from '../engine/compare-policies.js';
import type { JournalState } from '../engine/journal-state.js';
import { keysAgree, naturalKey, naturalKeyOfRaw } from '../engine/keys.js';
import { underId } from '../engine/object-path.js';
import { valuesAt } from '../engine/paths.js';
import { findGet, listBelow, listCalls } from '../engine/reading.js';
import type { Resolved } from '../engine/resolve.js';
import type { Step } from '../engine/steps.js';
import { isFailure, readWhole } from './read-destination.js';
import { allPages } from './read-kinds.js';

/** What looking for something after a lost answer says. */
export type Look =
  | { readonly as: 'found'; readonly id?: Id<'destination'> }
  | { readonly as: 'not found' }
  /** Several could be it, or one that is not what was sent: nobody may go on. */
  | { readonly as: 'unclear'; readonly because: string }
  /** The tenant did not show: nobody may go on before it does. */
  | { readonly as: 'not seen'; readonly failure: Failure };

/**
 * Lists for those who look after lost answers. Whoever asks gets a list that was begun after the question, and all who ask
 * while one is read share the next one: after an outage dozens look for objects of one kind, again and again.
 */
export class SharedLists {
  readonly #reader: TenantReader;
  readonly #running = new Map<string, { now: Promise<unknown>; next?: Promise<Result<JsonObject[]>> }>();

  constructor(reader: TenantReader) {
    this.#reader = reader;
  }

  read(get: Get): Promise<Result<JsonObject[]>> {
    const key = `${get.api} ${get.path}`;
    const running = this.#running.get(key);
    if (running === undefined) return this.#begin(key, get);
    running.next ??= running.now.then(
      () => this.#begin(key, get),
      () => this.#begin(key, get),
    );
    return running.next;
  }

  #begin(key: string, get: Get): Promise<Result<JsonObject[]>> {
    const list = allPages(this.#reader, get);
    const entry = { now: list };
    this.#running.set(key, entry);
    const over = (): void => {
      if (this.#running.get(key) === entry && !('next' in entry)) this.#running.delete(key);
    };
    list.then(over, over);
    return list;
  }
}

/** What is looked for: an object whose create was sent, and how it was sent. */
export interface Sought {
  readonly row: PolicyType;
  readonly policy: Policy;
  readonly resolved: Resolved;
  /** The name it was sent with. */
  readonly name: string;
}

/**
 * Looks for an object whose create was sent and not answered: by natural key, among those that no other object of this run
 * has. The plan saw none of this key before the run. It is ours only where it is equal to what was sent; several that are
 * equal are a question, and so is one that is not.
 */
export async function lookForCreated(reader: TenantReader, lists: SharedLists, journal: JournalState, { row, policy, resolved, name }: Sought): Promise<Look> {
  const around = row.below === undefined ? undefined : resolved.draft.body[row.below.as];
  const get = typeof around === 'string' ? listBelow(row, around) : (findGet(row, name) ?? listCalls([row])[0]?.get);
  if (get === undefined) return { as: 'unclear', because: `nobody knows how to list ${row.collection}` };
  const listed = await lists.read(get);
  if (!listed.ok) return { as: 'not seen', failure: listed.failure };
  const key = naturalKey(row, policy, name);
  const ids = listed.value.filter((object) => keysAgree(naturalKeyOfRaw(row, object), key) && (row.under === undefined || underId(row, object) === underId(row, resolved.draft.body))).flatMap((object) => idAt(object) ?? []);
  const free = [...new Set(ids)].filter((id) => !journal.isClaimed(id)).map((id) => idOf('destination', id));
  if (free.length === 0) return { as: 'not found' };
  const equal: Id<'destination'>[] = [];
  const not: string[] = [];
  let unread: Failure | undefined;
  for (const [index, one] of (await readWhole(reader, row, free)).entries()) {
    const id = free[index] ?? '';
    // listed, and gone by the time it is read: nobody's
    if (isFailure(one)) unread ??= one.kind === 'missing' ? undefined : one;
    else {
      const { differences } = comparePolicy(row, policy, resolved, one, { assignments: false, created: true });
      if (differences.length === 0) equal.push(one.id);
      else not.push(`${id} differs at ${differences.slice(0, 3).map((difference) => difference.at).join(', ')}`);
    }
  }
  if (unread !== undefined) return { as: 'not seen', failure: unread };
  if (equal.length + not.length === 0) return { as: 'not found' };
  const [only] = equal;
  if (only !== undefined && equal.length === 1) return journal.claim(only) ? { as: 'found', id: only } : { as: 'not found' };
  if (equal.length > 1) return { as: 'unclear', because: `${String(equal.length)} objects called "${name}" could be it (${equal.join(', ')}); remove those that are not wanted` };
  return { as: 'unclear', because: `"${name}" is there and is not what was sent (${not.join('; ')}); remove or rename it if somebody else made it` };
}

/** Whether children that were posted and not answered are there. */
export async function lookForChild(lists: SharedLists, row: PolicyType, step: Step): Promise<Look> {
  const { childOf } = step;
  if (childOf === undefined) return { as: 'not found' };
  const listed = await lists.read({ api: row.api, service: row.service, scopes: row.scopes.read, path: childOf.list });
  if (!listed.ok) return listed.failure.kind === 'missing' ? { as: 'not found' } : { as: 'not seen', failure: listed.failure };
  if ('count' in childOf) {
    if (listed.value.length === 0) return { as: 'not found' };
    return listed.value.length === childOf.count ? { as: 'found' } : { as: 'unclear', because: `${String(listed.value.length)} of ${String(childOf.count)} are at ${childOf.list.split('?')[0] ?? ''}` };
  }
  return listed.value.some((item) => sameKey(valuesAt(item, childOf.key)[0], childOf.value)) ? { as: 'found' } : { as: 'not found' };
}

/** Locales come back in another case, targets with members that were not sent. */
function sameKey(found: Json | undefined, sent: Json): boolean {
  if (typeof found === 'string' && typeof sent === 'string') return found.toLowerCase() === sent.toLowerCase();
  if (isObject(sent) && isObject(found)) return Object.entries(sent).every(([name, value]) => sameKey(found[name], value));
  return stableText(found ?? null) === stableText(sent);
}
