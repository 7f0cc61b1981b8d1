import { stableText, type JsonObject } from '../model/json.js';
import type { PolicyType } from '../model/policy-type.js';
import type { Policy } from '../model/policy.js';
import type { Difference } from '../model/verdict.js';
import { bindMembers } from './binds.js';
import { assignmentKey, compare, type Comparison } from './compare.js';
import { childrenOf, draftOf, isUnseen, placesIn, type Draft } from './draft.js';
import { firstOf } from './grown.js';
import { leaveUnseenBytes } from './item-bytes.js';
import { Leaving } from './leaving.js';
import { withoutMasked } from './masked.js';
import { assignmentsOf, type Resolved } from './resolve.js';
import { leaveSecrets, saidBeside } from './secrets.js';
import { reduce, turn } from './steps.js';

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
  const shown = withoutMasked(sendable(row, wanted.draft), sendable(row, foundDraft), found.secrets, saidBeside(row));
  // what is wanted goes without the secrets of the source; those that somebody has supplied since are no difference
  const leaving = new Leaving();
  leaveSecrets(leaving, foundDraft, found.secrets);
  leaving.go();
  const want = comparable(row, shown);
  const got = comparable(row, foundDraft);
  if (scope.created === true && row.grows !== undefined) {
    want.body = firstOf(row, want.body);
    got.body = firstOf(row, got.body);
  }
  const body = compare(want.body, got.body, '/body');
  if (scope.created === true) {
    for (const { field, send } of row.apart ?? []) {
      if (send === 'inline') continue;
      delete want.children[field];
      delete got.children[field];
    }
  }
  if (row.companions !== undefined && (scope.created === true || want.children[row.companions.field] === undefined || got.children[row.companions.field] === undefined)) {
    delete want.children[row.companions.field];
    delete got.children[row.companions.field];
  }
  for (const apart of row.apart ?? []) {
    if (!isUnseen(apart, want) && !isUnseen(apart, got)) continue;
    delete want.children[apart.field];
    delete got.children[apart.field];
  }
  for (const apart of row.apart ?? []) leaveUnseenBytes(apart, want.children, got.children);
  const children = compare(want.children, got.children, '/children');
  const links = compareLinks(row, policy.type, wanted, found);
  const assignments: readonly Difference[] = scope.assignments ? compareAssignments(row, wanted.draft, foundDraft) : [];
  return {
    differences: [...body.differences, ...children.differences, ...links, ...assignments],
    tidied: [...body.tidied, ...children.tidied],
  };
}

/** A draft without the members that a create does not send; lists keep their places. */
export function sendable(row: PolicyType, draft: Draft): Draft {
  const copy: Draft = { body: structuredClone(draft.body), children: structuredClone(draft.children), assignments: draft.assignments };
  for (const path of row.createDrop ?? []) for (const place of placesIn(row, copy, path).reverse()) place.remove();
  return copy;
}

/** A draft without what is never sent, and with the row's own turns of value applied, so that they are no difference. */
function comparable(row: PolicyType, draft: Draft): { body: JsonObject; children: JsonObject } {
  const copy: Draft = { body: structuredClone(draft.body), children: structuredClone(draft.children), assignments: null };
  for (const path of row.createDrop ?? []) for (const place of placesIn(row, copy, path).reverse()) place.remove();
  for (const name of Object.keys(row.send ?? {})) delete copy.body[name];
  if (row.texts !== undefined) for (const name of [row.texts.content, row.texts.languageFiles, ...Object.keys(row.texts.send)]) delete copy.body[name];
  reduce(row, copy);
  turn(row, copy);
  for (const apart of row.apart ?? []) {
    if (apart.send === 'never') delete copy.children[apart.field];
    // what is sent as a link counts as one: names and dates of a definition are the service's
    else for (const item of childrenOf(copy, apart.field)) bindMembers(item, apart, '');
  }
  return { body: copy.body, children: copy.children };
}

function compareLinks(row: PolicyType, type: string | undefined, wanted: Resolved, found: Policy<'destination'>): Difference[] {
  return Object.keys({ ...(type === undefined ? {} : row.links?.[type]) }).flatMap((property): Difference[] => {
    // where nobody looked in the source, nobody can say what is wanted
    if (wanted.links[property] === undefined) return [];
    const want = [...(wanted.links[property] ?? [])].sort();
    const got = (found.links[property] ?? []).map((link): string => link.id).sort();
    return stableText(want) === stableText(got) ? [] : [{ at: `/links/${property}`, wanted: want, found: got }];
  });
}

/**
 * Those differences that no update can bring: members that the service lets nobody change, children that it takes only once.
 */
export function fixedDifferences(row: PolicyType, wanted: Resolved, found: Policy<'destination'>, differences: readonly Difference[]): Difference[] {
  const fixed = new Set((row.apart ?? []).flatMap((apart) => (apart.update === 'never' ? [`/children/${apart.field}`] : [])));
  const never = [...(row.updateDrop ?? []), ...(found.defaultObject === undefined ? [] : (row.defaults?.fixed ?? []))];
  for (const path of never) for (const draft of [wanted.draft, draftOf(found)]) for (const place of placesIn(row, draft, path)) fixed.add(place.pointer);
  return differences.filter(({ at }) => [...fixed].some((pointer) => at === pointer || at.startsWith(`${pointer}/`)));
}

function compareAssignments(row: PolicyType, wanted: Draft, found: Draft): Difference[] {
  const keyed = (draft: Draft): Map<string, JsonObject> => new Map(assignmentsOf(draft).map((one) => assignmentKey(row, one)).map((key) => [stableText(key), key]));
  const want = keyed(wanted);
  const got = keyed(found);
  const lacking = [...want].filter(([key]) => !got.has(key)).map(([, value]) => value);
  const extra = [...got].filter(([key]) => !want.has(key)).map(([, value]) => value);
  return lacking.length === 0 && extra.length === 0 ? [] : [{ at: '/assignments', wanted: lacking, found: extra }];
}
