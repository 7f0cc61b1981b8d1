import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { isObject, type JsonObject } from '../../src/model/json.js';
import { directoryRoles } from '../../src/simulator/tenant/built-in.js';
import { idIn, message, startBench, type Bench } from './client.js';

let bench: Bench;
before(async () => {
  bench = await startBench();
});
after(() => bench.stop());

const policies = 'identity/conditionalAccess/policies';
const nowhere = '77777777-7777-4777-8777-777777777777';

function policy(more: { users?: JsonObject; apps?: JsonObject; locations?: JsonObject; grant?: JsonObject; session?: JsonObject } = {}): JsonObject {
  return {
    displayName: 'ca', state: 'disabled',
    conditions: { users: more.users ?? { includeUsers: ['All'] }, applications: more.apps ?? { includeApplications: ['All'] }, ...(more.locations === undefined ? {} : { locations: more.locations }) },
    grantControls: more.grant ?? { operator: 'OR', builtInControls: ['mfa'] },
    ...(more.session === undefined ? {} : { sessionControls: more.session }),
  };
}

test('conditional access refuses every id that leads nowhere and names it, with its own numbers', async () => {
  const wrong: JsonObject[] = [
    policy({ users: { includeUsers: [nowhere] } }), policy({ users: { includeUsers: ['All'], excludeGroups: [nowhere] } }), policy({ users: { includeRoles: [nowhere] } }), policy({ apps: { includeApplications: [nowhere] } }),
    policy({ locations: { includeLocations: [nowhere] } }), policy({ grant: { operator: 'OR', builtInControls: [], termsOfUse: [nowhere] } }), policy({ grant: { operator: 'OR', authenticationStrength: { id: nowhere } } }),
  ];
  for (const body of wrong) {
    const reply = await bench.call('POST', policies, body);
    assert.equal(reply.status, 400, JSON.stringify(body));
    assert.match(message(reply), new RegExp(`^\\d{4}: .*${nowhere}`, 'u'));
  }
  assert.match(message(await bench.call('POST', policies, { ...policy(), nope: 1 })), /^1007: /u);
  assert.equal((await bench.call('POST', policies, policy({ session: { disableResilienceDefaults: false } }))).status, 400);
});

test('an authentication strength comes expanded and is taken by its id alone', async () => {
  const strength = { id: '00000000-0000-0000-0000-000000000004' };
  const made = await bench.call('POST', policies, policy({ users: { includeRoles: [directoryRoles['Global Administrator'] ?? ''] }, grant: { operator: 'OR', authenticationStrength: strength } }));
  assert.equal(made.status, 201, message(made));
  const grant = made.body['grantControls'];
  assert.equal(isObject(grant) && isObject(grant['authenticationStrength']) && grant['authenticationStrength']['displayName'], 'Phishing-resistant MFA');
  assert.equal((await bench.call('POST', policies, policy({ grant: isObject(grant) ? grant : {} }))).status, 400);
  assert.equal((await bench.call('PATCH', `${policies}/${idIn(made)}`, { state: 'enabled' })).status, 204);
});

