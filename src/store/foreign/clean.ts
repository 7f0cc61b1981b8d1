import { isList, isObject, typeOf, type Json, type JsonObject } from '../../model/json.js';
import { standaloneTypes } from './standalone-types.js';

/**
 * A copy of an object without what OData and export tools put beside its data, at every depth: links and types of members,
 * action advertisements, hint members, markers (real-exports.md 1.2, intune-objects.md Appendix B). Its own `@odata.type`
 * stays; inside, only where the type is one of a family (standalone-types.ts). Read `hintsOf` and `admx.ts` first:
 * some of it tells what the data does not.
 */
export function withoutNoise(root: JsonObject): JsonObject {
  return cleaned(root, true);
}

function cleaned(object: JsonObject, root: boolean): JsonObject {
  const result: JsonObject = {};
  for (const [name, member] of Object.entries(object)) {
    if (isNoise(name)) continue;
    if (name === '@odata.type' && !root && standaloneTypes.has(typeOf(object) ?? '')) continue;
    result[name] = cleanedValue(member);
  }
  return result;
}

function cleanedValue(value: Json): Json {
  if (isList(value)) return value.map(cleanedValue);
  return isObject(value) ? cleaned(value, false) : value;
}

function isNoise(name: string): boolean {
  if (name === '@odata.type') return false;
  return name.includes('@odata.') || name.startsWith('#') || name.startsWith('@microsoft.graph.') || name.startsWith('@Object');
}

/** Whether an object carries the annotations of full metadata: `name@odata.type`, navigation links, actions (real-exports.md 1.1). */
export function hasFullMetadata(object: JsonObject): boolean {
  return Object.keys(object).some((name) => /.@odata\.(?:type|navigationLink|associationLink)$/u.test(name) || name.startsWith('#microsoft.graph.'));
}
