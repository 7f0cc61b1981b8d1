import { type Attempt, appSignIn, managedIdentity, type Where } from './app-sign-in.js';
import type { NotCalled } from './call.js';
import type { Endpoint } from './endpoint.js';
import { oneLine } from './error-body.js';
import { givenToken } from './given-token.js';
import { LoginNetwork } from './login-network.js';
import { personSignIn } from './person-sign-in.js';
import type { SignIn, Token } from './token.js';
import type { Transport } from './transport.js';
import type { TenantSettings, World } from './world.js';

/** Tries of the first sign-in while the login service does not answer or says later; once one has worked, maxWait counts. */
const firstTries = 6;

/** How long after a sign-in was given up newcomers hear of it without another try, in milliseconds. */
const quietAfter = 30_000;

function attemptOf(settings: TenantSettings, world: World, where: Where): Attempt {
  const { auth } = settings;
  switch (auth.method) {
    case 'certificate':
    case 'secret':
    case 'workload-identity':
      return appSignIn(auth, settings, world, where);
    case 'managed-identity':
      return managedIdentity(auth.clientId, where);
    case 'device-code':
    case 'browser':
      return personSignIn(auth.method, auth.clientId, settings, world, where);
    case 'token':
      throw new Error('a given token needs no sign-in');
  }
}

function wordsOf(error: unknown, network: LoginNetwork): string {
  const own = error instanceof Error ? ('errorMessage' in error && typeof error.errorMessage === 'string' && error.errorMessage !== '' ? error.errorMessage : error.message) : String(error);
  const reply = network.last;
  return oneLine(network.said ?? (reply?.as === 'no answer' ? `${reply.why}: ${reply.detail}` : own));
}

/** Tries an msal sign-in until it works or is refused for good. */
function patiently(attempt: Attempt, settings: TenantSettings, world: World, network: LoginNetwork): SignIn {
  const { clock } = world;
  const maxWait = (settings.maxWait ?? 3600) * 1000;
  let worked = false;
  let given: { readonly up: NotCalled; readonly at: number } | undefined;
  return async (wanted): Promise<Token | NotCalled> => {
    if (given !== undefined && clock.now() - given.at < quietAfter) return given.up;
    const begun = clock.now();
    for (let tried = 1; ; tried += 1) {
      network.last = undefined;
      try {
        const result = await attempt(wanted);
        if (result === null || result.accessToken === '') throw new Error('the login service gave no token');
        worked = true;
        return { text: result.accessToken, expiresAt: result.expiresOn?.getTime() ?? clock.now() + 3_600_000 };
      } catch (error) {
        if (world.signal?.aborted === true) throw world.signal.reason;
        const words = wordsOf(error, network);
        if (!network.mayPass) return { as: 'not called', why: 'signed out', detail: `${settings.auth.method}: ${words}` };
        const wait = Math.min(60_000, 2000 * 2 ** Math.min(tried - 1, 10));
        if (worked ? clock.now() + wait - begun > maxWait : tried >= firstTries) {
          given = { up: { as: 'not called', why: 'no sign-in', detail: `the login service cannot be used (${words})` }, at: clock.now() };
          return given.up;
        }
        world.log.warn({ tenant: settings.name, tried, why: words }, `${settings.name}: the sign-in is tried again`);
        await clock.sleep(wait, world.signal);
      }
    }
  };
}

/**
 * The way this tenant is signed in to. msal itself is loaded at the first sign-in only.
 * @throws Stop (2) when what the method needs is not there.
 */
export function signInOf(settings: TenantSettings, world: World, endpoint: Endpoint, transport: Transport): SignIn {
  const { auth } = settings;
  if (auth.method === 'token') return givenToken(settings, auth.tokenEnv, world);
  const network = new LoginNetwork({
    transport,
    clock: world.clock,
    ...(world.loginUrl === undefined ? {} : { loginUrl: world.loginUrl }),
    ...(world.signal === undefined ? {} : { signal: world.signal }),
  });
  const where: Where = { authority: `${endpoint.login}/${settings.tenantId}`, scope: `${endpoint.root}/.default`, network };
  return patiently(attemptOf(settings, world, where), settings, world, network);
}
