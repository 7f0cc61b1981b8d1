import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { Stop } from '../../src/model/failure.js';
import { isList, isObject, type Json } from '../../src/model/json.js';
import { openBundle } from '../../src/store/bundle-reader.js';
import { createBundle } from '../../src/store/bundle-writer.js';
import { readConfig, writeConfig } from '../../src/store/config.js';
import { openJournal } from '../../src/store/journal-file.js';
import { readJournal } from '../../src/store/journal-lines.js';
import { readMappings, refreshMappings } from '../../src/store/mappings.js';
import { isJson } from '../../src/store/parse-json.js';
import { readPlan, writePlan } from '../../src/store/plan-file.js';
import { idOf } from '../../src/model/ids.js';
import { contentOf, makeFolderFor } from './folder.js';
import { factsAt, guid, neighborOf, planOf, policyOf } from './samples.js';

/** Reads or says in a sentence why not; anything else is a fault of ours. */
async function readsOrSaysWhy(read: () => Promise<unknown>): Promise<void> {
  try {
    await read();
  } catch (cause) {
    assert.ok(cause instanceof Stop, cause instanceof Error ? cause.stack : String(cause));
    assert.equal(cause.exitCode, 2);
    assert.doesNotMatch(cause.message, /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u, 'a message is printed to a terminal');
    assert.ok(cause.remedy.length > 0);
  }
}

const damage = fc.oneof(
  fc.record({ how: fc.constant('cut' as const), at: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({ how: fc.constant('byte' as const), at: fc.double({ min: 0, max: 0.9999, noNaN: true }), byte: fc.integer({ min: 0, max: 255 }) }),
  fc.record({ how: fc.constant('insert' as const), at: fc.double({ min: 0, max: 1, noNaN: true }), text: fc.constantFrom('"', '\u0000', '\u001b[31m', '{', ']]', ',', '\uFEFF', '"__proto__":1,', '1e999', '\n', ';', "'", '\u202e') }),
  fc.record({ how: fc.constant('value' as const), at: fc.nat(500), value: fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom(null, '', '../x', '\u001b[31m', 1e300, -1, [], {})) }),
);
type Damage = typeof damage extends fc.Arbitrary<infer D> ? D : never;

/** Puts a value in the place of the nth node. */
function replaced(value: Json, counter: { left: number }, by: Json): Json {
  if (counter.left-- === 0) return by;
  if (isList(value)) return value.map((item) => replaced(item, counter, by));
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, replaced(member, counter, by)]));
  return value;
}

function asJson(value: unknown): Json {
  const copy: unknown = JSON.parse(JSON.stringify(value) ?? 'null');
  return isJson(copy) ? copy : null;
}

function damaged(bytes: Buffer, change: Damage): Buffer {
  if (change.how === 'value') {
    try {
      return Buffer.from(JSON.stringify(replaced(asJson(JSON.parse(bytes.toString())), { left: change.at }, asJson(change.value)), undefined, 2));
    } catch {
      return Buffer.from(JSON.stringify(change.value)); // a table or lines: no one JSON value
    }
  }
  const at = Math.floor(bytes.length * change.at);
  if (change.how === 'cut') return bytes.subarray(0, at);
  if (change.how === 'insert') return Buffer.concat([bytes.subarray(0, at), Buffer.from(change.text), bytes.subarray(at)]);
  const copy = Buffer.from(bytes);
  copy[at] = change.byte;
  return copy;
}

const numRuns = 150;

test('a damaged configuration, plan, journal or mapping file is read or refused in a sentence', async (t) => {
  const folder = await makeFolderFor(t);
  const config = join(folder, 'tenantferry.json');
  await writeConfig(config, { tenants: { contoso: { tenantId: guid(1), auth: { method: 'secret', clientId: guid(2), clientSecretEnv: 'SECRET' } }, fabrikam: { tenantId: guid(3), graphUrl: 'https://graph.example', auth: { method: 'token', tokenEnv: 'TOKEN' } } }, source: 'contoso', destination: 'fabrikam' });
  const plan = join(folder, 'plan.json');
  await writePlan(plan, planOf(['Windows', 'Edge']));
  const journal = join(folder, 'plan.json.journal.jsonl');
  const open = await openJournal(journal, { clock: { now: () => 0 }, say: { note() {} } });
  await open.append({ event: 'begin', plan: 'x', tool: '0.1.0', destination: 'fabrikam' });
  await open.append({ event: 'end', exitCode: 0 });
  await open.close();
  const mapping = { kind: 'group', source: 'contoso', destination: 'fabrikam', entries: [{ source: { id: idOf('source', guid(1)), name: 'Sales' }, decision: 'map' as const, destination: { id: idOf('destination', guid(2)) }, because: 'x', usedBy: 1 }] };
  const json = join(folder, 'json');
  const csv = join(folder, 'csv');
  await refreshMappings(json, { objects: [mapping] });
  await refreshMappings(csv, { objects: [mapping] }, { format: 'csv' });
  const readers: [string, () => Promise<unknown>][] = [
    [config, () => readConfig(config)],
    [plan, () => readPlan(plan)],
    [journal, () => readJournal(journal)],
    [join(json, 'groups.json'), () => readMappings(json)],
    [join(csv, 'groups.csv'), () => readMappings(csv)],
  ];
  for (const [file, read] of readers) {
    const good = await readFile(file);
    await fc.assert(
      fc.asyncProperty(damage, async (change) => {
        await writeFile(file, damaged(good, change));
        await readsOrSaysWhy(read);
      }),
      { numRuns },
    );
  }
});

test('a bundle that somebody damaged, also with hashes to match, is read or refused in a sentence, and nothing is written', async (t) => {
  const parent = await makeFolderFor(t);
  const folder = join(parent, 'contoso');
  const bundle = await createBundle(folder);
  await bundle.put({ ...policyOf('compliancePolicy', guid(1), 'Windows'), links: { rootCertificate: [{ id: idOf('source', guid(5)), name: 'Root' }] }, assignments: [{ target: {} }], secrets: [{ at: '/body/x', what: 'key', without: 'left out', drops: 'value' }] });
  bundle.putNeighbors([neighborOf('group', guid(2), 'Sales')]);
  bundle.putFindings([{ code: 'GAP-REF-001', severity: 'low', message: 'x' }]);
  await bundle.finish(factsAt('2026-01-02T03:04:05.000Z'));
  const good = await contentOf(folder);
  const manifest = good['manifest.json'] ?? '';
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...Object.keys(good)), damage, async (path, change) => {
      const before = Buffer.from(good[path] ?? '');
      const after = damaged(before, change);
      await writeFile(join(folder, path), after);
      if (path !== 'manifest.json') await writeFile(join(folder, 'manifest.json'), manifest.replace(sha256(before), sha256(after)));
      const written = await contentOf(parent);
      await readsOrSaysWhy(async () => {
        const opened = await openBundle(folder);
        for await (const policy of opened.policies()) assert.deepEqual(await opened.policy(policy.address), policy);
        for (const kind of opened.neighborKinds) await opened.neighbors(kind);
        await opened.findings();
      });
      assert.deepEqual(await contentOf(parent), written);
      await writeFile(join(folder, path), before);
      await writeFile(join(folder, 'manifest.json'), manifest);
    }),
    { numRuns: numRuns * 3 },
  );
  assert.deepEqual(await readdir(parent), ['contoso']);
});

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
