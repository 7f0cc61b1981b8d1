import type { Address } from '../../model/address.js';
import type { JsonObject } from '../../model/json.js';
import { objectsAt, textAt } from '../../model/json.js';
import type { Failure, Result } from '../../model/failure.js';
import type { LicenseNeed } from '../../model/policy-type.js';
import { codes } from '../../model/rules.js';
import { fine, trouble, unknown, type Check, type Role } from './check.js';

const works: readonly string[] = ['Enabled', 'Warning'];

/** Who needs which license, by what the export holds. */
export type Needs = ReadonlyMap<LicenseNeed, readonly Address[]>;

/** Whether the destination's subscriptions hold what the exported objects need; a plan counts by the beginning of its name. */
export function neededLicenseChecks(tenant: string, needs: Needs, skus: Result<JsonObject>): Check[] {
  if (!skus.ok) return needs.size === 0 ? [] : [unknown('licenses', 'subscriptions', skus.failure, tenant)];
  const plans = [...plansOf(skus.value)].map((plan) => plan.toUpperCase());
  return [...needs].map(([need, related]): Check => {
    const held = plans.find((plan) => need.plans.some((one) => plan.startsWith(one.toUpperCase())));
    const who = related.length === 1 ? '1 object needs it' : `${String(related.length)} objects need it`;
    if (held !== undefined) return fine('licenses', need.what, `${who}; ${held} is there`);
    return trouble('licenses', need.what, 'missing', `${who}, and no active subscription holds ${need.plans.join(' or ')}`, codes.licenseMissing, tenant, { related, severity: need.without === 'refused' ? 'blocker' : 'high' });
  });
}

/** Names of the service plans that the tenant's subscriptions hold and that are switched on. */
function plansOf(skus: JsonObject): Set<string> {
  const active = objectsAt(skus, 'value').filter((sku) => works.includes(textAt(sku, 'capabilityStatus') ?? ''));
  return new Set(active.flatMap((sku) => objectsAt(sku, 'servicePlans').filter((plan) => textAt(plan, 'provisioningStatus') !== 'Disabled').flatMap((plan) => textAt(plan, 'servicePlanName') ?? [])));
}

/** Service plans of Microsoft's subscriptions that a move rests on (graph-intune.md 13.2). */
export function licenseChecks(tenant: string, skus: Result<JsonObject>): Check[] {
  if (!skus.ok) return [unknown('licenses', 'subscriptions', skus.failure, tenant)];
  const plans = [...plansOf(skus.value)];
  const intune = plans.find((plan) => /^INTUNE_(?:A|EDU)/u.test(plan));
  const second = plans.find((plan) => plan.startsWith('AAD_PREMIUM_P2'));
  const first = second ?? plans.find((plan) => plan.startsWith('AAD_PREMIUM'));
  return [
    intune === undefined ? trouble('licenses', 'Intune', 'missing', 'no active subscription holds the service plan INTUNE_A', codes.licenseMissing, tenant) : fine('licenses', 'Intune', intune),
    first === undefined
      ? trouble('licenses', 'Entra ID P1', 'warning', 'no active subscription holds AAD_PREMIUM: no dynamic groups, no conditional access', codes.licenseMissing, tenant, { severity: 'high' })
      : fine('licenses', 'Entra ID P1', first),
    second === undefined
      ? trouble('licenses', 'Entra ID P2', 'warning', 'no active subscription holds AAD_PREMIUM_P2: no conditional access by risk', codes.licenseMissing, tenant, { severity: 'low' })
      : fine('licenses', 'Entra ID P2', second),
  ];
}

/** A tenant without an active Intune account answers everything with an error (graph-intune.md 1). */
export function subscriptionCheck(tenant: string, management: Result<JsonObject>): Check {
  const what = 'Intune subscription';
  if (!management.ok) {
    return management.failure.kind === 'not available' ? trouble('licenses', what, 'missing', 'Intune is not set up in this tenant', codes.licenseMissing, tenant, { requestId: management.failure.requestId }) : unknown('licenses', what, management.failure, tenant);
  }
  const state = textAt(management.value, 'subscriptionState');
  if (state === undefined) return unknown('licenses', what, noAnswer('subscriptionState'), tenant);
  return state === 'active' || state === 'warning' ? fine('licenses', what, state) : trouble('licenses', what, 'missing', `it is ${state}`, codes.licenseMissing, tenant);
}

/** Who manages devices: Intune must, or no device enrolls. */
export function authorityCheck(tenant: string, role: Role, organization: Result<JsonObject>): Check {
  const what = 'management authority';
  if (!organization.ok) return unknown('licenses', what, organization.failure, tenant);
  const authority = textAt(organization.value, 'mobileDeviceManagementAuthority');
  if (authority === undefined || authority === 'unknown') return unknown('licenses', what, noAnswer('mobileDeviceManagementAuthority'), tenant);
  if (authority === 'intune') return fine('licenses', what, 'Intune');
  return trouble('licenses', what, role === 'destination' ? 'missing' : 'warning', `it is ${authority}, not Intune`, codes.mdmAuthority, tenant);
}

function noAnswer(member: string): Failure {
  return { kind: 'not available', side: 'source', message: `the service does not tell ${member}` };
}
