import { stableText, type Json, type JsonObject } from '../model/json.js';
import type { PolicyType } from '../model/policy-type.js';
import type { Policy } from '../model/policy.js';
import type { Difference } from '../model/verdict.js';
import { assignmentKey, compare, type Comparison } from './compare.js';
import { draftOf, placesIn, type Draft } from './draft.js';
import { assignmentsOf, type Resolved } from './resolve.js';

/** What of an object is compared. */
export interface CompareScope {
  readonly assignments: boolean;
  /** Only what the request that creates an object brings: children that are sent afterwards may still be missing. */
  readonly created?: true;
}

/**
 * Compares what an object should be in the destination with what was read back there. Both went through the same intake;
 * what the row never sends, and secrets, are not compared.
 */
export function comparePolicy(row: PolicyType, policy: Policy, wanted: Resolved, found: Policy<'destination'>, scope: CompareScope): Comparison {
  const foundDraft = draftOf(found);
  const want = comparable(row, wanted.draft);
  const got = comparable(row, foundDraft);
  const ignored = new Set([...policy.secrets, ...found.secrets].map((secret) => secret.at));
  const body = compare(want.body, got.body, '/body', ignored);
  if (scope.created === true) {
    for (const { field, send } of row.apart ?? []) {
      if (send === 'inline') continue;
      delete want.children[field];
      delete got.children[field];
    }
  }
  const children = compare(want.children, got.children, '/children', ignored);
  const links = compareLinks(row, policy.type, wanted, found);
  const assignments: readonly Difference[] = scope.assignments ? compareAssignments(row, wanted.draft, foundDraft) : [];
  return {
    differences: [...body.differences, ...children.differences, ...links, ...assignments],
    tidied: [...body.tidied, ...children.tidied],
  };
}

/** A draft without what is never sent, and with the row's own turns of value applied, so that they are no difference. */
function comparable(row: PolicyType, draft: Draft): { body: JsonObject; children: JsonObject } {
  const copy: Draft = { body: structuredClone(draft.body), children: structuredClone(draft.children), assignments: null };
  for (const path of row.createDrop ?? []) for (const place of placesIn(row, copy, path).reverse()) place.remove();
  for (const name of Object.keys(row.send ?? {})) delete copy.body[name];
  for (const { at, keep } of row.reduce ?? []) {
    for (const place of placesIn(row, copy, at)) {
      const { value } = place;
      if (typeof value !== 'object' || value === null || Array.isArray(value)) continue;
      const kept: JsonObject = {};
      for (const name of keep) if (value[name] !== undefined) kept[name] = value[name];
      place.set(kept);
    }
  }
  for (const { at, from, to } of row.turn ?? []) for (const place of placesIn(row, copy, at)) if (place.value === from) place.set(Array.isArray(to) ? [] : to);
  for (const apart of row.apart ?? []) if (apart.send === 'never') delete copy.children[apart.field];
  for (const apart of row.apart ?? []) for (const bind of apart.binds ?? []) for (const place of placesIn(row, copy, `${apart.field}[].${bind.at}`)) place.set(onlyId(place.value));
  return { body: copy.body, children: copy.children };
}

/** Of an expanded object that is sent as a link only its id counts: names and dates of definitions are the service's. */
function onlyId(value: Json): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return { id: value['id'] ?? null };
}

function compareLinks(row: PolicyType, type: string | undefined, wanted: Resolved, found: Policy<'destination'>): Difference[] {
  return Object.keys({ ...(type === undefined ? {} : row.links?.[type]) }).flatMap((property): Difference[] => {
    const want = [...(wanted.links[property] ?? [])].sort();
    const got = (found.links[property] ?? []).map((link): string => link.id).sort();
    return stableText(want) === stableText(got) ? [] : [{ at: `/links/${property}`, wanted: want, found: got }];
  });
}

function compareAssignments(row: PolicyType, wanted: Draft, found: Draft): Difference[] {
  const keyed = (draft: Draft): Map<string, JsonObject> => new Map(assignmentsOf(draft).map((one) => assignmentKey(row, one)).map((key) => [stableText(key), key]));
  const want = keyed(wanted);
  const got = keyed(found);
  const lacking = [...want].filter(([key]) => !got.has(key)).map(([, value]) => value);
  const extra = [...got].filter(([key]) => !want.has(key)).map(([, value]) => value);
  return lacking.length === 0 && extra.length === 0 ? [] : [{ at: '/assignments', wanted: lacking, found: extra }];
}