test('a trusted or used location stays', async () => {
  const path = 'identity/conditionalAccess/namedLocations';
  const body = { '@odata.type': '#microsoft.graph.ipNamedLocation', displayName: 'l', isTrusted: true, ipRanges: [{ '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: '203.0.113.0/24' }] };
  assert.equal((await bench.call('POST', path, { ...body, ipRanges: [{ '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: 'here' }] })).status, 400);
  const id = idIn(await bench.call('POST', path, body));
  const used = idIn(await bench.call('POST', policies, policy({ locations: { includeLocations: ['All'], excludeLocations: [id] } })));
  assert.equal((await bench.call('DELETE', `${path}/${id}`)).status, 400);
  assert.equal((await bench.call('PATCH', `${path}/${id}`, { '@odata.type': '#microsoft.graph.ipNamedLocation', isTrusted: false })).status, 204);
  assert.equal((await bench.call('DELETE', `${path}/${id}`)).status, 400);
  assert.equal((await bench.call('DELETE', `${policies}/${used}`)).status, 204);
  assert.equal((await bench.call('DELETE', `${path}/${id}`)).status, 204);
});

test('apps: some can never be created, a Microsoft Store app is assigned once it is published', async () => {
  const path = 'deviceAppManagement/mobileApps';
  for (const type of ['iosVppApp', 'androidManagedStoreApp', 'androidStoreApp', 'microsoftStoreForBusinessApp']) assert.equal((await bench.call('POST', path, { '@odata.type': `#microsoft.graph.${type}`, displayName: 'x' })).status, 400, type);
  bench.tenant.options.publishing = 0.2;
  const id = idIn(await bench.call('POST', path, { '@odata.type': '#microsoft.graph.winGetApp', displayName: 'w', packageIdentifier: 'p' }));
  const assign = (settings: string) => bench.call('POST', `${path}/${id}/assign`, { mobileAppAssignments: [{ '@odata.type': '#microsoft.graph.mobileAppAssignment', intent: 'required', target: { '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget' }, settings: { '@odata.type': `#microsoft.graph.${settings}` } }] });
  assert.equal((await assign('winGetAppAssignmentSettings')).status, 400, 'not published yet');
  const state = async (): Promise<unknown> => (await bench.call('GET', `${path}/${id}`)).body['publishingState'];
  for (let tries = 0; tries < 50 && (await state()) !== 'published'; tries += 1) await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal((await assign('win32LobAppAssignmentSettings')).status, 400, 'settings of another type of app');
  assert.equal((await assign('winGetAppAssignmentSettings')).status, 200);
  delete bench.tenant.options.publishing;
});

test('an app configuration names apps that exist, and Android needs managed Google Play', async () => {
  const path = 'deviceAppManagement/mobileAppConfigurations';
  const app = bench.tenant.put('deviceAppManagement/mobileApps', { '@odata.type': '#microsoft.graph.androidManagedStoreApp', displayName: 'a', packageId: 'p' });
  const ios = { '@odata.type': '#microsoft.graph.iosMobileAppConfiguration', displayName: 'c' };
  assert.equal((await bench.call('POST', path, { ...ios, targetedMobileApps: [nowhere] })).status, 400);
  const id = idIn(await bench.call('POST', path, { ...ios, targetedMobileApps: [app] }));
  assert.equal((await bench.call('PATCH', `${path}/${id}`, { ...ios, targetedMobileApps: [app] })).status, 400);
  assert.equal((await bench.call('POST', `${path}/${id}/microsoft.graph.managedDeviceMobileAppConfiguration/assign`, { assignments: [] })).status, 200);
  const android = { '@odata.type': '#microsoft.graph.androidManagedStoreAppConfiguration', displayName: 'c', packageId: 'app:p', targetedMobileApps: [app] };
  assert.match(message(await bench.call('POST', path, android)), /managed Google Play/u);
  bench.tenant.put('deviceManagement/androidManagedStoreAccountEnterpriseSettings', { id: 'play', bindStatus: 'boundAndValidated' });
  assert.equal((await bench.call('POST', path, android)).status, 201);
});

test('managed app policies: ids have a prefix, apps come by an action, groups of Microsoft apps take none', async () => {
  const path = 'deviceAppManagement/iosManagedAppProtections';
  const id = idIn(await bench.call('POST', path, { displayName: 'p' }));
  assert.match(id, /^T_/u);
  const app = { mobileAppIdentifier: { '@odata.type': '#microsoft.graph.iosMobileAppIdentifier', bundleId: 'b' } };
  assert.equal((await bench.call('POST', `${path}/${id}/targetApps`, { apps: [app], appGroupType: 'allMicrosoftApps' })).status, 400);
  assert.equal((await bench.call('POST', `${path}/${id}/targetApps`, { apps: [app], appGroupType: 'selectedPublicApps' })).status, 204);
  const read = await bench.call('GET', `${path}('${id}')?$expand=apps,assignments`);
  assert.deepEqual([read.body['appGroupType'], JSON.stringify(read.body['apps']).includes('"bundleId":"b"')], ['selectedPublicApps', true]);
  assert.equal((await bench.call('POST', `${path}/${id}/assign`, { assignments: [{ target: { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' } }] })).status, 400, 'groups only');
});

test('notification templates hold one default language, and intents are made from templates', async () => {
  const path = 'deviceManagement/notificationMessageTemplates';
  const id = idIn(await bench.call('POST', path, { displayName: 'n', brandingOptions: 'includeCompanyLogo' }));
  const message = (locale: string, isDefault: boolean) => bench.call('POST', `${path}/${id}/localizedNotificationMessages`, { locale, subject: 's', messageTemplate: 'm', isDefault });
  assert.deepEqual([(await message('en-US', true)).body['id'], (await message('de-DE', true)).status, (await message('de-DE', false)).status], [`${id}_en-us`, 201, 409]);
  const read = await bench.call('GET', `${path}/${id}?$expand=localizedNotificationMessages`);
  assert.equal(read.body['defaultLocale'], 'de-DE');
  assert.equal((JSON.stringify(read.body).match(/"isDefault":true/gu) ?? []).length, 1);
  bench.tenant.data.cloud.learn('deviceManagement/templates', { id: nowhere, displayName: 'Old baseline' });
  assert.equal((await bench.call('POST', 'deviceManagement/intents', { displayName: 'i' })).status, 405);
  const setting = { '@odata.type': '#microsoft.graph.deviceManagementBooleanSettingInstance', definitionId: 'd', valueJson: 'true' };
  const intent = idIn(await bench.call('POST', `deviceManagement/templates/${nowhere}/createInstance`, { displayName: 'i', settingsDelta: [setting] }));
  assert.equal((await bench.call('POST', `deviceManagement/intents/${intent}/updateSettings`, { settings: [{ ...setting, valueJson: 'false' }] })).status, 204);
  assert.equal((await bench.items(`deviceManagement/intents/${intent}/settings`))[0]?.['valueJson'], 'false');
});
