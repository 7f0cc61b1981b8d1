import assert from 'node:assert/strict';
import { test } from 'node:test';
import { moveFleet } from './fleet.js';

test('a fleet moves in waves within Apple\'s budget, and every serial ends in a named state', async () => {
  const run = await moveFleet(500);
  assert.equal(Object.values(run.states).reduce((sum, count) => sum + count, 0), 500);
  assert.deepEqual(run.states, { VERIFIED: 410, FAILED: 10, APPLE_REFUSED: 10, OVERDUE: 10, UPDATE_FIRST: 10, WIPE: 20, HOLD: 20, MANUAL: 10 });
  assert.deepEqual([run.throttled, run.mostReadsInAMinute <= 18, run.mostWritesInAnHour <= 9], [0, true, true]);
});
