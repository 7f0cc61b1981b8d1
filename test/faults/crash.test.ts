import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { canonical } from '../long/canonical.js';
import { linesBeyond, requestTimes, runAndKill, writeTimes, type CrashPoint } from '../long/crash-point.js';
import { fillDestination, fillFew } from '../long/mixed-tenant.js';
import { prepareMove, startMove, type MoveOptions, type Prepared } from '../long/move.js';

const plain: MoveOptions = { fillSource: fillFew, fillDestination };
const words = ['import', 'plan.json', '--yes', '--json', '--quiet'];
let from: Prepared;
let expected: string;

before(async () => {
  from = await prepareMove(plain, '--on-existing', 'update');
  const calm = await startMove({ ...plain, from });
  const whole = await calm.run(...words);
  assert.equal(whole.code, 0, whole.stdout + whole.stderr);
  expected = canonical(calm.destination);
  await calm.stop();
});
after(() => from.remove());

/** One import that is killed, gone on with, killed again … until a run comes to its end. @returns how often it was killed */
async function killedAgainAndAgain(point: (turn: number) => CrashPoint): Promise<number> {
  const move = await startMove({ ...plain, from });
  try {
    let kills = 0;
    for (; kills < 60 && (await runAndKill(move, point(kills), words)); kills += 1);
    const found = canonical(move.destination);
    assert.deepEqual({ extra: linesBeyond(found, expected), lost: linesBeyond(expected, found) }, { extra: [], lost: [] });
    const { writes } = move.destination.counters;
    const again = await move.run(...words);
    assert.equal(again.code, 0, again.stdout + again.stderr);
    assert.equal(move.destination.counters.writes, writes, 'what is done is not done again');
    return kills;
  } finally {
    await move.stop();
  }
}

// every moment by itself is for `npm run test:crash`
test('killed at a request or at a write of its journal, again and again, an import ends in the same destination: nothing twice, nothing lost', async () => {
  const [requests, writes] = await Promise.all([
    killedAgainAndAgain((turn) => ({ at: 'write', n: 3 + ((turn * 2) % 3), when: requestTimes[turn % 3] ?? 'before its answer' })),
    killedAgainAndAgain((turn) => ({ at: 'journal write', n: 5 + ((turn * 2) % 5), when: writeTimes[turn % 4] ?? 'half' })),
  ]);
  assert.ok(requests >= 6 && writes >= 6, `${String(requests)} and ${String(writes)} kills`);
});
