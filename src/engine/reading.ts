import { isList, isObject, objectsAt, textAt, type JsonObject } from '../model/json.js';
import type { Apart, Catalog, PolicyType } from '../model/policy-type.js';
import type { Get } from '../model/ports.js';
import { appliesTo } from './draft.js';
import { collectionPath, objectPath, ownId } from './object-path.js';
import { valuesAt } from './paths.js';
import { typeOfRaw } from './raw-type.js';

/** One list call, and the rows that share its answer. */
export interface ListCall {
  readonly get: Get;
  readonly rows: readonly PolicyType[];
}

function readAsk(row: PolicyType): Pick<Get, 'api' | 'service' | 'scopes'> {
  return { api: row.api, service: row.service, scopes: row.scopes.read };
}

function withQuery(path: string, query: string | undefined): string {
  return query === undefined || query === '' ? path : `${path}?${query}`;
}

/** The list calls for some rows: rows of one collection with one query share a call. */
export function listCalls(rows: readonly PolicyType[]): ListCall[] {
  const calls = new Map<string, { get: Get; rows: PolicyType[] }>();
  for (const row of rows) {
    const path = withQuery(row.collection, row.list);
    const key = `${row.api} ${path}`;
    const call = calls.get(key) ?? { get: { ...readAsk(row), path }, rows: [] };
    call.rows.push(row);
    calls.set(key, call);
  }
  return [...calls.values()];
}

/** The list of the objects around those of a row that lives below them; undefined for all other rows. */
export function aroundList(row: PolicyType): Get | undefined {
  return row.below === undefined ? undefined : { ...readAsk(row), path: withQuery(row.below.parents, row.below.list) };
}

/** The list of what is below one object. */
export function listBelow(row: PolicyType, around: string): Get {
  return { ...readAsk(row), path: withQuery(collectionPath(row, encodeURIComponent(around)), row.list) };
}

/** The reads that tell whether objects below another one are only shown there and live elsewhere (`below.alsoShows`). */
export function shownGets(row: PolicyType, ids: readonly string[]): Get[] {
  const elsewhere = row.below?.alsoShows;
  return elsewhere === undefined ? [] : ids.map((id) => ({ ...readAsk(row), path: `${elsewhere}/${encodeURIComponent(ownId(id))}?$select=id` }));
}

/** The row of those asked for that claims a listed object; undefined where another row does. */
export function rowFor(catalog: Catalog, rows: readonly PolicyType[], object: JsonObject): PolicyType | undefined {
  const [first] = rows;
  if (first === undefined) return undefined;
  const claimed = catalog.claims(first.collection, typeOfRaw(first, object));
  return rows.find((row) => row.kind === claimed?.kind);
}

/** Whether any row of the catalog claims a listed object, also one that was not asked for. */
export function isClaimed(catalog: Catalog, rows: readonly PolicyType[], object: JsonObject): boolean {
  const [first] = rows;
  return first !== undefined && catalog.claims(first.collection, typeOfRaw(first, object)) !== undefined;
}

/** The read that completes a listed object, or undefined where the list said it all. */
export function detailGet(row: PolicyType, id: string): Get | undefined {
  if (row.detail === undefined) return undefined;
  return { ...readAsk(row), path: withQuery(objectPath(row, id), row.detail) };
}

/** The reads of members that have addresses of their own. */
export function memberGets(row: PolicyType, object: JsonObject): { readonly member: string; readonly get: Get }[] {
  const path = objectPath(row, textAt(object, 'id') ?? '');
  return (row.byPath ?? []).map((member) => ({ member, get: { ...readAsk(row), path: `${path}/${member}` } }));
}

function quoted(text: string): string {
  return encodeURIComponent(text.replaceAll("'", "''"));
}

/** The read of one object as its list would show it, for completing it like a listed one. */
export function listedGet(row: PolicyType, id: string): Get {
  if (row.singleton !== undefined) return { ...readAsk(row), path: row.collection };
  return { ...readAsk(row), path: withQuery(objectPath(row, id), /\$expand=[^&]*/u.exec(row.list ?? '')?.[0]) };
}

/**
 * The read of what a reference points at: enough to know its name and find its twin. Where the reference holds another
 * member than the id, the answer is a list of at most one (graph-intune.md 13.2).
 */
export function neighborGet(row: PolicyType, id: string): Get {
  const filter = row.idAt === undefined ? undefined : `$filter=${row.idAt} eq '${quoted(id)}'`;
  const select = row.facts === undefined ? undefined : `$select=${['id', row.name, ...(row.idAt === undefined ? [] : [row.idAt]), ...row.facts].join(',')}`;
  return { ...readAsk(row), path: withQuery(row.idAt === undefined ? objectPath(row, id) : row.collection, [filter, select].filter((part) => part !== undefined).join('&')) };
}

/** The reads that may find an object under a name that is only nearly the same: candidates for a question, never an answer. */
export function nearGet(row: PolicyType, name: string): Get | undefined {
  if (row.near === undefined) return undefined;
  const select = row.facts === undefined ? '' : `&$select=${['id', row.name, ...row.facts].join(',')}`;
  return { ...readAsk(row), path: withQuery(row.collection, row.near.replaceAll('{local}', quoted(name.split('@')[0] ?? name)) + select) };
}

