import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressOf } from '../../src/model/address.js';
import { idOf } from '../../src/model/ids.js';
import type { JournalEvent } from '../../src/model/journal.js';
import { JournalState } from '../../src/engine/journal-state.js';
import type { Step } from '../../src/engine/steps.js';
import { SharedLists } from '../../src/stages/look.js';
import { Outages } from '../../src/stages/outages.js';
import { runStep, type LookFor, type Runner } from '../../src/stages/run-step.js';
import { ask, onStage, valueIn, type Said, type Script, type Stage } from '../graph/server.js';

const minute = 60_000;
const windows = addressOf('compliancePolicy', 'Windows', '00000001');
const create: Step = { ...ask, name: 'create', method: 'POST', path: 'things', body: { displayName: 'Windows' }, repeatable: false, makes: true };
const down: Said = { status: 503, body: { error: { code: 'ServiceUnavailable', message: 'down' } } };
const throttled: Said = { status: 429, body: { error: { code: 'TooManyRequests', message: 'later' } } };
const made: Said = { status: 201, body: { id: 'd1' } };

interface Ran {
  readonly end: Awaited<ReturnType<typeof runStep>>;
  readonly events: readonly JournalEvent[];
  readonly outages: Outages;
  readonly took: number;
  readonly writes: number;
}

/** Sends one create; reads work all the time, and show nothing. */
async function creates(writes: Script, maxWait: number, look: LookFor = () => Promise.resolve({ as: 'not found' })): Promise<Ran> {
  return onStage(writes, async (stage) => creating(stage, maxWait, look), { settings: { maxWait: maxWait / 1000 } });
}

async function creating({ destination, clock, seen }: Stage, maxWait: number, look: LookFor): Promise<Ran> {
  const events: JournalEvent[] = [];
  const outages = new Outages(maxWait);
  const runner: Runner = {
    destination,
    journal: { past: [], append: (event) => Promise.resolve(void events.push(event)) },
    state: new JournalState(),
    clock,
    begun: clock.now(),
    visibility: 20_000,
    maxWait,
    lists: new SharedLists(destination),
    outages,
  };
  const begun = clock.now();
  const end = await runStep(runner, windows, create, undefined, look, false);
  return { end, events, outages, took: clock.now() - begun, writes: seen.length };
}

test('a create that meets an outage is looked for and sent again for as long as anything may be put off, and arrives once the service works', async () => {
  const start = Date.UTC(2026, 0, 1);
  const { end, writes, took } = await creates(({ at }) => (at - start < 40 * minute ? down : made), 60 * minute);
  assert.deepEqual(end, { as: 'done', id: idOf('destination', 'd1') });
  assert.ok(took >= 40 * minute && took < 45 * minute, `${String(took / minute)} min`);
  assert.ok(writes > 10 && writes < 60, `${String(writes)} requests in 40 minutes`);
});

test('nothing is put off for longer than maxWait: the create is left for the next run, which looks for it', async () => {
  const { end, took, events, outages } = await creates(() => down, 30 * minute);
  assert.equal(end.as, 'stopped');
  assert.ok(took <= 31 * minute, `${String(took / minute)} min`);
  const last = events.at(-1);
  assert.equal(last?.event === 'outcome' ? last.outcome.as : undefined, 'unknown');
  assert.match(outages.gaveUp?.message ?? '', /503/u);
});

test('a create that is throttled for longer than maxWait was surely not carried out: the next run sends it without looking', async () => {
  const { end, took, events } = await creates(() => throttled, 10 * minute);
  assert.equal(end.as, 'stopped');
  assert.ok(took <= 10 * minute);
  assert.deepEqual(events.map((event) => (event.event === 'outcome' ? event.outcome : event.event)), ['intent', { as: 'not sent' }]);
});

test('Retry-After in absurd forms is asked again like none, and believed up to maxWait', async () => {
  for (const header of ['86400000', '-5', 'soon', '1e99', '', '99999999999999999999']) {
    const { end, took } = await creates((_seen, index) => (index < 3 ? { ...throttled, headers: { 'retry-after': header } } : made), 60 * minute);
    assert.equal(end.as, 'done', header);
    assert.ok(took < 5 * minute, `${header}: ${String(took / 1000)} s`);
  }
  const { end, took } = await creates((_seen, index) => (index < 1 ? { ...throttled, headers: { 'retry-after': '1800' } } : made), 60 * minute);
  assert.equal(end.as, 'done');
  assert.ok(took >= 30 * minute && took < 31 * minute, 'a long wait that fits is kept to');
});

test('a create that alone meets 503 while others are served is given up after some sendings, not after an hour', async () => {
  const { end, took } = await onStage(
    () => down,
    async (stage) => {
      const outages = new Outages(60 * minute);
      const look: LookFor = () => {
        outages.served('device-configuration', stage.clock.now() + 1);
        return Promise.resolve({ as: 'not found' });
      };
      const begun = stage.clock.now();
      const runner: Runner = { destination: stage.destination, journal: { past: [], append: () => Promise.resolve() }, state: new JournalState(), clock: stage.clock, begun, visibility: 1000, maxWait: 60 * minute, lists: new SharedLists(stage.destination), outages };
      return { end: await runStep(runner, windows, create, undefined, look, false), took: stage.clock.now() - begun };
    },
  );
  assert.equal(end.as, 'failed');
  assert.ok(took < 20 * minute, `${String(took / minute)} min`);
});

test('after a lost answer an outage is waited out as long as anything is put off, answers that nobody can use for a minute', async () => {
  for (const [kind, most, least] of [['unavailable', 31, 30], ['untrusted', 2, 1]] as const) {
    const look: LookFor = () => Promise.resolve({ as: 'not seen', failure: { kind, side: 'destination', message: 'GET things was answered with nothing of use' } });
    const { end, took } = await creates(() => ({ status: 504, body: {} }), 30 * minute, look);
    assert.notEqual(end.as, 'done');
    assert.ok(took >= least * minute && took <= most * minute, `${kind}: ${String(took / minute)} min`);
  }
});

test('beside another application that uses half of the quota every write arrives, and no window is asked for what is not there', async () => {
  const quota = 10;
  const windowOf = 20_000;
  const windowsSeen = new Map<number, number>();
  let refused = 0;
  const script: Script = ({ at }) => {
    const window = Math.floor(at / windowOf);
    const used = (windowsSeen.get(window) ?? quota / 2) + 1;
    if (used > quota) {
      refused += 1;
      return throttled;
    }
    windowsSeen.set(window, used);
    return made;
  };
  await onStage(
    script,
    async ({ destination, clock }) => {
      const begun = clock.now();
      const answers = await Promise.all(Array.from({ length: 60 }, (_, index) => destination.write({ ...create, body: { displayName: String(index) } })));
      for (const answer of answers) valueIn(answer);
      const took = clock.now() - begun;
      const floor = (60 / (quota / 2)) * windowOf;
      assert.ok(took <= floor * 2, `${String(took / 1000)} s against ${String(floor / 1000)} s at half the quota`);
      assert.ok(refused < 60, `${String(refused)} refusals for 60 writes`);
    },
    { settings: { maxWait: 3600 }, world: { budgetOf: () => ({ any: { calls: 1000, seconds: 20 }, writes: { calls: quota, seconds: 20 } }) } },
  );
});
