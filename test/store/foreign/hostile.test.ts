import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { Stop } from '../../../src/model/failure.js';
import { codes } from '../../../src/model/rules.js';
import { openFile } from '../../../src/store/foreign/open-file.js';
import { errorFacts } from '../../../src/graph/error-body.js';
import { contextOf } from '../../../src/store/foreign/context.js';
import { safeName } from '../../../src/store/policy-file-names.js';
import { damage, damaged } from '../damage.js';
import { convert, convertAt, corpus, only, withoutCorpus } from './folder.js';

const policy = { '@odata.type': '#microsoft.graph.iosGeneralDeviceConfiguration', id: '7d2f64b8-1aea-4cf1-ac83-afa6a9f1f2de', displayName: 'Café 日本', cameraBlocked: true };
const text = JSON.stringify(policy);

test('UTF-8 and UTF-16 of both orders, with and without BOM, with any line end, give one policy', async (t) => {
  const little = Buffer.from(text, 'utf16le');
  const encodings = {
    plain: Buffer.from(text),
    bom: Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(JSON.stringify(policy, undefined, 2).replaceAll('\n', '\r\n'))]),
    'little-bom': Buffer.concat([Buffer.from([0xff, 0xfe]), little]),
    'big-bom': Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(little).swap16()]),
    little,
    big: Buffer.from(little).swap16(),
    wrapped: Buffer.from(JSON.stringify(JSON.stringify(text))),
  };
  for (const [name, bytes] of Object.entries(encodings)) {
    const outcome = await convert(t, { [`${name}.json`]: bytes });
    assert.equal(only(outcome).name, 'Café 日本', name);
  }
});

test('files that cannot be read say why, where it breaks, and change nothing else', async (t) => {
  const outcome = await convert(t, {
    'a comma.json': '{\n  "displayName": "x",\n}\n',
    'b half.json': text.slice(0, 40),
    'c zero.json': '{"displayName": "x\u0000y"}',
    'd bytes.json': Buffer.from([0x7b, 0x22, 0xe9, 0xe8, 0x22, 0x7d]),
    'e proto.json': '{"__proto__": {"polluted": true}, "displayName": "x"}',
    'f deep.json': '['.repeat(100_000) + ']'.repeat(100_000),
    'g empty.json': '',
    'h good.json': text,
    '.json': '{ nothing',
  });
  assert.deepEqual(
    outcome.table.notReadable.map(({ path, because }) => `${path}: ${because}`),
    [
      '.json: it is no valid JSON: line 1, column 3: a name in quotes or "}" was expected, and "nothing" stands there',
      'a comma.json: it is no valid JSON: line 3, column 1: a name in quotes (a comma must not stand before "}") was expected, and "}" stands there',
      'b half.json: it is no valid JSON: line 1, column 16: a text in quotes is not closed on its line or holds a character that must be escaped',
      'c zero.json: it is no valid JSON: line 1, column 17: a text in quotes is not closed on its line or holds a character that must be escaped',
      'd bytes.json: it is no UTF-8 text: line 1 holds bytes of another encoding',
      'e proto.json: the member name "__proto__" at the top is not accepted',
      `f deep.json: it nests deeper than 256 levels at ${'/0'.repeat(60)}…`,
      'g empty.json: it is empty',
    ],
  );
  assert.equal(outcome.findings.filter((finding) => finding.code === codes.convertUnreadable).length, 8);
  assert.equal(only(outcome).name, 'Café 日本');
  assert.equal('polluted' in {}, false);
});

