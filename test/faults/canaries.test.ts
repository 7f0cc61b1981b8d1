import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { tokenFor } from '../../src/simulator/simulator.js';
import type { SimulatedTenant } from '../../src/simulator/simulated-tenant.js';
import { cameraPolicy } from '../journeys/seeds.js';
import { fillDestination, fillFew } from '../long/mixed-tenant.js';
import { startMove, type Ended, type Move } from '../long/move.js';
import { startRefusingLogins } from './refusing-logins.js';

const typed = (type: string): string => `#microsoft.graph.${type}`;
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256', privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } });
const keyLine = privateKey.split('\n')[1] ?? '';

/** What must never be seen, by what it is. */
const planted = {
  preSharedKey: 'kanarie-psk-3f9c1e77',
  omaValue: 'kanarie-oma-51d0aa42',
  catalogSecret: 'kanarie-catalog-8b1f02dd',
  clientSecret: 'kanarie~client.secret-77e1',
  bearer: 'eyJhbGciOiJub25lIn0.a2FuYXJpZS1iZWFyZXI.kanarie-signature-90aa',
  assertion: 'eyJhbGciOiJFUzI1NiJ9.a2FuYXJpZS1hc3NlcnRpb24.kanarie-assertion-66c0',
  privateKey: keyLine,
  supplied: 'kanarie-supplied-c4417d',
} as const;

/** The ways in which a text may be written down. */
function spellings(text: string): string[] {
  const base64 = [0, 1, 2].map((shift) => Buffer.from('x'.repeat(shift) + text).toString('base64').slice(shift === 0 ? 0 : 4, -4));
  return [text, encodeURIComponent(text), ...base64, Buffer.from(text).toString('hex'), Buffer.from(text, 'utf16le').toString('base64').slice(0, -4)].filter((one) => one.length >= 12);
}

function fill(tenant: SimulatedTenant): void {
  fillFew(tenant);
  const configurations = 'deviceManagement/deviceConfigurations';
  tenant.put(configurations, { '@odata.type': typed('windowsWifiConfiguration'), displayName: 'Shop', ssid: 'SHOP', networkName: 'SHOP', wifiSecurityType: 'wpa2Personal', preSharedKey: planted.preSharedKey });
  tenant.put(configurations, { '@odata.type': typed('windows10CustomConfiguration'), displayName: 'Custom', omaSettings: [{ '@odata.type': typed('omaSettingString'), displayName: 'Password', omaUri: './Device/Vendor/MSFT/Secret', value: planted.omaValue }] });
  const secret = { '@odata.type': typed('deviceManagementConfigurationSetting'), settingInstance: { '@odata.type': typed('deviceManagementConfigurationSimpleSettingInstance'), settingDefinitionId: 'vendor_proxy_password', simpleSettingValue: { '@odata.type': typed('deviceManagementConfigurationSecretSettingValue'), value: planted.catalogSecret, valueState: 'notEncrypted' } } };
  tenant.put('deviceManagement/configurationPolicies', cameraPolicy('Proxy', [], { settings: [secret] }));
}

