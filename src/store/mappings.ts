import { readdir, rm } from 'node:fs/promises';
import { basename, extname, join, relative, resolve } from 'node:path';
import { Stop } from '../model/failure.js';
import type { Mapping, ValueMapping } from '../model/mapping.js';
import { inOrder } from './bundle-files.js';
import { printable } from './check.js';
import { decodeText } from './decode-text.js';
import { mappingContent, type MappingContent, type MappingRemark } from './mapping-content.js';
import { mappingTable, tableContent } from './mapping-csv.js';
import { mappingJson } from './mapping-json.js';
import { keyOfId, keyOfValue, mergeMapping, mergeValues } from './merge-mapping.js';
import { parseEditedJson } from './edited-json.js';
import { cannotRead, largestFile, largestTable, readBytes } from './parse-json.js';
import { editorSchemas, writeEditorSchemas } from './schema-files.js';
import { hashOf, lineText } from './text.js';
import { codeOf, writeFileWhole } from './write-file.js';

/** The two tenants of a move, by their names in tenantferry.json. */
export interface Pair {
  readonly source: string;
  readonly destination: string;
}

/** Everything a folder of mapping files says. */
export interface Mappings {
  readonly folder: string;
  readonly objects: readonly Mapping[];
  readonly values?: ValueMapping;
  /** sha256 of the decisions: the same for JSON and CSV, untouched by counts and reasons. */
  readonly fingerprint: string;
  readonly remarks: readonly MappingRemark[];
}

export type MappingFormat = 'json' | 'csv';

export interface WriteOptions {
  /** Unless said, each file keeps the format it has, and a new one is JSON. */
  readonly format?: MappingFormat;
  /** The folder of tenantferry.json, where the schemas for editors lie; without it the files name none. */
  readonly home?: string;
}

/**
 * Reads every mapping file of a folder, JSON and CSV. A folder that does not exist has none.
 * @param pair refuses files that were made for other tenants.
 * @throws Stop (exit 2) where a file is faulty, two files are about one kind, or a file is for other tenants.
 */
export async function readMappings(folder: string, pair?: Pair): Promise<Mappings> {
  const files = await readFolder(folder);
  for (const { file, content } of files) {
    if (pair === undefined || (content.mapping.source === pair.source && content.mapping.destination === pair.destination)) continue;
    const { source, destination } = content.mapping;
    throw new Stop(2, `${file} is for ${printable(source)} → ${printable(destination)}, and this move is ${pair.source} → ${pair.destination}.`, 'Name the folder of this move with --mappings. Decisions of one pair of tenants mean nothing to another.');
  }
  return summary(folder, files);
}

/** What the tool decided today. */
export interface Fresh {
  /** By the name of the file without its ending (`scope-tags`), or a list where the name follows from the kind. */
  readonly objects: ReadonlyMap<string, Mapping> | readonly Mapping[];
  readonly values?: ValueMapping;
}

/**
 * Brings what the tool found today into the files of a folder; what a person decided stays (merge-mapping.ts).
 * A file whose content stays the same is not written.
 * @returns what the folder says now, and the files that were written.
 * @throws Stop as readMappings does, before anything is written; Stop (exit 1) where a file cannot be written.
 */
export async function refreshMappings(folder: string, fresh: Fresh, options: WriteOptions = {}): Promise<Mappings & { readonly written: readonly string[] }> {
  const names = new Map([...fresh.objects].map((one) => ('kind' in one ? [one.kind, mappingFileName(one.kind)] : [one[1].kind, one[0]])));
  const objects = [...fresh.objects.values()];
  const pair = fresh.values ?? objects[0];
  if (pair !== undefined) await readMappings(folder, pair);
  const old = await readFolder(folder);
  const oldOf = new Map(old.map((one) => [one.content.mapping.kind, one]));
  const merged: MappingContent[] = objects.map((mapping) => {
    const before = oldOf.get(mapping.kind)?.content;
    return { of: 'objects', mapping: mergeMapping(before?.of === 'objects' ? before.mapping : undefined, mapping) };
  });
  if (fresh.values !== undefined) {
    const before = oldOf.get('value')?.content;
    merged.push({ of: 'values', mapping: mergeValues(before?.of === 'values' ? before.mapping : undefined, fresh.values) });
  }
  const found = new Set(merged.map(({ mapping }) => mapping.kind));
  // a kind that nothing of this bundle points at any more: its decisions stay, at the count of today
  for (const { content } of old) if (!found.has(content.mapping.kind)) merged.push(unused(content));
  if (options.home !== undefined) await writeEditorSchemas(options.home);
  const written: string[] = [];
  const taken = new Set(old.map(({ file }) => bare(basename(file))));
  for (const content of merged) {
    const before = oldOf.get(content.mapping.kind);
    const name = before === undefined ? freeName(content.mapping.kind, names, taken) : bareOf(before.file);
    taken.add(name);
    written.push(...(await writeOne(folder, name, content, before, options)));
  }
  return { ...summary(folder, await readFolder(folder)), written };
}

function unused(content: MappingContent): MappingContent {
  return content.of === 'values' ? { of: 'values', mapping: mergeValues(content.mapping, { ...content.mapping, entries: [] }) } : { of: 'objects', mapping: mergeMapping(content.mapping, { ...content.mapping, entries: [] }) };
}

