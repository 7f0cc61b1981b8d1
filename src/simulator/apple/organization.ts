import type { KeyObject } from 'node:crypto';
import type { Serial, ServerId } from '../../model/apple.js';
import type { Activity } from './activities.js';
import type { Fault } from './faults.js';

/** A simulated Apple organization: what it knows, and the switches for what the real one leaves open (apple.md 2.10). */

/** Time as the organization sees it; tests hold the hand that moves it. */
export interface SimulatedClock {
  now(): number;
}

export interface SimulatedDevice {
  readonly serial: Serial;
  readonly family: string;
  readonly productType: string;
  readonly model: string;
  /** Major version of the system on it: what Apple learns from the device itself. */
  os: number;
  /** Enrolled by Automated Device Enrollment. */
  readonly ade: boolean;
  readonly purchaseSource: string;
  /** When it came into the organization, milliseconds. */
  readonly added: number;
  readonly imei?: readonly string[];
  readonly sharedIpad?: boolean;
  readonly returnToService?: boolean;
  /** An iPhone or iPad that was unenrolled and enrolled again. */
  readonly reenrolled?: boolean;
  released?: number;
  /** Nobody is signed in who could start the migration. */
  startBlocked?: boolean;
  /** When its user starts the migration of his own accord; at the deadline otherwise. */
  userStarts?: number;
  /** The migration ends in FAILED. */
  migrationFails?: boolean;
  /** Every activity refuses it with this word. */
  activityFails?: string;
  server?: ServerId;
  /** The server that lists and linkages still show until then. */
  seen?: { readonly server: ServerId | undefined; readonly until: number };
  migration?: Migration;
  lock?: 'MDM' | 'USER' | 'NONE';
  updated: number;
}

export interface Migration {
  status: 'REQUESTED' | 'STARTED' | 'SUCCESS' | 'FAILED';
  deadline?: number;
  /** Where it was before: a cancel may bring it back. */
  readonly from: ServerId | undefined;
  startedAt?: number;
}

export interface SimulatedServer {
  readonly id: ServerId;
  readonly name: string;
  readonly type: string;
  readonly status: string;
  readonly families: readonly string[];
  /** Milliseconds; undefined where no service ever called. */
  connected?: number;
  readonly created: number;
}

export interface SimulatedAccount {
  readonly clientId: string;
  readonly keyId: string;
  readonly publicKey: KeyObject;
}

/** The Intune tenant behind a server: whether it has a profile for a serial, and that a device has arrived there. */
export interface IntuneSide {
  /** Brings syncs that are due up to now. */
  settle(now: number): void;
  /** When it gave the serial a profile, milliseconds; undefined while it has not. */
  profiledAt(serial: Serial): number | undefined;
  /** The device is enrolled there now, by its enrollment profile. */
  arrived(device: SimulatedDevice, at: number): void;
  /** The device checks out or falls silent. */
  left(serial: Serial, at: number): void;
}

export interface Switches {
  /** A: a cancel puts the device back on the server it came from; B: it leaves it where it is. */
  cancelRestores: boolean;
  /** How "on no server" is said. */
  unassigned: 404 | 'empty';
  hideMigrationInLists: boolean;
  /** Whether the migration types are served: some schools get 400. */
  migrationServed: boolean;
  /** Whether an assertion must name the key it is signed with. */
  strictKeyId: boolean;
  /** More token calls than this in ten minutes answer 400; 0 for no limit. */
  tokenCallsPerTenMinutes: number;
  /** Seconds until the log's address stops answering; 0 for at once. */
  logLife: number;
  /** Seconds until an assignment shows. */
  lag: number;
  /** Seconds an activity takes. */
  activitySeconds: number;
  /** Seconds between the start of a migration and its end. */
  migrationSeconds: number;
  readsPerMinute: number;
  writesPerHour: number;
  /** Most devices in one activity; more answer 400. */
  devicesPerActivity: number;
  /** An activity reports success for serials that the organization does not have, instead of refusing the request. */
  acceptsUnknownSerials: boolean;
}

export const switchDefaults: Switches = {
  cancelRestores: true, unassigned: 'empty', hideMigrationInLists: false, migrationServed: true, strictKeyId: false, tokenCallsPerTenMinutes: 0,
  logLife: 3600, lag: 15, activitySeconds: 40, migrationSeconds: 900, readsPerMinute: 20, writesPerHour: 10, devicesPerActivity: 1000, acceptsUnknownSerials: false,
};

export interface Organization {
  readonly type: 'business' | 'school';
  readonly clock: SimulatedClock;
  readonly accounts: readonly SimulatedAccount[];
  readonly servers: Map<ServerId, SimulatedServer>;
  readonly devices: Map<Serial, SimulatedDevice>;
  readonly activities: Map<string, Activity>;
  /** Devices whose migration is not over. */
  readonly moving: Set<Serial>;
  readonly intune: Map<ServerId, IntuneSide>;
  readonly switches: Switches;
  /** Taken from the front, each as often as it says. */
  readonly faults: Fault[];
  /** Calls answered, by `GET orgDevices` and the like: tests count them. */
  readonly calls: Map<string, number>;
  readonly tokens: Map<string, number>;
  readonly usedAssertions: Set<string>;
  readonly tokenCalls: number[];
}

export interface OrganizationUse {
  readonly type?: 'business' | 'school';
  readonly clock: SimulatedClock;
  readonly accounts: readonly SimulatedAccount[];
  readonly servers: readonly SimulatedServer[];
  readonly devices: readonly SimulatedDevice[];
  readonly switches?: Partial<Switches>;
}

export function makeOrganization(use: OrganizationUse): Organization {
  return {
    type: use.type ?? 'business',
    clock: use.clock,
    accounts: use.accounts,
    servers: new Map(use.servers.map((server) => [server.id, server])),
    devices: new Map(use.devices.map((device) => [device.serial, device])),
    activities: new Map(),
    moving: new Set(),
    intune: new Map(),
    switches: { ...switchDefaults, ...use.switches },
    faults: [],
    calls: new Map(),
    tokens: new Map(),
    usedAssertions: new Set(),
    tokenCalls: [],
  };
}

/** The server that a caller sees a device on: the old one while the assignment lags. */
export function visibleServer(device: SimulatedDevice, now: number): ServerId | undefined {
  return device.seen !== undefined && device.seen.until > now ? device.seen.server : device.server;
}

/** Moves a device to a server, seen only after the lag. */
export function assign(organization: Organization, device: SimulatedDevice, server: ServerId | undefined, now: number): void {
  device.seen = { server: visibleServer(device, now), until: now + organization.switches.lag * 1000 };
  if (server === undefined) delete device.server;
  else device.server = server;
  device.updated = now;
}
