import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { objectsAt, type JsonObject } from '../../src/model/json.js';
import type { SimulatedTenant } from '../../src/simulator/simulated-tenant.js';
import { cameraPolicy } from './seeds.js';
import { counted, makeStand, type Stand } from './stand.js';

const configurations = 'deviceManagement/deviceConfigurations';
const catalogPolicies = 'deviceManagement/configurationPolicies';
const graph = '#microsoft.graph.';

const key = "correct #horse 'battery' staple";
const proxyPassword = 'kan4rie$proxy"word';
const xml = '<enabled/>\n<data id="Password" value="kan4rie-oma"/>';

const wifi: JsonObject = { '@odata.type': `${graph}windowsWifiConfiguration`, displayName: 'Shop Wi-Fi', ssid: 'SHOP', networkName: 'SHOP', wifiSecurityType: 'wpa2Personal', preSharedKey: 'old key of the source', connectAutomatically: true };

const proxy: JsonObject = cameraPolicy('Web proxy', [], {
  settings: [
    {
      '@odata.type': `${graph}deviceManagementConfigurationSetting`,
      settingInstance: {
        '@odata.type': `${graph}deviceManagementConfigurationSimpleSettingInstance`,
        settingDefinitionId: 'vendor_proxy_password',
        simpleSettingValue: { '@odata.type': `${graph}deviceManagementConfigurationSecretSettingValue`, value: 'old password', valueState: 'notEncrypted' },
      },
    },
    ...objectsAt(cameraPolicy('Web proxy'), 'settings'),
  ],
});

const custom: JsonObject = {
  '@odata.type': `${graph}windows10CustomConfiguration`,
  displayName: 'Custom settings',
  omaSettings: [
    { '@odata.type': `${graph}omaSettingStringXml`, displayName: 'Policy', omaUri: './Device/Vendor/MSFT/Policy/Config/Secret', value: Buffer.from(xml).toString('base64'), fileName: 'policy.xml' },
    { '@odata.type': `${graph}omaSettingInteger`, displayName: 'Count', omaUri: './Device/Vendor/MSFT/Count', value: 3 },
  ],
};

/** What the service keeps and shows nobody: every secret of a tenant. */
function kept(tenant: SimulatedTenant): string[] {
  const objects = [configurations, catalogPolicies].flatMap((path) => tenant.data.set(path).list());
  const all = objects.flatMap((entity) => [entity, ...[...entity.children.values()].flatMap((children) => children.list())]);
  return all.flatMap(({ secrets, body }) => [...secrets.values(), ...(typeof body['preSharedKey'] === 'string' ? [body['preSharedKey']] : [])]).sort();
}

/** Every file below the folder that holds one of the texts. */
async function holding(stand: Stand, texts: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(stand.folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const text = (await readFile(file)).toString('latin1');
    if (texts.some((one) => text.includes(one) || text.includes(Buffer.from(one).toString('base64').slice(0, -4)))) found.push(file.slice(stand.folder.length + 1));
  }
  return found.sort();
}

async function prepared(stand: Stand): Promise<string[]> {
  stand.source.put(configurations, wifi);
  stand.source.put(configurations, custom);
  stand.source.put(catalogPolicies, proxy);
  assert.equal((await stand.run('export', '--tenant', 'contoso', '--only', 'settingsCatalog,wifi,customConfiguration')).exitCode, 0);
  assert.equal((await stand.run('map', 'exports/contoso', '--destination', 'fabrikam')).exitCode, 0);
  const template = await stand.read('mappings/contoso-to-fabrikam/secrets.env.example');
  return [...template.matchAll(/^([A-Z0-9_]+)=''$/gmu)].map(([, name = '']) => name);
}

