import { readFile } from 'node:fs/promises';
import type { AuthenticationResult, Configuration, NodeAuthOptions } from '@azure/msal-node';
import type { Auth } from '../model/config.js';
import { Stop } from '../model/failure.js';
import { readCertificate } from './certificate.js';
import type { LoginNetwork } from './login-network.js';
import type { Wanted } from './token.js';
import type { TenantSettings, World } from './world.js';

/** One attempt to get a token with msal; it throws whatever msal throws. */
export type Attempt = (wanted: Wanted) => Promise<AuthenticationResult | null>;

export interface Where {
  /** The login host and the tenant: client credentials need it (graph-intune.md 15). */
  readonly authority: string;
  /** `<graph root>/.default` */
  readonly scope: string;
  readonly network: LoginNetwork;
}

type AppAuth = Extract<Auth, { method: 'certificate' | 'secret' | 'workload-identity' }>;

function fromEnv(settings: TenantSettings, world: World, name: string, what: string): string {
  const value = world.env[name];
  if (value !== undefined && value !== '') return value;
  throw new Stop(2, `the ${what} of ${settings.name} is not in the environment variable ${name}`, `Set ${name} and run again.`);
}

/** Which secret proves the application to the login service. Files are read at each sign-in: a federated token is short-lived. */
function credentialOf(auth: AppAuth, settings: TenantSettings, world: World): () => Promise<Partial<NodeAuthOptions>> {
  switch (auth.method) {
    case 'certificate': {
      const passphrase = auth.passwordEnv === undefined ? undefined : fromEnv(settings, world, auth.passwordEnv, 'pass phrase of the certificate');
      return async () => ({ clientCertificate: { ...(await readCertificate(auth.certificatePath, passphrase)) } });
    }
    case 'secret': {
      const clientSecret = fromEnv(settings, world, auth.clientSecretEnv, 'client secret');
      return async () => ({ clientSecret });
    }
    case 'workload-identity': {
      const path = auth.tokenFilePath ?? fromEnv(settings, world, auth.tokenFileEnv ?? 'AZURE_FEDERATED_TOKEN_FILE', 'path of the federated token');
      return async () => ({ clientAssertion: async () => (await readFile(path, 'utf8')).trim() });
    }
  }
}

/**
 * Signs in as an application: with a certificate, a client secret, or the federated token of a pipeline.
 * @throws Stop (2) when an environment variable is not set.
 */
export function appSignIn(auth: AppAuth, settings: TenantSettings, world: World, { authority, scope, network }: Where): Attempt {
  const credential = credentialOf(auth, settings, world);
  return async ({ fresh, claims }) => {
    const { ConfidentialClientApplication } = await import('@azure/msal-node');
    // a new one each time: msal remembers a throttled request and then fails without asking; our own keeper holds the token
    const configuration: Configuration = { auth: { clientId: auth.clientId, authority, ...(await credential()) }, system: { networkClient: network, disableInternalRetries: true } };
    return new ConfidentialClientApplication(configuration).acquireTokenByClientCredential({ scopes: [scope], skipCache: fresh, ...(claims === undefined ? {} : { claims }) });
  };
}

/** Signs in with the identity that Azure gives the machine. */
export function managedIdentity(clientId: string | undefined, { scope, network }: Where): Attempt {
  return async ({ fresh, claims }) => {
    const { ManagedIdentityApplication } = await import('@azure/msal-node');
    const application = new ManagedIdentityApplication({
      ...(clientId === undefined ? {} : { managedIdentityIdParams: { userAssignedClientId: clientId } }),
      system: { networkClient: network },
    });
    return application.acquireToken({ resource: scope.replace(/\/\.default$/, ''), forceRefresh: fresh, ...(claims === undefined ? {} : { claims }) });
  };
}
