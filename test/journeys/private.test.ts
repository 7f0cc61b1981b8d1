import assert from 'node:assert/strict';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { commands } from '../../src/cli/commands.js';
import { makeLog } from '../../src/cli/log.js';
import { redacted } from '../../src/graph/error-body.js';
import { makeFolderFor } from '../store/folder.js';
import { callAlone } from './alone.js';
import { cameraPolicy, include, securityGroup } from './seeds.js';
import { makeStand } from './stand.js';

/** Every file and folder below one, with its mode. */
async function modesBelow(folder: string): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    found.set(relative(folder, path) + (entry.isDirectory() ? '/' : ''), (await stat(path)).mode & 0o777);
  }
  return found;
}

function tooOpen(modes: ReadonlyMap<string, number>, except: readonly string[]): string[] {
  return [...modes].filter(([path, mode]) => !except.includes(path) && mode !== (path.endsWith('/') ? 0o700 : 0o600)).map(([path, mode]) => `${path} ${mode.toString(8)}`);
}

const posix = process.platform !== 'win32';

test('whatever a move writes only its owner reads, whatever the umask says; the token is in no file, no log and no output', { skip: !posix }, async (context) => {
  const stand = await makeStand(context);
  const group = securityGroup(stand.source, 'Sales');
  securityGroup(stand.destination, 'Sales');
  stand.source.put('deviceManagement/configurationPolicies', cameraPolicy('No camera', [include(group)]));
  const before = process.umask(0);
  context.after(() => process.umask(before));
  const said: string[] = [];
  for (const words of [['export', '--tenant', 'contoso'], ['map', 'exports/contoso', '--destination', 'fabrikam'], ['assess', 'exports/contoso', '--destination', 'fabrikam', '--out', 'assessment'], ['plan', 'exports/contoso', '--destination', 'fabrikam', '--out', 'plans/plan.json'], ['import', 'plans/plan.json', '--yes'], ['verify', 'plans/plan.json'], ['report', 'plans/plan.json', '--out', 'pack'], ['rollback', 'plans/plan.json', '--yes']]) {
    const ran = await stand.run(...words, '--verbose', '--log-file', 'logs/run.log');
    assert.ok(ran.exitCode === 0 || words[0] === 'assess', `${words.join(' ')}: ${ran.stderr.slice(-500)}`);
    said.push(ran.stdout, ran.stderr);
  }
  const modes = await modesBelow(stand.folder);
  assert.ok(modes.size > 25, [...modes.keys()].join(' '));
  assert.deepEqual(tooOpen(modes, ['tenantferry.json']), []);
  const tokens = [stand.source, stand.destination].map((tenant) => tenant.token().split('.')[1] ?? '');
  const files = await Promise.all([...modes.keys()].filter((path) => !path.endsWith('/')).map((path) => readFile(join(stand.folder, path), 'utf8')));
  for (const text of [...said, ...files]) for (const token of tokens) assert.equal(text.includes(token.slice(0, 60)), false);
  assert.ok(files.some((text) => text.includes('"method":"POST"')), 'every request is in the log');
});

test('the demo ends well and leaves nothing that others can read', { skip: !posix }, async (context) => {
  const before = process.umask(0);
  context.after(() => process.umask(before));
  const { run, folder } = await callAlone(context, {}, 'process');
  const ran = await run('demo', '--dir', 'demo', '--quiet');
  assert.equal(ran.exitCode, 0, ran.stdout + ran.stderr);
  assert.deepEqual(tooOpen(await modesBelow(join(folder, 'demo')), []), []);
});

const jwt = `eyJ${'canary'.repeat(4)}.eyJ${'canary'.repeat(9)}.canarycanarycanary`;
const credentials = [
  `authorization: Bearer ${jwt}`,
  `Authorization: Basic canarycanarycanary==`,
  'client_secret=canary-1&grant_type=client_credentials',
  '{"client_secret":"canary-2","access_token":"canary-3"}',
  '{\\"preSharedKey\\":\\"canary-4\\"}',
  `client_assertion=${jwt}`,
  'password: canary-5',
  '-----BEGIN PRIVATE KEY-----\nMIIcanary\ncanary\n-----END PRIVATE KEY-----',
  '-----BEGIN RSA PRIVATE KEY-----\\nMIIcanary cut off',
  'identity AGE-SECRET-KEY-1CANARYCANARY and AGE-SECRET-KEY-PQ-1canary',
  'https://store.example/file?sv=1&sig=canary6%3D&se=2',
];

test('the log takes credentials out by where they stand and by what they look like, in fields, in messages and in errors', async (t) => {
  const file = join(await makeFolderFor(t), 'logs', 'x.log');
  const { log, close } = makeLog({ verbose: true, file });
  for (const text of credentials) {
    log.info({ detail: text, headers: { authorization: text }, token: 'canary-t', deep: { password: 'canary-p' } }, text);
    log.warn({ err: new Error(text) }, 'failed');
  }
  await close();
  const written = await readFile(file, 'utf8');
  assert.equal(written.trim().split('\n').length, credentials.length * 2);
  for (const line of written.trim().split('\n')) assert.equal(typeof JSON.parse(line), 'object', 'a line stays JSON');
  assert.doesNotMatch(written, /canary/iu);
  if (posix) assert.equal((await stat(file)).mode & 0o777, 0o600);
});

test('what crashes says what happened without a credential', () => {
  for (const text of credentials) assert.doesNotMatch(redacted(`it failed: ${text}`), /canary/iu, text);
  for (const text of ['the token ended at 2026-01-01', 'Password settings differ at /body/passwordRequired', 'signature: fine', 'GET deviceManagement/deviceConfigurations']) assert.equal(redacted(text), text);
});

test('no option takes a secret, so none is in a list of processes or a history of shells: they name files and variables', () => {
  const options = commands.flatMap((command) => Object.entries(command.options).filter(([, about]) => about.type !== 'boolean').map(([name, about]) => ({ name, value: about.value ?? '' })));
  const named = [...new Set(options.filter(({ name }) => /secret|password|token|key|^sign$|credential|phrase|recipient|identity/u.test(name)).map(({ name, value }) => `--${name} ${value}`))].sort();
  assert.ok(named.length > 5);
  // the key of --sign is a file in PEM
  assert.deepEqual(named.filter((one) => !/ (?:FILE|VARIABLE|env\|FILE\|prompt)$/u.test(one)), ['--sign KEY']);
});
