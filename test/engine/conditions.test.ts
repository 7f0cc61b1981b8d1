import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalog } from '../../src/catalog/index.js';
import { appleReadiness, type AppleThere } from '../../src/engine/apple/readiness.js';
import { AppleExportOf, type AppleExport } from '../../src/engine/apple/apple-export.js';
import { notSeen, seen } from '../../src/engine/apple/facts.js';
import { neededLicenseChecks } from '../../src/engine/checks/licenses.js';
import { NeedsOf } from '../../src/engine/checks/needs.js';
import { summaryOf } from '../../src/engine/summary.js';
import { addressOf } from '../../src/model/address.js';
import { failed, ok } from '../../src/model/failure.js';
import { idOf } from '../../src/model/ids.js';
import type { JsonObject } from '../../src/model/json.js';
import type { Policy } from '../../src/model/policy.js';
import type { Get, TenantReader } from '../../src/model/ports.js';
import { codes } from '../../src/model/rules.js';
import { readCondition, readSettings } from '../../src/stages/condition.js';

const guid = '00000001-0000-4000-8000-000000000001';
const now = Date.parse('2026-11-20T00:00:00Z');
const skus = (...plans: string[]): JsonObject => ({ value: [{ capabilityStatus: 'Enabled', servicePlans: plans.map((servicePlanName) => ({ servicePlanName, provisioningStatus: 'Success' })) }] });

/** A destination that answers what it is told to, and nothing else. */
function tenant(answers: Readonly<Record<string, JsonObject>>): TenantReader {
  const get = (request: Get) => {
    const known = Object.entries(answers).find(([path]) => request.path.startsWith(path))?.[1];
    return Promise.resolve(known === undefined ? failed({ kind: 'missing' as const, side: 'destination' as const, message: 'not there' }) : ok(known));
  };
  return { side: 'destination', name: 'fabrikam', tenantId: guid, bindRoot: '', get, getMany: (requests) => Promise.all(requests.map(get)), async *pages() {} };
}

test('licenses that exported objects need and the destination lacks are named with those objects', () => {
  const needs = new NeedsOf();
  const address = addressOf('conditionalAccess', 'Risky', '00000001');
  needs.note(catalog.row('conditionalAccess'), { conditions: { userRiskLevels: ['high'], signInRiskLevels: [] } }, address);
  const states = (...plans: string[]): string[] => neededLicenseChecks('fabrikam', needs.all, ok(skus(...plans))).map((one) => `${one.what}: ${one.state}`);
  assert.deepEqual(states('INTUNE_A'), ['Entra ID P1 (conditional access): missing', 'Entra ID P2 (conditional access by risk of the user): missing']);
  assert.deepEqual(states('AAD_PREMIUM'), ['Entra ID P1 (conditional access): ok', 'Entra ID P2 (conditional access by risk of the user): missing']);
  assert.deepEqual(states('AAD_PREMIUM_P2'), ['Entra ID P1 (conditional access): ok', 'Entra ID P2 (conditional access by risk of the user): ok']);
  const [first] = neededLicenseChecks('fabrikam', needs.all, ok(skus('INTUNE_A')));
  assert.deepEqual([first?.finding?.code, first?.finding?.severity, first?.finding?.related], [codes.licenseMissing, 'blocker', [address]]);
});

test('tokens that end soon or have ended are found in either tenant, and so is a connector that is down', async () => {
  const { checks } = await readCondition(tenant({
    subscribedSkus: skus('INTUNE_A'),
    organization: { mobileDeviceManagementAuthority: 'sccm' },
    'deviceManagement?': { subscriptionState: 'active' },
    'deviceManagement/applePushNotificationCertificate': { appleIdentifier: 'push@example.com', expirationDateTime: '2026-12-01T00:00:00Z' },
    'deviceAppManagement/vppTokens': { value: [{ displayName: 'Apps', state: 'valid', expirationDateTime: '2026-12-10T00:00:00Z' }] },
    'deviceManagement/depOnboardingSettings': { value: [{ tokenName: 'ABM', tokenType: 'dep', tokenExpirationDateTime: '2026-11-25T00:00:00Z', lastSyncErrorCode: 0 }, { tokenName: 'Old', tokenType: 'dep', tokenExpirationDateTime: '2026-01-01T00:00:00Z' }] },
    'deviceManagement/ndesConnectors': { value: [{ displayName: 'NDES', state: 'inactive' }] },
  }), 'destination', now);
  const found = checks.flatMap((one) => one.finding?.code ?? []);
  for (const code of [codes.mdmAuthority, codes.pushCertificateExpiring, codes.contentTokenExpiring, codes.enrollmentTokenExpiring, codes.tokenExpired, codes.connectorDown]) assert.ok(found.includes(code), code);
});

