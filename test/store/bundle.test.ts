import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import type { BundleWriter } from '../../src/model/bundle.js';
import type { Policy } from '../../src/model/policy.js';
import { checkBundle } from '../../src/store/bundle-check.js';
import { openBundle } from '../../src/store/bundle-reader.js';
import { createBundle } from '../../src/store/bundle-writer.js';
import { onDisk } from '../../src/store/policy-file-names.js';
import { contentOf, makeFolderFor } from './folder.js';
import { factsAt, guid, neighborOf, policyOf } from './samples.js';

async function exportTo(folder: string, policies: readonly Policy[], time = '2026-01-02T03:04:05.000Z'): Promise<void> {
  const bundle = await createBundle(folder);
  await Promise.all(policies.map((policy) => bundle.put(policy)));
  bundle.putNeighbors([neighborOf('group', guid(91), 'Sales'), neighborOf('group', guid(90)), neighborOf('app', guid(92), 'Reader')]);
  bundle.putFindings([{ code: 'GAP-B', severity: 'low', message: 'second' }, { code: 'GAP-A', severity: 'low', message: 'first' }]);
  await bundle.finish(factsAt(time));
}

async function all(folder: string): Promise<Policy[]> {
  const policies: Policy[] = [];
  for await (const policy of (await openBundle(folder)).policies()) policies.push(policy);
  return policies;
}

const two = [policyOf('compliancePolicy', guid(1), 'Windows baseline'), policyOf('settingsCatalog', guid(2), 'Edge', { name: 'Edge', b: 1, a: [2, 1] })];

test('a bundle has the promised layout, sorted members, LF and a line break at the end', async (t) => {
  const folder = join(await makeFolderFor(t), 'contoso');
  await exportTo(folder, two);
  const content = await contentOf(folder);
  assert.deepEqual(Object.keys(content), [
    'findings.json',
    'manifest.json',
    'neighbors/app.json',
    'neighbors/group.json',
    'policies/compliancePolicy/Windows baseline--00000001.json',
    'policies/settingsCatalog/Edge--00000002.json',
  ]);
  assert.equal(
    content['policies/settingsCatalog/Edge--00000002.json'],
    `{
  "address": "settingsCatalog/Edge (00000002)",
  "assignments": [],
  "body": {
    "a": [
      2,
      1
    ],
    "b": 1,
    "name": "Edge"
  },
  "children": {},
  "id": "${guid(2)}",
  "kind": "settingsCatalog",
  "links": {},
  "name": "Edge",
  "secrets": []
}
`,
  );
  assert.deepEqual((await openBundle(folder)).neighborKinds, ['app', 'group']);
  assert.deepEqual(await (await openBundle(folder)).neighbors('group'), [neighborOf('group', guid(90)), neighborOf('group', guid(91), 'Sales')]);
  assert.deepEqual(await (await openBundle(folder)).neighbors('user'), []);
  assert.deepEqual((await (await openBundle(folder)).findings()).map(({ code }) => code), ['GAP-A', 'GAP-B']);
  if (process.platform !== 'win32') {
    assert.equal((await stat(join(folder, 'manifest.json'))).mode & 0o777, 0o600);
    assert.equal((await stat(join(folder, 'policies/settingsCatalog/Edge--00000002.json'))).mode & 0o777, 0o600);
    assert.equal((await stat(folder)).mode & 0o777, 0o700);
  }
});

test('two exports of the same content differ in nothing but the time of the manifest, whatever order it comes in', async (t) => {
  const folder = await makeFolderFor(t);
  const clashing = [policyOf('filter', `${guid(3)}`, 'A'), policyOf('filter', guid(3).replace(/4$/u, '5'), 'a'), policyOf('filter', guid(3).replace(/4$/u, '6'), 'A'), policyOf('filter', guid(4), 'A')];
  await exportTo(join(folder, 'one'), [...two, ...clashing]);
  await exportTo(join(folder, 'two'), [...two, ...clashing].reverse(), '2026-02-03T00:00:00.000Z');
  const [one, other] = [await contentOf(join(folder, 'one')), await contentOf(join(folder, 'two'))];
  assert.notEqual(one['manifest.json'], other['manifest.json']);
  assert.equal(one['manifest.json'], other['manifest.json']?.replace('2026-02-03T00:00:00.000Z', '2026-01-02T03:04:05.000Z'));
  assert.deepEqual({ ...one, 'manifest.json': '' }, { ...other, 'manifest.json': '' });
  assert.equal((await openBundle(join(folder, 'one'))).fingerprint(), (await openBundle(join(folder, 'two'))).fingerprint());
  assert.deepEqual(Object.keys(one).filter((path) => path.includes('filter')), [
    'policies/filter/A--00000003-1111-4222-8333-444444444444.json',
    'policies/filter/A--00000003-1111-4222-8333-444444444446.json',
    'policies/filter/A--00000004.json',
    'policies/filter/a--00000003-1111-4222-8333-444444444445.json',
  ]);
  assert.deepEqual((await all(join(folder, 'one'))).filter(({ kind }) => kind === 'filter').map(({ address }) => address), [
    `filter/A (${guid(3)})`,
    'filter/A (00000003-1111-4222-8333-444444444446)',
    'filter/A (00000004)',
    'filter/a (00000003)',
  ]);
});

