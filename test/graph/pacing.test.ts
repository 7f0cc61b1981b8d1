import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Gate, type GateSettings } from '../../src/graph/gate.js';
import type { Allowance, Budget } from '../../src/model/budgets.js';
import { secondsFor, shareOf } from '../../src/model/budgets.js';
import type { Service } from '../../src/model/ports.js';
import { VirtualClock } from './clock.js';

interface Job {
  readonly service: Service;
  readonly write: boolean;
  readonly cost: number;
  /** Milliseconds after the start. */
  readonly arrives: number;
  readonly latency: number;
  /** Which part of the latency passes before the service counts the call. */
  readonly counted: number;
}

interface Counted extends Job {
  readonly at: number;
}

/** Sends jobs through a gate to a service that only counts. */
async function run(jobs: readonly Job[], settings: Partial<GateSettings>, span: number): Promise<{ counted: Counted[]; mostInFlight: number; took: number }> {
  const clock = new VirtualClock(0, 0);
  const gate = new Gate({ clock, inFlight: 8, pacing: 'documented', budgetOf: () => ({ any: { calls: 1, seconds: 1 }, writes: { calls: 1, seconds: 1 } }), ...settings });
  const counted: Counted[] = [];
  let inFlight = 0;
  let mostInFlight = 0;
  await Promise.all(
    jobs.map(async (job) => {
      if (job.arrives > 0) await clock.sleep(job.arrives);
      const turn = await gate.enter(job.service, job.write, job.cost);
      assert.equal(turn.as, 'go');
      inFlight += 1;
      mostInFlight = Math.max(mostInFlight, inFlight);
      counted.push({ ...job, at: clock.now() + Math.min(job.latency * job.counted, span * 1000 * 0.08) });
      if (job.latency > 0) await clock.sleep(job.latency);
      inFlight -= 1;
      if (turn.as === 'go') turn.over();
    }),
  );
  return { counted, mostInFlight, took: clock.now() };
}

/** The most that any window of the service saw. */
function busiest(calls: readonly { readonly at: number; readonly cost: number }[], { seconds }: Allowance): number {
  let most = 0;
  for (const { at } of calls) {
    const seen = calls.filter((call) => call.at >= at && call.at < at + seconds * 1000).reduce((sum, { cost }) => sum + cost, 0);
    most = Math.max(most, seen);
  }
  return most;
}

const jobs = (services: readonly Service[], latest: number): fc.Arbitrary<Job[]> =>
  fc.array(
    fc.record({
      service: fc.constantFrom(...services),
      write: fc.boolean(),
      cost: fc.integer({ min: 1, max: 4 }),
      arrives: fc.integer({ min: 0, max: latest }),
      latency: fc.integer({ min: 0, max: 3000 }),
      counted: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    { minLength: 1, maxLength: 60 },
  );

test('no window of the service ever sees more calls or writes than its budget, whatever the latency, and no more than the limit are in flight', async () => {
  const budgets = fc.record({ any: fc.integer({ min: 4, max: 12 }), writes: fc.integer({ min: 1, max: 4 }), seconds: fc.integer({ min: 1, max: 20 }), inFlight: fc.integer({ min: 1, max: 12 }) });
  await fc.assert(
    fc.asyncProperty(budgets, jobs(['rbac', 'bundles'], 5000), async ({ any, writes, seconds, inFlight }, list) => {
      const budget: Budget = { any: { calls: any, seconds }, writes: { calls: writes, seconds } };
      const { counted, mostInFlight } = await run(list, { inFlight, budgetOf: () => budget }, seconds);
      assert.equal(counted.length, list.length);
      assert.ok(mostInFlight <= inFlight);
      for (const service of ['rbac', 'bundles'] as const) {
        const calls = counted.filter((call) => call.service === service);
        assert.ok(busiest(calls, budget.any) <= any);
        assert.ok(busiest(calls.filter(({ write }) => write).map(({ at }) => ({ at, cost: 1 })), budget.writes) <= writes);
      }
    }),
    { numRuns: 150 },
  );
});

test('a run that has enough to do takes at most 1.1 times what the budget allows at the least', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 120 }), fc.integer({ min: 0, max: 60 }), async (calls, seconds, count, latency) => {
      const budget: Budget = { any: { calls: 1000, seconds }, writes: { calls, seconds } };
      const list = Array.from({ length: count }, (): Job => ({ service: 'rbac', write: true, cost: 1, arrives: 0, latency, counted: 1 }));
      const { took } = await run(list, { inFlight: 32, budgetOf: () => budget }, seconds);
      const floor = secondsFor({ rbac: { reads: 0, writes: count } }, 1, () => budget).seconds * 1000;
      const answers = Math.ceil(count / Math.min(32, calls)) * (latency + 1);
      assert.ok(took >= floor);
      assert.ok(took <= floor * 1.1 + answers, `${took} ms against ${floor} ms`);
    }),
    { numRuns: 100 },
  );
});

