import { isList, isObject, type Json, type JsonObject } from '../model/json.js';

/** Members that Graph stamps on nearly everything (graph-intune.md 7.1). A row's `drop` says the rest. */
export const commonStamps: readonly string[] = ['id', 'createdDateTime', 'lastModifiedDateTime', 'modifiedDateTime', 'deletedDateTime', 'supportsScopeTags', 'isAssigned'];

/** `@odata.type` says what an object is; every other annotation is noise of the answer (graph-intune.md 1). */
function isNoise(name: string): boolean {
  if (name === '@odata.type' || name.endsWith('@odata.bind')) return false;
  return name.includes('@odata.') || name.startsWith('@microsoft.graph.') || name.startsWith('#');
}

/** A copy without the answer's annotations at any depth; the objects' own `@odata.type` stays, those of members go. */
export function withoutAnnotations(value: Json): Json {
  if (isList(value)) return value.map(withoutAnnotations);
  return isObject(value) ? cleanObject(value) : value;
}

export function cleanObject(object: JsonObject): JsonObject {
  const result: JsonObject = {};
  for (const [name, member] of Object.entries(object)) {
    if (!isNoise(name) && name !== '__proto__') result[name] = withoutAnnotations(member);
  }
  return result;
}
