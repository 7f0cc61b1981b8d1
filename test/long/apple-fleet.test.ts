import assert from 'node:assert/strict';
import { test } from 'node:test';
import { moveFleet } from '../apple/fleet.js';

test('10,000 devices move in waves under the default pacing, none before its gates were green, and every one ends in a named state', async (context) => {
  const run = await moveFleet(10_000);
  context.diagnostic(JSON.stringify(run));
  assert.equal(Object.values(run.states).reduce((sum, count) => sum + count, 0), 10_000);
  assert.deepEqual(run.states, { VERIFIED: 8200, FAILED: 200, APPLE_REFUSED: 200, OVERDUE: 200, UPDATE_FIRST: 200, WIPE: 400, HOLD: 400, MANUAL: 200 });
  assert.deepEqual([run.throttled, run.mostReadsInAMinute <= 18, run.mostWritesInAnHour <= 9], [0, true, true]);
});
