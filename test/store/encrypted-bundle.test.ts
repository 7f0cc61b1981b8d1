import assert from 'node:assert/strict';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { Stop } from '../../src/model/failure.js';
import type { Policy } from '../../src/model/policy.js';
import { openBundle } from '../../src/store/bundle-reader.js';
import { createBundle } from '../../src/store/bundle-writer.js';
import { noKeys, type Keys, type Locks } from '../../src/store/cipher.js';
import { readSecretsFile } from '../../src/store/secrets-file.js';
import { templateText } from '../../src/store/secrets-template.js';
import { writeFileWhole } from '../../src/store/write-file.js';
import { makeFolderFor } from './folder.js';
import { factsAt, guid, neighborOf, policyOf } from './samples.js';

const twins = [policyOf('wifi', guid(1), 'Office'), policyOf('wifi', guid(1001), 'Office'), policyOf('wifi', '00000001-aaaa-4000-8000-000000000001', 'Office')];
const secrets = new Map([['/body/preSharedKey', 'kan4rie']]);

function knows(passphrase: string | undefined, ...identities: readonly string[]): Keys {
  return { identities, passphrase: async () => passphrase };
}

async function written(folder: string, locks?: Locks): Promise<void> {
  const bundle = await createBundle(folder, locks);
  for (const policy of twins) await bundle.put(policy, locks === undefined ? undefined : secrets);
  bundle.putNeighbors([neighborOf('group', guid(91), 'Sales')]);
  await bundle.finish(factsAt('2026-01-02T03:04:05.000Z'));
}

async function all(folder: string, keys?: Keys): Promise<Policy[]> {
  const policies: Policy[] = [];
  for await (const policy of (await openBundle(folder, keys)).policies()) policies.push(policy);
  return policies.sort((a, b) => (a.id < b.id ? -1 : 1));
}

test('a bundle reads the same encrypted and not, by whoever has the identity or the passphrase', async (context) => {
  const place = await makeFolderFor(context);
  const identity = await generateX25519Identity();
  const [clear, encrypted] = [join(place, 'clear'), join(place, 'encrypted')];
  await written(clear);
  await written(encrypted, { recipients: [await identityToRecipient(identity)], passphrase: 'four random little words', work: 4 });
  const wanted = await all(clear);
  assert.equal(wanted.length, 3);
  assert.deepEqual(await all(encrypted, knows(undefined, identity)), wanted);
  assert.deepEqual(await all(encrypted, knows('four random little words')), wanted);
  await assert.rejects(all(encrypted, knows('another one')), /cannot be decrypted with this passphrase/u);
  await assert.rejects(all(encrypted, noKeys), /is encrypted/u);
  const bundle = await openBundle(encrypted, knows(undefined, identity));
  assert.equal(bundle.fingerprint(), (await openBundle(clear)).fingerprint(), 'the fingerprint tells nothing of the secrets');
  for (const policy of wanted) assert.deepEqual(await bundle.secrets(policy.address), secrets, policy.address);
  assert.deepEqual(await (await openBundle(clear)).secrets(twins[0]?.address ?? assert.fail()), new Map());

  // an encrypted bundle takes the place of a clear one, and the other way round, and nothing of the old one stays
  await written(clear, { recipients: [await identityToRecipient(identity)] });
  assert.deepEqual((await readdir(clear)).sort(), ['encrypted', 'key.age', 'manifest.json.age']);
  await written(clear);
  assert.deepEqual((await readdir(clear)).sort(), ['findings.json', 'manifest.json', 'neighbors', 'policies']);
});

test('secrets are never put into a bundle that is not encrypted', async (context) => {
  const bundle = await createBundle(join(await makeFolderFor(context), 'contoso'));
  await assert.rejects(bundle.put(twins[0] ?? assert.fail(), secrets), /encrypted bundles only/u);
  await bundle.abandon();
});

test('a bundle without its key, and one whose files changed places, get a sentence', async (context) => {
  const folder = join(await makeFolderFor(context), 'contoso');
  const identity = await generateX25519Identity();
  await written(folder, { recipients: [await identityToRecipient(identity)] });
  const keys = knows(undefined, identity);
  const bundle = await openBundle(folder, keys);
  const policies = Object.keys(bundle.manifest.files).filter((path) => path.startsWith('policies/'));
  const files = bundle.listed.slice(-Object.keys(bundle.manifest.files).length);
  const at = (path: string): string => join(folder, files[Object.keys(bundle.manifest.files).sort().indexOf(path)] ?? assert.fail());
  const [one = '', other = ''] = policies.map(at);
  await writeFileWhole(one, await readFile(other));
  await assert.rejects(all(folder, keys), /its sha256 differs/u);
  await rm(join(folder, 'key.age'));
  await assert.rejects(openBundle(folder, keys), /is encrypted, and its key key\.age or key\.passphrase\.age is missing/u);
});

test('a file of secrets is read as it is meant: a value that would be cut is refused, and the message does not show it', async (context) => {
  const file = join(await makeFolderFor(context), 'secrets.env');
  await writeFileWhole(file, `# mine\nexport A='one # two'\nB="it's\nmore"\nC=\`a'b"c\`\nD=plain\nE=''\n`);
  const read = await readSecretsFile(file, noKeys);
  assert.deepEqual(Object.fromEntries(read.values), { A: 'one # two', B: "it's\nmore", C: `a'b"c`, D: 'plain' });
  assert.deepEqual(read.remarks, []);
  for (const line of ['A=kan4rie#more', "A='kan4rie"]) {
    await writeFileWhole(file, `B='x'\n${line}\n`);
    await assert.rejects(readSecretsFile(file, noKeys), (cause) => cause instanceof Stop && cause.exitCode === 2 && /line 2: the value of A/u.test(cause.message) && !cause.message.includes('kan4rie'), line);
  }
});

test('no name can add a line to the template that asks for secrets', () => {
  const text = templateText([{ name: 'WIFI_X', title: 'Wi-Fi', object: "Shop\nWIFI_X='mine'\u2028Y=1", what: 'key', setting: 'a\r\nB=2', readable: true }], 'tenantferry plan');
  assert.deepEqual(text.split(/\r?\n|\u2028/u).filter((line) => line !== '' && !line.startsWith('#')), ["WIFI_X=''"]);
});
