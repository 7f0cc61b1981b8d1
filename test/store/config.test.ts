import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { JsonObject } from '../../src/model/json.js';
import { defaultBundleFolder, defaultMappingsFolder, readConfig, refuseSameTenant, tenantOf, writeConfig } from '../../src/store/config.js';
import { makeFolderFor } from './folder.js';

const contosoId = 'aaaaaaaa-0000-4000-8000-000000000001';
const fabrikamId = 'bbbbbbbb-0000-4000-8000-000000000002';
const client = 'cccccccc-0000-4000-8000-000000000003';

const whole = {
  $schema: './.tenantferry/schemas/config.schema.json',
  tenants: {
    contoso: { tenantId: contosoId, cloud: 'global', auth: { method: 'certificate', clientId: client, certificatePath: 'keys/contoso.pem' }, inFlight: 4 },
    fabrikam: { tenantId: fabrikamId, graphUrl: 'http://127.0.0.1:9001', auth: { method: 'token', tokenEnv: 'FABRIKAM_TOKEN' }, pacing: 0.5 },
  },
  source: 'contoso',
  destination: 'fabrikam',
  apple: { type: 'business', clientId: 'BUSINESSAPI.x', keyId: 'k', privateKeyPath: 'keys/apple.pem', servers: { source: 'A' } },
};

test('a configuration is read with its defaults, and its paths count from its own folder', async (t) => {
  const folder = await makeFolderFor(t);
  const file = join(folder, 'tenantferry.json');
  await writeFile(file, JSON.stringify(whole));
  assert.deepEqual(await readConfig(file), {
    tenants: {
      contoso: { ...whole.tenants.contoso, auth: { method: 'certificate', clientId: client, certificatePath: join(folder, 'keys/contoso.pem') } },
      fabrikam: { ...whole.tenants.fabrikam, cloud: 'global' },
    },
    source: 'contoso',
    destination: 'fabrikam',
    apple: { ...whole.apple, privateKeyPath: join(folder, 'keys/apple.pem') },
  });
  assert.equal(defaultBundleFolder(file, 'contoso'), join(folder, 'exports/contoso'));
  assert.equal(defaultMappingsFolder(file, 'contoso', 'fabrikam'), join(folder, 'mappings/contoso-to-fabrikam'));
  assert.equal(defaultMappingsFolder(file, '../../etc', 'fabrikam'), join(folder, 'mappings/_.._etc-to-fabrikam'));
});

test('a written configuration reads back, and names a schema that lies beside it', async (t) => {
  const folder = await makeFolderFor(t);
  const file = join(folder, 'tenantferry.json');
  const auth = { method: 'device-code', clientId: client } as const;
  await writeConfig(file, { tenants: { contoso: { tenantId: contosoId, auth } }, source: 'contoso' });
  assert.deepEqual(await readConfig(file), { tenants: { contoso: { tenantId: contosoId, cloud: 'global', auth } }, source: 'contoso' });
  const text = await readFile(file, 'utf8');
  assert.ok(text.startsWith('{\n  "$schema": "./.tenantferry/schemas/config.schema.json",\n  "source": "contoso",\n'));
  assert.match(await readFile(join(folder, '.tenantferry/schemas/config.schema.json'), 'utf8'), /TenantFerry configuration/u);
});

type Change = (config: { tenants: Record<string, JsonObject & { auth: JsonObject }>; apple: JsonObject } & JsonObject) => void;

