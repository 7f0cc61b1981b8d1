import { copyOf, isList, isObject, type Json, type JsonObject } from '../model/json.js';
import type { Apart, Path, PolicyType } from '../model/policy-type.js';
import type { Policy } from '../model/policy.js';
import type { Side } from '../model/ids.js';
import { allHold, pathSteps, placeFinder, placesOf, type Place } from './paths.js';

/** A policy on its way to the destination: a copy that may be changed, of the same shape as the bundle's file. */
export interface Draft {
  readonly body: JsonObject;
  readonly children: JsonObject;
  assignments: Json[] | null;
}

export function draftOf(policy: Policy<Side>): Draft {
  const children: JsonObject = {};
  for (const [field, items] of Object.entries(policy.children)) children[field] = copyOf([...items]);
  return {
    body: copyOf(policy.body),
    children,
    assignments: policy.assignments === null ? null : copyOf([...policy.assignments]),
  };
}

/**
 * The places that a row's path leads to in a policy. The path's first name is a member of the body, a field read apart,
 * or `assignments`; the pointers are those of the bundle's file (`/body/…`, `/children/settings/…`, `/assignments/…`).
 */
export function placesIn(row: PolicyType, draft: Draft, path: Path): Place[] {
  const [first] = pathSteps(path);
  if (first === 'assignments') return draft.assignments === null ? [] : placesOf({ assignments: draft.assignments }, path);
  if (first === '**') return [...placesOf(draft.body, path, '/body'), ...placesOf(draft.children, path, '/children')];
  return isApart(row, first) ? placesOf(draft.children, path, '/children') : placesOf(draft.body, path, '/body');
}

/** The same for many paths into a draft that nobody changes meanwhile. */
export function finderIn(row: PolicyType, draft: Draft): (path: Path) => readonly Place[] {
  const body = placeFinder(draft.body, '/body');
  const children = placeFinder(draft.children, '/children');
  const assignments = draft.assignments === null ? () => [] : placeFinder({ assignments: draft.assignments });
  return (path) => {
    const [first] = pathSteps(path);
    if (first === 'assignments') return assignments(path);
    if (first === '**') return [...body(path), ...children(path)];
    return isApart(row, first) ? children(path) : body(path);
  };
}

function isApart(row: PolicyType, field: string | undefined): boolean {
  return row.apart?.some((one) => one.field === field) === true;
}

/** A child field of a draft as objects. */
export function childrenOf(draft: Draft, field: string): JsonObject[] {
  const value = draft.children[field];
  return isList(value) ? value.filter(isObject) : [];
}

/** Whether an object has a field that is read apart: by its type, and by what the row asks of it. */
export function appliesTo(apart: Apart, type: string | undefined, object: JsonObject): boolean {
  return (apart.types === undefined || (type !== undefined && apart.types.includes(type))) && allHold(apart.when, [object]);
}

/** What to do where the service did not tell what an object has in a field; undefined where the object cannot go without it. */
export function unseenOf(apart: Apart): string | undefined {
  return apart.read === 'expand' ? undefined : apart.read.unseen;
}

/** Whether nobody knows what an object has in a field: the address that tells did not answer. Not the same as nothing. */
export function isUnseen(apart: Apart, draft: { readonly children: Readonly<Record<string, unknown>> }): boolean {
  return unseenOf(apart) !== undefined && draft.children[apart.field] === undefined;
}
