import { addressOf, shortId } from '../model/address.js';
import { idAt, idOf, type Side } from '../model/ids.js';
import { copyOf, isObject, objectsAt, textAt, type JsonObject } from '../model/json.js';
import type { Apart, PolicyType } from '../model/policy-type.js';
import type { Link, Policy } from '../model/policy.js';
import { cleanObject, commonStamps } from './annotations.js';
import { appliesTo, placesIn, type Draft } from './draft.js';
import { aroundId } from './object-path.js';
import { allHold, holds, pathSteps, placesOf, valuesAt } from './paths.js';
import { blankNames, plainPart } from './companions.js';
import { typeOfRaw } from './raw-type.js';
import { plainLinks } from './reading.js';
import { hideSecrets } from './secrets.js';

/** What was read of one object: the object itself and what lies beside it. */
export interface Raw<S extends Side> {
  readonly object: JsonObject;
  /** Field → items, for each `apart` of the row that applies; `expand`ed ones may be left to `object`. */
  readonly children?: Readonly<Record<string, readonly JsonObject[]>>;
  /** Fields that the service did not tell, and the object can go without. */
  readonly unseen?: readonly string[];
  readonly links?: Readonly<Record<string, readonly Link<S>[]>>;
  /** undefined: take them from `object.assignments`; null: not known. */
  readonly assignments?: readonly JsonObject[] | null;
}

/** Names that Microsoft's own services give to what they make and keep (real-exports.md 6.6). */
const serviceNames: readonly string[] = ['Windows Autopatch - ', 'Modern Workplace - ', 'Modern Workplace-'];

/**
 * Makes a policy of what a tenant answered: annotations and stamps gone, children and assignments apart, secrets named.
 * @throws Error when the object has no id that can be used: who reads it looks first (`idAt`).
 */
export function policyOf<S extends Side>(side: S, row: PolicyType, raw: Raw<S>): Policy<S> {
  const id = idAt(raw.object);
  if (id === undefined) throw new Error(`${row.collection} answered an object without id`);
  const type = typeOfRaw(row, raw.object);
  const name = nameOf(row, raw.object);
  const body = cleanObject(raw.object);
  const children: Record<string, JsonObject[]> = {};
  for (const apart of row.apart ?? []) {
    if (!appliesTo(apart, type, raw.object)) continue;
    const unseen = (typeof apart.read === 'object' && 'answer' in apart.read) || raw.unseen?.includes(apart.field) === true;
    const items = (raw.children?.[apart.field] ?? (unseen ? undefined : inlineItems(apart, body)))?.filter((item) => apart.blank === undefined || !holds(apart.blank, [item]));
    delete body[apart.field];
    if (items !== undefined) children[apart.field] = items.map((item) => shaped(apart, cleanObject(item)));
  }
  const { companions: parts } = row;
  const partItems = parts === undefined ? undefined : raw.children?.[parts.field];
  if (parts !== undefined) {
    if (partItems !== undefined) children[parts.field] = partItems.map((item) => plainPart(parts, item));
    blankNames(parts, body);
  }
  const inline = objectsAt(body, 'assignments');
  const assignments = raw.assignments === undefined ? (row.assign === undefined || 'assignments' in body ? inline : null) : raw.assignments;
  if (row.assign !== undefined || Array.isArray(body['assignments'])) delete body['assignments'];
  for (const property of plainLinks(row, raw.object)) delete body[property];
  for (const stamp of commonStamps) delete body[stamp];
  if (type !== undefined && textAt(body, '@odata.type') === undefined && row.implied !== undefined) body['@odata.type'] = `#microsoft.graph.${type}`;
  if (row.below !== undefined) body[row.below.as] = aroundId(id);
  const draft: Draft = { body, children: copyOf(children), assignments: null };
  for (const path of row.drop ?? []) for (const place of placesIn(row, draft, path).reverse()) place.remove();
  for (const { at, when } of row.only ?? []) if (!allHold(when, [raw.object])) for (const place of placesIn(row, draft, at).reverse()) place.remove();
  for (const apart of row.apart ?? []) {
    for (const item of objectsAt(draft.children, apart.field)) for (const path of apart.drop ?? []) for (const place of placesOf(item, path).reverse()) place.remove();
  }
  const handles = side === 'destination' ? handlesOf(row, children, assignments, partItems) : undefined;
  const owned = ownership(row, raw.object, name);
  const secrets = hideSecrets(row, type, draft);
  return {
    address: addressOf(row.kind, name, shortId(id)),
    kind: row.kind,
    id: idOf(side, id),
    name,
    ...(type === undefined ? {} : { type }),
    body: draft.body,
    children: Object.fromEntries(Object.keys(children).map((field) => [field, objectsAt(draft.children, field)])),
    links: raw.links ?? {},
    assignments: assignments === null ? null : assignments.map(assignmentOf),
    secrets,
    ...(handles === undefined ? {} : { handles }),
    ...(owned === undefined ? {} : { owned }),
    // the service gives default objects ids of two parts; one of priority 0 with another id was written by hand
    ...(row.singleton === undefined ? {} : { defaultObject: row.kind }),
    ...(row.defaults !== undefined && (row.defaults.only === true || id.includes('_')) && allHold(row.defaults.when, [raw.object]) ? { defaultObject: defaultName(row, id) } : {}),
  };
}

