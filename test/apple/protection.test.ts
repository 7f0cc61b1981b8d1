import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '../../src/model/json.js';
import { assess } from '../../src/stages/apple/assess.js';
import type { TestTenant } from './tenant.js';
import { withStage } from './stage.js';

const assignments = [{ target: { '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget' } }];
const compliance = (displayName: string, type: string, actions: readonly (readonly [string, number])[], assigned = true): JsonObject => ({
  '@odata.type': `#microsoft.graph.${type}`, displayName, assignments: assigned ? assignments : [],
  scheduledActionsForRule: [{ ruleName: null, scheduledActionConfigurations: actions.map(([actionType, gracePeriodHours]) => ({ actionType, gracePeriodHours })) }],
});
const access = (displayName: string, state: string, controls: readonly string[], platforms?: readonly string[]): JsonObject => ({
  displayName, state, grantControls: { operator: 'OR', builtInControls: [...controls] }, conditions: platforms === undefined ? {} : { platforms: { includePlatforms: [...platforms], excludePlatforms: [] } },
});
const profile = (displayName: string, type: string): JsonObject => ({ '@odata.type': `#microsoft.graph.${type}`, displayName, assignments });

function put({ collections }: TestTenant, parts: { access?: JsonObject[]; compliance?: JsonObject[]; profiles?: JsonObject[] }): void {
  collections['identity/conditionalAccess/policies'] = parts.access ?? [];
  collections['deviceManagement/deviceCompliancePolicies'] = parts.compliance ?? [];
  collections['deviceManagement/deviceConfigurations'] = parts.profiles ?? [];
}

const devices = [{ serial: 'PHONE001' }, { serial: 'MAC00001', family: 'Mac' }, { serial: 'BYHAND01', at: 'absent' }] as const;
const about = /GAP-(CA-009|APPLE-024|APPLE-025|APPLE-030|APPLE-035|LOSS-\d+|CERT-008)/u;

async function guards(source: Parameters<typeof put>[1], destination: Parameters<typeof put>[1], more: (to: TestTenant) => void = () => undefined): Promise<string[]> {
  return withStage({ devices }, async (stage) => {
    put(stage.source, source);
    put(stage.destination, destination);
    more(stage.destination);
    const { findings } = await assess(stage.hands(), { locks: false });
    return findings.filter(({ code }) => about.test(code)).map(({ code, severity, message }) => `${code} ${severity}: ${message}`);
  });
}

const byHand = [
  'GAP-APPLE-025 medium: 1 device is without management from leaving the source until enrolling in the destination.',
  'GAP-APPLE-024 medium: 1 device moves by hand: the new profile can be removed by the user.',
];

test('conditional access of both tenants is looked at: who is shut out of the source, who waits in the destination, who is asked by nobody', async () => {
  const one = await guards({ access: [access('Require compliant', 'enabled', ['compliantDevice'])] }, { access: [access('Compliant Macs', 'enabled', ['mfa', 'compliantDevice'], ['macOS'])] });
  assert.deepEqual(one.filter((text) => text.includes('GAP-CA')), [
    'GAP-CA-009 high: In the source, Require compliant lets only compliant devices in: who still has mail or files there is shut out as soon as the device has left.',
    'GAP-CA-009 medium: In the destination, Compliant Macs lets only compliant devices in: users wait there until their device has enrolled and was judged.',
  ]);
  const none = await guards({ access: [access('Report only', 'enabledForReportingButNotEnforced', ['compliantDevice'])] }, { access: [access('Windows', 'enabled', ['compliantDevice'], ['windows']), access('MFA', 'enabled', ['mfa'])] });
  assert.deepEqual(none.filter((text) => text.includes('GAP-CA')), ['GAP-CA-009 low: No conditional access policy of the destination asks for a compliant device: who puts off enrolling reaches company data all the same.']);
});

