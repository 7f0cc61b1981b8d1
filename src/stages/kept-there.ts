import type { EntryOf } from '../engine/fates.js';
import { isGuid } from '../model/ids.js';
import type { MappingEntry } from '../model/mapping.js';
import type { Catalog, PolicyType } from '../model/policy-type.js';
import type { TenantReader } from '../model/ports.js';
import type { Neighbor } from '../model/policy.js';
import { readPointedAt } from './read-kinds.js';

/**
 * `keep` says that an object has one id in every tenant. Where the destination holds none of that id it would be an id of
 * the source that goes there (promise 2), whoever decided it: that is a question. What is known by another id than its own,
 * as applications are, may not be there yet and is left to the service.
 * @returns the entries with such a `keep` turned into `open`
 */
export async function withKeptThere(destination: TenantReader, catalog: Catalog, neighbors: Iterable<Neighbor>, entryOf: EntryOf): Promise<EntryOf> {
  const asked: { readonly row: PolicyType; readonly id: string; readonly entry: MappingEntry }[] = [];
  for (const { kind, id } of neighbors) {
    const row = catalog.find(kind);
    const entry = entryOf(kind, id);
    if (row !== undefined && row.idAt === undefined && isGuid(id) && entry?.decision === 'keep') asked.push({ row, id, entry });
  }
  if (asked.length === 0) return entryOf;
  const answers = await readPointedAt(destination, asked);
  const lacking = new Map<string, MappingEntry>();
  asked.forEach(({ row, id, entry: { source, usedBy } }, index) => {
    const answer = answers[index];
    if (answer?.ok === false && answer.failure.kind === 'missing') lacking.set(`${row.kind}\n${id}`, { source, usedBy, decision: 'open', candidates: [], because: 'it shall be kept, and the destination has nothing of that id: map it' });
  });
  return lacking.size === 0 ? entryOf : (kind, id) => lacking.get(`${kind}\n${id}`) ?? entryOf(kind, id);
}
