import { serialOf, serverIdOf, type Serial, type ServerId } from '../../model/apple.js';
import type { JsonObject } from '../../model/json.js';
import { bring, enter, makeIntune, type SimulatedIntune, type SimulatedToken, type TenantSwitches } from './intune.js';
import { makeOrganization, type Organization, type SimulatedAccount, type SimulatedClock, type SimulatedDevice, type Switches } from './organization.js';

/** Two Intune tenants on one Apple organization, as they stand before a move. */
export interface Scene {
  readonly organization: Organization;
  readonly source: SimulatedIntune;
  readonly destination: SimulatedIntune;
  readonly servers: { readonly source: ServerId; readonly destination: ServerId };
}

const hour = 3_600_000;
const day = 24 * hour;

export const serverNames = { source: 'Intune Contoso', destination: 'Intune Fabrikam' } as const;
export const tokenNames = { source: 'ABM Contoso', destination: 'ABM Fabrikam' } as const;

export interface SceneUse {
  readonly clock: SimulatedClock;
  readonly accounts: readonly SimulatedAccount[];
  readonly type?: 'business' | 'school';
  readonly switches?: Partial<Switches>;
  readonly tenantSwitches?: Partial<TenantSwitches>;
  /** Further members of the destination's default profiles. */
  readonly profile?: JsonObject;
}

export function makeScene(use: SceneUse): Scene {
  const now = use.clock.now();
  const servers = { source: id('C0DE0000000000000000000000000001'), destination: id('C0DE0000000000000000000000000002') };
  const organization = makeOrganization({
    clock: use.clock, accounts: use.accounts, devices: [], ...(use.type === undefined ? {} : { type: use.type }), ...(use.switches === undefined ? {} : { switches: use.switches }),
    servers: (['source', 'destination'] as const).map((side) => ({ id: servers[side], name: serverNames[side], type: 'MDM', status: 'ACTIVE', families: [], connected: now - hour, created: now - 400 * day })),
  });
  const source = makeIntune({ clock: use.clock, organization, tokens: [token('source', servers.source, now, {})], push: { expires: now + 200 * day, topic: 'com.apple.mgmt.External.source' } });
  const destination = makeIntune({
    clock: use.clock, organization, tokens: [token('destination', servers.destination, now, use.profile ?? { waitForDeviceConfiguredConfirmation: true })], push: { expires: now + 300 * day, topic: 'com.apple.mgmt.External.destination' },
    userOf: (serial) => userOf(source, serial), ...(use.tenantSwitches === undefined ? {} : { switches: use.tenantSwitches }),
  });
  return { organization, source, destination, servers };
}

function id(text: string): ServerId {
  const server = serverIdOf(text);
  if (server === undefined) throw new Error('a server id is empty');
  return server;
}

function token(side: 'source' | 'destination', server: ServerId, now: number, profile: JsonObject): SimulatedToken {
  const tokenId = side === 'source' ? '7d1f3c52-0000-4000-8000-00000000a001' : '7d1f3c52-0000-4000-8000-00000000a002';
  const body = { enableSharedIPad: false, supervisedModeEnabled: true, restoreBlocked: true, requiresUserAuthentication: true, ...profile };
  const profiles = [
    { id: `${tokenId}_2c4e6a80-0000-4000-8000-00000000b001`, name: 'iPhone and iPad', type: 'depIOSEnrollmentProfile', body: { ...body }, notYet: 0 },
    { id: `${tokenId}_2c4e6a80-0000-4000-8000-00000000b002`, name: 'Mac', type: 'depMacOSEnrollmentProfile', body: { ...body }, notYet: 0 },
    { id: `${tokenId}_2c4e6a80-0000-4000-8000-00000000b003`, name: 'Shared iPad', type: 'depIOSEnrollmentProfile', body: { ...body, enableSharedIPad: true }, notYet: 0 },
  ];
  return {
    id: tokenId, name: tokenNames[side], type: 'dep', appleIdentifier: `mdm@${side === 'source' ? 'contoso' : 'fabrikam'}.example`, expires: now + 200 * day, syncError: 0, synced: now - 2 * hour, syncAsked: now - 2 * hour, server,
    profiles, defaults: { ios: profiles[0]?.id ?? '', macOS: profiles[1]?.id ?? '' }, serials: new Map(),
  };
}