/** Items that came with the object: under their field, or where a create takes them (a request that somebody kept). */
function inlineItems(apart: Apart, body: JsonObject): JsonObject[] {
  const items = objectsAt(body, apart.field);
  const sent = apart.sendAs?.includes('.') === true ? apart.sendAs : undefined;
  if (sent === undefined) return items;
  const kept = items.length > 0 ? items : valuesAt(body, `${sent}[]`).filter(isObject);
  delete body[pathSteps(sent)[0] ?? sent];
  return kept;
}

/** An item as it is kept: of the shape in which it is sent. */
function shaped(apart: Apart, item: JsonObject): JsonObject {
  if (apart.items === undefined) return item;
  const kept: JsonObject = copyOf(apart.items.with);
  for (const name of apart.items.keep) if (item[name] !== undefined) kept[name] = item[name];
  return kept;
}

/** What is changed or taken away one by one keeps its ids: of the rows whose words need them. */
function handlesOf(row: PolicyType, children: Readonly<Record<string, readonly JsonObject[]>>, assignments: readonly JsonObject[] | null, parts: readonly JsonObject[] | undefined): Policy['handles'] {
  const handles: Record<string, readonly JsonObject[]> = {};
  if (row.companions !== undefined && parts !== undefined) handles[row.companions.field] = copyOf([...parts]);
  for (const apart of row.apart ?? []) {
    const way = apart.update ?? apart.send;
    const items = children[apart.field];
    if (items !== undefined && typeof way === 'object' && 'key' in way) handles[apart.field] = copyOf([...items]);
  }
  if (row.assign?.by === 'each' && assignments !== null) handles['assignments'] = assignments.map(cleanObject);
  return Object.keys(handles).length === 0 ? undefined : handles;
}

/** The name people know an object by; an object without one goes by its id. */
export function nameOf(row: PolicyType, object: JsonObject): string {
  const name = textAt(object, row.name);
  return name === undefined || name === '' ? (textAt(object, 'id') ?? '') : name;
}

/** An assignment as it is kept: target and what the kind adds; ids and sources of the answer are noise, except the policy set it came from. */
function assignmentOf(assignment: JsonObject): JsonObject {
  const result = cleanObject(assignment);
  delete result['id'];
  if (result['source'] === 'direct' || result['source'] === null) {
    delete result['source'];
    delete result['sourceId'];
  }
  return result;
}

function ownership(row: PolicyType, object: JsonObject, name: string): string | undefined {
  const rule = row.owned?.find((one) => allHold(one.when, [object]));
  if (rule !== undefined) return rule.because;
  const prefix = row.neighbor === true ? undefined : serviceNames.find((start) => name.startsWith(start));
  return prefix === undefined ? undefined : `its name begins with "${prefix.trim()}", as Microsoft's own service names what it makes`;
}

/** What the default object of one tenant and that of the other have in common: the suffix of the id, or the kind where there is only one. */
export function defaultName(row: PolicyType, id: string): string {
  return row.singleton === undefined && row.defaults?.only !== true ? defaultSuffix(id) : row.kind;
}

/** `<account>_DefaultLimit` → `DefaultLimit`: the part by which the default object of the other tenant is found. */
function defaultSuffix(id: string): string {
  const at = id.indexOf('_');
  return at < 0 ? id : id.slice(at + 1);
}
