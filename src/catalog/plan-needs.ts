import type { Plan } from '../model/plan.js';
import type { Catalog, PolicyType, Scope } from '../model/policy-type.js';
import { covers, fewest, scopesOf, tenantScopes, type ScopeUse } from './permissions.js';

/** The rows that one part of a move reads, and those that it writes. */
export interface Needs {
  readonly read: readonly PolicyType[];
  readonly write: readonly PolicyType[];
}

/**
 * What it takes to carry a plan out and verify it: kinds of its actions are written, kinds that it relies on are read. A
 * rollback that is to delete a group or a filter also reads whatever may use it, as an export does.
 */
export function needsOfPlan(catalog: Catalog, plan: Pick<Plan, 'waves' | 'reliesOn'>): Needs {
  const actions = plan.waves.flat();
  const written = new Set(actions.flatMap((action) => (action.do === 'keep' ? [] : [action.kind])));
  const read = new Set([...actions.map((action) => action.kind), ...plan.reliesOn.map((one) => one.kind)]);
  return { read: catalog.rows.filter(({ kind }) => read.has(kind) && !written.has(kind)), write: catalog.rows.filter(({ kind }) => written.has(kind)) };
}

/** What it took to export what a plan moves, and takes to export it again. */
export function needsOfSource(catalog: Catalog, plan: Pick<Plan, 'kinds' | 'resolutions'>): Needs {
  const kinds = new Set([...Object.entries(plan.kinds).flatMap(([kind, sight]) => (sight.state === 'not asked' ? [] : [kind])), ...Object.keys(plan.resolutions)]);
  return { read: catalog.rows.filter(({ kind }) => kinds.has(kind)), write: [] };
}

/** Each scope that is needed, with the kinds that need it; what writes opens to read is not asked for twice. */
export function usesOf({ read, write }: Needs): { readonly read: readonly ScopeUse[]; readonly write: readonly ScopeUse[] } {
  const writing = scopesOf(write, 'write');
  const reading = scopesOf(read, 'read');
  const known = [...writing, ...reading].map(({ scope }) => scope);
  const forTenant = tenantScopes.filter((scope) => !known.some((one) => covers(one, scope))).map((scope): ScopeUse => ({ scope, kinds: [] }));
  const apart = [...reading, ...forTenant].filter(({ scope }) => !writing.some((one) => covers(one.scope, scope)));
  const few = fewest(apart.map(({ scope }) => scope));
  return { read: apart.filter(({ scope }) => few.includes(scope)), write: writing };
}

/** The scopes alone, in alphabetical order. */
export function scopeNames(needs: Needs): { readonly read: readonly Scope[]; readonly write: readonly Scope[] } {
  const { read, write } = usesOf(needs);
  const names = (uses: readonly ScopeUse[]): Scope[] => [...new Set(uses.map(({ scope }) => scope))].sort();
  return { read: names(read), write: names(write) };
}
