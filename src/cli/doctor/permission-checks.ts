import { covers, mayWrite, type ScopeUse } from '../../catalog/permissions.js';
import { usesOf, type Needs } from '../../catalog/plan-needs.js';
import { codes } from '../../model/rules.js';
import type { Catalog, Scope } from '../../model/policy-type.js';
import { fine, trouble, type Check, type Role } from '../../engine/checks/check.js';

function list(words: readonly string[]): string {
  return words.length <= 6 ? words.join(', ') : `${words.slice(0, 5).join(', ')} and ${String(words.length - 5)} more kinds`;
}

/** What the check is called that finds a sign-in too powerful. */
export const moreThanNeeded = 'more than needed';

/**
 * Which permissions are missing for what, and which are there without need.
 * @param granted what the token says; undefined for an opaque one
 */
export function permissionChecks(tenant: string, role: Role, catalog: Catalog, needs: Needs, granted: readonly Scope[] | undefined): Check[] {
  const uses = usesOf(needs);
  const needed = [...uses.write, ...uses.read];
  if (granted === undefined) return [trouble('permissions', 'permissions', 'unknown', 'the token does not say what it may do', codes.notChecked, tenant)];
  const code = role === 'destination' ? codes.destinationScopeMissing : codes.sourceScopeMissing;
  const has = (scope: Scope): boolean => granted.some((one) => covers(one, scope));
  const checks = needed
    .filter(({ scope }) => !has(scope))
    .map(({ scope, kinds }): Check => {
      const what = kinds.length === 0 ? 'to know whose tenant it is' : `for ${list(kinds)}`;
      // neighbors are made only where a mapping says so; reading them is enough to map them
      const neighbors = kinds.length > 0 && kinds.every((kind) => catalog.find(kind)?.neighbor === true);
      const readable = neighbors && kinds.every((kind) => catalog.row(kind).scopes.read.every(has));
      if (role === 'destination' && readable) return trouble('permissions', scope, 'warning', `${what}, to create what a mapping says is created; they can be read`, code, tenant, { severity: 'low' });
      return trouble('permissions', scope, 'missing', what, code, tenant);
    });
  const enough = checks.length === 0 ? [fine('permissions', 'permissions', `all ${String(needed.length)} that ${role === 'destination' ? 'an import' : 'an export'} needs are there`)] : [];
  return [...enough, ...checks, ...tooWide(tenant, role, needed, granted)];
}

function tooWide(tenant: string, role: Role, needed: readonly ScopeUse[], granted: readonly Scope[]): Check[] {
  const needless = granted.filter(mayWrite).filter((scope) => role !== 'destination' || !needed.some((one) => one.scope.toLowerCase() === scope.toLowerCase()));
  if (needless.length === 0 || role === 'neither') return [];
  const says = role === 'source' ? `may write, and the source is only read: ${needless.join(', ')}` : `may do more than the import needs: ${needless.join(', ')}`;
  return [trouble('permissions', moreThanNeeded, 'warning', says, codes.accessTooWide, tenant)];
}
