import { createPrivateKey, type KeyObject } from 'node:crypto';
import { Stop } from '../model/failure.js';

const remedy = 'Create an API account in Apple Business or Apple School Manager (Preferences > API), download its private key once, and name that file in apple.privateKeyPath.';

/**
 * Reads the private key of an API account: EC P-256, as SEC1 or PKCS#8, also with an EC PARAMETERS block before it (apple.md 2.3).
 * @param name the file's name, for the message
 * @throws Stop (2) for anything else; the message holds nothing of the file.
 */
export function signingKeyOf(pem: string, name: string): KeyObject {
  const blocks = [...pem.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----/g)].map(([text, label = '']) => ({ text, label }));
  if (blocks.length === 0) throw new Stop(2, `${name} holds no PEM block.`, remedy);
  if (blocks.some(({ text, label }) => label === 'ENCRYPTED PRIVATE KEY' || /Proc-Type:.*ENCRYPTED/.test(text))) {
    throw new Stop(2, `The private key in ${name} is encrypted.`, `Write it without a pass phrase (openssl pkey -in ${name} -out apple.pem), keep that file to yourself (chmod 600), and name it in apple.privateKeyPath.`);
  }
  const block = blocks.find(({ label }) => label === 'EC PRIVATE KEY' || label === 'PRIVATE KEY' || label === 'RSA PRIVATE KEY');
  if (block === undefined) throw new Stop(2, `${name} holds ${blocks.map(({ label }) => label.toLowerCase()).join(', ')} and no private key.`, remedy);
  const key = keyOf(block.text, name);
  if (key.asymmetricKeyType !== 'ec') throw new Stop(2, `The private key in ${name} is ${key.asymmetricKeyType?.toUpperCase() ?? 'of another kind'}; Apple takes EC P-256 only.`, remedy);
  const curve = key.asymmetricKeyDetails?.namedCurve;
  if (curve !== 'prime256v1') throw new Stop(2, `The private key in ${name} lies on the curve ${curve ?? 'unknown'}; Apple takes P-256 (prime256v1) only.`, remedy);
  return key;
}

function keyOf(pem: string, name: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    // the reason is left out: OpenSSL's words say nothing to people and could quote the file
    throw new Stop(2, `The private key in ${name} cannot be read: it is damaged or cut off.`, remedy);
  }
}