test('nothing that is secret is written anywhere by a whole journey: no file, no log, no output, no crash, no command line', async (context) => {
  const move: Move = await startMove({ fillSource: fill, fillDestination, destination: { keepBodies: true } });
  const logins = await startRefusingLogins(move.folder);
  context.after(async () => {
    await logins.close();
    await move.stop();
  });
  const tokens = { CONTOSO_TOKEN: tokenFor(move.source), FABRIKAM_TOKEN: tokenFor(move.destination) };
  const secrets: Record<string, string> = { ...planted, sourceToken: tokens.CONTOSO_TOKEN.slice(-60), destinationToken: tokens.FABRIKAM_TOKEN.slice(-60) };
  const file = join(move.folder, 'tenantferry.json');
  const config: unknown = JSON.parse(await readFile(file, 'utf8'));
  assert.ok(typeof config === 'object' && config !== null && 'tenants' in config && typeof config.tenants === 'object');
  const northwind = { tenantId: '0ccc0000-5a1e-4fab-8fab-000000000f03', cloud: 'global', graphUrl: move.destinationUrl };
  const tenants = { ...config.tenants, northwind: { ...northwind, auth: { method: 'secret', clientId: northwind.tenantId, clientSecretEnv: 'NORTHWIND_SECRET' } }, stale: { ...northwind, auth: { method: 'token', tokenEnv: 'STALE_TOKEN' } } };
  await writeFile(file, JSON.stringify({ ...config, tenants, apple: { type: 'business', clientId: 'BUSINESSAPI.kan', keyId: 'kan', privateKeyPath: 'apple.pem', apiUrl: logins.appleUrl, tokenUrl: logins.appleUrl } }));
  const inputs = new Set(['apple.pem']);
  await writeFile(join(move.folder, 'apple.pem'), privateKey, { mode: 0o600 });

  const outputs: string[] = [];
  const commandLines: string[] = [];
  let count = 0;
  const run = async (words: readonly string[], env: Record<string, string> = {}): Promise<Ended> => {
    count += 1;
    const { child, over } = move.start([...words, '--verbose', '--log-file', `log-${String(count)}.jsonl`], { env: { ...tokens, NORTHWIND_SECRET: planted.clientSecret, STALE_TOKEN: planted.bearer, ...env } });
    const look = setInterval(() => {
      try {
        commandLines.push(readFileSync(`/proc/${String(child.pid)}/cmdline`, 'utf8'));
      } catch {
        commandLines.push(child.spawnargs.join(' '));
      }
    }, 50);
    const ended = await over;
    clearInterval(look);
    outputs.push(ended.stdout, ended.stderr);
    return ended;
  };
  const must = async (words: readonly string[], ...codes: number[]): Promise<void> => {
    const { code, stdout, stderr } = await run(words, suppliedEnv);
    assert.ok(codes.includes(code ?? -1), `${words.join(' ')} ended with ${String(code)}: ${stdout.slice(-800)}${stderr.slice(-800)}`);
  };
  let suppliedEnv: Record<string, string> = {};

  await must(['export', '--tenant', 'contoso', '--out', 'bundle'], 0);
  await must(['map', 'bundle', '--destination', 'fabrikam'], 0);
  const template = await readFile(join(move.folder, 'mappings/contoso-to-fabrikam/secrets.env.example'), 'utf8');
  const names = [...template.matchAll(/^([A-Z0-9_]+)=''$/gmu)].map(([, name = '']) => name);
  assert.ok(names.length >= 3, template);
  suppliedEnv = Object.fromEntries(names.map((name) => [name, planted.supplied]));
  await must(['plan', 'bundle', '--destination', 'fabrikam', '--out', 'plan.json', '--allow-open', '--secrets-from', 'env'], 0, 3);
  // the service repeats what it was sent in what it says, and a write is lost on the way
  move.destination.faults.add(
    { what: { deed: 'status', status: 400, message: `Authorization: Bearer ${planted.bearer} was not good; client_assertion=${planted.assertion}&client_secret=${planted.clientSecret}` }, method: 'POST', path: 'namedLocations' },
    { what: { deed: 'drop answer' }, method: 'POST', path: 'deviceConfigurations', times: 2 },
    { what: { deed: 'truncate' }, method: 'GET', path: 'groups', times: 2 },
  );
  await must(['import', 'plan.json', '--yes', '--secrets-from', 'env'], 4);
  assert.match(outputs.slice(-2).join('').replaceAll(/\s+/gu, ' '), /was not good/u, 'what the service said is told');
  assert.ok(JSON.stringify(move.destination.sent).includes(planted.supplied), 'what was supplied was sent');
  move.destination.resetFaults();
  await must(['verify', 'plan.json'], 0, 5);
  await must(['assess', 'bundle', '--destination', 'fabrikam', '--out', 'assessed'], 0);
  await must(['report', 'plan.json', '--out', 'evidence'], 0);
  await must(['rollback', 'plan.json', '--yes'], 0, 4);
  // what fails, in every way a sign-in can; the services that refuse it repeat what they were sent
  suppliedEnv = { ...suppliedEnv, ...logins.env };
  await must(['doctor', '--tenant', 'northwind'], 1, 2, 3, 4);
  assert.equal(logins.forms.at(-1)?.get('client_secret'), planted.clientSecret, 'the client secret was sent to the login service');
  await must(['doctor', '--tenant', 'stale'], 1, 2, 3, 4);
  await must(['export', '--tenant', 'stale', '--out', 'none'], 1, 2);
  await must(['apple', 'servers'], 1, 2);
  const assertion = logins.forms.at(-1)?.get('client_assertion') ?? '';
  assert.equal(assertion.split('.').length, 3, 'an assertion was sent to Apple');
  secrets['appleAssertion'] = assertion.slice(-60);
  await must(['plan', 'bundle', '--destination', 'stale', '--out', 'other.json'], 1, 2);
  // and a fault of our own, with its stack
  await writeFile(join(move.folder, 'dead.json'), '{');
  await must(['export', '--tenant', 'contoso', '--out', 'dead.json/x'], 1, 2);

  let scanned = 0;
  const hits: string[] = [];
  const scan = (where: string, text: string): void => {
    scanned += text.length;
    // a table breaks long words into lines
    const joined = text.replaceAll(/\s+/gu, '');
    for (const [what, secret] of Object.entries(secrets)) for (const spelling of spellings(secret)) if (joined.includes(spelling)) hits.push(`${what} in ${where}`);
  };
  for (const entry of await readdir(move.folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || inputs.has(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    scan(path.slice(move.folder.length), (await readFile(path)).toString('latin1'));
    if (entry.name.endsWith('.journal.jsonl') || entry.name.startsWith('log-')) assert.equal((await stat(path)).mode & 0o077, 0, `${entry.name} is its owner's alone`);
  }
  for (const [index, output] of outputs.entries()) scan(`output ${String(index)}`, output);
  scan('the process list', commandLines.join('\n'));
  assert.deepEqual([...new Set(hits)], []);
  assert.ok(scanned > 300_000 && commandLines.length > 10, `${String(scanned)} characters, ${String(commandLines.length)} looks at the process list`);
});
