import { isObject, textAt, type Json, type JsonObject } from '../../model/json.js';
import { isA, typeNamed, type Member } from '../schema/model.js';
import type { Collection, Entity, Pointer } from '../tenant/entity.js';
import type { Tenant } from '../tenant/tenant.js';
import { parsePath } from '../odata/path.js';
import { fillNested } from './blank.js';
import { mustSay, readBody, type Incoming, type Reading } from './check-body.js';
import { badRequest, Refusal, SimulatorLacks } from './refusal.js';
import { resolve } from './resolve.js';
import { rulesFor } from './rules/all.js';
import { factsOf } from './sets.js';
import { changeStamps, creationStamps, newId } from './stamps.js';

/** Creates an object as POST does. @throws Refusal */
export function create(tenant: Tenant, collection: Collection, json: Json | undefined): Entity {
  const facts = factsOf(collection.path);
  const reading: Reading = { mode: 'create', mustSay: mustSay(collection.type), inline: (nav) => (facts.inline?.includes(nav.name) === true ? inlineBelow(collection.path, nav) : undefined) };
  const incoming = readBody(json, collection.type, reading);
  for (const name of facts.needs ?? []) {
    const value = incoming.body[name] ?? incoming.inline.get(name)?.length;
    if (value === undefined || value === null || value === '') throw badRequest(`The property '${name}' is required for ${incoming.type.name}.`);
  }
  checkUnique(collection, incoming, undefined);
  return store(tenant, collection, incoming, false);
}

/** Puts an object there without a client: ids, dates and contained objects are taken as they are, references are not checked. */
export function seed(tenant: Tenant, collection: Collection, json: JsonObject): Entity {
  const incoming = readBody(json, collection.type, { mode: 'seed', mustSay: false, inline: () => 'any' });
  return store(tenant, collection, incoming, true);
}

function inlineBelow(path: string, nav: Member): readonly string[] {
  return factsOf(`${path}/${nav.name}`).inline ?? [];
}

/** Stores what has passed the schema. */
export function store(tenant: Tenant, collection: Collection, incoming: Incoming, isSeed: boolean, id?: string): Entity {
  const rules = rulesFor(collection.path, incoming.type.name);
  const creating = { tenant, collection, incoming, seed: isSeed };
  for (const rule of rules) rule.create?.(creating);
  const given = incoming.body['id'];
  const keep = (isSeed || factsOf(collection.path).ids === 'given') && typeof given === 'string' && given !== '';
  const stamps = creationStamps(tenant, incoming.type.name);
  const members = { ...incoming.body };
  delete members['id'];
  const body: JsonObject = isSeed ? { ...stamps, ...members } : { ...members, ...stamps };
  fillNested(incoming.type.name, body);
  const entity = tenant.make({ id: id ?? (keep ? given : newId(tenant, collection, incoming.body)), type: incoming.type.name, body, ...(isSeed ? {} : { delayedIn: collection.path }) });
  for (const [name, urls] of incoming.binds) bind(tenant, entity, name, urls, isSeed);
  for (const [name, items] of incoming.inline) {
    const nav = tenant.navigation(entity.type, name);
    if (nav === undefined) continue;
    if (tenant.targets(entity.type, nav) !== undefined) {
      entity.pointers.set(name, items.map((item): Pointer => ({ path: tenant.targets(entity.type, nav)?.[0] ?? '', id: textAt(item.body, 'id') ?? '' })));
      continue;
    }
    const child = tenant.below(entity, collection.path, nav);
    for (const item of items) store(tenant, child, item, isSeed);
  }
  for (const rule of rules) rule.created?.({ ...creating, entity });
  collection.add(entity);
  return entity;
}

/** Changes an object as PATCH, or replaces it as PUT. @throws Refusal */
export function change(tenant: Tenant, collection: Collection, entity: Entity, json: Json | undefined, whole: boolean): void {
  const facts = factsOf(collection.path);
  const typed = mustSay(collection.type);
  const inline: Reading['inline'] = (nav) => (whole && facts.inline?.includes(nav.name) === true ? inlineBelow(collection.path, nav) : undefined);
  const incoming = readBody(json, typed ? collection.type : entity.type, { mode: 'change', mustSay: typed && collection.path.startsWith('device'), inline });
  if (isObject(json) && json['@odata.type'] !== undefined && incoming.type.name !== entity.type && !isA(entity.type, incoming.type.name)) {
    throw badRequest(`The type of ${entity.id} is ${entity.type} and cannot be changed to ${incoming.type.name}.`);
  }
  for (const name of incoming.type.createOnly) {
    const sent = incoming.body[name];
    if (sent !== undefined && JSON.stringify(sent) !== JSON.stringify(entity.body[name] ?? null)) throw badRequest(`The property '${name}' of ${entity.type} cannot be changed once it is created.`);
  }
  checkUnique(collection, incoming, entity);
  const rules = rulesFor(collection.path, entity.type);
  const changing = { tenant, collection, incoming, entity, seed: false, whole };
  for (const rule of rules) rule.change?.(changing);
  const members = { ...incoming.body };
  delete members['id'];
  fillNested(entity.type, members);
  const kept = whole ? keptByPut(entity) : entity.body;
  entity.body = { ...kept, ...members, ...changeStamps(tenant, collection, entity.type, entity.body) };
  for (const [name, urls] of incoming.binds) bind(tenant, entity, name, urls, false);
  for (const [name, items] of incoming.inline) {
    const nav = tenant.navigation(entity.type, name);
    if (nav === undefined) continue;
    const child = tenant.below(entity, collection.path, nav);
    child.clear();
    for (const item of items) store(tenant, child, item, false);
  }
  for (const rule of rules) rule.changed?.(changing);
}

