import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { appendFile, copyFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { textsAt } from '../../src/model/json.js';
import { page } from '../docs/pages.js';
import { cameraPolicy } from './seeds.js';
import { makeStand, type Stand } from './stand.js';

function hasOpenssl(): boolean {
  try {
    return / 3\.|[4-9]\./u.test(execFileSync('openssl', ['version'], { encoding: 'utf8' }).slice(0, 10));
  } catch {
    return false;
  }
}

/** Runs a line in a shell. @returns the exit code, and what it said */
function shell(line: string, cwd: string): Promise<{ code: number; said: string }> {
  return new Promise((done) => execFile('sh', ['-c', line], { cwd }, (error, stdout, stderr) => done({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : 1, said: stdout + stderr })));
}

async function keysIn(stand: Stand, name: string): Promise<void> {
  const { generateKeyPairSync } = await import('node:crypto');
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  await stand.write(`${name}.pem`, privateKey.export({ format: 'pem', type: 'pkcs8' }).toString());
  await stand.write(`${name}-public.pem`, publicKey.export({ format: 'pem', type: 'spki' }).toString());
}

async function faultsOf(stand: Stand, ...words: string[]): Promise<string[]> {
  const { exitCode, document } = await stand.json('verify-bundle', 'exports/contoso', ...words);
  const faults = textsAt(document, 'faults');
  assert.equal(exitCode, faults.length === 0 ? 0 : 5, JSON.stringify(document));
  return faults;
}

async function moved(stand: Stand, ...words: string[]): Promise<void> {
  for (const name of ['No camera', 'Camera "too"', 'Größe']) stand.source.put('deviceManagement/configurationPolicies', cameraPolicy(name));
  assert.equal((await stand.run('export', '--tenant', 'contoso', '--only', 'settingsCatalog', ...words)).exitCode, 0);
  assert.equal((await stand.run('plan', 'exports/contoso', '--destination', 'fabrikam', '--out', 'plan.json', ...words)).exitCode, 0);
  assert.equal((await stand.run('import', 'plan.json', '--yes', ...words)).exitCode, 0);
}

test('bundle, plan and journal are signed, and whoever has the public key checks them with this tool or with openssl alone', async (context) => {
  const stand = await makeStand(context);
  await keysIn(stand, 'key');
  await keysIn(stand, 'other');
  await moved(stand, '--sign', 'key.pem');
  assert.deepEqual(await faultsOf(stand, '--plan', 'plan.json', '--public-key', 'key-public.pem'), []);
  const other = await faultsOf(stand, '--plan', 'plan.json', '--public-key', 'other-public.pem');
  assert.deepEqual(other.map((fault) => fault.replace(stand.folder, '')), ['/exports/contoso/manifest.json', '/plan.json', '/plan.json.journal.jsonl'].map((file) => `${file}: its signature does not fit: it was changed after it was signed, or another key signed it.`));

  const bundle = join(stand.folder, 'exports/contoso');
  if (!hasOpenssl()) context.diagnostic('openssl 3 is not here: the independent check was not run');
  else {
    const lines = page('docs/integrity.md').text.split('\n').filter((line) => line.startsWith('openssl pkeyutl') || line.startsWith('sed '));
    assert.equal(lines.length, 2, 'the page shows two lines');
    await copyFile(join(stand.folder, 'key-public.pem'), join(bundle, 'public.pem'));
    for (const line of lines) assert.deepEqual([line, (await shell(line, bundle)).code], [line, 0]);
    await copyFile(join(stand.folder, 'key-public.pem'), join(stand.folder, 'public.pem'));
    for (const file of ['plan.json', 'plan.json.journal.jsonl']) assert.equal((await shell((lines[0] ?? '').replaceAll('manifest.json', file), stand.folder)).code, 0, file);
    await copyFile(join(stand.folder, 'other-public.pem'), join(bundle, 'public.pem'));
    assert.notEqual((await shell(lines[0] ?? '', bundle)).code, 0, 'another key signed it');
    await rm(join(bundle, 'public.pem'));
  }
  const again = await stand.run('export', '--tenant', 'contoso', '--only', 'settingsCatalog');
  assert.equal(again.exitCode, 0, `a signed bundle is replaced like any other: ${again.stderr}`);
  assert.deepEqual(await readdir(bundle).then((names) => names.sort()), ['findings.json', 'manifest.json', 'neighbors', 'policies']);
  const planned = await stand.run('plan', 'exports/contoso', '--destination', 'fabrikam', '--out', 'plan.json');
  assert.match(planned.stderr, /plan\.json\.sig is the signature of what .*plan\.json was before: sign it again with --sign/u);
});

test('every file that is changed, missing or extra is named, and so is the line where a journal was edited', async (context) => {
  const stand = await makeStand(context);
  await moved(stand);
  assert.deepEqual(await faultsOf(stand, '--plan', 'plan.json'), []);
  await keysIn(stand, 'key');
  assert.deepEqual((await faultsOf(stand, '--public-key', 'key-public.pem')).map((fault) => fault.replace(stand.folder, '')), ['/exports/contoso/manifest.json: not signed.']);

  const bundle = join(stand.folder, 'exports/contoso');
  const names = (await readdir(join(bundle, 'policies/settingsCatalog'))).sort();
  const [changed = '', missing = ''] = names;
  await appendFile(join(bundle, 'policies/settingsCatalog', changed), ' ');
  await rm(join(bundle, 'policies/settingsCatalog', missing));
  await writeFile(join(bundle, 'policies/extra.json'), '{}');
  await writeFile(join(bundle, '.DS_Store'), '');
  const journal = join(stand.folder, 'plan.json.journal.jsonl');
  const lines = (await readFile(journal, 'utf8')).split('\n');
  const edited = lines.map((line, at) => (at === 3 ? line.replace('"event":"outcome"', '"event": "outcome"').replace('"at":"2', '"at":"1') : line)).join('\n');
  await writeFile(journal, edited);
  const faults = await faultsOf(stand, '--plan', 'plan.json');
  assert.deepEqual(
    faults.map((fault) => fault.replaceAll(stand.folder, '')),
    [
      `/exports/contoso/policies/settingsCatalog/${changed} is not the file that was exported: its sha256 differs from the one in manifest.json.`,
      `/exports/contoso/policies/settingsCatalog/${missing} is missing, and manifest.json lists it.`,
      '/exports/contoso/policies/extra.json is not listed in manifest.json: no command reads it, and nobody exported it.',
      '/plan.json.journal.jsonl, line 4 was changed after it was written.',
    ],
  );
  const refused = await stand.run('import', 'plan.json', '--yes');
  assert.equal(refused.exitCode, 2, 'an edited journal is no ground to go on from');
  assert.match(refused.stderr, /plan\.json\.journal\.jsonl, line 4 was changed after it was written\.\n.*Take an undamaged copy/u);
  await writeFile(journal, [...lines.slice(0, 2), ...lines.slice(3)].join('\n'));
  assert.match((await stand.run('import', 'plan.json', '--yes')).stderr, /line 3 does not follow the line before it: lines were removed, added or moved\./u);

  const plan = await stand.read('plan.json');
  await stand.write('plan.json', plan.replace('"onExisting": "skip"', '"onExisting": "update"'));
  assert.match((await faultsOf(stand, '--plan', 'plan.json')).join('\n'), /plan\.json was changed after it was made/u);
  assert.equal((await stand.run('import', 'plan.json', '--yes')).exitCode, 2);
});

test('a key that is none, or of another kind, is refused before anything is done, and the message holds nothing of it', async (context) => {
  const stand = await makeStand(context);
  const { generateKeyPairSync } = await import('node:crypto');
  const rsa = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = rsa.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  await stand.write('ec.pem', pem);
  await stand.write('text.pem', 'canary-of-a-key');
  await stand.write('locked.pem', generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'canary-phrase' }).toString());
  for (const [file, says] of [['ec.pem', /is a key of the type ec, and signatures are Ed25519/u], ['text.pem', /holds no private key in PEM/u], ['locked.pem', /has a pass phrase/u], ['nowhere.pem', /does not exist/u]] as const) {
    const ran = await stand.run('export', '--tenant', 'contoso', '--sign', file);
    assert.equal(ran.exitCode, 2, file);
    assert.match(ran.stderr, says);
    assert.doesNotMatch(ran.stderr, /canary|BEGIN/u);
  }
  assert.equal(stand.source.counters.requests, 0);
});
