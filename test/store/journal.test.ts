import assert from 'node:assert/strict';
import { appendFile, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { addressOf } from '../../src/model/address.js';
import { idOf } from '../../src/model/ids.js';
import type { JournalEvent } from '../../src/model/journal.js';
import { openJournal, type OpenJournal } from '../../src/store/journal-file.js';
import { readJournal } from '../../src/store/journal-lines.js';
import { makeFolderFor } from './folder.js';

const clock = { now: () => Date.UTC(2026, 0, 2) };

async function openAt(file: string, notes: string[] = []): Promise<OpenJournal> {
  return openJournal(file, { clock, say: { note: (sentence) => void notes.push(sentence) } });
}

const windows = addressOf('compliancePolicy', 'Windows', '00000001');
const begin: JournalEvent = { event: 'begin', plan: 'f'.repeat(64), tool: '0.1.0', destination: 'fabrikam' };
const intent: JournalEvent = { event: 'intent', address: windows, step: 'create', call: 'POST deviceManagement/deviceCompliancePolicies' };
const outcome: JournalEvent = { event: 'outcome', address: windows, step: 'create', outcome: { as: 'done', id: idOf('destination', 'd1') } };

function step(n: number): JournalEvent {
  return { ...intent, event: 'intent', address: windows, call: 'POST x', step: `settings#${n}` };
}

test('a line is on disk, whole and chained, when its promise resolves; who opens the journal again sees it', async (t) => {
  const file = join(await makeFolderFor(t), 'runs', 'plan.json.journal.jsonl');
  const journal = await openAt(file);
  assert.deepEqual(journal.past, []);
  await journal.append(begin);
  assert.deepEqual((await readJournal(file)).map(({ event }) => event), ['begin']);
  await journal.append(intent);
  await journal.append(outcome);
  const text = await readFile(file, 'utf8');
  await journal.close();
  assert.equal(
    text.split('\n')[0],
    `{"at":"2026-01-02T00:00:00.000Z","destination":"fabrikam","event":"begin","format":1,"hash":"${(await readJournal(file))[0]?.hash}","n":1,"plan":"${'f'.repeat(64)}","prev":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","tool":"0.1.0"}`,
  );
  const again = await openAt(file);
  assert.deepEqual(again.past.map(({ event, n }) => [n, event]), [[1, 'begin'], [2, 'intent'], [3, 'outcome']]);
  assert.equal(again.past[2]?.prev, again.past[1]?.hash);
  await again.append({ event: 'end', exitCode: 0 });
  await again.close();
  assert.deepEqual((await readJournal(file)).map(({ n }) => n), [1, 2, 3, 4]);
  if (process.platform !== 'win32') assert.equal((await stat(file)).mode & 0o777, 0o600);
  assert.deepEqual(await readdir(join(file, '..')), ['plan.json.journal.jsonl']);
});

test('five hundred appends at once are written in their order', async (t) => {
  const file = join(await makeFolderFor(t), 'j.jsonl');
  const journal = await openAt(file);
  const resolved: number[] = [];
  await Promise.all(Array.from({ length: 500 }, (_, n) => journal.append(step(n)).then(() => resolved.push(n))));
  await journal.close();
  const numbers = Array.from({ length: 500 }, (_, n) => n);
  assert.deepEqual((await readJournal(file)).map((line) => (line.event === 'intent' ? line.step : '')), numbers.map((n) => `settings#${n}`));
  assert.deepEqual(resolved, numbers);
});

test('close waits for what was appended, and nothing is appended after it', async (t) => {
  const file = join(await makeFolderFor(t), 'j.jsonl');
  const journal = await openAt(file);
  const first = journal.append(begin);
  await journal.close();
  await first;
  await assert.rejects(journal.append(intent), /is closed/u);
  assert.equal((await readJournal(file)).length, 1);
});

test('cut anywhere in its last line, a journal keeps all lines before, says so, and goes on', async (t) => {
  const folder = await makeFolderFor(t);
  const whole = join(folder, 'whole.jsonl');
  const journal = await openAt(whole);
  for (const event of [begin, intent, outcome]) await journal.append(event);
  await journal.close();
  const bytes = await readFile(whole);
  const start = bytes.lastIndexOf(0x0a, bytes.length - 2) + 1;
  for (let length = start; length < bytes.length; length++) {
    const file = join(folder, 'cut.jsonl');
    await writeFile(file, bytes.subarray(0, length));
    assert.equal((await readJournal(file)).length, 2);
    const notes: string[] = [];
    const next = await openAt(file, notes);
    assert.deepEqual(next.past.map(({ n }) => n), [1, 2]);
    assert.equal(notes.length, length === start ? 0 : 1);
    await next.append(outcome);
    await next.close();
    assert.deepEqual(await readFile(file), bytes);
  }
});

test('any change of a byte in a whole line is noticed, with the number of the line', async (t) => {
  const folder = await makeFolderFor(t);
  const file = join(folder, 'j.jsonl');
  const journal = await openAt(file);
  for (const event of [begin, intent, outcome]) await journal.append(event);
  await journal.close();
  const bytes = await readFile(file);
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 2), fc.integer({ min: 1, max: 255 }), async (at, change) => {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ change;
      await writeFile(file, changed);
      const line = bytes.subarray(0, at).toString().split('\n').length;
      await assert.rejects(readJournal(file), (stop: Error) => stop.name === 'Stop' && stop.message.startsWith(`${file}, line ${line}`));
    }),
    { numRuns: 300 },
  );
});