const faults: [string, Change, string][] = [
  ['a mistyped member', (c) => delete Object.assign(c, { destinaton: 'fabrikam' })['x'], 'is not a TenantFerry configuration: at the top the member "destinaton" is not known; did you mean "destination"?.'],
  ['an unknown cloud', (c) => Object.assign(c.tenants['contoso'] ?? {}, { cloud: 'globl' }), 'is not a TenantFerry configuration: at /tenants/contoso/cloud expected one of global, usgov, dod, china; did you mean "global"?.'],
  [
    'an unknown method',
    (c) => Object.assign(c.tenants['contoso'] ?? {}, { auth: { method: 'certifcate', clientId: client } }),
    'is not a TenantFerry configuration: at /tenants/contoso/auth the member "method" must be one of certificate, secret, device-code, browser, managed-identity, workload-identity, token; did you mean "certificate"?.',
  ],
  ['no method', (c) => Object.assign(c.tenants['fabrikam'] ?? {}, { auth: {} }), 'is not a TenantFerry configuration: at /tenants/fabrikam/auth the member "method" must be one of certificate, secret, device-code, browser, managed-identity, workload-identity, token.'],
  ['a missing member of a method', (c) => Object.assign(c.tenants['contoso'] ?? {}, { auth: { method: 'certificate', clientId: client } }), 'is not a TenantFerry configuration: at /tenants/contoso/auth the member "certificatePath" is missing.'],
  ['a tenant id that is none', (c) => Object.assign(c.tenants['contoso'] ?? {}, { tenantId: 'contoso.com' }), 'is not a TenantFerry configuration: at /tenants/contoso/tenantId expected a GUID such as 11111111-2222-3333-4444-555555555555.'],
  ['two faults at once', (c) => Object.assign(c.tenants['contoso'] ?? {}, { tenantId: 1, inFlight: 99 }), 'is not a TenantFerry configuration: at /tenants/contoso/tenantId expected a text in quotes; at /tenants/contoso/inFlight must be <= 32.'],
  ['one tenant as both sides', (c) => Object.assign(c, { destination: 'contoso' }), ': source and destination are both "contoso".'],
  ['one tenant under two names', (c) => Object.assign(c.tenants['fabrikam'] ?? {}, { tenantId: contosoId.toUpperCase() }), ': source "contoso" and destination "fabrikam" have the same tenantId.'],
  ['a source that is no tenant', (c) => Object.assign(c, { source: 'contosso' }), ', /source: no tenant is called "contosso".'],
  ['a source named like a built-in', (c) => Object.assign(c, { source: 'constructor' }), ', /source: no tenant is called "constructor".'],
  ['http to another machine', (c) => Object.assign(c.tenants['fabrikam'] ?? {}, { graphUrl: 'http://graph.example' }), ': at /tenants/fabrikam/graphUrl plain http to graph.example would show the access token to the network.'],
  ['http to a name that looks like loopback', (c) => Object.assign(c.tenants['fabrikam'] ?? {}, { graphUrl: 'http://127.0.0.1.evil.example' }), ': at /tenants/fabrikam/graphUrl plain http to 127.0.0.1.evil.example would show the access token to the network.'],
  ['a password in a URL', (c) => Object.assign(c.tenants['fabrikam'] ?? {}, { graphUrl: 'https://a:b@graph.example' }), ': at /tenants/fabrikam/graphUrl the URL holds a user name or a password.'],
  ['http to Apple', (c) => Object.assign(c.apple, { apiUrl: 'http://apple.example/v1' }), ': at /apple/apiUrl plain http to apple.example would show the access token to the network.'],
  ['a tenant name that leads out of the folder', (c) => Object.assign(c.tenants, { '../x': c.tenants['contoso'] }), 'is not a TenantFerry configuration: at /tenants the name "../x" is not fit: expected a name of letters, digits, dots, dashes and underscores, 64 at most: folders are called after it.'],
  ['a tenant called like a device', (c) => Object.assign(c.tenants, { CON: c.tenants['contoso'] }), ': at /tenants, the name "CON" cannot be the name of a folder.'],
];

for (const [what, change, message] of faults) {
  test(`a configuration with ${what} is refused with its place`, async (t) => {
    const file = join(await makeFolderFor(t), 'tenantferry.json');
    const config = structuredClone(whole);
    change(config);
    await writeFile(file, JSON.stringify(config));
    await assert.rejects(readConfig(file), { name: 'Stop', exitCode: 2, message: `${file}${message.startsWith(':') || message.startsWith(',') ? '' : ' '}${message}` });
  });
}

test('a secret that was pasted where the name of a variable belongs is refused and not repeated', async (t) => {
  const file = join(await makeFolderFor(t), 'tenantferry.json');
  const secret = 'kX8Q~canary-canary-canary';
  for (const auth of [{ method: 'secret', clientId: client, clientSecretEnv: secret }, { method: 'secret', clientId: client, clientSecret: secret }, { method: 'token', tokenEnv: `eyJ.${secret}` }, { method: 'certificate', clientId: client, certificatePath: `-----BEGIN PRIVATE KEY-----\n${secret}` }, { method: secret }]) {
    await writeFile(file, JSON.stringify({ tenants: { contoso: { tenantId: contosoId, auth } } }));
    await assert.rejects(readConfig(file), (stop: Error & { remedy?: string }) => stop.name === 'Stop' && !`${stop.message} ${stop.remedy}`.includes('canary'));
  }
});

test('loopback may speak plain http in each of its names', async (t) => {
  const file = join(await makeFolderFor(t), 'tenantferry.json');
  for (const graphUrl of ['http://localhost:1', 'http://127.8.9.1', 'http://[::1]:80', 'https://graph.example']) {
    await writeFile(file, JSON.stringify({ tenants: { a: { tenantId: contosoId, graphUrl, auth: { method: 'browser', clientId: client } } } }));
    assert.equal((await readConfig(file)).tenants['a']?.graphUrl, graphUrl);
  }
});

test('a name given on the command line is looked up with the nearest name, and never the same tenant twice', async (t) => {
  const file = join(await makeFolderFor(t), 'tenantferry.json');
  await writeFile(file, JSON.stringify(whole));
  const config = await readConfig(file);
  assert.equal(tenantOf(config, 'fabrikam').tenantId, fabrikamId);
  assert.throws(() => tenantOf(config, 'fabricam'), { exitCode: 2, message: 'tenantferry.json: no tenant is called "fabricam".', remedy: 'Did you mean "fabrikam"?' });
  assert.throws(() => tenantOf(config, 'x'), { exitCode: 2, remedy: 'Known tenants: contoso, fabrikam.' });
  assert.throws(() => refuseSameTenant(config, 'contoso', 'contoso'), { exitCode: 2 });
  refuseSameTenant(config, 'contoso', 'fabrikam');
});

test('a configuration that is missing or half written gets a sentence', async (t) => {
  const file = join(await makeFolderFor(t), 'tenantferry.json');
  await assert.rejects(readConfig(file), { exitCode: 2, message: `${file} does not exist.` });
  await writeFile(file, '{\n  "tenants": {\n    "contoso": {');
  await assert.rejects(readConfig(file), { exitCode: 2, message: `${file} is no valid JSON: line 3, column 17: the file ends where a name in quotes or "}" was expected.`, remedy: 'The file looks cut off: write it again, or take an undamaged copy.' });
});
