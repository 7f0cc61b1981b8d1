import { guidPattern, idAt } from '../../model/ids.js';
import { copyOf, objectsAt, textAt, typeOf, type Json } from '../../model/json.js';
import type { Catalog } from '../../model/policy-type.js';
import { annotatedId } from './hints.js';
import { madeDefaultId, madeId } from './identity.js';
import { namesIn } from './names.js';
import { nameFromFile } from './file-name.js';
import { openFile } from './open-file.js';
import { recognize } from './recognize.js';
import type { Entry, Parent, Part } from './unpack.js';
import { filesBelow } from './walk.js';

/** Where an object of the folder lies, and what names it. */
export interface Seen {
  readonly path: string;
  readonly at: string;
  readonly kind: string;
  readonly type?: string;
  readonly name: string;
  /** As the file has it. */
  readonly id?: string;
  readonly priority: Json;
  /** Values of an administrative template that stand alone in their file. */
  readonly alone: boolean;
}

/** A file that holds values of a policy which lies in another file. */
export interface SeenPart {
  readonly path: string;
  readonly field: Part['field'];
  readonly parent?: Parent;
}

/** A migration table of IntuneManagement (intune-objects.md 3). */
export interface Table {
  /** The folder it lies in, `''` for the root. */
  readonly folder: string;
  readonly tenantId: string;
  readonly organization?: string;
  readonly objects: readonly { readonly kind: string; readonly id: string; readonly name: string }[];
}

/** What one look at the whole folder tells that no single file does. */
export interface Survey {
  readonly paths: ReadonlySet<string>;
  readonly objects: readonly Seen[];
  readonly parts: readonly SeenPart[];
  readonly tables: readonly Table[];
  /** Tenant ids that stand in the data itself: `organizationId` of groups, `AADTenantId=` in a URL. */
  readonly otherTenantIds: ReadonlySet<string>;
  /** Ids that stand beside a name somewhere: kind, name → ids. */
  readonly told: NameIndex;
}

/** Names one object of the folder: file and pointer. */
export function placeOf(one: { readonly path: string; readonly at: string }): string {
  return `${one.path}#${one.at}`;
}

export type NameIndex = Map<string, Map<string, Set<string>>>;

export function noteName(index: NameIndex, kind: string, name: string, id: string): void {
  const names = index.get(kind) ?? new Map<string, Set<string>>();
  index.set(kind, names);
  const ids = names.get(name) ?? new Set<string>();
  names.set(name, ids);
  ids.add(id);
}

/** Reads every file once and keeps only what names things. */
export async function surveyOf(root: string, catalog: Catalog): Promise<Survey> {
  const paths = new Set<string>();
  const objects: Seen[] = [];
  const parts: SeenPart[] = [];
  const tables: Table[] = [];
  const otherTenantIds = new Set<string>();
  const told: NameIndex = new Map();
  for await (const found of filesBelow(root)) {
    paths.add(found.path);
    const opened = await openFile(root, found);
    if (opened.as === 'part') parts.push({ path: found.path, field: opened.part.field, ...(opened.part.parent === undefined ? {} : { parent: opened.part.parent }) });
    if (opened.as === 'table') tables.push(tableOf(found.path, opened.table, catalog));
    if (opened.as !== 'entries') continue;
    for (const entry of opened.entries) {
      const recognized = recognize(entry, found.path, catalog);
      if (recognized.as !== 'row') continue;
      const { row } = recognized;
      const object = copyOf(entry.object);
      const type = typeOf(object) ?? row.implied;
      const id = idAt(object, row.idAt) ?? idAt({ id: annotatedId(entry.object) ?? null });
      const name = nameOfEntry(row.name, { ...entry, object }, found.path);
      objects.push({ path: found.path, at: entry.at, kind: row.kind, name, priority: object['priority'] ?? null, alone: entry.layout === 'administrative template list', ...(type === undefined ? {} : { type }), ...(id === undefined ? {} : { id }) });
      const organization = textAt(object, 'organizationId');
      if (organization !== undefined && guidPattern.test(organization)) otherTenantIds.add(organization.toLowerCase());
      for (const [, tenant = ''] of JSON.stringify(object).matchAll(/AADTenantId=([0-9a-f-]{36})/giu)) otherTenantIds.add(tenant.toLowerCase());
      for (const use of namesIn(row, object).uses) {
        if (use.id === undefined) continue;
        for (const kind of use.kinds) noteName(told, kind, use.name, use.id);
      }
    }
  }
  return { paths, objects, parts, tables, otherTenantIds, told };
}

/** The name of an entry: its own, the one the file gives beside it, or the file's. */
export function nameOfEntry(member: string, entry: Entry, path: string): string {
  const own = textAt(entry.object, member) ?? textAt(entry.object, 'displayName') ?? textAt(entry.object, 'name') ?? '';
  if (own !== '') return own;
  return entry.name ?? (entry.at === '' ? nameFromFile(path) : '');
}

/** The id an object goes by: its own, one told beside its name, or a made one. */
export function idOfSeen(seen: Seen, told: NameIndex): { readonly id: string; readonly made: boolean } {
  if (seen.id !== undefined) return { id: seen.id, made: false };
  const ids = [...(told.get(seen.kind)?.get(seen.name) ?? [])];
  const [only] = ids;
  if (only !== undefined && ids.length === 1) return { id: only, made: false };
  return { id: madeDefaultId(seen.type, seen.priority) ?? madeId(seen.kind, seen.type ?? '', seen.name), made: true };
}

function tableOf(path: string, table: { readonly [member: string]: Json }, catalog: Catalog): Table {
  const organization = textAt(table, 'Organization');
  return {
    folder: path.split('/').slice(0, -1).join('/'),
    tenantId: (textAt(table, 'TenantId') ?? '').toLowerCase(),
    ...(organization === undefined || organization === '' ? {} : { organization }),
    objects: objectsAt(table, 'Objects').flatMap((object) => {
      const [id, name, type] = [textAt(object, 'Id'), textAt(object, 'DisplayName'), textAt(object, 'Type')];
      if (id === undefined || name === undefined || type === undefined || id === '') return [];
      const plain = type.slice(0, 1).toLowerCase() + type.slice(1);
      const row = catalog.find(plain) ?? catalog.ofType(plain) ?? catalog.ofType(`${plain}Policy`);
      if (row === undefined && !/^[a-z][A-Za-z0-9]*$/u.test(plain)) return [];
      return [{ kind: row?.kind ?? plain, id, name }];
    }),
  };
}

