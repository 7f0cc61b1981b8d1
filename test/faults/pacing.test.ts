import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measurePacing } from '../bench/pacing.js';

// six hundred objects are for `npm run bench`
test('an import keeps to the published budgets: no 429, a tenth above the least time at most, and as long as the plan said', async () => {
  const { throttled, unrecovered, overFloor, overEstimate, seconds, ...rest } = await measurePacing(150);
  assert.ok(seconds > 20, JSON.stringify({ seconds, ...rest }));
  assert.deepEqual({ throttled, unrecovered }, { throttled: 0, unrecovered: 0 });
  assert.ok(overFloor <= 1.1, `${String(overFloor)} times the floor`);
  assert.ok(overEstimate >= 0.85 && overEstimate <= 1.15, `${String(overEstimate)} times the estimate`);
});
