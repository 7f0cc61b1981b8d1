import { shortId } from '../model/address.js';
import { hashOf } from './text.js';

/** What a file is called after. */
export interface NamedObject {
  readonly id: string;
  readonly name: string;
}

/** Bytes of UTF-8. Names, path and Windows' 260 characters leave room for this much. */
const longestName = 80;
const longestId = 60;

/**
 * File names for the objects of one folder: readable, safe on Windows, macOS and Linux, and no two the same on a disk that
 * ignores case. The name of an object depends on the objects alone, never on their order: names that would clash
 * get the whole id in place of its eight characters, and a hash of it where even that is not enough.
 * @param objects with ids that differ.
 * @returns by id; each ends in `.json`.
 */
export function policyFileNames(objects: readonly NamedObject[]): Map<string, string> {
  const levels = new Map(objects.map(({ id }) => [id, 0]));
  for (;;) {
    const named = objects.map((object) => ({ object, key: onDisk(fileNameOf(object, levels.get(object.id) ?? 0)) }));
    const taken = new Map<string, number>();
    for (const { key } of named) taken.set(key, (taken.get(key) ?? 0) + 1);
    const clashing = named.filter(({ object, key }) => (taken.get(key) ?? 0) > 1 && (levels.get(object.id) ?? 0) < 2);
    if (clashing.length === 0) return new Map(objects.map((object) => [object.id, fileNameOf(object, levels.get(object.id) ?? 0)]));
    for (const { object } of clashing) levels.set(object.id, (levels.get(object.id) ?? 0) + 1);
  }
}

/** A file name: level 0 with the short id, 1 with the whole id, 2 with a hash of the id beside it. */
export function fileNameOf({ id, name }: NamedObject, level = 0): string {
  const tail = level === 0 ? safeName(shortId(id), 24) : safeName(id, longestId);
  return `${safeName(name, longestName)}--${level < 2 ? tail : `${tail}-${hashOf(id).slice(0, 32)}`}.json`;
}

/** What a disk that ignores case and normalization makes of a name: macOS folds more than Windows, so both ways are folded. */
export function onDisk(name: string): string {
  return name.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
}

/** Windows takes these for devices, whatever stands after the first dot. */
const device = /^(?:con|prn|aux|nul|conin\$|conout\$|clock\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])\s*(?:\.|$)/iu;

/** A readable name that every file system takes, within so many bytes. Never empty, no separator, no dot or blank at its ends. */
export function safeName(name: string, longest: number): string {
  const readable = name
    .replace(/\p{Cs}/gu, '_')
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\uFFFD<>:"/\\|?*]/gu, '_');
  const cut = trimmed(withinBytes(trimmed(readable), longest));
  const safe = device.test(cut) || cut.startsWith('-') ? `_${cut}` : cut;
  return safe === '' ? 'unnamed' : safe;
}

function trimmed(name: string): string {
  // not by a pattern for the end: on a long name of blanks it would begin anew at each of them
  let end = name.length;
  while (end > 0 && /[\s.]/u.test(name[end - 1] ?? '')) end -= 1;
  return name.slice(0, end).replace(/^[\s.]+/u, '');
}

/** Cut between characters as people see them, so that no accent and no half of an emoji is left behind. */
function withinBytes(text: string, longest: number): string {
  if (Buffer.byteLength(text) <= longest) return text;
  let kept = '';
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text.slice(0, longest))) {
    if (Buffer.byteLength(kept + segment) > longest) break;
    kept += segment;
  }
  return kept;
}
