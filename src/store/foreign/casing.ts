import { isList, isObject, type Json, type JsonObject } from '../../model/json.js';

/**
 * Whether an object was written by the Graph PowerShell SDK, whose members begin with a capital:
 * `Conditions.Users.IncludeRoles` (real-exports.md 1.4).
 */
export function isSdkCased(object: JsonObject): boolean {
  const names = Object.keys(object).filter((name) => /^[A-Za-z]/u.test(name));
  return names.length > 1 && names.every((name) => /^[A-Z]/u.test(name)) && names.some((name) => ['Id', 'DisplayName', 'Name', 'AdditionalProperties'].includes(name));
}

/**
 * The object with Graph's casing at every depth. Members that the SDK did not know lie in `AdditionalProperties`, with
 * their right names, and move back; empty ones of that kind go.
 */
export function withGraphCasing(object: JsonObject): JsonObject {
  const result: JsonObject = {};
  for (const [name, member] of Object.entries(object)) {
    if (name === 'AdditionalProperties' && isObject(member)) {
      for (const [inner, value] of Object.entries(member)) result[inner] = value;
    } else result[graphName(name)] = recased(member);
  }
  return result;
}

function recased(value: Json): Json {
  if (isList(value)) return value.map(recased);
  return isObject(value) ? withGraphCasing(value) : value;
}

/** `IncludeRoles` → `includeRoles`, `IPAddress` → `ipAddress`, `URL` → `url`; other names stay. */
function graphName(name: string): string {
  const run = /^[A-Z]+/u.exec(name)?.[0] ?? '';
  if (run.length <= 1 || run.length === name.length) return run.toLowerCase() + name.slice(run.length);
  return run.slice(0, -1).toLowerCase() + name.slice(run.length - 1);
}
