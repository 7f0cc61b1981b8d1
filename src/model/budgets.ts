import type { Service } from './ports.js';

/** So many calls in every window of so many seconds, wherever the window begins. */
export interface Allowance {
  readonly calls: number;
  readonly seconds: number;
}

/** What Graph lets one application do in one tenant: every call counts in `any`, a POST, PATCH, PUT or DELETE in `writes` too. */
export interface Budget {
  readonly any: Allowance;
  readonly writes: Allowance;
}

const intune: Budget = { any: { calls: 1000, seconds: 20 }, writes: { calls: 100, seconds: 20 } };
const devices: Budget = { any: { calls: 2000, seconds: 20 }, writes: { calls: 200, seconds: 20 } };
/** One request a second for all applications together, and a 429 without Retry-After beyond it. */
const conditionalAccess: Budget = { any: { calls: 1, seconds: 1 }, writes: { calls: 1, seconds: 1 } };
/** `any` counts resource units (a plain call is 1, see graph/cost.ts); the number of the smallest tenants. */
const directory: Budget = { any: { calls: 3500, seconds: 10 }, writes: { calls: 3000, seconds: 150 } };

/** The published budget of a service category, for one application in one tenant (graph-intune.md 2.1, 2.2). */
export function budgetOf(service: Service): Budget {
  switch (service) {
    case 'devices':
      return devices;
    case 'conditional-access':
      return conditionalAccess;
    case 'directory':
      return directory;
    default:
      return intune;
  }
}

/** A share of an allowance; where less than one call would be left in the window, the window grows instead. */
export function shareOf(allowance: Allowance, share: number): Allowance {
  const calls = Math.floor(allowance.calls * share);
  if (calls >= 1) return { calls, seconds: allowance.seconds };
  return { calls: 1, seconds: allowance.seconds / (allowance.calls * share) };
}

export type Counts = Readonly<Partial<Record<Service, { readonly reads: number; readonly writes: number }>>>;

export interface Duration {
  readonly seconds: number;
  readonly byService: Readonly<Partial<Record<Service, number>>>;
}

/** The first window's calls go at once, each further window's worth has to wait for a whole window. */
function secondsWithin(allowance: Allowance, calls: number): number {
  return calls <= 0 ? 0 : Math.floor((calls - 1) / allowance.calls) * allowance.seconds;
}

/**
 * The least time that so many calls take at the published budgets. Categories run side by side, so the slowest one
 * counts and not the sum. `share` is the part of the budgets that is ours (TenantConfig.pacing).
 */
export function secondsFor(counts: Counts, share = 1, budget: (service: Service) => Budget = budgetOf): Duration {
  const byService: Partial<Record<Service, number>> = {};
  for (const [service, { reads, writes }] of entriesOf(counts)) {
    const { any, writes: writing } = budget(service);
    byService[service] = Math.max(secondsWithin(shareOf(any, share), reads + writes), secondsWithin(shareOf(writing, share), writes));
  }
  return { seconds: Math.max(0, ...Object.values(byService)), byService };
}

const services: readonly Service[] = [
  'device-config-v2', 'device-configuration', 'device-enrollment', 'device-intent', 'applications', 'managed-applications', 'gpanalytics', 'bundles', 'rbac',
  'notifications', 'company-terms', 'updates', 'wip', 'devices', 'others', 'conditional-access', 'directory',
];

function entriesOf(counts: Counts): [Service, { readonly reads: number; readonly writes: number }][] {
  return services.flatMap((service) => {
    const count = counts[service];
    return count === undefined ? [] : [[service, count] satisfies [Service, typeof count]];
  });
}
