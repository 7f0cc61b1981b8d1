import type { AccountInfo, AuthenticationResult, PublicClientApplication } from '@azure/msal-node';
import { Stop } from '../model/failure.js';
import type { Attempt, Where } from './app-sign-in.js';
import type { Wanted } from './token.js';
import type { TenantSettings, World } from './world.js';

type Ask = (application: PublicClientApplication, scope: string, wanted: Wanted) => Promise<AuthenticationResult | null>;

function claimsIn({ claims }: Wanted): { readonly claims?: string } {
  return claims === undefined ? {} : { claims };
}

/** Shows a code that the person types on another page. Ends when the run is stopped. */
function byCode(settings: TenantSettings, world: World): Ask {
  const { onDeviceCode } = world;
  if (onDeviceCode === undefined) throw new Stop(2, `${settings.name} is signed in to with a device code, which nobody would see`, 'Run it at a terminal, or choose another auth method.');
  return async (application, scope, wanted) => {
    const request = {
      scopes: [scope],
      cancel: false,
      deviceCodeCallback: ({ userCode, verificationUri, message }: { userCode: string; verificationUri: string; message: string }) => onDeviceCode({ tenant: settings.name, userCode, verificationUri, message }),
      ...claimsIn(wanted),
    };
    const cancel = (): void => {
      request.cancel = true;
    };
    world.signal?.addEventListener('abort', cancel, { once: true });
    try {
      return await application.acquireTokenByDeviceCode(request);
    } finally {
      world.signal?.removeEventListener('abort', cancel);
    }
  };
}

/** Opens the person's browser, which comes back to a page on this machine. */
function byBrowser(settings: TenantSettings, world: World): Ask {
  const { openBrowser } = world;
  if (openBrowser === undefined) throw new Stop(2, `${settings.name} is signed in to with a browser, and there is none here`, 'Choose the auth method "device-code".');
  return (application, scope, wanted) => application.acquireTokenInteractive({ scopes: [scope], openBrowser, ...claimsIn(wanted) });
}

/**
 * Signs in as a person; afterwards msal renews the token silently, and asks the person again only when it must.
 * @throws Stop (2) when the person cannot be reached.
 */
export function personSignIn(method: 'device-code' | 'browser', clientId: string, settings: TenantSettings, world: World, where: Where): Attempt {
  const ask = method === 'browser' ? byBrowser(settings, world) : byCode(settings, world);
  let application: PublicClientApplication | undefined;
  let account: AccountInfo | null = null;
  return async (wanted) => {
    const { InteractionRequiredAuthError, PublicClientApplication } = await import('@azure/msal-node');
    application ??= new PublicClientApplication({ auth: { clientId, authority: where.authority }, system: { networkClient: where.network } });
    if (account !== null) {
      try {
        return await application.acquireTokenSilent({ account, scopes: [where.scope], forceRefresh: wanted.fresh, ...claimsIn(wanted) });
      } catch (error) {
        if (!(error instanceof InteractionRequiredAuthError)) throw error;
      }
    }
    const result = await ask(application, where.scope, wanted);
    account = result?.account ?? null;
    return result;
  };
}
