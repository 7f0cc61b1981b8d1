import assert from 'node:assert/strict';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { readPlan, writePlan } from '../../src/store/plan-file.js';
import { makeFolderFor } from './folder.js';
import { planOf } from './samples.js';

test('a plan comes back as it was written, with one fingerprint for one content', async (t) => {
  const folder = await makeFolderFor(t);
  const written = await writePlan(join(folder, 'runs', 'plan.json'), planOf(['Windows baseline', '<script>', '']));
  assert.deepEqual(await readPlan(join(folder, 'runs', 'plan.json')), written);
  assert.equal((await writePlan(join(folder, 'again.json'), written)).fingerprint, written.fingerprint);
  assert.deepEqual(await readFile(join(folder, 'again.json')), await readFile(join(folder, 'runs', 'plan.json')));
  assert.notEqual((await writePlan(join(folder, 'other.json'), planOf(['Windows']))).fingerprint, written.fingerprint);
  assert.deepEqual(await readdir(join(folder, 'runs')), ['plan.json']);
  if (process.platform !== 'win32') assert.equal((await stat(join(folder, 'again.json'))).mode & 0o777, 0o600);
});

test('an edited plan is refused, whatever was edited', async (t) => {
  const file = join(await makeFolderFor(t), 'plan.json');
  await writePlan(file, planOf(['Windows baseline', 'Edge']));
  const good = await readFile(file, 'utf8');
  await fc.assert(
    fc.asyncProperty(fc.nat(good.length - 2), fc.constantFrom('0', 'x', '"', '{', ',', ''), async (at, character) => {
      const bad = good.slice(0, at) + character + good.slice(at + 1);
      // blanks between members are no content: the same plan
      fc.pre(bad.replaceAll(/\s/gu, '') !== good.replaceAll(/\s/gu, ''));
      await writeFile(file, bad);
      await assert.rejects(readPlan(file), { name: 'Stop', exitCode: 2 });
    }),
    { numRuns: 200 },
  );
  await writeFile(file, good.replace('"name": "Edge"', '"name": "Edgy"'));
  await assert.rejects(readPlan(file), { name: 'Stop', exitCode: 2, message: `${file} was changed after it was made: its fingerprint does not fit its content.` });
});

test('a plan of another format, half a plan and no plan each get their sentence', async (t) => {
  const file = join(await makeFolderFor(t), 'plan.json');
  await writePlan(file, planOf([]));
  const good = await readFile(file, 'utf8');
  await writeFile(file, good.replace('"format": 1', '"format": 7'));
  await assert.rejects(readPlan(file), { exitCode: 2, message: `${file} has format 7; this version reads format 1.` });
  await writeFile(file, good.slice(0, 400));
  await assert.rejects(readPlan(file), { exitCode: 2, message: /^.*plan\.json is no valid JSON: line \d+, column \d+: /u, remedy: 'The file looks cut off: write it again, or take an undamaged copy.' });
  await writeFile(file, '[]');
  await assert.rejects(readPlan(file), { exitCode: 2, message: `${file} is not a plan: at the top expected an object { … }.` });
  await assert.rejects(readPlan(`${file}x`), { exitCode: 2, message: `${file}x does not exist.` });
});

test('a plan of 10,000 objects is written and read', async (t) => {
  const file = join(await makeFolderFor(t), 'plan.json');
  const names = Array.from({ length: 10_000 }, (_, n) => `Policy ${n}`);
  await writePlan(file, planOf(names));
  assert.equal((await readPlan(file)).waves[0]?.length, 10_000);
});
