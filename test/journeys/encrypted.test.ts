import assert from 'node:assert/strict';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import type { JsonObject } from '../../src/model/json.js';
import { cameraPolicy } from './seeds.js';
import { counted, makeStand, type Stand } from './stand.js';

const configurations = 'deviceManagement/deviceConfigurations';
const graph = '#microsoft.graph.';
const tenants = { source: '0c0a0000-5a1e-4c0d-9e0f-000000000c01', destination: '0fab0000-5a1e-4fab-8fab-000000000f02' };
const canary = 'kan4rie-oma-7731';
const xmlFor = (tenant: string): string => `<enabled/>\n<data id="KFMOptIn" value="${tenant}"/>\n<data id="Password" value="${canary}"/>`;

const custom: JsonObject = {
  '@odata.type': `${graph}windows10CustomConfiguration`,
  displayName: 'Custom settings',
  omaSettings: [
    { '@odata.type': `${graph}omaSettingStringXml`, displayName: 'Policy', omaUri: './Device/Vendor/MSFT/Policy/Config/Secret', value: Buffer.from(xmlFor(tenants.source)).toString('base64'), fileName: 'policy.xml' },
    { '@odata.type': `${graph}omaSettingString`, displayName: 'Word', omaUri: './Device/Vendor/MSFT/Word', value: `word ${canary}` },
    { '@odata.type': `${graph}omaSettingInteger`, displayName: 'Count', omaUri: './Device/Vendor/MSFT/Count', value: 3 },
  ],
};

/** What somebody reads out of the files below a folder: their names and their content. */
async function legible(folder: string): Promise<string> {
  const parts: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    parts.push(file.slice(folder.length), entry.isFile() ? (await readFile(file)).toString('latin1') : '');
  }
  return parts.join('\n');
}

async function withIdentity(stand: Stand): Promise<{ recipient: string; identity: string }> {
  const identity = await generateX25519Identity();
  await stand.write('identity.txt', `# made for this test\n${identity}\n`);
  return { identity, recipient: await identityToRecipient(identity) };
}

test('secrets that the source gives to who asks travel encrypted and arrive as they were, with the ids of the source rewritten', async (context) => {
  const stand = await makeStand(context);
  const { recipient } = await withIdentity(stand);
  stand.source.put(configurations, custom);

  const refused = await stand.run('export', '--tenant', 'contoso', '--with-secrets');
  assert.equal(refused.exitCode, 2);
  assert.match(refused.stderr, /a bundle with secrets is never written in clear\.\nAdd --encrypt-to/u);

  const exported = await stand.json('export', '--tenant', 'contoso', '--only', 'customConfiguration', '--with-secrets', '--encrypt-to', recipient);
  assert.equal(exported.exitCode, 0, JSON.stringify(exported.document));
  assert.deepEqual([counted(exported.document, 'secrets'), counted(exported.document, 'secretsUnread')], [2, 0]);

  const open = ['--identity', 'identity.txt'];
  assert.equal((await stand.run('map', 'exports/contoso', '--destination', 'fabrikam', ...open)).exitCode, 0);
  const planned = await stand.run('plan', 'exports/contoso', '--destination', 'fabrikam', '--out', 'plan.json', ...open);
  assert.equal(planned.exitCode, 0, planned.stdout + planned.stderr);
  assert.match(planned.stdout, /2 secrets are sent/u);
  const imported = await stand.run('import', 'plan.json', '--yes', '--verbose', ...open);
  assert.equal(imported.exitCode, 0, imported.stdout + imported.stderr);
  const verified = await stand.run('verify', 'plan.json', ...open);
  assert.equal(verified.exitCode, 0, verified.stdout);
  assert.equal((await stand.run('report', 'plan.json', '--out', 'report', ...open)).exitCode, 0);

  const [made] = stand.destination.data.set(configurations).list();
  assert.deepEqual([...(made?.secrets.values() ?? [])].sort(), [xmlFor(tenants.destination), `word ${canary}`].sort());
  const again = await stand.json('plan', 'exports/contoso', '--destination', 'fabrikam', '--on-existing', 'update', '--out', 'again.json', ...open);
  assert.deepEqual(['create', 'update', 'same'].map((name) => counted(again.document, name)), [0, 0, 1]);

  const written = await legible(stand.folder);
  assert.ok(!written.includes(canary) && !written.includes(Buffer.from(xmlFor(tenants.source)).toString('base64').slice(0, 60)));
  assert.ok(!`${imported.stdout}${imported.stderr}${planned.stdout}${verified.stdout}`.includes(canary));
});