test('lines that were removed, doubled, swapped, added, or have another blank are noticed', async (t) => {
  const folder = await makeFolderFor(t);
  const file = join(folder, 'j.jsonl');
  const journal = await openAt(file);
  for (const event of [begin, intent, outcome]) await journal.append(event);
  await journal.close();
  const [one = '', two = '', three = ''] = (await readFile(file, 'utf8')).split('\n');
  const damaged: Record<string, [string[], number]> = {
    removed: [[one, three], 2],
    'first removed': [[two, three], 1],
    doubled: [[one, two, two, three], 3],
    swapped: [[one, three, two], 2],
    'empty line': [[one, '', two], 2],
    blank: [[one, two.replace('":', '": '), three], 2],
    'added at the end': [[one, two, three, '{"event":"end"}'], 4],
  };
  for (const [what, [lines, line]] of Object.entries(damaged)) {
    await writeFile(file, `${lines.join('\n')}\n`);
    await assert.rejects(readJournal(file), (stop: Error) => stop.name === 'Stop' && stop.message.startsWith(`${file}, line ${line} `), what);
    await assert.rejects(openAt(file), { name: 'Stop', exitCode: 2 }, what);
    assert.deepEqual(await readdir(folder), ['j.jsonl'], 'the lock is given back');
  }
});

test('a journal of a format that a newer version wrote is refused as that, not as damaged', async (t) => {
  const file = join(await makeFolderFor(t), 'j.jsonl');
  const journal = await openAt(file);
  await journal.append(begin);
  await journal.close();
  await writeFile(file, (await readFile(file, 'utf8')).replace('"format":1', '"format":2'));
  await assert.rejects(readJournal(file), { name: 'Stop', exitCode: 2, message: `${file}, line 1: the journal has format 2; this version reads format 1.` });
});

test('a journal that a living process writes is refused with who it is; the lock of a dead one is taken over with a note', async (t) => {
  const folder = await makeFolderFor(t);
  const file = join(folder, 'j.jsonl');
  const first = await openAt(file);
  await assert.rejects(openAt(file), { name: 'Stop', exitCode: 1, message: `${file} is in use by process ${process.pid} on ${hostname()} (since 2026-01-02T00:00:00.000Z).` });
  await first.append(begin);
  await first.close();

  const lock = (host: string, pid: number): Promise<void> => writeFile(`${file}.lock`, JSON.stringify({ host, pid, since: '2026-01-01T00:00:00.000Z' }));
  await lock('another-machine', 999_999_999);
  await assert.rejects(openAt(file), { name: 'Stop', exitCode: 1, remedy: `Wait until that run is over. If it is over, delete ${file}.lock and run the command again.` });
  await writeFile(`${file}.lock`, '');
  await assert.rejects(openAt(file), { name: 'Stop', exitCode: 1 });

  await lock(hostname(), 999_999_999);
  const notes: string[] = [];
  const next = await openAt(file, notes);
  assert.deepEqual(notes, [`process 999999999 on ${hostname()} (since 2026-01-01T00:00:00.000Z) died without closing ${file}; this run goes on.`]);
  assert.equal(next.past.length, 1);
  await next.close();
  assert.deepEqual(await readdir(folder), ['j.jsonl']);
});

test('of many that find a dead lock at once, one gets the journal', async (t) => {
  const folder = await makeFolderFor(t);
  const file = join(folder, 'j.jsonl');
  await writeFile(`${file}.lock`, JSON.stringify({ host: hostname(), pid: 999_999_999, since: '2026-01-01T00:00:00.000Z' }));
  const tries = await Promise.allSettled(Array.from({ length: 12 }, () => openAt(file)));
  const won = tries.filter((one) => one.status === 'fulfilled');
  assert.equal(won.length, 1);
  for (const { value } of won) await value.close();
  assert.deepEqual(await readdir(folder), ['j.jsonl']);
});

test('a writer that finds lines of another stops before it adds its own', async (t) => {
  const file = join(await makeFolderFor(t), 'j.jsonl');
  const journal = await openAt(file);
  await journal.append(begin);
  await appendFile(file, 'x');
  await assert.rejects(journal.append(intent), { name: 'Stop', exitCode: 1 });
  await assert.rejects(journal.append(outcome), { name: 'Stop', exitCode: 1 });
  await journal.close();
  assert.deepEqual((await readJournal(file)).map(({ event }) => event), ['begin']);
});
