import type { Endpoint } from './endpoint.js';
import { givenToken } from './given-token.js';
import type { SignIn } from './token.js';
import type { Transport } from './transport.js';
import type { TenantSettings, World } from './world.js';

/**
 * The way this tenant is signed in to.
 * @throws Stop (2) when what the method needs is not there.
 */
export function signInOf(settings: TenantSettings, world: World, _endpoint: Endpoint, _transport: Transport): SignIn {
  const { auth } = settings;
  if (auth.method === 'token') return givenToken(settings, auth.tokenEnv, world);
  throw new Error(auth.method);
}
