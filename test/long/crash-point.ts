import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import type { Deed } from '../../src/simulator/http/faults.js';
import { canonical } from './canonical.js';
import type { GoOn } from './go-on.js';
import { startMove, type Move, type MoveOptions } from './move.js';

/** When the process is killed: at its nth request (or write), as the destination sees it, or at its nth write of the journal. */
export type CrashPoint =
  | { readonly at: 'request' | 'write'; readonly n: number; readonly when: 'before it is executed' | 'before its answer' | 'after its answer' }
  | { readonly at: 'journal write'; readonly n: number; readonly when: 'before' | 'half' | 'written' | 'synced' };

export const requestTimes = ['before it is executed', 'before its answer', 'after its answer'] as const;
export const writeTimes = ['before', 'half', 'written', 'synced'] as const;

/** What came of a crash and the run that went on after it. */
export interface CrashResult {
  readonly point: CrashPoint;
  /** False where the run was over before the point came. */
  readonly killed: boolean;
  /** Lines of the canonical form that should not be there, and that are not there. */
  readonly extra: readonly string[];
  readonly lost: readonly string[];
  /** Writes of one more run after everything was done; looked at at every tenth point. */
  readonly writesAfter: number;
  readonly trouble?: string;
  /** Milliseconds of the run that went on. */
  readonly resume: number;
}

const hook = pathToFileURL(resolve(import.meta.dirname, 'kill-at-write.js')).href;

/** Runs a command and kills it at a point. @returns whether it was killed */
export async function runAndKill(move: Move, point: CrashPoint, words: readonly string[]): Promise<boolean> {
  if (point.at === 'journal write') {
    const { over, child } = move.start(words, { node: ['--import', hook], env: { KILL_AT_WRITE: String(point.n), KILL_HOW: point.when } });
    await over;
    return child.signalCode === 'SIGKILL';
  }
  const { over, child } = move.start(words);
  const { faults } = move.destination;
  const strike = faults.strike.bind(faults);
  let seen = 0;
  faults.strike = (method, path): Deed | undefined => {
    if (point.at === 'request' || method !== 'GET') seen += 1;
    if (seen !== point.n) return strike(method, path);
    if (point.when === 'after its answer') {
      setImmediate(() => setImmediate(() => child.kill('SIGKILL')));
      return strike(method, path);
    }
    child.kill('SIGKILL');
    return { deed: point.when === 'before it is executed' ? 'close before' : 'drop answer' };
  };
  await over;
  faults.strike = strike;
  return child.signalCode === 'SIGKILL';
}

/** Lines that one text has and the other has not, counted; cut where they are long. */
export function linesBeyond(text: string, other: string): string[] {
  const counts = new Map<string, number>();
  for (const line of other.split('\n')) counts.set(line, (counts.get(line) ?? 0) + 1);
  const beyond = text.split('\n').filter((line) => {
    const left = counts.get(line) ?? 0;
    counts.set(line, left - 1);
    return left <= 0;
  });
  return beyond.map((line) => (line.length > 300 ? `${line.slice(0, 300)}…` : line));
}

/** What is killed, and what must be there once somebody went on. */
export interface Crashed {
  readonly deed: 'import' | 'rollback';
  readonly expected: string;
  readonly goOn: GoOn;
}

/**
 * One import, or the rollback of one, that is killed at a point and gone on with, against an end that is known. The killed
 * one is always a process of its own; at every tenth point the command line goes on too, elsewhere this process does.
 */
export async function crashAt(options: MoveOptions, point: CrashPoint, { deed, expected, goOn }: Crashed): Promise<CrashResult> {
  const move = await startMove(options);
  try {
    const words = [deed, 'plan.json', '--yes', '--json', '--quiet'];
    if (deed === 'rollback') {
      const before = await goOn(move, 'import');
      if (before !== undefined) throw new Error(`the import before the rollback: ${before}`);
    }
    const killed = await runAndKill(move, point, words);
    const begun = performance.now();
    const byCommand = async (): Promise<string | undefined> => {
      const { code, stdout, stderr } = await move.run(...words);
      return code === 0 ? undefined : `the run that went on ended with ${String(code)}: ${stdout.slice(0, 2000)}${stderr}`;
    };
    const whole = point.n % 10 === 0;
    const resumed = await (whole ? byCommand() : goOn(move, deed));
    const resume = performance.now() - begun;
    const found = canonical(move.destination);
    const { writes } = move.destination.counters;
    const trouble = resumed ?? (whole ? await byCommand() : undefined);
    return { point, killed, extra: linesBeyond(found, expected), lost: linesBeyond(expected, found), writesAfter: move.destination.counters.writes - writes, resume, ...(trouble === undefined ? {} : { trouble }) };
  } finally {
    await move.stop();
  }
}
