import type { Json, JsonObject } from '../../src/model/json.js';
import { isList, isObject, stableText } from '../../src/model/json.js';
import { show } from '../../src/simulator/service/show.js';
import { plainWish } from '../../src/simulator/service/wish.js';
import type { SimulatedTenant } from '../../src/simulator/simulated-tenant.js';
import type { Collection, Entity } from '../../src/simulator/tenant/entity.js';
import { View } from '../../src/simulator/tenant/view.js';

/** What the service stamps on every write: no two runs agree in it. */
const stamps = new Set(['createdDateTime', 'creationDateTime', 'lastModifiedDateTime', 'modifiedDateTime', 'renewedDateTime', 'version', 'securityIdentifier', 'deletedDateTime', 'source', 'sourceId']);

/** Containers of things that no plan touches and every tenant has. */
const passedOver = new Set(['organization', 'domains', 'subscribedSkus', 'me', 'servicePrincipals', 'directoryRoleTemplates']);

/**
 * All of a tenant as text, one object a line, in order: bodies, children, links and assignments, with every id replaced by
 * the name of what it belongs to. Two tenants that hold the same things give the same text, whatever the ids; an object that
 * is there twice is there in two lines.
 */
export function canonical(tenant: SimulatedTenant): string {
  const objects: { path: string; collection: Collection; entity: Entity }[] = [];
  const seen = new Set<Collection>();
  const names = new Map<string, string>();
  const walk = (collection: Collection): void => {
    if (collection instanceof View || seen.has(collection)) return;
    seen.add(collection);
    for (const entity of collection.list()) {
      objects.push({ path: collection.path, collection, entity });
      names.set(entity.id.toLowerCase(), `<${collection.path.split('/').at(-1) ?? ''} ${nameOf(entity)}>`);
      for (const child of entity.children.values()) walk(child);
    }
  };
  for (const [name, collection] of tenant.data.root.children) if (!passedOver.has(name)) walk(collection);
  const named = (text: string): string => text.replace(/[0-9a-z_-]*[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}[0-9a-z_-]*/giu, (id) => names.get(id.toLowerCase()) ?? parts(id, names));
  const clean = (value: Json, member = ''): Json => {
    if (isList(value)) return value.map((item) => (typeof item === 'string' && member.startsWith('roleScopeTag') ? tagName(tenant, item) : clean(item)));
    if (typeof value === 'string') return named(value);
    if (!isObject(value)) return value;
    const result: JsonObject = {};
    for (const [name, item] of Object.entries(value)) if (!stamps.has(name)) result[name] = clean(item, name);
    return result;
  };
  return objects
    .map(({ path, collection, entity }) => {
      const pointers = Object.fromEntries([...entity.pointers].map(([name, list]): [string, Json] => [name, list.map((pointer) => named(pointer.id)).sort()]));
      const owner = ownerOf(objects, entity);
      return stableText([path, ...(owner === undefined ? [] : [nameOf(owner)]), nameOf(entity), entity.type, clean(shown(tenant, collection, entity)), pointers]);
    })
    .filter((line) => !line.startsWith('["deviceManagement","') && !line.startsWith('["deviceAppManagement","') && !line.startsWith('["deviceManagement/virtualEndpoint","virtualEndpoint"'))
    .sort()
    .join('\n');
}

/** As a read shows it, so that a default that was written and one that was not are the same. */
function shown(tenant: SimulatedTenant, collection: Collection, entity: Entity): JsonObject {
  const body = show(tenant.data, collection, entity, {}, plainWish, false);
  delete body['id'];
  return body;
}

/** Scope tags are numbered: 0, 1, 2. */
function tagName(tenant: SimulatedTenant, id: string): string {
  const tag = tenant.data.set('deviceManagement/roleScopeTags').get(id);
  return tag === undefined ? id : `<tag ${nameOf(tag)}>`;
}

/** Ids that are made of others: `<policy>_<group>`. */
function parts(id: string, names: ReadonlyMap<string, string>): string {
  return id.replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/giu, (guid) => names.get(guid.toLowerCase()) ?? guid);
}

function nameOf({ body, id }: Entity): string {
  for (const member of ['displayName', 'name', 'locale', 'ruleName']) {
    const value = body[member];
    if (typeof value === 'string' && value !== '') return value;
  }
  return /[0-9a-f]{8}-/iu.test(id) ? '' : id;
}

function ownerOf(objects: readonly { readonly entity: Entity }[], child: Entity): Entity | undefined {
  for (const { entity } of objects) for (const collection of entity.children.values()) if (collection.get(child.id) === child && collection.owner === entity && entity.type !== 'deviceManagement' && entity.type !== 'deviceAppManagement') return entity;
  return undefined;
}
