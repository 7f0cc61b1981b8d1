import { againstCalm, faultRun, mixes } from './fault-run.js';
import { fillDestination, fillMixed } from './mixed-tenant.js';
import { prepareMove } from './move.js';

/**
 * An import of 120 objects and its rollback, each twenty times under two mixes of faults: the same end state as when
 * nothing goes wrong, nothing twice, nothing given up; the way back ends where it began. Prints its numbers as JSON lines.
 * @param seeds how many of the twenty
 */
export async function faultSuite(seeds: number, say: (line: string) => void): Promise<boolean> {
  const from = await prepareMove({ fillSource: fillMixed, fillDestination }, '--on-existing', 'update');
  const options = { from, fillSource: fillMixed, fillDestination };
  try {
    const calm = await faultRun(options, 'calm', [], []);
    if (calm.before !== calm.after || calm.unrecovered.length > 0) throw new Error(`a move that nothing happens to does not come back: ${calm.unrecovered.join('; ')}`);
    let good = true;
    for (const [name, faults] of Object.entries(mixes)) {
      const total = { mix: name, seeds, requests: 0, struck: 0, stops: 0, duplicates: 0, lost: 0, unrecovered: 0, longestVirtualSeconds: 0, seconds: 0 };
      const begun = performance.now();
      for (let seed = 1; seed <= seeds; seed += 1) {
        // every other run is stopped on its way, at other places each time
        const stops = seed % 2 === 0 ? [17 * seed, 11 * seed, 5 * seed] : [];
        const run = await faultRun(options, `${name} ${String(seed)}`, faults, stops);
        const { beyond, missing } = againstCalm(run, calm);
        total.requests += run.requests;
        total.struck += run.struck;
        total.stops += run.stops;
        total.duplicates += beyond.length;
        total.lost += missing.length;
        total.unrecovered += run.unrecovered.length;
        total.longestVirtualSeconds = Math.max(total.longestVirtualSeconds, run.seconds);
        if (beyond.length > 0 || missing.length > 0 || run.unrecovered.length > 0) say(`! ${JSON.stringify({ mix: name, seed, beyond: shortly(beyond), missing: shortly(missing), unrecovered: run.unrecovered })}`);
      }
      total.seconds = Math.round((performance.now() - begun) / 1000);
      good &&= total.duplicates + total.lost + total.unrecovered === 0;
      say(JSON.stringify(total));
    }
    return good;
  } finally {
    await from.remove();
  }
}

/** The first few, what was left before all: the rest follows from it. */
function shortly(lines: readonly string[]): string[] {
  return [...lines].sort((a, b) => Number(b.startsWith('left')) - Number(a.startsWith('left'))).slice(0, 6).map((line) => line.slice(0, 200));
}
