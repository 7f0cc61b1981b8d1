import { createHash } from 'node:crypto';
import { stableText } from '../model/json.js';
import { deepest, isJson } from './parse-json.js';

/**
 * How we write JSON: names in order, two blanks, LF, a line break at the end, so that equal values are equal files.
 * @throws Error where the value cannot be read back: not JSON, or deeper than parseJson lets in.
 */
export function fileText(value: unknown): string {
  return `${stable(value, 2)}\n`;
}

/** The same on one line and without a line break: what hashes are made of. */
export function lineText(value: unknown): string {
  return stable(value);
}

function stable(value: unknown, indent?: number): string {
  if (!isJson(value)) throw new Error(`a value that is not JSON, or nests deeper than ${deepest} levels, cannot be written`);
  return stableText(value, indent);
}

/** sha256 of a text or of bytes, in hexadecimal digits. */
export function hashOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
