import type { Json, JsonObject } from '../../model/json.js';
import { compileFilter } from '../odata/filter.js';
import type { Query } from '../odata/query.js';
import { isA, typeNamed } from '../schema/model.js';
import type { Collection, Entity } from '../tenant/entity.js';
import type { Tenant } from '../tenant/tenant.js';
import { badRequest } from './refusal.js';
import { factsOf } from './sets.js';
import { show, visibleBody } from './show.js';
import type { Wish } from './wish.js';

/** One page of a set as shown, and where the next one begins. */
export interface SetPage {
  readonly items: JsonObject[];
  /** How many match in all. */
  readonly total: number;
  readonly next: number | undefined;
}

/** The few properties sets can be ordered by (graph-intune.md 4.1). */
const ordered = new Set(['displayName', 'name', 'lastModifiedDateTime', 'createdDateTime', 'priority', 'id', 'userPrincipalName']);

/** What a filter, an order and a search leave of a set, in order. */
export function matching(tenant: Tenant, collection: Collection, query: Query, wish: Wish, cast?: string): Entity[] {
  const facts = factsOf(collection.path);
  let found = listed(tenant, collection).filter((entity) => tenant.sees(entity) && (cast === undefined || isA(entity.type, cast)));
  if (query.filter !== undefined && facts.filter !== 'ignored') {
    if (facts.filter === 'refused') throw badRequest(`Invalid filter clause: $filter is not supported on ${collection.path}.`, 'Graph');
    const test = compileFilter(query.filter, cast ?? collection.type, facts.service === 'directory' ? wish.eventual && query.count === true : true);
    found = found.filter((entity) => test({ type: entity.type, body: visibleBody(collection, entity, false) }));
  }
  if (query.search !== undefined) {
    if (facts.search !== true && !(facts.service === 'directory' && wish.eventual)) throw badRequest(`$search is not supported on ${collection.path}.`, 'Graph');
    const words = query.search.replace(/"/gu, '').replace(/^\w+:/u, '').toLowerCase();
    found = found.filter((entity) => nameOf(entity).toLowerCase().includes(words));
  }
  if (query.orderBy !== undefined) {
    const orders = query.orderBy;
    for (const { path } of orders) {
      const of = typeNamed(collection.type);
      if (of !== undefined && (!of.properties.has(path) || !ordered.has(path))) throw badRequest(`Could not find a property named '${path}' on type 'microsoft.graph.${collection.type}'.`, 'Graph');
    }
    found.sort((a, b) => {
      for (const { path, descending } of orders) {
        const difference = compare(a.body[path] ?? (path === 'id' ? a.id : null), b.body[path] ?? (path === 'id' ? b.id : null));
        if (difference !== 0) return descending ? -difference : difference;
      }
      return a.serial - b.serial;
    });
  }
  return found;
}

/** The set's objects, or those of a while ago where the list is stale. */
function listed(tenant: Tenant, collection: Collection): Entity[] {
  if (tenant.staleness === 0) return collection.list();
  const since = tenant.now() - tenant.staleness;
  return [...collection.list().filter((entity) => entity.born < since), ...collection.goneSince(since).filter((entity) => entity.born < since)];
}

/** Reads one page. `size` overrides the set's page size, for expansions that are not paged. */
export function readSet(tenant: Tenant, collection: Collection, query: Query, wish: Wish, size?: number, cast?: string): SetPage {
  const facts = factsOf(collection.path);
  const most = facts.top ?? (facts.service === undefined ? 1000 : 999);
  if (query.top !== undefined && query.top > most) throw badRequest(`The limit of '${most}' for Top query has been exceeded. The value from the incoming request is '${query.top}'.`, 'Graph');
  const found = matching(tenant, collection, query, wish, cast);
  const from = (query.skipToken === undefined ? 0 : tokenPlace(query.skipToken)) + (query.skipToken === undefined ? (query.skip ?? 0) : 0);
  const many = query.top ?? size ?? facts.page ?? 1000;
  const page = found.slice(from, from + many);
  return {
    items: page.map((entity) => show(tenant, collection, entity, query, wish, true)),
    total: found.length,
    next: from + many < found.length || (tenant.emptyLastPage && size === undefined && page.length === many) ? from + many : undefined,
  };
}

/** An opaque place in a list, double-encoded as the service's composite tokens are (graph-intune.md 4.1). */
export function skipToken(place: number): string {
  return encodeURIComponent(Buffer.from(`+RID:~${place}#RT:1#TRC:${place}`).toString('base64'));
}

function tokenPlace(token: string): number {
  const text = Buffer.from(decodeURIComponent(token), 'base64').toString();
  const place = /^\+RID:~(\d+)#/u.exec(text)?.[1];
  if (place === undefined) throw badRequest(`Skip token is not valid: '${token}'.`, 'Graph');
  return Number(place);
}

function nameOf(entity: Entity): string {
  const name = entity.body['displayName'] ?? entity.body['name'];
  return typeof name === 'string' ? name : '';
}

function compare(a: Json, b: Json): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [x, y] = [lower(a), lower(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

function lower(value: Json): string {
  return typeof value === 'string' ? value.toLowerCase() : JSON.stringify(value);
}

