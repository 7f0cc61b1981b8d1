import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codes } from '../../../src/model/rules.js';
import { codesOf, convert, only } from './folder.js';

const id = '7d2f64b8-1aea-4cf1-ac83-afa6a9f1f2de';
const sales = '3a91c6b2-7d54-4e08-8f6a-1b2c3d4e5f60';
const setting = (definition: string): unknown => ({
  settingInstance: { '@odata.type': '#microsoft.graph.deviceManagementConfigurationChoiceSettingInstance', settingDefinitionId: definition, choiceSettingValue: { value: `${definition}_1`, children: [] } },
});
const definitionValue = {
  'definition@odata.bind': "https://graph.microsoft.com/beta/deviceManagement/groupPolicyDefinitions('2a31ece5-2838-4ccb-9d15-b77ffe0f0ac0')",
  enabled: 'true',
  presentationValues: [{ '@odata.type': '#microsoft.graph.groupPolicyPresentationValueBoolean', value: 'false', 'presentation@odata.bind': "https://graph.microsoft.com/beta/deviceManagement/groupPolicyDefinitions('2a31ece5-2838-4ccb-9d15-b77ffe0f0ac0')/presentations('6f605b7e-ca35-4f6a-b616-0cf85f5e9580')" }],
};

test('IntuneBackupAndRestore: assignments lie in a folder beside, one of them as a bare object', async (t) => {
  const outcome = await convert(t, {
    'Device Configurations/Kiosk.json': { '@odata.type': '#microsoft.graph.iosGeneralDeviceConfiguration', id, displayName: 'Kiosk', cameraBlocked: true },
    'Device Configurations/Assignments/Kiosk.json': { id: `${id}_${sales}`, source: 'direct', target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: sales } },
  });
  assert.deepEqual(only(outcome).assignments, [{ target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: sales } }]);
  assert.deepEqual(outcome.files.map((file) => [file.as, 'of' in file ? file.of : undefined]), [['not a policy', 'Device Configurations/Kiosk.json'], ['policies', undefined]]);
});

test('IntuneBackupAndRestore: app assignments are found by the id in the file name', async (t) => {
  const outcome = await convert(t, {
    'Client Apps/iosStoreApp_Mail.json': { '@odata.type': '#microsoft.graph.iosStoreApp', id, displayName: 'Mail', bundleId: 'com.contoso.mail' },
    [`Client Apps/Assignments/${id} - Mail.json`]: [{ intent: 'required', target: '@{@odata.type=#microsoft.graph.groupAssignmentTarget; groupId=3a91c6b2-7d54-4e08-8f6a-1b2c3d4e5f60}' }],
  });
  assert.deepEqual(only(outcome).assignments, [{ intent: 'required', target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: sales } }]);
});

