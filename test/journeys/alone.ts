import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { isObject, type JsonObject } from '../../src/model/json.js';
import { callHere, callProcess, type Ran } from './call.js';

/** The command line in an empty folder, without any tenant. */
export interface Alone {
  readonly folder: string;
  readonly run: (...words: string[]) => Promise<Ran>;
  readonly json: (...words: string[]) => Promise<{ exitCode: number; document: JsonObject }>;
}

/** Calls the command line, here or as a process, in a folder of its own, which is removed when the test is over. */
export async function callAlone(context: TestContext, env: Readonly<Record<string, string>> = {}, as: 'process' | 'call' = 'call'): Promise<Alone> {
  const folder = await mkdtemp(join(tmpdir(), 'tenantferry-'));
  context.after(() => rm(folder, { recursive: true, force: true }));
  const run = (...words: string[]): Promise<Ran> => (as === 'process' ? callProcess : callHere)(words, { cwd: folder, env: { ...process.env, NO_COLOR: '1', ...env } });
  return {
    folder,
    run,
    async json(...words) {
      const { exitCode, stdout, stderr } = await run(...words, '--json');
      const document: unknown = JSON.parse(stdout === '' ? JSON.stringify({ stderr }) : stdout);
      if (!isObject(document)) throw new Error(`no JSON document: ${stdout}`);
      return { exitCode, document };
    },
  };
}
