import { Stop } from '../../model/failure.js';
import type { Json } from '../../model/json.js';
import { decodeText } from '../decode-text.js';
import { deepest, isJson, parseJson } from '../parse-json.js';

/** The JSON of a file, unwrapped, or why there is none. */
export type Parsed = { readonly value: Json; readonly text: string } | { readonly because: string };

/** A policy wraps its body into members of its own, and a bundle must be able to hold it. */
const room = 16;
const mostWrappings = 8;

/**
 * Reads the JSON of a foreign file in any encoding. A root that is a string holding JSON is unwrapped, level by level
 * (IntuneManagement's `_Settings.json`, real-exports.md 1.2).
 */
export function parseForeign(bytes: Uint8Array): Parsed {
  if (bytes.every((byte) => byte <= 0x20 && byte !== 0)) return { because: 'it is empty' };
  try {
    const text = decodeText(bytes, 'it');
    let value = parseJson(text, 'it');
    for (let level = 0; typeof value === 'string' && level < mostWrappings; level += 1) {
      const inner = parsed(value);
      if (inner === undefined) break;
      value = inner;
    }
    return isJson(value, room) ? { value, text } : { because: `its members nest more than ${String(deepest - room)} levels deep, which no policy does` };
  } catch (error) {
    if (error instanceof Stop) return { because: error.message.replace(/^it: /u, '').replace(/\.$/u, '') };
    throw error;
  }
}

/** The JSON in a text; undefined when it holds none that is let in. */
export function parsed(text: string): Json | undefined {
  try {
    return parseJson(text, 'it');
  } catch (error) {
    if (error instanceof Stop) return undefined;
    throw error;
  }
}
