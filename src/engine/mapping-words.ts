import { mappingWord, type Mapping, type MappingEntry } from '../model/mapping.js';
import type { Catalog, PolicyType } from '../model/policy-type.js';
import type { EntryOf } from './fates.js';

export { mappingWord } from '../model/mapping.js';

/** Whether a mapping file answers for a kind: by the word of its file, or by the name of a kind that shares the file. */
function answersFor(catalog: Catalog, mapping: Mapping, row: PolicyType): boolean {
  if (mapping.kind === mappingWord(row.mapping) || mapping.kind === row.mapping) return true;
  return catalog.rows.some((other) => other.mapping === row.mapping && other.kind === mapping.kind);
}

/** Answers with the entry of a mapping file for an object of the source. Ids are compared without regard to case. */
export function entriesOf(catalog: Catalog, mappings: readonly Mapping[]): EntryOf {
  const byKind = new Map<string, Map<string, MappingEntry>>();
  for (const row of catalog.rows) {
    const entries = new Map<string, MappingEntry>();
    for (const mapping of mappings) {
      if (!answersFor(catalog, mapping, row)) continue;
      for (const entry of mapping.entries) entries.set(entry.source.id.toLowerCase(), entry);
    }
    byKind.set(row.kind, entries);
  }
  return (kind, id) => byKind.get(kind)?.get(id.toLowerCase());
}
