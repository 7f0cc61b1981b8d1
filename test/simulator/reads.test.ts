import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { isObject } from '../../src/model/json.js';
import { choice, message, startBench, type Bench } from './client.js';

let bench: Bench;
before(async () => {
  bench = await startBench();
});
after(() => bench.stop());

const configurations = 'deviceManagement/deviceConfigurations';

test('both key styles, any case of a segment, and a cast in front of a list all lead to the object', async () => {
  const id = bench.tenant.put(configurations, { '@odata.type': '#microsoft.graph.iosCustomConfiguration', displayName: 'x', payload: '', payloadName: 'x' });
  for (const path of [`${configurations}/${id}`, `${configurations}('${id}')`, `DeviceManagement/deviceconfigurations('${id.toUpperCase()}')`, `${configurations}/${id}/microsoft.graph.iosCustomConfiguration`, `${configurations}/${id}/graph.iosCustomConfiguration`]) {
    assert.equal((await bench.call('GET', path)).body['displayName'], 'x', path);
  }
  assert.equal((await bench.items(`${configurations}/microsoft.graph.iosCustomConfiguration`)).length, 1);
  assert.equal((await bench.call('GET', `${configurations}/${id}/microsoft.graph.macOSCustomConfiguration`)).status, 404);
  assert.equal((await bench.call('GET', `${configurations}/$count`)).body['text'] ?? '', '1');
});

test('a concrete set leaves out the type that a polymorphic set says', async () => {
  bench.tenant.put('deviceAppManagement/iosManagedAppProtections', { displayName: 'mam' });
  const [concrete] = await bench.items('deviceAppManagement/iosManagedAppProtections');
  const [common] = await bench.items('deviceAppManagement/managedAppPolicies');
  const [full] = await bench.items('deviceAppManagement/iosManagedAppProtections', { accept: 'application/json;odata.metadata=full' });
  assert.equal(concrete?.['@odata.type'], undefined);
  assert.equal(common?.['@odata.type'], '#microsoft.graph.iosManagedAppProtection');
  assert.equal(full?.['@odata.type'], '#microsoft.graph.iosManagedAppProtection');
});

test('settings of a policy page at 25 and come whole by expand', async () => {
  const settings = Array.from({ length: 60 }, (_, index) => choice(`setting${index}`));
  const id = bench.tenant.put('deviceManagement/configurationPolicies', { name: 'many', platforms: 'windows10', technologies: 'mdm', settings });
  const first = await bench.call('GET', `deviceManagement/configurationPolicies('${id}')/settings`);
  assert.equal(Array.isArray(first.body['value']) && first.body['value'].length, 25);
  assert.match(JSON.stringify(first.body['@odata.nextLink']), /skiptoken/u);
  assert.equal((await bench.items(`deviceManagement/configurationPolicies('${id}')/settings?$top=1000`)).length, 60);
  const whole = await bench.call('GET', `deviceManagement/configurationPolicies('${id}')?$expand=settings`);
  assert.deepEqual([whole.body['settingCount'], Array.isArray(whole.body['settings']) && whole.body['settings'].length], [60, 60]);
  bench.tenant.options.nestedPage = 20;
  const cut = await bench.call('GET', `deviceManagement/configurationPolicies('${id}')?$expand=settings`);
  delete bench.tenant.options.nestedPage;
  assert.equal(typeof cut.body['settings@odata.nextLink'], 'string');
});

test('action items need the nested expand, as an export that forgets it would lose them', async () => {
  const id = bench.tenant.put('deviceManagement/deviceCompliancePolicies', { '@odata.type': '#microsoft.graph.iosCompliancePolicy', displayName: 'c', scheduledActionsForRule: [{ ruleName: null, scheduledActionConfigurations: [{ actionType: 'block', gracePeriodHours: 3 }] }] });
  const plain = await bench.call('GET', `deviceManagement/deviceCompliancePolicies/${id}?$expand=scheduledActionsForRule`);
  const nested = await bench.call('GET', `deviceManagement/deviceCompliancePolicies/${id}?$expand=scheduledActionsForRule($expand=scheduledActionConfigurations)`);
  assert.doesNotMatch(JSON.stringify(plain.body), /gracePeriodHours/u);
  assert.match(JSON.stringify(nested.body), /"gracePeriodHours":3/u);
});

test('members that come by id only are null in lists, and a reusable setting shows what is selected', async () => {
  const script = bench.tenant.put('deviceManagement/deviceManagementScripts', { displayName: 's', fileName: 's.ps1', scriptContent: 'ZXhpdA==' });
  assert.equal((await bench.items('deviceManagement/deviceManagementScripts'))[0]?.['scriptContent'], null);
  assert.equal((await bench.call('GET', `deviceManagement/deviceManagementScripts/${script}`)).body['scriptContent'], 'ZXhpdA==');
  bench.tenant.put('deviceAppManagement/mobileApps', { '@odata.type': '#microsoft.graph.webApp', displayName: 'w', appUrl: 'https://x', roleScopeTagIds: ['0', '7'] });
  const listed = (await bench.items('deviceAppManagement/mobileApps')).find((app) => app['displayName'] === 'w');
  assert.deepEqual(listed?.['roleScopeTagIds'], []);
  const reusable = bench.tenant.put('deviceManagement/reusablePolicySettings', { displayName: 'r', settingDefinitionId: 'd', settingInstance: choice('x')['settingInstance'] ?? null });
  assert.equal('settingInstance' in (await bench.call('GET', `deviceManagement/reusablePolicySettings/${reusable}`)).body, false);
  assert.equal(isObject((await bench.call('GET', `deviceManagement/reusablePolicySettings/${reusable}?$select=id,settingInstance`)).body['settingInstance']), true);
});

