import type { Catalog, PolicyType } from '../model/policy-type.js';

/**
 * Freezes rows into a catalog.
 * @throws Error when two rows have one kind, or two rows of one collection claim one type or both claim the rest.
 */
export function makeCatalog(rows: readonly PolicyType[]): Catalog {
  const byKind = new Map<string, PolicyType>();
  const byCollection = new Map<string, { types: Map<string, PolicyType>; rest?: PolicyType }>();
  const byType = new Map<string, PolicyType>();
  for (const row of rows) {
    if (byKind.has(row.kind)) throw new Error(`two rows are called ${row.kind}`);
    byKind.set(row.kind, row);
    const shared = byCollection.get(row.collection) ?? { types: new Map<string, PolicyType>() };
    byCollection.set(row.collection, shared);
    for (const type of row.types ?? []) {
      const other = shared.types.get(type);
      if (other !== undefined) throw new Error(`${row.kind} and ${other.kind} both claim ${type}`);
      shared.types.set(type, row);
      if (!byType.has(type)) byType.set(type, row);
    }
    if (row.implied !== undefined && !byType.has(row.implied)) byType.set(row.implied, row);
    if (row.rest === true || row.types === undefined) {
      if (shared.rest !== undefined) throw new Error(`${row.kind} and ${shared.rest.kind} both claim the rest of ${row.collection}`);
      shared.rest = row;
    }
  }
  return Object.freeze({
    rows: Object.freeze([...rows]),
    row(kind: string): PolicyType {
      const row = byKind.get(kind);
      if (row === undefined) throw new Error(`no row of the catalog is called ${kind}`);
      return row;
    },
    find: (kind: string) => byKind.get(kind),
    claims(collection: string, type: string | undefined): PolicyType | undefined {
      const shared = byCollection.get(collection);
      if (shared === undefined) return undefined;
      return (type === undefined ? undefined : shared.types.get(type)) ?? shared.rest;
    },
    ofType: (type: string) => byType.get(type),
  });
}
