import { isGuid } from '../model/ids.js';
import { isObject, type Json } from '../model/json.js';
import type { Ref } from '../model/policy-type.js';

function parsedObject(text: string): { readonly id: string } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && typeof value['id'] === 'string' ? { id: value['id'] } : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The id inside a value, or undefined where the wrapping is not there: then the value is no reference. */
export function unwrapId(text: string, wrapped: Ref['wrapped']): string | undefined {
  switch (wrapped) {
    case undefined:
      return text;
    case 'json id':
      return parsedObject(text)?.id;
    case 'prefix': {
      const at = text.indexOf('_');
      return at < 0 ? text : text.slice(at + 1);
    }
    case 'json text': {
      const id = /^\s*"([^"\\]*)"\s*$/u.exec(text)?.[1];
      return id !== undefined && isGuid(id) ? id : undefined;
    }
    case 'bind':
      return /\('([^']+)'\)\s*$/u.exec(text)?.[1] ?? /\/([^/()]+)\s*$/u.exec(text)?.[1];
  }
}

/** The same value with another id; everything around it stays as it was, to the byte. */
export function rewrapId(value: Json, oldId: string, newId: string): Json {
  return typeof value === 'string' ? value.replaceAll(oldId, () => newId) : value;
}
