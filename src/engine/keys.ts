import type { Side } from '../model/ids.js';
import { isList, stableText, textAt, type Json, type JsonObject } from '../model/json.js';
import type { PolicyType, TwinKey } from '../model/policy-type.js';
import type { Policy } from '../model/policy.js';
import { nameOf } from './intake.js';
import { valuesAt } from './paths.js';
import { typeOfRaw } from './raw-type.js';

/** Flags and lists whose order the service does not keep are compared without it (real-exports.md 6.13). */
function keyPart(value: Json | undefined): Json {
  if (value === undefined || value === '') return null;
  if (typeof value === 'string' && value.includes(',')) return value.split(',').map((part) => part.trim()).sort().join(',');
  return value;
}

function keyOf(row: PolicyType, name: string, type: string | undefined, body: JsonObject): string {
  if (row.sole !== undefined) return stableText([row.kind, ...row.sole.map((path) => keyPart(valuesAt(body, path)[0]))]);
  return stableText([row.kind, type ?? null, name.trim(), ...(row.key ?? []).map((path) => keyPart(valuesAt(body, path)[0]))]);
}

/** An object without a name goes by its id among people; the other tenant knows it under none. */
function named(row: PolicyType, name: string, id: string | undefined): string {
  return row.name !== 'id' && name === id ? '' : name;
}

/** What makes two objects of a kind the same when their ids cannot tell: name, type and the row's key. Never the name alone. */
export function naturalKey(row: PolicyType, policy: Policy<Side>, name: string = policy.name): string {
  return keyOf(row, named(row, name, policy.id), policy.type, policy.body);
}

/** The same of an object as a list answers it. */
export function naturalKeyOfRaw(row: PolicyType, object: JsonObject): string {
  return keyOf(row, named(row, nameOf(row, object), textAt(object, 'id')), typeOfRaw(row, object), object);
}

function partsOf(key: string): readonly unknown[] {
  const parts: unknown = JSON.parse(key);
  return isList(parts) ? parts : [];
}

/** The key of an object that lives below another one: below another parent nobody has the same. */
export function keyBelow(key: string, under: string | undefined): string {
  if (under === undefined) return key;
  const [kind, ...rest] = partsOf(key);
  return JSON.stringify([`${String(kind)} below ${under.toLowerCase()}`, ...rest]);
}

/** Kind, type and name: the part of a key that every service gives back as it was sent. */
function surnameOf(key: string): string {
  const parts = partsOf(key);
  return parts.length > 3 ? JSON.stringify(parts.slice(0, 3)) : key;
}

/**
 * Whether two keys can be those of one object. Beside kind, type and name a part that one side leaves out agrees with
 * anything: a service need not fill in what nobody sent it, as a template's family, and an old export lacks newer members.
 */
export function keysAgree(one: string, other: string): boolean {
  if (one === other) return true;
  const [mine, theirs] = [partsOf(one), partsOf(other)];
  if (mine.length !== theirs.length || mine.length <= 3) return false;
  return mine.every((part, index) => JSON.stringify(part) === JSON.stringify(theirs[index]) || (index >= 3 && (part === null || theirs[index] === null)));
}

/** Whether a key has no name in it: two such objects have nothing in common but their type. */
export function isNameless(key: string): boolean {
  return partsOf(key)[2] === '';
}

/**
 * Finds objects by key in a long list.
 * @returns for a key the objects that have it, where there are any, else those whose keys agree with it
 */
export function byKey<T extends { readonly key: string }>(objects: Iterable<T>): (key: string) => readonly T[] {
  const groups = new Map<string, T[]>();
  for (const one of objects) {
    const surname = surnameOf(one.key);
    const group = groups.get(surname);
    if (group === undefined) groups.set(surname, [one]);
    else group.push(one);
  }
  return (key) => {
    const group = groups.get(surnameOf(key)) ?? [];
    const exact = group.filter((one) => one.key === key);
    return exact.length > 0 ? exact : group.filter((one) => keysAgree(key, one.key));
  };
}

/** The value of one twin key for an object, or undefined where a part of it is empty: then it is no key. */
export function twinValue(key: TwinKey, object: JsonObject): string | undefined {
  const parts = key.by.map((path) => valuesAt(object, path)[0]);
  if (parts.some((part) => part === undefined || part === null || part === '')) return undefined;
  return stableText(parts.map((part) => (typeof part === 'string' ? part.trim().toLowerCase() : (part ?? null))));
}
