import { generateKeyPairSync } from 'node:crypto';
import type { SimulatedTenant } from '../simulated-tenant.js';
import { graphModule } from './graph.js';
import type { TenantSwitches } from './intune.js';
import type { SimulatedClock, Switches } from './organization.js';
import { addDevice, beginScene, makeScene, serverNames, tokenNames, type Scene, type SceneDevice } from './scene.js';
import { serveOrganization, type RunningOrganization } from './server.js';

/** The Apple organization between the two tenants of the demo: a few devices of every class. */
export interface DemoApple {
  readonly scene: Scene;
  readonly running: RunningOrganization;
  /** The API account's key: for the file that the configuration names. */
  readonly privateKey: string;
  /** The section `apple` of a configuration, the path of the key apart. */
  readonly config: { readonly type: 'business'; readonly clientId: string; readonly keyId: string; readonly apiUrl: string; readonly tokenUrl: string; readonly servers: typeof serverNames; readonly tokens: typeof tokenNames };
}

const users = ['ada', 'grace', 'alan', 'edsger', 'barbara', 'donald'];

/** Devices as a small company has them. */
export const demoDevices: readonly SceneDevice[] = [
  ...users.map((user, index): SceneDevice => ({ serial: `DEMOPHONE${String(index + 1)}`, user })),
  ...users.slice(0, 3).map((user, index): SceneDevice => ({ serial: `DEMOMAC00${String(index + 1)}`, family: 'Mac', user })),
  { serial: 'DEMOIPAD01', family: 'iPad', user: 'grace' },
  { serial: 'DEMOSHARED', family: 'iPad', shared: true },
  { serial: 'DEMOOLD001', version: '18.6', user: 'alan' },
  { serial: 'DEMOOLD002', version: '16.7', productType: 'iPhone10,6', user: 'edsger' },
  { serial: 'DEMOTV0001', family: 'AppleTV', version: '26.0' },
  { serial: 'DEMODRAWER', silentDays: 60 },
  { serial: 'DEMOBYHAND', at: 'absent', user: 'donald' },
];

/** Starts the organization on loopback and hangs its Graph side into both tenants. */
export async function startDemoApple(use: { readonly clock: SimulatedClock; readonly contoso: SimulatedTenant; readonly fabrikam: SimulatedTenant; readonly port?: number; readonly switches?: Partial<Switches>; readonly tenantSwitches?: Partial<TenantSwitches>; readonly devices?: readonly SceneDevice[] }): Promise<DemoApple> {
  const pair = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const account = { clientId: 'BUSINESSAPI.00000000-1111-2222-3333-444444444444', keyId: 'demo-key', publicKey: pair.publicKey };
  const scene = makeScene({ clock: use.clock, accounts: [account], ...(use.switches === undefined ? {} : { switches: use.switches }), ...(use.tenantSwitches === undefined ? {} : { tenantSwitches: use.tenantSwitches }) });
  for (const device of use.devices ?? demoDevices) addDevice(scene, device);
  beginScene(scene);
  use.contoso.mounts.push(graphModule(scene.source));
  use.fabrikam.mounts.push(graphModule(scene.destination));
  const running = await serveOrganization(scene.organization, use.port ?? 0);
  return {
    scene, running, privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    config: { type: 'business', clientId: account.clientId, keyId: account.keyId, apiUrl: running.apiUrl, tokenUrl: running.tokenUrl, servers: serverNames, tokens: tokenNames },
  };
}
