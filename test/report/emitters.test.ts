import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { codes, strayClasses, valueClasses } from '../../src/model/rules.js';
import { retiredCodes } from '../../src/model/rules/codes.js';

function sources(folder: string, skip: RegExp): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !skip.test(join(entry.parentPath, entry.name)))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');
}

const product = sources('src', /model[/\\]rules/u);
const tests = sources('test', /emitters|rules\.test/u);

/** Classes of values whose findings the rule names: they are emitted by the class. */
function classesOf(code: string): string[] {
  return [...Object.entries(valueClasses), ...Object.entries(strayClasses)].flatMap(([name, of]) => (of === code ? [name] : []));
}

/** Whether a text names a rule: by its name, its code, or a class that leads to it. */
function names(text: string, name: string, code: string): boolean {
  return new RegExp(`\\bcodes\\.${name}\\b|\\brule: '${name}'`, 'u').test(text) || text.includes(code) || classesOf(code).some((one) => text.includes(`'${one}'`));
}

test('no rule is a promise without a deed: every code is said somewhere, and a test has seen it said', () => {
  const unsaid = Object.entries(codes).filter(([name, code]) => !names(product, name, code));
  const unseen = Object.entries(codes).filter(([name, code]) => !names(tests, name, code));
  assert.deepEqual({ unsaid: unsaid.map(([name]) => name), unseen: unseen.map(([name]) => name) }, { unsaid: [], unseen: [] });
});

test('a retired code is in no table any more', () => {
  const living = new Set<string>(Object.values(codes));
  assert.deepEqual(retiredCodes.filter((code) => living.has(code)), []);
});