test('a changed object changes the fingerprint', async (t) => {
  const folder = await makeFolderFor(t);
  await exportTo(join(folder, 'one'), two);
  await exportTo(join(folder, 'two'), [policyOf('compliancePolicy', guid(1), 'Windows baseline', { displayName: 'Windows baseline', x: 1 }), ...two.slice(1)]);
  assert.notEqual((await openBundle(join(folder, 'one'))).fingerprint(), (await openBundle(join(folder, 'two'))).fingerprint());
});

test('an object that a page gave twice counts once, the later one', async (t) => {
  const folder = join(await makeFolderFor(t), 'contoso');
  const bundle = await createBundle(folder);
  assert.equal(await bundle.put(policyOf('filter', guid(1), 'Old name')), true);
  assert.equal(await bundle.put(policyOf('filter', guid(1), 'New name')), false);
  await bundle.finish(factsAt('2026-01-02T03:04:05.000Z'));
  assert.deepEqual((await all(folder)).map(({ name }) => name), ['New name']);
  assert.deepEqual(await readdir(join(folder, 'policies/filter')), ['New name--00000001.json']);
});

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc.constantFrom('../x', '..', '.', '', 'CON', 'con', 'nul.txt', 'COM¹', 'a/b', 'a\\b', 'A/B', 'x'.repeat(300), 'dot.', 'blank ', ' blank', 'Straße', 'STRASSE', 'İ', 'ﬁ', '\u0000', 'a\u202egnp', 'é', 'e\u0301', '👩‍👩‍👧', '\ud800', '<script>', 'a:b', 'a?*|"', '-rf', '~', '%2e%2e', '--', '.json', '1.json'),
);
const ids = fc.oneof(fc.uuid(), fc.uuid().map((id) => `T_${id}`), fc.constantFrom('0', '1', 'a', 'A', 'a(b', 'a)b', `${guid(1)}_DefaultLimit`), fc.string({ minLength: 1, maxLength: 300 }));

test('any names and ids: all objects are kept, read back as they were, inside the folder, and no two names are one on a disk that ignores case', async (t) => {
  const folder = await makeFolderFor(t);
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.tuple(ids, hostile), { maxLength: 12, selector: ([id]) => id }), async (named) => {
      const place = join(folder, String(++run), 'contoso');
      const policies = named.map(([id, name]) => policyOf('filter', id, name));
      await exportTo(place, policies);
      const back = await all(place);
      assert.deepEqual(new Set(back.map(({ id }) => id)).size, policies.length);
      for (const policy of policies) {
        const found = back.find(({ id }) => id === policy.id);
        assert.deepEqual({ ...found, address: '' }, { ...policy, address: '' });
      }
      assert.equal(new Set(back.map(({ address }) => address)).size, policies.length);
      const bundle = await openBundle(place);
      for (const policy of back) assert.deepEqual(await bundle.policy(policy.address), policy);
      const names = policies.length === 0 ? [] : await readdir(join(place, 'policies/filter'));
      assert.equal(new Set(names.map(onDisk)).size, policies.length);
      for (const name of names) {
        assert.ok(Buffer.byteLength(name) <= 200, name);
        assert.doesNotMatch(name, /[<>:"/\\|?*\p{Cc}\p{Cf}]|^[\s.-]|[\s.]$/u);
        assert.doesNotMatch(name, /^(con|prn|aux|nul|com\d|lpt\d)\s*\./iu);
      }
      assert.deepEqual(await readdir(dirname(place)), ['contoso']);
      await rm(dirname(place), { recursive: true });
    }),
    { numRuns: 150 },
  );
});

