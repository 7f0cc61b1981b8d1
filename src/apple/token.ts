import { createHash } from 'node:crypto';
import { isObject, textAt } from '../model/json.js';
import { parseJson } from '../model/untrusted-json.js';
import { appleFailed, appleOk, type AppleResult } from '../model/apple/ports.js';
import type { Clock } from '../model/ports.js';
import { assertionOf, type Account } from './assertion.js';
import type { PrivateFiles } from './private-files.js';
import { readText, type Fetch } from './wire.js';

/** Access tokens for one API account: one at a time, kept between runs, renewed five minutes early (apple.md 2.3). */
export interface TokenSource {
  get(): Promise<AppleResult<string>>;
  /** Forgets the token that the service has just refused; a newer one is kept. */
  drop(token: string): Promise<void>;
}

interface Kept {
  readonly token: string;
  readonly expires: number;
}

const early = 5 * 60_000;

/** The name under which the things of one account are kept; it tells nothing about the account. */
export function cacheName(what: string, ...parts: readonly string[]): string {
  return `apple-${what}-${createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16)}.json`;
}

export function makeTokenSource(use: { account: Account; scope: string; url: URL; files: PrivateFiles; clock: Clock; fetch: Fetch; timeout: number }): TokenSource {
  const name = cacheName('token', use.url.href, use.account.clientId, use.account.keyId, use.scope);
  let current: Kept | undefined;
  let running: Promise<AppleResult<string>> | undefined;

  async function obtain(): Promise<AppleResult<string>> {
    current ??= keptOf(await use.files.read(name));
    if (current !== undefined && current.expires - early > use.clock.now()) return appleOk(current.token);
    const answer = await ask(use);
    if (!answer.ok) return answer;
    current = answer.value;
    await use.files.write(name, { ...answer.value });
    return appleOk(answer.value.token);
  }

  return {
    get: () => (running ??= obtain().finally(() => { running = undefined; })),
    async drop(token) {
      if (current?.token !== token) return;
      current = undefined;
      await use.files.remove(name);
    },
  };
}

function keptOf(value: unknown): Kept | undefined {
  if (!isObject(value)) return undefined;
  const { token, expires } = value;
  return typeof token === 'string' && typeof expires === 'number' ? { token, expires } : undefined;
}

async function ask(use: { account: Account; scope: string; url: URL; clock: Clock; fetch: Fetch; timeout: number }): Promise<AppleResult<Kept>> {
  const call = `POST ${use.url.host}${use.url.pathname}`;
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: use.account.clientId,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await assertionOf(use.account, use.clock.now()),
    scope: use.scope,
  }).toString();
  const answer = await readText(use.fetch, use.url, { method: 'POST', headers: { Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' }, body }, use.timeout);
  if (!answer.ok) return appleFailed({ kind: 'unavailable', call, message: `Apple's sign-in could not be reached: ${answer.why}. Try again; behind a proxy, check that account.apple.com is allowed.` });
  const { status, text } = answer.value;
  const json = parsed(text);
  const token = json === undefined ? undefined : textAt(json, 'access_token');
  if (status === 200 && json !== undefined && token !== undefined) {
    const seconds = typeof json['expires_in'] === 'number' ? json['expires_in'] : 3600;
    return appleOk({ token, expires: use.clock.now() + seconds * 1000 });
  }
  const code = json === undefined ? undefined : textAt(json, 'error');
  if (status >= 500 || status === 429) return appleFailed({ kind: 'unavailable', status, call, message: `Apple's sign-in answered ${status}. Try again in a few minutes.` });
  return appleFailed({ kind: 'signed out', status, call, ...(code === undefined ? {} : { code }), message: `Apple refused to sign in ${use.account.clientId}: ${code ?? `status ${status} and no reason`}. ${adviceFor(code, use.account)}` });
}

function adviceFor(code: string | undefined, account: Account): string {
  if (code === 'invalid_client') {
    return `Check apple.clientId, apple.keyId and that the key file belongs to them and the account is not revoked, and that this machine's clock is right; some accounts want ${account.sendKeyId ? 'no key id in the assertion (set apple.sendKeyId to false)' : 'the key id in the assertion (set apple.sendKeyId to true)'}.`;
  }
  if (code === 'invalid_scope') return 'The scope follows from apple.type: is this account one of the other type?';
  return 'Check this machine\'s clock and the account at Apple; too many sign-ins in a row are refused this way too.';
}

function parsed(text: string): ReturnType<typeof objectOf> {
  try {
    return objectOf(parseJson(text));
  } catch {
    // not JSON: a proxy's page; the status speaks
    return undefined;
  }
}

function objectOf(value: unknown) {
  return isObject(value) ? value : undefined;
}
