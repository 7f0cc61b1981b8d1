import type { Finding } from '../model/finding.js';
import type { Action, Aside, Plan } from '../model/plan.js';
import type { Catalog, PolicyType } from '../model/policy-type.js';
import { codes, makeFinding } from '../model/rules.js';
import { briefTitle } from '../model/title.js';
import type { Existing, Fate } from './fates.js';
import { keysAgree } from './keys.js';
import type { Summary } from './summary.js';

/** An import that takes longer than this is worth a word. */
const long = 3600;
/** A share of what exists above which an update is worth a second look (market.md 4.5). */
const large = 0.3;

/** What only the plan as a whole shows: objects that wait for others, how much it changes, how long it takes. */
export function planWideFindings(waves: readonly (readonly Action[])[], asides: readonly Aside[], existing: ReadonlyMap<string, readonly Existing[]>, estimate: Plan['estimate'], catalog: Catalog): Finding[] {
  const found: Finding[] = [];
  for (const one of asides) {
    if (one.state === 'skipped' && one.after !== undefined) found.push(makeFinding(codes.skippedAfter, `${briefTitle(catalog.row(one.kind).title)} "${one.name}" does not go: ${one.because}.`, { address: one.address, kind: one.kind, related: [one.after] }));
  }
  const updates = waves.flat().filter((action) => action.do === 'update').length;
  const there = [...existing.values()].reduce((sum, list) => sum + list.length, 0);
  if (updates >= 10 && updates > there * large) found.push(makeFinding(codes.largeChange, `${String(updates)} of ${String(there)} objects of the destination would be changed.`));
  if (estimate.seconds > long) found.push(makeFinding(codes.longRun, `${String(estimate.writes)} writes take about ${String(Math.round(estimate.seconds / 360) / 10)} hours at the service's limits.`));
  return found;
}

/** Objects are to be made of a kind that the destination does not offer: a license or a cloud lacks it. */
export function notOffered(row: PolicyType, failure: { readonly message: string; readonly requestId?: string } | undefined, fates: readonly (Fate | undefined)[]): Finding | undefined {
  if (failure === undefined || !fates.some((fate) => fate?.as === 'create')) return undefined;
  return makeFinding(codes.featureMissing, `${briefTitle(row.title)}: the destination does not offer it (${failure.message}).`, { kind: row.kind, requestId: failure.requestId });
}

/** An object is made beside one of the same name that is of another type or key: people will take one for the other. */
export function nameTaken(row: PolicyType, summary: Summary, fate: Fate | undefined, name: string, existing: readonly Existing[]): Finding | undefined {
  if (fate?.as !== 'create' || name.trim() === '') return undefined;
  const other = existing.find((one) => one.defaultObject === undefined && one.name.toLowerCase() === name.toLowerCase() && !keysAgree(one.key, summary.key));
  return other === undefined ? undefined : makeFinding(codes.nameTaken, `The destination has another ${briefTitle(row.title)} called "${other.name}", of another type or platform.`, { address: summary.address, kind: row.kind, related: [other.id] });
}

/** A limit that would be passed is a blocker, nine tenths of it are worth a word. */
export function limitFindings(counts: readonly LimitCount[]): Finding[] {
  return counts.flatMap(({ kind, what, most, coming, there }): Finding[] => {
    const sum = coming + there;
    if (coming === 0 || sum < most * 0.9) return [];
    const message = `${what}: ${String(there)} in the destination and ${String(coming)} to come make ${String(sum)}; a tenant holds ${String(most)}.`;
    return [makeFinding(sum > most ? codes.limitReached : codes.limitNear, message, { kind })];
  });
}

export interface LimitCount {
  readonly kind: string;
  readonly what: string;
  readonly most: number;
  /** To be created. */
  readonly coming: number;
  readonly there: number;
}

/** How many of each limited sort are to come, and how many the destination has. */
export function limitCounts(rows: readonly PolicyType[], wanted: readonly { readonly kind: string; readonly type?: string }[], existing: ReadonlyMap<string, readonly Existing[]>): LimitCount[] {
  return rows.flatMap((row) =>
    (row.limits ?? []).map(({ what, most, types }): LimitCount => {
      const counts = (one: { readonly type?: string; readonly defaultObject?: string }): boolean => one.defaultObject === undefined && (types === undefined || types.includes(one.type ?? ''));
      return { kind: row.kind, what, most, coming: wanted.filter((one) => one.kind === row.kind && counts(one)).length, there: (existing.get(row.kind) ?? []).filter(counts).length };
    }),
  );
}
