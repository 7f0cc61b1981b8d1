import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { isObject } from '../../src/model/json.js';
import { parseJson } from '../../src/store/parse-json.js';
import { schemaFiles } from '../../src/store/schema-files.js';

const docs = resolve(import.meta.dirname, '../../../docs/schemas');

test('docs/schemas holds every schema as the program uses it, and nothing else', async () => {
  const files = schemaFiles();
  assert.deepEqual(await readdir(docs), files.map(({ name }) => name).sort());
  for (const { name, text } of files) assert.equal(await readFile(join(docs, name), 'utf8'), text, `${name} is out of date: npm run docs`);
});

test('every schema is one that any validator of draft 2020-12 takes, and has a title', () => {
  for (const { name, text } of schemaFiles()) {
    const schema = parseJson(text, name);
    assert.ok(isObject(schema));
    assert.equal(typeof schema['title'], 'string');
    assert.equal(new Ajv2020({ strict: false }).validateSchema(schema), true, name);
  }
});
