import type { Catalog } from '../model/policy-type.js';
import type { Manifest } from '../model/policy.js';

/** A table for a terminal: columns as wide as they must be, the last one cut with a visible mark where it does not fit. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], width: number): string {
  const all = [head, ...rows];
  const widths = head.map((_title, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  const last = head.length - 1;
  const used = widths.slice(0, last).reduce((sum, one) => sum + one + 2, 0);
  const room = Math.max(12, width - used);
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => {
        if (column === last) return cell.length > room ? `${cell.slice(0, room - 1)}…` : cell;
        return /^\d+$/u.test(cell) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0);
      })
      .join('  ')
      .trimEnd();
  return [line(head), line(head.map((title) => '-'.repeat(title.length))), ...rows.map(line)].join('\n');
}

/** What `export` ends with: for each kind complete, empty, not seen, not available. */
export function sightTable(catalog: Catalog, manifest: Manifest, width: number): string {
  const rows = catalog.rows
    .filter((row) => manifest.kinds[row.kind] !== undefined)
    .map((row) => {
      const sight = manifest.kinds[row.kind];
      return [row.kind, String(sight?.count ?? 0), sight?.state ?? '', [sight?.why, sight?.scopes === undefined ? undefined : `needs ${sight.scopes.join(' or ')}`].filter((part) => part !== undefined).join('; ')];
    });
  return table(['kind', 'count', 'seen', 'why'], rows, width);
}
