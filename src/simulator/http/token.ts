import type { JsonObject } from '../../model/json.js';
import { isObject, textAt, textsAt } from '../../model/json.js';
import { Refusal } from '../service/refusal.js';

/** What a bearer token says about the caller. */
export interface Caller {
  readonly tenantId: string;
  readonly appId: string;
  readonly scopes: readonly string[];
  /** Of a person, not of an application. */
  readonly delegated: boolean;
}

/** Mints an unsigned token of the kind Entra gives an application; good for simulated tenants and nothing else. */
export function mintToken(facts: { tenantId: string; scopes: readonly string[]; appId?: string; expires: number; delegated?: boolean }): string {
  const claims: JsonObject = {
    aud: 'https://graph.microsoft.com',
    iss: `https://sts.windows.net/${facts.tenantId}/`,
    iat: Math.floor(facts.expires / 1000) - 3600,
    exp: Math.floor(facts.expires / 1000),
    appid: facts.appId ?? '5f5e1f6a-0d5c-4b41-9a34-6a1f7e0c0001',
    idtyp: facts.delegated === true ? 'user' : 'app',
    tid: facts.tenantId,
    ver: '1.0',
    ...(facts.delegated === true ? { scp: facts.scopes.join(' '), upn: 'admin' } : { roles: [...facts.scopes] }),
  };
  const part = (value: JsonObject): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ typ: 'JWT', alg: 'none' })}.${part(claims)}.simulated`;
}

/** Reads the bearer token of a request. @throws Refusal 401 where it is missing, no token, expired or of another tenant. */
export function readToken(authorization: string | undefined, tenantId: string, now: number): Caller {
  const text = /^Bearer\s+(\S+)$/iu.exec(authorization ?? '')?.[1];
  if (text === undefined) throw unauthorized('Access token is empty.');
  const claims = claimsOf(text);
  if (claims === undefined) throw unauthorized('IDX14100: JWT is not well formed, there are no dots (.).');
  const expires = claims['exp'];
  if (typeof expires === 'number' && expires * 1000 <= now) throw unauthorized('Lifetime validation failed, the token is expired.');
  const tid = textAt(claims, 'tid') ?? '';
  if (tid.toLowerCase() !== tenantId.toLowerCase()) throw unauthorized(`Access token validation failure. Invalid tenant: the token is for ${tid}.`);
  const scp = textAt(claims, 'scp');
  return { tenantId: tid, appId: textAt(claims, 'appid') ?? textAt(claims, 'azp') ?? '', scopes: [...textsAt(claims, 'roles'), ...(scp?.split(' ') ?? [])], delegated: scp !== undefined };
}

function claimsOf(token: string): JsonObject | undefined {
  const [, payload] = token.split('.');
  if (payload === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
    return isObject(claims) ? claims : undefined;
  } catch {
    return undefined;
  }
}

function unauthorized(message: string): Refusal {
  return new Refusal(401, 'InvalidAuthenticationToken', message, { dress: 'Graph' });
}
