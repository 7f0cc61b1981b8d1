import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { makeCatalog } from '../../src/catalog/catalog.js';
import { isObject, textAt, type JsonObject } from '../../src/model/json.js';
import type { SimulatedTenant } from '../../src/simulator/simulated-tenant.js';
import { startSimulator, type Simulator } from '../../src/simulator/simulator.js';
import { choice } from './client.js';

const tenantId = '11111111-1111-4111-8111-111111111111';
let simulator: Simulator;
let contoso: SimulatedTenant;

before(async () => {
  simulator = await startSimulator({ catalog: makeCatalog([]), tenants: { contoso: { tenantId, initialDomain: 'contoso.onmicrosoft.com', domains: ['contoso.com'] } } });
  contoso = simulator.tenant('contoso');
});
after(() => simulator.stop());

async function call(method: string, path: string, body?: JsonObject, headers: Record<string, string> = {}): Promise<{ status: number; body: JsonObject; headers: Headers }> {
  const response = await fetch(`${simulator.urls['contoso']}/beta/${path}`, {
    method,
    headers: { authorization: `Bearer ${contoso.token()}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const parsed: unknown = text === '' ? {} : JSON.parse(text);
  return { status: response.status, body: isObject(parsed) ? parsed : { value: text }, headers: response.headers };
}

test('an object that was created is read back with the defaults the service fills in', async () => {
  const created = await call('POST', 'deviceManagement/deviceConfigurations', { '@odata.type': '#microsoft.graph.iosGeneralDeviceConfiguration', displayName: 'iPads', appStoreBlocked: true });
  assert.equal(created.status, 201);
  const read = await call('GET', `deviceManagement/deviceConfigurations('${textAt(created.body, 'id') ?? ''}')`);
  assert.equal(read.body['@odata.type'], '#microsoft.graph.iosGeneralDeviceConfiguration');
  assert.equal(read.body['appStoreBlocked'], true);
  assert.equal(read.body['cameraBlocked'], false);
  assert.deepEqual(read.body['roleScopeTagIds'], ['0']);
  assert.equal(read.body['version'], 1);
  assert.equal(read.body['assignments'], undefined, 'a navigation property is never inline unless expanded');
});

test('an unknown property, a wrong primitive and an unknown enum member are refused in the nested format', async () => {
  for (const wrong of [{ cameraBlokced: true }, { cameraBlocked: 'yes' }, { safariCookieSettings: 'sometimes' }]) {
    const { status, body } = await call('POST', 'deviceManagement/deviceConfigurations', { '@odata.type': '#microsoft.graph.iosGeneralDeviceConfiguration', displayName: 'x', ...wrong });
    assert.equal(status, 400);
    const message: unknown = isObject(body['error']) ? JSON.parse(textAt(body['error'], 'message') ?? '') : undefined;
    assert.match(isObject(message) ? textAt(message, 'Message') ?? '' : '', /Operation ID \(for customer support\)/u);
  }
});

test('an assignment to a group that does not exist is refused, one that does replaces the set', async () => {
  const policy = await call('POST', 'deviceManagement/configurationPolicies', { name: 'x', platforms: 'windows10', technologies: 'mdm', settings: [choice('camera', '0')] });
  assert.equal(policy.status, 201);
  const id = textAt(policy.body, 'id') ?? '';
  const target = (groupId: string): JsonObject => ({ assignments: [{ target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId } }] });
  assert.equal((await call('POST', `deviceManagement/configurationPolicies('${id}')/assign`, target(tenantId))).status, 404);
  const group = contoso.put('groups', { displayName: 'Sales', mailEnabled: false, mailNickname: 'sales', securityEnabled: true });
  assert.equal((await call('POST', `deviceManagement/configurationPolicies('${id}')/assign`, target(group))).status, 200);
  const read = await call('GET', `deviceManagement/configurationPolicies/${id}?$expand=assignments,settings`);
  assert.deepEqual(
    [read.body['settingCount'], read.body['isAssigned'], Array.isArray(read.body['assignments']) && read.body['assignments'].length],
    [1, true, 1],
  );
});

test('a list ends only where no link is left, and pages of configuration policies hold 25', async () => {
  for (let index = 0; index < 60; index += 1) contoso.put('deviceManagement/configurationPolicies', { name: `page ${index}`, platforms: 'windows10', technologies: 'mdm' });
  let url: string | undefined = 'deviceManagement/configurationPolicies';
  const pages: number[] = [];
  while (url !== undefined) {
    const page: { body: JsonObject } = await call('GET', url);
    pages.push(Array.isArray(page.body['value']) ? page.body['value'].length : -1);
    const next: unknown = page.body['@odata.nextLink'];
    url = typeof next === 'string' ? next.slice(next.indexOf('/beta/') + 6) : undefined;
  }
  assert.deepEqual(pages, [25, 25, contoso.list('deviceManagement/configurationPolicies').length - 50]);
});

test('a batch answers each of its requests, a bad one without harm to the others', async () => {
  const { status, body } = await call('POST', '$batch', { requests: [{ id: '1', method: 'GET', url: '/organization' }, { id: '2', method: 'GET', url: 'groups/none' }] });
  assert.equal(status, 200);
  const statuses = (Array.isArray(body['responses']) ? body['responses'] : []).filter(isObject).map((item) => [item['id'], item['status']]);
  assert.deepEqual(statuses.sort(), [['1', 200], ['2', 404]]);
});

test('what the simulator does not hold is said loudly, and what the service does not know is refused as it would', async () => {
  for (const path of ['deviceManagement/windowsMalwareInformation', 'deviceManagement/auditEvents', 'sites', 'users/x/drives']) assert.ok([501, 404].includes((await call('GET', path)).status), path);
  assert.equal((await call('GET', 'deviceManagement/unheardOf')).status, 400, 'what no published type has, the service has not');
  assert.equal((await call('GET', 'deviceManagement/deviceConfigurations?$frobnicate=1')).status, 400);
  const lacking = await call('GET', 'deviceManagement/deviceConfigurations?frobnicate=1');
  assert.equal(lacking.status, 501);
  assert.match(JSON.stringify(lacking.body), /The simulator lacks the query option/u);
});

test('a request without a token, with an expired one or one of another tenant gets 401', async () => {
  for (const authorization of ['', 'Bearer x', `Bearer ${contoso.token([], { expires: 1 })}`]) {
    assert.equal((await call('GET', 'organization', undefined, { authorization })).status, 401);
  }
});

