import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isObject, objectsAt, textAt, type JsonObject } from '../../src/model/json.js';
import type { SimulatedTenant } from '../../src/simulator/simulated-tenant.js';
import { cameraPolicy } from './seeds.js';
import { counted, makeStand } from './stand.js';

const configurations = 'deviceManagement/deviceConfigurations';
const catalogPolicies = 'deviceManagement/configurationPolicies';
const graph = (name: string): string => `#microsoft.graph.${name}`;

function secretSetting(value: string): JsonObject {
  return { settingInstance: { '@odata.type': graph('deviceManagementConfigurationSimpleSettingInstance'), settingDefinitionId: 'vendor_password', simpleSettingValue: { '@odata.type': graph('deviceManagementConfigurationSecretSettingValue'), value, valueState: 'notEncrypted' } } };
}

function oma(type: string, name: string, value: string | number): JsonObject {
  return { '@odata.type': graph(type), displayName: name, omaUri: `./Device/${name}`, value };
}

function settingsOf(policy: JsonObject): JsonObject[] {
  return objectsAt(policy, 'settings').flatMap((one) => (isObject(one['settingInstance']) ? [one['settingInstance']] : objectsAt(one, 'settingInstance')));
}

/** Objects of the same names in both tenants that differ in a description; those of the destination hold secrets of its own. */
function fill(tenant: SimulatedTenant, secret: string, description: string): void {
  const camera = settingsOf(cameraPolicy('x')).map((settingInstance): JsonObject => ({ settingInstance }));
  tenant.put(catalogPolicies, cameraPolicy('Catalog with a password', [], { description, settings: [...camera, secretSetting(secret)] }));
  tenant.put(configurations, { '@odata.type': graph('windows10CustomConfiguration'), displayName: 'Custom with a text', description, omaSettings: [oma('omaSettingString', 'Text', secret), oma('omaSettingInteger', 'Number', 5)] });
  tenant.put(configurations, { '@odata.type': graph('androidDeviceOwnerWiFiConfiguration'), displayName: 'Wi-Fi with a key', description, ssid: 's', networkName: 'n', wiFiSecurityType: 'wpaPersonal', preSharedKey: secret });
  tenant.put(catalogPolicies, cameraPolicy('Without a secret', [], { description }));
}

/** What every object of the destination holds in secret, by the simulator's own books. */
function secretsIn(tenant: SimulatedTenant): string[] {
  const texts: string[] = [];
  for (const path of [catalogPolicies, configurations]) {
    for (const entity of tenant.data.set(path).list()) {
      texts.push(...entity.secrets.values());
      for (const child of entity.children.values()) for (const one of child.list()) texts.push(...one.secrets.values());
      const key = entity.body['preSharedKey'];
      if (typeof key === 'string') texts.push(key);
    }
  }
  return texts.sort();
}

test('--on-existing update takes no secret away that somebody entered in the destination, and says which objects it therefore left', async (context) => {
  const stand = await makeStand(context);
  fill(stand.source, 'of the source', 'new');
  fill(stand.destination, 'of the destination', 'old');
  const before = secretsIn(stand.destination);
  assert.equal(before.filter((text) => text === 'of the destination').length, before.length);
  assert.ok(before.length >= 2);
  await stand.run('export', '--tenant', 'contoso', '--only', 'settingsCatalog,customConfiguration,deviceConfiguration,wifi');
  const planned = await stand.json('plan', 'exports/contoso', '--destination', 'fabrikam', '--out', 'plan.json', '--on-existing', 'update');
  assert.equal(planned.exitCode, 0, JSON.stringify(planned.document));
  const left = objectsAt(planned.document, 'findings').filter((finding) => finding['code'] === 'GAP-SECRET-009');
  const names = left.map((finding) => /"([^"]+)" exists/u.exec(textAt(finding, 'message') ?? '')?.[1] ?? '').sort();
  assert.deepEqual(names, ['Catalog with a password', 'Custom with a text'], 'what an update does not touch is no reason');
  assert.doesNotMatch(JSON.stringify(planned.document), /of the (source|destination)"/u, 'no value is in what is said');
  assert.equal((await stand.run('import', 'plan.json', '--yes')).exitCode, 0);
  assert.deepEqual(secretsIn(stand.destination).filter((text) => text === 'of the destination'), before, 'every secret of the destination is still there');
  assert.equal(counted(planned.document, 'update') >= 2, true);
  const plainOne = stand.destination.list(catalogPolicies).find((one) => one['name'] === 'Without a secret');
  assert.equal(plainOne?.['description'], 'new', 'the others are updated');

  // a value that somebody supplies changes the secret, and then nothing is lost
  const template = await stand.read('mappings/contoso-to-fabrikam/secrets.env.example');
  await stand.write('secrets.env', template.replaceAll("=''", "='supplied'"));
  const supplied = await stand.json('plan', 'exports/contoso', '--destination', 'fabrikam', '--out', 'again.json', '--on-existing', 'update', '--secrets-from', 'secrets.env');
  assert.equal(supplied.exitCode, 0, JSON.stringify(supplied.document));
  assert.deepEqual(objectsAt(supplied.document, 'findings').filter((finding) => finding['code'] === 'GAP-SECRET-009'), []);
  assert.equal((await stand.run('import', 'again.json', '--yes', '--secrets-from', 'secrets.env')).exitCode, 0);
  assert.ok(secretsIn(stand.destination).includes('supplied'));
});
