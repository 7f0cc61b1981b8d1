import { notSeen, seen, type Seen } from '../../../engine/apple/facts.js';
import type { ActionForNoncompliance, AppleCompliance, CertificateUse, Protection } from '../../../engine/apple/protection.js';
import type { AdePlatform } from '../../../model/apple/enrollment.js';
import { isList, objectAt, objectsAt, textAt, textsAt, typeOf, type JsonObject } from '../../../model/json.js';
import type { TenantReader } from '../../../model/ports.js';
import { filled, listOf, scopes, seenList, whyNot } from './ask.js';

/** What guards Apple devices in a tenant: conditional access, compliance, certificates (apple.md 1.5 rules 67 to 69, 78 and 79). */
export async function readProtection(tenant: TenantReader): Promise<Protection> {
  const [demands, compliance, certificates, singleSignOn] = await Promise.all([readDemands(tenant), readCompliance(tenant), readCertificates(tenant), readSingleSignOn(tenant)]);
  return { demands, compliance, certificates, singleSignOn };
}

/** Conditional access policies that are on and let only compliant devices in. */
function readDemands(tenant: TenantReader): Promise<Seen<readonly string[]>> {
  const ask = { api: 'v1.0', service: 'conditional-access', path: 'identity/conditionalAccess/policies', scopes: ['Policy.Read.All', 'Policy.Read.ConditionalAccess'] } as const;
  return seenList(tenant, ask, (items) => items.filter(demandsCompliance).map(nameOf));
}

function demandsCompliance(item: JsonObject): boolean {
  if (item['state'] !== 'enabled' || !textsAt(objectAt(item, 'grantControls') ?? {}, 'builtInControls').includes('compliantDevice')) return false;
  const platforms = objectAt(objectAt(item, 'conditions') ?? {}, 'platforms');
  const included = platforms === undefined ? ['all'] : textsAt(platforms, 'includePlatforms');
  return included.length === 0 || included.some((name) => /^(all|ios|macos)$/i.test(name));
}

const compliancePlatforms: Readonly<Record<string, AdePlatform>> = { iosCompliancePolicy: 'ios', macOSCompliancePolicy: 'macOS' };

async function readCompliance(tenant: TenantReader): Promise<Seen<readonly AppleCompliance[]>> {
  const path = 'deviceManagement/deviceCompliancePolicies?$expand=assignments,scheduledActionsForRule($expand=scheduledActionConfigurations)';
  const items = await listOf(tenant, { api: 'beta', service: 'device-configuration', path, scopes: scopes.readConfiguration });
  if (!items.ok) return notSeen(whyNot(items.failure));
  return seen(items.value.flatMap((item): AppleCompliance[] => {
    const platform = compliancePlatforms[typeOf(item) ?? ''];
    return platform === undefined ? [] : [{ name: nameOf(item), platform, assigned: isAssigned(item), actions: objectsAt(item, 'scheduledActionsForRule').flatMap((rule) => objectsAt(rule, 'scheduledActionConfigurations').map(actionIn)) }];
  }));
}

function actionIn(item: JsonObject): ActionForNoncompliance {
  const hours = item['gracePeriodHours'];
  return { type: textAt(item, 'actionType') ?? 'unknown', hours: typeof hours === 'number' ? hours : 0 };
}

const roots: Readonly<Record<string, AdePlatform>> = { iosTrustedRootCertificate: 'ios', macOSTrustedRootCertificate: 'macOS' };
/** Kinds of profiles that rest on a trusted root: certificates, networks with certificates, mail. */
const restOnRoot = /^(ios|macOS)(ScepCertificateProfile|PkcsCertificateProfile|EnterpriseWiFiConfiguration|WiredNetworkConfiguration|VpnConfiguration|ikEv2VpnConfiguration|EasEmailProfileConfiguration)$/;

function readCertificates(tenant: TenantReader): Promise<Seen<readonly CertificateUse[]>> {
  const ask = { api: 'beta', service: 'device-configuration', path: 'deviceManagement/deviceConfigurations?$expand=assignments', scopes: scopes.readConfiguration } as const;
  return seenList(tenant, ask, (items) => items.filter(isAssigned).flatMap((item): CertificateUse[] => {
    const type = typeOf(item) ?? '';
    const root = roots[type];
    if (root !== undefined) return [{ name: nameOf(item), platform: root, is: 'root' }];
    const [, system] = restOnRoot.exec(type) ?? [];
    return system === undefined ? [] : [{ name: nameOf(item), platform: system === 'ios' ? 'ios' : 'macOS', is: 'needs a root' }];
  }));
}

/** Assigned settings-catalog policies for Macs with Platform single sign-on: users register again after the move (apple.md 5.17). */
async function readSingleSignOn(tenant: TenantReader): Promise<Seen<readonly string[]>> {
  const policies = await listOf(tenant, { api: 'beta', service: 'device-config-v2', path: 'deviceManagement/configurationPolicies', scopes: scopes.readConfiguration });
  if (!policies.ok) return notSeen(whyNot(policies.failure));
  const mac = policies.value.filter((item) => /macos/i.test(filled(item, 'platforms') ?? '') && item['isAssigned'] !== false);
  const settings = await Promise.all(mac.map((item) => listOf(tenant, { api: 'beta', service: 'device-config-v2', path: `deviceManagement/configurationPolicies/${encodeURIComponent(filled(item, 'id') ?? '')}/settings`, scopes: scopes.readConfiguration })));
  const unread = settings.find((answer) => !answer.ok);
  if (unread !== undefined && !unread.ok) return notSeen(whyNot(unread.failure));
  return seen(mac.filter((_, index) => settings[index]?.ok === true && /com\.apple\.extensiblesso_[a-z0-9]*platformsso/i.test(JSON.stringify(settings[index].value))).map(nameOf));
}

function isAssigned(item: JsonObject): boolean {
  return isList(item['assignments']) && item['assignments'].length > 0;
}

function nameOf(item: JsonObject): string {
  return filled(item, 'displayName') ?? filled(item, 'name') ?? 'a policy without a name';
}
