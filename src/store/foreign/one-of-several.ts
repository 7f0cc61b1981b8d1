import { isList, isObject, stableText, type Json, type JsonObject } from '../../model/json.js';
import type { Policy } from '../../model/policy.js';
import { isGivenId, isMadeId, madeId } from './identity.js';

/** One of several files, or places, whose object has the same kind and id. */
export interface Claim {
  readonly path: string;
  readonly at: string;
  readonly policy: Policy;
  readonly modified: string;
}

export type Decided =
  | { readonly as: 'kept'; /** another id than the claimed one, because that is somebody else's */ readonly id?: string; readonly instead: readonly string[] }
  | { readonly as: 'twin'; readonly of: Claim; readonly same: boolean };

/**
 * Decides which claims of one id are one object and which of their files counts. An id that a service gave out names one
 * object whatever it is called: the newest version counts. A typed one (`…-0001`) names one object per name and type. A made
 * one names one per content: two files without ids and with one name can be two objects.
 * Of equal files the one that knows the assignments counts, then the first.
 */
export function decide(claims: readonly Claim[]): ReadonlyMap<Claim, Decided> {
  const groups = new Map<string, Claim[]>();
  for (const claim of claims) {
    const id = claim.policy.id;
    const key = isGivenId(id) ? '' : isMadeId(id) ? contentOf(claim.policy) : `${claim.policy.type ?? ''}\n${claim.policy.name}`;
    groups.set(key, [...(groups.get(key) ?? []), claim]);
  }
  const decided = new Map<Claim, Decided>();
  let first = true;
  for (const group of groups.values()) {
    const [winner, ...rest] = [...group].sort(better);
    if (winner === undefined) continue;
    const instead = rest.filter((claim) => contentOf(claim.policy) !== contentOf(winner.policy)).map((claim) => claim.path);
    decided.set(winner, { as: 'kept', instead, ...(first ? {} : { id: madeId(winner.policy.kind, winner.policy.type ?? '', winner.policy.name, contentOf(winner.policy)) }) });
    for (const claim of rest) decided.set(claim, { as: 'twin', of: winner, same: isSame(claim.policy, winner.policy) });
    first = false;
  }
  return decided;
}

/**
 * Of claims that got one and the same new id the better is kept and the others are its twins: such an id is made of name,
 * type and content, so they are one object that stood under several ids, each of which belongs to somebody else.
 * @param decided what `decide` said of each id's claims
 * @param ownerOf whose own id such an id is already, where it is somebody's
 */
export function oncePerNewId(decided: Iterable<readonly [Claim, Decided]>, ownerOf: ReadonlyMap<string, Claim>): ReadonlyMap<Claim, Decided> {
  const all = new Map(decided);
  const renamed = new Map<string, Claim[]>();
  for (const [claim, what] of all) {
    if (what.as !== 'kept' || what.id === undefined) continue;
    const key = keyOf(claim.policy.kind, what.id);
    renamed.set(key, [...(renamed.get(key) ?? []), claim]);
  }
  for (const [key, claims] of renamed) {
    const owner = ownerOf.get(key);
    const [winner, ...rest] = [...(owner === undefined ? [] : [owner]), ...[...claims].sort(better)];
    if (winner === undefined) continue;
    for (const claim of rest) all.set(claim, { as: 'twin', of: winner, same: isSame(claim.policy, winner.policy) });
  }
  return all;
}

/** One object of a folder. */
export function keyOf(kind: string, id: string): string {
  return `${kind}\n${id}`;
}

function better(a: Claim, b: Claim): number {
  const known = Number(b.policy.assignments !== null) - Number(a.policy.assignments !== null);
  const newer = a.modified === b.modified ? 0 : a.modified > b.modified ? -1 : 1;
  const fuller = contentOf(b.policy).length - contentOf(a.policy).length;
  const order = a.path === b.path ? (a.at < b.at ? -1 : 1) : a.path < b.path ? -1 : 1;
  return (contentOf(a.policy) === contentOf(b.policy) ? known || newer : newer || fuller || known) || order;
}

function isSame(a: Policy, b: Policy): boolean {
  const equalAssignments = a.assignments === null || b.assignments === null || stableText([...a.assignments]) === stableText([...b.assignments]);
  return equalAssignments && a.name === b.name && contentOf(a) === contentOf(b);
}

/** What makes two policies one: everything but ids and who gets it. A member that is null and one that is not there say the same. */
export function contentOf(policy: Policy): string {
  const children: JsonObject = Object.fromEntries(Object.entries(policy.children).map(([field, items]) => [field, [...items]]));
  return stableText(withoutNulls({ type: policy.type ?? '', body: policy.body, children }));
}

function withoutNulls(value: Json): Json {
  if (isList(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([name, member]) => (member === null ? [] : [[name, withoutNulls(member)]])));
}