/** A PUT forgets what it does not say, except what only the service sets. */
function keptByPut(entity: Entity): JsonObject {
  const kept: JsonObject = {};
  for (const name of ['createdDateTime', 'version', 'supportsScopeTags', 'isAssigned', 'settingCount', 'priorityMetaData', 'templateReference', 'platforms', 'technologies', 'creationSource']) {
    const value = entity.body[name];
    if (value !== undefined) kept[name] = value;
  }
  return kept;
}

/** Deletes an object as DELETE does. @throws Refusal where the service refuses. */
export function remove(tenant: Tenant, collection: Collection, entity: Entity): void {
  for (const rule of rulesFor(collection.path, entity.type)) rule.remove?.({ tenant, collection, entity });
  collection.remove(entity.id, tenant.now());
}

/** Sets a navigation property from URLs of `@odata.bind` or `@odata.id`. @throws Refusal where one leads nowhere or to a wrong type. */
export function bind(tenant: Tenant, entity: Entity, name: string, urls: readonly string[], isSeed: boolean): void {
  const nav = tenant.navigation(entity.type, name);
  if (nav === undefined) throw badRequest(`'${name}' is no navigation property of ${entity.type}.`);
  entity.pointers.set(nav.name, urls.map((url) => pointerTo(tenant, entity, nav, url, isSeed)));
}

/** Hosts of Graph, and the simulator's own (graph-intune.md 14). */
const graphHosts = new Set(['graph.microsoft.com', 'graph.microsoft.us', 'dod-graph.microsoft.us', 'microsoftgraph.chinacloudapi.cn', '127.0.0.1', 'localhost']);

/** Where a URL of the service leads, as a pointer. */
export function pointerTo(tenant: Tenant, entity: Entity, nav: Member, url: string, isSeed: boolean): Pointer {
  const sets = tenant.targets(entity.type, nav);
  if (sets === undefined) throw new SimulatorLacks(`binding of '${nav.name}'`, 'src/simulator/service/roots.ts');
  const path = /^https?:\/\/[^/]+\/(?:beta|v1\.0)\/(.+)$/iu.exec(url)?.[1] ?? (/^[^:]+$/u.test(url) ? url.replace(/^\/?((beta|v1\.0)\/)?/u, '') : undefined);
  const host = /^https?:\/\/([^/:]+)/iu.exec(url)?.[1]?.toLowerCase();
  if (path === undefined || (host !== undefined && !graphHosts.has(host))) throw badRequest(`The URL '${url}' bound to '${nav.name}' is not valid.`);
  if (isSeed) return seedPointer(tenant, sets, path);
  try {
    const place = resolve(tenant, parsePath(path));
    if (place.is !== 'entity' || !(isA(place.entity.type, nav.type) || nav.type === 'directoryObject')) throw badRequest(`'${nav.name}' of ${entity.type} takes a ${nav.type}; '${url}' is none.`);
    const { collection } = place;
    const owner = isContained(collection) ? collection.owner : undefined;
    return { path: collection.path, id: place.entity.id, ...(owner === undefined ? {} : { owner: owner.id }) };
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) throw badRequest(`The object that '${nav.name}' should point at does not exist: ${url}`);
    throw error;
  }
}

/** A pointer of an object that was always there; what is built in and not known yet is learned by it. */
function seedPointer(tenant: Tenant, sets: readonly string[], path: string): Pointer {
  const ids = [...path.matchAll(/\('([^']*)'\)/gu)].map((match) => match[1] ?? '');
  const named = path.replace(/\('[^']*'\)/gu, '');
  const set = sets.includes(named) ? named : (sets[0] ?? named);
  const [first = path.split('/').at(-1) ?? '', second] = ids;
  learnDefinition(tenant, set, first, second);
  return second === undefined ? { path: set, id: first } : { path: set, owner: first, id: second };
}

function learnDefinition(tenant: Tenant, set: string, id: string, presentation: string | undefined): void {
  if (!set.startsWith('deviceManagement/groupPolicyDefinitions')) return;
  if (tenant.set('deviceManagement/groupPolicyDefinitions').get(id) === undefined) {
    tenant.cloud.learn('deviceManagement/groupPolicyDefinitions', { id, displayName: `Setting ${id.slice(0, 8)}`, classType: 'machine', policyType: 'admxBacked', categoryPath: '\\Windows Components' });
  }
  // what a definition of this tenant alone holds is no news to others
  const known = tenant.set('deviceManagement/groupPolicyDefinitions').get(id)?.children.get('presentations');
  if (presentation !== undefined && known?.get(presentation) === undefined) tenant.cloud.learn(`deviceManagement/groupPolicyDefinitions('${id}')/presentations`, { '@odata.type': '#microsoft.graph.groupPolicyPresentationTextBox', id: presentation, label: `Value ${presentation.slice(0, 4)}` });
}

/** Whether a collection stands below an object and not below the service. */
function isContained(collection: Collection): boolean {
  return collection.owner !== undefined && typeNamed(collection.owner.type)?.properties.has('id') === true && collection.path.split('/').length > 2 && !isContainerPath(collection.path);
}

function isContainerPath(path: string): boolean {
  return path.startsWith('identity') || path.startsWith('deviceManagement/virtualEndpoint/');
}

function checkUnique(collection: Collection, incoming: Incoming, entity: Entity | undefined): void {
  const name = factsOf(collection.path).unique;
  const value = name === undefined ? undefined : incoming.body[name];
  if (name === undefined || typeof value !== 'string') return;
  const taken = collection.list().find((other) => other !== entity && textAt(other.body, name)?.toLowerCase() === value.toLowerCase());
  if (taken !== undefined) throw new Refusal(409, 'Conflict', `An object of ${collection.path} with the ${name} '${value}' already exists.`);
}
