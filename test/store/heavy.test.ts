import assert from 'node:assert/strict';
import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { zipSync } from 'fflate';
import { Stop } from '../../src/model/failure.js';
import { readJournal } from '../../src/store/journal-lines.js';
import { looseRows } from '../../src/store/loose-rows.js';
import { openAppFiles } from '../../src/store/packages/app-files.js';
import { parseJson } from '../../src/store/parse-json.js';
import { readSecretsFile } from '../../src/store/secrets-file.js';
import { makeFolderFor } from './folder.js';

const says = (pattern: RegExp) => (cause: unknown) => cause instanceof Stop && cause.exitCode === 2 && pattern.test(cause.message);

test('tables, journals, secrets and plans that only fill the memory are refused in a sentence', async (t) => {
  const folder = await makeFolderFor(t);
  const journal = join(folder, 'plan.json.journal.jsonl');
  await writeFile(journal, '');
  await truncate(journal, 200 * 1024 * 1024);
  await assert.rejects(readJournal(journal), says(/line 1: longer than 64 MB/u));
  assert.throws(() => looseRows('\n'.repeat(1_000_001), 'serials.csv'), says(/1000002 lines; tables of more than a million/u));
  assert.throws(() => looseRows(`F1\n${','.repeat(1_000_001)}`, 'serials.csv'), says(/serials\.csv, line 2: longer than a million letters/u));
  assert.throws(() => parseJson('['.repeat(1_000_001), 'plan.json'), says(/plan\.json: it nests deeper than 256 levels/u));
  const secrets = join(folder, 'secrets.env');
  await writeFile(secrets, `-----BEGIN AGE ENCRYPTED FILE-----\n${`${'A'.repeat(64)}\n`.repeat(9000)}-----END AGE ENCRYPTED FILE-----\n`);
  await assert.rejects(readSecretsFile(secrets, { identities: [], passphrase: () => Promise.resolve('x') }), says(/KB of armored text/u));
});

test('an Android manifest whose texts are one large text a hundred thousand times is damaged, and takes no memory', async (t) => {
  const folder = await makeFolderFor(t);
  const count = 100_000;
  const manifest = Buffer.alloc(36 + count * 4 + 40_000);
  for (const [at, value] of [[0, 0x0003], [2, 8], [8, 0x0001], [10, 28]] as const) manifest.writeUInt16LE(value, at);
  for (const [at, value] of [[12, manifest.length - 8], [16, count], [28, 28 + count * 4]] as const) manifest.writeUInt32LE(value, at);
  manifest.writeUInt16LE(18_000, 36 + count * 4);
  await writeFile(join(folder, 'a.apk'), zipSync({ 'AndroidManifest.xml': manifest }));
  const [found] = await (await openAppFiles(folder)).list();
  assert.equal(found?.broken, 'the Android manifest holds more text than it has bytes');
});
