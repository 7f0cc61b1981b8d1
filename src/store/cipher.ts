import { createHmac } from 'node:crypto';
import { Stop } from '../model/failure.js';
import { printable } from './check.js';

/** Encrypts and decrypts the files of one bundle, one at a time, in the age format. */
export interface Cipher {
  /** What a file of the bundle is called on the disk: nobody reads the names of policies from a folder. */
  nameOf(path: string): string;
  encrypt(content: Uint8Array): Promise<Uint8Array>;
  /** @throws Stop (exit 2) where the bytes are not what was encrypted */
  decrypt(content: Uint8Array, file: string): Promise<Uint8Array>;
}

/** Who may open what is written: holders of age identities, whoever knows the passphrase, or both. */
export interface Locks {
  /** `age1…` */
  readonly recipients: readonly string[];
  readonly passphrase?: string;
  /** Work of the passphrase's derivation as a power of two; that of the age tool unless said. */
  readonly work?: number;
}

/** What is tried to open something. */
export interface Keys {
  /** `AGE-SECRET-KEY-1…` */
  readonly identities: readonly string[];
  /** Asked only where a passphrase opens it; undefined where nobody has one. */
  readonly passphrase: () => Promise<string | undefined>;
}

export const noKeys: Keys = { identities: [], passphrase: async () => undefined };

const start = 'age-encryption.org/v1\n';

/** Whether bytes are an age file, and whether a passphrase opens it. */
export function ageKind(bytes: Uint8Array): 'identity' | 'passphrase' | undefined {
  const head = Buffer.from(bytes.subarray(0, 64)).toString('latin1');
  if (!head.startsWith(start)) return undefined;
  return head.startsWith(`${start}-> scrypt `) ? 'passphrase' : 'identity';
}

/** Reading armor takes time with the square of its length. */
const mostArmored = 512 * 1024;

/** The bytes of an age file that is written as text, as `age --armor` does; other bytes as they are. */
export async function withoutArmor(bytes: Uint8Array, file: string): Promise<Uint8Array> {
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1').trimStart();
  if (!head.startsWith('-----BEGIN AGE ENCRYPTED FILE-----')) return bytes;
  if (bytes.length > mostArmored) throw new Stop(2, `${file} has ${String(Math.ceil(bytes.length / 1024))} KB of armored text; more than ${String(mostArmored / 1024)} KB are not read.`, 'Encrypt it without --armor.');
  const { armor } = await import('age-encryption');
  try {
    return armor.decode(Buffer.from(bytes).toString('latin1'));
  } catch (cause) {
    throw new Stop(2, `${file} begins like a file of age and cannot be read.`, 'Take an undamaged copy.', { cause });
  }
}

/** A key of its own for one bundle: its identity in age's spelling. */
export async function newBundleKey(): Promise<string> {
  const { generateX25519Identity } = await import('age-encryption');
  return generateX25519Identity();
}

/** The cipher of a bundle, made of the bundle's key. */
export async function cipherOf(identity: string): Promise<Cipher> {
  const { Decrypter, Encrypter, identityToRecipient } = await import('age-encryption');
  const encrypter = new Encrypter();
  encrypter.addRecipient(await identityToRecipient(identity));
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return {
    nameOf: (path) => `${cipherFolder}/${createHmac('sha256', identity).update(path).digest('hex').slice(0, 32)}.age`,
    encrypt: (content) => encrypter.encrypt(content),
    async decrypt(content, file) {
      try {
        return await decrypter.decrypt(content);
      } catch (cause) {
        throw new Stop(2, `${file} is not what was encrypted: it was changed or damaged, or belongs to another bundle.`, 'Export again, or take an undamaged copy of the bundle.', { cause });
      }
    },
  };
}

/** The folder of a bundle's encrypted files. */
export const cipherFolder = 'encrypted';

/** The files that hold a bundle's key: one for recipients, one for the passphrase, because the format knows either. */
export const keyNames = ['key.age', 'key.passphrase.age'] as const;

/**
 * Encrypts a bundle's key for everybody who may open it.
 * @returns file name → content
 * @throws Stop (exit 2) for a recipient that is none
 */
export async function lockKey(identity: string, locks: Locks): Promise<ReadonlyMap<string, Uint8Array>> {
  const { Encrypter } = await import('age-encryption');
  const files = new Map<string, Uint8Array>();
  if (locks.recipients.length > 0) {
    const encrypter = new Encrypter();
    for (const recipient of locks.recipients) {
      try {
        encrypter.addRecipient(recipient);
      } catch (cause) {
        throw new Stop(2, `"${printable(recipient)}" is no recipient of age.`, 'A recipient is the public key that age-keygen prints; it begins with age1.', { cause });
      }
    }
    files.set(keyNames[0], await encrypter.encrypt(identity));
  }
  if (locks.passphrase !== undefined) {
    const encrypter = new Encrypter();
    encrypter.setPassphrase(locks.passphrase);
    if (locks.work !== undefined) encrypter.setScryptWorkFactor(locks.work);
    files.set(keyNames[1], await encrypter.encrypt(identity));
  }
  return files;
}

/**
 * Decrypts an age file with what there is.
 * @param what for messages: "The bundle exports/contoso"
 * @throws Stop (exit 2) where nothing fits
 */
export async function decryptWith(keys: Keys, bytes: Uint8Array, what: string): Promise<Uint8Array> {
  const { Decrypter } = await import('age-encryption');
  const byPassphrase = ageKind(bytes) === 'passphrase';
  const decrypter = new Decrypter();
  if (byPassphrase) {
    const passphrase = await keys.passphrase();
    if (passphrase === undefined) throw new Stop(2, `${what} is encrypted with a passphrase.`, 'Set TENANTFERRY_PASSPHRASE, or run it where somebody can type it.');
    decrypter.addPassphrase(passphrase);
  } else {
    if (keys.identities.length === 0) throw new Stop(2, `${what} is encrypted.`, 'Name the file of your age identity with --identity, or set TENANTFERRY_IDENTITY.');
    for (const identity of keys.identities) {
      try {
        decrypter.addIdentity(identity);
      } catch (cause) {
        throw new Stop(2, 'An age identity that was given is none.', 'It begins with AGE-SECRET-KEY-1; age-keygen makes one.', { cause });
      }
    }
  }
  try {
    return await decrypter.decrypt(bytes);
  } catch (cause) {
    throw new Stop(2, `${what} cannot be decrypted with ${byPassphrase ? 'this passphrase' : 'this identity'}.`, byPassphrase ? 'Try the passphrase it was encrypted with.' : 'Use the identity of one of its recipients.', { cause });
  }
}
