import { copyOf, isObject, type Json, type JsonObject } from '../model/json.js';
import type { StepName } from '../model/journal.js';
import type { PolicyType } from '../model/policy-type.js';
import type { Write } from '../model/ports.js';
import { placesIn, type Draft } from './draft.js';
import { pathWithId } from './object-path.js';

/** One request of an action. `{id}` in the path stands for the object's id, known once the `create` step is done. */
export interface Step extends Write {
  readonly name: StepName;
  /** The answer's `id` is the new object's. */
  readonly makes?: true;
  /** The new object's id, where the client chose it. */
  readonly madeId?: string;
  /** A member of the answer that says false where nothing was done, and what must be done first. */
  readonly confirms?: { readonly member: string; readonly otherwise: string };
  /** Children that must not be posted twice: where they are listed, and the member that tells one from its siblings, or how many there must be. */
  readonly childOf?: { readonly list: string } & ({ readonly key: string; readonly value: Json } | { readonly count: number });
}

/** What every write of a row says about itself. */
export function writing(row: PolicyType): Pick<Write, 'api' | 'service' | 'scopes'> {
  return { api: row.api, service: row.service, scopes: row.scopes.write };
}

/** The body of a create or update: the draft's, with the row's last words on it. */
export function bodyFor(row: PolicyType, draft: Draft, without: readonly string[]): JsonObject {
  const copy: Draft = { body: copyOf(draft.body), children: {}, assignments: null };
  for (const path of without) for (const place of placesIn(row, copy, path).reverse()) place.remove();
  reduce(row, copy);
  turn(row, copy);
  if (row.below !== undefined) delete copy.body[row.below.as];
  return { ...copy.body, ...row.send };
}

/** Leaves of expanded objects only what the service takes. */
export function reduce(row: PolicyType, draft: Draft): void {
  for (const { at, keep } of row.reduce ?? []) {
    for (const place of placesIn(row, draft, at)) {
      if (!isObject(place.value)) continue;
      const kept: JsonObject = {};
      for (const name of keep) if (place.value[name] !== undefined) kept[name] = place.value[name];
      place.set(kept);
    }
  }
}

/** Turns values that the service gives and does not take into those that it takes. */
export function turn(row: PolicyType, draft: Draft): void {
  for (const { at, from, to } of row.turn ?? []) {
    for (const place of placesIn(row, draft, at).reverse()) {
      if (place.value !== from) continue;
      if (Array.isArray(to)) place.set([]);
      else if (isObject(to)) place.remove();
      else place.set(to);
    }
  }
}

/** Fills the object's id into a step's path. */
export function withId(step: Step, id: string): Step {
  return step.path.includes('{id}') || step.childOf !== undefined
    ? {
        ...step,
        path: pathWithId(step.path, id),
        ...(step.childOf === undefined ? {} : { childOf: { ...step.childOf, list: pathWithId(step.childOf.list, id) } }),
      }
    : step;
}
