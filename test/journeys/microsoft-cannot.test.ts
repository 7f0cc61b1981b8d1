import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { isObject, objectsAt, textAt, type JsonObject } from '../../src/model/json.js';
import { certificateChain, compliancePolicy, exclude, include, notificationTemplate, securityGroup } from './seeds.js';
import { makeStand, type Stand } from './stand.js';

const apps = 'deviceAppManagement/mobileApps';
const configurations = 'deviceManagement/deviceConfigurations';
const typed = (type: string): string => `#microsoft.graph.${type}`;
const link = (id: string): string => `https://graph.microsoft.com/beta/${configurations}('${id}')`;

const onboarding = 'device_vendor_msft_windowsadvancedthreatprotection_configurationtype';
const blob = 'device_vendor_msft_windowsadvancedthreatprotection_onboarding_fromconnector';

/** An endpoint detection policy that takes its onboarding blob from the connector, as the service shows it (real-exports.md). */
const detection: JsonObject = {
  name: 'Endpoint detection',
  description: '',
  platforms: 'windows10',
  technologies: 'mdm,microsoftSense',
  templateReference: { templateId: '0385b795-0f2f-44ac-8602-9f65bf6adede_1', templateFamily: 'endpointSecurityEndpointDetectionAndResponse', templateDisplayName: 'Endpoint detection and response', templateDisplayVersion: 'Version 1' },
  settings: [
    {
      '@odata.type': typed('deviceManagementConfigurationSetting'),
      settingInstance: {
        '@odata.type': typed('deviceManagementConfigurationChoiceSettingInstance'),
        settingDefinitionId: onboarding,
        choiceSettingValue: {
          '@odata.type': typed('deviceManagementConfigurationChoiceSettingValue'),
          value: `${onboarding}_autofromconnector`,
          children: [
            {
              '@odata.type': typed('deviceManagementConfigurationSimpleSettingInstance'),
              settingDefinitionId: blob,
              simpleSettingValue: { '@odata.type': typed('deviceManagementConfigurationSecretSettingValue'), value: 'c3a9e1d4-0000-4aaa-8bbb-0000000000b1', valueState: 'encryptedValueToken' },
            },
          ],
        },
      },
    },
  ],
};

/** Apps of the kinds that Microsoft's table names, each as the source shows it. */
const theirs: readonly (readonly [row: string, code: string, app: JsonObject])[] = [
  ['Android apps (line of business)', 'GAP-APP-002', { '@odata.type': typed('androidLobApp'), displayName: 'Field service', publisher: 'Contoso', fileName: 'field.apk', packageId: 'com.contoso.field', committedContentVersion: '1' }],
  ['iOS line-of-business apps', 'GAP-APP-002', { '@odata.type': typed('iosLobApp'), displayName: 'Warehouse', publisher: 'Contoso', fileName: 'warehouse.ipa', bundleId: 'com.contoso.warehouse', committedContentVersion: '1' }],
  ['Win32 apps', 'GAP-APP-002', { '@odata.type': typed('win32LobApp'), displayName: '7-Zip', publisher: 'Igor Pavlov', fileName: '7zip.intunewin', installCommandLine: '7z.exe /S', uninstallCommandLine: 'un.exe /S', setupFilePath: '7z.exe', committedContentVersion: '1' }],
  ['apps bought in volume from Apple', 'GAP-APP-002', { '@odata.type': typed('iosVppApp'), displayName: 'Keynote', publisher: 'Apple', bundleId: 'com.apple.Keynote' }],
  ['managed Google Play apps', 'GAP-APP-002', { '@odata.type': typed('androidManagedStoreApp'), displayName: 'Outlook', publisher: 'Microsoft Corporation', packageId: 'com.microsoft.office.outlook', appIdentifier: 'app:com.microsoft.office.outlook' }],
  ['Microsoft Store for Business apps', 'GAP-APP-002', { '@odata.type': typed('microsoftStoreForBusinessApp'), displayName: 'Paint 3D', publisher: 'Microsoft', productKey: '9NBLGGH5FV99', packageIdentityName: 'Microsoft.MSPaint' }],
];

