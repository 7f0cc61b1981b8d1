import { availableParallelism } from 'node:os';
import { canonical } from './canonical.js';
import { crashAt, requestTimes, writeTimes, type CrashPoint, type CrashResult } from './crash-point.js';
import { fillDestination, fillMixed } from './mixed-tenant.js';
import { prepareMove, startMove, type MoveOptions } from './move.js';

/**
 * `npm run test:crash [-- SHARE]`: an import of 120 objects is killed (SIGKILL) at every request (before it is executed, before
 * its answer, after its answer) and at every write of the journal (before, half written, written, flushed), and gone on
 * with. Each time the destination must end as it does when nothing happens. SHARE 0.1 takes every tenth point, --slice a few.
 */
const word = process.argv[2] ?? '1';
const share = word === '--slice' ? 0.02 : Number(word);
if (!(share > 0)) throw new Error(`"${word}" is no share: say 0.1, or --slice`);
const workers = availableParallelism();

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

const options: MoveOptions = { fillSource: fillMixed, fillDestination };
const from = await prepareMove(options, '--on-existing', 'update');
const calm = await startMove({ ...options, from });
const whole = await calm.json('import', 'plan.json', '--yes');
const expected = canonical(calm.destination);
const requests = calm.destination.counters.exchanges;
await calm.stop();
if (whole.code !== 0) throw new Error(`the import that nothing happens to ended with ${String(whole.code)}: ${JSON.stringify(whole.document)}`);
say(`${JSON.stringify(whole.document['summary'])}: ${String(requests)} requests`);

/** Journal lines that arrive together share a write, so their number is found by trying: after the last one nobody is killed. */
function* points(): Generator<CrashPoint> {
  for (let n = 1; n <= requests; n += 1) for (const when of requestTimes) yield { at: 'request', n, when };
  for (let n = 1; n <= requests; n += 1) for (const when of writeTimes) if (n <= lastWrite) yield { at: 'journal write', n, when };
}

let lastWrite = Number.POSITIVE_INFINITY;
const results: CrashResult[] = [];
let owed = 0;
const source = points();
const begun = performance.now();

async function work(): Promise<void> {
  for (let next = source.next(); next.done !== true; next = source.next()) {
    owed += share;
    if (owed < 1) continue;
    owed -= 1;
    const result = await crashAt({ ...options, from }, next.value, expected);
    if (!result.killed) {
      if (next.value.at === 'journal write') lastWrite = Math.min(lastWrite, next.value.n - 1);
      continue;
    }
    results.push(result);
    if (result.extra.length > 0 || result.lost.length > 0 || result.writesAfter > 0 || result.trouble !== undefined) say(`! ${JSON.stringify(result)}`);
    if (results.length % 50 === 0) say(`${String(results.length)} points, ${String(Math.round((performance.now() - begun) / 1000))} s`);
  }
}

await Promise.all(Array.from({ length: workers }, work));
await from.remove();
const sum = (count: (result: CrashResult) => number): number => results.reduce((total, result) => total + count(result), 0);
const bad = results.filter((result) => result.extra.length > 0 || result.lost.length > 0 || result.writesAfter > 0 || result.trouble !== undefined);
say(
  JSON.stringify({
    points: results.length,
    requests: results.filter((result) => result.point.at === 'request').length,
    journalWrites: results.filter((result) => result.point.at === 'journal write').length,
    duplicates: sum((result) => result.extra.length),
    lost: sum((result) => result.lost.length),
    writesAfter: sum((result) => result.writesAfter),
    failed: bad.length,
    longestResumeSeconds: Math.round(Math.max(0, ...results.map((result) => result.resume)) / 100) / 10,
    seconds: Math.round((performance.now() - begun) / 1000),
  }),
);
if (bad.length > 0 || (share >= 1 && results.length < 500)) process.exitCode = 1;
