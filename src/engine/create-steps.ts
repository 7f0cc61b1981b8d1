import type { JsonObject } from '../model/json.js';
import type { Apart, PolicyType } from '../model/policy-type.js';
import type { Policy } from '../model/policy.js';
import { childItems } from './child-items.js';
import { appliesTo, placesIn, type Draft } from './draft.js';
import { boundLinks, linkSteps, type LinkRow } from './link-steps.js';
import { holds, putAt, valuesAt } from './paths.js';
import { newPartSteps } from './companions.js';
import { firstOf, laterMembers } from './grown.js';
import { collectionPath, objectPath } from './object-path.js';
import type { Resolved } from './resolve.js';
import { bodyFor, writing, type Step } from './steps.js';

/** Requests that bring a new object with its children and links; assignments are asked for apart. */
export function createSteps(row: PolicyType, policy: Pick<Policy, 'id' | 'type'>, resolved: Resolved, bindRoot: string, linkRow: LinkRow): Step[] {
  const { type } = policy;
  const { draft } = resolved;
  const body = bodyFor(row, draft, row.createDrop ?? []);
  const steps: Step[] = [];
  for (const apart of row.apart ?? []) {
    if (!appliesTo(apart, type, draft.body)) continue;
    const items = childItems(row, draft, apart, bindRoot);
    if (apart.send === 'inline') putAt(body, apart.sendAs ?? apart.field, items);
    else steps.push(...newChildren(row, apart, items, draft.body));
  }
  Object.assign(body, boundLinks(row, type, resolved.links, bindRoot, linkRow));
  const create: Step =
    row.places === true
      ? { ...writing(row), name: 'create', method: 'PATCH', path: objectPath(row, policy.id), body, repeatable: true, makes: true, madeId: policy.id }
      : { ...writing(row), name: 'create', method: 'POST', ...createCall(row, draft, firstOf(row, body)), repeatable: false, makes: true };
  return [create, ...laterMembers(row, body), ...steps, ...linkSteps(row, type, plainOf(row, type, resolved.links), {}, bindRoot, linkRow), ...newPartSteps(row, draft.children), ...prioritySteps(row, draft)];
}

/** Links that a create does not take inside the object. */
function plainOf(row: PolicyType, type: string | undefined, links: Resolved['links']): Resolved['links'] {
  return Object.fromEntries(Object.entries(links).filter(([property]) => type !== undefined && row.links?.[type]?.[property]?.plain === true));
}

/** Where the create goes, and with what: an object made from a template is asked of that template. */
function createCall(row: PolicyType, draft: Draft, body: JsonObject): { readonly path: string; readonly body: JsonObject } {
  const { madeFrom } = row;
  if (madeFrom === undefined) return { path: collectionPath(row, aroundIn(row, draft)), body };
  const template = placesIn(row, draft, madeFrom.at)[0]?.value;
  const taken = Object.fromEntries(madeFrom.takes.flatMap((name) => (body[name] === undefined ? [] : [[name, body[name]]])));
  return { path: `${madeFrom.templates}/${encodeURIComponent(typeof template === 'string' ? template : '')}/${madeFrom.action}`, body: taken };
}

/** The object that a new one is created below, as far as it is known. */
function aroundIn(row: PolicyType, draft: Draft): string {
  const id = row.below === undefined ? undefined : draft.body[row.below.as];
  return typeof id === 'string' ? encodeURIComponent(id) : '';
}

function newChildren(row: PolicyType, apart: Apart, items: readonly JsonObject[], body: JsonObject): Step[] {
  const { send } = apart;
  if (typeof send === 'string') return [];
  if ('action' in send) {
    if (items.length === 0 && send.evenIfEmpty !== true) return [];
    return [childAction(row, apart.field, send, items, body, apart)];
  }
  const { leads } = send;
  const ordered = leads === undefined ? items : [...items.filter((item) => holds(leads, [item])), ...items.filter((item) => !holds(leads, [item]))];
  return ordered.map((item, index) => ({
    ...writing(row),
    name: `${apart.field}#${String(index + 1)}`,
    method: 'POST',
    path: `${objectPath(row)}/${send.each}`,
    body: item,
    repeatable: false,
    childOf: { list: `${objectPath(row)}/${send.each}`, key: send.key, value: valuesAt(item, send.key)[0] ?? null },
  }));
}

/** One POST of all items. What an action adds to what is there is counted after a lost answer, never sent twice. */
export function childAction(
  row: PolicyType,
  name: string,
  way: { readonly action: string; readonly as: string; readonly beside?: readonly string[]; readonly adds?: true; readonly confirms?: Step['confirms'] },
  items: readonly JsonObject[],
  body: JsonObject,
  apart: Apart,
): Step {
  const beside: JsonObject = {};
  for (const member of way.beside ?? []) if (body[member] !== undefined) beside[member] = body[member];
  const step: Step = { ...writing(row), name, method: 'POST', path: `${objectPath(row)}/${way.action}`, body: { ...beside, [way.as]: [...items] }, repeatable: way.adds !== true, ...(way.confirms === undefined ? {} : { confirms: way.confirms }) };
  if (way.adds !== true || apart.read === 'expand' || 'answer' in apart.read) return step;
  return { ...step, childOf: { list: `${objectPath(row)}/${apart.read.child}`, count: items.length } };
}

function prioritySteps(row: PolicyType, draft: Draft): Step[] {
  if (row.priority === undefined) return [];
  const value = placesIn(row, draft, row.priority.at)[0]?.value;
  if (typeof value !== 'number' || value < 1) return [];
  return [{ ...writing(row), name: 'priority', method: 'POST', path: `${objectPath(row)}/${row.priority.action}`, body: { priority: value }, repeatable: true }];
}