test('a platform without an assigned compliance policy, and actions for noncompliance that did not arrive, are told', async () => {
  const own = [compliance('iOS base', 'iosCompliancePolicy', [['block', 0], ['notification', 72], ['retire', 720]]), compliance('Mac base', 'macOSCompliancePolicy', [['block', 24]])];
  const found = await guards({ compliance: own }, { compliance: [compliance('iOS base', 'iosCompliancePolicy', [['block', 0]]), compliance('Mac base', 'macOSCompliancePolicy', [['block', 24]], false)] });
  assert.deepEqual(found.filter((text) => /APPLE-035|LOSS/u.test(text)), [
    'GAP-APPLE-035 high: The destination assigns no compliance policy for Macs (Mac base is assigned to nobody).',
    'GAP-LOSS-007 high: iOS base does notification after 72 h, retire after 720 h in the source, and its twin in the destination does not.',
  ]);
  assert.deepEqual((await guards({ compliance: own }, { compliance: own })).filter((text) => /APPLE-035|LOSS/u.test(text)), []);
});

test('profiles that rest on a trusted root are told where the destination assigns none', async () => {
  const source = { profiles: [profile('Office Wi-Fi', 'iosEnterpriseWiFiConfiguration'), profile('SCEP', 'iosScepCertificateProfile'), profile('Contoso root', 'iosTrustedRootCertificate'), profile('Guest', 'iosWiFiConfiguration')] };
  const found = await guards(source, { profiles: [profile('Mac root', 'macOSTrustedRootCertificate')] });
  assert.deepEqual(found.filter((text) => text.includes('CERT')), ['GAP-CERT-008 high: The destination assigns no trusted root certificate for iPhones and iPads, and 2 profiles of the source for networks, mail or certificates rest on one (Office Wi-Fi, SCEP).']);
  assert.deepEqual((await guards(source, { profiles: [profile('Fabrikam root', 'iosTrustedRootCertificate')] })).filter((text) => text.includes('CERT')), []);
});

test('devices that are unmanaged for a while, profiles that users can remove, and Platform single sign-on are told', async () => {
  const found = await guards({}, {}, ({ collections }) => {
    collections['deviceManagement/configurationPolicies'] = [{ id: 'sso-1', name: 'Mac sign-on', platforms: 'macOS', isAssigned: true }];
    collections['deviceManagement/configurationPolicies/sso-1/settings'] = [{ settingInstance: { settingDefinitionId: 'com.apple.extensiblesso_platformsso_authenticationmethod' } }];
  });
  assert.deepEqual(found.filter((text) => /APPLE-0(24|25|30)/u.test(text)), [...byHand, 'GAP-APPLE-030 medium: Users of Macs register again for Mac sign-on.']);
});

test('what may not be read is not taken for absent', async () => {
  await withStage({ devices }, async (stage) => {
    const said: string[] = [];
    const { findings } = await assess({ ...stage.hands(), say: { ...stage.hands().say, warn: (sentence) => void said.push(sentence) } }, { locks: false });
    assert.deepEqual(findings.filter(({ code }) => /CA-009|APPLE-035/u.test(code)), []);
    assert.match(said.join('\n'), /What guards devices in contoso was not seen whole: .*conditionalAccess/u);
  });
});

test('the year 1, which Graph writes for "none", is no date on which something expired', async () => {
  await withStage({ devices: [{ serial: 'PHONE001', record: { managementCertificateExpirationDate: '0001-01-01T00:00:00Z' } }] }, async (stage) => {
    stage.destination.collections['deviceAppManagement/vppTokens'] = [{ locationName: 'Fabrikam apps', state: 'valid', expirationDateTime: '0001-01-01T00:00:00Z' }];
    stage.source.collections['deviceAppManagement/vppTokens'] = [{ locationName: 'Contoso apps', state: 'valid' }];
    const { findings } = await assess(stage.hands(), { locks: false });
    assert.doesNotMatch(JSON.stringify(findings), /0001|expired/u);
  });
});
