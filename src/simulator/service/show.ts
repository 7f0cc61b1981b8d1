import { isList, isObject, type Json, type JsonObject } from '../../model/json.js';
import { enumNamed, typeNamed, type Member, type TypeFacts } from '../schema/model.js';
import type { Expand, Query } from '../odata/query.js';
import type { Collection, Entity } from '../tenant/entity.js';
import type { Tenant } from '../tenant/tenant.js';
import { blank } from './blank.js';
import { typeName } from './check-body.js';
import { badRequest } from './refusal.js';
import { definitionIds, definitionSet } from './rules/setting-definitions.js';
import { readSet, skipToken } from './read.js';
import { factsOf } from './sets.js';
import type { Wish } from './wish.js';

/** An object as an answer shows it: defaults filled in, secrets masked, only what was selected, expansions inline. */
export function show(tenant: Tenant, collection: Collection, entity: Entity, query: Query, wish: Wish, list: boolean): JsonObject {
  const type = typeNamed(entity.type);
  const whole = visibleBody(collection, entity, list, query.select);
  const shown: JsonObject = {};
  // right in lists, "unknown" by id (graph-intune.md 4.3)
  if (!list && !wish.inside && entity.type === 'groupPolicyConfiguration') whole['policyConfigurationIngestionType'] = 'unknown';
  // minimal metadata: the type is said where it is not the declared one, so never in concrete sets (graph-intune.md 1)
  if (wish.fullMetadata || entity.type !== collection.type) shown['@odata.type'] = `#microsoft.graph.${entity.type}`;
  const select = query.select?.includes('*') === true ? undefined : query.select;
  if (select === undefined) {
    Object.assign(shown, whole);
    const hiddenUnlessSelected = factsOf(collection.path).onlySelected;
    for (const name of hiddenUnlessSelected ?? []) delete shown[name];
  } else {
    const wanted = new Set(select.map((path) => path.slice(path.lastIndexOf('/') + 1).toLowerCase()));
    for (const name of Object.keys(whole)) if (wanted.has(name.toLowerCase()) || (name === 'id' && collection.path.startsWith('device'))) shown[name] = whole[name] ?? null;
  }
  if (!wish.everyMember && type !== undefined && hasLater(type.name)) maskLater(type, shown);
  if (wish.fullMetadata && type !== undefined) links(collection, entity, type, shown, wish);
  for (const expand of query.expand ?? []) expanded(tenant, collection, entity, expand, shown, wish);
  return shown;
}

/** Every structural member with its value for a reader. */
export function visibleBody(collection: Collection, entity: Entity, list: boolean, select?: readonly string[]): JsonObject {
  const type = typeNamed(entity.type);
  const whole: JsonObject = { ...blank(entity.type), ...entity.body, ...(type?.properties.has('id') === true ? { id: entity.id } : {}) };
  for (const name of type?.hidden ?? []) if (name in whole) whole[name] = null;
  if (select === undefined) for (const name of factsOf(collection.path).byPath ?? []) whole[name] = null;
  // it reads false whatever was set (graph-intune.md 7.10)
  if (entity.type === 'deviceHealthScriptAssignment') whole['runRemediationScript'] = false;
  if (list && select === undefined) {
    for (const name of factsOf(collection.path).listNull ?? []) if (name in whole) whole[name] = isList(whole[name]) ? [] : null;
  }
  return whole;
}

