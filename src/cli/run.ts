import { setMaxListeners } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { resolve } from 'node:path';
import yargs, { type Argv, type Options } from 'yargs';
import { Stop } from '../model/failure.js';
import { redacted } from '../graph/error-body.js';
import { Args } from './args.js';
import type { Answer, Command, ExitCode } from './command.js';
import { commands } from './commands.js';
import { secondsOf } from './duration.js';
import { nearestNames } from './kinds.js';
import { browserOpener } from './open-browser.js';
import { makeSay } from './say.js';
import { surroundingsOf, type Outlet, type Surroundings } from './surroundings.js';
import { realClock, tool, type World } from './world.js';

const everywhere: Record<string, Options> = {
  config: { type: 'string', describe: 'Configuration file', default: './tenantferry.json', requiresArg: true },
  identity: { type: 'string', describe: 'File of age identities that open encrypted bundles and secrets', requiresArg: true },
  json: { type: 'boolean', describe: 'One JSON document on stdout' },
  quiet: { type: 'boolean', alias: 'q', describe: 'No progress and no remarks' },
  verbose: { type: 'boolean', alias: 'v', describe: 'Log every request to stderr, without secrets' },
  'log-file': { type: 'string', describe: 'Write the log there', requiresArg: true },
  color: { type: 'boolean', default: true, describe: 'Colors; --no-color or NO_COLOR turns them off' },
  'non-interactive': { type: 'boolean', describe: 'Never ask; a missing answer is an error' },
};

/** Usage was wrong; nothing was done. */
class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * Parses one call, runs its command, prints what it answered.
 * @param around what it reads and writes beside files; help and version are printed by the parser, to the process itself
 * @returns the exit code
 */
export async function run(words: readonly string[], around: Surroundings = surroundingsOf(process)): Promise<ExitCode> {
  let chosen: { command: Command; parsed: Record<string, unknown> } | undefined;
  const parser = yargs([...words])
    .scriptName('tenantferry')
    .usage('tenantferry <command> [options]\n\nMoves Intune-style policy from one Microsoft tenant to another: export, map, plan, import, verify, report.')
    .options(everywhere)
    .version(tool.version)
    .help()
    .alias('h', 'help')
    // a list takes one value an option, else it would swallow the file name behind it
    .parserConfiguration({ 'greedy-arrays': false })
    .strict()
    .recommendCommands()
    .demandCommand(1, '')
    .wrap(Math.min(around.out.columns ?? 100, 110))
    .exitProcess(false)
    .example('tenantferry demo', 'The whole move between two simulated tenants')
    .example('tenantferry export --tenant contoso', 'Export the tenant called contoso')
    .epilogue('Exit codes: 0 done · 1 could not go on · 2 wrong usage or unreadable input · 3 a decision is needed · 4 done, some objects failed · 5 differences found')
    .fail((message: string | null, error: Error | undefined) => {
      throw error ?? new UsageError(message ?? '');
    });
  addCommands(parser, commands, (command, parsed) => {
    chosen = { command, parsed };
  });
  try {
    if (words.length === 0) {
      parser.showHelp('log');
      return 0;
    }
    await parser.parseAsync();
  } catch (error) {
    return usageAnswer(error, words, around);
  }
  if (chosen === undefined) return 0;
  return runCommand(chosen.command, chosen.parsed, around);
}

/** Hangs commands into the parser; those whose first words are shared become commands of a command. `depth` words are said already. */
function addCommands(parser: Argv, list: readonly Command[], choose: (command: Command, parsed: Record<string, unknown>) => void, depth = 0): void {
  const groups = new Map<string, Command[]>();
  const rest = (command: Command, from: number): string => command.name.split(' ').slice(from).join(' ');
  for (const command of list) {
    const [first = '', second] = rest(command, depth).split(' ');
    if (second === undefined) addCommand(parser, command, first, choose);
    else groups.set(first, [...(groups.get(first) ?? []), command]);
  }
  for (const [name, members] of groups) {
    const whole = members[0]?.name.split(' ').slice(0, depth + 1).join(' ') ?? name;
    parser.command(name, `${members.map((member) => rest(member, depth + 1)).join(', ')}: see \`tenantferry ${whole} --help\``, (inner) => {
      addCommands(inner, members, choose, depth + 1);
      return inner.demandCommand(1, `Say which: ${members.map((member) => member.name).join(', ')}.`);
    });
  }
}

