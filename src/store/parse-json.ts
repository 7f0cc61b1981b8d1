import { readFile, stat } from 'node:fs/promises';
import { Stop } from '../model/failure.js';
import { isList, type Json } from '../model/json.js';
import { nestsDeeperThan } from '../model/untrusted-json.js';
import { decodeText } from './decode-text.js';
import { faultOf } from './json-fault.js';
import { codeOf } from './write-file.js';

/** No file of this trade is larger; a larger one would only fill the memory. */
export const largestFile = 200 * 1024 * 1024;

/** Deeper than any setting of any vendor, shallow enough for every recursive function behind the door. */
export const deepest = 256;

/** Lists of serials, mapping tables, secrets: what people keep in them has thousands of lines, not millions. */
export const largestTable = 16 * 1024 * 1024;

/** Reads a file whole. @throws Stop (exit 2) where it is missing, no file, larger than `most` bytes or may not be read. */
export async function readBytes(file: string, most = largestFile): Promise<Buffer> {
  try {
    const { size } = await stat(file);
    if (size > most) {
      throw new Stop(2, `${file} has ${Math.ceil(size / 1024 / 1024)} MB; ${most === largestFile ? 'files' : 'such files'} above ${most / 1024 / 1024} MB are not read.`, 'Check that it is the file you mean.');
    }
    return await readFile(file);
  } catch (cause) {
    throw cannotRead(file, cause);
  }
}

/** The Stop for a file that cannot be read. A Stop that is already one stays as it is. */
export function cannotRead(file: string, cause: unknown): Stop {
  if (cause instanceof Stop) return cause;
  const code = codeOf(cause);
  if (code === 'ENOENT' || code === 'ENOTDIR') return new Stop(2, `${file} does not exist.`, 'Check the path.', { cause });
  if (code === 'EISDIR') return new Stop(2, `${file} is a folder, and a file is needed.`, 'Name the file.', { cause });
  if (code === 'EACCES' || code === 'EPERM') return new Stop(2, `${file} may not be read.`, 'Change its permissions, or run as the user who owns it.', { cause });
  return new Stop(2, `${file} cannot be read: ${cause instanceof Error ? cause.message : 'unknown reason'}.`, 'Check the path.', { cause });
}

/** Reads a JSON file as people and machines write them: UTF-8 or UTF-16, with or without a byte order mark. @throws Stop (exit 2) */
export async function readJson(file: string): Promise<Json> {
  return parseJson(decodeText(await readBytes(file), file), file);
}

/**
 * Parses JSON that nobody vouches for.
 * @param where the file, for the message.
 * @throws Stop (exit 2) with line and column where it is no JSON, nests too deep, or has a member `__proto__`.
 */
export function parseJson(text: string, where: string): Json {
  // small files are parsed first and judged then, because only then the place can be told
  if (text.length > 1_000_000 && nestsDeeperThan(text, deepest)) throw new Stop(2, `${where}: it nests deeper than ${deepest} levels.`, 'No tool of this trade writes such a file: take it from a source you trust.');
  let value: unknown;
  try {
    value = JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
  } catch (cause) {
    const fault = faultOf(text);
    throw new Stop(2, `${where} is no valid JSON: line ${fault.line}, column ${fault.column}: ${fault.what}.`, fault.cut ? 'The file looks cut off: write it again, or take an undamaged copy.' : 'Mend that place, or take an undamaged copy.', { cause });
  }
  if (isJson(value)) return value;
  throw new Stop(2, `${where}: ${hostilePlace(value) ?? 'it holds something that is no JSON'}.`, 'No tool of this trade writes such a file: take it from a source you trust.');
}

/** Whether a value can be written as JSON and read back by parseJson: no functions, no dates, not too deep. A member that is undefined counts as absent. */
export function isJson(value: unknown, depth = 0): value is Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || depth >= deepest) return false;
  if (Array.isArray(value)) {
    // not `every`, which passes over holes
    for (let index = 0; index < value.length; index += 1) if (!isJson(value[index], depth + 1)) return false;
    return true;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  return hasJsonMembers(value, depth);
}

function hasJsonMembers(object: object, depth: number): boolean {
  for (const [name, member] of Object.entries(object)) {
    // a copy made by assignment would turn a member __proto__ into the prototype of the copy
    if (name === '__proto__') return false;
    if (typeof member === 'string' || member === null || member === undefined || typeof member === 'boolean') continue;
    if (!isJson(member, depth + 1)) return false;
  }
  return true;
}

/** Why a parsed value is not let in, in words. Apart from isJson, because paths are only worth making where there is a fault. */
function hostilePlace(value: unknown, at = '', depth = 0): string | undefined {
  if (typeof value === 'number' && !Number.isFinite(value)) return `the number at ${at === '' ? 'the top' : at} is too large`;
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth >= deepest) return `it nests deeper than ${deepest} levels at ${at.slice(0, 120)}…`;
  if (isList(value)) {
    for (const [index, item] of value.entries()) {
      const bad = hostilePlace(item, `${at}/${index}`, depth + 1);
      if (bad !== undefined) return bad;
    }
    return undefined;
  }
  for (const [name, member] of Object.entries(value)) {
    if (name === '__proto__') return `the member name "__proto__" at ${at === '' ? 'the top' : at} is not accepted`;
    const bad = typeof member === 'object' || typeof member === 'number' ? hostilePlace(member, `${at}/${name}`, depth + 1) : undefined;
    if (bad !== undefined) return bad;
  }
  return undefined;
}
