import type { ActivationLock, MdmServer, OrgDevice, Serial, ServerId } from '../../model/apple.js';
import type { EnrollmentProfile, ManagedAppleDevice, SyncedSerial } from '../../model/apple/enrollment.js';

/** Something that was looked for: what it is, or why nobody can say. Not seen is not none. */
export type Seen<T> = { readonly seen: true; readonly value: T } | { readonly seen: false; readonly because: string };

export function seen<T>(value: T): { readonly seen: true; readonly value: T } {
  return { seen: true, value };
}

export function notSeen(because: string): { readonly seen: false; readonly because: string } {
  return { seen: false, because };
}

/** Everything known about one serial on all three sides. */
export interface DeviceFacts {
  readonly serial: Serial;
  /** Absent where this Apple organization does not have it. */
  readonly apple?: OrgDevice;
  /** The server whose list holds it. */
  readonly server?: ServerId;
  readonly source: readonly ManagedAppleDevice<'source'>[];
  readonly destination: readonly ManagedAppleDevice<'destination'>[];
  readonly sourceSynced?: SyncedSerial<'source'>;
  readonly destinationSynced?: SyncedSerial<'destination'>;
  readonly lock?: ActivationLock;
}

/** What is true for all devices of a move. */
export interface Surroundings {
  /** Milliseconds. */
  readonly now: number;
  readonly source: MdmServer;
  readonly destination: MdmServer;
  /** Every server of the organization. */
  readonly servers: readonly MdmServer[];
  readonly sourceProfiles: readonly EnrollmentProfile<'source'>[];
}

const day = 24 * 3_600_000;
/** A device that has not checked in for so long is warned about, and after twice and a bit it is held (apple.md 4.1). */
export const staleAfter = 14 * day;
export const silentAfter = 30 * day;
/** Devices that were added by Apple Configurator can leave the organization for so long (apple.md 5.13). */
export const provisionalFor = 30 * day;

export interface Records<T> {
  /** The record that speaks for the device; undefined where there is none. */
  readonly current?: T;
  /** Records of an earlier enrollment: reported, and otherwise ignored. */
  readonly stale: readonly T[];
  /** More than one record is alive: nobody can say which one is the device. */
  readonly contested: boolean;
}

/**
 * Picks the live record among those of one serial (apple.md 5.33): a record is stale when it has not checked in for 30 days, or not
 * since another one was enrolled.
 */
export function recordsOf<T extends ManagedAppleDevice>(records: readonly T[], now: number): Records<T> {
  const newest = [...records].sort((a, b) => timeOf(b.lastSync) - timeOf(a.lastSync) || timeOf(b.enrolled) - timeOf(a.enrolled));
  const [first, ...others] = newest;
  if (first === undefined) return { stale: [], contested: false };
  const alive = others.filter((record) => now - timeOf(record.lastSync) <= silentAfter && !(timeOf(first.enrolled) >= timeOf(record.lastSync)));
  return { current: first, stale: others.filter((record) => !alive.includes(record)), contested: alive.length > 0 };
}

/** A time as milliseconds; 0 where there is none, which is longer ago than anything. Graph writes the year 1 for "none". */
export function timeOf(text: string | undefined): number {
  const time = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? 0 : Math.max(0, time);
}

export type Family = 'iPhone' | 'iPad' | 'Mac' | 'AppleTV' | 'Watch' | 'Vision' | 'unknown';

const families: readonly Family[] = ['iPhone', 'iPad', 'Mac', 'AppleTV', 'Watch', 'Vision'];

/** What kind of device it is: by Apple's word, else by the system that Intune knows. */
export function familyOf(facts: DeviceFacts): Family {
  const word = facts.apple?.family;
  const known = families.find((family) => family === word);
  if (word !== undefined) return known ?? 'unknown';
  const record = facts.source[0] ?? facts.destination[0];
  const os = record?.os.toLowerCase() ?? '';
  if (os === 'macos') return 'Mac';
  if (os === 'ipados' || (os === 'ios' && /ipad/i.test(record?.model ?? ''))) return 'iPad';
  if (os === 'ios') return 'iPhone';
  return os === 'tvos' ? 'AppleTV' : os === 'visionos' ? 'Vision' : 'unknown';
}

/** The leading number of a version: `26.1 (25B78)` is 26. Undefined where there is none. */
export function majorOf(version: string | undefined): number | undefined {
  const number = /^\s*(\d+)/.exec(version ?? '')?.[1];
  return number === undefined ? undefined : Number(number);
}

/** Whole days between a time and now. */
export function daysSince(text: string | undefined, now: number): number {
  return Math.floor((now - timeOf(text)) / day);
}