test('an address that nobody has is undefined', async (t) => {
  const folder = join(await makeFolderFor(t), 'contoso');
  await exportTo(folder, two);
  const bundle = await openBundle(folder);
  assert.equal(await bundle.policy(policyOf('compliancePolicy', guid(9), 'Windows baseline').address), undefined);
  assert.equal(await bundle.policy(policyOf('other', guid(1), 'Windows baseline').address), undefined);
});

test('an export that is given up or dies leaves the bundle of before untouched, and the next export clears what it left', async (t) => {
  const parent = await makeFolderFor(t);
  const folder = join(parent, 'contoso');
  await exportTo(folder, two);
  const before = await contentOf(folder);

  const given = await createBundle(folder);
  await given.put(policyOf('filter', guid(5), 'New'));
  assert.deepEqual(await contentOf(folder), before);
  await given.abandon();
  assert.deepEqual(await readdir(parent), ['contoso']);

  // a run that died: its folder stays, with the number of a process that is gone
  await mkdir(join(parent, '.contoso.new-999999999', 'policies'), { recursive: true });
  assert.deepEqual(await contentOf(folder), before);
  await exportTo(folder, two);
  assert.deepEqual(await readdir(parent), ['contoso']);
  assert.deepEqual(await contentOf(folder), before);
});

test('a run that died between moving the old bundle away and putting the new one in place loses nothing', async (t) => {
  const parent = await makeFolderFor(t);
  const folder = join(parent, 'contoso');
  await exportTo(folder, two);
  const before = await contentOf(folder);
  await mkdir(join(parent, '.contoso.new-999999999'));
  await rename(folder, join(parent, '.contoso.old-999999999'));
  assert.equal((await all(folder)).length, 2);
  assert.deepEqual(await contentOf(folder), before);

  await rename(folder, join(parent, '.contoso.old-999999999'));
  const next = await createBundle(folder);
  assert.deepEqual(await contentOf(folder), before);
  await next.abandon();
});

test('another run that is still writing the same bundle is not disturbed', { skip: process.platform === 'win32' }, async (t) => {
  const parent = await makeFolderFor(t);
  await mkdir(join(parent, `.contoso.new-${process.ppid}`));
  await assert.rejects(createBundle(join(parent, 'contoso')), { name: 'Stop', exitCode: 1, message: `Another run (process ${process.ppid}) is writing ${join(parent, 'contoso')}.` });
});

test('a folder that holds anything but a bundle is never replaced', async (t) => {
  const folder = await makeFolderFor(t);
  await writeFile(join(folder, 'thesis.docx'), 'x');
  await assert.rejects(createBundle(folder), { name: 'Stop', exitCode: 2, message: `${folder} holds thesis.docx, which is not part of a bundle and would be lost when the bundle replaces the folder.` });
  assert.deepEqual(await readdir(folder), ['thesis.docx']);
  await rm(join(folder, 'thesis.docx'));
  await exportTo(folder, two);
  await mkdir(join(folder, '.git'));
  await assert.rejects(createBundle(folder), { name: 'Stop', exitCode: 2 });
  await rm(join(folder, '.git'), { recursive: true });
  await exportTo(folder, two);
  assert.equal((await all(folder)).length, 2);
});

test('a file that is not the exported one, missing, or a link is refused with its name', async (t) => {
  const folder = join(await makeFolderFor(t), 'contoso');
  const file = join(folder, 'policies/compliancePolicy/Windows baseline--00000001.json');
  await exportTo(folder, two);
  const good = await readFile(file);

  await writeFile(file, good.toString().replace('Windows', 'Wind0ws'));
  await assert.rejects(all(folder), { name: 'Stop', exitCode: 2, message: `${file} is not the file that was exported: its sha256 differs from the one in manifest.json.` });

  await rm(file);
  await assert.rejects(all(folder), { name: 'Stop', exitCode: 2, message: `${file} is missing, and manifest.json lists it.` });

  await writeFile(join(folder, '..', 'elsewhere.json'), good);
  await symlink(join(folder, '..', 'elsewhere.json'), file);
  await assert.rejects(all(folder), { name: 'Stop', exitCode: 2, message: `${file} is a link or lies behind one, and a bundle holds files only.` });

  await rm(file);
  await writeFile(file, good);
  await rename(join(folder, 'policies'), join(folder, '..', 'policies'));
  await symlink(join(folder, '..', 'policies'), join(folder, 'policies'));
  await assert.rejects(all(folder), { name: 'Stop', exitCode: 2 });
});

