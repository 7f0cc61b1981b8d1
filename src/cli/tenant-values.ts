import type { Bundle } from '../model/bundle.js';
import type { ValueMapping } from '../model/mapping.js';
import type { Plan } from '../model/plan.js';
import type { TenantFacts } from '../model/policy.js';
import type { Workshop } from '../engine/prepare.js';

/** What a plan keeps of values.json: decided values only. */
export function planValues(values: ValueMapping | undefined): Plan['values'] {
  return (values?.entries ?? []).flatMap((entry): Plan['values'] => {
    if (entry.decision === 'map') return [{ from: entry.source.value, class: entry.source.class, to: entry.destination.value }];
    return entry.decision === 'keep' ? [{ from: entry.source.value, class: entry.source.class, to: null }] : [];
  });
}

export interface Rewrite {
  readonly rewrite: Workshop['rewrite'];
  /** Values, in lower case, that may arrive because somebody decided to keep them. */
  readonly kept: (value: string) => boolean;
}

/** Rewrites tenant-bound text as values.json says. */
export async function makeRewrite(_bundle: Bundle, values: Plan['values']): Promise<Rewrite> {
  const kept = new Set(values.flatMap((value) => (value.to === null ? [value.from.toLowerCase()] : [value.to.toLowerCase()])));
  return { rewrite: (_policy, resolved) => resolved, kept: (value) => kept.has(value) };
}

/** Finds the tenant-bound text of a bundle and proposes what stands for it in the destination. */
export async function proposeBundleValues(_bundle: Bundle, _destination: TenantFacts, names: { readonly source: string; readonly destination: string }): Promise<ValueMapping> {
  return { kind: 'value', source: names.source, destination: names.destination, entries: [] };
}
