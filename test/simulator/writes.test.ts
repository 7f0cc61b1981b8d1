import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { isObject, type JsonObject } from '../../src/model/json.js';
import { choice, idIn, message, startBench, type Bench } from './client.js';

let bench: Bench;
before(async () => {
  bench = await startBench();
});
after(() => bench.stop());

const policies = 'deviceManagement/configurationPolicies';
const configurations = 'deviceManagement/deviceConfigurations';
const group = (name: string): string => bench.tenant.put('groups', { displayName: name, mailEnabled: false, mailNickname: name, securityEnabled: true });
const target = (groupId: string, more: JsonObject = {}): JsonObject => ({ target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId, ...more } });

test('a type that is missing, abstract, foreign or unknown is refused, and so is what the type does not have', async () => {
  const wrong: JsonObject[] = [
    { displayName: 'x' },
    { '@odata.type': '#microsoft.graph.deviceConfiguration', displayName: 'x' },
    { '@odata.type': '#microsoft.graph.iosCompliancePolicy', displayName: 'x' },
    { '@odata.type': '#microsoft.graph.nothing', displayName: 'x' },
    { '@odata.type': '#microsoft.graph.unsupportedDeviceConfiguration', displayName: 'x' },
    { '@odata.type': '#microsoft.graph.iosCustomConfiguration' },
    { '@odata.type': '#microsoft.graph.iosCustomConfiguration', displayName: 'x', assignments: [] },
    { '@odata.type': '#microsoft.graph.iosCustomConfiguration', displayName: 'x', payload: 'not base64!' },
    { '@odata.type': '#microsoft.graph.iosCustomConfiguration', displayName: 'x', 'assignments@odata.context': 'y' },
  ];
  for (const body of wrong) assert.equal((await bench.call('POST', configurations, body)).status, 400, JSON.stringify(body));
  const right = await bench.call('POST', configurations, { '@odata.type': '#microsoft.graph.iosCustomConfiguration', displayName: 'x', payload: '', payloadName: 'x', version: 7, createdDateTime: '2020-01-01T00:00:00Z' });
  assert.deepEqual([right.status, right.body['version']], [201, 1], 'what only the service sets is ignored');
  bench.tenant.options.malformedIs500 = true;
  assert.equal((await bench.call('POST', configurations, wrong[3] ?? {})).status, 500);
  delete bench.tenant.options.malformedIs500;
});

test('PATCH needs the type, keeps it, raises the version and takes no navigation property', async () => {
  const id = idIn(await bench.call('POST', configurations, { '@odata.type': '#microsoft.graph.iosGeneralDeviceConfiguration', displayName: 'p' }));
  assert.equal((await bench.call('PATCH', `${configurations}/${id}`, { cameraBlocked: true })).status, 400);
  assert.equal((await bench.call('PATCH', `${configurations}/${id}`, { '@odata.type': '#microsoft.graph.iosCustomConfiguration', displayName: 'q' })).status, 400);
  const changed = await bench.call('PATCH', `${configurations}/${id}`, { '@odata.type': '#microsoft.graph.iosGeneralDeviceConfiguration', cameraBlocked: true });
  assert.deepEqual([changed.status, changed.body['cameraBlocked'], changed.body['displayName'], changed.body['version']], [200, true, 'p', 2]);
  assert.match(message(await bench.call('PATCH', `${configurations}/${id}`, { '@odata.type': '#microsoft.graph.iosGeneralDeviceConfiguration', assignments: [] })), /Cannot apply PATCH to navigation property/u);
});

test('PUT replaces a settings catalog policy whole, PATCH changes what stands around the settings only', async () => {
  const id = idIn(await bench.call('POST', policies, { name: 'a', description: 'd', platforms: 'windows10', technologies: 'mdm', settings: [choice('one'), choice('two')] }));
  assert.equal((await bench.call('PATCH', `${policies}('${id}')`, { settings: [] })).status, 400);
  assert.equal((await bench.call('PATCH', `${policies}('${id}')`, { platforms: 'macOS' })).status, 400);
  assert.equal((await bench.call('PUT', `${policies}('${id}')`, { name: 'b', platforms: 'windows10', technologies: 'mdm', settings: [choice('three')] })).status, 204);
  const read = await bench.call('GET', `${policies}('${id}')?$expand=settings`);
  assert.deepEqual([read.body['name'], read.body['description'], read.body['settingCount']], ['b', null, 1]);
  assert.equal((await bench.call('POST', policies, { name: 'empty', platforms: 'windows10', technologies: 'mdm', settings: [] })).status, 400);
});

