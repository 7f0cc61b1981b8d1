/** What JSON can hold. Everything that comes from a tenant or a file is this until a guard has looked at it. */
export type Json = string | number | boolean | null | Json[] | JsonObject;
export type JsonObject = { [name: string]: Json };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: unknown): value is Json[] {
  return Array.isArray(value);
}

/** The text at a name, or undefined where there is none or it is something else. */
export function textAt(object: JsonObject, name: string): string | undefined {
  const value = object[name];
  return typeof value === 'string' ? value : undefined;
}

export function objectAt(object: JsonObject, name: string): JsonObject | undefined {
  const value = object[name];
  return isObject(value) ? value : undefined;
}

/** The objects in the list at a name; other members of the list are passed over. Empty where there is no list. */
export function objectsAt(object: JsonObject, name: string): JsonObject[] {
  const value = object[name];
  return isList(value) ? value.filter(isObject) : [];
}

export function textsAt(object: JsonObject, name: string): string[] {
  const value = object[name];
  return isList(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** A deep copy that shares nothing with the original. By hand, because the platform's own is many times slower on small values. */
export function copyOf<T extends Json>(value: T): T;
export function copyOf(value: Json): Json {
  if (isList(value)) return value.map(copied);
  return isObject(value) ? copiedObject(value) : value;
}

function copied(value: Json): Json {
  return typeof value === 'object' && value !== null ? copyOf(value) : value;
}

function copiedObject(object: JsonObject): JsonObject {
  const result: JsonObject = {};
  for (const name of Object.keys(object)) {
    const member = object[name];
    if (member !== undefined) put(result, name, copied(member));
  }
  return result;
}

/** Sets a member; a plain assignment to __proto__ would set the prototype instead. */
function put(object: JsonObject, name: string, value: Json): void {
  if (name === '__proto__') Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
  else object[name] = value;
}

/**
 * Text of a value with the names of every object in order, so that equal values give equal text.
 * Lists keep their order: who may reorder a list knows which (engine/canonical.ts).
 */
export function stableText(value: Json, indent?: number): string {
  return JSON.stringify(sorted(value), undefined, indent);
}

function sorted(value: Json): Json {
  if (isList(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const result: JsonObject = {};
  for (const name of Object.keys(value).sort()) {
    const member = value[name];
    if (member !== undefined) put(result, name, sorted(member));
  }
  return result;
}

/** The `@odata.type` of an object without `#` and namespace, or undefined. */
export function typeOf(object: JsonObject): string | undefined {
  return textAt(object, '@odata.type')?.replace(/^#?(microsoft\.graph\.)?/, '');
}