function addCommand(parser: Argv, command: Command, name: string, choose: (command: Command, parsed: Record<string, unknown>) => void): void {
  const words = [name, ...command.positionals.map((one) => (one.demand ? `<${one.name}>` : `[${one.name}]`))].join(' ');
  parser.command(
    words,
    command.describe,
    (inner) => {
      for (const one of command.positionals) inner.positional(one.name, { type: 'string', describe: one.describe });
      for (const [option, about] of Object.entries(command.options)) {
        const array = about.type === 'list';
        inner.option(option, {
          type: about.type === 'list' ? 'string' : about.type,
          describe: about.value === undefined ? about.describe : `${about.describe} [${about.value}]`,
          ...(array ? { array: true } : {}),
          ...(about.type === 'boolean' ? {} : { requiresArg: true }),
          ...(about.alias === undefined ? {} : { alias: about.alias }),
          ...(about.choices === undefined ? {} : { choices: about.choices }),
          ...(about.default === undefined ? {} : { default: about.default }),
          ...(about.demand === undefined ? {} : { demandOption: true }),
        });
      }
      const own = Object.keys(command.options);
      if (own.length > 0) inner.group(own, 'Options:');
      inner.group([...Object.keys(everywhere), 'help', 'version'], 'Options everywhere:');
      for (const [example, what] of command.examples) inner.example(example, what);
      if (command.permissions !== undefined) inner.epilogue(command.permissions);
      return inner;
    },
    (parsed) => choose(command, { ...parsed }),
  );
}

function usageAnswer(error: unknown, words: readonly string[], around: Surroundings): ExitCode {
  const json = words.includes('--json');
  const named = commandOf(words);
  if (error instanceof Stop) return failure(around, error.exitCode, error.message, error.remedy, json, named?.name ?? words[0] ?? '');
  const message = error instanceof Error ? error.message.trim() : String(error);
  const help = named === undefined ? 'See `tenantferry --help`.' : `See \`tenantferry ${named.name} --help\`.`;
  return failure(around, 2, usageSentence(message, named), help, json, named?.name ?? words.find((word) => !word.startsWith('-')) ?? '');
}

function commandOf(words: readonly string[]): Command | undefined {
  const plain = words.filter((word) => !word.startsWith('-'));
  return [3, 2, 1].map((length) => commands.find((one) => one.name === plain.slice(0, length).join(' '))).find((one) => one !== undefined);
}

/** What yargs says, in our words, with the nearest names for what was mistyped. */
function usageSentence(message: string, command: Command | undefined): string {
  const unknown = /^Unknown arguments?: (.+)$/u.exec(message)?.[1];
  if (unknown !== undefined && command !== undefined) {
    const flags = [...Object.keys(command.options), ...Object.keys(everywhere)];
    return unknown
      .split(', ')
      .map((word) => {
        const near = nearestNames(word, flags);
        return `${command.name} has no option --${word}.${near.length === 0 ? '' : ` Did you mean ${near.map((name) => `--${name}`).join(' or ')}?`}`;
      })
      .join(' ');
  }
  if (message.startsWith('Not enough non-option arguments') && command !== undefined) return `${command.name} needs ${command.positionals.filter((one) => one.demand).map((one) => `<${one.name}>: ${one.describe.toLowerCase()}`).join(', ')}.`;
  if (unknown !== undefined) {
    const near = nearestNames(unknown, commands.map((one) => one.name));
    return `There is no command "${unknown}".${near.length === 0 ? '' : ` Did you mean ${near.join(' or ')}?`}`;
  }
  const choices = /Argument: ([^,]+), Given: (.+), Choices: (.+)$/su.exec(message);
  if (choices !== null) return `--${choices[1] ?? ''} takes ${choices[3]?.trim() ?? ''}, not ${choices[2] ?? ''}.`;
  const missing = /^Missing required arguments?: (.+)$/u.exec(message)?.[1];
  if (missing !== undefined) return `${missing.split(', ').map((name) => `--${name}`).join(' and ')} must be given.`;
  if (message === '') return 'Say what to do.';
  return /[.?!]$/u.test(message) ? message : `${message.replaceAll('\n', ' ')}.`;
}

/** Whatever went wrong may have put a credential into its message. */
function failure({ out, err }: Surroundings, exitCode: ExitCode, said: string, advice: string, json: boolean, command: string): ExitCode {
  const [message, remedy] = [redacted(said), redacted(advice)];
  if (json) printJson(out, { command, ok: false, exitCode, summary: {}, findings: [], files: {}, error: { message, remedy } });
  else err.write(`${printable(message)}\n${printable(remedy)}\n`);
  return exitCode;
}

function printJson(out: Outlet, document: object): void {
  // what JSON leaves as it is and a terminal obeys is written as the escapes that JSON has for it
  out.write(`${printableLines(JSON.stringify(document, undefined, 2))}\n`);
}

/** Names come from tenants and files: no escape sequence of theirs reaches a terminal. */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