test('security defaults and multi admin approval of the destination are said where they are on, and left out where there are none', async () => {
  const on = await readSettings(tenant({ 'policies/identitySecurityDefaults': { isEnabled: true }, 'deviceManagement/operationApprovalPolicies': { value: [{ id: '1' }] } }), { conditionalAccess: true });
  assert.deepEqual(on.map((one) => one.finding?.code), [codes.accessSecurityDefaults, codes.approvalRequired]);
  assert.deepEqual((await readSettings(tenant({ 'policies/identitySecurityDefaults': { isEnabled: false }, 'deviceManagement/operationApprovalPolicies': { value: [] } }), { conditionalAccess: true })).map((one) => one.state), ['ok', 'ok']);
  assert.deepEqual(await readSettings(tenant({}), { conditionalAccess: true }), []);
});

function exported(policies: readonly Partial<Policy>[]): AppleExport {
  const gather = new AppleExportOf();
  for (const [n, more] of policies.entries()) {
    const kind = more.kind ?? 'deviceConfiguration';
    const policy: Policy = { address: addressOf(kind, String(n), `0000000${String(n)}`), kind, id: idOf('source', guid.replace(/1$/u, String(n))), name: `Policy ${String(n)}`, body: {}, children: {}, links: {}, assignments: [{ target: {} }], secrets: [], ...more };
    const row = catalog.row(kind);
    gather.note(row, policy, summaryOf(row, policy, policy.name), false);
  }
  return gather.end([]);
}

const mac: Partial<Policy> = { type: 'macOSGeneralDeviceConfiguration' };
const escrow: Partial<Policy> = { kind: 'settingsCatalog', body: { platforms: 'macOS' }, children: { settings: [{ settingInstance: { settingDefinitionId: 'com.apple.security.fderecoverykeyescrow_location' } }] } };
const app: Partial<Policy> = { kind: 'packagedApp', type: 'iosVppApp', body: { displayName: 'Notes', bundleId: 'com.contoso.notes' }, assignments: [{ intent: 'required', target: {} }] };
const there: AppleThere = {
  token: notSeen('not asked'), limits: seen({ blocked: [], personalBlocked: [] }), escrow: seen([]), content: seen([]), apps: seen([]),
  profiles: seen({ macOS: { id: idOf('destination', guid), name: 'Macs', platform: 'macOS', awaits: false, sharedIpad: false, kind: 'profile' } }),
};
const stateOf = (lines: ReturnType<typeof appleReadiness>, rule: string): string | undefined => lines.find((one) => one.rule === rule)?.state;

test('an export without anything for Apple devices has no Apple section', () => {
  assert.deepEqual(appleReadiness(exported([{ type: 'windows10GeneralConfiguration' }]), undefined), []);
});

test('the Apple section says met only where something was seen, and where to look for what nobody can see here', () => {
  const alone = appleReadiness(exported([mac]), undefined);
  assert.deepEqual([stateOf(alone, '3'), stateOf(alone, '18'), stateOf(alone, '28 and 29'), stateOf(alone, '52')], ['not known', 'not known', 'not met', undefined]);
  for (const line of alone) assert.ok(line.state === 'met' || line.look !== undefined, `${line.rule} does not say where to look`);
  const looked = appleReadiness(exported([mac, escrow, app]), there);
  assert.deepEqual([stateOf(looked, '3'), stateOf(looked, '18'), stateOf(looked, '28 and 29'), stateOf(looked, '22 to 24'), stateOf(looked, '76')], ['not met', 'not met', 'met', 'not met', 'not met']);
  const waiting = appleReadiness(exported([mac]), { ...there, profiles: seen({ macOS: { id: idOf('destination', guid), name: 'Macs', platform: 'macOS', awaits: true, sharedIpad: false, kind: 'profile' } }) });
  assert.deepEqual([stateOf(waiting, '3'), stateOf(waiting, '18')], ['met', 'met']);
  assert.equal(stateOf(appleReadiness(exported([{ ...escrow, assignments: [] }]), undefined), '28 and 29'), 'not met', 'a policy that reaches nobody takes no key');
});
