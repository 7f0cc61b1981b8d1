import { page, selected } from './collection.js';
import { identityRoute } from './graph-identities.js';
import { deviceRoute } from './graph-devices.js';
import { tokenRoute } from './graph-tokens.js';
import type { SimulatedIntune } from './intune.js';
import { settle } from './life.js';
import { graphError, type GraphAnswer, type GraphModule, type GraphRequest } from './mount.js';

/** The Apple paths of a simulated tenant, to be hung into it before its own (apple.md 3). */
export function graphModule(intune: SimulatedIntune): GraphModule {
  return {
    handle(request) {
      const [top = '', collection = '', ...rest] = request.path.split('/').filter((part) => part !== '');
      if (top === 'deviceAppManagement' && collection === 'vppTokens' && intune.vppTokens !== undefined) return rest.length === 0 && request.method === 'GET' ? page(request, intune.vppTokens) : unknown(request);
      if (top !== 'deviceManagement') return undefined;
      const route = routes[collection];
      if (route === undefined) return undefined;
      if (intune.organization === undefined) intune.settle(intune.clock.now());
      else settle(intune.organization);
      return route(intune, request, rest) ?? unknown(request);
    },
  };
}

type Route = (intune: SimulatedIntune, request: GraphRequest, rest: readonly string[]) => GraphAnswer | undefined;

const routes: Readonly<Record<string, Route>> = {
  depOnboardingSettings: tokenRoute,
  managedDevices: deviceRoute,
  importedDeviceIdentities: identityRoute,
  applePushNotificationCertificate: ({ push }, request) => {
    if (request.method !== 'GET') return undefined;
    if (push === undefined) return graphError(404, 'ResourceNotFound', 'No Apple push certificate is set up.');
    return { status: 200, body: selected(request, { id: 'apns', topicIdentifier: push.topic, appleIdentifier: 'push@example.com', expirationDateTime: new Date(push.expires).toISOString(), certificateUploadStatus: 'success' }) };
  },
};

function unknown(request: GraphRequest): GraphAnswer {
  return graphError(501, 'NotSimulated', `The simulated tenant has no ${request.method} ${request.path}: add it to src/simulator/apple if Intune has it.`);
}

