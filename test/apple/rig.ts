import { generateKeyPairSync } from 'node:crypto';
import { makeAppleClient, type AppleClientUse } from '../../src/apple/client.js';
import type { PrivateFiles } from '../../src/apple/private-files.js';
import type { AppleConfig } from '../../src/model/config.js';
import { activityIdOf, serialOf, serverIdOf, type ActivityId, type Serial, type ServerId } from '../../src/model/apple.js';
import type { AppleResult, AppleWriter } from '../../src/model/apple/ports.js';
import type { Clock } from '../../src/model/ports.js';
import { makeOrganization, type Organization, type SimulatedDevice, type SimulatedServer, type Switches } from '../../src/simulator/apple/organization.js';
import { serveOrganization, type RunningOrganization } from '../../src/simulator/apple/server.js';

export const hour = 3_600_000;
export const day = 24 * hour;
export const start = Date.parse('2026-10-01T08:00:00.000Z');

/** A clock that moves when somebody sleeps on it, so that hours cost nothing. */
export interface VirtualClock extends Clock {
  advance(milliseconds: number): void;
}

export function virtualClock(from = start): VirtualClock {
  let now = from;
  return {
    now: () => now,
    async sleep(milliseconds, signal) {
      signal?.throwIfAborted();
      now = Math.max(now, now + milliseconds);
    },
    advance(milliseconds) {
      now += milliseconds;
    },
  };
}

export function serial(text: string): Serial {
  const value = serialOf(text);
  if (value === undefined) throw new Error(`${text} is no serial`);
  return value;
}

export function serverId(text: string): ServerId {
  const value = serverIdOf(text);
  if (value === undefined) throw new Error('a server id is empty');
  return value;
}

export function activityId(text: string): ActivityId {
  const value = activityIdOf(text);
  if (value === undefined) throw new Error('an activity id is empty');
  return value;
}

export const contosoServer = serverId('AAAABBBBCCCCDDDDEEEEFFFF00001111');
export const fabrikamServer = serverId('99990000AAAABBBBCCCCDDDDEEEEFFFF');

export function server(id: ServerId, name: string, facts: Partial<SimulatedServer> = {}): SimulatedServer {
  return { id, name, type: 'MDM', status: 'ACTIVE', families: [], connected: start - hour, created: start - 400 * day, ...facts };
}

export const servers = (): SimulatedServer[] => [server(contosoServer, 'Intune Contoso'), server(fabrikamServer, 'Intune Fabrikam')];

export function device(name: string, facts: Partial<SimulatedDevice> = {}): SimulatedDevice {
  return {
    serial: serial(name), family: 'iPhone', productType: 'iPhone17,1', model: 'iPhone 16 Pro', os: 26, ade: true, purchaseSource: 'RESELLER', added: start - 300 * day, server: contosoServer, updated: start - day, ...facts,
  };
}

const pair = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
export const accountKey = pair.privateKey;
export const account = { clientId: 'BUSINESSAPI.00000000-1111-2222-3333-444444444444', keyId: 'key-1', publicKey: pair.publicKey };

export interface Rig {
  readonly clock: VirtualClock;
  readonly organization: Organization;
  readonly running: RunningOrganization;
  readonly client: AppleWriter;
  /** Another client on the same organization. */
  readonly another: (more?: Partial<AppleConfig>, use?: Partial<AppleClientUse>) => AppleWriter;
}

/** A simulated organization on loopback and a client of it, for as long as the body runs. */
export async function withOrganization<T>(
  use: { devices?: readonly SimulatedDevice[]; servers?: readonly SimulatedServer[]; switches?: Partial<Switches>; config?: Partial<AppleConfig>; files?: PrivateFiles; type?: 'business' | 'school'; timeout?: number },
  body: (rig: Rig) => Promise<T>,
): Promise<T> {
  const clock = virtualClock();
  const type = use.type ?? 'business';
  const who = type === 'business' ? account : { ...account, clientId: 'SCHOOLAPI.00000000-1111-2222-3333-444444444444' };
  const organization = makeOrganization({ clock, type, accounts: [who], servers: use.servers ?? servers(), devices: use.devices ?? [device('F4EXAMPLE01')], ...(use.switches === undefined ? {} : { switches: use.switches }) });
  const running = await serveOrganization(organization);
  const config: AppleConfig = { type, clientId: who.clientId, keyId: who.keyId, privateKeyPath: 'key.pem', apiUrl: running.apiUrl, tokenUrl: running.tokenUrl, ...use.config };
  const another = (more: Partial<AppleConfig> = {}, client: Partial<AppleClientUse> = {}): AppleWriter => makeAppleClient({ config: { ...config, ...more }, key: accountKey, clock, random: () => 0, timeout: use.timeout ?? 10_000, ...(use.files === undefined ? {} : { files: use.files }), ...client });
  try {
    return await body({ clock, organization, running, client: another(), another });
  } finally {
    await running.close();
  }
}

/** The value of a result that must have gone well. */
export function good<T>(result: AppleResult<T>): T {
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}

export async function all<T>(pages: AsyncIterable<AppleResult<readonly T[]>>): Promise<T[]> {
  const items: T[] = [];
  for await (const page of pages) items.push(...good(page));
  return items;
}
