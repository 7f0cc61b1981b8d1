import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { commands } from '../../src/cli/commands.js';
import { whyRefused } from './refused.js';
import { anchorsOf, commandLines, localLinks, page, pages, root, wordsOf } from './pages.js';

test('every link between the pages leads to a file that exists, and to a heading that the file has', () => {
  const dead = pages.flatMap(localLinks).filter(({ target, heading }) => {
    if (!existsSync(join(root, target))) return true;
    return heading !== undefined && !anchorsOf(page(target)).has(heading);
  });
  assert.ok(pages.flatMap(localLinks).length > 50, 'the pages are linked');
  assert.deepEqual(dead.map(({ from, written }) => `${from}: ${written}`), []);
});

test('the index of the documents leads to every page that stands beside it for users', () => {
  const linked = new Set(localLinks(page('docs/README.md')).map((link) => link.target));
  for (const name of ['getting-started.md', 'mapping-files.md', 'troubleshooting.md', 'how-it-works.md', 'gap-report.md', 'kinds.md', 'coverage.md', 'permissions.md', 'findings/README.md']) assert.ok(linked.has(`docs/${name}`), name);
});

test('every command line that a page shows names a command, options and choices that exist', () => {
  const lines = pages.flatMap((one) => commandLines(one).map((line) => ({ from: one.path, line })));
  const wrong = lines.flatMap(({ from, line }) => {
    const why = whyRefused(wordsOf(line).slice(1));
    return why === undefined ? [] : [`${from}: ${line}: ${why}`];
  });
  const seen = lines.length;
  assert.deepEqual(wrong, []);
  assert.ok(seen > 40, `${String(seen)} command lines were read`);
});

test('every option that getting started names in a table or a sentence is an option of some command', () => {
  const known = new Set(commands.flatMap((command) => Object.keys(command.options)).concat(['json', 'config', 'quiet', 'verbose', 'log-file', 'no-color', 'non-interactive', 'help']));
  const text = ['README.md', 'docs/getting-started.md', 'docs/mapping-files.md', 'docs/troubleshooting.md'].map((path) => page(path).text.replace(/`(?:openssl|az|npm|sha256sum)[^`]*`|^(?:export|npm) .*$/gmu, '')).join('\n');
  const named = [...text.matchAll(/(?<![\w-])--([a-z][a-z-]+)/gu)].map(([, name = '']) => name);
  assert.deepEqual([...new Set(named)].filter((name) => !known.has(name)), []);
});

test('the README names every command of a move, every exit code and where to begin', () => {
  const { text } = page('README.md');
  for (const name of ['demo', 'init', 'doctor', 'export', 'assess', 'map', 'plan', 'import', 'verify', 'report']) assert.match(text, new RegExp(`tenantferry ${name}\\b`, 'u'), name);
  for (const code of [0, 1, 2, 3, 4, 5, 130]) assert.match(text, new RegExp(`^\\| ${String(code)} \\|`, 'mu'), String(code));
  assert.match(text, /^npm ci && npx tenantferry demo$/mu);
  assert.match(text, /^npm ci && npm test$/mu);
});

test('a fixed list of words means the same in the map of the code as in the types', () => {
  const { text } = page('src/README.md');
  for (const word of ['Tenant', 'Kind', 'PolicyType', 'Address', 'Policy', 'Bundle', 'Neighbor', 'Reference', 'Mapping', 'Decision', 'Resolution', 'Finding', 'Plan', 'Wave', 'Action', 'Outcome', 'Journal', 'Verdict', 'Reassignment']) {
    assert.match(text, new RegExp(`^\\| (?:[A-Za-z]+, )*${word}(?:, [A-Za-z]+)* \\|`, 'mu'), word);
  }
});

test('no page names the path of a machine, the host of a registry, or who wrote it', () => {
  const telling = /(?:^|[\s"'`(])(?:\/(?:home|root|Users|tmp)\/|[A-Z]:\\Users\\)|registry\.npmjs|\b(?:npm registry|artifactory|verdaccio)\b|\b(?:an? |the )?(?:AI|LLM|language model|coding) (?:agent|assistant)\b|\bco-authored-by\b/imu;
  const found = pages.flatMap(({ path, text }) => text.split('\n').flatMap((line, index) => (telling.test(line) ? [`${path}:${String(index + 1)}: ${line}`] : [])));
  assert.deepEqual(found, []);
});
