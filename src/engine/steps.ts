import { copyOf, isList, isObject, textAt, type Json, type JsonObject } from '../model/json.js';
import type { Apart, PolicyType } from '../model/policy-type.js';
import type { Write } from '../model/ports.js';
import type { StepName } from '../model/journal.js';
import { appliesTo, childrenOf, placesIn, type Draft } from './draft.js';
import { holds, placesOf } from './paths.js';
import { bindMembers } from './binds.js';
import { assignmentsOf, type Resolved } from './resolve.js';

/** One request of an action. `{id}` in the path stands for the object's id, known once the `create` step is done. */
export interface Step extends Write {
  readonly name: StepName;
  /** The answer's `id` is the new object's. */
  readonly makes?: true;
  /** Children that must not be posted twice: where they are listed, and the member that tells one from its siblings, or how many there must be. */
  readonly childOf?: { readonly list: string } & ({ readonly key: string; readonly value: Json } | { readonly count: number });
}

type Plain = Pick<Write, 'api' | 'service' | 'scopes'>;

function plain(row: PolicyType): Plain {
  return { api: row.api, service: row.service, scopes: row.scopes.write };
}

/** Root of the links in a body: `https://graph.microsoft.com/beta`; a bind must name the cloud's own host (graph-intune.md 14). */
function bindLink(root: string, row: PolicyType, id: string): string {
  return `${root}/${row.api}/${row.collection}('${id}')`;
}

/** The body of a create or update: the draft's, with the row's last words on it. */
function bodyFor(row: PolicyType, draft: Draft, also: readonly string[]): JsonObject {
  const copy: Draft = { body: copyOf(draft.body), children: {}, assignments: null };
  for (const path of also) for (const place of placesIn(row, copy, path).reverse()) place.remove();
  for (const { at, keep } of row.reduce ?? []) {
    for (const place of placesIn(row, copy, at)) {
      if (!isObject(place.value)) continue;
      const kept: JsonObject = {};
      for (const name of keep) if (place.value[name] !== undefined) kept[name] = place.value[name];
      place.set(kept);
    }
  }
  for (const { at, from, to } of row.turn ?? []) for (const place of placesIn(row, copy, at)) if (place.value === from) place.set(Array.isArray(to) ? [] : to);
  return { ...copy.body, ...row.send };
}

/** Words of `turn` for members of children: `scheduledActionsForRule[].ruleName` null → a word. */
function childItems(row: PolicyType, draft: Draft, apart: Apart, bindRoot: string): JsonObject[] {
  const copy: Draft = { body: {}, children: { [apart.field]: copyOf(childrenOf(draft, apart.field)) }, assignments: null };
  for (const { at, from, to } of row.turn ?? []) for (const place of placesIn(row, copy, at)) if (place.value === from) place.set(Array.isArray(to) ? [] : to);
  const items = childrenOf(copy, apart.field);
  for (const item of items) bindMembers(item, apart, `${bindRoot}/${row.api}`);
  for (const item of items) for (const path of apart.drop ?? []) for (const place of placesOf(item, path).reverse()) place.remove();
  return items;
}

function besideOf(names: readonly string[] | undefined, body: JsonObject): JsonObject {
  const result: JsonObject = {};
  for (const name of names ?? []) if (body[name] !== undefined) result[name] = body[name];
  return result;
}

