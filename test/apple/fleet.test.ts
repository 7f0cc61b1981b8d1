import assert from 'node:assert/strict';
import { test } from 'node:test';
import { moveFleet } from './fleet.js';

test('a fleet moves in waves within Apple\'s budget, and every serial ends in a named state', async () => {
  const run = await moveFleet(500);
  assert.equal(Object.values(run.states).reduce((sum, count) => sum + count, 0), 500);
  assert.deepEqual(run.states, { VERIFIED: 410, FAILED: 10, APPLE_REFUSED: 10, OVERDUE: 10, UPDATE_FIRST: 10, WIPE: 20, HOLD: 20, MANUAL: 10 });
  assert.deepEqual([run.throttled, run.mostReadsInAMinute <= 18, run.mostWritesInAnHour <= 9], [0, true, true]);
});

test('a fleet moves all the same when orders get lost, answers get lost, Apple throttles and a token is refused, and no serial is in two activities', async (context) => {
  const run = await moveFleet(400, { misfortunes: true });
  context.diagnostic(JSON.stringify(run));
  assert.deepEqual(run.states, { VERIFIED: 328, FAILED: 8, APPLE_REFUSED: 8, OVERDUE: 8, UPDATE_FIRST: 8, WIPE: 16, HOLD: 16, MANUAL: 8 });
  assert.deepEqual([run.throttled, run.mostReadsInAMinute <= 18, run.mostWritesInAnHour <= 9], [1, true, true]);
});
