import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** What msal wants of a certificate. */
export interface ClientCertificate {
  readonly thumbprintSha256: string;
  /** PEM, PKCS#8, not encrypted. */
  readonly privateKey: string;
  /** The certificates, PEM. */
  readonly x5c: string;
}

function blocks(pem: string, label: RegExp): string[] {
  return [...pem.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----[A-Za-z0-9+/=\s:,-]*?-----END \1-----/g)].filter((match) => label.test(match[1] ?? '')).map(([block]) => block);
}

/**
 * Reads a PEM file that holds the certificate (first, chain after it) and its private key.
 * @throws Error whose message says what is wrong with the file; it never holds any of the key.
 */
export async function readCertificate(path: string, passphrase: string | undefined): Promise<ClientCertificate> {
  let pem: string;
  try {
    pem = await readFile(path, 'utf8');
  } catch (error) {
    throw new Error(`${path} cannot be read (${error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'})`, { cause: error });
  }
  const certificates = blocks(pem, /^(X509 |TRUSTED )?CERTIFICATE$/);
  const [key] = blocks(pem, /PRIVATE KEY$/);
  const [first] = certificates;
  if (first === undefined || key === undefined) {
    const what = pem.includes('-----BEGIN') ? `holds no ${first === undefined ? 'certificate' : 'private key'}` : 'is no PEM file';
    throw new Error(`${path} ${what}; it must hold both (from a PFX: openssl pkcs12 -in app.pfx -out app.pem -noenc)`);
  }
  try {
    const privateKey = createPrivateKey({ key, ...(passphrase === undefined ? {} : { passphrase }) });
    if (privateKey.asymmetricKeyType !== 'rsa') throw new Error('the key is no RSA key');
    const certificate = new X509Certificate(first);
    if (!certificate.checkPrivateKey(privateKey)) throw new Error('the private key is not the one of the first certificate');
    return {
      thumbprintSha256: certificate.fingerprint256.replaceAll(':', ''),
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      x5c: certificates.join('\n'),
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`${path} cannot be used: ${why}${passphrase === undefined && /passphrase|interrupted|decrypt/i.test(why) ? '; the variable that holds its pass phrase is named in passwordEnv' : ''}`, { cause: error });
  }
}