test('what the service rejects is rejected: expands, selects, filters and page sizes of the wrong set', async () => {
  const filter = bench.tenant.put('deviceManagement/assignmentFilters', { displayName: 'f', platform: 'iOS', rule: '(device.model -eq "x")' });
  const wrong = [
    `deviceManagement/assignmentFilters/${filter}?$expand=assignments`,
    'deviceManagement/termsAndConditions?$expand=assignments',
    'deviceManagement/configurationPolicies?$select=id,settings',
    'deviceManagement/deviceConfigurations?$select=nope',
    'deviceManagement/deviceConfigurations?$filter=nope eq 1',
    'deviceManagement/deviceConfigurations?$filter=displayName eq',
    "deviceAppManagement/managedAppPolicies?$filter=startswith(displayName,'a')",
    'deviceAppManagement/managedAppPolicies?$expand=assignments',
    'deviceManagement/windowsFeatureUpdateProfiles?$top=500',
    'deviceManagement/deviceConfigurations?$orderby=description',
    'deviceManagement/deviceConfigurations?$search=x',
    "users?$filter=endsWith(mail,'x')",
    'v1.0/deviceManagement/configurationPolicies',
  ];
  for (const path of wrong) assert.equal((await bench.call('GET', path)).status, 400, path);
  assert.equal((await bench.call('GET', 'v2.0/groups')).status, 404);
  assert.match(message(await bench.call('GET', 'deviceManagement/unheardOf')), /Resource not found for the segment 'unheardOf'/u);
});

test('filters that are known to work give what they should', async () => {
  bench.tenant.put(configurations, { '@odata.type': '#microsoft.graph.windowsUpdateForBusinessConfiguration', displayName: "Ring 'A' & B" });
  const sets: readonly [path: string, count: number][] = [
    [`${configurations}?$filter=isof('microsoft.graph.windowsUpdateForBusinessConfiguration')`, 1],
    [`${configurations}?$filter=not isof('microsoft.graph.windowsUpdateForBusinessConfiguration')`, 1],
    [`${configurations}?$filter=${encodeURIComponent("displayName eq 'Ring ''A'' & B'")}`, 1],
    ["deviceManagement/configurationPolicies?$filter=platforms has 'windows10' and templateReference/templateFamily eq 'none'", 1],
    ["deviceManagement/configurationPolicies?$filter=name eq 'other' or name eq 'many'", 1],
    ['deviceManagement/roleScopeTags?$filter=isBuiltIn eq false', 0],
    ["deviceManagement/deviceEnrollmentConfigurations?$filter=deviceEnrollmentConfigurationType eq 'limit' and priority eq 0", 1],
    ["deviceAppManagement/mobileApps?$filter=(microsoft.graph.managedApp/appAvailability eq null or microsoft.graph.managedApp/appAvailability eq 'lineOfBusiness' or isAssigned eq true)", 1],
    ["roleManagement/directory/roleDefinitions?$filter=displayName eq 'Global Administrator'", 1],
  ];
  for (const [path, count] of sets) assert.equal((await bench.items(path)).length, count, path);
  bench.tenant.put('groups', { displayName: 'Dyn', mailEnabled: false, mailNickname: 'd', securityEnabled: true, groupTypes: ['DynamicMembership'], membershipRule: '(user.city -eq "x")', membershipRuleProcessingState: 'On' });
  assert.equal((await bench.items("groups?$filter=groupTypes/any(c:c eq 'DynamicMembership')")).length, 1);
  assert.equal((await bench.items("groups?$filter=displayName ne 'x'&$count=true", { consistencylevel: 'eventual' })).length, 1);
});

test('members newer than the client read as unknownFutureValue unless the client asks for them', async () => {
  const id = bench.tenant.put(configurations, { '@odata.type': '#microsoft.graph.windows10VpnConfiguration', displayName: 'v', connectionName: 'v', connectionType: 'microsoftTunnel' });
  assert.equal((await bench.call('GET', `${configurations}/${id}`)).body['connectionType'], 'unknownFutureValue');
  assert.equal((await bench.call('GET', `${configurations}/${id}`, undefined, { prefer: 'include-unknown-enum-members' })).body['connectionType'], 'microsoftTunnel');
});

test('scope tags expand to an empty list, and their assignments are read below them', async () => {
  const group = bench.tenant.put('groups', { displayName: 'T', mailEnabled: false, mailNickname: 't', securityEnabled: true });
  bench.tenant.put('deviceManagement/roleScopeTags', { id: '9', displayName: 'Nine', assignments: [{ target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: group } }] });
  assert.deepEqual((await bench.call('GET', 'deviceManagement/roleScopeTags/9?$expand=assignments')).body['assignments'], []);
  assert.equal((await bench.items('deviceManagement/roleScopeTags/9/assignments')).length, 1);
});
