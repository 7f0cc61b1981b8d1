import type { Address } from '../model/address.js';
import { isObject, type JsonObject } from '../model/json.js';
import type { Resolution } from '../model/mapping.js';
import type { PolicyType } from '../model/policy-type.js';
import type { Policy } from '../model/policy.js';
import type { Reference } from '../model/reference.js';
import { idOf } from '../model/ids.js';
import { draftOf, placesIn, type Draft } from './draft.js';
import { isInherited, refsIn } from './references.js';
import { withoutSecrets } from './secrets.js';
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
}

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
 */
export function resolve(
  row: PolicyType,
  policy: Policy,
  lookup: Lookup,
  idOfMade: IdOfMade,
  addressOfMade: (made: string) => Address | undefined,
  options: ResolveOptions,
): Resolved {
  const draft = draftOf(policy);
  if (draft.assignments !== null) draft.assignments = draft.assignments.filter((one) => !isInherited(one));
  withoutSecrets(draft, policy.secrets);
  const needs = new Set<Address>();
  const assignmentNeeds = new Set<Address>();
  const open: OpenReference[] = [];
  const dropped: { reference: Reference; because: string }[] = [];

  const settle = (reference: Reference, into: Set<Address>, spare: boolean): string | undefined => {
    const found = lookup(reference.to, reference.id);
    switch (found?.as) {
      case 'mapped':
        return found.id;
      case 'kept':
        return reference.id;
      case 'made': {
        const address = addressOfMade(found.by);
        if (address !== undefined) into.add(address);
        const id = idOfMade(found.by);
        if (id === undefined) open.push({ reference, because: `${found.by} is not there yet` });
        return id;
      }
      case 'dropped':
        dropped.push({ reference, because: found.because });
        return undefined;
      case 'open':
      case undefined:
        if (options.allowOpen && spare) dropped.push({ reference, because: 'still open, and --allow-open was given' });
        else open.push({ reference, because: found?.because ?? 'nobody has said what stands for it in the destination' });
        return undefined;
    }
  };

  for (const { rule, place, id } of refsIn(row, draft).reverse()) {
    const reference: Reference = { from: policy.address, at: place.pointer, to: rule.to, id: idOf('source', id) };
    const inAssignment = place.pointer.startsWith('/assignments/');
    const spare = inAssignment ? !isExclusion(place.around) : rule.drops === 'value' && /\/\d+$/u.test(place.pointer) && !/\/exclude[A-Z]/u.test(place.pointer);
    const next = settle(reference, inAssignment ? assignmentNeeds : needs, spare);
    if (next !== undefined) place.set(rewrapId(place.value, id, next));
    else if (rule.drops === 'item') place.removeItem();
    else if (rule.drops === 'holder') place.removeHolder();
    else place.remove();
  }

  const links: Record<string, string[]> = {};
  for (const [property, targets] of Object.entries(policy.links)) {
    const to = (policy.type === undefined ? undefined : row.links?.[policy.type]?.[property]?.to) ?? [];
    const ids = targets.flatMap((link, index) => {
      const reference: Reference = { from: policy.address, at: `/links/${property}/${String(index)}`, to, id: link.id, ...(link.name === undefined ? {} : { name: link.name }) };
      const next = settle(reference, needs, false);
      return next === undefined ? [] : [next];
    });
    if (ids.length > 0) links[property] = ids;
  }

  if (options.prefix !== '' && policy.defaultObject === undefined) draft.body[row.name] = options.prefix + policy.name;
  if (row.arrives !== undefined && !options.keepState) {
    for (const place of placesIn(row, draft, row.arrives.at)) if (place.value === row.arrives.from) place.set(row.arrives.to);
  }
  return { draft, links, needs: [...needs].sort(), assignmentNeeds: [...assignmentNeeds].sort(), open, dropped };
}

function isExclusion(around: readonly JsonObject[]): boolean {
  return around.some((object) => typeof object['@odata.type'] === 'string' && object['@odata.type'].toLowerCase().includes('exclusion'));
}

/** The assignments of a resolved draft that are sent. */
export function assignmentsOf(draft: Draft): JsonObject[] {
  return (draft.assignments ?? []).filter(isObject);
}
