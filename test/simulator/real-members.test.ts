import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { isObject, objectAt, objectsAt, textsAt, type JsonObject } from '../../src/model/json.js';
import { choice, idIn, message, startBench, type Bench } from './client.js';

let bench: Bench;
before(async () => {
  bench = await startBench();
});
after(() => bench.stop());

const policies = 'identity/conditionalAccess/policies';

function access(more: JsonObject = {}, conditions: JsonObject = {}): JsonObject {
  return {
    displayName: 'Block',
    state: 'enabledForReportingButNotEnforced',
    conditions: { users: { includeUsers: ['All'] }, applications: { includeApplications: ['All'] }, ...conditions },
    grantControls: { operator: 'OR', builtInControls: ['mfa'] },
    ...more,
  };
}

test('members that real answers hold and nobody publishes are held, given back and taken', async () => {
  const setting = choice('camera_allowcamera');
  const instance = objectAt(setting, 'settingInstance') ?? {};
  const body: JsonObject = { name: 'Camera', platforms: 'windows10', technologies: 'mdm', settings: [{ ...setting, settingInstance: { ...instance, auditRuleInformation: null } }] };
  const made = await bench.call('POST', 'deviceManagement/configurationPolicies', body);
  assert.equal(made.status, 201, message(made));
  const [back] = await bench.items(`deviceManagement/configurationPolicies/${idIn(made)}/settings`);
  assert.equal(objectAt(back ?? {}, 'settingInstance')?.['auditRuleInformation'], null);
  const policy = await bench.call('POST', policies, access({ templateId: null, partialEnablementStrategy: null }, { times: null, clients: null }));
  assert.equal(policy.status, 201, message(policy));
});

test('several risk levels of agents are one value joined by commas', async () => {
  const made = await bench.call('POST', policies, access({}, { agentIdRiskLevels: 'medium,high' }));
  assert.equal(made.status, 201, message(made));
});

test('device states, which answers still hold, are refused in a request even when empty', async () => {
  const refused = await bench.call('POST', policies, access({}, { deviceStates: null }));
  assert.equal(refused.status, 400);
  assert.match(message(refused), /deviceStates/u);
});

test('an authentication strength comes back with what it contains, and is refused when it is sent back so', async () => {
  const made = await bench.call('POST', policies, access({ grantControls: { operator: 'AND', authenticationStrength: { id: '00000000-0000-0000-0000-000000000004' } } }));
  assert.equal(made.status, 201, message(made));
  const grant = objectAt((await bench.call('GET', `${policies}/${idIn(made)}`)).body, 'grantControls') ?? {};
  const strength = objectAt(grant, 'authenticationStrength');
  assert.ok(isObject(strength) && textsAt(strength, 'allowedCombinations').includes('fido2'));
  assert.deepEqual(objectsAt(strength, 'combinationConfigurations'), []);
  assert.equal((await bench.call('POST', policies, access({ grantControls: grant }))).status, 400);
});

test('a role that a policy of old names is a role template in every tenant of the cloud', async () => {
  const role = '4d6ac14f-3453-41d0-bef9-a3e0c569773a';
  bench.tenant.put(policies, access({}, { users: { includeRoles: [role] } }));
  assert.equal((await bench.call('GET', `directoryRoleTemplates/${role}`)).status, 200);
});