test('values that PowerShell cut off at its depth are lost, each with its place', async (t) => {
  const outcome = await convert(t, {
    'a.json': { '@odata.type': '#microsoft.graph.iosGeneralDeviceConfiguration', id, displayName: 'Kiosk', cameraBlocked: true, networkUsageRules: ['System.Collections.Hashtable'], mediaContentRatingAustralia: '@{movieRating=allAllowed}', appsVisibilityList: [{ name: 'Mail', publisher: 'System.Object[]' }] },
  });
  const cut = outcome.findings.filter((finding) => finding.code === codes.convertCut).map((finding) => finding.at);
  assert.deepEqual(cut, ['/body/networkUsageRules/0', '/body/mediaContentRatingAustralia', '/body/appsVisibilityList/0/publisher']);
  assert.deepEqual(only(outcome).body['appsVisibilityList'], [{ name: 'Mail' }]);
  assert.doesNotMatch(JSON.stringify(only(outcome)), /System\.|@\{/);
});

test('a list of administrative template values alone is a policy named after its file, with truth values as such', async (t) => {
  const outcome = await convert(t, { 'Administrative Templates/Edge baseline_25-11-2020-17-42-11.json': [definitionValue] });
  const policy = only(outcome);
  assert.equal(policy.name, 'Edge baseline');
  assert.equal(policy.kind, 'administrativeTemplate');
  assert.deepEqual(policy.children['definitionValues'], [
    {
      enabled: true,
      definition: { id: '2a31ece5-2838-4ccb-9d15-b77ffe0f0ac0' },
      presentationValues: [{ '@odata.type': '#microsoft.graph.groupPolicyPresentationValueBoolean', value: false, presentation: { id: '6f605b7e-ca35-4f6a-b616-0cf85f5e9580' } }],
    },
  ]);
  assert.ok(codesOf(outcome.findings).includes(codes.convertValuesLost));
});

test('a compliance policy without actions for noncompliance says so, and gets the one that the service demands', async (t) => {
  const outcome = await convert(t, { 'Device Compliance Policies/a.json': { '@odata.type': '#microsoft.graph.windows10CompliancePolicy', id, displayName: 'Windows', bitLockerEnabled: true } });
  assert.equal(only(outcome).kind, 'compliancePolicy');
  assert.ok(codesOf(outcome.findings).includes(codes.convertActionsLost));
  const [rule, second] = only(outcome).children['scheduledActionsForRule'] ?? [];
  assert.equal(second, undefined);
  assert.deepEqual(rule?.['scheduledActionConfigurations'], [{ actionType: 'block', gracePeriodHours: 0, notificationTemplateId: '', notificationMessageCCList: [] }]);
});

test('the Graph PowerShell SDK writes other casing: members get the casing of Graph, at every depth', async (t) => {
  const outcome = await convert(t, {
    'CA.json': {
      Id: id,
      DisplayName: 'Require MFA',
      State: 'enabled',
      Conditions: { Users: { IncludeRoles: ['62e90394-69f5-4237-9190-012177145e10'], ExcludeGroups: [sales] }, ClientAppTypes: ['all'], Applications: { IncludeApplications: ['All'] } },
      GrantControls: { Operator: 'OR', BuiltInControls: ['mfa'] },
      SessionControls: { ApplicationEnforcedRestrictions: {} },
      AdditionalProperties: { '@odata.context': 'x' },
    },
  });
  const { conditions } = only(outcome).body;
  assert.ok(codesOf(outcome.findings).includes(codes.convertRepaired));
  assert.deepEqual(conditions, { users: { includeRoles: ['62e90394-69f5-4237-9190-012177145e10'], excludeGroups: [sales] }, clientAppTypes: ['all'], applications: { includeApplications: ['All'] } });
  assert.equal(only(outcome).id, id);
});

test('CIPP keeps bodies as text, table rows as text in text', async (t) => {
  const body = { name: 'Screen lock', description: '', platforms: 'windows10', technologies: 'mdm', settings: [setting('lock')] };
  const template = { Displayname: 'Screen lock', Description: 'From the template', RAWJson: JSON.stringify(body), Type: 'Catalog', GUID: id };
  const admin = { Displayname: 'Edge', Description: '', RAWJson: JSON.stringify({ added: [definitionValue], updated: [], deletedIds: [] }), Type: 'Admin', GUID: sales };
  const outcome = await convert(t, { 'lock.json': template, 'edge.json': { PartitionKey: 'IntuneTemplate', RowKey: sales, JSON: JSON.stringify(admin) } });
  assert.deepEqual(outcome.policies.map((policy) => [policy.kind, policy.name]), [['administrativeTemplate', 'Edge'], ['settingsCatalog', 'Screen lock']]);
  assert.deepEqual(outcome.files.map((file) => ('layout' in file ? file.layout : '')), ['CIPP', 'CIPP']);
});

test('members of a list answer are policies where they are whole; rows that only name them are not', async (t) => {
  const context = 'https://graph.microsoft.com/beta/$metadata#deviceManagement/deviceConfigurations';
  const outcome = await convert(t, {
    'whole.json': { '@odata.context': `${context}(assignments())`, '@odata.nextLink': 'https://graph.microsoft.com/beta/x', value: [{ '@odata.type': '#microsoft.graph.iosGeneralDeviceConfiguration', id, displayName: 'Kiosk', cameraBlocked: true, assignments: [] }] },
    'selected.json': { '@odata.context': `${context}(id,displayName,assignments())`, value: [{ '@odata.type': '#microsoft.graph.iosGeneralDeviceConfiguration', id: sales, displayName: 'Shared' }] },
    'bare.json': { value: [{ '@odata.type': '#microsoft.graph.iosGeneralDeviceConfiguration', id: sales, displayName: 'Shared' }] },
  });
  assert.equal(only(outcome).name, 'Kiosk');
  assert.deepEqual(outcome.files.map((file) => [file.path, file.as]), [['bare.json', 'not a policy'], ['selected.json', 'not a policy'], ['whole.json', 'policies']]);
  assert.deepEqual(outcome.table.kinds['deviceConfiguration'], { files: 3, made: 1, twins: 0, heads: 2 });
  assert.ok(codesOf(outcome.findings).includes(codes.convertListCut));
});

test('settings that were saved as an answer of their own come back to their policy by its id', async (t) => {
  const context = 'https://graph.microsoft.com/beta/$metadata#deviceManagement/configurationPolicies';
  const outcome = await convert(t, {
    'policy.json': { '@odata.context': `${context}/$entity`, id, name: 'Screen lock', platforms: 'windows10', technologies: 'mdm', settingCount: 1 },
    'settings.json': { '@odata.context': `${context}('${id}')/settings`, value: [setting('lock')] },
  });
  assert.equal(only(outcome).children['settings']?.length, 1);
});

test('a policy whose settings are not there is no policy', async (t) => {
  const outcome = await convert(t, { 'policy.json': { id, name: 'Screen lock', platforms: 'windows10', technologies: 'mdm', settingCount: 4 } });
  assert.deepEqual(outcome.policies, []);
  assert.ok(codesOf(outcome.findings).includes(codes.convertNotWhole));
});

test('the kind comes from the type, else the context, else the shape, and last the folder', async (t) => {
  const outcome = await convert(t, {
    // the folder lies, the type counts
    'Compliance Policies/a.json': { '@odata.type': '#microsoft.graph.iosGeneralDeviceConfiguration', id, displayName: 'by type', cameraBlocked: true },
    'Scope Tags/b.json': { '@odata.context': 'https://graph.microsoft.com/beta/$metadata#deviceManagement/termsAndConditions/$entity', id, displayName: 'by context', description: '' },
    'Device Categories/c.json': { displayName: 'by shape', rule: '(device.model -eq "x")', platform: 'iOS' },
    'Device Categories/d.json': { displayName: 'by folder', description: '' },
    'device_category/e.json': { displayName: 'by another spelling of the folder', description: '' },
    'f.json': { displayName: 'by nothing', description: '' },
  });
  assert.deepEqual(Object.fromEntries(outcome.policies.map((policy) => [policy.name, policy.kind])), {
    'by type': 'deviceConfiguration',
    'by context': 'termsAndConditions',
    'by shape': 'assignmentFilter',
    'by folder': 'deviceCategory',
    'by another spelling of the folder': 'deviceCategory',
  });
  assert.deepEqual(outcome.files.at(-1)?.as, 'not a policy');
});

test('lists of groups and filters in one file are as many objects', async (t) => {
  const outcome = await convert(t, {
    'Groups.json': { groups: [{ displayName: 'Sales', membershipRule: '(user.department -eq "Sales")' }, { displayName: 'IT', membershipRule: '(user.department -eq "IT")' }] },
    'Filters.json': { filters: [{ displayName: 'Corporate', platform: 'iOS', rule: '(device.deviceOwnership -eq "Corporate")' }] },
  });
  assert.deepEqual(new Set(outcome.neighbors.map((group) => group.name)), new Set(['Sales', 'IT']));
  assert.equal(only(outcome).kind, 'assignmentFilter');
});

test('a type that has no row is named, and the file is not silently gone', async (t) => {
  const outcome = await convert(t, { 'a.json': { '@odata.type': '#microsoft.graph.somethingOfTomorrow', id, displayName: 'New' } });
  assert.deepEqual(outcome.table.noRow, { somethingOfTomorrow: 1 });
  assert.deepEqual(codesOf(outcome.findings.filter((finding) => finding.message.includes('a.json'))), [codes.convertUnknownType]);
});

test('place holders of authors are findings with their path, and ids of the service with braces are none', async (t) => {
  const value = (text: string): unknown => ({ settingInstance: { '@odata.type': '#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance', settingDefinitionId: 'device_vendor_msft_passportforwork_{tenantid}', simpleSettingValue: { '@odata.type': '#microsoft.graph.deviceManagementConfigurationStringSettingValue', value: text } } });
  const outcome = await convert(t, { 'a.json': { id, name: 'Screen lock', description: 'for your tenant', platforms: 'windows10', technologies: 'mdm', settings: ['<YOURTENANTID>', '%TenantId%', 'REPLACE-ME', '%ProgramData%', '{{mail}}', 'plain'].map(value) } });
  const found = outcome.findings.filter((finding) => finding.code === codes.valuePlaceHolder).map((finding) => finding.at);
  assert.deepEqual(found, [0, 1, 2].map((index) => `/children/settings/${String(index)}/settingInstance/simpleSettingValue/value`));
});

test('what a file lacks of an app protection policy, and relations of apps that nobody can read back, are said with the object', async (t) => {
  const outcome = await convert(t, {
    'App Protection/a.json': { '@odata.type': '#microsoft.graph.iosManagedAppProtection', id, displayName: 'Phones', appGroupType: 'selectedPublicApps', pinRequired: true, assignments: [] },
    'Applications/b.json': { '@odata.type': '#microsoft.graph.win32LobApp', id: sales, displayName: 'Viewer', publisher: 'Contoso', fileName: 'viewer.intunewin', '#CustomRefDependency': `Runtime|!|1.0|!|${id}`, assignments: [] },
  });
  const said = (code: string): string[] => outcome.findings.filter((finding) => finding.code === code).map((finding) => finding.address?.split(' (')[0] ?? '');
  assert.deepEqual([said(codes.convertPartMissing), said(codes.appRelations)], [['iosAppProtection/Phones', 'packagedApp/Viewer'], ['packagedApp/Viewer']]);
});