test('assign replaces the whole set, checks groups and filters, and takes no filter on an exclusion', async () => {
  const id = idIn(await bench.call('POST', policies, { name: 'assigned', platforms: 'windows10', technologies: 'mdm', settings: [choice('x')] }));
  const [one, two] = [group('one'), group('two')];
  const filter = bench.tenant.put('deviceManagement/assignmentFilters', { displayName: 'Filter', platform: 'windows10AndLater', rule: '(device.model -eq "x")' });
  const assign = (assignments: JsonObject[], member = 'assignments') => bench.call('POST', `${policies}('${id}')/assign`, { [member]: assignments });
  assert.equal((await assign([target(one), target(two)])).status, 200);
  assert.equal((await assign([target(two, { deviceAndAppManagementAssignmentFilterId: filter, deviceAndAppManagementAssignmentFilterType: 'include' })])).status, 200);
  const [kept, ...more] = await bench.items(`${policies}('${id}')/assignments`);
  assert.deepEqual([kept?.['id'], kept?.['source'], more], [`${id}_${two}`, 'direct', []]);
  const bad: [JsonObject[], string][] = [
    [[target('22222222-2222-4222-8222-222222222222')], 'assignments'],
    [[target(one, { deviceAndAppManagementAssignmentFilterId: id, deviceAndAppManagementAssignmentFilterType: 'include' })], 'assignments'],
    [[{ target: { '@odata.type': '#microsoft.graph.exclusionGroupAssignmentTarget', groupId: one, deviceAndAppManagementAssignmentFilterId: filter, deviceAndAppManagementAssignmentFilterType: 'include' } }], 'assignments'],
    [[{ target: { '@odata.type': '#microsoft.graph.deviceAndAppManagementAssignmentTarget' } }], 'assignments'],
    [[{ id: 'x', target: { '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget' }, intent: 'apply' }], 'assignments'],
    [[target(one)], 'deviceManagementScriptAssignments'],
  ];
  for (const [assignments, member] of bad) assert.ok((await assign(assignments, member)).status >= 400, JSON.stringify(assignments));
  assert.equal((await bench.items(`${policies}('${id}')/assignments`)).length, 1, 'a refused call changes nothing');
  assert.equal((await assign([])).status, 200);
  assert.equal((await bench.call('GET', `${policies}('${id}')`)).body['isAssigned'], false);
});

test('a compliance policy needs one rule with a block action, and templates and groups that exist', async () => {
  const path = 'deviceManagement/deviceCompliancePolicies';
  const body = (items: JsonObject[]): JsonObject => ({ '@odata.type': '#microsoft.graph.iosCompliancePolicy', displayName: 'c', scheduledActionsForRule: [{ ruleName: 'PasswordRequired', scheduledActionConfigurations: items }] });
  const block = { actionType: 'block', gracePeriodHours: 0, notificationTemplateId: '', notificationMessageCCList: [] };
  assert.equal((await bench.call('POST', path, { '@odata.type': '#microsoft.graph.iosCompliancePolicy', displayName: 'c' })).status, 400);
  assert.equal((await bench.call('POST', path, body([{ ...block, actionType: 'notification' }]))).status, 400);
  assert.equal((await bench.call('POST', path, body([block, { ...block, actionType: 'notification', notificationTemplateId: '33333333-3333-4333-8333-333333333333' }]))).status, 400);
  assert.equal((await bench.call('POST', path, body([block, { ...block, actionType: 'retire', notificationMessageCCList: ['33333333-3333-4333-8333-333333333333'] }]))).status, 400);
  const id = idIn(await bench.call('POST', path, body([block])));
  assert.equal((await bench.call('PATCH', `${path}/${id}`, body([block]))).status, 400);
  assert.equal((await bench.call('POST', `${path}/${id}/scheduleActionsForRules`, { deviceComplianceScheduledActionForRules: [{ ruleName: '', scheduledActionConfigurations: [block, { ...block, actionType: 'retire', gracePeriodHours: 9 }] }] })).status, 204);
  assert.match(JSON.stringify((await bench.call('GET', `${path}/${id}?$expand=scheduledActionsForRule($expand=scheduledActionConfigurations)`)).body), /"gracePeriodHours":9/u);
});