test('an encrypted bundle tells nothing without its key, and every command that reads it says what it needs', async (context) => {
  const stand = await makeStand(context);
  const { recipient, identity } = await withIdentity(stand);
  stand.source.put('deviceManagement/configurationPolicies', cameraPolicy('No camera'));
  await stand.write('recipients.txt', `# the team\n${recipient}\n`);
  assert.equal((await stand.run('export', '--tenant', 'contoso', '--only', 'settingsCatalog', '--encrypt-to', 'recipients.txt')).exitCode, 0);
  const folder = join(stand.folder, 'exports/contoso');
  assert.doesNotMatch(await legible(folder), /No camera|settingsCatalog|contoso|AGE-SECRET-KEY/iu);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const { mode } = await stat(join(entry.parentPath, entry.name));
    assert.equal(mode & 0o777, entry.isDirectory() ? 0o700 : 0o600, entry.name);
  }
  for (const words of [['assess', 'exports/contoso'], ['map', 'exports/contoso', '--destination', 'fabrikam'], ['plan', 'exports/contoso', '--destination', 'fabrikam'], ['verify-bundle', 'exports/contoso']]) {
    const ran = await stand.run(...words);
    assert.equal(ran.exitCode, 2, words.join(' '));
    assert.match(ran.stderr, /exports\/contoso is encrypted\.\nName the file of your age identity with --identity, or set TENANTFERRY_IDENTITY/u, words.join(' '));
  }
  await stand.write('other.txt', await generateX25519Identity());
  assert.match((await stand.run('verify-bundle', 'exports/contoso', '--identity', 'other.txt')).stderr, /cannot be decrypted with this identity/u);

  const open = ['--identity', 'identity.txt'];
  assert.ok([0, 3].includes((await stand.run('assess', 'exports/contoso', ...open)).exitCode));
  assert.equal((await stand.run('map', 'exports/contoso', '--destination', 'fabrikam', ...open)).exitCode, 0);
  assert.equal((await stand.run('plan', 'exports/contoso', '--destination', 'fabrikam', ...open)).exitCode, 0);
  assert.equal((await stand.run('import', 'plan.json', '--yes')).exitCode, 2);
  for (const words of [['import', 'plan.json', '--yes'], ['verify', 'plan.json'], ['report', 'plan.json', '--out', 'report'], ['rollback', 'plan.json', '--yes'], ['verify-bundle', 'exports/contoso']]) {
    const ran = await stand.run(...words, ...open);
    assert.equal(ran.exitCode, 0, `${words.join(' ')}: ${ran.stderr}${ran.stdout}`);
  }

  // the same tenant once more: other bytes, the same bundle
  const fingerprint = async (): Promise<unknown> => (await stand.json('verify-bundle', 'exports/contoso', ...open)).document['fingerprint'];
  const before = await fingerprint();
  assert.equal((await stand.run('export', '--tenant', 'contoso', '--only', 'settingsCatalog', '--encrypt-to', recipient)).exitCode, 0);
  assert.equal(await fingerprint(), before);

  const [victim = ''] = (await readdir(join(folder, 'encrypted'))).sort();
  const file = `exports/contoso/encrypted/${victim}`;
  const bytes = await readFile(join(stand.folder, file));
  bytes[bytes.length - 5] = (bytes[bytes.length - 5] ?? 0) ^ 1;
  await stand.write(file, bytes);
  const damaged = await stand.run('verify-bundle', 'exports/contoso', ...open);
  assert.equal(damaged.exitCode, 5);
  assert.match(damaged.stdout, /is not what was encrypted: it was changed or damaged/u);
  assert.ok(identity.startsWith('AGE-SECRET-KEY-1'));
});

test('a file of secrets can be encrypted with age, and no prompt is needed for it', async (context) => {
  const stand = await makeStand(context);
  const { recipient } = await withIdentity(stand);
  stand.source.put(configurations, { '@odata.type': `${graph}windowsWifiConfiguration`, displayName: 'Shop Wi-Fi', ssid: 'SHOP', networkName: 'SHOP', wifiSecurityType: 'wpa2Personal', preSharedKey: 'old', connectAutomatically: true });
  await stand.run('export', '--tenant', 'contoso', '--only', 'wifi');
  await stand.run('map', 'exports/contoso', '--destination', 'fabrikam');
  const [, name = ''] = /^(WIFI_\w+)=''$/mu.exec(await stand.read('mappings/contoso-to-fabrikam/secrets.env.example')) ?? [];
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  await stand.write('secrets.env.age', Buffer.from(await encrypter.encrypt(`${name}='${canary}'\n`)));
  const words = ['--secrets-from', 'secrets.env.age', '--identity', 'identity.txt'];
  const planned = await stand.json('plan', 'exports/contoso', '--destination', 'fabrikam', ...words);
  assert.equal(counted(planned.document, 'secrets'), 1);
  assert.equal((await stand.run('import', 'plan.json', '--yes', ...words)).exitCode, 0);
  assert.equal(stand.destination.data.set(configurations).list()[0]?.body['preSharedKey'], canary);
  assert.ok(!(await legible(stand.folder)).includes(canary));
});
