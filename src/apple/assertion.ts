import { randomUUID, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import { audience } from './address.js';

export interface Account {
  readonly clientId: string;
  readonly keyId: string;
  readonly key: KeyObject;
  /** Whether the key's id stands in the assertion's header; field notes disagree on it (apple.md 2.3). */
  readonly sendKeyId: boolean;
}

const lifeSeconds = 15 * 60;
const skewSeconds = 60;

/** The signed statement that an API account makes about itself to get a token (apple.md 2.3). Good for a quarter of an hour, once. */
export function assertionOf(account: Account, now: number): Promise<string> {
  const seconds = Math.floor(now / 1000);
  return new SignJWT()
    .setProtectedHeader({ alg: 'ES256', typ: 'JWT', ...(account.sendKeyId ? { kid: account.keyId } : {}) })
    .setIssuer(account.clientId)
    .setSubject(account.clientId)
    .setAudience(audience)
    .setIssuedAt(seconds - skewSeconds)
    .setExpirationTime(seconds + lifeSeconds)
    .setJti(randomUUID())
    .sign(account.key);
}
