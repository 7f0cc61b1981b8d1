import { isList, isObject, textAt, type JsonObject } from '../model/json.js';
import type { Apart, PolicyType } from '../model/policy-type.js';
import type { Policy } from '../model/policy.js';
import { childItems, childKey, idOfItem, sendable } from './child-items.js';
import { compare } from './compare.js';
import { childAction } from './create-steps.js';
import { appliesTo, isUnseen } from './draft.js';
import { linkSteps, type LinkRow } from './link-steps.js';
import { holds, placesOf } from './paths.js';
import { partChanges } from './companions.js';
import { aloneChanges, togetherOf } from './grown.js';
import { objectPath } from './object-path.js';
import type { Resolved } from './resolve.js';
import { bodyFor, writing, type Step } from './steps.js';

/**
 * Requests that bring an object that is there to the wanted state; assignments apart. None for kinds that the service lets
 * nobody change. Steps that depend on what is there are named after what they change, because the next run may find less to do.
 */
export function updateSteps(row: PolicyType, type: string | undefined, resolved: Resolved, there: Policy<'destination'>, bindRoot: string, linkRow: LinkRow): Step[] {
  if (row.update === 'never') return [];
  const { draft } = resolved;
  const body = bodyFor(row, draft, [...(there.defaultObject === undefined ? [] : (row.defaults?.fixed ?? [])), ...(row.update === 'patch' ? (row.updateDrop ?? []) : (row.createDrop ?? [])), ...(row.priority === undefined ? [] : [row.priority.at]), ...(row.setBy ?? []).map(({ at }) => at)]);
  const children: Step[] = [];
  for (const apart of row.apart ?? []) {
    if (!appliesTo(apart, type, draft.body) || isUnseen(apart, draft)) continue;
    const items = childItems(row, draft, apart, bindRoot);
    const way = apart.update ?? apart.send;
    if (way === 'inline') body[apart.field] = items;
    else if (way !== 'never') children.push(...childChanges(row, apart, way, items, there, draft.body, bindRoot));
  }
  const parts = partChanges(row, draft.children, row.companions === undefined ? [] : (there.handles?.[row.companions.field] ?? []));
  if (row.companions !== undefined) for (const [index, place] of placesOf(body, row.companions.at).entries()) place.set(parts.names[index] ?? place.value);
  const update: Step = { ...writing(row), name: 'update', method: row.update === 'put' ? 'PUT' : 'PATCH', ...updateCall(row, togetherOf(row, body)), repeatable: true };
  const links = Object.fromEntries(Object.entries(there.links).map(([property, targets]) => [property, targets.map((target): string => target.id)]));
  return [update, ...aloneChanges(row, body, there.body), ...setSteps(row, draft.body, there), ...children, ...parts.steps, ...linkSteps(row, type, resolved.links, links, bindRoot, linkRow)];
}

/** Members with an action of their own, those that differ. */
function setSteps(row: PolicyType, body: JsonObject, there: Policy<'destination'>): Step[] {
  return (row.setBy ?? []).flatMap(({ at, action }): Step[] => {
    const wanted = body[at];
    if (wanted === undefined || compare({ [at]: wanted }, { [at]: there.body[at] ?? null }, '').differences.length === 0) return [];
    return [{ ...writing(row), name: at, method: 'POST', path: `${objectPath(row)}/${action}`, body: { [at]: wanted }, repeatable: true }];
  });
}

/** Where an update goes, and with what: a singleton is a member of something else. */
function updateCall(row: PolicyType, body: JsonObject): { readonly path: string; readonly body: JsonObject } {
  return row.singleton === undefined ? { path: objectPath(row), body } : { path: row.singleton.path, body: { [row.singleton.as]: body } };
}

type Way = Exclude<NonNullable<Apart['update']> | Apart['send'], string>;

function childChanges(row: PolicyType, apart: Apart, way: Way, items: readonly JsonObject[], there: Policy<'destination'>, body: JsonObject, bindRoot: string): Step[] {
  if ('absent' in way) return [tellingAbsent(row, apart, way, items, there)];
  if ('as' in way) return [childAction(row, apart.field, way, items, body, apart)];
  const sides = sorted(items, there.handles?.[apart.field] ?? [], way.key, apart, `${bindRoot}/${row.api}`);
  return 'each' in way ? oneByOne(row, apart.field, way, sides) : inOneCall(row, apart, way, sides);
}

/** One POST of all that is wanted, each under the id it has, and of all that is there besides, told that it is not set. */
function tellingAbsent(row: PolicyType, apart: Apart, way: Extract<Way, { readonly absent: JsonObject }>, items: readonly JsonObject[], there: Policy<'destination'>): Step {
  const { blank } = apart;
  const handles = (there.handles?.[apart.field] ?? []).filter((handle) => blank === undefined || !holds(blank, [handle]));
  const was = new Map(handles.map((handle) => [childKey(handle, way.key), handle]));
  const wanted = items.map((item): JsonObject => {
    const key = childKey(item, way.key);
    const id = idOfItem(was.get(key) ?? {});
    was.delete(key);
    return id === undefined ? item : { ...item, id };
  });
  const gone = [...was.values()].map((handle): JsonObject => ({ ...pick(handle, ['@odata.type', 'id', way.key]), ...way.absent }));
  return { ...writing(row), name: apart.field, method: 'POST', path: `${objectPath(row)}/${way.action}`, body: { [way.as]: [...wanted, ...gone] }, repeatable: true };
}

function pick(object: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => names.includes(name)));
}