test('links are not followed, and a file beyond any size is not opened', async (t) => {
  const root = await mkdtemp(join(tmpdir(), 'tenantferry-hostile-'));
  t.after(() => rm(root, { recursive: true, force: true }));
  await writeFile(join(root, 'outside.txt'), text);
  const folder = await mkdtemp(join(root, 'export-'));
  await symlink(join(root, 'outside.txt'), join(folder, 'link.json'));
  await symlink(root, join(folder, 'around'));
  await writeFile(join(folder, 'big.json'), '');
  await truncate(join(folder, 'big.json'), 200 * 1024 * 1024);
  const outcome = await convertAt(folder);
  assert.deepEqual(outcome.policies, []);
  assert.deepEqual(outcome.table.notReadable.map(({ path }) => path), ['around', 'big.json', 'link.json']);
  assert.match(outcome.table.notReadable[1]?.because ?? '', /200 MB/);
});

test('a migration table with nonsense in it tells what it tells and no more', async (t) => {
  const objects = [{ Id: 'a', DisplayName: 'x', Type: '(x)' }, { Id: 'b', DisplayName: 'y', Type: '' }, { Id: '', DisplayName: 'z', Type: 'Group' }, null, 'text', { Id: 'c', DisplayName: 'Sales', Type: 'Group' }];
  const outcome = await convert(t, { 'MigrationTable.json': { TenantId: '', Objects: objects } });
  assert.deepEqual(outcome.neighbors.map(({ kind, id }) => [kind, id]), [['group', 'c']]);
  assert.deepEqual(outcome.tenant, { ids: [] });
});

test('a file that went away between two looks is a reason, not a crash', async (t) => {
  const root = await mkdtemp(join(tmpdir(), 'tenantferry-hostile-'));
  t.after(() => rm(root, { recursive: true, force: true }));
  assert.deepEqual(await openFile(root, { path: 'gone.json', size: 1 }), { as: 'not readable', because: 'it is gone' });
});

test('a folder that is not there, a file, and a bundle of our own are refused with what to do', async (t) => {
  const root = await mkdtemp(join(tmpdir(), 'tenantferry-hostile-'));
  t.after(() => rm(root, { recursive: true, force: true }));
  await writeFile(join(root, 'manifest.json'), JSON.stringify({ format: 1, kinds: {}, tenant: { name: 'contoso' } }));
  for (const [path, message] of [[join(root, 'nowhere'), /there is no folder/], [join(root, 'manifest.json'), /is a file/], [root, /is a bundle already/]] as const) {
    await assert.rejects(convertAt(path), (error) => error instanceof Stop && error.exitCode === 2 && message.test(error.message));
  }
});

test('names of blanks, brackets, quotes and a broken half of a character arrive as they are', async (t) => {
  for (const displayName of ['  a  b ', '[x] (y) & \'z\', #"q"', '../x', '<script>', '\ud800', 'x'.repeat(300)]) {
    const outcome = await convert(t, { 'a.json': JSON.stringify({ ...policy, displayName }) });
    assert.equal(only(outcome).name, displayName);
  }
});

test('an id that cannot be kept or asked for is none: the object gets one of its own', async (t) => {
  for (const id of ['', ' ', '..', '\u0001', '\ud800', 'x'.repeat(1001)]) {
    const outcome = await convert(t, { 'a.json': JSON.stringify({ ...policy, id }) });
    assert.match(only(outcome).id, /^[0-9a-f-]{36}$/u);
  }
});

test('any bytes in a file are an object, something else, or a reason, and never a crash', async (t) => {
  const samples = fc.sample(fc.oneof(fc.uint8Array({ maxLength: 64 }), fc.json().map((json) => Buffer.from(json)), fc.json().map((json) => Buffer.from(json.slice(0, -1), 'utf16le'))), 300);
  const outcome = await convert(t, Object.fromEntries(samples.map((bytes, index) => [`${String(index)}.json`, bytes])));
  assert.equal(outcome.files.length, samples.length);
  for (const file of outcome.files) if (file.as === 'not readable') assert.ok(file.because.length > 5, file.path);
});

