import { Stop } from '../model/failure.js';
import { factsOfToken } from './token-facts.js';
import type { SignIn } from './token.js';
import type { TenantSettings, World } from './world.js';

/**
 * Auth method `token`: a ready access token from an environment variable. It cannot be renewed.
 * @throws Stop (2) when the variable is not set.
 */
export function givenToken(settings: TenantSettings, tokenEnv: string, world: World): SignIn {
  const text = (world.env[tokenEnv] ?? '').trim().replace(/^bearer\s+/i, '');
  if (text === '') {
    throw new Stop(2, `the token of ${settings.name} is not in the environment variable ${tokenEnv}`, `Set it: export ${tokenEnv}="$(az account get-access-token --resource-type ms-graph --query accessToken -o tsv)"`);
  }
  const usable = /^[\x21-\x7e]+$/.test(text);
  const expiresAt = factsOfToken(text).expiresAt ?? Infinity;
  return async ({ fresh }) => {
    if (!usable) return { as: 'not called', why: 'signed out', detail: `${tokenEnv} holds blanks or other characters that no token has` };
    if (world.clock.now() >= expiresAt) return { as: 'not called', why: 'signed out', detail: `the token in ${tokenEnv} ended at ${new Date(expiresAt).toISOString()}; put a new one there` };
    if (fresh) return { as: 'not called', why: 'signed out', detail: `the service did not take the token in ${tokenEnv}; put a new one there` };
    // without the margin for renewal: there is none
    return { text, expiresAt: Infinity };
  };
}
