import { Stop } from '../model/failure.js';
import type { Keys, Locks } from '../store/cipher.js';
import type { OpenBundle } from '../store/bundle-reader.js';
import type { Args } from './args.js';
import type { Option } from './command.js';
import { pathOf, type World } from './world.js';

export const identityVariable = 'TENANTFERRY_IDENTITY';
export const passphraseVariable = 'TENANTFERRY_PASSPHRASE';

/** Shorter ones are guessed from a copy of the file. */
const shortest = 10;

const secretKey = /^AGE-SECRET-KEY-(?:PQ-)?1/iu;

export const encryptOptions: Readonly<Record<'encrypt' | 'encrypt-to', Option>> = {
  encrypt: { type: 'boolean', describe: `Encrypt the bundle with a passphrase (${passphraseVariable}, or asked)` },
  'encrypt-to': { type: 'list', describe: 'Encrypt the bundle to age recipients: age1…, or a file of them', value: 'age1…|FILE' },
};

/** What opens encrypted files: `--identity FILE`, environment variables, or somebody who types a passphrase. */
export async function keysOf(world: World): Promise<Keys> {
  const identities: string[] = [];
  const said = world.env[identityVariable];
  if (said !== undefined && secretKey.test(said.trim())) identities.push(said.trim());
  for (const file of [world.identityFile, said === undefined || said === '' || secretKey.test(said.trim()) ? undefined : said]) {
    if (file === undefined) continue;
    const lines = (await linesOf(world, file)).filter((line) => secretKey.test(line));
    if (lines.length === 0) throw new Stop(2, `${file} holds no age identity.`, 'It has a line that begins with AGE-SECRET-KEY-1; age-keygen makes such a file.');
    identities.push(...lines);
  }
  let typed: Promise<string> | undefined;
  return {
    identities,
    async passphrase() {
      const given = world.env[passphraseVariable];
      if (given !== undefined && given !== '') return given;
      if (!world.interactive) return undefined;
      typed ??= world.ask('Passphrase:', 'hidden');
      return (await typed) || undefined;
    },
  };
}

/** Opens a bundle, encrypted or not. @throws Stop (2) as `openBundle` does, and where nothing opens it */
export async function openBundleOf(world: World, folder: string): Promise<OpenBundle> {
  const { openBundle } = await import('../store/bundle-reader.js');
  return openBundle(folder, await keysOf(world));
}

/**
 * Who may open the bundle that a command writes; undefined where it is not encrypted.
 * @throws Stop (2) for a recipient that is none, and where no passphrase can be had
 */
export async function locksOf(world: World, args: Args): Promise<Locks | undefined> {
  const to = args.list('encrypt-to');
  const recipients: string[] = [];
  for (const word of to) {
    if (/^age1/u.test(word)) {
      recipients.push(word);
      continue;
    }
    if (secretKey.test(word)) throw new Stop(2, '--encrypt-to was given an identity, which is secret.', 'Give the recipient that belongs to it: age-keygen -y prints it. Whoever saw this command line has the identity: make a new one.');
    const found = (await linesOf(world, word)).filter((line) => line.startsWith('age1'));
    if (found.length === 0) throw new Stop(2, `${word} is no recipient of age and no file of them.`, 'A recipient begins with age1; a file has one a line.');
    recipients.push(...found);
  }
  if (!args.flag('encrypt')) return recipients.length === 0 ? undefined : { recipients };
  return { recipients, passphrase: await newPassphrase(world) };
}

async function newPassphrase(world: World): Promise<string> {
  const given = world.env[passphraseVariable];
  if (given === undefined || given === '') {
    if (!world.interactive) throw new Stop(2, '--encrypt needs a passphrase, and nobody can be asked here.', `Set ${passphraseVariable}, or encrypt to an age recipient with --encrypt-to.`);
    const typed = await world.ask('Passphrase for the bundle:', 'hidden');
    if ((await world.ask('Once more:', 'hidden')) !== typed) throw new Stop(2, 'The two passphrases differ, so nothing was done.', 'Run it again.');
    return longEnough(typed);
  }
  return longEnough(given);
}

function longEnough(passphrase: string): string {
  if (passphrase.length >= shortest) return passphrase;
  throw new Stop(2, `The passphrase has fewer than ${String(shortest)} characters.`, 'Take four or five random words.');
}

async function linesOf(world: World, file: string): Promise<string[]> {
  const [{ readBytes }, { decodeText }] = await Promise.all([import('../store/parse-json.js'), import('../store/decode-text.js')]);
  const path = pathOf(world, file);
  return decodeText(await readBytes(path), path).split(/\r?\n/u).map((line) => line.trim());
}
