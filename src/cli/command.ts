import type { Finding } from '../model/finding.js';
import type { Json } from '../model/json.js';
import type { Args } from './args.js';
import type { World } from './world.js';

/** One option of a command, in the words of yargs. */
export interface Option {
  readonly type: 'string' | 'boolean' | 'number' | 'list';
  readonly describe: string;
  readonly alias?: string;
  readonly choices?: readonly string[];
  readonly default?: string | number | boolean;
  readonly demand?: true;
  /** What stands for the value in the help: `DIR`. */
  readonly value?: string;
}

export interface Positional {
  readonly name: string;
  readonly describe: string;
  readonly demand: boolean;
}

/** Exit codes (DESIGN.md section 2). */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5 | 130;

/** What a command ends with; cli/run.ts prints it. */
export interface Answer {
  readonly exitCode: ExitCode;
  /** Counts. */
  readonly summary: Readonly<Record<string, Json>>;
  readonly findings: readonly Finding[];
  /** What was written: role → path. */
  readonly files: Readonly<Record<string, string>>;
  /** For people; on stdout unless --json. */
  readonly text: string;
  /** It has said all it has to say already. */
  readonly silent?: true;
  /** More members of the JSON document: `kinds`, `devices`, `verdicts`. */
  readonly more?: Readonly<Record<string, unknown>>;
}

export interface Command {
  /** `export`, or two words: `identifiers import`. */
  readonly name: string;
  readonly describe: string;
  readonly positionals: readonly Positional[];
  readonly options: Readonly<Record<string, Option>>;
  /** Two or more, each runnable as it stands beside a configuration. */
  readonly examples: readonly (readonly [string, string])[];
  /** Which permissions it asks for, for the help. */
  readonly permissions?: string;
  run(args: Args, world: World): Promise<Answer>;
}