function expanded(tenant: Tenant, collection: Collection, entity: Entity, expand: Expand, shown: JsonObject, wish: Wish): void {
  const nav = tenant.navigation(entity.type, expand.name);
  if (nav === undefined) return;
  if (factsOf(collection.path).expandEmpty?.includes(nav.name) === true) {
    shown[nav.name] = [];
    return;
  }
  if (wish.fullMetadata && nav.name === 'categories') throw badRequest('Expanding categories is not supported with full metadata.', 'Graph');
  if (nav.name === 'settingDefinitions') {
    const definitions = tenant.set(definitionSet);
    shown[nav.name] = [...definitionIds(entity.body['settingInstance'])].map((id) => definitionOf(tenant, definitions, id, expand.query, wish));
    return;
  }
  const targets = tenant.targets(entity.type, nav);
  if (targets !== undefined) {
    const found = (entity.pointers.get(nav.name) ?? []).flatMap((pointer) => tenant.follow(pointer) ?? []);
    const items = found.map((target) => show(tenant, target.collection, target.entity, expand.query, wish, false));
    shown[nav.name] = nav.many ? items : (items[0] ?? null);
    return;
  }
  const child = tenant.below(entity, collection.path, nav);
  if (nav.many) {
    // an expansion is not paged; nested options apply
    const page = readSet(tenant, child, expand.query, wish, tenant.nestedPage);
    const path = `${collection.path}('${entity.id}')/${nav.name}`;
    shown[`${nav.name}@odata.context`] = `${wish.root}/$metadata#${path}`;
    shown[nav.name] = page.items;
    if (page.next !== undefined) shown[`${nav.name}@odata.nextLink`] = `${wish.root}/${path}?$skiptoken=${encodeURIComponent(skipToken(page.next))}`;
  } else {
    const [only] = child.list();
    shown[nav.name] = only === undefined ? null : show(tenant, child, only, expand.query, wish, false);
  }
}

/** A definition that the cloud has learned; of one that it has not, its id is known all the same. */
function definitionOf(tenant: Tenant, definitions: Collection, id: string, query: Query, wish: Wish): JsonObject {
  const known = definitions.get(id);
  return known === undefined ? { ...blank(definitions.type), id, name: id } : show(tenant, definitions, known, query, wish, false);
}

function links(collection: Collection, entity: Entity, type: TypeFacts, shown: JsonObject, wish: Wish): void {
  const self = `${wish.root}/${collection.path}('${entity.id}')`;
  for (const nav of type.navigation.values()) {
    const own = typeNamed(collection.type)?.navigation.has(nav.name) === true ? self : `${self}/microsoft.graph.${type.name}`;
    shown[`${nav.name}@odata.associationLink`] = `${own}/${nav.name}/$ref`;
    shown[`${nav.name}@odata.navigationLink`] = `${own}/${nav.name}`;
  }
}

const laterTypes = new Map<string, boolean>();

/** Whether a type, at any depth, has an enum with members behind the sentinel. */
function hasLater(name: string): boolean {
  const known = laterTypes.get(name);
  if (known !== undefined) return known;
  laterTypes.set(name, false);
  const facts = typeNamed(name);
  const found =
    facts !== undefined &&
    ([...facts.properties.values()].some((member) => (enumNamed(member.type)?.later.size ?? 0) > 0 || hasLater(member.type)) || facts.derived.some(hasLater));
  laterTypes.set(name, found);
  return found;
}

/** Puts `unknownFutureValue` where an older client could not know the member. Changes the shown object only, never what is stored. */
function maskLater(type: TypeFacts, shown: JsonObject): void {
  for (const [name, value] of Object.entries(shown)) {
    const member = type.properties.get(name);
    if (member === undefined || value === null) continue;
    const masked = maskedValue(member, value);
    if (masked !== value) shown[name] = masked;
  }
}

function maskedValue(member: Member, value: Json): Json {
  const enumeration = enumNamed(member.type);
  if (enumeration !== undefined) {
    if (enumeration.later.size === 0) return value;
    const one = (text: Json): Json =>
      typeof text === 'string' ? (enumeration.flags ? text.split(',').map((part) => (enumeration.later.has(part) ? 'unknownFutureValue' : part)).join(',') : enumeration.later.has(text) ? 'unknownFutureValue' : text) : text;
    return isList(value) ? value.map(one) : one(value);
  }
  if (!hasLater(member.type)) return value;
  const inner = (object: Json): Json => {
    if (!isObject(object)) return object;
    const said = object['@odata.type'];
    const facts = typeNamed(typeof said === 'string' ? typeName(said) : member.type);
    if (facts === undefined) return object;
    const copy = { ...object };
    maskLater(facts, copy);
    return copy;
  };
  return isList(value) ? value.map(inner) : inner(value);
}

