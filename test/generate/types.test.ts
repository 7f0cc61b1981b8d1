import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { generated } from './types.js';

test('the schema files are what the generator makes of the published types', () => {
  for (const [path, text] of generated()) assert.equal(readFileSync(path, 'utf8') === text, true, `${path} is stale: npm run generate:types`);
});