test('default enrollment objects are changed and never made, deleted, assigned or ranked', async () => {
  const path = 'deviceManagement/deviceEnrollmentConfigurations';
  const id = `${bench.tenant.data.intuneAccountId}_DefaultLimit`;
  const type = '#microsoft.graph.deviceEnrollmentLimitConfiguration';
  assert.equal((await bench.call('PATCH', `${path}/${id}`, { '@odata.type': type, limit: 7 })).body['limit'], 7);
  assert.equal((await bench.call('DELETE', `${path}/${id}`)).status, 400);
  assert.equal((await bench.call('POST', `${path}/${id}/assign`, { enrollmentConfigurationAssignments: [] })).status, 400);
  assert.equal((await bench.call('PATCH', `${path}/${id}`, { '@odata.type': type, priority: 3 })).status, 400);
  const made = [];
  for (const displayName of ['first', 'second', 'third']) made.push(idIn(await bench.call('POST', path, { '@odata.type': type, displayName, limit: 3 })));
  assert.equal((await bench.call('POST', `${path}/${made[2] ?? ''}/setPriority`, { priority: 1 })).status, 204);
  const order = (await bench.items(path)).filter((item) => item['@odata.type'] === type && item['priority'] !== 0).map((item) => [item['displayName'], item['priority']]);
  assert.deepEqual(order.sort((a, b) => Number(a[1]) - Number(b[1])), [['third', 1], ['first', 2], ['second', 3]]);
});

test('what is in use cannot be deleted, what is built in cannot be changed, names that must be unique are', async () => {
  const tag = idIn(await bench.call('POST', 'deviceManagement/roleScopeTags', { displayName: 'North', description: '' }));
  assert.match(tag, /^\d+$/u);
  assert.equal((await bench.call('POST', 'deviceManagement/roleScopeTags', { displayName: 'north' })).status, 409);
  assert.equal((await bench.call('POST', configurations, { '@odata.type': '#microsoft.graph.iosGeneralDeviceConfiguration', displayName: 'x', roleScopeTagIds: ['99'] })).status, 400);
  const used = idIn(await bench.call('POST', configurations, { '@odata.type': '#microsoft.graph.iosGeneralDeviceConfiguration', displayName: 'x', roleScopeTagIds: ['0', tag] }));
  assert.equal((await bench.call('DELETE', `deviceManagement/roleScopeTags/${tag}`)).status, 400);
  assert.equal((await bench.call('DELETE', `${configurations}/${used}`)).status, 204);
  assert.equal((await bench.call('DELETE', `deviceManagement/roleScopeTags/${tag}`)).status, 204);
  assert.equal((await bench.call('PATCH', 'deviceManagement/roleScopeTags/0', { displayName: 'x' })).status, 400);
  const profile = bench.tenant.put('deviceManagement/windowsAutopilotDeploymentProfiles', { '@odata.type': '#microsoft.graph.azureADWindowsAutopilotDeploymentProfile', displayName: 'ap' });
  const path = `deviceManagement/windowsAutopilotDeploymentProfiles/${profile}`;
  const assignment = await bench.call('POST', `${path}/assignments`, target(group('ap')));
  assert.equal(assignment.status, 201);
  assert.equal((await bench.call('DELETE', path)).status, 400);
  assert.equal((await bench.call('DELETE', `${path}/assignments/${idIn(assignment)}`)).status, 204);
  assert.equal((await bench.call('DELETE', path)).status, 204);
});

