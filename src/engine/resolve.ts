import type { Address } from '../model/address.js';
import { isObject, type Json, type JsonObject } from '../model/json.js';
import type { Resolution } from '../model/mapping.js';
import type { PolicyType } from '../model/policy-type.js';
import type { Policy } from '../model/policy.js';
import type { Reference } from '../model/reference.js';
import { idOf } from '../model/ids.js';
import { draftOf, placesIn, type Draft } from './draft.js';
import { Leaving } from './leaving.js';
import { groupOf, mergedAssignments } from './merged-assignments.js';
import { placeAt } from './paths.js';
import { isInherited, refsIn, type FoundRef } from './references.js';
import { filledPointers, fillSecrets, unfilled, type Filling, type SecretText } from './secrets.js';
import { refusedAssignments } from './targets.js';
import { rewrapId } from './wrapped-ids.js';

/** Answers what becomes of a reference; undefined where nobody knows the object. */
export type Lookup = (to: readonly string[], id: string) => Resolution | undefined;

/** The id of an object that this run makes: a token while planning, the journal's id while importing. */
export type IdOfMade = (made: string) => string | undefined;

/** What a person must still answer before this object can go. */
export interface OpenReference {
  readonly reference: Reference;
  readonly because: string;
}

/** A policy as the destination shall get it: ids of the destination only, secrets out, name and state as they arrive. */
export interface Resolved {
  readonly draft: Draft;
  readonly links: Readonly<Record<string, readonly string[]>>;
  /** What must be made before: of the object itself. */
  readonly needs: readonly Address[];
  /** What must be made before its assignments. */
  readonly assignmentNeeds: readonly Address[];
  readonly open: readonly OpenReference[];
  /** Tenant-bound text that nobody has decided about. */
  readonly openValues?: readonly { readonly at: string; readonly class: string; readonly value: string; readonly because: string }[];
  readonly dropped: readonly { readonly reference: Reference; readonly because: string }[];
  /** Conditions that included something and, with what was dropped, include nothing any more: the object cannot go. */
  readonly emptied?: readonly string[];
  /** What it cannot be without, and was dropped. */
  readonly lacking?: readonly { readonly reference: Reference; readonly because: string }[];
  /** Assignments that the service takes from nobody here, and that are left out. */
  readonly refused: readonly { readonly at: string; readonly because: string }[];
  /** Secrets in their places: where in the bundle's file, where in the draft. */
  readonly secrets?: readonly { readonly from: string; readonly at: string; readonly by: SecretText['by'] }[];
}

/** Why something was left out that nobody had decided. */
export const stillOpen = 'still open, and --allow-open was given';

export interface ResolveOptions {
  readonly prefix: string;
  readonly keepState: boolean;
  /**
   * `--allow-open`: an assignment or list item that is still open is left out and said. Never an exclusion, which would
   * widen what the object reaches, and never what the object cannot do without: those stay in `open`.
   */
  readonly allowOpen: boolean;
}

/** What stands for the id of an object that the plan creates, until the journal knows it. Never sent. */
export function tokenFor(made: string): string {
  return `{{made:${made}}}`;
}

/**
 * Makes the destination's form of a policy. Pure; whatever is not resolved is in `open` and stays out of the draft.
 * @param addressOfMade turns what `Resolution.by` names into the address it stands for
 * @param filling secrets that are supplied, or tokens for them; the other places of secrets leave
 */
