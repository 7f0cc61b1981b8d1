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

/** What the two wide permissions of the directory hold of what rows ask for (graph-intune.md 12). */
const inDirectoryRead: readonly Scope[] = ['Group.Read.All', 'GroupMember.Read.All', 'User.Read.All', 'User.ReadBasic.All', 'Organization.Read.All', 'Application.Read.All', 'RoleManagement.Read.Directory', 'Device.Read.All', 'Domain.Read.All'];

/** Whether a permission that was granted opens all that another one opens. */
export function covers(granted: Scope, wanted: Scope): boolean {
  const [have, want] = [granted.toLowerCase(), wanted.toLowerCase()];
  if (have === want || have === widerThan(wanted).toLowerCase()) return true;
  if (want === 'user.readbasic.all' && (have === 'user.read.all' || have === 'user.readwrite.all')) return true;
  const directory = have === 'directory.read.all' || have === 'directory.readwrite.all';
  return directory && inDirectoryRead.some((scope) => scope.toLowerCase() === want);
}

/** Whether a permission lets its holder change something. */
export function mayWrite(scope: Scope): boolean {
  return /\.(?:ReadWrite|Write|Create|Manage|PrivilegedOperations|FullControl|Send|AccessAsUser)\b/iu.test(scope);
}

/** Some kinds, and the neighbors that they point at: what a move of them has to read or make. */
export function withNeighbors(rows: readonly PolicyType[], all: readonly PolicyType[]): readonly PolicyType[] {
  const pointed = new Set(rows.flatMap((row) => [...row.refs.flatMap((ref) => ref.to), ...Object.values(row.links ?? {}).flatMap((links) => Object.values(links).flatMap((rule) => rule.to))]));
  return all.filter((row) => rows.includes(row) || (row.neighbor === true && pointed.has(row.kind)));
}
