import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { run } from '../../src/cli/run.js';
import type { Outlet, Surroundings } from '../../src/cli/surroundings.js';

/** What one call of the command line left behind. */
export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where a call runs and what its environment holds. */
export interface Place {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The built command line as people start it. */
export const cli = resolve(import.meta.dirname, '../../src/cli.js');

/** Calls the command line as a process of its own. */
export function callProcess(words: readonly string[], { cwd, env }: Place): Promise<Ran> {
  return new Promise((done) => {
    execFile(process.execPath, [cli, ...words], { cwd, env: { ...env }, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      done({ exitCode: error === null ? 0 : typeof error.code === 'number' ? error.code : 1, stdout, stderr });
    });
  });
}

/** What only a process can show: help and version are the parser's own prints, a log without a file goes to a file descriptor, a simulation lasts until a signal. */
function needsProcess(words: readonly string[]): boolean {
  return words.length === 0 || words[0] === 'simulate' || words.some((word) => ['--help', '-h', '--version'].includes(word) || (['--verbose', '-v'].includes(word) && !words.includes('--log-file')));
}

/** Calls the command line in this process, as `src/cli.ts` does and with nobody at a terminal: five times cheaper than a process of its own. */
export async function callHere(words: readonly string[], { cwd, env }: Place): Promise<Ran> {
  if (needsProcess(words)) return callProcess(words, { cwd, env });
  const said = { out: '', err: '' };
  const outlet = (name: 'out' | 'err'): Outlet => ({
    terminal: false,
    write(text) {
      said[name] += text;
    },
  });
  const around: Surroundings = {
    cwd,
    env,
    out: outlet('out'),
    err: outlet('err'),
    keyboard: { terminal: false, input: Readable.from([]), echo: new Writable({ write: (_chunk, _encoding, done) => done() }) },
    onInterrupt: () => () => {},
    exit(code) {
      throw new Error(`the command line wanted to end the process with ${String(code)}`);
    },
  };
  const exitCode = await run(words, around);
  return { exitCode, stdout: said.out, stderr: said.err };
}
