import assert from 'node:assert/strict';
import { mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { Stop } from '../../../src/model/failure.js';
import { jsonFault } from '../../../src/store/foreign/json-fault.js';
import { parseJson } from '../../../src/store/foreign/parse.js';
import { decodeText } from '../../../src/store/foreign/text.js';
import { convert, convertAt, only } from './folder.js';

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
      '.json: it is not valid JSON: "n" at line 1, column 3 is not expected there',
      'a comma.json: it is not valid JSON: "}" at line 3, column 1 is not expected there',
      'b half.json: it is not valid JSON: the end of the file at line 1, column 41 is not expected there',
      'c zero.json: it holds a zero character (the 19th), which no JSON text has',
      'd bytes.json: its bytes are neither UTF-8 nor UTF-16 text',
      'e proto.json: it has a member called "__proto__", which no export has',
      'f deep.json: its members nest more than 400 levels deep, which no policy does',
      'g empty.json: it is empty',
    ],
  );
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

test('the place where JSON breaks is found in every text that the parser refuses, and only there', () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(), fc.constantFrom('}', ']', ',', ':', '"', 'x', '\u0001', ''), (json, at, damage) => {
      const place = at % (json.length + 1);
      const broken = damage === '' ? json.slice(0, place) : json.slice(0, place) + damage + json.slice(place);
      const parsed = parseJson(broken);
      if ('value' in parsed || !parsed.because.includes('not valid JSON')) return;
      const { line, column } = jsonFault(broken);
      const lines = broken.split('\n');
      assert.ok(line >= 1 && line <= lines.length && column >= 1 && column <= (lines[line - 1]?.length ?? 0) + 1);
      const before = [...lines.slice(0, line - 1), (lines[line - 1] ?? '').slice(0, column - 1)].join('\n');
      // what stands before the fault is a beginning that some JSON has: nothing in it is at fault itself
      const again = jsonFault(`${before}\u0001`);
      assert.ok(again.line > line || (again.line === line && again.column >= column));
    }),
    { numRuns: 400 },
  );
});

test('any bytes are text or a reason, never a crash', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      const decoded = decodeText(bytes);
      assert.ok('text' in decoded ? typeof decoded.text === 'string' : decoded.because.length > 0);
    }),
    { numRuns: 400 },
  );
});
