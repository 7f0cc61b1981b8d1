import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { openBundle } from '../../src/store/bundle-reader.js';
import { createBundle } from '../../src/store/bundle-writer.js';
import { readConfig, writeConfig } from '../../src/store/config.js';
import { openJournal } from '../../src/store/journal-file.js';
import { readJournal } from '../../src/store/journal-lines.js';
import { readMappings, refreshMappings } from '../../src/store/mappings.js';
import { readPlan, writePlan } from '../../src/store/plan-file.js';
import { readIdentifiers } from '../../src/engine/apple/identifiers/read.js';
import { readSerials } from '../../src/engine/apple/serials.js';
import { readLooseRows } from '../../src/store/loose-rows.js';
import { readPastReport, readWaivers } from '../../src/store/waivers.js';
import { readWaveFile, writeWaveFile } from '../../src/store/wave-file.js';
import { openWaveJournal, readWaveJournal, waveJournalOf } from '../../src/store/wave-journal.js';
import { serialOf, serverIdOf } from '../../src/model/apple.js';
import { idOf } from '../../src/model/ids.js';
import { damage, damaged, readsOrSaysWhy } from './damage.js';
import { contentOf, makeFolderFor } from './folder.js';
import { factsAt, guid, neighborOf, planOf, policyOf } from './samples.js';

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

test('damaged waivers, wave files and their journals, identifiers and serials are read or refused in a sentence, and nothing is written', async (t) => {
  const parent = await makeFolderFor(t);
  const folder = join(parent, 'here');
  await mkdir(folder);
  const at = (name: string): string => join(folder, name);
  await writeFile(at('waivers.json'), JSON.stringify({ waivers: [{ code: 'GAP-CERT-001', reason: 'until the new root', person: 'A. Person', until: '2027-01-31', object: 'wifi/Shop (12345678)' }] }));
  const serial = serialOf('C02X1234');
  const server = serverIdOf('SERVER01');
  assert.ok(serial !== undefined && server !== undefined);
  const device = { serial, class: 'NATIVE', state: 'READY', reason: 'x' } as const;
  const two = { source: { id: server, name: 'Old' }, destination: { id: server, name: 'New' } };
  await writeWaveFile(at('waves.json'), { format: 1, tool: { name: 'tenantferry', version: '0.1.0' }, time: '2026-10-01T07:00:00Z', source: 'contoso', destination: 'fabrikam', servers: two, tokens: { source: 'x', destination: 'y' }, deadline: '2026-10-15T07:00:00Z', waves: [{ number: 1, pilot: true, deadline: '2026-10-15T07:00:00Z', devices: [device] }], signOffs: [] }, folder);
  const journal = await openWaveJournal(at('waves.json'), { clock: { now: () => 0 }, say: { note() {} } });
  await journal.close();
  await writeFile(at('identifiers.csv'), 'identifier;type;platform;details\n"Contoso,X,C02X1234";manufacturerModelSerial;windows;"=1+1"\n353000000000000;imei;;\u00e4\n');
  await writeFile(at('serials.txt'), 'serial\nC02X1234\nC02X1235\n');
  const readers: [string, () => Promise<unknown>][] = [
    ['waivers.json', () => readWaivers(at('waivers.json'))],
    ['waivers.json', () => readPastReport(at('waivers.json'))],
    ['waves.json', () => readWaveFile(at('waves.json'))],
    ['identifiers.csv', async () => readIdentifiers(await readLooseRows(at('identifiers.csv')), {})],
    ['serials.txt', async () => readSerials(await readLooseRows(at('serials.txt')))],
  ];
  const lines = waveJournalOf(at('waves.json'));
  if (lines.startsWith(folder)) readers.push([lines.slice(folder.length + 1), () => readWaveJournal(at('waves.json'))]);
  for (const [name, read] of readers) {
    const good = await readFile(at(name));
    await fc.assert(
      fc.asyncProperty(damage, async (change) => {
        await writeFile(at(name), damaged(good, change));
        const before = await contentOf(parent);
        await readsOrSaysWhy(read);
        assert.deepEqual(await contentOf(parent), before);
      }),
      { numRuns: 80 },
    );
    await writeFile(at(name), good);
  }
});

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
