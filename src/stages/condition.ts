import type { JsonObject } from '../model/json.js';
import { objectsAt } from '../model/json.js';
import type { Failure, Result } from '../model/failure.js';
import type { Get, TenantReader } from '../model/ports.js';
import { codes } from '../model/rules.js';
import { fine, trouble, unknown, type Check, type Role } from '../engine/checks/check.js';
import { connectorChecks, connectors, type Counts } from '../engine/checks/connectors.js';
import { authorityCheck, licenseChecks, subscriptionCheck } from '../engine/checks/licenses.js';

/** What a tenant has beside its policies: subscriptions, connectors, tokens and their ends. */
export interface Condition {
  readonly checks: readonly Check[];
  readonly counts: Counts;
  readonly subscriptions: Result<JsonObject>;
}

const directory = { api: 'beta', service: 'directory', scopes: ['Organization.Read.All'] } as const;

/** Reads them in one go. Only ever reads; what could not be read is a check that says so. */
export async function readCondition(reader: TenantReader, role: Role, now: number): Promise<Condition> {
  const { name, tenantId } = reader;
  const [skus = unasked, organization = unasked, management = unasked, ...rest] = await reader.getMany([
    { ...directory, path: 'subscribedSkus' },
    { ...directory, path: `organization/${tenantId}?$select=mobileDeviceManagementAuthority` },
    { api: 'beta', service: 'others', scopes: ['DeviceManagementConfiguration.Read.All'], path: 'deviceManagement?$select=subscriptionState' },
    ...connectors.map((connector) => connector.get),
  ]);
  const found = connectorChecks(name, rest, now);
  return { checks: [...licenseChecks(name, skus), subscriptionCheck(name, management), authorityCheck(name, role, organization), ...found.checks], counts: found.counts, subscriptions: skus };
}

const securityDefaults: Get = { api: 'v1.0', service: 'conditional-access', scopes: ['Policy.Read.All'], path: 'policies/identitySecurityDefaultsEnforcementPolicy?$select=isEnabled' };
const approvals: Get = { api: 'beta', service: 'others', scopes: ['DeviceManagementConfiguration.Read.All'], path: 'deviceManagement/operationApprovalPolicies?$select=id,displayName,policyType' };

/**
 * Settings of the destination that stand in the way of an import: security defaults forbid conditional access policies, and multi admin
 * approval holds writes back (graph-intune.md 6, 13.3). A tenant that has no such setting is not asked twice.
 */
export async function readSettings(reader: TenantReader, wants: { readonly conditionalAccess: boolean }): Promise<Check[]> {
  const [defaults = unasked, approval = unasked] = await reader.getMany([securityDefaults, approvals]);
  const checks: Check[] = [];
  if (wants.conditionalAccess) {
    if (!defaults.ok) checks.push(...unread('security defaults', defaults.failure, reader.name));
    else if (defaults.value['isEnabled'] === true) checks.push(trouble('settings', 'security defaults', 'warning', 'are on: conditional access policies cannot be switched on beside them', codes.accessSecurityDefaults, reader.name));
    else checks.push(fine('settings', 'security defaults', 'off'));
  }
  if (!approval.ok) checks.push(...unread('multi admin approval', approval.failure, reader.name));
  else {
    const count = objectsAt(approval.value, 'value').length;
    checks.push(count === 0 ? fine('settings', 'multi admin approval', 'asked for nowhere') : trouble('settings', 'multi admin approval', 'warning', `asked for by ${String(count)} access ${count === 1 ? 'policy' : 'policies'}`, codes.approvalRequired, reader.name));
  }
  return checks;
}

/** A cloud or tenant without the setting has nothing that could stand in the way. */
function unread(what: string, failure: Failure, tenant: string): Check[] {
  return failure.kind === 'missing' || failure.kind === 'not available' || failure.kind === 'refused' ? [] : [unknown('settings', what, failure, tenant)];
}

const neverAsked: Failure = { kind: 'unavailable', side: 'source', message: 'it was not asked' };
const unasked: Result<JsonObject> = { ok: false, failure: neverAsked };
