import type { Option } from '../../src/cli/command.js';
import { commands } from '../../src/cli/commands.js';

const everywhere: Readonly<Record<string, Pick<Option, 'type'>>> = {
  config: { type: 'string' }, 'log-file': { type: 'string' },
  json: { type: 'boolean' }, quiet: { type: 'boolean' }, verbose: { type: 'boolean' }, color: { type: 'boolean' }, 'no-color': { type: 'boolean' }, 'non-interactive': { type: 'boolean' }, help: { type: 'boolean' }, version: { type: 'boolean' },
};

/**
 * Why the command line would not take these words, read off the commands' own descriptions; undefined where it would.
 * A page may name a command without what it needs: `plan` alone is no mistake.
 */
export function whyRefused(words: readonly string[]): string | undefined {
  const plain = words.filter((word) => !word.startsWith('-'));
  const [first] = plain;
  if (first === undefined || /^[<…]/u.test(first)) return undefined;
  const command = [3, 2, 1].map((length) => commands.find((one) => one.name === plain.slice(0, length).join(' '))).find((one) => one !== undefined);
  if (command === undefined) return commands.some((one) => one.name.startsWith(`${plain.join(' ')} `)) ? undefined : `there is no command ${plain.join(' ')}`;
  const rest = words.slice(command.name.split(' ').length);
  let given = 0;
  for (let at = 0; at < rest.length; at += 1) {
    const word = rest[at] ?? '';
    if (!word.startsWith('-')) {
      given += 1;
      continue;
    }
    const short = /^-([a-z])$/u.exec(word)?.[1];
    const name = short === undefined ? (/^--([a-z-]+)$/u.exec(word)?.[1] ?? '') : (Object.entries(command.options).find(([, one]) => one.alias === short)?.[0] ?? '');
    const own = command.options[name];
    const option = own ?? everywhere[name];
    if (option === undefined) return `there is no option ${word}`;
    if (option.type === 'boolean') continue;
    at += 1;
    const value = rest[at];
    if (value === undefined) continue;
    if (own?.choices !== undefined && !own.choices.includes(value)) return `${word} does not take ${value}`;
  }
  return given > command.positionals.length ? `${command.name} takes ${String(command.positionals.length)} words and not ${String(given)}` : undefined;
}
