import { answerSuite } from './answer-suite.js';
import { faultSuite } from './faults.js';
import { fleetSuite } from './fleet.js';
import { checkMoves } from './graphs.js';
import { heavy, heavySuite } from './heavy.js';

/** `npm run test:long [-- --slice]`: the suites that are too long for every day; a slice is a first look at each. */
const word = process.argv[2];
if (word !== undefined && word !== '--slice') throw new Error(`"${word}" is not known here: say --slice, or nothing`);
const slice = word === '--slice';

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function moves(runs: number): Promise<void> {
  for (const damaged of [false, true]) {
    const begun = performance.now();
    const ends = await checkMoves(runs, damaged);
    say(JSON.stringify({ randomMoves: runs, mappingFilesDamaged: damaged, ...ends, seconds: Math.round((performance.now() - begun) / 1000) }));
  }
}

await moves(slice ? 50 : 5000);
await answerSuite(slice ? 100 : 5000, say);
const good = [await heavySuite(slice ? heavy.slice(0, 6) : heavy, say), await fleetSuite(slice ? 500 : 10_000, say), await faultSuite(slice ? 1 : 20, say)];
if (good.includes(false)) process.exitCode = 1;
