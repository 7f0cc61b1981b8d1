import type { Bundle } from '../model/bundle.js';
import { idAt, isGuid } from '../model/ids.js';
import { objectsAt, type JsonObject } from '../model/json.js';
import type { Mapping, MappingEntry } from '../model/mapping.js';
import type { Catalog, PolicyType } from '../model/policy-type.js';
import { noSecrets, type Get, type Say, type TenantReader } from '../model/ports.js';
import type { Neighbor } from '../model/policy.js';
import { mappingWord } from '../engine/mapping-words.js';
import { propose, withNamesakes, type Candidates, type Wanted } from '../engine/match.js';
import { fatesOf } from '../engine/fates.js';
import { findGet, listCalls, nearGet, rowFor } from '../engine/reading.js';
import { plannedSecrets } from '../engine/planned-secrets.js';
import { summaryOf, type Summary } from '../engine/summary.js';
import { Usage } from '../engine/usage.js';
import { readInventory } from './read-destination.js';
import { allPages, readPointedAt } from './read-kinds.js';

/** Reads every neighbor of a bundle, by kind and id. */
export async function neighborsOf(bundle: Bundle): Promise<ReadonlyMap<string, Neighbor>> {
  const all = new Map<string, Neighbor>();
  for (const kind of bundle.neighborKinds) for (const neighbor of await bundle.neighbors(kind)) all.set(`${kind}\n${neighbor.id}`, neighbor);
  return all;
}

/**
 * Proposes what becomes of everything that the bundle points at and does not bring along, and of what can only be matched.
 * A decision that a person made is not touched here: the store merges.
 * @returns one mapping a file, by the file names that the rows give, entries by name
 */
export async function proposeMappings(
  world: { readonly bundle: Bundle; readonly destination: TenantReader; readonly catalog: Catalog; readonly say: Say },
  tenants: { readonly source: string; readonly destination: string },
): Promise<ReadonlyMap<string, Mapping>> {
  const { bundle, destination, catalog, say } = world;
  const usage = new Usage(catalog);
  const summaries: Summary[] = [];
  say.begin('Reading the bundle');
  for await (const policy of bundle.policies()) {
    usage.note(policy);
    summaries.push({ ...summaryOf(catalog.row(policy.kind), policy, policy.name, plannedSecrets(policy, noSecrets)), references: [] });
    say.step();
  }
  say.end();
  const wanted = usage.wanted(await neighborsOf(bundle));
  say.begin('Looking for twins in the destination', wanted.length);
  const byKind = new Map<string, Wanted[]>();
  for (const one of wanted) byKind.set(one.neighbor.kind, [...(byKind.get(one.neighbor.kind) ?? []), one]);
  const files = new Map<string, { kind: string; entries: MappingEntry[] }>();
  await Promise.all(
    [...byKind].map(async ([kind, unmarked]) => {
      const row = catalog.find(kind);
      if (row === undefined) return;
      const list = withNamesakes(row, unmarked);
      const candidates = await candidatesFor(destination, catalog, row, list);
      const file = files.get(row.mapping) ?? { kind: mappingWord(row.mapping), entries: [] };
      files.set(row.mapping, file);
      list.forEach((one, index) => {
        file.entries.push(propose(row, one, candidates[index] ?? { objects: [] }));
        say.step();
      });
    }),
  );
  say.end();
  for (const [file, entries] of await questions(destination, catalog, summaries, usage)) {
    const known = files.get(file) ?? { kind: mappingWord(file), entries: [] };
    files.set(file, known);
    known.entries.push(...entries);
  }
  return new Map(
    [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, file]) => [name, { kind: file.kind, source: tenants.source, destination: tenants.destination, entries: file.entries.sort(byName) }]),
  );
}

