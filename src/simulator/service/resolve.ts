import { textAt } from '../../model/json.js';
import { isA, typeNamed, type Member } from '../schema/model.js';
import type { Segment } from '../odata/path.js';
import type { Collection, Entity } from '../tenant/entity.js';
import type { Tenant } from '../tenant/tenant.js';
import { View } from '../tenant/view.js';
import { typeName } from './check-body.js';
import type { Operation } from './operation.js';
import { findOperation } from './operations/all.js';
import { badRequest, noSegment, notFound, SimulatorLacks } from './refusal.js';

/** Where a path leads. */
export type Place =
  | { readonly is: 'collection'; readonly collection: Collection; readonly cast?: string; readonly count?: true }
  | { readonly is: 'entity'; readonly collection: Collection; readonly entity: Entity; readonly cast?: string }
  /** A navigation property that points elsewhere; `ref` where the path ends in `$ref`, `key` where it names one target. */
  | { readonly is: 'pointer'; readonly collection: Collection; readonly owner: Entity; readonly nav: Member; readonly ref: boolean; readonly key?: string; readonly count?: true }
  | { readonly is: 'property'; readonly collection: Collection; readonly entity: Entity; readonly property: Member; readonly raw: boolean; /** A member within it. */ readonly inner?: string }
  | { readonly is: 'operation'; readonly collection: Collection; readonly entity?: Entity; readonly cast?: string; readonly operation: Operation; readonly args: Readonly<Record<string, string>> };

/** Follows a path from the tenant's root. @throws Refusal where a segment is unknown, an object missing, a cast wrong. */
export function resolve(tenant: Tenant, segments: readonly Segment[]): Place {
  const first = segments[0];
  if (first === undefined) throw new SimulatorLacks('the service document', 'src/simulator/service/resolve.ts');
  const nav = tenant.navigation('', first.name);
  if (nav === undefined) {
    const operation = findOperation(undefined, first.name);
    if (operation !== undefined && segments.length === 1) return { is: 'operation', collection: tenant.set('groups'), operation, args: first.args ?? {} };
    throw new SimulatorLacks(`the path ${first.name}`, 'src/simulator/service/roots.ts');
  }
  const collection = tenant.below(tenant.root, '', nav);
  if (nav.many) return inCollection(tenant, collection, segments, 1, first.key ?? byAlternateKey(tenant, collection, first));
  const [entity] = collection.list();
  if (entity === undefined) throw notFound(`${nav.name} does not exist in this tenant.`, 'Graph');
  return inEntity(tenant, collection, entity, segments, 1);
}

function inCollection(tenant: Tenant, collection: Collection, segments: readonly Segment[], at: number, key?: string, cast?: string): Place {
  if (key !== undefined) return inEntity(tenant, collection, found(tenant, collection, key), segments, at, cast);
  const segment = segments[at];
  if (segment === undefined) return { is: 'collection', collection, ...(cast === undefined ? {} : { cast }) };
  if (segment.name === '$count') return { is: 'collection', collection, count: true, ...(cast === undefined ? {} : { cast }) };
  if (isCast(segment.name)) return inCollection(tenant, collection, segments, at + 1, segment.key, castTo(collection.type, segment.name));
  const operation = findOperation({ path: collection.path, entity: false }, segment.name);
  if (operation !== undefined) return { is: 'operation', collection, operation, args: segment.args ?? {} };
  // an id with parentheses of its own would look like a key; ids here never have any
  if (segment.args !== undefined || segment.key !== undefined) throw noSegment(segment.name);
  return inEntity(tenant, collection, found(tenant, collection, segment.name), segments, at + 1, cast);
}

/** Members by which the directory finds an object beside its id: `servicePrincipals(appId='…')`. */
const alternateKeys: Readonly<Record<string, readonly string[]>> = { servicePrincipals: ['appId'], applications: ['appId', 'uniqueName'], groups: ['uniqueName'] };

/** The id of the object that an alternate key names; undefined where the segment has none. @throws Refusal for a key that the set does not have */
function byAlternateKey(tenant: Tenant, collection: Collection, segment: Segment): string | undefined {
  const [given, more] = Object.entries(segment.args ?? {});
  if (given === undefined) return undefined;
  const [name, value] = given;
  if (more !== undefined || alternateKeys[collection.path]?.includes(name) !== true) throw noSegment(segment.name);
  const entity = collection.list().find((one) => tenant.sees(one) && textAt(one.body, name)?.toLowerCase() === value.toLowerCase());
  return entity?.id ?? value;
}

function found(tenant: Tenant, collection: Collection, key: string): Entity {
  const entity = collection.get(key);
  if (entity !== undefined && tenant.sees(entity)) return entity;
  const directory = !collection.path.startsWith('device') || collection.path === 'devices';
  throw notFound(
    directory ? `Resource '${key}' does not exist or one of its queried reference-property objects are not present.` : `${collection.type} with id ${key} was not found.`,
    directory ? 'Graph' : 'Intune',
  );
}