export function resolve(
  row: PolicyType,
  policy: Policy,
  lookup: Lookup,
  idOfMade: IdOfMade,
  addressOfMade: (made: string) => Address | undefined,
  options: ResolveOptions,
  filling: Filling = unfilled,
): Resolved {
  const draft = draftOf(policy);
  const leaving = new Leaving();
  const filled = fillSecrets(row, policy.type, leaving, draft, policy.secrets, filling);
  const refused: { at: string; because: string }[] = [];
  const direct = (policy.assignments ?? []).map((one, index) => ({ one, index })).filter(({ one }) => !isInherited(one));
  const refusals = new Map(refusedAssignments(row, policy.type, direct.map(({ one }) => one)).map(({ index, because }) => [direct[index]?.index, because]));
  const assignments: readonly Json[] = draft.assignments ?? [];
  const original = [...assignments];
  assignments.forEach((one, index) => {
    const because = refusals.get(index);
    if (because === undefined && !isInherited(one)) return;
    const at = `/assignments/${String(index)}`;
    if (because !== undefined) refused.push({ at, because });
    leaving.add(at, () => {
      // in place: others leave the same list
      const now = draft.assignments?.indexOf(one) ?? -1;
      if (now >= 0) draft.assignments?.splice(now, 1);
    });
  });

  const needs = new Set<Address>();
  const assignmentNeeds = new Set<Address>();
  const open: OpenReference[] = [];
  const dropped: { reference: Reference; because: string }[] = [];
  const lacking: { reference: Reference; because: string }[] = [];

  const answers = refsIn(row, draft)
    .filter(({ place }) => !leaving.holds(place.pointer))
    .map((found) => ({ found, at: found.place.pointer, answer: answerOf(found) }));
  // first what leaves: what else stands in an assignment that leaves needs no answer
  for (const { found, answer } of answers) {
    if (answer.as !== 'dropped') continue;
    (found.rule.needed === true ? lacking : dropped).push({ reference: referenceOf(policy, found), because: answer.because });
    leaving.take(found.place, found.rule.drops);
  }
  for (const { found, at, answer } of answers) {
    if (answer.as === 'dropped' || leaving.holds(at)) continue;
    const next = settle(referenceOf(policy, found), answer, at.startsWith('/assignments/') ? assignmentNeeds : needs);
    if (next !== undefined) found.place.set(rewrapId(found.place.value, found.id, next));
    else leaving.take(found.place, found.rule.drops);
  }
  const including = new Set(dropped.flatMap(({ reference }) => /^(\/body\/.+)\/include[A-Z]\w*\/\d+$/u.exec(reference.at)?.[1] ?? []));
  leaving.go();
  if (draft.assignments !== null) {
    const { kept, clashing } = mergedAssignments(draft.assignments, (one) => groupOf(policy.assignments?.[original.indexOf(one)]));
    draft.assignments = kept;
    for (const one of clashing) {
      const index = original.indexOf(one);
      open.push({ reference: { from: policy.address, at: `/assignments/${String(index)}/target/groupId`, to: ['group'], id: idOf('source', groupOf(policy.assignments?.[index]) ?? '') }, because: 'one group stands for two that this object is assigned to in different ways: map one of them elsewhere, or drop it' });
    }
  }
  const emptied = [...including].filter((at) => includesNothing(draft, at));
  const secrets = filledPointers(draft, filled);

  const links: Record<string, string[]> = {};
  for (const [property, targets] of Object.entries(policy.links)) {
    const to = (policy.type === undefined ? undefined : row.links?.[policy.type]?.[property]?.to) ?? [];
    links[property] = targets.flatMap((link, index) => {
      const reference: Reference = { from: policy.address, at: `/links/${property}/${String(index)}`, to, id: link.id, ...(link.name === undefined ? {} : { name: link.name }) };
      const answer = answerFor(lookup(to, link.id), false, options);
      if (answer.as === 'dropped') dropped.push({ reference, because: answer.because });
      const next = answer.as === 'dropped' ? undefined : settle(reference, answer, needs);
      return next === undefined ? [] : [next];
    });
  }

  if (options.prefix !== '' && policy.defaultObject === undefined) draft.body[row.name] = options.prefix + policy.name;
  if (row.arrives !== undefined && !options.keepState) {
    for (const place of placesIn(row, draft, row.arrives.at)) if (place.value === row.arrives.from) place.set(row.arrives.to);
  }
  return { draft, links, needs: [...needs].sort(), assignmentNeeds: [...assignmentNeeds].sort(), open, dropped, refused, ...(emptied.length === 0 ? {} : { emptied }), ...(lacking.length === 0 ? {} : { lacking }), ...(secrets.length === 0 ? {} : { secrets }) };

  function answerOf(found: FoundRef): Answer {
    const known = lookup(found.rule.to, found.id);
    if (known === undefined && found.rule.maybe === true) return { as: 'kept', because: 'nothing of the export has this id' };
    return answerFor(known, isSpare(found, draft), options);
  }

  /** The id to write; undefined where there is none, and then it is said in `open`. */
  function settle(reference: Reference, answer: Exclude<Answer, { readonly as: 'dropped' }>, into: Set<Address>): string | undefined {
    if (answer.as === 'open') {
      open.push({ reference, because: answer.because });
      return undefined;
    }
    if (answer.as === 'kept') return reference.id;
    if (answer.as === 'mapped') return answer.id;
    const address = addressOfMade(answer.by);
    if (address !== undefined) into.add(address);
    const id = idOfMade(answer.by);
    if (id === undefined) open.push({ reference, because: `${answer.by} is not there yet` });
    return id;
  }
}

type Answer = Exclude<Resolution, { readonly as: 'open' }> | { readonly as: 'open'; readonly because: string };

/** What becomes of a reference, with what nobody has answered open, or left out where that was asked for and does no harm. */
function answerFor(found: Resolution | undefined, spare: boolean, options: ResolveOptions): Answer {
  if (found !== undefined && found.as !== 'open') return found;
  if (options.allowOpen && spare) return { as: 'dropped', because: stillOpen };
  return { as: 'open', because: found?.because ?? 'nobody has said what stands for it in the destination' };
}

/** Whether an object can go without a reference: never without an exclusion, which would widen what it reaches. */
function isSpare({ rule, place }: FoundRef, draft: Draft): boolean {
  const at = place.pointer;
  if (at.startsWith('/assignments/')) return !isExclusion(place.around);
  return rule.drops === 'value' && hasCompany(draft, at) && !/\/exclude[A-Z]/u.test(at);
}

function referenceOf(policy: Policy, { rule, place, id }: FoundRef): Reference {
  return { from: policy.address, at: place.pointer, to: rule.to, id: idOf('source', id) };
}

/** Whether a list item is not the last one of its list: an emptied list can mean everybody, or nobody. */
function hasCompany(draft: Draft, pointer: string): boolean {
  if (!/\/\d+$/u.test(pointer)) return false;
  const list = placeAt({ body: draft.body, children: draft.children, assignments: draft.assignments ?? [] }, pointer.slice(0, pointer.lastIndexOf('/')))?.value;
  return Array.isArray(list) && list.length > 1;
}

/** Whether an object with members such as `includeGroups` and `includeUsers` names nothing in any of them. */
function includesNothing(draft: Draft, pointer: string): boolean {
  const holder = placeAt({ body: draft.body, children: draft.children, assignments: draft.assignments ?? [] }, pointer)?.value;
  if (!isObject(holder)) return false;
  return Object.entries(holder).every(([name, value]) => !/^include[A-Z]/u.test(name) || value === null || (Array.isArray(value) && value.length === 0));
}

function isExclusion(around: readonly JsonObject[]): boolean {
  return around.some((object) => typeof object['@odata.type'] === 'string' && object['@odata.type'].toLowerCase().includes('exclusion'));
}

/** The assignments of a resolved draft that are sent. */
export function assignmentsOf(draft: Draft): JsonObject[] {
  return (draft.assignments ?? []).filter(isObject);
}
