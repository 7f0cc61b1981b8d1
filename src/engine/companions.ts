import { emptyGuid } from '../model/ids.js';
import { copyOf, isList, isObject, objectsAt, textAt, type Json, type JsonObject } from '../model/json.js';
import type { Companions, PolicyType } from '../model/policy-type.js';
import type { Get } from '../model/ports.js';
import { cleanObject } from './annotations.js';
import { childKey, idOfItem } from './child-items.js';
import { compare } from './compare.js';
import { holds, placesOf, valuesAt } from './paths.js';
import { writing, type Step } from './steps.js';

interface Named {
  /** `Email_<id>`, as the service spells it. */
  readonly name: string;
  readonly word: string;
  readonly id: string;
}

/** `Email_<id>` → the word in lower case and the id. */
function named(value: Json): Named | undefined {
  const found = typeof value === 'string' ? /^(\w+?)_([0-9a-f-]{36})$/iu.exec(value) : null;
  return found === null ? undefined : { name: found[0], word: (found[1] ?? '').toLowerCase(), id: found[2] ?? '' };
}

/** The parts that an object of a tenant names, by word, in order. */
export function partsNamed(parts: Companions, object: JsonObject): Named[] {
  return valuesAt(object, parts.at).flatMap((value) => {
    const part = named(value);
    return part === undefined || part.id === emptyGuid ? [] : [part];
  });
}

/** The reads of the parts that an object names. */
export function partGets(row: PolicyType, object: JsonObject): Get[] {
  const { companions: parts } = row;
  if (parts === undefined) return [];
  return partsNamed(parts, object).map(({ id }) => ({ api: row.api, service: row.service, scopes: row.scopes.read, path: `${parts.collection}/${encodeURIComponent(id)}?${parts.query}` }));
}

/** The items that are kept of parts as they were read, with their ids. */
export function partItems(parts: Companions, object: JsonObject, answers: readonly JsonObject[]): JsonObject[] {
  return partsNamed(parts, object).map(({ name, word, id }, index) => {
    const answer = cleanObject(answers[index] ?? {});
    const item: JsonObject = { id, name, part: word };
    for (const member of parts.keep) item[member] = answer[member] ?? null;
    item[parts.each.field] = objectsAt(answer, parts.each.field);
    return item;
  });
}

/** The item less ids and what is not sent: as it lies in the bundle. */
export function plainPart(parts: Companions, item: JsonObject): JsonObject {
  const plain = copyOf(item);
  delete plain['id'];
  delete plain['name'];
  for (const child of objectsAt(plain, parts.each.field)) for (const path of parts.each.drop) for (const place of placesOf(child, path).reverse()) place.remove();
  return plain;
}

/** Puts the empty id into the names of parts: so they lie in a bundle, and so a create sends them. */
export function blankNames(parts: Companions, body: JsonObject): void {
  for (const place of placesOf(body, parts.at)) {
    const part = named(place.value);
    if (part !== undefined) place.set(`${part.word}_${emptyGuid}`);
  }
}

/** What stands for the id of a part in the path of a step until the object that names it is there. */
function token(word: string): string {
  return `{part:${word}}`;
}

/** Fills the ids of parts into a step; undefined where the object names no such part (yet). */
export function withParts(step: Step, ids: ReadonlyMap<string, string>): Step | undefined {
  const words = [...step.path.matchAll(/\{part:(\w+)\}/gu)].map((match) => match[1] ?? '');
  if (words.some((word) => !ids.has(word))) return undefined;
  const fill = (text: string): string => text.replace(/\{part:(\w+)\}/gu, (_all, word: string) => encodeURIComponent(ids.get(word) ?? ''));
  return { ...step, path: fill(step.path), ...(step.childOf === undefined ? {} : { childOf: { ...step.childOf, list: fill(step.childOf.list) } }) };
}

/** Requests that fill the parts of a new object. */
export function newPartSteps(row: PolicyType, children: JsonObject): Step[] {
  const { companions: parts } = row;
  if (parts === undefined) return [];
  return listOf(children, parts.field).flatMap((item) => {
    const word = textAt(item, 'part') ?? '';
    const path = `${parts.collection}/${token(word)}`;
    return [...ordered(parts, objectsAt(item, parts.each.field)).map((child) => post(row, parts, word, path, child)), ...patch(row, parts, word, path, item)];
  });
}

/** Requests that bring the parts of an object that is there to the wanted state, and the names that its own update must carry. */
export function partChanges(row: PolicyType, children: JsonObject, there: readonly JsonObject[]): { readonly steps: Step[]; readonly names: string[] } {
  const { companions: parts } = row;
  if (parts === undefined) return { steps: [], names: [] };
  const names = there.map((item) => textAt(item, 'name') ?? '');
  const steps = listOf(children, parts.field).flatMap((item) => {
    const word = textAt(item, 'part') ?? '';
    const was = there.find((one) => textAt(one, 'part') === word);
    if (was === undefined) return [];
    const path = `${parts.collection}/${encodeURIComponent(idOfItem(was) ?? '')}`;
    const had = new Map(objectsAt(was, parts.each.field).map((child) => [childKey(child, parts.each.key), child]));
    const writes = ordered(parts, objectsAt(item, parts.each.field)).flatMap((child): Step[] => {
      const key = childKey(child, parts.each.key);
      const before = had.get(key);
      had.delete(key);
      if (before === undefined) return [post(row, parts, word, path, child)];
      if (compare(child, before).differences.length === 0) return [];
      const body = copyOf(child);
      for (const place of placesOf(body, parts.each.key)) place.remove();
      return [{ ...writing(row), name: `${word}:${key}`, method: 'PATCH', path: `${path}/${parts.each.field}/${encodeURIComponent(idOfItem(before) ?? '')}`, body, repeatable: true }];
    });
    const gone = [...had].map(([key, child]): Step => ({ ...writing(row), name: `${word}:-${key}`, method: 'DELETE', path: `${path}/${parts.each.field}/${encodeURIComponent(idOfItem(child) ?? '')}`, repeatable: true }));
    const kept = compare(pick(parts, item), pick(parts, was)).differences.length === 0 ? [] : patch(row, parts, word, path, item);
    return [...writes, ...gone, ...kept];
  });
  return { steps, names };
}

function ordered(parts: Companions, items: readonly JsonObject[]): JsonObject[] {
  const leads = (item: JsonObject): boolean => holds(parts.each.leads, [item]);
  return [...items.filter(leads), ...items.filter((item) => !leads(item))];
}

function post(row: PolicyType, parts: Companions, word: string, path: string, child: JsonObject): Step {
  const list = `${path}/${parts.each.field}`;
  const key = childKey(child, parts.each.key);
  return { ...writing(row), name: `${word}:${key}`, method: 'POST', path: list, body: child, repeatable: false, childOf: { list, key: parts.each.key, value: valuesAt(child, parts.each.key)[0] ?? null } };
}

function patch(row: PolicyType, parts: Companions, word: string, path: string, item: JsonObject): Step[] {
  const body = pick(parts, item);
  return Object.keys(body).length === 0 ? [] : [{ ...writing(row), name: word, method: 'PATCH', path, body, repeatable: true }];
}

function pick(parts: Companions, item: JsonObject): JsonObject {
  const body: JsonObject = {};
  for (const name of parts.keep) if (item[name] !== undefined && item[name] !== null) body[name] = item[name];
  return body;
}

function listOf(children: JsonObject, field: string): JsonObject[] {
  const value = children[field];
  return isList(value) ? value.filter(isObject) : [];
}