test('categories run side by side: a category that waits for its budget takes no place from another', async () => {
  const slow = Array.from({ length: 10 }, (): Job => ({ service: 'conditional-access', write: false, cost: 1, arrives: 0, latency: 10, counted: 1 }));
  const quick = Array.from({ length: 100 }, (): Job => ({ service: 'device-configuration', write: false, cost: 1, arrives: 0, latency: 10, counted: 1 }));
  const budgetOf = (service: Service): Budget => (service === 'conditional-access' ? { any: { calls: 1, seconds: 1 }, writes: { calls: 1, seconds: 1 } } : { any: { calls: 1000, seconds: 20 }, writes: { calls: 100, seconds: 20 } });
  const { counted, took } = await run([...slow, ...quick], { inFlight: 2, budgetOf }, 1);
  const last = Math.max(...counted.filter(({ service }) => service === 'device-configuration').map(({ at }) => at));
  assert.ok(last < 1000, `the quick category ended after ${last} ms`);
  assert.ok(took >= 9000 && took < 9900, `the slow one after ${took} ms`);
});

test('reads go on while the writes of the same category wait for their smaller budget', async () => {
  const write = (arrives: number): Job => ({ service: 'rbac', write: true, cost: 1, arrives, latency: 5, counted: 1 });
  const list = [write(0), write(0), ...Array.from({ length: 20 }, (): Job => ({ ...write(1), write: false }))];
  const { counted } = await run(list, { budgetOf: () => ({ any: { calls: 50, seconds: 20 }, writes: { calls: 1, seconds: 20 } }) }, 20);
  const reads = counted.filter((call) => !call.write).map(({ at }) => at);
  assert.ok(Math.max(...reads) < 100);
});

test('with pacing off nothing waits, and a share of the budget is kept where only a share is ours', async () => {
  const list = Array.from({ length: 30 }, (): Job => ({ service: 'rbac', write: true, cost: 1, arrives: 0, latency: 0, counted: 0 }));
  const budget: Budget = { any: { calls: 10, seconds: 10 }, writes: { calls: 10, seconds: 10 } };
  assert.equal((await run(list, { pacing: 'off', inFlight: 32, budgetOf: () => budget }, 10)).took, 0);
  const half = await run(list, { pacing: 0.5, inFlight: 32, budgetOf: () => budget }, 10);
  assert.equal(busiest(half.counted, budget.any), 5);
  assert.ok(half.took >= 50_000 && half.took <= 55_000);
});

test('a share smaller than one call stretches the window instead of stopping', () => {
  assert.deepEqual(shareOf({ calls: 1, seconds: 1 }, 0.25), { calls: 1, seconds: 4 });
  assert.deepEqual(shareOf({ calls: 100, seconds: 20 }, 0.5), { calls: 50, seconds: 20 });
});

test('the estimate is the slowest category, not the sum, with writes and reads against their own budgets', () => {
  assert.deepEqual(secondsFor({ rbac: { reads: 500, writes: 250 }, bundles: { reads: 0, writes: 100 }, 'conditional-access': { reads: 2, writes: 9 } }), {
    seconds: 40,
    byService: { rbac: 40, bundles: 0, 'conditional-access': 10 },
  });
  assert.deepEqual(secondsFor({}), { seconds: 0, byService: {} });
});

test('a stopped run lets nobody wait at the gate', async () => {
  const stop = new AbortController();
  const clock = new VirtualClock(0, 0);
  const gate = new Gate({ clock, inFlight: 1, pacing: 'off', budgetOf: () => ({ any: { calls: 1, seconds: 1 }, writes: { calls: 1, seconds: 1 } }), signal: stop.signal });
  const first = await gate.enter('rbac', false, 1);
  const second = gate.enter('rbac', false, 1);
  stop.abort(new Error('stopped by a person'));
  await assert.rejects(second, /stopped by a person/);
  await assert.rejects(gate.enter('rbac', false, 1), /stopped by a person/);
  if (first.as === 'go') first.over();
});
