import assert from 'node:assert/strict';
import { moveFleet } from '../apple/fleet.js';

/** Moves a fleet through the simulated Apple organization, once in peace and once with misfortunes, and prints what it has cost. */
export async function fleetSuite(devices: number, say: (line: string) => void): Promise<boolean> {
  const share = devices / 50;
  for (const misfortunes of [false, true]) {
    const count = misfortunes ? Math.min(devices, 2000) : devices;
    const run = await moveFleet(count, { misfortunes });
    say(`fleet${misfortunes ? ' with misfortunes' : ''}: ${JSON.stringify(run)}`);
    try {
      const each = misfortunes ? count / 50 : share;
      assert.deepEqual(run.states, { VERIFIED: 41 * each, FAILED: each, APPLE_REFUSED: each, OVERDUE: each, UPDATE_FIRST: each, WIPE: 2 * each, HOLD: 2 * each, MANUAL: each });
      assert.ok(run.mostReadsInAMinute <= 18 && run.mostWritesInAnHour <= 9, 'reads and writes are within the budget');
    } catch (error) {
      say(`fleet: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    }
  }
  return true;
}
