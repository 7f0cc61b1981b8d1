import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { generated, project } from './docs.js';

for (const [path, page] of Object.entries(generated)) {
  test(`${path} says what the rows say`, () => {
    assert.equal(readFileSync(resolve(project, path), 'utf8'), page(), 'run npm run docs');
  });
}

test('Every kind and every area of the catalog is on the page of kinds', () => {
  const text = generated['docs/kinds.md']?.() ?? '';
  for (const heading of ['Settings', 'Certificates', 'Compliance', 'Apps', 'Enrollment', 'Access', 'Directory', 'What no kind carries']) assert.match(text, new RegExp(`^## ${heading}$`, 'mu'));
});