test('whatever stands where a member belongs, every file ends in one state and nothing is thrown', async (t) => {
  const whole = {
    '@odata.type': '#microsoft.graph.windows10CompliancePolicy',
    id: '7d2f64b8-1aea-4cf1-ac83-afa6a9f1f2de',
    displayName: 'Windows',
    roleScopeTagIds: ['0'],
    '#CustomRef_rootCertificate': 'Root|:|x',
    deviceCompliancePolicyScript: { deviceComplianceScriptId: 'x', rulesContent: 'AA==' },
    scheduledActionsForRule: [{ ruleName: null, scheduledActionConfigurations: [{ actionType: 'block', notificationTemplateId: '', notificationMessageCCList: [] }] }],
    settings: [{ settingInstance: { settingDefinitionId: 'x' } }],
    definitionValues: { enabled: 'true', 'definition@odata.bind': 'x' },
    targetedMobileApps: { appName: 'x', type: 'y' },
    assignments: [{ target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupName: 'Sales' } }],
  };
  const names = Object.keys(whole);
  const junk = fc.constantFrom<unknown>(null, '', 0, true, [], {}, 'x', ['a'], [null], [[]], { a: 1 }, '@{a=b}', 'System.Object[]', '(x)', 'a\nb', '..', '%OrganizationId%', [{ id: 1 }]);
  const changes = fc.sample(fc.array(fc.tuple(fc.constantFrom(...names), junk), { minLength: 1, maxLength: 4 }), 250);
  const outcome = await convert(t, Object.fromEntries(changes.map((change, index) => [`${String(index % 5)}/${String(index)}${index % 7 === 0 ? '_Settings' : ''}.json`, { ...whole, ...Object.fromEntries(change) }])));
  assert.equal(outcome.files.length, changes.length);
  assert.equal(new Set(outcome.policies.map((one) => `${one.kind}\n${one.id}`)).size, outcome.policies.length);
});

test('real exports that somebody damaged end each in one state, and nothing is written beside them', { skip: withoutCorpus }, async (t) => {
  const found = (await readdir(corpus ?? '', { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile() && /\.(?:json|csv|ya?ml|mobileconfig|xml)$/iu.test(entry.name));
  const chosen = fc.sample(fc.tuple(fc.constantFrom(...found), damage), 160);
  const files: Record<string, Buffer> = {};
  for (const [index, [entry, change]] of chosen.entries()) files[`${String(index)} ${entry.name}`] = damaged(await readFile(join(entry.parentPath, entry.name)), change);
  const outcome = await convert(t, files);
  for (const file of outcome.files) if (file.as === 'not readable') assert.ok(file.because.length > 5 && !/[\u0000-\u001f\u007f-\u009f]/u.test(file.because), file.path);
  assert.equal(new Set(outcome.policies.map((one) => `${one.kind}\n${one.id}`)).size, outcome.policies.length);
  assert.equal('polluted' in {}, false);
});

// a pattern that begins anew at every letter would take hours for these
test('patterns that meet foreign text take no longer than the text is long', { timeout: 120_000 }, () => {
  const million = 1_000_000;
  assert.equal(safeName(`x${'. '.repeat(million)}y${' .'.repeat(million)}`, 40).length > 0, true);
  assert.equal(contextOf(`https://graph.microsoft.com/beta/$metadata#groups(${'a'.repeat(million)}`), undefined);
  const { text } = errorFacts({ as: 'answer', status: 400, headers: {}, body: { error: { code: 'BadRequest', message: `no${' '.repeat(million)}x` } } });
  assert.ok(text.startsWith('no'));
});

test('an id that no address can hold is none: the object gets one that is made, and nothing is thrown', async (t) => {
  for (const id of ['a\nb', '..', '\u0000', ' ', '\ud800']) {
    const made = only(await convert(t, { 'a.json': JSON.stringify({ ...policy, id }) }));
    assert.match(made.id, /^[0-9a-f]{8}-[0-9a-f-]{27}$/u, JSON.stringify(id));
  }
});
