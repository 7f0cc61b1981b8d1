import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { Args } from '../../src/cli/args.js';
import type { Answer } from '../../src/cli/command.js';
import { initCommand } from '../../src/cli/commands/init.js';
import { realClock, type World } from '../../src/cli/world.js';
import { isObject, textsAt } from '../../src/model/json.js';
import { Stop } from '../../src/model/failure.js';
import { silent } from '../../src/model/ports.js';
import { readConfig } from '../../src/store/config.js';
import { callAlone } from './alone.js';

const contoso = '0c0a0000-5a1e-4c0d-9e0f-000000000c01';
const fabrikam = '0fab0000-5a1e-4fab-8fab-000000000f02';
const client = 'cccccccc-0000-4000-8000-000000000003';

const flags = [
  '--source', 'contoso', '--source-tenant-id', contoso, '--source-auth', 'certificate', '--source-client-id', client, '--source-certificate', 'keys/contoso.pem',
  '--destination', 'fabrikam', '--destination-tenant-id', fabrikam, '--destination-auth', 'secret', '--destination-client-id', client, '--destination-secret-env', 'FABRIKAM_SECRET',
] as const;

/** A person at a terminal who types these answers, one after the other. */
async function typed(context: TestContext, answers: readonly string[], parsed: Record<string, unknown> = {}): Promise<{ answer: Answer; asked: string[]; file: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'tenantferry-'));
  context.after(() => rm(folder, { recursive: true, force: true }));
  const asked: string[] = [];
  const rest = [...answers];
  const file = join(folder, 'tenantferry.json');
  const world: World = {
    cwd: folder, env: {}, clock: realClock, say: silent, log: { debug() {}, warn() {}, info() {} }, interactive: true, color: false, width: 100, configFile: file, signal: new AbortController().signal,
    ask(question) {
      asked.push(question);
      const next = rest.shift();
      return next === undefined ? Promise.reject(new Error(`nothing to answer: ${question}`)) : Promise.resolve(next);
    },
    tell() {},
    onEnd() {},
  };
  const answer = await initCommand.run(new Args(parsed), world);
  assert.deepEqual(rest, [], 'every answer was asked for');
  return { answer, asked, file };
}

test('init with flags writes a configuration that reads back, with names of variables and paths in place of secrets', async (context) => {
  const { json, folder } = await callAlone(context, { FABRIKAM_SECRET: 'hunter2~hunter2' });
  const { exitCode, document } = await json('init', '--non-interactive', ...flags);
  assert.equal(exitCode, 0);
  assert.ok(isObject(document['files']));
  const file = join(folder, 'tenantferry.json');
  assert.equal(document['files']['config'], file);
  assert.deepEqual(await readConfig(file), {
    tenants: {
      contoso: { tenantId: contoso, cloud: 'global', auth: { method: 'certificate', clientId: client, certificatePath: join(folder, 'keys/contoso.pem') } },
      fabrikam: { tenantId: fabrikam, cloud: 'global', auth: { method: 'secret', clientId: client, clientSecretEnv: 'FABRIKAM_SECRET' } },
    },
    source: 'contoso',
    destination: 'fabrikam',
  });
  assert.doesNotMatch(await readFile(file, 'utf8'), /hunter2/u);
  assert.deepEqual(textsAt(document, 'unset'), []);
});

test('init never writes over a configuration without --force', async (context) => {
  const { run, folder } = await callAlone(context);
  const file = join(folder, 'tenantferry.json');
  await writeFile(file, 'mine');
  const refused = await run('init', ...flags);
  assert.equal(refused.exitCode, 2);
  assert.match(refused.stderr, /is there already and was not touched[^]*--force/u);
  assert.equal(await readFile(file, 'utf8'), 'mine');
  assert.equal((await run('init', ...flags, '--force')).exitCode, 0);
  assert.equal((await readConfig(file)).source, 'contoso');
});

test('a missing answer where nobody can be asked names its flag, exits with 2 and writes nothing', async (context) => {
  const { run, folder } = await callAlone(context);
  for (const flag of ['--source-tenant-id', '--source-auth', '--source-client-id', '--source-certificate', '--destination-secret-env']) {
    const at = flags.findIndex((one) => one === flag);
    const { exitCode, stderr } = await run('init', '--non-interactive', ...flags.slice(0, at), ...flags.slice(at + 2));
    assert.equal(exitCode, 2, flag);
    assert.match(stderr, new RegExp(`^${flag} is missing`, 'u'));
  }
  const { exitCode, stderr } = await run('init', '--non-interactive');
  assert.equal(exitCode, 2);
  assert.match(stderr, /^--source is missing/u);
  assert.deepEqual(await readdir(folder), []);
});

