import { isObject, textAt, textsAt } from '../model/json.js';
import { parseJson } from '../model/untrusted-json.js';

/** What an access token says of itself. A part it does not say is undefined: tokens may be opaque. */
export interface TokenFacts {
  readonly tenantId?: string;
  /** The application that asked for it. */
  readonly appId?: string;
  /** `app-only` acts by roles, `delegated` for a signed-in person by scopes. */
  readonly as?: 'app-only' | 'delegated';
  /** Application permissions (`roles`) or delegated ones (`scp`). */
  readonly scopes?: readonly string[];
  /** The signed-in person, for a delegated token. */
  readonly user?: string;
  /** Milliseconds since 1970. */
  readonly expiresAt?: number;
}

/** Reads the claims of a token without believing them: Graph checks the signature, this tells people what they have. */
export function factsOfToken(token: string): TokenFacts {
  const [, middle] = token.split('.');
  if (middle === undefined) return {};
  let claims: unknown;
  try {
    claims = parseJson(Buffer.from(middle, 'base64url').toString('utf8'));
  } catch {
    return {};
  }
  if (!isObject(claims)) return {};
  const tenantId = textAt(claims, 'tid');
  const appId = textAt(claims, 'appid') ?? textAt(claims, 'azp');
  const user = textAt(claims, 'upn') ?? textAt(claims, 'unique_name') ?? textAt(claims, 'preferred_username');
  const delegated = textAt(claims, 'scp');
  const idtyp = textAt(claims, 'idtyp');
  const roles = textsAt(claims, 'roles');
  const as = delegated !== undefined || idtyp === 'user' ? 'delegated' : claims['roles'] !== undefined || idtyp === 'app' ? 'app-only' : undefined;
  const exp = claims['exp'];
  return {
    ...(tenantId === undefined ? {} : { tenantId }),
    ...(appId === undefined ? {} : { appId }),
    ...(as === undefined ? {} : { as, scopes: delegated === undefined ? roles : delegated.split(/\s+/).filter((scope) => scope !== '') }),
    ...(user === undefined ? {} : { user }),
    ...(typeof exp === 'number' ? { expiresAt: exp * 1000 } : {}),
  };
}