interface MappingFile {
  readonly file: string;
  readonly text: string;
  readonly content: MappingContent;
  readonly remarks: readonly MappingRemark[];
}

async function readFolder(folder: string): Promise<MappingFile[]> {
  const names = await mappingNames(folder);
  const files: MappingFile[] = [];
  for (const name of names) {
    const twin = names.find((other) => other !== name && bare(other) === bare(name));
    if (twin !== undefined) throw new Stop(2, `${folder} holds both ${name} and ${twin}.`, 'Nobody can say which of them counts: keep the one with your decisions and delete the other.');
    const file = join(folder, name);
    const text = decodeText(await readBytes(file, extname(name).toLowerCase() === '.csv' ? largestTable : largestFile), file);
    if (extname(name).toLowerCase() === '.csv') {
      const table = tableContent(text, file);
      files.push({ file, text, ...apart(mappingContent(table.found, file, (index) => `row ${table.rowOf(index)}`)) });
    } else {
      files.push({ file, text, ...apart(mappingContent(parseEditedJson(text, file), file)) });
    }
  }
  const byKind = new Map<string, MappingFile>();
  for (const one of files) {
    const twin = byKind.get(one.content.mapping.kind);
    if (twin !== undefined) throw new Stop(2, `${one.file} and ${basename(twin.file)} are both about the kind ${printable(one.content.mapping.kind)}.`, 'Keep one file for each kind: copy your decisions into one and delete the other.');
    byKind.set(one.content.mapping.kind, one);
  }
  return files;
}

function apart({ remarks, ...content }: MappingContent & { readonly remarks: readonly MappingRemark[] }): { content: MappingContent; remarks: readonly MappingRemark[] } {
  return { content, remarks };
}

/** Files of ours; what editors and spreadsheets put beside an open file (`~$groups.csv`, `.~lock.groups.csv#`) is none. */
async function mappingNames(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => /^[^.~].*\.(?:json|csv)$/iu.test(name)).sort(inOrder);
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return [];
    throw cannotRead(folder, cause);
  }
}

function bare(name: string): string {
  return name.slice(0, -extname(name).length).toLowerCase();
}

async function writeOne(folder: string, name: string, content: MappingContent, old: MappingFile | undefined, { format, home }: WriteOptions): Promise<string[]> {
  const had = old !== undefined && extname(old.file).toLowerCase() === '.csv' ? 'csv' : 'json';
  const as = format ?? had;
  const file = old !== undefined && as === had ? old.file : join(folder, `${name}.${as}`);
  const text = as === 'csv' ? mappingTable(content) : mappingJson(content, schemaOf(folder, content, home));
  if (old?.file === file && old.text === text.replace(/^\uFEFF/u, '')) return [];
  await writeFileWhole(file, text);
  if (old !== undefined && old.file !== file) await rm(old.file);
  return [file];
}

/** A name that no other kind's file has: somebody may have renamed one. */
function freeName(kind: string, names: ReadonlyMap<string, string>, taken: ReadonlySet<string>): string {
  const wanted = names.get(kind) ?? mappingFileName(kind);
  return taken.has(wanted) ? kind : wanted;
}

function bareOf(file: string): string {
  return basename(file, extname(file));
}

function schemaOf(folder: string, { of }: MappingContent, home: string | undefined): string | undefined {
  if (home === undefined) return undefined;
  const path = relative(resolve(folder), join(resolve(home), editorSchemas, of === 'values' ? 'values.schema.json' : 'mapping.schema.json')).replaceAll('\\', '/');
  return path.startsWith('.') ? path : `./${path}`;
}

/** What the file of a kind is called where nobody says otherwise, without its ending: `group` → `groups`, `scopeTag` → `scope-tags`. */
export function mappingFileName(kind: string): string {
  const words = kind.replaceAll(/(?<=[a-z0-9])[A-Z]/gu, (letter) => `-${letter}`).toLowerCase();
  if (words.endsWith('s')) return words;
  return /[^aeiou]y$/u.test(words) ? `${words.slice(0, -1)}ies` : `${words}s`;
}

function summary(folder: string, files: readonly MappingFile[]): Mappings {
  const objects = files.flatMap(({ content }) => (content.of === 'objects' ? [content.mapping] : [])).sort((a, b) => inOrder(a.kind, b.kind));
  const values = files.flatMap(({ content }) => (content.of === 'values' ? [content.mapping] : []))[0];
  return {
    folder: resolve(folder),
    objects,
    ...(values === undefined ? {} : { values }),
    fingerprint: hashOf(lineText([objects.map(decisionsOf), values === undefined ? [] : decisionsOfValues(values)])),
    remarks: files.flatMap(({ remarks }) => remarks),
  };
}

function decisionsOf({ kind, source, destination, entries }: Mapping): unknown[] {
  const decisions = entries.map((entry) => [keyOfId(entry.source.id), entry.decision, entry.decision === 'map' ? entry.destination.id : '']);
  return [kind, source, destination, decisions.sort(([a = ''], [b = '']) => inOrder(a, b))];
}

function decisionsOfValues({ entries }: ValueMapping): string[][] {
  return entries.map((entry) => [keyOfValue(entry), entry.decision, entry.decision === 'map' ? entry.destination.value : '']).sort(([a = ''], [b = '']) => inOrder(a, b));
}
