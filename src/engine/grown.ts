import type { JsonObject } from '../model/json.js';
import type { PolicyType } from '../model/policy-type.js';
import { compare } from './compare.js';
import { objectPath } from './object-path.js';
import { writing, type Step } from './steps.js';

/** The members that a create takes of an object that grows afterwards. */
export function firstOf(row: PolicyType, body: JsonObject): JsonObject {
  const { grows } = row;
  return grows === undefined ? body : pick(body, (name) => grows.first.includes(name));
}

/** The requests that bring a new object what its create does not take. What is not set there is not set here either. */
export function laterMembers(row: PolicyType, body: JsonObject): Step[] {
  const { grows } = row;
  if (grows === undefined) return [];
  const set = pick(body, (name, value) => value !== null && !grows.first.includes(name));
  const rest = pick(set, (name) => name === '@odata.type' || !grows.alone.includes(name));
  return [...(isNothing(rest) ? [] : [patch(row, 'members', rest)]), ...grows.alone.flatMap((name) => (set[name] === undefined ? [] : [patch(row, name, pick(body, typeOr(name)))]))];
}

/** What goes in the one PATCH of an object that is there. */
export function togetherOf(row: PolicyType, body: JsonObject): JsonObject {
  const { grows } = row;
  return grows === undefined ? body : pick(body, (name) => !grows.alone.includes(name));
}

/** The requests for members that are changed alone, where they differ from what is there. */
export function aloneChanges(row: PolicyType, body: JsonObject, there: JsonObject): Step[] {
  return (row.grows?.alone ?? []).flatMap((name) => {
    if (body[name] === undefined) return [];
    const { differences } = compare({ [name]: body[name] }, { [name]: there[name] ?? null });
    return differences.length === 0 ? [] : [patch(row, name, pick(body, typeOr(name)))];
  });
}

function patch(row: PolicyType, name: string, body: JsonObject): Step {
  return { ...writing(row), name, method: 'PATCH', path: objectPath(row), body, repeatable: true };
}

function typeOr(member: string): (name: string) => boolean {
  return (name) => name === member || name === '@odata.type';
}

function isNothing(body: JsonObject): boolean {
  return Object.keys(body).every((name) => name === '@odata.type');
}

function pick(body: JsonObject, keeps: (name: string, value: JsonObject[string]) => boolean): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([name, value]) => keeps(name, value)));
}
