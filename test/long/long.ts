import { faultSuite } from './faults.js';

/** `npm run test:long [-- --slice]`: the suites that are too long for every day; a slice is a first look at each. */
const word = process.argv[2];
if (word !== undefined && word !== '--slice') throw new Error(`"${word}" is not known here: say --slice, or nothing`);
const slice = word === '--slice';

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

const good = [await faultSuite(slice ? 1 : 20, say)];
if (good.includes(false)) process.exitCode = 1;
