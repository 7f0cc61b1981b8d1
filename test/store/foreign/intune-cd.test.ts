import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codes } from '../../../src/model/rules.js';
import { isMadeId } from '../../../src/store/foreign/identity.js';
import { codesOf, convert, only } from './folder.js';

/** JSON with the five blanks that IntuneCD indents by. */
function five(value: unknown): string {
  return JSON.stringify(value, undefined, 5);
}

const group = { '@odata.type': '#microsoft.graph.groupAssignmentTarget', deviceAndAppManagementAssignmentFilterId: null, deviceAndAppManagementAssignmentFilterType: 'none' };

const lock = {
  name: 'Screen lock',
  description: '',
  platforms: 'windows10',
  technologies: 'mdm',
  roleScopeTagIds: ['Default', 'Berlin'],
  settingCount: 1,
  templateReference: { templateId: '', templateFamily: 'none' },
  settings: [{ id: '0', settingInstance: { '@odata.type': '#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance', settingDefinitionId: 'lock', simpleSettingValue: { '@odata.type': '#microsoft.graph.deviceManagementConfigurationIntegerSettingValue', value: 5 } } }],
  assignments: [{ source: 'direct', target: { ...group, deviceAndAppManagementAssignmentFilterId: 'Corporate devices', deviceAndAppManagementAssignmentFilterType: 'include', groupName: 'Sales', groupType: 'DynamicMembership', membershipRule: '(user.department -eq "Sales")' } }],
};

test('an object without id gets one made of kind, type and name, the same in every conversion', async (t) => {
  const first = only(await convert(t, { 'Settings Catalog/Screen lock_mdm.json': five(lock) }));
  const again = await convert(t, { 'backup/Settings Catalog/renamed.json': five({ ...lock, description: 'edited' }) });
  assert.ok(isMadeId(first.id));
  assert.equal(only(again).id, first.id);
  assert.ok(codesOf(again.findings).includes(codes.convertNoId));
});

test('groups, filters and scope tags by name become references to neighbors or to the objects of the backup', async (t) => {
  const outcome = await convert(t, {
    'Settings Catalog/Screen lock_mdm.json': five(lock),
    'Filters/Corporate devices_windows10AndLater.json': five({ displayName: 'Corporate devices', platform: 'windows10AndLater', rule: '(device.deviceOwnership -eq "Corporate")', roleScopeTags: ['Default'] }),
    'Scope Tags/Berlin.json': five({ displayName: 'Berlin', description: '', isBuiltIn: false }),
  });
  assert.ok(codesOf(outcome.findings).includes(codes.convertGroupsByName));
  const idOf = (kind: string): string | undefined => outcome.policies.find((policy) => policy.kind === kind)?.id;
  const policy = outcome.policies.find((one) => one.kind === 'settingsCatalog');
  const [sales, second] = outcome.neighbors;
  assert.equal(second, undefined);
  assert.deepEqual(sales, { kind: 'group', id: sales?.id, name: 'Sales', state: 'found', facts: { displayName: 'Sales', membershipRule: '(user.department -eq "Sales")' } });
  assert.deepEqual(policy?.body['roleScopeTagIds'], ['0', idOf('scopeTag')]);
  assert.deepEqual(policy.assignments, [{ target: { ...group, deviceAndAppManagementAssignmentFilterId: idOf('assignmentFilter'), deviceAndAppManagementAssignmentFilterType: 'include', groupId: sales?.id } }]);
});

test('a name that two objects of the backup have is a question and not a choice', async (t) => {
  const filter = { displayName: 'Corporate devices', rule: '(device.deviceOwnership -eq "Corporate")' };
  const outcome = await convert(t, {
    'Settings Catalog/Screen lock_mdm.json': five(lock),
    'Filters/a.json': five({ ...filter, platform: 'windows10AndLater' }),
    'Filters/b.json': five({ ...filter, platform: 'iOS' }),
  });
  const target = JSON.stringify(outcome.policies.find((one) => one.kind === 'settingsCatalog')?.assignments);
  const filters = outcome.policies.filter((one) => one.kind === 'assignmentFilter').map((one) => String(one.id));
  assert.equal(new Set(filters).size, 2);
  assert.deepEqual(filters.filter((id) => target.includes(id)), []);
  assert.deepEqual(outcome.findings.filter((finding) => finding.code === codes.unclearReference).map((finding) => finding.at), ['/assignments/0/target/deviceAndAppManagementAssignmentFilterId']);
});

test('a group that was deleted before the backup is an orphan, not nobody', async (t) => {
  const outcome = await convert(t, { 'a.json': five({ ...lock, assignments: [{ target: group }] }) });
  const orphan = outcome.neighbors.find((one) => one.kind === 'group');
  assert.deepEqual(orphan, { kind: 'group', id: orphan?.id, state: 'gone', facts: {} });
  assert.deepEqual(only(outcome).assignments, [{ target: { ...group, groupId: orphan?.id } }]);
});