function inEntity(tenant: Tenant, shown: Collection, entity: Entity, segments: readonly Segment[], at: number, cast?: string): Place {
  const collection = shown instanceof View ? (shown.home(entity.id) ?? shown) : shown;
  const segment = segments[at];
  if (segment === undefined) return { is: 'entity', collection: shown, entity, ...(cast === undefined ? {} : { cast }) };
  if (isCast(segment.name)) {
    const type = castTo(collection.type, segment.name);
    const operation = type === undefined ? findOperation({ path: collection.path, entity: true }, typeName(segment.name)) : undefined;
    if (operation !== undefined) return { is: 'operation', collection, entity, operation, args: segment.args ?? {} };
    if (type === undefined) throw noSegment(segment.name);
    if (!isA(entity.type, type)) throw notFound(`The object ${entity.id} is no ${type}.`);
    return inEntity(tenant, collection, entity, segments, at + 1, type);
  }
  const operation = findOperation({ path: collection.path, entity: true }, segment.name);
  if (operation !== undefined) return { is: 'operation', collection, entity, operation, args: segment.args ?? {}, ...(cast === undefined ? {} : { cast }) };
  const nav = tenant.navigation(entity.type, segment.name);
  if (nav === undefined) return property(collection, entity, segment, segments, at);
  if (nav.type === '-') throw new SimulatorLacks(`${collection.path}/{id}/${nav.name}`, 'test/generate/kept.ts');
  const targets = tenant.targets(entity.type, nav);
  if (targets === undefined) return contained(tenant, collection, entity, nav, segments, at, cast);
  // navigation properties of a subtype are read through a cast (graph-intune.md 10)
  if (tenant.navigation(cast ?? collection.type, nav.name) === undefined) throw noSegment(segment.name);
  return pointer(collection, entity, nav, segments, at);
}

function contained(tenant: Tenant, collection: Collection, entity: Entity, nav: Member, segments: readonly Segment[], at: number, cast?: string): Place {
  if (tenant.navigation(cast ?? collection.type, nav.name) === undefined) throw noSegment(nav.name);
  const child = tenant.below(entity, collection.path, nav);
  const here = segments[at];
  if (nav.many) return inCollection(tenant, child, segments, at + 1, here?.key ?? (here === undefined ? undefined : byAlternateKey(tenant, child, here)));
  const [only] = child.list();
  if (only === undefined) throw notFound(`${nav.name} is not set.`);
  return inEntity(tenant, child, only, segments, at + 1);
}

function pointer(collection: Collection, owner: Entity, nav: Member, segments: readonly Segment[], at: number): Place {
  const rest = segments.slice(at + 1).map((segment) => segment.name);
  const key = segments[at]?.key ?? (nav.many && rest[0] !== undefined && rest[0] !== '$ref' && rest[0] !== '$count' && !isCast(rest[0]) ? rest.shift() : undefined);
  const place = { is: 'pointer', collection, owner, nav, ref: rest[0] === '$ref', ...(key === undefined ? {} : { key }), ...(rest[0] === '$count' ? { count: true as const } : {}) } as const;
  if (rest.length > (place.ref || rest[0] === '$count' ? 1 : 0)) throw new SimulatorLacks(`a path behind ${collection.path}/{id}/${nav.name}`, 'src/simulator/service/resolve.ts');
  return place;
}

function property(collection: Collection, entity: Entity, segment: Segment, segments: readonly Segment[], at: number): Place {
  const wanted = segment.name.toLowerCase();
  const member = [...(typeNamed(entity.type)?.properties.values() ?? [])].find((candidate) => candidate.name.toLowerCase() === wanted);
  const rest = segments.slice(at + 1).map((next) => next.name);
  if (member === undefined || segment.key !== undefined || segment.args !== undefined) throw noSegment(segment.name);
  const [inner = ''] = rest;
  if (rest.length === 1 && typeNamed(member.type)?.properties.has(inner) === true) return { is: 'property', collection, entity, property: member, raw: false, inner };
  if (rest.length > 1 || (rest.length === 1 && rest[0] !== '$value')) throw new SimulatorLacks(`a path behind the property ${member.name} of ${collection.path}`, 'src/simulator/service/resolve.ts');
  return { is: 'property', collection, entity, property: member, raw: rest.length === 1 };
}

function isCast(name: string): boolean {
  return /^(microsoft\.)?graph\./iu.test(name);
}

function castTo(declared: string, name: string): string | undefined {
  const type = name.replace(/^(microsoft\.)?graph\./iu, '');
  const facts = typeNamed(type);
  if (facts === undefined) return undefined;
  if (declared !== '' && !isA(type, declared) && !isA(declared, type)) throw badRequest(`The type '${type}' is not compatible with the type 'microsoft.graph.${declared}'.`, 'Graph');
  return type;
}