test('a manifest that names files outside of the bundle, another format or nothing at all is refused', async (t) => {
  const folder = join(await makeFolderFor(t), 'contoso');
  await exportTo(folder, two);
  const file = join(folder, 'manifest.json');
  const good = await readFile(file, 'utf8');
  for (const path of ['../outside.json', '/etc/passwd', 'policies/../../x.json', 'policies/filter/..\\\\x.json', 'policies/filter/.hidden.json', 'C:/x.json', 'policies/filter/a:b.json', 'other/x.json']) {
    await writeFile(file, good.replace('neighbors/app.json', path));
    await assert.rejects(openBundle(folder), { name: 'Stop', exitCode: 2, message: `${file} names the file ${path.replace('\\\\', '\\')}, which is no place of a bundle.` });
  }
  await writeFile(file, good.replace('"format": 1', '"format": 2'));
  await assert.rejects(openBundle(folder), { name: 'Stop', exitCode: 2, message: `${file} has format 2; this version reads format 1.` });
  await writeFile(file, good.slice(0, good.length / 2));
  await assert.rejects(openBundle(folder), { name: 'Stop', exitCode: 2, message: /manifest\.json is no valid JSON: line \d+, column \d+: / });
  await writeFile(file, '{"format":1}');
  await assert.rejects(openBundle(folder), { name: 'Stop', exitCode: 2, message: `${file} is not the manifest of a bundle: at the top the member "tool" is missing.` });
  await rm(file);
  await assert.rejects(openBundle(folder), { name: 'Stop', exitCode: 2, message: `${folder} is no bundle: it holds no manifest.json.` });
  await assert.rejects(openBundle(join(folder, 'nowhere')), { name: 'Stop', exitCode: 2, message: `${join(folder, 'nowhere')} does not exist.` });
});

test('a check looks at every file, counts the sound ones, and names changed, missing and foreign files', async (t) => {
  const folder = join(await makeFolderFor(t), 'contoso');
  await exportTo(folder, two);
  assert.deepEqual(await checkBundle(folder), { sound: 5, faults: [], strangers: [], fingerprint: (await openBundle(folder)).fingerprint(), manifest: join(folder, 'manifest.json') });
  const edge = join(folder, 'policies/settingsCatalog/Edge--00000002.json');
  await writeFile(edge, '{}');
  await rm(join(folder, 'neighbors/app.json'));
  await writeFile(join(folder, 'policies/compliancePolicy/added.json'), '{}');
  await writeFile(join(folder, 'notes.txt'), '');
  assert.deepEqual(await checkBundle(folder), {
    sound: 3,
    faults: [`${join(folder, 'neighbors/app.json')} is missing, and manifest.json lists it.`, `${edge} is not the file that was exported: its sha256 differs from the one in manifest.json.`],
    strangers: ['notes.txt', 'policies/compliancePolicy/added.json'],
    fingerprint: (await openBundle(folder)).fingerprint(),
    manifest: join(folder, 'manifest.json'),
  });
});

test('neighbors and findings that could not be read back are not written', async (t) => {
  const folder = join(await makeFolderFor(t), 'contoso');
  for (const spoil of [(bundle: BundleWriter) => bundle.putNeighbors([neighborOf('../x', guid(1), 'x')]), (bundle: BundleWriter) => bundle.putFindings([{ code: '', severity: 'low', message: 'x' }])]) {
    const bundle = await createBundle(folder);
    spoil(bundle);
    await assert.rejects(bundle.finish(factsAt('2026-01-02T03:04:05.000Z')), { name: 'Stop' });
    await bundle.abandon();
  }
  assert.deepEqual(await readdir(dirname(folder)), []);
});

test('one process does not write two bundles to one folder at once', async (t) => {
  const folder = join(await makeFolderFor(t), 'contoso');
  const first = await createBundle(folder);
  await assert.rejects(createBundle(folder), { name: 'Stop', exitCode: 1, message: `This process is already writing ${folder}.` });
  await first.put(policyOf('filter', guid(1), 'x'));
  await first.finish(factsAt('2026-01-02T03:04:05.000Z'));
  await (await createBundle(folder)).abandon();
  assert.equal((await all(folder)).length, 1);
});

test('what could not be read back is not written', async (t) => {
  const folder = join(await makeFolderFor(t), 'contoso');
  const bundle = await createBundle(folder);
  let deep = {};
  for (let i = 0; i < 300; i++) deep = { deep };
  await assert.rejects(bundle.put(policyOf('filter', guid(1), 'deep', deep)), /nests deeper than 256 levels/u);
  await assert.rejects(bundle.put({ ...policyOf('filter', guid(1), 'x'), kind: '../x' }), { name: 'Stop', exitCode: 2 });
  await bundle.abandon();
});
