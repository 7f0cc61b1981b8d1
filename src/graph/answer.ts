import { isObject, type Json } from '../model/json.js';
import type { Answer, NoAnswer } from './call.js';

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

/** The reviver that leaves out `__proto__`: no type of Graph has it, and copying it would set a prototype. */
function withoutPrototype(_name: string, value: unknown): unknown {
  if (isObject(value) && Object.hasOwn(value, '__proto__')) Reflect.deleteProperty(value, '__proto__');
  return value;
}

/**
 * Parses the JSON of a tenant.
 * @throws SyntaxError when it is none, RangeError when it nests too deep.
 */
export function parseJson(text: string): Json {
  if (nestsDeeperThan(text, deepest)) throw new RangeError(`nests deeper than ${deepest} levels`);
  // an escaped letter could spell the name as well
  const suspect = /__proto__|\\u00(?:5f|6f|7[024])/i.test(text);
  const value: unknown = suspect ? JSON.parse(text, withoutPrototype) : JSON.parse(text);
  if (!isJson(value)) throw new SyntaxError('no JSON');
  return value;
}

/** JSON.parse gives nothing else. */
function isJson(value: unknown): value is Json {
  return value !== undefined;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Makes an answer of status, headers and bytes. A success whose body is no JSON is no answer; an error keeps its text. */
export function readAnswer(status: number, headers: Readonly<Record<string, string>>, bytes: Uint8Array): Answer | NoAnswer {
  const plain: Answer = { as: 'answer', status, headers };
  if (bytes.length === 0 || status === 204 || status === 304) {
    const promised = status >= 200 && status < 300 && status !== 204 && /\bjson\b/i.test(headers['content-type'] ?? '');
    return promised ? { as: 'no answer', why: 'empty', detail: 'it says JSON and is empty', status } : plain;
  }
  try {
    return { ...plain, body: parseJson(utf8.decode(bytes)) };
  } catch (error) {
    if (status >= 200 && status < 300) {
      const type = headers['content-type'] ?? 'nothing said of its type';
      return { as: 'no answer', why: 'garbled', detail: `no JSON (${type}): ${error instanceof Error ? error.message.slice(0, 80) : ''}`, status };
    }
    return { ...plain, text: new TextDecoder().decode(bytes.subarray(0, 4000)) };
  }
}
