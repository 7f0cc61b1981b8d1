import type { Serial, ServerId } from '../apple.js';

/** How a device moves (apple.md 4.1). */
export type DeviceClass = 'NATIVE' | 'WIPE' | 'MANUAL' | 'UPDATE-FIRST' | 'HOLD';
export const deviceClasses = ['NATIVE', 'WIPE', 'MANUAL', 'UPDATE-FIRST', 'HOLD'] as const satisfies readonly DeviceClass[];

/** Where a device of a wave stands (apple.md 4.2), and five words for those that are not sent. */
export const deviceStates = [
  'INVENTORIED', 'CLASSIFIED', 'READY', 'SUBMITTED', 'CHECK_BACK', 'APPLE_REFUSED', 'ASSIGNED', 'NOT_SYNCED', 'SYNCED', 'PROFILED', 'PENDING',
  'MIGRATING', 'STUCK', 'SPLIT', 'ENROLLED', 'VERIFIED', 'ATTENTION', 'SOURCE_CLEAN', 'OVERDUE', 'FAILED', 'CANCELLED', 'DONE',
  'ALREADY_THERE', 'HOLD', 'UPDATE_FIRST', 'WIPE', 'MANUAL',
] as const;
export type DeviceState = (typeof deviceStates)[number];

/** What must hold before a wave is sent; the names that `--override` takes. */
export const gateNames = ['policies', 'profile', 'awaitConfiguration', 'token', 'sync', 'identifiers', 'appParity', 'fileVault', 'signOff'] as const;
export type GateName = (typeof gateNames)[number];

export interface Gate {
  readonly name: GateName;
  readonly green: boolean;
  /** What was seen, in a sentence. */
  readonly because: string;
  /** What makes it green; empty where it is. */
  readonly todo: readonly string[];
  /** The reason somebody gave for going on all the same. */
  readonly override?: string;
}

export interface WaveDevice {
  readonly serial: Serial;
  readonly class: DeviceClass;
  readonly state: DeviceState;
  readonly reason: string;
}

export interface DeviceWave {
  readonly number: number;
  readonly pilot: boolean;
  /** ISO 8601 in UTC; the deadline that Apple enforces for the NATIVE devices of the wave. */
  readonly deadline: string;
  readonly devices: readonly WaveDevice[];
}

/** A help desk that is ready for a wave as it stood then. */
export interface SignOff {
  readonly wave: number;
  readonly name: string;
  readonly at: string;
  /** Of deadline and device list: a change of either voids the sign-off. */
  readonly covers: string;
}

/** `WAVE.json`: made by `apple wave plan`, read and edited by people, carried out by `apple reassign`. */
export interface WaveFile {
  readonly $schema?: string;
  readonly format: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly time: string;
  /** Names in tenantferry.json. */
  readonly source: string;
  readonly destination: string;
  readonly servers: { readonly source: ServerRef; readonly destination: ServerRef };
  /** Names of the ADE tokens. */
  readonly tokens: { readonly source: string; readonly destination: string };
  /** The plan of the policies that these devices will meet, relative to this file. */
  readonly plan?: string;
  /** Nothing is due later. */
  readonly deadline: string;
  readonly waves: readonly DeviceWave[];
  readonly signOffs: readonly SignOff[];
}

export interface ServerRef {
  readonly id: ServerId;
  readonly name: string;
}