async function runCommand(command: Command, parsed: Record<string, unknown>, around: Surroundings): Promise<ExitCode> {
  const args = new Args(parsed);
  const json = args.flag('json');
  const stopping = new AbortController();
  // every wait and every request listens to it
  setMaxListeners(0, stopping.signal);
  const closers: (() => Promise<void>)[] = [];
  const onInterrupt = (): void => {
    if (stopping.signal.aborted) {
      around.err.write('Stopped at once. Whether the requests under way were carried out is looked up when the same command is run again: nothing is lost, nothing is done twice.\n');
      around.exit(130);
    }
    around.err.write('Stopping after the requests that are under way; once more stops at once.\n');
    stopping.abort(new Error('stopped by Ctrl-C'));
  };
  const deaf = around.onInterrupt(onInterrupt);
  try {
    const world = await makeWorld(args, around, stopping.signal, onInterrupt, closers);
    const answer = await command.run(args, world);
    print(around.out, command, answer, json);
    return answer.exitCode;
  } catch (error) {
    if (stopping.signal.aborted) return failure(around, 130, 'Stopped.', 'Run the same command again: it goes on where it stopped.', json, command.name);
    if (error instanceof Stop) return failure(around, error.exitCode, error.message, error.remedy, json, command.name);
    const message = error instanceof Error ? error.message : String(error);
    if (args.flag('verbose') && error instanceof Error) around.err.write(`${printableLines(redacted(error.stack ?? ''))}\n`);
    return failure(around, 1, `This should not have happened: ${message}`, 'Run it again with --verbose and report the output; it holds no secrets.', json, command.name);
  } finally {
    deaf();
    for (const close of closers.reverse()) await close();
  }
}

function print(out: Outlet, command: Command, answer: Answer, json: boolean): void {
  if (answer.silent === true) return;
  if (json) {
    printJson(out, { command: command.name, ok: answer.exitCode === 0, exitCode: answer.exitCode, summary: answer.summary, findings: answer.findings, files: answer.files, ...answer.more });
  } else if (answer.text !== '') out.write(shownText(answer.text.endsWith('\n') ? answer.text : `${answer.text}\n`, out.terminal));
}

async function makeWorld(args: Args, around: Surroundings, signal: AbortSignal, interrupt: () => void, closers: (() => Promise<void>)[]): Promise<World> {
  const { makeLog } = await import('./log.js');
  const quiet = args.flag('quiet');
  const { cwd, env, out, err, keyboard } = around;
  const logFile = args.text('log-file');
  const log = makeLog({ verbose: args.flag('verbose'), file: logFile === undefined ? undefined : resolve(cwd, logFile) });
  closers.push(log.close);
  const terminal = err.terminal && !args.flag('json');
  const color = args.flag('color') && env['NO_COLOR'] === undefined && out.terminal;
  const { makeBar } = terminal ? await import('./bar.js') : { makeBar: () => ({ start() {}, setTotal() {}, increment() {}, stop() {} }) };
  const person = keyboard.terminal && err.terminal && !args.flag('non-interactive');
  const identityFile = args.text('identity');
  const interactive = person && !args.flag('json');
  const maxWait = args.text('max-wait');
  const tell = (sentence: string): void => {
    err.write(`${printable(sentence)}\n`);
  };
  return {
    cwd,
    env,
    clock: realClock,
    log: log.log,
    say: makeSay({ quiet, terminal, color, now: () => Date.now(), write: (text) => err.write(printableLines(text)), makeBar, log: log.log }),
    interactive,
    tell,
    ...(person ? { openBrowser: browserOpener(tell) } : {}),
    color,
    ...(maxWait === undefined ? {} : { maxWait: secondsOf(maxWait, 'max-wait') }),
    width: out.columns ?? 100,
    configFile: resolve(cwd, args.text('config') ?? 'tenantferry.json'),
    ...(identityFile === undefined ? {} : { identityFile }),
    signal,
    async ask(question, how) {
      const hidden = how === 'hidden';
      if (hidden) err.write(`${printable(question)} `);
      const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
      const prompt = createInterface({ input: keyboard.input, output: hidden ? nowhere : keyboard.echo, ...(hidden ? { terminal: true, historySize: 0 } : {}) });
      // while it asks, the terminal's Ctrl-C comes here and not to the process; its end (Ctrl-D) is no answer
      prompt.on('SIGINT', interrupt);
      const closed = new Promise<string>((done) => prompt.once('close', () => done('')));
      try {
        const typed = await Promise.race([prompt.question(hidden ? '' : `${printable(question)} `, { signal }), closed]);
        return hidden ? typed : typed.trim();
      } finally {
        prompt.close();
        if (hidden) err.write('\n');
      }
    },
    onEnd(close) {
      closers.push(close);
    },
  };
}

/** Results hold names too. On a terminal our own colors stay, and nothing else that it would obey. */
function shownText(text: string, terminal: boolean): string {
  const parts = terminal ? text.split(/(\u001b\[[0-9;]*m)/u) : [text];
  return parts.map((part, index) => (index % 2 === 1 ? part : printableLines(part))).join('');
}

function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}
