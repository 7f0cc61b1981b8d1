import { isList, isObject } from '../../model/json.js';
import { xmlOf } from './xml.js';

/** The texts at the top of a property list, in either of its two forms. @throws Error where it is none */
export function topTexts(bytes: Buffer): ReadonlyMap<string, string> {
  return bytes.subarray(0, 6).toString('latin1') === 'bplist' ? binaryTexts(bytes) : xmlTexts(bytes.toString('utf8'));
}

function xmlTexts(text: string): Map<string, string> {
  const plist = xmlOf(text)['plist'];
  const dict = isObject(plist) ? plist['dict'] : undefined;
  if (!isObject(dict)) throw new Error('the property list has no dictionary');
  // the parser groups members by their tags: keys and values pair up only where every value is text, so they are paired in the text
  const found = new Map<string, string>();
  const keys = new Set(isList(dict['key']) ? dict['key'] : [dict['key']]);
  for (const [, name = '', value = ''] of text.matchAll(/<key>([^<]{0,500})<\/key>\s{0,500}<string>([^<]*)<\/string>/gu)) {
    const key = name.trim();
    if (keys.has(key) && !found.has(key)) found.set(key, value);
  }
  return found;
}

/** Reads the top dictionary of a binary property list: a table of offsets at the end, objects that name each other by number. */
function binaryTexts(bytes: Buffer): Map<string, string> {
  const trailer = bytes.length - 32;
  const offsetSize = bytes.readUInt8(trailer + 6);
  const numberSize = bytes.readUInt8(trailer + 7);
  const top = Number(bytes.readBigUInt64BE(trailer + 16));
  const table = Number(bytes.readBigUInt64BE(trailer + 24));
  const offsetOf = (index: number): number => bytes.readUIntBE(table + index * offsetSize, offsetSize);
  const found = new Map<string, string>();
  const dict = lengthAt(bytes, offsetOf(top));
  if (bytes.readUInt8(offsetOf(top)) >> 4 !== 0xd) throw new Error('the property list has no dictionary');
  let size = 0;
  for (let index = 0; index < dict.count; index += 1) {
    const key = textAt(bytes, offsetOf(bytes.readUIntBE(dict.at + index * numberSize, numberSize)));
    const value = textAt(bytes, offsetOf(bytes.readUIntBE(dict.at + (dict.count + index) * numberSize, numberSize)));
    size += (key?.length ?? 0) + (value?.length ?? 0);
    if (size > bytes.length) throw new Error('the property list holds more text than it has bytes');
    if (key !== undefined && value !== undefined) found.set(key, value);
  }
  return found;
}

/** How many things an object holds, and where the first one is: small numbers stand in the marker, larger ones behind it. */
function lengthAt(bytes: Buffer, at: number): { readonly count: number; readonly at: number } {
  const low = bytes.readUInt8(at) & 0x0f;
  if (low !== 0x0f) return { count: low, at: at + 1 };
  const size = 2 ** (bytes.readUInt8(at + 1) & 0x0f);
  return { count: bytes.readUIntBE(at + 2, size), at: at + 2 + size };
}

function textAt(bytes: Buffer, at: number): string | undefined {
  const kind = bytes.readUInt8(at) >> 4;
  if (kind !== 0x5 && kind !== 0x6) return undefined;
  const { count, at: from } = lengthAt(bytes, at);
  if (kind === 0x5) return bytes.subarray(from, from + count).toString('latin1');
  return Buffer.from(bytes.subarray(from, from + count * 2)).swap16().toString('utf16le');
}