test('a template without id gets the one that a policy of the backup names it by', async (t) => {
  const id = '3b7d0f52-6c1e-4a98-8d2f-5e4c3b2a1908';
  const outcome = await convert(t, {
    'Compliance Policies/Message Templates/Warning.json': five({ displayName: 'Warning', brandingOptions: 'none', defaultLocale: 'en-us', roleScopeTagIds: ['Default'], localizedNotificationMessages: [{ locale: 'en-us', subject: 'Hello', messageTemplate: 'Text', isDefault: true }] }),
    'Compliance Policies/Policies/Windows_windows10CompliancePolicy.json': five({
      '@odata.type': '#microsoft.graph.windows10CompliancePolicy',
      displayName: 'Windows',
      scheduledActionsForRule: [{ ruleName: null, scheduledActionConfigurations: [{ gracePeriodHours: 0, actionType: 'notification', notificationTemplateId: id, notificationTemplateName: 'Warning', notificationMessageCCList: [] }] }],
    }),
  });
  assert.equal(outcome.policies.find((policy) => policy.kind === 'notificationTemplate')?.id, id);
  const actions = outcome.policies.find((policy) => policy.kind === 'compliancePolicy')?.children['scheduledActionsForRule'];
  assert.match(JSON.stringify(actions), new RegExp(id));
  assert.doesNotMatch(JSON.stringify(actions), /notificationTemplateName/);
  assert.deepEqual(outcome.neighbors, []);
});

test('one bare app where the layout keeps one of several is taken, and said to be perhaps not all', async (t) => {
  const outcome = await convert(t, {
    'App Configuration/Mail_iosMobileAppConfiguration.json': five({ '@odata.type': '#microsoft.graph.iosMobileAppConfiguration', displayName: 'Mail', targetedMobileApps: { appName: 'Outlook', type: '#microsoft.graph.iosStoreApp' }, settings: [] }),
  });
  const [app] = outcome.neighbors;
  assert.deepEqual(app, { kind: 'mobileApp', id: app?.id, name: 'Outlook', state: 'found', facts: { '@odata.type': '#microsoft.graph.iosStoreApp', displayName: 'Outlook' } });
  assert.deepEqual(only(outcome).body['targetedMobileApps'], [app?.id]);
  assert.ok(codesOf(outcome.findings).includes(codes.convertAppsLost));
});

test('apps that an enrollment status page waits for are named, and get the ids of the apps', async (t) => {
  const outcome = await convert(t, {
    'ESP/Page.json': five({ '@odata.type': '#microsoft.graph.windows10EnrollmentCompletionPageConfiguration', displayName: 'Page', priority: 1, selectedMobileAppNames: [{ name: 'Company Portal', type: '#microsoft.graph.winGetApp' }, { name: 'Agent', type: '#microsoft.graph.win32LobApp' }] }),
  });
  const ids = only(outcome).body['selectedMobileAppIds'];
  assert.deepEqual(new Set(outcome.neighbors.map((app) => app.name)), new Set(['Company Portal', 'Agent']));
  assert.ok(Array.isArray(ids) && ids.length === 2 && ids.every((id) => outcome.neighbors.some((app) => app.id === id)));
  assert.ok(!codesOf(outcome.findings).includes(codes.convertAppsLost));
});

test('the default object of a kind is known by its priority, because its id is gone', async (t) => {
  const outcome = await convert(t, { 'Enrollment Configurations/All.json': five({ '@odata.type': '#microsoft.graph.deviceEnrollmentLimitConfiguration', displayName: 'All users and all devices', priority: 0, limit: 5 }) });
  assert.equal(only(outcome).defaultObject, 'DefaultLimit');
});

test('what was decoded for reading is encoded again', async (t) => {
  const outcome = await convert(t, { 'a.json': five({ '@odata.type': '#microsoft.graph.androidManagedStoreAppConfiguration', displayName: 'Mail', packageId: 'app:com.microsoft.office.outlook', payloadJson: { kind: 'androidenterprise#managedConfiguration', managedProperty: [] }, targetedMobileApps: [] }) });
  const payload = only(outcome).body['payloadJson'];
  assert.equal(typeof payload === 'string' ? Buffer.from(payload, 'base64').toString() : payload, '{"kind":"androidenterprise#managedConfiguration","managedProperty":[]}');
});

test('a secret that the backup holds in clear is reported and does not reach the bundle', async (t) => {
  const outcome = await convert(t, { 'a.json': five({ '@odata.type': '#microsoft.graph.iosWiFiConfiguration', displayName: 'Guest', wiFiSecurityType: 'wpaPersonal', preSharedKey: 'correct horse battery', preSharedKeyIsSet: true }) });
  assert.ok(codesOf(outcome.findings).includes(codes.convertSecretInClear));
  assert.doesNotMatch(JSON.stringify(outcome), /correct horse/);
});

test('YAML backups are refused with the way out', async (t) => {
  const outcome = await convert(t, { 'Settings Catalog/a.yaml': 'name: a\n' });
  assert.match(outcome.table.notReadable[0]?.because ?? '', /YAML.*JSON/);
});