/** The destination's name of whoever uses the device in the source. */
function userOf(source: SimulatedIntune, serial: Serial): string | undefined {
  const user = source.bySerial.get(serial)?.[0]?.body['userPrincipalName'];
  return typeof user === 'string' && user !== '' ? user.replace('@contoso.example', '@fabrikam.example') : undefined;
}

const models: Readonly<Record<string, readonly [productType: string, model: string, os: string]>> = {
  iPhone: ['iPhone17,1', 'iPhone 16 Pro', 'iOS'], iPad: ['iPad14,3', 'iPad Pro 11"', 'iPadOS'], Mac: ['Mac15,12', 'MacBook Air 13"', 'macOS'], AppleTV: ['AppleTV14,1', 'Apple TV 4K', 'tvOS'],
};

/** A device as it is added to a scene; what is not said is ordinary. */
export interface SceneDevice {
  readonly serial: string;
  readonly family?: string;
  readonly productType?: string;
  readonly version?: string;
  readonly user?: string;
  /** Where Apple has it: the source's server unless said; `none` for no server, `absent` for not in the organization. */
  readonly at?: ServerId | 'none' | 'absent';
  /** Members of its record in the source; null for no record at all. */
  readonly record?: JsonObject | null;
  /** Days since its last check-in; it checks in every hour where absent. */
  readonly silentDays?: number;
  /** Facts of the device at Apple. */
  readonly apple?: Partial<SimulatedDevice>;
  /** It has been given the profile for Shared iPad. */
  readonly shared?: true;
}

/** Puts a device into the organization and into the source, consistently. */
export function addDevice(scene: Scene, use: SceneDevice): Serial {
  const serial = serialOf(use.serial);
  if (serial === undefined) throw new Error(`${use.serial} is no serial`);
  const now = scene.organization.clock.now();
  const family = use.family ?? 'iPhone';
  const [productType, model, os] = models[family] ?? ['iPhone17,1', 'iPhone 16 Pro', 'iOS'];
  const version = use.version ?? '26.0.1';
  const at = use.at ?? scene.servers.source;
  if (at !== 'absent') {
    const device: SimulatedDevice = {
      serial, family, productType: use.productType ?? productType, model, os: Number.parseInt(version, 10), ade: true, purchaseSource: 'RESELLER', added: now - 400 * day, updated: now - day, ...(at === 'none' ? {} : { server: at }), ...(use.shared === true ? { sharedIpad: true } : {}), ...use.apple,
    };
    scene.organization.devices.set(serial, device);
  }
  if (use.record !== null) {
    const sharedName = use.shared === true ? 'Shared iPad' : family === 'Mac' ? 'Mac' : 'iPhone and iPad';
    enter(scene.source, { id: `source-${serial}-${scene.source.devices.size}`, serial, enrolled: now - 300 * day, lastSync: use.silentDays === undefined ? 'live' : now - use.silentDays * day, body: {
      deviceName: `${family} of ${use.user ?? 'nobody'}`, operatingSystem: os, osVersion: version, model, manufacturer: 'Apple', managedDeviceOwnerType: 'company', deviceEnrollmentType: 'appleBulkWithUser', enrollmentProfileName: sharedName,
      isSupervised: true, isEncrypted: true, bootstrapTokenEscrowed: family === 'Mac', complianceState: 'compliant', userPrincipalName: `${use.user ?? 'someone'}@contoso.example`, usersLoggedOn: [], imei: '', managementState: 'managed', lostModeState: 'disabled', ...use.record,
    } });
  }
  return serial;
}

/** Lets both tenants sync once, as they have done every night: to be called when all devices are in. */
export function beginScene(scene: Scene): void {
  const now = scene.organization.clock.now();
  for (const intune of [scene.source, scene.destination]) for (const each of intune.tokens) bring(intune, each, now - 2 * hour);
}