/** The whole way, once without and once with a destination that is prepared. */
async function moved(stand: Stand): Promise<{ readonly findings: readonly JsonObject[]; readonly endings: readonly JsonObject[] }> {
  assert.equal((await stand.run('export', '--tenant', 'contoso')).exitCode, 0);
  assert.equal((await stand.run('map', 'exports/contoso', '--destination', 'fabrikam')).exitCode, 0);
  const planned = await stand.json('plan', 'exports/contoso', '--destination', 'fabrikam', '--out', 'plan.json');
  assert.equal(planned.exitCode, 0, JSON.stringify(planned.document, undefined, 1));
  const imported = await stand.json('import', 'plan.json', '--yes');
  assert.equal(imported.exitCode, 0, JSON.stringify(imported.document));
  const verified = await stand.json('verify', 'plan.json');
  assert.equal(verified.exitCode, 0, JSON.stringify(verified.document));
  return { findings: objectsAt(planned.document, 'findings'), endings: objectsAt(imported.document, 'endings') };
}

function endingOf(result: { readonly endings: readonly JsonObject[] }, name: string): string | undefined {
  return textAt(result.endings.find((one) => one['name'] === name) ?? {}, 'state');
}

test('an endpoint detection policy goes without a word of warning where the destination has a Defender connector', async (context) => {
  const stand = await makeStand(context);
  stand.source.put('deviceManagement/configurationPolicies', detection);
  stand.destination.put('deviceManagement/configurationPolicies', { ...detection, name: 'Somebody else knows this template' });
  stand.destination.put('deviceManagement/mobileThreatDefenseConnectors', { id: 'fc780465-2017-40d4-a0c5-307022471b92', partnerState: 'enabled' });
  const { findings } = await moved(stand);
  assert.ok(findings.some((one) => one['code'] === 'GAP-SECRET-007'));
  assert.ok(!findings.some((one) => one['code'] === 'GAP-LICENSE-003' || one['code'] === 'GAP-SECRET-001'), JSON.stringify(findings));
});

