import { isList, isObject, type Json } from '../model/json.js';
import type { MappingEntry, ValueEntry } from '../model/mapping.js';
import type { MappingContent } from './mapping-content.js';
import { isJson } from './parse-json.js';

/** Members in the order people read them; their own come last. */
const order = ['source', 'decision', 'destination', 'because', 'usedBy', 'candidates', 'where', 'auto'];

/**
 * A mapping as JSON: one entry a line, so that five hundred groups stay five hundred lines, and a change of one is a change of one line.
 * @param schema what `$schema` names, relative to the file.
 */
export function mappingJson({ mapping }: MappingContent, schema?: string): string {
  const head = [...(schema === undefined ? [] : [`"$schema": ${JSON.stringify(schema)}`]), `"kind": ${JSON.stringify(mapping.kind)}`, `"source": ${JSON.stringify(mapping.source)}`, `"destination": ${JSON.stringify(mapping.destination)}`];
  const entries = mapping.entries.map((entry: MappingEntry | ValueEntry) => `    ${onOneLine(inReadingOrder(entry))}`);
  const list = entries.length === 0 ? '[]' : `[\n${entries.join(',\n')}\n  ]`;
  return `{\n  ${head.join(',\n  ')},\n  "entries": ${list}\n}\n`;
}

function inReadingOrder(entry: MappingEntry | ValueEntry): Json {
  const place = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length);
  const sorted: unknown = Object.fromEntries(Object.entries(entry).sort(([a], [b]) => place(a) - place(b)));
  if (!isJson(sorted)) throw new Error('a mapping entry holds what is no JSON');
  return sorted;
}

/** JSON on one line with blanks where a person looks for them. */
function onOneLine(value: Json): string {
  if (isList(value)) return value.length === 0 ? '[]' : `[ ${value.map(onOneLine).join(', ')} ]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return members.length === 0 ? '{}' : `{ ${members.map(([name, member]) => `${JSON.stringify(name)}: ${onOneLine(member)}`).join(', ')} }`;
}
