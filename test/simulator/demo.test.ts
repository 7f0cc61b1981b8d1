import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { catalog } from '../../src/catalog/index.js';
import { isList, isObject, type Json, type JsonObject } from '../../src/model/json.js';
import { contosoObjects, startDemoTenants } from '../../src/simulator/demo/tenants.js';
import { fabrikamObjects } from '../../src/simulator/demo/fabrikam.js';
import { assignFacts } from '../../src/simulator/service/operations/assign.js';
import { setFacts } from '../../src/simulator/service/sets.js';
import type { Simulator } from '../../src/simulator/simulator.js';

let simulator: Simulator;
before(async () => {
  simulator = await startDemoTenants({ catalog });
});
after(() => simulator.stop());

async function call(method: string, path: string, body?: Json): Promise<{ status: number; text: string; body: JsonObject }> {
  const response = await fetch(`${simulator.urls['contoso'] ?? ''}/beta/${path}`, {
    method,
    headers: { authorization: `Bearer ${simulator.tenant('contoso').token()}`, 'content-type': 'application/json', consistencylevel: 'eventual' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const parsed: unknown = text === '' ? {} : JSON.parse(text);
  return { status: response.status, text, body: isObject(parsed) ? parsed : {} };
}

/** Sets whose objects nobody can create, and types the service refuses. */
const given = ['deviceManagement/androidManagedStoreAccountEnterpriseSettings', 'users', 'servicePrincipals', 'deviceAppManagement/vppTokens', 'deviceManagement/derivedCredentials', 'identity/conditionalAccess/authenticationContextClassReferences', 'identityGovernance/termsOfUse/agreements'];
const refused = ['iosVppApp', 'androidManagedStoreApp'];

/** Contained objects that travel by an action or one by one. */
const later: Readonly<Record<string, (path: string, id: string, items: Json[], object: JsonObject) => Promise<{ status: number; text: string }>>> = {
  definitionValues: (path, id, items) => call('POST', `${path}/${id}/updateDefinitionValues`, { added: items, updated: [], deletedIds: [] }),
  apps: (path, id, items, object) => call('POST', `${path}/${id}/targetApps`, { apps: items.map((item) => withoutId(item)), ...(object['appGroupType'] === undefined ? {} : { appGroupType: object['appGroupType'] }) }),
  privacyAccessControls: (path, id, items) => call('POST', `${path}('${id}')/windowsPrivacyAccessControls`, { windowsPrivacyAccessControls: items }),
  relationships: (path, id, items) => call('POST', `${path}/${id}/updateRelationships`, { relationships: items.map((item) => withoutId(item, 'targetType')) }),
  async localizedNotificationMessages(path, id, items) {
    let last = { status: 0, text: '' };
    for (const item of items) last = await call('POST', `${path}/${id}/localizedNotificationMessages`, withoutId(item));
    return last;
  },
};

function withoutId(item: Json, ...more: string[]): Json {
  if (!isObject(item)) return item;
  const copy = { ...item };
  for (const name of ['id', ...more]) delete copy[name];
  return copy;
}

test('every object of the demo passes the checks a client must pass, and arrives as it was', async () => {
  const wrong: string[] = [];
  let created = 0;
  for (const { path, object } of contosoObjects) {
    const name = [object['displayName'], object['name']].find((text) => typeof text === 'string');
    const type = typeof object['@odata.type'] === 'string' ? object['@odata.type'].replace('#microsoft.graph.', '') : '';
    const isMade = given.includes(path) || refused.includes(type) || object['isGlobalScript'] === true || object['onPremisesSyncEnabled'] === true || object['mailEnabled'] === true;
    if (isMade) continue;
    const body: JsonObject = { ...object };
    const apart: [string, Json[]][] = [];
    for (const [member, value] of Object.entries(object)) {
      const inline = setFacts[path]?.inline?.includes(member) === true;
      if ((member === 'assignments' || (Object.hasOwn(later, member) && !inline)) && isList(value)) {
        if (value.length > 0) apart.push([member, value]);
        delete body[member];
      }
      if (member === 'settings' && path.endsWith('targetedManagedAppConfigurations')) delete body[member];
    }
    for (const member of ['id', 'isAssigned', 'dependentAppCount', 'defaultLocale', 'deviceEnrollmentConfigurationType', 'policyConfigurationIngestionType', 'isAssignableToRole', 'committedContentVersion']) delete body[member];
    const unique = setFacts[path]?.unique;
    if (unique !== undefined) body[unique] = `${typeof name === 'string' ? name : ''} again`;
    const post = await call('POST', path, body);
    if (object['name'] === 'Security baseline') {
      assert.match(post.text, /Invalid reference id/u, 'ids of a template are compared case-sensitively, and this policy shows one in another case');
      continue;
    }
    if (post.status !== 201) {
      wrong.push(`${path} ${String(name)}: ${post.text.slice(0, 600)}`);
      continue;
    }
    created += 1;
    const id = typeof post.body['id'] === 'string' ? post.body['id'] : '';
    for (const [member, items] of apart) {
      if (object['displayName'] === 'Windows Hello (pilot)') continue;
      // nobody assigns an app before its content is uploaded
      if (object['committedContentVersion'] !== undefined && member === 'assignments') continue;
      const facts = assignFacts.find((one) => one.on.includes(path));
      const run = later[member];
      const answer =
        run !== undefined ? await run(path, id, items, object)
        : facts !== undefined ? await call('POST', `${path}/${id}/assign`, { [facts.as[0] ?? '']: items.map((item) => withoutId(item)) })
        : await call('POST', `${path}/${id}/assignments`, items[0]);
      if (answer.status >= 300) wrong.push(`${path} ${String(name)} ${member}: ${answer.text.slice(0, 600)}`);
    }
  }
  assert.deepEqual(wrong, []);
  assert.ok(created > 140, `only ${created} objects could be made`);
});

test('the demo holds what a move must cope with', () => {
  const contoso = simulator.tenant('contoso');
  const fabrikam = simulator.tenant('fabrikam');
  const twins = fabrikam.list('groups').filter((group) => group['displayName'] === 'IT');
  assert.equal(twins.length, 2, 'two groups of one name in the destination');
  const wifi = contoso.data.set('deviceManagement/deviceConfigurations').list().find((entity) => entity.body['displayName'] === 'Office Wi-Fi (Windows)');
  assert.equal(wifi?.pointers.get('rootCertificatesForServerValidation')?.length, 2, 'a certificate chain');
  const custom = contoso.list('deviceManagement/deviceConfigurations').find((object) => object['displayName'] === 'Custom settings (Windows)');
  const [first] = isList(custom?.['omaSettings']) ? custom['omaSettings'] : [];
  assert.equal(isObject(first) && first['value'], '****', 'a secret is masked');
  assert.notEqual(contoso.data.intuneAccountId, fabrikam.data.intuneAccountId);
  assert.ok(contosoObjects.length > 120 && fabrikamObjects.length > 20);
});
