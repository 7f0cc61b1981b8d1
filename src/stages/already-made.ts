import { keysAgree, naturalKey, naturalKeyOfRaw } from '../engine/keys.js';
import { policyOfNeighbor } from '../engine/made-policy.js';
import { nameOf } from '../engine/intake.js';
import { findGet } from '../engine/reading.js';
import type { EntryOf } from '../engine/fates.js';
import { idAt, idOf } from '../model/ids.js';
import { objectsAt, stableText, type JsonObject } from '../model/json.js';
import type { MappingEntry, Named } from '../model/mapping.js';
import type { Catalog, PolicyType } from '../model/policy-type.js';
import type { Get, TenantReader } from '../model/ports.js';
import type { Neighbor, Policy } from '../model/policy.js';

/**
 * A `create` of a mapping file is fulfilled once: where the destination holds an object just as the entry would make it
 * (name, and every member that is sent), an earlier plan made it, and it is used instead of made again (promise 4). One
 * that only has the name is a question: after a lost answer nobody could tell the two apart.
 * @returns the entries with such a `create` answered by `map` or `open`
 */
export async function withAlreadyMade(destination: TenantReader, catalog: Catalog, neighbors: Iterable<Neighbor>, entryOf: EntryOf, prefix: string): Promise<EntryOf> {
  const asked: { readonly entry: MappingEntry; readonly policy: Policy; readonly get: Get }[] = [];
  for (const neighbor of neighbors) {
    const entry = entryOf(neighbor.kind, neighbor.id);
    const row = catalog.find(neighbor.kind);
    if (row?.makes === undefined || entry?.decision !== 'create') continue;
    const policy = policyOfNeighbor(row, neighbor);
    const get = findGet(row, prefix + policy.name);
    if (get !== undefined) asked.push({ entry, policy, get });
  }
  if (asked.length === 0) return entryOf;
  const answers = await destination.getMany(asked.map(({ get }) => get));
  const answered = new Map<string, MappingEntry>();
  asked.forEach(({ entry, policy }, index) => {
    const answer = answers[index];
    // what cannot be seen now is looked for again before the first write
    const row = catalog.row(policy.kind);
    const key = naturalKey(row, policy, prefix + policy.name);
    const found = answer?.ok === true ? objectsAt(answer.value, 'value').filter((object) => idAt(object) !== undefined && keysAgree(naturalKeyOfRaw(row, object), key)) : [];
    if (found.length === 0) return;
    const same = found.filter((object) => isJustSo(row, policy, object));
    const [only] = same;
    const { source, usedBy } = entry;
    const named = (object: JsonObject): Named<'destination'> => ({ id: idOf('destination', idAt(object) ?? ''), name: nameOf(row, object) });
    answered.set(
      `${policy.kind}\n${policy.id}`,
      only !== undefined && same.length === 1
        ? { source, usedBy, decision: 'map', destination: named(only), because: 'it is there already, just as it would be created' }
        : { source, usedBy, decision: 'open', candidates: found.map(named), because: `it shall be created, and ${found.length === 1 ? 'another one' : String(found.length)} of that name ${found.length === 1 ? 'is' : 'are'} in the destination: map it, or rename what is there` },
    );
  });
  // one object does not stand for two
  const claims = new Map<string, string[]>();
  for (const [key, one] of answered) if (one.decision === 'map') claims.set(one.destination.id, [...(claims.get(one.destination.id) ?? []), key]);
  for (const keys of claims.values()) {
    for (const key of keys.length > 1 ? keys : []) {
      const one = answered.get(key);
      if (one?.decision === 'map') answered.set(key, { source: one.source, usedBy: one.usedBy, decision: 'open', candidates: [one.destination], because: `${String(keys.length)} of that name shall be created, and one is in the destination: map each, or rename what is there` });
    }
  }
  return (kind, id) => answered.get(`${kind}\n${id}`) ?? entryOf(kind, id);
}

/** Whether an object has every member that its create would send. */
function isJustSo(row: PolicyType, policy: Policy, object: JsonObject): boolean {
  return Object.entries(policy.body).every(([member, value]) => member === row.name || stableText(object[member] ?? null) === stableText(value));
}
