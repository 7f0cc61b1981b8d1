import { type Failure, type FailureKind, failed, ok, type Result } from '../model/failure.js';
import { isObject, objectsAt, textAt } from '../model/json.js';
import type { TenantFacts } from '../model/policy.js';
import type { TenantReader } from '../model/ports.js';
import { describeToken, type Connected } from './open.js';

function wrong(tenant: TenantReader, what: string, found: string): { readonly ok: false; readonly failure: Failure } {
  return failed({
    kind: 'signed out',
    side: tenant.side,
    message: `${tenant.name}: ${what} ${found}, but tenantferry.json says ${tenant.tenantId}: this is another tenant, nothing was done`,
    call: 'GET organization',
  });
}

/** A tenant without Intune, or a token that may not read it, still has a name. */
const unreadable: readonly FailureKind[] = ['forbidden', 'not available', 'missing', 'refused'];

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/**
 * Asks a tenant who it is. Refuses, as `signed out`, a token or an organization that is not the configured tenant. The
 * Intune account is left out where it may not be read (graph-intune.md 1).
 */
export async function identify(tenant: TenantReader & Connected): Promise<Result<TenantFacts>> {
  const token = await describeToken(tenant);
  if (!token.ok) return token;
  const { tenantId } = token.value;
  if (tenantId !== undefined && !same(tenantId, tenant.tenantId)) return wrong(tenant, 'the token belongs to tenant', tenantId);
  const asked = { api: 'beta', service: 'directory', scopes: ['Organization.Read.All', 'Directory.Read.All', 'User.Read'] } as const;
  const answer = await tenant.get({ ...asked, path: 'organization' });
  if (!answer.ok) return answer;
  const [organization] = objectsAt(answer.value, 'value');
  const id = organization === undefined ? undefined : textAt(organization, 'id');
  if (organization === undefined || id === undefined) return wrong(tenant, 'GET organization names', 'no tenant');
  if (!same(id, tenant.tenantId)) return wrong(tenant, 'the service answers as tenant', id);
  const account = await tenant.get({ api: 'beta', service: 'others', path: 'deviceManagement?$select=intuneAccountId' });
  if (!account.ok && !unreadable.includes(account.failure.kind)) return account;
  const intuneAccountId = account.ok ? textAt(account.value, 'intuneAccountId') : undefined;
  const domains = objectsAt(organization, 'verifiedDomains');
  const nameWhere = (sign: string): string | undefined => {
    const found = domains.find((domain) => isObject(domain) && domain[sign] === true);
    return found === undefined ? undefined : textAt(found, 'name');
  };
  const displayName = textAt(organization, 'displayName');
  const initialDomain = nameWhere('isInitial');
  const defaultDomain = nameWhere('isDefault');
  return ok({
    name: tenant.name,
    id,
    ...(displayName === undefined ? {} : { displayName }),
    ...(initialDomain === undefined ? {} : { initialDomain }),
    ...(defaultDomain === undefined ? {} : { defaultDomain }),
    domains: domains.map((domain) => textAt(domain, 'name')).filter((name) => name !== undefined),
    ...(intuneAccountId === undefined ? {} : { intuneAccountId }),
  });
}
