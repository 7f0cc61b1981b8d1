import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { isList, isObject, stableText, textAt, type Json } from '../../src/model/json.js';
import type { Verdict } from '../../src/model/verdict.js';
import type { Plan } from '../../src/model/plan.js';
import type { ImportResult } from '../../src/stages/import.js';
import type { PlanResult } from '../../src/stages/plan.js';
import { Holdings, type Holding } from './holdings.js';
import { leftBehind } from './left-behind.js';
import { memoryJournal, type MemoryBundle } from './memory.js';
import { putNeighbors } from './neighbors.js';
import { startPair, type Pair } from './pair.js';
import { SampleMaker, typesOf, type Sample } from './sample.js';

/*
 * One object of every type that a row can create, every member set, moved once from one simulated tenant to another through
 * the stages as a user's commands run them: list, read, strip, resolve, create, assign, read back, equal.
 */
let pair: Pair;
let samples: readonly Sample[];
let bundle: MemoryBundle;
let planned: PlanResult & { readonly whole: Plan };
let imported: ImportResult;
let verdicts: readonly Verdict[];
const journal = memoryJournal();

before(async () => {
  pair = await startPair();
  const maker = new SampleMaker(pair.catalog, pair.source, putNeighbors(pair.source, pair.destination));
  for (const row of pair.catalog.rows) if (row.neighbor !== true) maker.fill(row);
  samples = maker.samples;
  bundle = await pair.export('source');
  planned = await pair.plan(bundle);
  imported = await pair.import(bundle, planned.whole, journal);
  ({ verdicts } = await pair.verify(bundle, planned.whole, journal));
});

after(() => pair.stop());

/** Samples that no tenant takes, with their row's reason. */
function stays({ row, type }: Sample): boolean {
  return row.kind === 'platformRestriction' && type === 'deviceEnrollmentPlatformRestrictionsConfiguration';
}

test('Every type that a row can create has been tried: more than 170 types of 45 kinds', () => {
  const wanted = pair.catalog.rows.flatMap((row) => (row.neighbor === true ? [] : typesOf(pair.catalog, row, pair.source.data.set(row.collection).type).map((type) => `${row.kind} ${type}`)));
  assert.deepEqual([...new Set(samples.map(({ row, type }) => `${row.kind} ${type}`))].sort(), [...wanted].sort());
  assert.ok(wanted.length > 170, `${String(wanted.length)} types`);
});

test('Nothing of them is an open question, and nothing of the source would be sent', () => {
  assert.deepEqual(planned.stops.map((stop) => stop.message), []);
  assert.deepEqual(planned.plan.findings.filter((finding) => finding.severity === 'blocker').map((finding) => finding.message), []);
});

test('Every object arrives, and nothing fails', () => {
  const created = new Set(imported.endings.filter((ending) => ending.state === 'created').map((ending) => `${ending.kind} ${ending.name}`));
  assert.deepEqual(samples.filter((sample) => !stays(sample) && !created.has(`${sample.row.kind} ${sample.name}`)).map((sample) => sample.name), []);
  assert.deepEqual(imported.endings.flatMap((ending) => (ending.state === 'failed' || ending.state === 'skipped' ? [`${ending.address}: ${ending.because}`] : [])), []);
  assert.deepEqual(imported.beside.map((ending) => `${ending.state} ${ending.name}`), ['created Tablets']);
});

/** What the service adds to every object of a kind. */
const tidied: Readonly<Record<string, string>> = {
  'group /body/@odata.type': 'said on reading',
  'group /body/renewedDateTime': 'set by the directory',
  'group /body/securityIdentifier': 'made of the id',
  'notificationTemplate /children/localizedNotificationMessages': 'the default message goes first, and the order means nothing',
};

