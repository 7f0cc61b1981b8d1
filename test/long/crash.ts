import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { canonical } from './canonical.js';
import { crashAt, requestTimes, writeTimes, type Crashed, type CrashPoint, type CrashResult } from './crash-point.js';
import { goingOn } from './go-on.js';
import { fillDestination, fillMixed } from './mixed-tenant.js';
import { prepareMove, startMove, type MoveOptions } from './move.js';

/**
 * `npm run test:crash [-- import|rollback] [--every N | --slice]`: an import of 120 objects, and the rollback of one, are killed (SIGKILL) at every request
 * (before it is executed, before its answer, after its answer) and at every write of the journal (before, half written,
 * written, flushed), and gone on with. Each time the destination must end as it does when nothing happens. A word takes one
 * half of it, --every 4 every fourth point, --slice a few.
 */
const { values, positionals } = parseArgs({ allowPositionals: true, options: { every: { type: 'string' }, slice: { type: 'boolean' } } });
const [half, unknown] = positionals;
if (unknown !== undefined || (half !== undefined && half !== 'import' && half !== 'rollback')) throw new Error(`"${unknown ?? half ?? ''}" is not known here: say import or rollback, or nothing`);
const every = Number(values.every ?? '1');
if (!(every >= 1)) throw new Error(`--every is "${values.every ?? ''}": say 4 for every fourth point`);
const share = values.slice === true ? 0.01 : 1 / every;
const workers = availableParallelism();

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

const options: MoveOptions = { fillSource: fillMixed, fillDestination };
const from = await prepareMove(options, '--on-existing', 'update');
const goOn = await goingOn(from);
const begun = performance.now();

/** What happens where nobody is killed: the ends to compare with, and how many requests it takes there and back. */
async function calmMove(): Promise<Record<Crashed['deed'], { readonly expected: string; readonly requests: number }>> {
  const move = await startMove({ ...options, from });
  try {
    const before = canonical(move.destination);
    const whole = await move.json('import', 'plan.json', '--yes');
    const requests = move.destination.counters.exchanges;
    const after = canonical(move.destination);
    const back = await move.json('rollback', 'plan.json', '--yes');
    if (whole.code !== 0 || back.code !== 0 || canonical(move.destination) !== before) throw new Error(`a move that nothing happens to ended with ${String(whole.code)} and ${String(back.code)}: ${JSON.stringify([whole.document, back.document])}`);
    say(`${JSON.stringify(whole.document['summary'])}: ${String(requests)} requests there, ${String(move.destination.counters.exchanges - requests)} back`);
    return { import: { expected: after, requests }, rollback: { expected: before, requests: move.destination.counters.exchanges - requests } };
  } finally {
    await move.stop();
  }
}

const isBad = (result: CrashResult): boolean => result.extra.length > 0 || result.lost.length > 0 || result.writesAfter > 0 || result.trouble !== undefined;

/** Journal lines that arrive together share a write, so their number is found by trying: after the last one nobody is killed. */
async function suite(crashed: Crashed, requests: number): Promise<boolean> {
  let lastWrite = Number.POSITIVE_INFINITY;
  function* points(): Generator<CrashPoint> {
    for (let n = 1; n <= requests; n += 1) for (const when of requestTimes) yield { at: 'request', n, when };
    for (let n = 1; n <= requests; n += 1) for (const when of writeTimes) if (n <= lastWrite) yield { at: 'journal write', n, when };
  }
  const results: CrashResult[] = [];
  let owed = 0;
  const source = points();
  const work = async (): Promise<void> => {
    for (let next = source.next(); next.done !== true; next = source.next()) {
      owed += share;
      if (owed < 1) continue;
      owed -= 1;
      const result = await crashAt({ ...options, from }, next.value, crashed);
      if (!result.killed) {
        if (next.value.at === 'journal write') lastWrite = Math.min(lastWrite, next.value.n - 1);
        continue;
      }
      results.push(result);
      if (isBad(result)) say(`! ${JSON.stringify(result)}`);
      if (results.length % 50 === 0) say(`${crashed.deed}: ${String(results.length)} points, ${String(Math.round((performance.now() - begun) / 1000))} s`);
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  const sum = (count: (result: CrashResult) => number): number => results.reduce((total, result) => total + count(result), 0);
  const bad = results.filter(isBad);
  say(
    JSON.stringify({
      killed: crashed.deed,
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
  return bad.length === 0 && (share < 1 || results.length >= 500);
}

try {
  const calm = await calmMove();
  for (const deed of ['import', 'rollback'] as const) {
    if (half !== undefined && half !== deed) continue;
    if (!(await suite({ deed, expected: calm[deed].expected, goOn }, calm[deed].requests))) process.exitCode = 1;
  }
} finally {
  await from.remove();
}
