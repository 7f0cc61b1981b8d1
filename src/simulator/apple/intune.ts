import { randomUUID } from 'node:crypto';
import type { Serial, ServerId } from '../../model/apple.js';
import type { JsonObject } from '../../model/json.js';
import type { IntuneSide, Organization, SimulatedClock, SimulatedDevice } from './organization.js';

/** The Apple part of a simulated Intune tenant: what it knows (apple.md 3.11). */

export interface SimulatedToken {
  readonly id: string;
  readonly name: string;
  readonly type: 'dep' | 'appleSchoolManager' | 'none';
  readonly appleIdentifier: string;
  expires: number;
  syncError: number;
  syncAsked?: number;
  synced?: number;
  /** The server at Apple that it belongs to. */
  readonly server?: ServerId;
  readonly profiles: SimulatedProfile[];
  readonly defaults: { ios?: string; macOS?: string; tvOS?: string; visionOS?: string };
  readonly serials: Map<Serial, SyncedRecord>;
  /** When the running sync ends. */
  syncing?: number;
}

export interface SimulatedProfile {
  readonly id: string;
  readonly name: string;
  /** `depIOSEnrollmentProfile` … */
  readonly type: string;
  /** Further members as Graph has them. */
  readonly body: JsonObject;
  /** Calls of setDefaultProfile that still answer 404. */
  notYet: number;
}

export interface SyncedRecord {
  readonly platform: string;
  profile?: string;
  profiledAt?: number;
  deleted: boolean;
  readonly created: number;
  enrolled: boolean;
  readonly description: string;
}

export interface ManagedRecord {
  readonly id: string;
  readonly serial: Serial;
  /** As Graph has them; the times below are added on reading. */
  readonly body: JsonObject;
  readonly enrolled: number;
  /** `live` while the device checks in every hour. */
  lastSync: number | 'live';
}

export interface IdentityRecord {
  readonly id: string;
  readonly identifier: string;
  readonly type: string;
  platform: string;
  description: string;
  readonly created: number;
}

export interface TenantSwitches {
  /** What updateDeviceProfileAssignment says to serials that the token has not brought. */
  unknownSerials: 'ignored' | 400;
  /** What a sync within 15 minutes of the one before is answered with. */
  tooEarly: 400 | 409 | 429;
  syncSeconds: number;
  automaticSyncHours: number;
  personalBlocked: boolean;
}

export interface SimulatedIntune extends IntuneSide {
  readonly clock: SimulatedClock;
  readonly organization: Organization | undefined;
  readonly tokens: SimulatedToken[];
  readonly devices: Map<string, ManagedRecord>;
  readonly bySerial: Map<Serial, ManagedRecord[]>;
  readonly identities: Map<string, IdentityRecord>;
  readonly switches: TenantSwitches;
  /** Milliseconds; undefined where the tenant has no certificate. */
  readonly push: { expires: number; topic: string } | undefined;
  /** Absent where the tenant around keeps its own. */
  readonly vppTokens: readonly JsonObject[] | undefined;
  /** Who uses a device here. */
  readonly userOf: (serial: Serial) => string | undefined;
}

export interface IntuneUse {
  readonly clock: SimulatedClock;
  readonly organization?: Organization;
  readonly tokens?: readonly SimulatedToken[];
  readonly devices?: readonly ManagedRecord[];
  readonly identities?: readonly IdentityRecord[];
  readonly switches?: Partial<TenantSwitches>;
  readonly push?: { expires: number; topic: string };
  readonly vppTokens?: readonly JsonObject[];
  readonly userOf?: (serial: Serial) => string | undefined;
}

const hour = 3_600_000;
const platforms: Readonly<Record<string, string>> = { iPhone: 'ios', iPad: 'ios', Mac: 'macOS', AppleTV: 'tvOS', Vision: 'visionOS' };

/** Makes the Apple part of a tenant and ties it to the servers at Apple that its tokens belong to. */
export function makeIntune(use: IntuneUse): SimulatedIntune {
  const intune: SimulatedIntune = {
    clock: use.clock,
    organization: use.organization,
    tokens: [...(use.tokens ?? [])],
    devices: new Map(),
    bySerial: new Map(),
    identities: new Map((use.identities ?? []).map((identity) => [identity.id, identity])),
    switches: { unknownSerials: 'ignored', tooEarly: 400, syncSeconds: 60, automaticSyncHours: 12, personalBlocked: false, ...use.switches },
    push: use.push,
    vppTokens: use.vppTokens,
    userOf: use.userOf ?? (() => undefined),
    settle(now) {
      for (const token of intune.tokens) settleToken(intune, token, now);
    },
    profiledAt(serial) {
      const record = intune.tokens.map((token) => token.serials.get(serial)).find((found) => found !== undefined && !found.deleted);
      return record?.profile === undefined ? undefined : record.profiledAt;
    },
    arrived: (device, at) => arrived(intune, device, at),
    left(serial, at) {
      for (const record of intune.bySerial.get(serial) ?? []) if (record.lastSync === 'live') record.lastSync = at;
    },
  };
  for (const device of use.devices ?? []) enter(intune, device);
  for (const token of intune.tokens) if (token.server !== undefined) use.organization?.intune.set(token.server, intune);
  return intune;
}

