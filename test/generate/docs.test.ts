import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { generated, project } from './docs.js';

const findings = 'docs/findings/';

for (const [path, page] of Object.entries(generated).filter(([path]) => !path.startsWith(findings))) {
  test(`${path} says what the rows say`, () => {
    assert.equal(readFileSync(resolve(project, path), 'utf8'), page(), 'run npm run docs');
  });
}

test('every finding has its page, says what the table says, and no page is left over', () => {
  const pages = Object.entries(generated).filter(([path]) => path.startsWith(findings));
  assert.ok(pages.length > 200);
  for (const [path, page] of pages) assert.equal(readFileSync(resolve(project, path), 'utf8'), page(), `${path}: run npm run docs`);
  assert.deepEqual(readdirSync(resolve(project, findings)).sort(), pages.map(([path]) => path.slice(findings.length)).sort());
});

test('Every kind and every area of the catalog is on the page of kinds', () => {
  const text = generated['docs/kinds.md']?.() ?? '';
  for (const heading of ['Settings', 'Certificates', 'Compliance', 'Apps', 'Enrollment', 'Access', 'Directory', 'What no kind carries']) assert.match(text, new RegExp(`^## ${heading}$`, 'mu'));
});
