import type { Args } from './args.js';
import type { Option } from './command.js';
import { pathOf, type World } from './world.js';

export const signOption: Option = { type: 'string', describe: 'Sign what is written, beside it: an Ed25519 private key in PEM', value: 'KEY' };

/** Signs a file that was just written; gives where the signature lies, by role. Without a key, it warns of a signature that fits no longer. */
export type Sign = (role: string, file: string) => Promise<Readonly<Record<string, string>>>;

/**
 * What `--sign` asks for. The key is read before anything else is done, so that a wrong one is heard of early.
 * @throws Stop (2) where it is no such key
 */
export async function signer(args: Args, world: World): Promise<Sign> {
  const given = args.text('sign');
  const { readSigningKey, signFile, signatureOf, signatureState } = await import('../store/signature.js');
  if (given === undefined) {
    return async (_role, file) => {
      if ((await signatureState(file, undefined)) !== 'not signed') world.say.warn(`${signatureOf(file)} is the signature of what ${file} was before: sign it again with --sign, or delete the signature.`);
      return {};
    };
  }
  const key = await readSigningKey(pathOf(world, given), world.env['TENANTFERRY_SIGN_PASSPHRASE']);
  return async (role, file) => ({ [role]: await signFile(file, key) });
}
