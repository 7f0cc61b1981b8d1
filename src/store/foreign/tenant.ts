import type { Survey } from './survey.js';

/** What a folder tells about the tenant it was exported from. Domains are never in an export. */
export interface ForeignTenant {
  readonly id?: string;
  readonly displayName?: string;
  /** What enrollment ids begin with: tenant-bound, not the tenant id (real-exports.md 3.1). */
  readonly intuneAccountId?: string;
  /** Every tenant id found; more than one means that exports were mixed. */
  readonly ids: readonly string[];
}

const accountPrefix = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})_(?:Default|SinglePlatform|PlatformRestrictions|Limit|Windows10|WindowsHello|EnrollmentNotifications|DeviceComanagement)/iu;

/** @param said what a person says the tenant is */
export function tenantOf(survey: Survey, said: string | undefined): ForeignTenant {
  const tables = survey.tables.filter((table) => table.tenantId !== '');
  const ids = new Set([...(said === undefined ? [] : [said.toLowerCase()]), ...tables.map((table) => table.tenantId), ...(tables.length > 0 ? [] : survey.otherTenantIds)]);
  const accounts = new Set(survey.objects.flatMap((seen) => accountPrefix.exec(seen.id ?? '')?.[1]?.toLowerCase() ?? []));
  const [id] = ids;
  const [account] = accounts;
  const organization = tables.find((table) => table.tenantId === id)?.organization;
  return {
    ...(id === undefined || ids.size > 1 ? {} : { id }),
    ...(organization === undefined || ids.size > 1 ? {} : { displayName: organization }),
    ...(account === undefined || accounts.size > 1 ? {} : { intuneAccountId: account }),
    ids: [...ids].sort(),
  };
}

/** The tenant a file was exported from: the nearest migration table above it says, else the one tenant of the folder. */
export function tenantOfFile(path: string, survey: Survey, tenant: ForeignTenant): string | undefined {
  const above = path.split('/').slice(0, -1);
  for (let length = above.length; length >= 0; length -= 1) {
    const folder = above.slice(0, length).join('/');
    const table = survey.tables.find((one) => one.folder === folder && one.tenantId !== '');
    if (table !== undefined) return table.tenantId;
  }
  return tenant.id;
}