/** Requests that bring a new object with its children and links; assignments are asked for apart. */
export function createSteps(row: PolicyType, type: string | undefined, resolved: Resolved, bindRoot: string, linkRow: (kind: string) => PolicyType | undefined): Step[] {
  const { draft } = resolved;
  const body = bodyFor(row, draft, row.createDrop ?? []);
  const steps: Step[] = [];
  for (const apart of row.apart ?? []) {
    if (!appliesTo(apart, type, draft.body)) continue;
    const items = childItems(row, draft, apart, bindRoot);
    if (apart.send === 'inline') body[apart.field] = items;
    else if (apart.send !== 'never') steps.push(...childSteps(row, apart, items, draft.body, true));
  }
  for (const [property, ids] of Object.entries(resolved.links)) {
    const rule = type === undefined ? undefined : row.links?.[type]?.[property];
    const target = rule?.to.map(linkRow).find((one) => one !== undefined) ?? row;
    const bound = ids.map((id) => bindLink(bindRoot, target, id));
    const [first] = bound;
    if (rule?.many === true) body[`${property}@odata.bind`] = bound;
    else if (first !== undefined) body[`${property}@odata.bind`] = first;
  }
  const create: Step = { ...plain(row), name: 'create', method: 'POST', path: row.collection, body, repeatable: false, makes: true };
  return [create, ...steps, ...prioritySteps(row, draft)];
}

function childSteps(row: PolicyType, apart: Apart, items: readonly JsonObject[], body: JsonObject, creating: boolean): Step[] {
  const send = creating ? apart.send : (apart.update ?? apart.send);
  if (typeof send === 'string') return [];
  if ('action' in send) {
    const empty = 'evenIfEmpty' in send && send.evenIfEmpty === true;
    if (items.length === 0 && !empty && creating) return [];
    const action: Step = {
      ...plain(row),
      name: apart.field,
      method: 'POST',
      path: `${row.collection}/{id}/${send.action}`,
      body: { ...besideOf(send.beside, body), [send.as]: [...items] },
      ...('adds' in send && send.adds === true && apart.read !== 'expand' ? { repeatable: false, childOf: { list: `${row.collection}/{id}/${apart.read.child}`, count: items.length } } : { repeatable: true }),
    };
    return [action];
  }
  const { leads } = send;
  const ordered = leads === undefined ? items : [...items.filter((item) => holds(leads, [item])), ...items.filter((item) => !holds(leads, [item]))];
  return ordered.map((item, index) => ({
    ...plain(row),
    name: `${apart.field}#${String(index + 1)}`,
    method: 'POST',
    path: `${row.collection}/{id}/${send.each}`,
    body: item,
    repeatable: false,
    childOf: { list: `${row.collection}/{id}/${send.each}`, key: send.key, value: placesOf(item, send.key)[0]?.value ?? null },
  }));
}

function prioritySteps(row: PolicyType, draft: Draft): Step[] {
  if (row.priority === undefined) return [];
  const value = placesIn(row, draft, row.priority.at)[0]?.value;
  if (typeof value !== 'number' || value < 1) return [];
  return [{ ...plain(row), name: 'priority', method: 'POST', path: `${row.collection}/{id}/${row.priority.action}`, body: { priority: value }, repeatable: true }];
}

/** Requests that bring an existing object to the wanted state; assignments apart. `existing` names the links it has. */
export function updateSteps(
  row: PolicyType,
  type: string | undefined,
  resolved: Resolved,
  existing: { readonly links: Readonly<Record<string, readonly string[]>> },
  bindRoot: string,
  linkRow: (kind: string) => PolicyType | undefined,
): Step[] {
  if (row.update === 'never') return [];
  const { draft } = resolved;
  const body = bodyFor(row, draft, [...(row.update === 'patch' ? (row.updateDrop ?? []) : (row.createDrop ?? [])), ...(row.priority === undefined ? [] : [row.priority.at])]);
  const children: Step[] = [];
  for (const apart of row.apart ?? []) {
    if (!appliesTo(apart, type, draft.body)) continue;
    const items = childItems(row, draft, apart, bindRoot);
    const way = apart.update ?? apart.send;
    if (way === 'inline') body[apart.field] = items;
    else children.push(...childSteps(row, apart, items, draft.body, false));
  }
  const update: Step = { ...plain(row), name: 'update', method: row.update === 'put' ? 'PUT' : 'PATCH', path: `${row.collection}/{id}`, body, repeatable: true };
  const links = Object.entries(resolved.links).flatMap(([property, ids]): Step[] => {
    const rule = type === undefined ? undefined : row.links?.[type]?.[property];
    const target = rule?.to.map(linkRow).find((one) => one !== undefined) ?? row;
    const missing = ids.filter((id) => existing.links[property]?.includes(id) !== true);
    // named after what is linked: which ones are missing is another question in the next run
    return missing.map((id) => ({
      ...plain(row),
      name: `link:${property}:${id}`,
      method: rule?.many === true ? ('POST' as const) : ('PUT' as const),
      path: `${row.collection}/{id}/microsoft.graph.${type ?? ''}/${property}/$ref`,
      body: { '@odata.id': bindLink(bindRoot, target, id) },
      repeatable: rule?.many !== true,
    }));
  });
  return [update, ...children, ...links];
}