interface Pair {
  readonly item: JsonObject;
  /** As it was read, with its id. */
  readonly was: JsonObject;
  readonly id: string;
}

interface Sides {
  readonly added: readonly JsonObject[];
  readonly changed: readonly Pair[];
  readonly gone: readonly { readonly key: string; readonly id: string }[];
}

/** Tells what is new, what has changed and what is gone, by key. */
function sorted(items: readonly JsonObject[], handles: readonly JsonObject[], key: string, apart: Apart, root: string): Sides {
  const was = new Map(handles.map((handle) => [childKey(handle, key), handle]));
  const added: JsonObject[] = [];
  const changed: Pair[] = [];
  for (const item of items) {
    const name = childKey(item, key);
    const handle = was.get(name);
    const id = handle === undefined ? undefined : idOfItem(handle);
    if (handle === undefined || id === undefined) {
      added.push(item);
      continue;
    }
    was.delete(name);
    const before = structuredClone(handle);
    sendable(before, apart, root);
    if (compare(item, before).differences.length > 0) changed.push({ item, was: handle, id });
  }
  const gone = [...was].flatMap(([name, handle]) => {
    const id = idOfItem(handle);
    return id === undefined ? [] : [{ key: name, id }];
  });
  return { added, changed, gone };
}

/** A request an item: POST what is new, PATCH what has changed without the key, DELETE what is gone; what leads goes first. */
function oneByOne(row: PolicyType, field: string, way: Extract<Way, { readonly each: string }>, sides: Sides): Step[] {
  const path = `${objectPath(row)}/${way.each}`;
  const writes = [
    ...sides.changed.map(({ item, id }): { item: JsonObject; step: Step } => {
      const body = structuredClone(item);
      for (const place of placesOf(body, way.key)) place.remove();
      return { item, step: { ...writing(row), name: `${field}:${childKey(item, way.key)}`, method: 'PATCH', path: `${path}/${encodeURIComponent(id)}`, body, repeatable: true } };
    }),
    ...sides.added.map((item): { item: JsonObject; step: Step } => ({
      item,
      step: { ...writing(row), name: `${field}:${childKey(item, way.key)}`, method: 'POST', path, body: item, repeatable: false, childOf: { list: path, key: way.key, value: childKey(item, way.key) } },
    })),
  ];
  const { leads } = way;
  const leading = (one: { readonly item: JsonObject }): boolean => leads !== undefined && holds(leads, [one.item]);
  return [
    ...writes.filter(leading),
    ...writes.filter((one) => !leading(one)),
    ...sides.gone.map(({ key, id }) => ({ step: { ...writing(row), name: `${field}:-${key}`, method: 'DELETE', path: `${path}/${encodeURIComponent(id)}`, repeatable: true } satisfies Step })),
  ].map((one) => one.step);
}

/**
 * One POST for all: new items, changed ones under their ids, ids of those that are gone. An item that has other parts than
 * before (other presentations) is taken out and added anew, in a second call: an update would leave the old parts there.
 */
function inOneCall(row: PolicyType, apart: Apart, way: Extract<Way, { readonly added: string }>, sides: Sides): Step[] {
  const field = apart.within?.field;
  const key = apart.within?.key;
  const updated: JsonObject[] = [];
  const anew: Pair[] = [];
  for (const pair of sides.changed) {
    const parts = field === undefined || key === undefined ? [] : withPartIds(pair, field, key);
    if (parts === undefined) anew.push(pair);
    else updated.push({ ...pair.item, ...(way.nameless === true ? {} : { id: pair.id }), ...(field === undefined || pair.item[field] === undefined ? {} : { [field]: parts }) });
  }
  const deleted = [...sides.gone.map(({ id }) => id), ...anew.map(({ id }) => id)];
  const path = `${objectPath(row)}/${way.action}`;
  const list = apart.read === 'expand' || 'answer' in apart.read ? undefined : `${objectPath(row)}/${apart.read.child}`;
  const call = (name: string, added: readonly JsonObject[], changed: readonly JsonObject[], gone: readonly string[]): Step[] => {
    if (added.length + changed.length + gone.length === 0) return [];
    const [first] = added;
    return [
      {
        ...writing(row),
        name,
        method: 'POST',
        path,
        body: { [way.added]: [...added], [way.updated]: [...changed], [way.deletedIds]: [...gone] },
        // deleting twice fails, adding twice doubles
        repeatable: first === undefined && gone.length === 0,
        ...(first === undefined || list === undefined ? {} : { childOf: { list, key: way.key, value: childKey(first, way.key) } }),
      },
    ];
  };
  return [...call(`${apart.field}:changes`, sides.added, updated, deleted), ...call(`${apart.field}:anew`, anew.map(({ item }) => item), [], [])];
}

/** The parts of a changed item under the ids they had; undefined where they are other parts than before. */
function withPartIds(pair: Pair, field: string, key: string): JsonObject[] | undefined {
  const wanted = listAt(pair.item, field);
  const had = new Map(listAt(pair.was, field).map((part) => [childKey(part, key), textAt(part, 'id')]));
  if (wanted.length !== had.size) return undefined;
  const result: JsonObject[] = [];
  for (const part of wanted) {
    const id = had.get(childKey(part, key));
    if (id === undefined) return undefined;
    result.push({ ...part, id });
  }
  return result;
}

function listAt(object: JsonObject, field: string): JsonObject[] {
  const value = object[field];
  return isList(value) ? value.filter(isObject) : [];
}
