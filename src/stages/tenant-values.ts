import type { Bundle } from '../model/bundle.js';
import type { Finding } from '../model/finding.js';
import { isList, isObject, type Json, type JsonObject } from '../model/json.js';
import type { ValueMapping } from '../model/mapping.js';
import type { Plan } from '../model/plan.js';
import type { Catalog } from '../model/policy-type.js';
import type { Policy, TenantFacts } from '../model/policy.js';
import { draftOf, type Draft } from '../engine/draft.js';
import { Leaving } from '../engine/leaving.js';
import type { Rewrite } from '../engine/prepare.js';
import { refsIn } from '../engine/references.js';
import type { Resolved } from '../engine/resolve.js';
import { fillSecrets, type SecretText } from '../engine/secrets.js';
import { applyValues } from '../engine/values/apply.js';
import { decisionsOfPlan } from '../engine/values/decisions.js';
import { classFacts } from '../engine/values/classes.js';
import { valueFinder, type Found } from '../engine/values/find.js';
import { strayFindings } from '../engine/values/findings.js';
import { inventoryOf, type SourceFacts } from '../engine/values/inventory.js';
import { proposeValues, type FoundIn } from '../engine/values/propose.js';
import { strayFinder } from '../engine/values/strays.js';
import { neighborsOf } from './map.js';

/** Everything the source tenant is known by: its own facts, and the ids of all that the bundle holds or points at. */
export async function sourceFactsOf(bundle: Bundle): Promise<SourceFacts> {
  const objects: { id: string; kind: string }[] = [];
  for await (const policy of bundle.policies()) objects.push({ id: policy.id, kind: policy.kind });
  for (const neighbor of (await neighborsOf(bundle)).values()) objects.push({ id: neighbor.id, kind: neighbor.kind });
  const { tenant } = bundle.manifest;
  return { tenant, objects: inventoryOf(objects, tenant) };
}

/** A draft as one JSON value; pointers into it are those of the bundle's file. */
function whole(draft: Draft): JsonObject {
  return { body: draft.body, children: draft.children, assignments: draft.assignments ?? [] };
}

/** The places that rows answer for, and what a person supplied for this tenant; tenant-bound text is looked for everywhere else. */
function claimedPlaces(catalog: Catalog, kind: string, draft: Draft, secrets: Resolved['secrets'] = []): (pointer: string) => boolean {
  const claimed = new Set(refsIn(catalog.row(kind), draft).map((found) => found.place.pointer));
  for (const secret of secrets) if (secret.by !== 'source') claimed.add(secret.at);
  return (pointer) => claimed.has(pointer);
}

/** Rewrites tenant-bound text as `values.json` says, and ids of objects as their mapping says; what is undecided is open. */
export function valueRewriter(catalog: Catalog, facts: SourceFacts, values: Plan['values']): Rewrite {
  const find = valueFinder(facts);
  const decisions = decisionsOfPlan(values);
  return (policy, resolved, idOf) => {
    const { draft } = resolved;
    const inSecrets = new Set(resolved.secrets?.map((secret) => secret.at));
    const applied = applyValues(whole(draft), { find: (value, options) => find(value, options).filter((one) => !inSecrets.has(one.at) || isFirm(one)), decisions, idOf: (id, kind) => idOf(kind, id), options: { claimedAt: claimedPlaces(catalog, policy.kind, draft, resolved.secrets) } });
    const openValues = applied.open.map(({ found, because }) => ({ at: found.at, class: found.class, value: found.value, because }));
    if (applied.done.length === 0) return { ...resolved, openValues };
    return { ...resolved, draft: draftFrom(applied.value, draft), openValues };
  };
}

function draftFrom(value: Json, old: Draft): Draft {
  const parts = isObject(value) ? value : {};
  const { body, children, assignments } = parts;
  return { body: isObject(body) ? body : old.body, children: isObject(children) ? children : old.children, assignments: old.assignments === null ? null : isList(assignments) ? assignments : old.assignments };
}

/** Proposes what becomes of the tenant-bound text of a bundle. */
export async function proposeBundleValues(bundle: Bundle, catalog: Catalog, destination: TenantFacts, names: { readonly source: string; readonly destination: string }): Promise<ValueMapping> {
  const facts = await sourceFactsOf(bundle);
  const find = valueFinder(facts);
  const found: FoundIn[] = [];
  for await (const policy of bundle.policies()) {
    const held = policy.secrets.some((secret) => secret.held === true) ? await bundle.secrets(policy.address) : new Map<string, string>();
    const values = findIn(catalog, find, policy, held);
    if (values.length > 0) found.push({ address: policy.address, found: values });
  }
  return { kind: 'value', source: names.source, destination: names.destination, entries: proposeValues(found, facts.tenant, destination) };
}

/**
 * What may be said of the text of a secret, in a mapping file too: what is surely the source tenant's own. Everything else
 * could be the secret.
 */
function isFirm(found: Found): boolean {
  return (found.certainty === 'proven' || found.class === 'sid') && classFacts(found.class).secret !== true;
}

/**
 * The tenant-bound text of one policy, references left out. What stays behind anyway is not searched.
 * @param held its secrets that the bundle holds, by place
 */
export function findIn(catalog: Catalog, find: ReturnType<typeof valueFinder>, policy: Policy, held: ReadonlyMap<string, string> = new Map()): readonly Found[] {
  if (policy.owned !== undefined) return [];
  const draft = draftOf(policy);
  const filling = new Map([...held].map(([at, text]): [string, SecretText] => [at, { text, by: 'source' }]));
  const places = policy.secrets.filter((secret) => filling.has(secret.at));
  const filled = fillSecrets(catalog.row(policy.kind), policy.type, new Leaving(), draft, places, filling);
  const inSecrets = new Set(filled.map((one) => one.from));
  return find(whole(draft), { claimedAt: claimedPlaces(catalog, policy.kind, draft) }).filter((one) => !inSecrets.has(one.at) || isFirm(one));
}

/**
 * The second net (promise 2): whatever of the source is still in what would be sent is a finding with its path, and stops
 * the object unless somebody decided that it stays.
 */
export function secondNet(facts: SourceFacts, values: Plan['values']): (policy: Policy, bodies: readonly JsonObject[], isDestination: (id: string) => boolean) => Finding[] {
  const decided = new Set(values.map((value) => (value.to ?? value.from).toLowerCase()));
  let isOfDestination: (id: string) => boolean = () => false;
  const find = strayFinder(facts, (value) => decided.has(value) || isOfDestination(value));
  return (policy, bodies, isDestination) => {
    isOfDestination = isDestination;
    return strayFindings(bodies.flatMap((body) => find(body)), { address: policy.address, kind: policy.kind });
  };
}
