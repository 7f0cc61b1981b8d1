import type { Address } from '../model/address.js';
import type { Finding } from '../model/finding.js';
import type { Id } from '../model/ids.js';
import type { Action, Aside, Plan, Reliance } from '../model/plan.js';
import type { Catalog } from '../model/policy-type.js';
import type { Service } from '../model/ports.js';
import type { Summary } from './summary.js';

/** Seconds that so many writes and reads of a category take at the service's budget. */
export type SecondsFor = (service: Service, writes: number, reads: number) => number;

/** Findings once each, in one order whatever order they were found in. */
export function sortedFindings(findings: readonly Finding[]): Finding[] {
  const byText = new Map(findings.map((one) => [[one.code, one.address ?? '', one.at ?? '', one.message].join('\n'), one]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

/** Promise 5: every object of the bundle is in exactly one place of the plan. @throws Error where the books do not balance: a bug */
export function balance(summaries: readonly Summary[], actions: readonly Action[], asides: readonly Aside[]): void {
  const seen = new Map<Address, number>();
  for (const action of actions) if (action.do !== 'assign') seen.set(action.address, (seen.get(action.address) ?? 0) + 1);
  for (const aside of asides) seen.set(aside.address, (seen.get(aside.address) ?? 0) + 1);
  for (const { address } of summaries) if (seen.get(address) !== 1) throw new Error(`the books do not balance: ${address} is in ${String(seen.get(address) ?? 0)} places of the plan`);
}

/** What the plan relies on in the destination: import looks again before the first write. */
export function reliances(actions: readonly Action[], resolutions: Plan['resolutions'], keyOf: (address: Address) => string | undefined): Reliance[] {
  const found = new Map<string, Reliance>();
  for (const action of actions) {
    const key = action.do === 'create' ? keyOf(action.address) : undefined;
    if (action.do === 'create' && key !== undefined) found.set(`absent ${key}`, { what: 'absent', kind: action.kind, key, name: action.as ?? action.name });
    if (action.do === 'update') found.set(`exists ${action.kind} ${action.destination.id}`, exists(action.kind, action.destination, action.before));
  }
  for (const [kind, byId] of Object.entries(resolutions)) {
    for (const resolution of Object.values(byId)) {
      if (resolution.as !== 'mapped' || resolution.part === true) continue;
      const key = `exists ${kind} ${resolution.id}`;
      if (!found.has(key)) found.set(key, exists(kind, resolution));
    }
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

function exists(kind: string, named: { readonly id: Id<'destination'>; readonly name?: string }, fingerprint?: string): Reliance {
  return { what: 'exists', kind, id: named.id, ...(named.name === undefined ? {} : { name: named.name }), ...(fingerprint === undefined ? {} : { fingerprint }) };
}

/** Requests, and the time they take at the service's limit: categories run side by side, so the slowest one counts. */
export function estimateOf(catalog: Catalog, actions: readonly Action[], reads: number, seconds: SecondsFor): Plan['estimate'] {
  const writes = new Map<Service, number>();
  for (const action of actions) if (action.calls > 0) writes.set(catalog.row(action.kind).service, (writes.get(catalog.row(action.kind).service) ?? 0) + action.calls);
  const byService: Partial<Record<Service, { writes: number; seconds: number }>> = {};
  let slowest = 0;
  let total = 0;
  for (const [service, count] of [...writes].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const time = seconds(service, count, 0);
    byService[service] = { writes: count, seconds: time };
    slowest = Math.max(slowest, time);
    total += count;
  }
  return { reads, writes: total, seconds: slowest, byService };
}
