import type { Address } from '../model/address.js';
import type { Json } from '../model/json.js';
import type { Named } from '../model/mapping.js';
import type { Action, Aside } from '../model/plan.js';
import { inWaves } from './waves.js';

/** An object on its way into the plan: what will be done with it and what that takes. */
export interface Candidate {
  readonly address: Address;
  readonly kind: string;
  readonly name: string;
  readonly deed: 'create' | 'update' | 'keep';
  readonly reason: string;
  readonly as?: string;
  readonly destination?: Named<'destination'>;
  readonly same?: boolean;
  /** Fingerprint of what stands there, for an update. */
  readonly before?: string;
  readonly needs: readonly Address[];
  readonly assignmentNeeds: readonly Address[];
  /** Rivals of one group are created one after the other, in ascending order; where one fails the next goes all the same. */
  readonly rank?: { readonly group: string; readonly at: number };
  readonly calls: number;
  readonly assignCalls: number;
  readonly digest: string;
  readonly assignDigest: string;
  /** Created when everything else is done. */
  readonly last?: true;
  /** Why it cannot go although somebody wants it to. */
  readonly blocked?: string;
}

export interface Settled {
  readonly waves: readonly (readonly Action[])[];
  readonly asides: readonly Aside[];
  readonly cycles: readonly (readonly string[])[];
  /** Objects that go, but whose assignments wait for something that does not. */
  readonly unassigned: readonly { readonly address: Address; readonly after: Address }[];
}

function facts(one: Candidate): { address: Address; kind: string; name: string; reason: string } {
  return { address: one.address, kind: one.kind, name: one.name, reason: one.reason };
}

/**
 * Puts candidates into waves. Everything is created first and assigned in the last wave; what waits for something that
 * does not go is skipped and says after whom; a loop is named and its members are skipped.
 */
export function settle(candidates: readonly Candidate[], assignments: 'now' | 'later' | 'none'): Settled {
  const byAddress = new Map(candidates.map((one) => [one.address, one]));
  const skipped = new Map<Address, { because: string; after?: Address }>();
  for (const one of candidates) if (one.blocked !== undefined) skipped.set(one.address, { because: one.blocked });
  const doers = candidates.filter((one) => one.deed !== 'keep');
  for (let grown = true; grown; ) {
    grown = false;
    for (const one of doers) {
      if (skipped.has(one.address)) continue;
      const after = one.needs.find((need) => skipped.has(need) || !byAddress.has(need));
      if (after === undefined) continue;
      skipped.set(one.address, { because: `it needs ${after}, which does not go`, after });
      grown = true;
    }
  }
  const going = doers.filter((one) => !skipped.has(one.address));
  const { waves, cycles, stuck } = inWaves(going.map((one) => ({ name: one.address, needs: one.needs, value: one })));
  const addresses = new Map<string, Address>(candidates.map((one) => [one.address, one.address]));
  for (const cycle of cycles) {
    for (const name of cycle.slice(0, -1)) {
      const address = addresses.get(name);
      if (address !== undefined) skipped.set(address, { because: `it needs itself: ${cycle.join(' → ')}` });
    }
  }
  for (const [name, blocker] of stuck) {
    const address = addresses.get(name);
    const after = addresses.get(blocker);
    if (address !== undefined && after !== undefined) skipped.set(address, { because: `it needs ${after}, which does not go`, after });
  }

  const creating = ranked(waves).map((wave) => wave.filter((one) => one.last !== true).map((one) => deedOf(one)));
  const closing = waves.flat().filter((one) => one.last === true).map((one) => deedOf(one));
  const kept = candidates.filter((one) => one.deed === 'keep' && !skipped.has(one.address)).map((one) => deedOf(one));
  const unassigned: { address: Address; after: Address }[] = [];
  const assigning: Action[] = [];
  if (assignments === 'now') {
    for (const one of going) {
      if (skipped.has(one.address) || one.assignCalls === 0) continue;
      const after = one.assignmentNeeds.find((need) => skipped.has(need) || !byAddress.has(need));
      if (after !== undefined) {
        unassigned.push({ address: one.address, after });
        continue;
      }
      assigning.push({
        ...facts(one),
        do: 'assign',
        reason: 'assigned last, when everything is there',
        needs: [...new Set([...(one.deed === 'create' ? [one.address] : []), ...one.assignmentNeeds])],
        calls: one.assignCalls,
        digest: one.assignDigest,
        ...(one.destination === undefined ? {} : { destination: one.destination }),
      });
    }
  }
  const first = [...kept, ...(creating[0] ?? [])].sort(byAddressText);
  const rest = creating.slice(1).map((wave) => [...wave].sort(byAddressText));
  const all = [first, ...rest, assigning.sort(byAddressText), closing.sort(byAddressText)].filter((wave) => wave.length > 0);
  const asides = [...skipped].flatMap(([address, why]): Aside[] => {
    const one = byAddress.get(address);
    if (one === undefined) return [];
    return [{ address, kind: one.kind, name: one.name, state: 'skipped', because: why.because, findings: [], ...(why.after === undefined ? {} : { after: why.after }) }];
  });
  return { waves: all, asides, cycles, unassigned };
}

/** The same waves, with rivals in waves of their own, each after those before it. */
function ranked(waves: readonly (readonly Candidate[])[]): readonly (readonly Candidate[])[] {
  const all = waves.flat();
  const groups = new Map<string, { one: Candidate; at: number }[]>();
  for (const one of all) if (one.rank !== undefined) groups.set(one.rank.group, [...(groups.get(one.rank.group) ?? []), { one, at: one.rank.at }]);
  const before = new Map<Address, Address>();
  for (const group of groups.values()) {
    group.sort((a, b) => a.at - b.at || (a.one.address < b.one.address ? -1 : 1));
    group.forEach(({ one }, index) => {
      const last = group[index - 1]?.one.address;
      if (last !== undefined) before.set(one.address, last);
    });
  }
  if (before.size === 0) return waves;
  const sorted = inWaves(all.map((one) => ({ name: one.address, needs: [...one.needs, ...listOf(before.get(one.address))], value: one })));
  // a rival that needs a later one: what it needs counts more than the order
  return sorted.cycles.length > 0 ? waves : sorted.waves;
}

function listOf(address: Address | undefined): Address[] {
  return address === undefined ? [] : [address];
}

function byAddressText(a: Action, b: Action): number {
  return a.address < b.address ? -1 : a.address > b.address ? 1 : 0;
}

function deedOf(one: Candidate): Action {
  const { needs, calls, digest } = one;
  if (one.deed === 'create') return { ...facts(one), do: 'create', needs, calls, digest, ...(one.as === undefined ? {} : { as: one.as }) };
  const { destination } = one;
  if (destination === undefined) throw new Error(`${one.address} is to be ${one.deed === 'update' ? 'updated' : 'kept'} and nobody said where it is`);
  if (one.deed === 'update') return { ...facts(one), do: 'update', needs, calls, digest, destination, before: one.before ?? '' };
  return { ...facts(one), do: 'keep', needs: [], calls: 0, destination, same: one.same === true };
}

/** What of a step goes into an action's digest: all that is sent, but not who may send it. */
export function sent(step: { readonly method: string; readonly path: string; readonly body?: Json; readonly name: string }): Json {
  return [step.name, step.method, step.path, step.body ?? null];
}
