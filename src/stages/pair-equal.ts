import type { Address } from '../model/address.js';
import type { Bundle } from '../model/bundle.js';
import type { TenantReader } from '../model/ports.js';
import { comparePolicy } from '../engine/compare-policies.js';
import type { Fate } from '../engine/fates.js';
import { prepare, type Workshop } from '../engine/prepare.js';
import { keysAgree } from '../engine/keys.js';
import { tokenFor } from '../engine/resolve.js';
import type { Summary } from '../engine/summary.js';
import { isFailure, readWhole, type Inventory } from './read-destination.js';

/**
 * Several objects of one name and type are a question, unless their content answers it: an object whose equal is there
 * stands for it, and one for which none of that name is left is new. What is neither equal nor alone stays a question.
 * Changes `fates` in place.
 */
export async function pairEqual(world: { readonly bundle: Bundle; readonly destination: TenantReader }, workshop: Workshop, summaries: readonly Summary[], inventory: Inventory, fates: Map<Address, Fate>): Promise<number> {
  const groups = new Map<string, Summary[]>();
  for (const summary of summaries) if (fates.get(summary.address)?.as === 'question') groups.set(summary.key, [...(groups.get(summary.key) ?? []), summary]);
  let reads = 0;
  for (const [key, sources] of groups) {
    const [first] = sources;
    if (first === undefined) continue;
    const row = workshop.catalog.row(first.kind);
    const taken = new Set([...fates.values()].flatMap((fate) => (fate.as === 'exists' ? [fate.destination.id] : [])));
    const twins = (inventory.existing.get(first.kind) ?? []).filter((one) => keysAgree(one.key, key) && one.defaultObject === undefined && !taken.has(one.id));
    if (twins.length === 0) continue;
    const whole = await readWhole(world.destination, row, twins.map((twin) => twin.id));
    reads += twins.length;
    const free = whole.flatMap((one) => (isFailure(one) ? [] : [one]));
    if (free.length < twins.length) continue;
    const unequal: Summary[] = [];
    for (const source of sources) {
      const policy = await world.bundle.policy(source.address);
      if (policy === undefined) continue;
      const { resolved } = prepare(workshop, row, policy, tokenFor);
      const at = free.findIndex((one) => comparePolicy(row, policy, resolved, one, { assignments: policy.assignments !== null && workshop.options.assignments === 'now' }).differences.length === 0);
      const [equal] = at < 0 ? [] : free.splice(at, 1);
      if (equal === undefined) unequal.push(source);
      else fates.set(source.address, { as: 'exists', destination: { id: equal.id, name: equal.name }, because: 'several of this name and type, and this one is equal', byPerson: false });
    }
    if (free.length === 0) for (const source of unequal) fates.set(source.address, { as: 'create', because: 'the others of this name and type are accounted for' });
  }
  return reads;
}
