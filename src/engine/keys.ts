import type { Side } from '../model/ids.js';
import { stableText, type Json, type JsonObject } from '../model/json.js';
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

/** What makes two objects of a kind the same when their ids cannot tell: name, type and the row's key. Never the name alone. */
export function naturalKey(row: PolicyType, policy: Policy<Side>, name: string = policy.name): string {
  return keyOf(row, name, policy.type, policy.body);
}

/** The same of an object as a list answers it. */
export function naturalKeyOfRaw(row: PolicyType, object: JsonObject): string {
  return keyOf(row, nameOf(row, object), typeOfRaw(row, object), object);
}

/** The value of one twin key for an object, or undefined where a part of it is empty: then it is no key. */
export function twinValue(key: TwinKey, object: JsonObject): string | undefined {
  const parts = key.by.map((path) => valuesAt(object, path)[0]);
  if (parts.some((part) => part === undefined || part === null || part === '')) return undefined;
  return stableText(parts.map((part) => (typeof part === 'string' ? part.trim().toLowerCase() : (part ?? null))));
}
