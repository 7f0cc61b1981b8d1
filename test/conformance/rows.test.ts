import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Holdings } from './holdings.js';
import { leftBehind } from './left-behind.js';
import { memoryJournal } from './memory.js';
import { differencesOf, moveEverything, stays, wrongVerdicts, type Moved } from './moved.js';
import { typesOf } from './sample.js';

let moved: Moved;

before(async () => {
  moved = await moveEverything();
});

after(() => moved.pair.stop());

test('Every type that a row can create has been tried: more than 170 types of 45 kinds', () => {
  const wanted = moved.pair.catalog.rows.flatMap((row) => (row.neighbor === true || row.singleton !== undefined ? [] : typesOf(moved.pair.catalog, row, moved.pair.source.data.set(row.collection).type).map((type) => `${row.kind} ${type}`)));
  assert.deepEqual([...new Set(moved.samples.map(({ row, type }) => `${row.kind} ${type}`))].sort(), [...wanted].sort());
  assert.ok(wanted.length > 170, `${String(wanted.length)} types`);
});

test('Nothing of them is an open question, and nothing of the source would be sent', () => {
  assert.deepEqual(moved.planned.stops.map((stop) => stop.message), []);
  assert.deepEqual(moved.planned.plan.findings.filter((finding) => finding.severity === 'blocker').map((finding) => finding.message), []);
});

test('Every object arrives, and nothing fails', () => {
  const created = new Set(moved.imported.endings.filter((ending) => ending.state === 'created').map((ending) => `${ending.kind} ${ending.name}`));
  assert.deepEqual(moved.samples.filter((sample) => !stays(sample) && !created.has(`${sample.row.kind} ${sample.name}`)).map((sample) => sample.name), []);
  assert.deepEqual(moved.imported.endings.flatMap((ending) => (ending.state === 'failed' || ending.state === 'skipped' ? [`${ending.address}: ${ending.because}`] : [])), []);
  assert.deepEqual(moved.imported.beside.map((ending) => `${ending.state} ${ending.name}`), ['created Tablets']);
});

test('Read back, every object is equal to what was wanted, or tidied by the service for a reason that is written down', () => {
  assert.deepEqual(wrongVerdicts(moved.verdicts), []);
  const checked = moved.verdicts.filter((verdict) => verdict.as === 'equal' || verdict.as === 'tidied');
  assert.ok(checked.length >= moved.samples.filter((sample) => !stays(sample)).length);
});

test('What the two tenants hold differs only where the reason is written down: no member, child, link or assignment is lost on the way', () => {
  assert.deepEqual(differencesOf(moved), Object.keys(leftBehind).sort());
});

test('No id of the source is in anything that the destination was sent', () => {
  // what stands in both tenants under one id is the service's: definitions, role templates, built-in strengths
  const everywhere = new Set(new Holdings(moved.pair.destination).ids);
  const ids = new Holdings(moved.pair.source).ids.filter((id) => !everywhere.has(id));
  assert.ok(ids.length > moved.samples.length);
  const found = moved.pair.sent.flatMap((write) => {
    const text = `${write.path} ${JSON.stringify(write.body ?? null)}`.toLowerCase();
    return ids.filter((id) => text.includes(id)).map((id) => `${write.method} ${write.path}: ${id}`);
  });
  assert.deepEqual(found, []);
});

test('Running the same plan again writes nothing', async () => {
  const writes = moved.pair.destination.counters.writes;
  const again = await moved.pair.import(moved.bundle, moved.planned.whole, memoryJournal(moved.journal.lines));
  assert.deepEqual(again.drift, []);
  assert.equal(again.done, 0);
  assert.equal(moved.pair.destination.counters.writes, writes);
});

test('A new plan of the same bundle finds every object there and equal', async () => {
  const again = await moved.pair.plan(moved.bundle);
  const others = again.plan.waves.flat().flatMap((action) => (action.do === 'keep' && action.same ? [] : [`${action.do} ${action.address}: ${action.reason}`]));
  assert.deepEqual(others, []);
});

test('The source was only read', () => {
  assert.equal(moved.pair.source.counters.writes, 0);
});