/** Puts a device record into a tenant. */
export function enter(intune: SimulatedIntune, record: ManagedRecord): void {
  intune.devices.set(record.id, record);
  const others = intune.bySerial.get(record.serial);
  if (others === undefined) intune.bySerial.set(record.serial, [record]);
  else others.push(record);
}

function settleToken(intune: SimulatedIntune, token: SimulatedToken, now: number): void {
  if (token.type === 'none' || token.expires <= now) return;
  if (token.syncing !== undefined && token.syncing <= now) bring(intune, token, token.syncing);
  const automatic = (token.synced ?? now) + intune.switches.automaticSyncHours * hour;
  if (automatic <= now) bring(intune, token, now);
}

/** Brings what Apple assigns to the server: new serials get the default profile, gone ones are marked (apple.md 3.3, 3.4). */
export function bring(intune: SimulatedIntune, token: SimulatedToken, at: number): void {
  delete token.syncing;
  const server = token.server === undefined ? undefined : intune.organization?.servers.get(token.server);
  if (intune.organization === undefined || server === undefined || token.syncError !== 0) return;
  token.synced = at;
  server.connected = at;
  for (const device of intune.organization.devices.values()) {
    const record = token.serials.get(device.serial);
    const here = device.server === token.server && device.released === undefined;
    if (!here && record !== undefined) record.deleted = true;
    if (!here || (record !== undefined && !record.deleted)) continue;
    const platform = platforms[device.family] ?? 'unknown';
    if (record !== undefined) {
      // comes back with the profile it had, if it had one: a default counts for new serials only (apple.md 3.5)
      record.deleted = false;
      continue;
    }
    const profile = platform === 'ios' || platform === 'macOS' || platform === 'tvOS' || platform === 'visionOS' ? token.defaults[platform] : undefined;
    token.serials.set(device.serial, {
      platform, deleted: false, created: at, enrolled: false, description: device.model.toUpperCase(), ...(profile === undefined ? {} : { profile, profiledAt: at }),
    });
  }
}

const systems: Readonly<Record<string, string>> = { iPhone: 'iOS', iPad: 'iPadOS', Mac: 'macOS', AppleTV: 'tvOS', Vision: 'visionOS' };

function arrived(intune: SimulatedIntune, device: SimulatedDevice, at: number): void {
  const token = intune.tokens.find((candidate) => candidate.serials.has(device.serial));
  const record = token?.serials.get(device.serial);
  const profile = token?.profiles.find(({ id }) => id === record?.profile);
  if (record !== undefined) record.enrolled = true;
  const user = intune.userOf(device.serial);
  const id = randomUUID();
  enter(intune, { id, serial: device.serial, enrolled: at, lastSync: 'live', body: {
    deviceName: `${device.family}-${device.serial}`, operatingSystem: systems[device.family] ?? 'iOS', osVersion: `${device.os}.1`, model: device.model, manufacturer: 'Apple',
    managedDeviceOwnerType: 'company', deviceEnrollmentType: user === undefined ? 'appleBulkWithoutUser' : 'appleBulkWithUser', enrollmentProfileName: profile?.name ?? null,
    isSupervised: true, isEncrypted: true, bootstrapTokenEscrowed: device.family === 'Mac', complianceState: 'compliant', userPrincipalName: user ?? '', imei: device.imei?.[0] ?? '', usersLoggedOn: [],
    managementState: 'managed', lostModeState: 'disabled',
  } });
}

/** A person enrolls a device with Company Portal: corporate only where its identifier was imported before (apple.md 3.7, 3.11). */
export function enrollByHand(intune: SimulatedIntune, device: { readonly serial: Serial; readonly os: string; readonly osVersion: string; readonly model: string }): 'company' | 'personal' | 'blocked' {
  const corporate = [...intune.identities.values()].some((identity) => identity.type === 'serialNumber' && identity.identifier === device.serial);
  if (!corporate && intune.switches.personalBlocked) return 'blocked';
  const owner = corporate ? 'company' : 'personal';
  const id = randomUUID();
  enter(intune, { id, serial: device.serial, enrolled: intune.clock.now(), lastSync: 'live', body: {
    deviceName: device.serial, operatingSystem: device.os, osVersion: device.osVersion, model: device.model, manufacturer: 'Apple', managedDeviceOwnerType: owner, deviceEnrollmentType: 'userEnrollment',
    enrollmentProfileName: '', isSupervised: false, isEncrypted: true, complianceState: 'compliant', userPrincipalName: intune.userOf(device.serial) ?? '', usersLoggedOn: [], managementState: 'managed', lostModeState: 'disabled',
  } });
  return owner;
}
