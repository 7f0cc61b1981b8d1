import { copyOf, isList, isObject, type Json, type JsonObject } from '../model/json.js';
import type { Apart, Path, PolicyType } from '../model/policy-type.js';
import type { Policy } from '../model/policy.js';
import type { Side } from '../model/ids.js';
import { allHold, pathSteps, placesOf, type Place } from './paths.js';

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
  if (first === 'assignments') {
    return draft.assignments === null ? [] : prefixed('', placesOf({ assignments: draft.assignments }, path));
  }
  if (first === '**') {
    return [...prefixed('/body', placesOf(draft.body, path)), ...prefixed('/children', placesOf(draft.children, path))];
  }
  const apart = row.apart?.some((one) => one.field === first) === true;
  return apart ? prefixed('/children', placesOf(draft.children, path)) : prefixed('/body', placesOf(draft.body, path));
}

/** The same places under longer pointers. A place is a thing with a life, so it is wrapped and not copied. */
function prefixed(prefix: string, places: Place[]): Place[] {
  if (prefix === '') return places;
  return places.map((place) => ({
    get pointer() {
      return prefix + place.pointer;
    },
    value: place.value,
    get holder() {
      return place.holder;
    },
    get around() {
      return place.around;
    },
    set: (value) => place.set(value),
    remove: () => place.remove(),
    removeItem: () => place.removeItem(),
    removeHolder: () => place.removeHolder(),
  }));
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