/** Objects of the bundle of which the destination has several, or that share a name with another one: a person may say which is which. */
async function questions(destination: TenantReader, catalog: Catalog, summaries: readonly Summary[], usage: Usage): Promise<Map<string, MappingEntry[]>> {
  const byKind = new Map<string, Summary[]>();
  for (const one of summaries) byKind.set(one.kind, [...(byKind.get(one.kind) ?? []), one]);
  const inventory = await readInventory(destination, catalog, [...byKind.keys()].map((kind) => catalog.row(kind)));
  const found = new Map<string, MappingEntry[]>();
  for (const [kind, list] of byKind) {
    const fates = fatesOf(list, inventory.existing.get(kind) ?? [], () => undefined);
    for (const summary of list) {
      const fate = fates.get(summary.address);
      if (fate?.as !== 'question') continue;
      const { mapping } = catalog.row(kind);
      found.set(mapping, [...(found.get(mapping) ?? []), { source: { id: summary.id, name: summary.name }, decision: 'open', because: fate.because, candidates: fate.candidates, usedBy: usage.countOf(kind, summary.id) }]);
    }
  }
  return found;
}

function byName(a: MappingEntry, b: MappingEntry): number {
  const key = (entry: MappingEntry): string => `${entry.source.name ?? ''}\n${entry.source.id}`;
  return key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
}

/** What the destination holds for each wanted object: by name where the collection is too large to list, else the whole list. */
async function candidatesFor(destination: TenantReader, catalog: Catalog, row: PolicyType, wanted: readonly Wanted[]): Promise<Candidates[]> {
  if (row.find !== undefined) {
    const gets = wanted.map((one) => (one.neighbor.name === undefined ? undefined : findGet(row, one.neighbor.name)));
    const asked = gets.filter((get): get is Get => get !== undefined);
    const answers = await destination.getMany(asked);
    let at = 0;
    const found = gets.map((get): Candidates => {
      if (get === undefined) return { objects: [] };
      const answer = answers[at++];
      return answer?.ok === true ? usable(row, objectsAt(answer.value, 'value')) : { objects: [], unseen: answer?.failure.message ?? 'no answer' };
    });
    return withNear(destination, row, wanted, found);
  }
  // only a GUID can be the same object everywhere; scope tag 1 is another tag in every tenant
  const global = wanted.filter((one) => isGuid(one.neighbor.id));
  const same = new Map((await readPointedAt(destination, global.map((one) => ({ row, id: one.neighbor.id })))).map((answer, index) => [global[index]?.neighbor.id, answer]));
  const [call] = listCalls([row]);
  const listed = call === undefined || row.list === undefined && row.idAt !== undefined ? undefined : await allPages(destination, call.get);
  // which neighbor it is, the reference says: an application and its service principal are one object
  const objects = listed?.ok === true ? listed.value.filter((object) => row.neighbor === true || rowFor(catalog, [row], object) !== undefined) : [];
  return wanted.map((one): Candidates => {
    const answer = same.get(one.neighbor.id);
    const unseen = listed?.ok === false && listed.failure.kind !== 'missing' ? { unseen: listed.failure.message } : {};
    return { ...usable(row, objects), ...(answer?.ok === true && idAt(answer.value, row.idAt) !== undefined ? { sameId: answer.value } : {}), ...unseen };
  });
}

/** Adds candidates of nearly the same name where none of the name was found. */
async function withNear(destination: TenantReader, row: PolicyType, wanted: readonly Wanted[], found: readonly Candidates[]): Promise<Candidates[]> {
  const gets = found.map((one, index): Get | undefined => {
    const name = wanted[index]?.neighbor.name;
    return one.objects.length === 0 && one.unseen === undefined && name !== undefined ? nearGet(row, name) : undefined;
  });
  const answers = await destination.getMany(gets.filter((get): get is Get => get !== undefined));
  let at = 0;
  return found.map((one, index): Candidates => {
    const answer = gets[index] === undefined ? undefined : answers[at++];
    return answer?.ok === true ? { ...one, near: usable(row, objectsAt(answer.value, 'value')).objects } : one;
  });
}

/** The objects that can be mapped to. Where one has no id that can be used, nobody can say that it is not the twin. */
function usable(row: PolicyType, objects: readonly JsonObject[]): Candidates {
  const withId = objects.filter((object) => idAt(object, row.idAt) !== undefined);
  return { objects: withId, ...(withId.length === objects.length ? {} : { unseen: `${row.collection} was answered with an object without an id that can be used` }) };
}