test('a secret given where the name of a variable belongs is refused and not repeated', async (context) => {
  const { run, folder } = await callAlone(context);
  const secret = 'Xy8Q~abcdefghijklmnop.qrstuv';
  const { exitCode, stderr, stdout } = await run('init', ...flags.slice(0, -1), secret);
  assert.equal(exitCode, 2);
  assert.match(stderr, /--destination-secret-env must be the name of an environment variable[^]*never the secret itself/u);
  assert.ok(!`${stderr}${stdout}`.includes(secret));
  const pem = '-----BEGIN PRIVATE KEY-----';
  const other = await run('init', ...flags.map((word) => (word === 'keys/contoso.pem' ? pem : word)));
  assert.equal(other.exitCode, 2);
  assert.ok(!other.stderr.includes('PRIVATE KEY'));
  assert.deepEqual(await readdir(folder), []);
});

test('init refuses one tenant as source and destination, one name for both, and flags of another sign-in method', async (context) => {
  const { run, folder } = await callAlone(context);
  const swap = (from: string, to: string): string[] => flags.map((word) => (word === from ? to : word));
  assert.match((await run('init', ...swap(fabrikam, contoso.toUpperCase()))).stderr, /have the same tenantId/u);
  assert.match((await run('init', ...swap('fabrikam', 'contoso'))).stderr, /both called "contoso"/u);
  const { exitCode, stderr } = await run('init', ...flags, '--source-token-env', 'CONTOSO_TOKEN');
  assert.equal(exitCode, 2);
  assert.match(stderr, /--source-token-env means nothing to the sign-in method certificate/u);
  assert.match((await run('init', ...flags, '--source-graph-url', 'http://graph.example')).stderr, /--source-graph-url must be/u);
  assert.match((await run('init', ...swap('contoso', 'CON'))).stderr, /cannot be the name of a folder/u);
  assert.deepEqual(await readdir(folder), []);
});

test('a source alone is enough for an export, and init says what is missing for a move', async (context) => {
  const { run, folder } = await callAlone(context);
  const { exitCode, stdout } = await run('init', '--source', 'contoso', '--source-tenant-id', contoso, '--source-auth', 'token', '--source-token-env', 'CONTOSO_TOKEN', '--cloud', 'usgov');
  assert.equal(exitCode, 0);
  assert.match(stdout, /Set the environment variable CONTOSO_TOKEN/u);
  assert.match(stdout, /No destination was named/u);
  assert.deepEqual(await readConfig(join(folder, 'tenantferry.json')), { tenants: { contoso: { tenantId: contoso, cloud: 'usgov', auth: { method: 'token', tokenEnv: 'CONTOSO_TOKEN' } } }, source: 'contoso' });
});

test('at a terminal init asks what no flag says, and asks again where an answer does not fit', async (context) => {
  const { asked, file } = await typed(
    context,
    ['contoso', 'not a guid', contoso, 'secret', client, '5ecr3t~in~clear', 'CONTOSO_SECRET', 'y', 'fabrikam', fabrikam, 'device-code', client],
  );
  assert.deepEqual((await readConfig(file)).tenants, {
    contoso: { tenantId: contoso, cloud: 'global', auth: { method: 'secret', clientId: client, clientSecretEnv: 'CONTOSO_SECRET' } },
    fabrikam: { tenantId: fabrikam, cloud: 'global', auth: { method: 'device-code', clientId: client } },
  });
  assert.equal(asked.filter((question) => question.startsWith('Tenant id of the source')).length, 2);
  const { file: alone } = await typed(context, ['CONTOSO_TOKEN', 'n'], { source: 'contoso', 'source-tenant-id': contoso, 'source-auth': 'token' });
  assert.equal((await readConfig(alone)).destination, undefined);
  await assert.rejects(typed(context, ['?', '?', '?', '?', '?'], { source: 'contoso' }), Stop, 'it does not ask for ever');
});