/** The read that finds objects of one name in a collection too large to list; undefined where it is listed whole. */
export function findGet(row: PolicyType, name: string): Get | undefined {
  if (row.find === undefined) return undefined;
  const select = row.facts === undefined ? '' : `&$select=${['id', row.name, ...row.facts].join(',')}`;
  return { ...readAsk(row), path: withQuery(row.collection, row.find.replaceAll('{name}', quoted(name)) + select) };
}

export interface ChildGet {
  readonly apart: Apart;
  readonly get: Get;
}

/** The reads of child collections that an object needs. */
export function childGets(row: PolicyType, object: JsonObject): ChildGet[] {
  const id = textAt(object, 'id') ?? '';
  const type = typeOfRaw(row, object);
  return (row.apart ?? []).flatMap((apart) => {
    if (apart.read === 'expand' || !appliesTo(apart, type, object)) return [];
    if ('answer' in apart.read) return [];
    return [{ apart, get: { ...readAsk(row), path: `${objectPath(row, id)}/${apart.read.child}` } }];
  });
}

/** The functions below an object that answer what it has apart. */
export function answerGets(row: PolicyType, object: JsonObject): ChildGet[] {
  const id = textAt(object, 'id') ?? '';
  return (row.apart ?? []).flatMap((apart) => {
    if (typeof apart.read !== 'object' || !('answer' in apart.read) || !appliesTo(apart, typeOfRaw(row, object), object)) return [];
    return [{ apart, get: { ...readAsk(row), path: `${objectPath(row, id)}/${apart.read.answer}` } }];
  });
}

/** The items in what such a function answered; undefined where it has none of the members they can be in. */
export function answered(apart: Apart, answer: JsonObject): JsonObject[] | undefined {
  if (typeof apart.read !== 'object' || !('answer' in apart.read)) return undefined;
  const inner = isObject(answer['value']) ? answer['value'] : answer;
  const member = apart.read.in.find((name) => isList(inner[name]));
  return member === undefined ? undefined : objectsAt(inner, member);
}

/** The reads of what lies below each child: presentation values of a definition value. */
export function grandchildGets(row: PolicyType, object: JsonObject, apart: Apart, children: readonly JsonObject[]): Get[] {
  if (apart.within === undefined || apart.read === 'expand' || 'answer' in apart.read) return [];
  const id = textAt(object, 'id') ?? '';
  const collection = apart.read.child.split('?')[0] ?? '';
  const { read } = apart.within;
  return children.map((child) => ({ ...readAsk(row), path: `${objectPath(row, id)}/${collection}/${encodeURIComponent(textAt(child, 'id') ?? '')}/${read}` }));
}

/** The reads of the files that items keep at addresses of their own. */
export function byteGets(row: PolicyType, object: JsonObject, apart: Apart, children: readonly JsonObject[]): Get[] {
  const { bytes } = apart;
  if (bytes === undefined || apart.read === 'expand' || 'answer' in apart.read) return [];
  const id = textAt(object, 'id') ?? '';
  const collection = apart.read.child.split('?')[0] ?? '';
  return children.map((child) => ({ ...readAsk(row), path: `${objectPath(row, id)}/${collection}/${encodeURIComponent(textAt(child, 'id') ?? '')}/${bytes.read}` }));
}

export interface LinkGet {
  readonly property: string;
  readonly many: boolean;
  readonly get: Get;
}

/** The reads of the navigation properties that a typed object has; each needs the cast (graph-intune.md 10). */
export function linkGets(row: PolicyType, object: JsonObject): LinkGet[] {
  const type = typeOfRaw(row, object);
  const id = textAt(object, 'id') ?? '';
  if (type === undefined) return [];
  return Object.entries(row.links?.[type] ?? {}).flatMap(([property, rule]) =>
    rule.plain === true || rule.expanded === true ? [] : [{ property, many: rule.many, get: { ...readAsk(row), path: `${objectPath(row, id)}/microsoft.graph.${type}/${property}` } }],
  );
}

/** The navigation properties of a typed object that its detail query brings along expanded. */
export function plainLinks(row: PolicyType, object: JsonObject): readonly string[] {
  const type = typeOfRaw(row, object);
  return Object.entries((type === undefined ? undefined : row.links?.[type]) ?? {}).flatMap(([property, rule]) => (rule.plain === true || rule.expanded === true ? [property] : []));
}

/** The read of the assignments where the list cannot be trusted with them; undefined where it can. */
export function assignmentsGet(row: PolicyType, object: JsonObject): Get | undefined {
  const { assign } = row;
  if (assign === undefined) return undefined;
  const id = textAt(object, 'id') ?? '';
  const child = assign.by === 'each' ? assign.child : 'assignments';
  const get: Get = { ...readAsk(row), path: `${objectPath(row, id)}/${child}` };
  if (assign.by === 'each' || assign.read === 'child') return get;
  const inline = object['assignments'];
  if (!Array.isArray(inline) || object['assignments@odata.nextLink'] !== undefined) return get;
  const lied = assign.sign !== undefined && inline.length === 0 && valuesAt(object, assign.sign)[0] === true;
  return lied ? get : undefined;
}

/** How many children the object says it has, or undefined where it does not say. */
export function expectedCount(apart: Apart, object: JsonObject): number | undefined {
  const value = apart.count === undefined ? undefined : valuesAt(object, apart.count)[0];
  return typeof value === 'number' ? value : undefined;
}
