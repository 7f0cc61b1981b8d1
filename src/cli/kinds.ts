import { distance } from 'fastest-levenshtein';
import { Stop } from '../model/failure.js';
import type { Catalog, PolicyType } from '../model/policy-type.js';

/** A kind as people type it: case, dashes and a plural s do not matter. */
function plain(word: string): string {
  return word.toLowerCase().replace(/[^a-z0-9]/gu, '').replace(/s$/u, '');
}

/** The names nearest to a mistyped one, best first, at most three. */
export function nearestNames(word: string, names: readonly string[]): string[] {
  return names
    .map((name) => ({ name, far: distance(plain(word), plain(name)) }))
    .filter(({ name, far }) => far <= Math.max(2, Math.floor(name.length / 3)))
    .sort((a, b) => a.far - b.far || (a.name < b.name ? -1 : 1))
    .slice(0, 3)
    .map(({ name }) => name);
}

/**
 * The row that people mean by a word. Neighbors are no policies and count only where they are asked for, or reported by every export.
 * @throws Stop (2) for a kind that the catalog does not have, with the nearest names.
 */
export function kindNamed(catalog: Catalog, word: string, also: 'policies' | 'policies and neighbors' = 'policies'): PolicyType {
  const rows = catalog.rows.filter((row) => row.neighbor !== true || row.reported !== undefined || also === 'policies and neighbors');
  const found = rows.find((row) => plain(row.kind) === plain(word)) ?? rows.find((row) => plain(row.title) === plain(word));
  if (found !== undefined) return found;
  const near = nearestNames(word, rows.map((row) => row.kind));
  throw new Stop(2, `There is no kind called "${word}".`, near.length === 0 ? 'See `tenantferry types` for all of them.' : `Did you mean ${near.join(', ')}? See \`tenantferry types\` for all of them.`);
}

/** The rows that --only and --except leave. */
export function chosenRows(catalog: Catalog, only: readonly string[], except: readonly string[]): PolicyType[] {
  const wanted = new Set(only.map((word) => kindNamed(catalog, word).kind));
  const unwanted = new Set(except.map((word) => kindNamed(catalog, word).kind));
  return catalog.rows.filter((row) => row.neighbor !== true && (wanted.size === 0 || wanted.has(row.kind)) && !unwanted.has(row.kind));
}

/** The kinds of which nothing moves, that --only and --except leave. */
export function chosenReported(catalog: Catalog, only: readonly string[], except: readonly string[]): PolicyType[] {
  const wanted = new Set(only.map((word) => kindNamed(catalog, word).kind));
  const unwanted = new Set(except.map((word) => kindNamed(catalog, word).kind));
  return catalog.rows.filter((row) => row.reported !== undefined && (wanted.size === 0 || wanted.has(row.kind)) && !unwanted.has(row.kind));
}

/** A glob over names: `*` and `?`, whole name, case does not matter. Linear in the length of the name for every pattern. */
export function globTest(pattern: string): (name: string) => boolean {
  const want = [...pattern.toLowerCase()];
  return (name) => {
    const text = [...name.toLowerCase()];
    let at = 0;
    let star = -1;
    let mark = 0;
    let place = 0;
    while (place < text.length) {
      if (at < want.length && (want[at] === '?' || want[at] === text[place]) && want[at] !== '*') {
        at += 1;
        place += 1;
      } else if (at < want.length && want[at] === '*') {
        star = at;
        mark = place;
        at += 1;
      } else if (star >= 0) {
        at = star + 1;
        mark += 1;
        place = mark;
      } else return false;
    }
    while (want[at] === '*') at += 1;
    return at === want.length;
  };
}
