import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { isObject, objectAt, objectsAt, textAt } from '../../src/model/json.js';
import { moveFolder } from '../corpus/direct.js';
import { corpusStand } from '../corpus/move.js';
import { corpus, withoutCorpus } from '../store/foreign/folder.js';
import { counted, makeStand, type Stand } from './stand.js';

const filter = { '@odata.type': '#microsoft.graph.deviceAndAppManagementAssignmentFilter', id: 'a4b1c2d3-5e6f-4a7b-8c9d-0e1f2a3b4c5d', displayName: 'Laptops', platform: 'windows10AndLater', rule: '(device.model -startsWith "Lap")' };

async function folder(stand: Stand, files: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(join(stand.folder, 'backup/deep'), { recursive: true });
  for (const [name, content] of Object.entries(files)) await stand.write(join('backup', name), content);
}

test('a folder of conditional access with its groups and locations becomes a bundle and moves without the source', { skip: withoutCorpus }, async (context) => {
  const moved = await moveFolder(await corpusStand(context), join(corpus ?? '', 'j0eyv-ConditionalAccessBaseline'));
  assert.deepEqual(moved.wrong, []);
  assert.equal([...moved.endings.values()].filter(({ state }) => state === 'created').length, 38);
});

test('convert says what it read, in words and as one JSON document, and writes a bundle that assess takes', async (context) => {
  const stand = await makeStand(context);
  await folder(stand, { 'Laptops.json': JSON.stringify(filter) });
  const { exitCode, document } = await stand.json('convert', 'backup', '--out', 'bundle', '--tenant', 'contoso');
  assert.equal(exitCode, 0);
  assert.equal(counted(document, 'objects'), 1);
  assert.equal(counted(document, 'files'), 1);
  assert.equal(textAt(objectAt(document, 'files') ?? {}, 'bundle'), join(stand.folder, 'bundle'));
  assert.equal((await stand.run('assess', 'bundle')).exitCode, 0);
});

test('a tenant id that no file tells is asked for and never guessed', async (context) => {
  const stand = await makeStand(context);
  await folder(stand, { 'Laptops.json': JSON.stringify(filter) });
  const { document } = await stand.json('convert', 'backup', '--out', 'bundle');
  assert.ok(objectsAt(document, 'findings').some((one) => /which tenant it was exported from/u.test(textAt(one, 'message') ?? '')));
  const manifest = await stand.readJson('bundle/manifest.json');
  assert.equal(isObject(manifest) && textAt(objectAt(manifest, 'tenant') ?? {}, 'id'), 'unknown');
  const ran = await stand.run('convert', 'backup', '--out', 'bundle');
  assert.match(ran.stdout, /--tenant-id/u, 'the sentence says what to do');
  const wrong = await stand.run('convert', 'backup', '--out', 'bundle', '--tenant-id', 'contoso');
  assert.equal(wrong.exitCode, 2);
  assert.match(wrong.stderr, /"contoso" is no tenant id/u);
});

test('broken files end with exit code 4 and their reasons, and the others are converted', async (context) => {
  const stand = await makeStand(context);
  await folder(stand, { 'Laptops.json': JSON.stringify(filter), 'half.json': '{ "displayName": "ha', 'deep/.json': '[1,', 'CON.json': '{}', 'notes.txt': '<script>' });
  const ran = await stand.run('convert', 'backup', '--out', 'bundle', '--tenant', 'contoso');
  assert.equal(ran.exitCode, 4);
  assert.match(ran.stdout, /half\.json: it is no valid JSON/u);
  const { document } = await stand.json('convert', 'backup', '--out', 'bundle', '--tenant', 'contoso');
  assert.equal(counted(document, 'notReadable'), 2);
  assert.equal(counted(document, 'objects'), 1);
});

test('what is no folder of an export, and what must not be overwritten, is refused before anything is written', async (context) => {
  const stand = await makeStand(context);
  await folder(stand, { 'Laptops.json': JSON.stringify(filter) });
  await mkdir(join(stand.folder, 'empty'));
  await mkdir(join(stand.folder, 'mine'));
  await stand.write('mine/letter.txt', 'dear');
  const cases: readonly (readonly [words: readonly string[], says: RegExp])[] = [
    [['backup/Laptops.json', '--out', 'bundle'], /is a file, and a folder is expected/u],
    [['nowhere', '--out', 'bundle'], /there is no folder/u],
    [['empty', '--out', 'bundle'], /nothing to convert/iu],
    [['backup', '--out', 'mine'], /mine/u],
    [['backup', '--out', 'backup'], /backup/u],
    [['backup', '--out', 'backup/deep/bundle'], /inside/u],
  ];
  for (const [words, says] of cases) {
    const ran = await stand.run('convert', ...words, '--tenant', 'contoso');
    assert.equal(ran.exitCode, 2, `${words.join(' ')}: ${ran.stdout}${ran.stderr}`);
    assert.match(ran.stderr, says);
  }
  assert.equal(await stand.read('mine/letter.txt'), 'dear');
});
