import type { PolicyType, Scope } from '../model/policy-type.js';

/** What every command needs to learn whose tenant it is in: name, domains, Intune account (graph-intune.md 12). */
export const tenantScopes: readonly Scope[] = ['DeviceManagementConfiguration.Read.All', 'Organization.Read.All'];

export interface ScopeUse {
  readonly scope: Scope;
  /** Kinds that need it, in the order of the catalog. */
  readonly kinds: readonly string[];
}

/** The scope that holds all that a reading scope opens: `X.ReadWrite.All` for `X.Read.All`. */
function widerThan(scope: Scope): Scope {
  return scope.replace(/\.Read\.All$/u, '.ReadWrite.All');
}

/**
 * The scopes that some kinds need, each with the kinds that need it, in alphabetical order.
 * @param access `read` to export, map, plan and verify; `write` to import and roll back
 * @param rows the kinds that are asked for; neighbors among them count only where `write` lets them be made
 */
export function scopesOf(rows: readonly PolicyType[], access: 'read' | 'write'): readonly ScopeUse[] {
  const uses = new Map<Scope, string[]>();
  for (const row of rows) {
    const readOnly = row.neighbor === true && row.makes === undefined;
    for (const scope of access === 'read' || readOnly ? row.scopes.read : row.scopes.write) uses.set(scope, [...(uses.get(scope) ?? []), row.kind]);
  }
  return [...uses].sort(([a], [b]) => (a < b ? -1 : 1)).map(([scope, kinds]) => ({ scope, kinds }));
}

/** The scopes without those that a wider one of the same list makes needless. */
export function fewest(scopes: readonly Scope[]): readonly Scope[] {
  const all = new Set(scopes);
  return [...all].filter((scope) => widerThan(scope) === scope || !all.has(widerThan(scope))).sort();
}

/** Everything a tenant in one part of a move has to consent to, with nothing that is needless. */
export function consentFor(rows: readonly PolicyType[], access: 'read' | 'write'): readonly Scope[] {
  return fewest([...tenantScopes, ...scopesOf(rows, access).map(({ scope }) => scope)]);
}
