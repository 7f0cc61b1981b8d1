import type { SuppliedFile } from '../../model/app-files.js';
import type { ContentType, PolicyType } from '../../model/policy-type.js';
import type { Policy } from '../../model/policy.js';
import { valuesAt } from '../paths.js';

/** What is known of an object whose file is looked for. */
export interface FileWish {
  readonly id: string;
  readonly endings: readonly string[];
  readonly fileName?: string;
  readonly identity?: string;
  readonly version?: string;
  readonly setupFile?: string;
}

/** The file of an object: the only one that fits, a question, or none. */
export type FileMatch =
  | { readonly as: 'found'; readonly file: SuppliedFile; readonly because: string; /** where file and object disagree, in words */ readonly differs: readonly string[] }
  | { readonly as: 'question'; readonly files: readonly SuppliedFile[]; readonly because: string }
  | { readonly as: 'none'; readonly because?: string };

/** How the row describes the file of an object; undefined where it has none. */
export function contentTypeOf(row: PolicyType, type: string | undefined): ContentType | undefined {
  return type === undefined ? undefined : row.content?.types[type];
}

/** Whether a person can supply what it takes to create an object that the source does not give whole. */
export function isOfFiles(row: PolicyType, type: string | undefined): boolean {
  return row.texts !== undefined || contentTypeOf(row, type) !== undefined;
}

/** What an object says about its file; undefined where its type has none. */
export function fileWishOf(row: PolicyType, policy: Pick<Policy, 'id' | 'type' | 'body'>): FileWish | undefined {
  const type = contentTypeOf(row, policy.type);
  if (type === undefined || row.content === undefined) return undefined;
  const at = (path: string | undefined): string | undefined => {
    const value = path === undefined ? undefined : valuesAt(policy.body, path)[0];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const facts = { fileName: at(row.content.fileName), identity: at(type.identity), version: at(type.version), setupFile: at(type.setupFile) };
  const said = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
  return { id: policy.id, endings: type.endings, ...said };
}

/**
 * Finds the file of each object, never by guessing (promise 1): a folder called like the object's id says it, else the one
 * file that says it is this app, else the one that is called like it. A file that fits two objects is a question for both.
 */
export function matchFiles(wishes: readonly FileWish[], files: readonly SuppliedFile[]): Map<string, FileMatch> {
  const matches = new Map(wishes.map((wish) => [wish.id, matchOf(wish, files)]));
  const takers = new Map<string, string[]>();
  for (const [id, match] of matches) if (match.as === 'found') takers.set(match.file.path, [...(takers.get(match.file.path) ?? []), id]);
  for (const [path, ids] of takers) {
    if (ids.length < 2) continue;
    for (const id of ids) {
      const match = matches.get(id);
      if (match?.as === 'found' && !isNamed(path, id)) matches.set(id, { as: 'question', files: [match.file], because: `${path} fits ${String(ids.length)} apps` });
    }
  }
  return matches;
}

function matchOf(wish: FileWish, files: readonly SuppliedFile[]): FileMatch {
  const kind = files.filter((file) => wish.endings.some((ending) => file.path.toLowerCase().endsWith(ending)));
  const named = kind.filter((file) => isNamed(file.path, wish.id));
  if (named.length > 0) return oneOf(wish, named, 'it lies in a folder called like the app');
  const byIdentity = kind.filter((file) => file.identity !== undefined && same(file.identity, wish.identity));
  if (byIdentity.length > 0) {
    const exact = byIdentity.filter((file) => file.version !== undefined && same(file.version, wish.version));
    return oneOf(wish, exact.length > 0 ? exact : byIdentity, 'it says that it is this app');
  }
  const byName = kind.filter((file) => wish.fileName !== undefined && baseName(file.path).toLowerCase() === wish.fileName.toLowerCase());
  // a file that says it is another app is another app, whatever it is called
  const others = byName.filter((file) => isOther(wish, file));
  const rest = byName.filter((file) => !others.includes(file));
  const [other] = others;
  if (rest.length === 0 && other !== undefined) return { as: 'none', because: `${other.path} is called like it, but it is ${other.identity ?? other.setupFile ?? 'another app'}` };
  return rest.length === 0 ? { as: 'none' } : oneOf(wish, rest, 'it is called like the file of the app');
}

function isOther(wish: FileWish, file: SuppliedFile): boolean {
  if (file.identity !== undefined && wish.identity !== undefined) return !same(file.identity, wish.identity);
  return file.setupFile !== undefined && wish.setupFile !== undefined && !same(baseName(file.setupFile), baseName(wish.setupFile));
}

function oneOf(wish: FileWish, files: readonly SuppliedFile[], because: string): FileMatch {
  const [only] = files;
  if (only === undefined) return { as: 'none' };
  if (files.length > 1) return { as: 'question', files, because: `${String(files.length)} files fit` };
  if (only.broken !== undefined) return { as: 'none', because: `${only.path} cannot be read: ${only.broken}` };
  return { as: 'found', file: only, because, differs: differences(wish, only) };
}

function differences(wish: FileWish, file: SuppliedFile): string[] {
  const differs: string[] = [];
  const compare = (what: string, ours: string | undefined, theirs: string | undefined): void => {
    if (ours !== undefined && theirs !== undefined && !same(ours, theirs)) differs.push(`the file says ${what} ${theirs}, the app ${ours}`);
  };
  compare('identity', wish.identity, file.identity);
  compare('version', wish.version, file.version);
  compare('setup file', wish.setupFile === undefined ? undefined : baseName(wish.setupFile), file.setupFile === undefined ? undefined : baseName(file.setupFile));
  return differs;
}

function isNamed(path: string, id: string): boolean {
  return path.split('/').slice(0, -1).some((part) => part.toLowerCase() === id.toLowerCase());
}

/** Product codes come with and without braces. */
function same(a: string, b: string | undefined): boolean {
  const plain = (text: string): string => text.trim().toLowerCase().replace(/^\{(.*)\}$/u, '$1');
  return b !== undefined && plain(a) === plain(b);
}

function baseName(path: string): string {
  return path.split(/[\\/]/u).at(-1) ?? path;
}
