import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SecretToSupply } from '../model/secret-names.js';
import { writeFileWhole } from './write-file.js';

export const templateName = 'secrets.env.example';

/** What a template says: every secret by name, with what it is, and never a value. */
export function templateText(secrets: readonly SecretToSupply[], command: string): string {
  const lines = [
    '# Secrets that the source does not give back, or not without being asked. Nothing here is a value.',
    '# Copy this file to a place of your own (chmod 600), fill in between the quotes, and name it:',
    `#   ${command}`,
    '# A value that holds a single quote goes between "…" or `…`. What stays empty is left out.',
  ];
  let object = '';
  for (const one of secrets) {
    const heading = `${one.title}: ${one.object}`;
    if (heading !== object) lines.push('', `# ${oneLine(heading)}`);
    object = heading;
    lines.push(`# ${oneLine(one.setting === undefined ? one.what : `${one.what} of ${one.setting}`)}${one.readable ? ' (export --with-secrets reads it)' : ''}`, `${one.name}=''`);
  }
  return `${lines.join('\n')}\n`;
}

/**
 * Writes the template into a folder of mapping files; takes an old one away where nothing must be supplied.
 * @returns the file; undefined where there is none
 */
export async function writeTemplate(folder: string, secrets: readonly SecretToSupply[], command: string): Promise<string | undefined> {
  const file = join(folder, templateName);
  if (secrets.length === 0) {
    await rm(file, { force: true });
    return undefined;
  }
  await writeFileWhole(file, templateText(secrets, command));
  return file;
}

/** A name cannot end the remark it stands in, and a control character says nothing. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim().slice(0, 200);
}
