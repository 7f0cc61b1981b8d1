import assert from 'node:assert/strict';
import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseEditedJson } from '../../src/store/edited-json.js';
import { faultOf } from '../../src/store/json-fault.js';
import { decodeText } from '../../src/store/decode-text.js';
import { parseJson, readJson } from '../../src/store/parse-json.js';
import { makeFolderFor } from './folder.js';

const places: [string, string][] = [
  ['{"a": 1,}', 'line 1, column 9: a name in quotes (a comma must not stand before "}") was expected, and "}" stands there'],
  ['{\n  "a": x\n}', 'line 2, column 8: a value was expected, and "x" stands there'],
  ['[1, 2', 'line 1, column 6: the file ends where "," or the closing bracket was expected'],
  ['', 'line 1, column 1: the file ends where a value was expected'],
  ['{"a" 1}', 'line 1, column 6: ":" was expected, and "1" stands there'],
  ['{"a": "x\ny"}', 'line 1, column 7: a text in quotes is not closed on its line or holds a character that must be escaped'],
  ['{} {}', 'line 1, column 4: the end of the file was expected, and "{" stands there'],
  ["{'a': 1}", 'line 1, column 2: a name in quotes or "}" was expected, and "\'" stands there'],
  ['[1, 01]', 'line 1, column 5: a value was expected, and "01" stands there'],
  ['[1}', 'line 1, column 3: "," or the closing bracket was expected, and "}" stands there'],
  ['[\u001b[31m]', 'line 1, column 2: a value or "]" was expected, and a control character stands there'],
  ['{"a": "\\x"}', 'line 1, column 7: a text in quotes is not closed on its line or holds a character that must be escaped'],
  ['<html>', 'line 1, column 1: a value was expected, and "<" stands there'],
];

for (const [text, place] of places) {
  test(`${JSON.stringify(text)} is refused with line, column and what was expected`, () => {
    assert.throws(() => parseJson(text, 'x.json'), { name: 'Stop', exitCode: 2, message: `x.json is no valid JSON: ${place}.` });
  });
}

// a member __proto__ and numbers with long exponents have tests of their own
const json = fc.jsonValue({ noUnicodeString: false, maxDepth: 4 }).filter((value) => !JSON.stringify(value).includes('__proto__'));

test('any JSON cut or changed anywhere is read or refused with a place inside the text, and read as Node reads it', () => {
  fc.assert(
    fc.property(json, fc.nat(), fc.constantFrom('', '"', '{', ']', ',', ':', '1', 'e', '\\', '\u0000'), (value, at, character) => {
      const good = JSON.stringify(value, undefined, 1);
      const text = character === '' ? good.slice(0, at % (good.length + 1)) : good.slice(0, at % good.length) + character + good.slice((at % good.length) + 1);
      fc.pre(!/e[+-]?\d{3}/u.test(text));
      let expected: unknown;
      try {
        expected = JSON.parse(text);
      } catch {
        const { line, column } = faultOf(text);
        const lines = text.split('\n');
        assert.ok(line >= 1 && line <= lines.length);
        assert.ok(column >= 1 && column <= (lines[line - 1]?.length ?? 0) + 1);
        assert.throws(() => parseJson(text, 'x.json'), { name: 'Stop', exitCode: 2 });
        return;
      }
      assert.deepEqual(parseJson(text, 'x.json'), expected);
    }),
    { numRuns: 1000 },
  );
});

test('depth has an end, also for a fault: half a million brackets get a sentence', () => {
  assert.throws(() => parseJson(`${'['.repeat(500_000)}${']'.repeat(500_000)}`, 'x.json'), { name: 'Stop', exitCode: 2, message: /^x\.json: it nests deeper than 256 levels at \/0\/0/u });
  assert.throws(() => parseJson('['.repeat(500_000), 'x.json'), { name: 'Stop', exitCode: 2, message: /line 1, column 500001/u });
  assert.throws(() => parseJson(`"${'x'.repeat(5_000_000)}`, 'x.json'), { name: 'Stop', exitCode: 2, message: /line 1, column 1: a text in quotes is not closed/u });
});

test('a number that no computer holds is refused with its place, not read as infinite', () => {
  assert.throws(() => parseJson('{"a":[1e999]}', 'x.json'), { exitCode: 2, message: 'x.json: the number at /a/0 is too large.' });
});

test('a member __proto__ is refused at any depth; constructor is a member like another', () => {
  assert.throws(() => parseJson('{"a":[{"__proto__":{"polluted":1}}]}', 'x.json'), { exitCode: 2, message: 'x.json: the member name "__proto__" at /a/0 is not accepted.' });
  assert.throws(() => parseJson('{"\\u005f_proto__":1}', 'x.json'), { exitCode: 2 });
  assert.deepEqual(parseJson('{"constructor":{"prototype":{"polluted":1}}}', 'x.json'), { constructor: { prototype: { polluted: 1 } } });
  assert.equal(Object.hasOwn(Object.prototype, 'polluted'), false);
});

test('UTF-8 and UTF-16, with and without a byte order mark, are one text; other bytes are named with their line', async (t) => {
  const text = '{"name":"Größe 🚢"}';
  const le = Buffer.from(text, 'utf16le');
  for (const bytes of [Buffer.from(text), Buffer.from(`\uFEFF${text}`), le, Buffer.from(`\uFEFF${text}`, 'utf16le'), Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(), Buffer.from(le).swap16()]) {
    assert.equal(decodeText(bytes, 'x'), text);
  }
  const file = join(await makeFolderFor(t), 'x.json');
  await writeFile(file, Buffer.concat([Buffer.from('{\n"a":1,\n"b":"'), Buffer.from([0xe9]), Buffer.from('"}')]));
  await assert.rejects(readJson(file), { exitCode: 2, message: `${file} is no UTF-8 text: line 3 holds bytes of another encoding.` });
  await writeFile(file, Buffer.concat([Buffer.from('\uFEFF{"a":1}', 'utf16le'), Buffer.from([0x20])]));
  await assert.rejects(readJson(file), { exitCode: 2, message: `${file} is UTF-16 text with half a character at its end.` });
});

test('a file above 200 MB, a folder and a missing file are refused before they are read', async (t) => {
  const folder = await makeFolderFor(t);
  const file = join(folder, 'large.json');
  await writeFile(file, '');
  await truncate(file, 201 * 1024 * 1024);
  await assert.rejects(readJson(file), { exitCode: 2, message: `${file} has 201 MB; files above 200 MB are not read.` });
  await assert.rejects(readJson(folder), { exitCode: 2, message: `${folder} is a folder, and a file is needed.` });
  await assert.rejects(readJson(`${file}x`), { exitCode: 2, message: `${file}x does not exist.` });
});

test('a member that stands twice in one object is refused in files that people edit, because a parser would take the last without a word', () => {
  const text = '{\n  "entries": [\n    { "decision": "map", "b": { "decision": 1 },\n      "decision": "open" }, { "decision": "," } ]\n}';
  assert.throws(() => parseEditedJson(text, 'groups.json'), { exitCode: 2, message: 'groups.json, line 4: the member "decision" stands twice in one object.' });
  assert.deepEqual(parseEditedJson('{"a":["a","a",{"a":1}],"b":"a"}', 'groups.json'), { a: ['a', 'a', { a: 1 }], b: 'a' });
  fc.assert(fc.property(json, (value) => assert.deepEqual(parseEditedJson(JSON.stringify(value), 'x'), JSON.parse(JSON.stringify(value)))));
});
