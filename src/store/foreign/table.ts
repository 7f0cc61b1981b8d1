import type { ForeignFile, ForeignObject } from './foreign.js';

export interface KindCount {
  /** Files that hold one. */
  readonly files: number;
  /** Objects that became policies or neighbors. */
  readonly made: number;
  /** Objects that another file has too. */
  readonly twins: number;
  /** Objects of which the file has name and id only. */
  readonly heads: number;
}

/** How a folder was read, for people and for `npm run corpus`: by kind, by what was left, by reason. */
export interface ForeignTable {
  readonly files: number;
  readonly byOutcome: Readonly<Record<ForeignFile['as'], number>>;
  readonly kinds: Readonly<Record<string, KindCount>>;
  /** Type without a row → objects. */
  readonly noRow: Readonly<Record<string, number>>;
  /** What is no policy → files. */
  readonly others: Readonly<Record<string, number>>;
  readonly notReadable: readonly { readonly path: string; readonly because: string }[];
}

/** Counts the files of a folder; give it every one. */
export function tableOf(files: readonly ForeignFile[]): ForeignTable {
  const byOutcome = { policies: 0, neighbors: 0, 'no row': 0, 'not a policy': 0, 'not readable': 0 };
  const kinds: Record<string, Record<keyof KindCount, number>> = {};
  const noRow: Record<string, number> = {};
  const others: Record<string, number> = {};
  const notReadable: { path: string; because: string }[] = [];
  const kind = (name: string): Record<keyof KindCount, number> => (kinds[name] ??= { files: 0, made: 0, twins: 0, heads: 0 });
  for (const file of files) {
    byOutcome[file.as] += 1;
    if (file.as === 'not readable') {
      notReadable.push({ path: file.path, because: file.because });
      continue;
    }
    if (file.as === 'not a policy') others[file.what] = (others[file.what] ?? 0) + 1;
    for (const name of new Set(file.objects.flatMap(kindOf))) kind(name).files += 1;
    for (const object of file.objects) {
      if (object.as === 'policy') kind(object.policy.kind).made += 1;
      else if (object.as === 'neighbor') kind(object.neighbor.kind).made += 1;
      else if (object.as === 'twin') kind(object.kind).twins += 1;
      else if (object.as === 'not whole') kind(object.kind).heads += 1;
      else noRow[object.type] = (noRow[object.type] ?? 0) + 1;
    }
  }
  return { files: files.length, byOutcome, kinds: sorted(kinds), noRow: sorted(noRow), others: sorted(others), notReadable };
}

function kindOf(object: ForeignObject): string[] {
  if (object.as === 'policy') return [object.policy.kind];
  if (object.as === 'neighbor') return [object.neighbor.kind];
  return object.as === 'no row' ? [] : [object.kind];
}

function sorted<T>(counts: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The table as text, one line a kind. */
export function tableText(table: ForeignTable): string {
  const width = Math.max(24, ...Object.keys(table.kinds).map((name) => name.length), ...Object.keys(table.noRow).map((name) => name.length));
  const line = (name: string, ...numbers: readonly (number | string)[]): string => `${name.padEnd(width)}${numbers.map((number) => String(number).padStart(9)).join('')}`;
  return [
    ...Object.entries(table.byOutcome).map(([name, count]) => line(`files: ${name}`, count)),
    line('files', table.files),
    '',
    line('kind', 'files', 'objects', 'twins', 'heads'),
    ...Object.entries(table.kinds).map(([name, { files, made, twins, heads }]) => line(name, files, made, twins, heads)),
    '',
    line('type without a row', 'objects'),
    ...Object.entries(table.noRow).map(([name, count]) => line(name, count)),
    '',
    line('not a policy', 'files'),
    ...Object.entries(table.others).map(([name, count]) => line(name, count)),
    '',
    'not readable',
    ...table.notReadable.map(({ path, because }) => `${path}: ${because}`),
    '',
  ].join('\n');
}
