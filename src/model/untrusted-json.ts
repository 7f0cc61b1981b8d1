import { isObject, type Json } from './json.js';

/** Deeper nesting than any policy has; what walks a body may rely on it. */
const deepest = 500;

/** Whether brackets outside of strings ever nest deeper than `limit`. */
export function nestsDeeperThan(text: string, limit: number): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (quoted) {
      if (code === 0x5c) at += 1;
      else if (code === 0x22) quoted = false;
    } else if (code === 0x22) quoted = true;
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > limit) return true;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return false;
}

/** The reviver that leaves out `__proto__`: no answer means it, and copying it would set a prototype. */
function withoutPrototype(_name: string, value: unknown): unknown {
  if (isObject(value) && Object.hasOwn(value, '__proto__')) Reflect.deleteProperty(value, '__proto__');
  return value;
}

/** Half a character, written as an escape: nothing that is sent, or put into an address, can hold it. */
function withoutHalves(text: string): string {
  return text.replace(/\\(?:ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2}|u(d[89a-f][0-9a-f]{2})|[^])/giu, (whole: string, half: string | undefined) => (half === undefined ? whole : '\\ufffd'));
}

/**
 * Parses the JSON that a service answered. What it holds of half characters becomes U+FFFD.
 * @throws SyntaxError when it is none, RangeError when it nests too deep.
 */
export function parseJson(text: string): Json {
  if (nestsDeeperThan(text, deepest)) throw new RangeError(`nests deeper than ${deepest} levels`);
  // an escaped letter could spell the name as well
  const suspect = /__proto__|\\u00(?:5f|6f|7[024])/i.test(text);
  const whole = /\\ud[89a-f]/i.test(text) ? withoutHalves(text) : text;
  const value: unknown = suspect ? JSON.parse(whole, withoutPrototype) : JSON.parse(whole);
  if (!isJson(value)) throw new SyntaxError('no JSON');
  return value;
}

/** JSON.parse gives nothing else. */
function isJson(value: unknown): value is Json {
  return value !== undefined;
}