test('Read back, every object is equal to what was wanted, or tidied by the service for a reason that is written down', () => {
  const bad = verdicts.flatMap((verdict) => {
    if (verdict.as === 'different') return verdict.differences.map((one) => `${verdict.address} ${one.at}: ${JSON.stringify(one.wanted)} → ${JSON.stringify(one.found)}`);
    if (verdict.as === 'tidied') return verdict.tidied.map((one) => `${verdict.address.split('/')[0] ?? ''} ${one.at}`).filter((key) => tidied[key] === undefined);
    return verdict.as === 'missing' ? [`${verdict.address}: ${verdict.because}`] : [];
  });
  assert.deepEqual(bad, []);
  const checked = new Set(verdicts.flatMap((verdict) => (verdict.as === 'equal' || verdict.as === 'tidied' ? [verdict.address] : [])));
  assert.ok(checked.size >= samples.filter((sample) => !stays(sample)).length);
});

/** Items whose secret the service does not give back leave whole. */
function isSecret(item: Json): boolean {
  if (!isObject(item)) return false;
  const setting = isObject(item['settingInstance']) ? item['settingInstance'] : item;
  const value = setting['simpleSettingValue'];
  return item['isEncrypted'] === true || (isObject(value) && textAt(value, '@odata.type')?.endsWith('SecretSettingValue') === true);
}

/** The places at which two holdings differ; items of lists have no number. */
function differences(wanted: Json | undefined, found: Json | undefined, at: string, into: Set<string>): void {
  if (wanted === found || stableText(wanted ?? null) === stableText(found ?? null)) return;
  if (isList(wanted) && isList(found)) {
    const open = wanted.filter((item) => !isSecret(item));
    if (open.length === found.length) {
      if (open.length < wanted.length) into.add(`${at}[] secret`);
      open.forEach((item, index) => differences(item, found[index], `${at}[]`, into));
      return;
    }
  } else if (isObject(wanted) && isObject(found)) {
    for (const name of new Set([...Object.keys(wanted), ...Object.keys(found)])) differences(wanted[name], found[name], `${at}.${name}`, into);
    return;
  }
  into.add(at);
}

function compared(sample: Sample, source: Holdings, destination: Holdings): Set<string> {
  const places = new Set<string>();
  const plain = (holding: Holding | undefined): Json => (holding === undefined ? null : { body: holding.body, children: { ...holding.children }, pointers: { ...holding.pointers } });
  differences(plain(source.find(sample.row.collection, sample.type, sample.name)), plain(destination.find(sample.row.collection, sample.type, sample.name)), '', places);
  return new Set([...places].map((place) => `${sample.row.kind} ${place.slice(1)}`));
}

test('What the two tenants hold differs only where the reason is written down: no member, child, link or assignment is lost on the way', () => {
  const source = new Holdings(pair.source);
  const destination = new Holdings(pair.destination);
  const found = new Set(samples.filter((sample) => !stays(sample)).flatMap((sample) => [...compared(sample, source, destination)]));
  assert.deepEqual([...found].sort(), Object.keys(leftBehind).sort());
});

test('No id of the source is in anything that the destination was sent', () => {
  // what stands in both tenants under one id is the service's: definitions, role templates, built-in strengths
  const everywhere = new Set(new Holdings(pair.destination).ids);
  const ids = new Holdings(pair.source).ids.filter((id) => !everywhere.has(id));
  assert.ok(ids.length > samples.length);
  const found = pair.sent.flatMap((write) => {
    const text = `${write.path} ${JSON.stringify(write.body ?? null)}`.toLowerCase();
    return ids.filter((id) => text.includes(id)).map((id) => `${write.method} ${write.path}: ${id}`);
  });
  assert.deepEqual(found, []);
});

test('Running the same plan again writes nothing', async () => {
  const writes = pair.destination.counters.writes;
  const again = await pair.import(bundle, planned.whole, memoryJournal(journal.lines));
  assert.deepEqual(again.drift, []);
  assert.equal(again.done, 0);
  assert.equal(pair.destination.counters.writes, writes);
});

test('A new plan of the same bundle finds every object there and equal', async () => {
  const again = await pair.plan(bundle);
  const others = again.plan.waves.flat().flatMap((action) => (action.do === 'keep' && action.same ? [] : [`${action.do} ${action.address}: ${action.reason}`]));
  assert.deepEqual(others, []);
});

test('The source was only read', () => {
  assert.equal(pair.source.counters.writes, 0);
});