const targetMembers: readonly string[] = ['@odata.type', 'groupId', 'collectionId', 'userId', 'servicePlanId', 'deviceAndAppManagementAssignmentFilterId', 'deviceAndAppManagementAssignmentFilterType'];

function takesFilters(row: PolicyType, type: string | undefined): boolean {
  const filters = row.assign?.filters;
  return filters === undefined || (filters !== false && (type === undefined || !filters.notFor.includes(type)));
}

/** A target as it is sent: its own members only, and no filter where the service takes none (graph-intune.md 7.2). */
function targetFor(row: PolicyType, type: string | undefined, target: JsonObject): JsonObject {
  const result: JsonObject = {};
  for (const name of targetMembers) {
    const value = target[name];
    if (value !== undefined && value !== null) result[name] = value;
  }
  const exclusion = textAt(result, '@odata.type')?.endsWith('exclusionGroupAssignmentTarget') === true;
  const filter = textAt(result, 'deviceAndAppManagementAssignmentFilterId');
  if (exclusion || !takesFilters(row, type) || filter === undefined || /^[0-]*$/u.test(filter)) {
    delete result['deviceAndAppManagementAssignmentFilterId'];
    delete result['deviceAndAppManagementAssignmentFilterType'];
  }
  return result;
}

/** Requests that assign an object: one with the whole set, or one a target. None where there is nothing to assign. */
export function assignSteps(row: PolicyType, type: string | undefined, draft: Draft): Step[] {
  const { assign } = row;
  const assignments = assignmentsOf(draft);
  if (assign === undefined || assignments.length === 0) return [];
  const targets = assignments.flatMap((one) => (isObject(one['target']) ? [{ assignment: one, target: targetFor(row, type, one['target']) }] : []));
  if (assign.by === 'each') {
    return targets.map(({ target }, index) => ({
      ...plain(row),
      name: `assign#${String(index + 1)}`,
      method: 'POST',
      path: `${row.collection}/{id}/${assign.child}`,
      body: { target },
      repeatable: false,
      childOf: { list: `${row.collection}/{id}/${assign.child}`, key: 'target', value: target },
    }));
  }
  const items = targets.map(({ assignment, target }): JsonObject => {
    const item: JsonObject = assign.type === undefined ? {} : { '@odata.type': assign.type };
    for (const name of assign.keep ?? []) if (assignment[name] !== undefined) item[name] = assignment[name];
    item['target'] = target;
    return item;
  });
  return [{ ...plain(row), name: 'assign', method: 'POST', path: `${row.collection}/{id}/${assign.action ?? 'assign'}`, body: { [assign.as]: items }, repeatable: true }];
}

/** Fills the object's id into a step's path. */
export function withId(step: Step, id: string): Step {
  return step.path.includes('{id}') || step.childOf !== undefined
    ? {
        ...step,
        path: step.path.replace('{id}', encodeURIComponent(id)),
        ...(step.childOf === undefined ? {} : { childOf: { ...step.childOf, list: step.childOf.list.replace('{id}', encodeURIComponent(id)) } }),
      }
    : step;
}

/** Whether a value is a list that holds nothing: for callers that count. */
export function isEmptyList(value: Json | undefined): boolean {
  return isList(value) && value.length === 0;
}