describe("every row of Microsoft's own list of what does not move between tenants", () => {
  const ends: (() => Promise<void>)[] = [];
  const there: Record<string, string> = {};
  let stand: Stand;
  let result: Awaited<ReturnType<typeof moved>>;
  let groups: { readonly staff: string; readonly lab: string };

  before(async () => {
    stand = await makeStand({ after: (end) => void ends.push(end) });
    const { source, destination } = stand;
    const staff = securityGroup(source, 'Staff');
    const lab = securityGroup(source, 'Lab');
    groups = { staff: securityGroup(destination, 'Staff'), lab: securityGroup(destination, 'Lab') };
    for (const [, , app] of theirs) source.put(apps, { ...app, assignments: [{ ...include(staff), intent: 'required' }] });
    source.put(apps, { '@odata.type': typed('iosVppApp'), displayName: 'Pages', publisher: 'Apple', bundleId: 'com.apple.Pages' });
    there['Pages'] = destination.put(apps, { '@odata.type': typed('iosVppApp'), displayName: 'Pages', publisher: 'Apple', bundleId: 'com.apple.Pages' });
    const template = source.put('deviceManagement/notificationMessageTemplates', notificationTemplate('Warning'));
    source.put('deviceManagement/deviceCompliancePolicies', compliancePolicy('Windows baseline', [include(staff), exclude(lab)], { template, copy: [staff] }));
    const { scep, root } = certificateChain(source, 'Office');
    source.put(configurations, { '@odata.type': typed('iosTrustedRootCertificate'), displayName: 'iOS root', certFileName: 'root.cer', trustedRootCertificate: 'MIIB' });
    const iosScep = source.put(configurations, { '@odata.type': typed('iosScepCertificateProfile'), displayName: 'iOS SCEP', scepServerUrls: ['https://ndes.pki.example/certsrv'] });
    source.put(configurations, { '@odata.type': typed('iosEasEmailProfileConfiguration'), displayName: 'iOS mail', accountName: 'Mail', hostName: 'outlook.office365.com', authenticationMethod: 'certificate', 'identityCertificate@odata.bind': link(iosScep), assignments: [include(staff)] });
    source.put(configurations, { '@odata.type': typed('windows10VpnConfiguration'), displayName: 'Windows VPN', connectionName: 'Office', connectionType: 'automatic', authenticationMethod: 'certificate', servers: [{ description: 'Office', address: 'vpn.example.net', isDefaultServer: true }], 'identityCertificate@odata.bind': link(scep), assignments: [include(staff)] });
    source.put('deviceManagement/configurationPolicies', { ...detection, assignments: [include(staff)] });
    source.put(configurations, { '@odata.type': typed('windowsDefenderAdvancedThreatProtectionConfiguration'), displayName: 'Defender onboarding', allowSampleSharing: true, advancedThreatProtectionAutoPopulateOnboardingBlob: true });
    destination.put('deviceManagement/configurationPolicies', { ...detection, name: 'Somebody else knows this template' });
    assert.ok(root !== '');
    result = await moved(stand);
  });
  after(async () => {
    for (const end of ends) await end();
  });

  for (const [row, code, app] of theirs) {
    test(`${row}: never guessed, named with what to do where the destination has none`, () => {
      const name = textAt(app, 'displayName') ?? '';
      assert.equal(endingOf(result, name), 'not portable');
      const finding = result.findings.find((one) => one['code'] === code && textAt(one, 'message')?.includes(`"${name}"`));
      assert.ok((textAt(finding ?? {}, 'remedy') ?? '').length > 20, `a remedy for ${name}`);
    });
  }

  test('an app bought in volume that the destination has is found by its bundle id and used', () => {
    assert.equal(endingOf(result, 'Pages'), 'same');
    assert.deepEqual(stand.destination.list(apps).filter((one) => one['bundleId'] === 'com.apple.Pages').map((one) => one['id']), [there['Pages']], 'and none is made beside it');
  });

  test('actions for noncompliance arrive with their template and the groups that get a copy', async () => {
    const [policy] = objectsAt(await stand.ask('fabrikam', 'deviceManagement/deviceCompliancePolicies?$expand=scheduledActionsForRule($expand=scheduledActionConfigurations)'), 'value');
    const actions = objectsAt(policy ?? {}, 'scheduledActionsForRule').flatMap((rule) => objectsAt(rule, 'scheduledActionConfigurations'));
    const [template] = stand.destination.list('deviceManagement/notificationMessageTemplates');
    assert.deepEqual(actions.map((one) => [one['actionType'], one['gracePeriodHours'], one['notificationMessageCCList'] ?? []]), [['block', 0, []], ['notification', 24, [groups.staff]]]);
    assert.equal(actions[1]?.['notificationTemplateId'], template?.['id']);
  });

  test('assignments arrive: inclusions and exclusions, with the groups of the destination', async () => {
    const [policy] = objectsAt(await stand.ask('fabrikam', 'deviceManagement/deviceCompliancePolicies?$expand=assignments'), 'value');
    const targets = objectsAt(policy ?? {}, 'assignments').map((one) => (isObject(one['target']) ? [textAt(one['target'], '@odata.type'), textAt(one['target'], 'groupId')] : []));
    assert.deepEqual(targets.sort(), [[typed('exclusionGroupAssignmentTarget'), groups.lab], [typed('groupAssignmentTarget'), groups.staff]].sort());
  });

  for (const [row, name, property, certificate] of [
    ['e-mail profiles with certificates', 'iOS mail', 'identityCertificate', 'iOS SCEP'],
    ['VPN with certificates', 'Windows VPN', 'identityCertificate', 'Office SCEP'],
    ['Wi-Fi with certificates', 'Office Wi-Fi', 'identityCertificateForClientAuthentication', 'Office SCEP'],
    ['SCEP certificates', 'Office SCEP', 'rootCertificate', 'Office root'],
  ] as const) {
    test(`${row} arrive, linked to the certificates that arrived with them`, () => {
      const all = stand.destination.list(configurations);
      const idOf = (wanted: string): string => textAt(all.find((one) => one['displayName'] === wanted) ?? {}, 'id') ?? '';
      assert.equal(endingOf(result, name), 'created');
      assert.deepEqual(stand.destination.linked(configurations, idOf(name), property), [idOf(certificate)]);
    });
  }

  test('endpoint detection and response arrives with its choice, and the blob of the source stays behind', () => {
    const policy = stand.destination.list('deviceManagement/configurationPolicies', ['settings']).find((one) => one['name'] === 'Endpoint detection');
    const text = JSON.stringify(policy?.['settings']);
    assert.match(text, /configurationtype_autofromconnector/u);
    assert.doesNotMatch(text, /c3a9e1d4|onboarding_fromconnector/u);
    const old = stand.destination.list(configurations).find((one) => one['displayName'] === 'Defender onboarding');
    assert.equal(old?.['advancedThreatProtectionAutoPopulateOnboardingBlob'], true);
    assert.ok(result.findings.some((one) => one['code'] === 'GAP-SECRET-007'), 'the blob is left for the connector of the destination');
    assert.ok(result.findings.some((one) => one['code'] === 'GAP-LICENSE-003' && textAt(one, 'message')?.includes('Microsoft Defender for Endpoint connector')), 'which the destination does not have yet');
  });
});
