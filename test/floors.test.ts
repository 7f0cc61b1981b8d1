import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { test } from 'node:test';

/** The stairs: what each folder may import of ours, and which packages and built-ins belong to it alone. */
const floors: Record<string, { ours: string[]; owns: RegExp }> = {
  model: { ours: [], owns: /^$/ },
  catalog: { ours: ['model'], owns: /^$/ },
  engine: { ours: ['model'], owns: /^(node:crypto|node:buffer|fast-xml-parser)$/ },
  report: { ours: ['model'], owns: /^(html-entities|csv-stringify\/sync|string-width|node:crypto|fflate|sarif)$/ },
  stages: { ours: ['model', 'engine'], owns: /^p-limit$/ },
  graph: { ours: ['model'], owns: /^(@microsoft\/microsoft-graph-client|@azure\/msal-node|undici|p-limit|node:(crypto|events|fs\/promises|https?|timers\/promises|zlib))$/ },
  store: { ours: ['model'], owns: /^(age-encryption|ajv.*|fastest-levenshtein|csv-parse.*|csv-stringify.*|fast-xml-parser|yauzl|node:(fs|fs\/promises|path|crypto|url|os|stream.*|util|zlib|buffer))$/ },
  apple: { ours: ['model'], owns: /^(jose|csv-parse.*|node:(crypto|fs\/promises|path|os|timers\/promises))$/ },
  simulator: { ours: ['model', 'catalog'], owns: /^(node:(http|net|crypto|url|buffer|zlib|timers\/promises)|jose)$/ },
};

const root = resolve(import.meta.dirname, '../../src');

function sources(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
}

test('imports go down the stairs only, and a package has one owner', () => {
  const trespasses: string[] = [];
  for (const [floor, { ours, owns }] of Object.entries(floors)) {
    for (const file of sources(join(root, floor))) {
      for (const [, specifier = ''] of readFileSync(file, 'utf8').matchAll(/^(?:import|export)\b[^'"]*?from\s*['"]([^'"]+)['"]/gmu)) {
        const target = specifier.startsWith('.') ? relative(root, resolve(dirname(file), specifier)).split(/[\\/]/)[0] : undefined;
        const allowed = target === undefined ? owns.test(specifier) : target === floor || ours.includes(target);
        if (!allowed) trespasses.push(`${relative(root, file)} imports ${specifier}`);
      }
    }
  }
  assert.deepEqual(trespasses, []);
});

/** What a file imports when it is loaded; types are gone by then. */
function loadedBy(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(/^(?:import|export)\b(?!\s+type\b)[^'"]*?from\s*['"]([^'"]+)['"]/gmu)].map(([, specifier = '']) => (specifier.startsWith('.') ? resolve(dirname(file), specifier).replace(/\.js$/u, '.ts') : specifier));
}

test('a start that only parses a command line loads the parser and nothing heavy: no client, no schemas, no catalog, no simulator', () => {
  const seen = new Set<string>();
  const waiting = [join(root, 'cli.ts')];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    if (file.endsWith('.ts')) waiting.push(...loadedBy(file));
  }
  assert.ok(seen.size > 50, 'the walk went somewhere');
  const ours = [...seen].filter((one) => one.startsWith(root)).map((one) => relative(root, one));
  assert.deepEqual([...seen].filter((one) => !one.startsWith(root) && !one.startsWith('node:')).sort(), ['fastest-levenshtein', 'string-width', 'yargs']);
  assert.deepEqual(ours.filter((one) => /^(simulator|graph\/open|store\/(check|bundle)|catalog\/index)/u.test(one)), []);
});
