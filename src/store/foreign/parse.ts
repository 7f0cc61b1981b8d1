import { isList, isObject, type Json } from '../../model/json.js';
import { jsonFault } from './json-fault.js';

/** The JSON of a file, unwrapped, or why there is none. */
export type Parsed = { readonly value: Json } | { readonly because: string };

/** Settings nest to depth five, which is some forty levels of JSON (real-exports.md 6.15); far beyond it a file is an attack or an accident. */
const deepest = 400;
const mostWrappings = 8;

function isJson(_value: unknown): _value is Json {
  return true;
}

/**
 * Reads JSON. A root that is a string holding JSON is unwrapped, level by level (IntuneManagement's `_Settings.json`,
 * real-exports.md 1.2). Members called `__proto__` and depths that no export has are refused here, so that nobody
 * behind this door has to think of them.
 */
export function parseJson(text: string): Parsed {
  let value = parsed(text);
  if (value === undefined) {
    if (text.trim() === '') return { because: 'it is empty' };
    const { line, column, found } = jsonFault(text);
    return { because: `it is not valid JSON: ${found} at line ${String(line)}, column ${String(column)} is not expected there` };
  }
  for (let level = 0; typeof value === 'string' && level < mostWrappings; level += 1) {
    const inner = parsed(value);
    if (inner === undefined) break;
    value = inner;
  }
  const wrong = hostile(value);
  return wrong === undefined ? { value } : { because: wrong };
}

/** The JSON in a text; undefined when it holds none. */
export function parsed(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJson(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function hostile(root: Json): string | undefined {
  // level by level instead of recursively: the depth is what is in doubt
  let level: Json[] = [root];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return `its members nest more than ${String(deepest)} levels deep, which no policy does`;
    const below: Json[] = [];
    for (const value of level) {
      if (isList(value)) for (const item of value) below.push(item);
      else if (isObject(value)) {
        if (Object.hasOwn(value, '__proto__')) return 'it has a member called "__proto__", which no export has';
        for (const member of Object.values(value)) below.push(member);
      }
    }
    level = below;
  }
  return undefined;
}