test('secrets that a file supplies arrive, are masked when read again, and lie in no other file', async (context) => {
  const stand = await makeStand(context);
  const names = await prepared(stand);
  assert.deepEqual(names.map((name) => name.replace(/_[0-9A-F]{8}_/u, '_ID_')), [
    'CUSTOM_CONFIGURATION_CUSTOM_SETTINGS_ID_DEVICE_VENDOR_MSFT_POLICY_CONFIG_SECRET',
    'SETTINGS_CATALOG_WEB_PROXY_ID_VENDOR_PROXY_PASSWORD',
    'WIFI_SHOP_WI_FI_ID_PRE_SHARED_KEY',
  ]);
  const [oma = '', password = '', psk = ''] = names;
  await stand.write('secrets.env', `${psk}="${key}"\n${password}='${proxyPassword}'\n${oma}='${xml}'\n`);
  const planned = await stand.run('plan', 'exports/contoso', '--destination', 'fabrikam', '--secrets-from', 'secrets.env', '--out', 'plan.json');
  assert.equal(planned.exitCode, 0, planned.stderr + planned.stdout);
  assert.match(planned.stdout, /3 secrets are sent; the plan holds their names and no value/u);
  assert.match(planned.stderr, /secrets\.env can be read by other users/u);

  const without = await stand.run('import', 'plan.json', '--yes');
  assert.equal(without.exitCode, 3);
  assert.match(without.stderr, /The plan sends 3 secrets that were not supplied: .*WIFI_SHOP_WI_FI.*Nothing was done\.\nImport with --secrets-from/su);

  const imported = await stand.run('import', 'plan.json', '--yes', '--secrets-from', 'secrets.env', '--verbose');
  assert.equal(imported.exitCode, 0, imported.stderr + imported.stdout);
  assert.deepEqual(kept(stand.destination), [xml, key, proxyPassword].sort());
  const verified = await stand.run('verify', 'plan.json');
  assert.equal(verified.exitCode, 0, verified.stdout);
  assert.equal((await stand.run('report', 'plan.json', '--out', 'report')).exitCode, 0);
  assert.deepEqual(await holding(stand, [key, proxyPassword, 'kan4rie-oma', xml]), ['secrets.env']);
  for (const said of [imported.stdout, imported.stderr, planned.stdout, planned.stderr]) assert.ok(!/kan4rie|#horse/u.test(said));

  assert.equal((await stand.run('rollback', 'plan.json', '--yes', '--dry-run')).exitCode, 0, 'a masked secret is nobody\'s edit');
  const again = await stand.json('plan', 'exports/contoso', '--destination', 'fabrikam', '--secrets-from', 'secrets.env', '--on-existing', 'update', '--out', 'again.json');
  assert.deepEqual(['create', 'update', 'same', 'secrets'].map((name) => counted(again.document, name)), [0, 3, 0, 3], 'nobody can see whether it is the same, so what a person supplies is sent');
  const plain = await stand.json('plan', 'exports/contoso', '--destination', 'fabrikam', '--on-existing', 'update', '--out', 'plain.json');
  assert.deepEqual(['create', 'update', 'same', 'secrets'].map((name) => counted(plain.document, name)), [0, 0, 3, 0], 'and without them nothing is different');
});

test('what is not supplied is left out and named, and can be supplied to the object later', async (context) => {
  const stand = await makeStand(context);
  const [oma = '', , psk = ''] = await prepared(stand);
  const planned = await stand.run('plan', 'exports/contoso', '--destination', 'fabrikam', '--out', 'plan.json');
  assert.match(planned.stdout, /3 secrets are not supplied: copy .*secrets\.env\.example, fill it in, and plan again with --secrets-from/u);
  assert.equal((await stand.run('import', 'plan.json', '--yes')).exitCode, 0);
  assert.deepEqual(kept(stand.destination), []);
  assert.equal((await stand.run('verify', 'plan.json')).exitCode, 0);

  await stand.write('later.env', `${psk}='${'new key of 2026'}'\n${oma}='${xml}'\n`);
  const later = await stand.json('plan', 'exports/contoso', '--destination', 'fabrikam', '--secrets-from', 'later.env', '--on-existing', 'update', '--out', 'later.json');
  assert.deepEqual(['create', 'update', 'same', 'secrets'].map((name) => counted(later.document, name)), [0, 2, 1, 2]);
  assert.equal((await stand.run('import', 'later.json', '--yes', '--secrets-from', 'later.env')).exitCode, 0);
  assert.deepEqual(kept(stand.destination), [xml, 'new key of 2026'].sort());
  assert.equal((await stand.run('verify', 'later.json')).exitCode, 0);
});

test('an id of the source in a supplied secret stops its object, and the message does not show the secret', async (context) => {
  const stand = await makeStand(context);
  const [oma = ''] = await prepared(stand);
  const tenantId = '0c0a0000-5a1e-4c0d-9e0f-000000000c01';
  await stand.write('secrets.env', `${oma}='<data id="Tenant" value="${tenantId}"/><data id="Password" value="kan4rie-oma"/>'\n`);
  const planned = await stand.json('plan', 'exports/contoso', '--destination', 'fabrikam', '--secrets-from', 'secrets.env', '--out', 'plan.json');
  const text = JSON.stringify(planned.document);
  assert.match(text, new RegExp(`the OMA-URI value ${oma} holds something that belongs to the source`, 'u'));
  assert.ok(!text.includes('kan4rie'));
  assert.deepEqual(kept(stand.destination), []);
});

test('an update that would take a secret of the destination away says so, unless it is supplied', async (context) => {
  const stand = await makeStand(context);
  const [oma = ''] = await prepared(stand);
  stand.destination.put(configurations, { ...custom, omaSettings: [...objectsAt(custom, 'omaSettings').slice(0, 1), { '@odata.type': `${graph}omaSettingInteger`, displayName: 'Count', omaUri: './Device/Vendor/MSFT/Count', value: 4 }] });
  await stand.write('secrets.env', `${oma}='${xml}'\n`);
  const codesOf = async (...words: string[]): Promise<number> => {
    const { document } = await stand.json('plan', 'exports/contoso', '--destination', 'fabrikam', '--on-existing', 'update', '--out', 'plan.json', ...words);
    return objectsAt(document, 'findings').filter((one) => one['code'] === 'GAP-SECRET-009').length;
  };
  assert.equal(await codesOf(), 1);
  assert.equal(await codesOf('--secrets-from', 'secrets.env'), 0);
});

test('where nobody sits in front of it, a prompt is refused with a sentence before anything is written', async (context) => {
  const stand = await makeStand(context);
  await prepared(stand);
  const planned = await stand.json('plan', 'exports/contoso', '--destination', 'fabrikam', '--secrets-from', 'prompt', '--out', 'plan.json');
  assert.equal(counted(planned.document, 'secrets'), 3, 'all of them will be asked for');
  const imported = await stand.run('import', 'plan.json', '--yes', '--secrets-from', 'prompt');
  assert.equal(imported.exitCode, 2);
  assert.match(imported.stderr, /would be asked for, and nobody can be asked here\.\nUse --secrets-from env or a file/u);
  assert.equal(stand.destination.counters.writes, 0);
});
