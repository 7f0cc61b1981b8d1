import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { Stop } from '../model/failure.js';
import { exists, writeFileWhole } from './write-file.js';
import { readBytes } from './parse-json.js';

/** Where the detached signature of a file lies: 64 bytes beside it, as openssl writes and reads them. */
export function signatureOf(file: string): string {
  return `${file}.sig`;
}

const makeOne = 'Make one: `openssl genpkey -algorithm ed25519 -out key.pem`, and its public half: `openssl pkey -in key.pem -pubout -out public.pem`.';

/**
 * Reads a private key to sign with: Ed25519, PEM.
 * @param passphrase of a key that has one
 * @throws Stop (exit 2) where it is none; the message holds nothing of the key
 */
export async function readSigningKey(file: string, passphrase?: string): Promise<KeyObject> {
  const pem = await readBytes(file);
  let key: KeyObject;
  try {
    key = createPrivateKey({ key: pem, ...(passphrase === undefined ? {} : { passphrase }) });
  } catch (cause) {
    const locked = /ENCRYPTED/u.test(pem.toString('latin1', 0, 4000));
    if (locked) throw new Stop(2, `${file} has a pass phrase${passphrase === undefined ? '' : ', and it is not the one that was given'}.`, 'Put it into the environment variable TENANTFERRY_SIGN_PASSPHRASE.', { cause });
    throw new Stop(2, `${file} holds no private key in PEM.`, makeOne, { cause });
  }
  return ed25519(key, file);
}

/** Reads the public key that signatures are checked with. @throws Stop (exit 2) where it is none */
export async function readPublicKey(file: string): Promise<KeyObject> {
  try {
    return ed25519(createPublicKey(await readBytes(file)), file);
  } catch (cause) {
    if (cause instanceof Stop) throw cause;
    throw new Stop(2, `${file} holds no public key in PEM.`, makeOne, { cause });
  }
}

function ed25519(key: KeyObject, file: string): KeyObject {
  if (key.asymmetricKeyType !== 'ed25519') throw new Stop(2, `${file} is a key of the type ${key.asymmetricKeyType ?? 'secret'}, and signatures are Ed25519.`, makeOne);
  return key;
}

/** Signs the bytes of a file as they lie. @returns the file of the signature */
export async function signFile(file: string, key: KeyObject): Promise<string> {
  const place = signatureOf(file);
  await writeFileWhole(place, sign(null, await readBytes(file), key));
  return place;
}

/** How the signature of a file stands. */
export type SignatureState = 'valid' | 'not valid' | 'not signed' | 'not checked';

/** Checks a file against its signature; without a key it can only be said whether there is one. */
export async function signatureState(file: string, key: KeyObject | undefined): Promise<SignatureState> {
  const place = signatureOf(file);
  if (!(await exists(place))) return 'not signed';
  if (key === undefined) return 'not checked';
  return verify(null, await readBytes(file), key, await readBytes(place)) ? 'valid' : 'not valid';
}