test('administrative templates take their values in one call and point at definitions that exist', async () => {
  const path = 'deviceManagement/groupPolicyConfigurations';
  bench.tenant.data.cloud.learn('deviceManagement/groupPolicyDefinitions', { id: '44444444-4444-4444-8444-444444444444', displayName: 'Definition', classType: 'machine' });
  bench.tenant.data.cloud.learn("deviceManagement/groupPolicyDefinitions('44444444-4444-4444-8444-444444444444')/presentations", { '@odata.type': '#microsoft.graph.groupPolicyPresentationTextBox', id: '55555555-5555-4555-8555-555555555555', label: 'Text' });
  const id = idIn(await bench.call('POST', path, { displayName: 'gp' }));
  const url = "https://graph.microsoft.com/beta/deviceManagement/groupPolicyDefinitions('44444444-4444-4444-8444-444444444444')";
  const value = (definition: string): JsonObject => ({ enabled: true, configurationType: 'policy', 'definition@odata.bind': definition, presentationValues: [{ '@odata.type': '#microsoft.graph.groupPolicyPresentationValueText', value: 'v', 'presentation@odata.bind': `${definition}/presentations('55555555-5555-4555-8555-555555555555')` }] });
  assert.equal((await bench.call('POST', `${path}/${id}/updateDefinitionValues`, { added: [value(url.replace('44444444', '99999999'))] })).status, 400);
  assert.equal((await bench.call('POST', `${path}/${id}/updateDefinitionValues`, { added: [value(url)], updated: [], deletedIds: [] })).status, 204);
  const [first] = await bench.items(`${path}/${id}/definitionValues?$expand=definition($select=id,displayName)`);
  assert.equal(isObject(first?.['definition']) && first['definition']['displayName'], 'Definition');
  const [presentation] = await bench.items(`${path}/${id}/definitionValues/${typeof first?.['id'] === 'string' ? first['id'] : ''}/presentationValues?$expand=presentation`);
  assert.deepEqual([presentation?.['@odata.type'], presentation?.['value'], isObject(presentation?.['presentation']) && presentation['presentation']['label']], ['#microsoft.graph.groupPolicyPresentationValueText', 'v', 'Text']);
});

test('groups obey the directory: nicknames, dynamic rules, no mail', async () => {
  const base = { displayName: 'g', mailEnabled: false, mailNickname: 'g', securityEnabled: true };
  for (const wrong of [{ mailNickname: 'a b' }, { mailEnabled: true }, { membershipRule: '(user.city -eq "x")' }, { groupTypes: ['DynamicMembership'] }, { groupTypes: ['DynamicMembership'], membershipRule: 'city is x', membershipRuleProcessingState: 'On' }, { nope: 1 }]) {
    const reply = await bench.call('POST', 'groups', { ...base, ...wrong });
    assert.equal(reply.status, 400, JSON.stringify(wrong));
  }
  const made = await bench.call('POST', 'groups', { ...base, groupTypes: ['DynamicMembership'], membershipRule: '(device.deviceOSType -eq "Windows")', membershipRuleProcessingState: 'On' });
  assert.match(JSON.stringify(made.body['securityIdentifier']), /^"S-1-12-1-\d+-\d+-\d+-\d+"$/u);
  const user = bench.tenant.put('users', { displayName: 'u', userPrincipalName: 'u@contoso.com' });
  const plain = idIn(await bench.call('POST', 'groups', base));
  const add = () => bench.call('POST', `groups/${plain}/members/$ref`, { '@odata.id': `https://graph.microsoft.com/beta/directoryObjects/${user}` });
  assert.deepEqual([(await add()).status, (await add()).status, (await bench.items(`groups/${plain}/members`)).length], [204, 400, 1]);
});

test('a setting follows a definition that the cloud has learned; an unheard one is refused where the tenant is told so', async () => {
  bench.tenant.put(policies, { name: 'teacher', platforms: 'windows10', technologies: 'mdm', settings: [choice('taught')] });
  bench.tenant.options.knownSettings = true;
  const create = (name: string) => bench.call('POST', policies, { name, platforms: 'windows10', technologies: 'mdm', settings: [choice(name)] });
  assert.match(message(await create('unheard')), /setting definition 'device_vendor_msft_policy_config_unheard' does not exist/u);
  const made = await create('taught');
  delete bench.tenant.options.knownSettings;
  const [setting] = await bench.items(`${policies}('${idIn(made)}')/settings?$expand=settingDefinitions`);
  assert.match(JSON.stringify(setting?.['settingDefinitions']), /"id":"device_vendor_msft_policy_config_taught"/u);
});
