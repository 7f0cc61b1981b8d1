import { Stop } from '../model/failure.js';
import type { Json } from '../model/json.js';
import { printable } from './check.js';
import { decodeText } from './decode-text.js';
import { twinOf } from './json-fault.js';
import { parseJson, readBytes } from './parse-json.js';

/** Reads a JSON file that a person edits. @throws Stop (exit 2) as readJson does, and where an object has one member twice. */
export async function readEditedJson(file: string): Promise<Json> {
  return parseEditedJson(decodeText(await readBytes(file), file), file);
}

/** The same for a text that is read already. */
export function parseEditedJson(text: string, where: string): Json {
  const found = parseJson(text, where);
  const twin = twinOf(text);
  if (twin !== undefined) throw new Stop(2, `${where}, line ${twin.line}: the member ${printable(twin.name)} stands twice in one object.`, 'Keep the one you mean.');
  return found;
}
