import { stat } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import { Stop } from '../model/failure.js';
import { printable } from './check.js';
import { ageKind, decryptWith, withoutArmor, type Keys } from './cipher.js';
import { decodeText } from './decode-text.js';
import { largestTable, readBytes } from './parse-json.js';

/** Names and values of a file of secrets, and what a person should know about the file. */
export interface SecretsFile {
  /** An empty value counts as none. */
  readonly values: ReadonlyMap<string, string>;
  readonly remarks: readonly string[];
}

/**
 * Reads a file of secrets: `NAME='value'` a line, as Node reads `.env` files.
 * @param keys open it where it is encrypted with age
 * @throws Stop (exit 2) where it cannot be read, or where a value would be cut: the message never shows one
 */
export async function readSecretsFile(file: string, keys: Keys): Promise<SecretsFile> {
  const bytes = await readBytes(file, largestTable);
  const unwrapped = await withoutArmor(bytes, file);
  const encrypted = ageKind(unwrapped) !== undefined;
  const text = decodeText(encrypted ? await decryptWith(keys, unwrapped, file) : bytes, file).replaceAll('\r\n', '\n');
  const values = new Map<string, string>();
  for (const [name, value] of Object.entries(parseEnv(text))) if (value !== undefined && value !== '') values.set(name, value);
  refuseCut(text, values, file);
  return { values, remarks: encrypted ? [] : await openToOthers(file) };
}

/** Outside of quotes `#` begins a remark, so a password with one would arrive cut; a quote that is not closed swallows or cuts likewise. */
function refuseCut(text: string, values: ReadonlyMap<string, string>, file: string): void {
  for (const [index, line] of text.split('\n').entries()) {
    const [, name = '', rest = ''] = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]*)[ \t]*=[ \t]*(.*)$/u.exec(line) ?? [];
    const value = values.get(name);
    if (value === undefined) continue;
    const quote = /^['"`]/u.exec(rest)?.[0];
    const cut = quote === undefined ? rest.includes('#') : value.startsWith(quote);
    if (cut) throw new Stop(2, `${file}, line ${String(index + 1)}: the value of ${printable(name)} holds a ${quote === undefined ? '# outside of quotes' : 'quote that is not closed'}, so a part of it would be lost.`, "Put the value in quotes that it does not hold: NAME='…', NAME=\"…\" or NAME=`…`.");
  }
}

async function openToOthers(file: string): Promise<string[]> {
  if (process.platform === 'win32') return [];
  const { mode } = await stat(file);
  return (mode & 0o077) === 0 ? [] : [`${file} can be read by other users of this machine: chmod 600 it, or encrypt it with age.`];
}
