import type { ActivityType, Serial } from '../apple.js';
import type { Spending } from './ports.js';
import type { DeviceState, DeviceWave, Gate, SignOff, WaveDevice } from './wave.js';

/** What proves that devices have moved: everything that the evidence pack shows, already decided. */

export const checkNames = ['server', 'appleStatus', 'profile', 'enrolled', 'supervised', 'owner', 'user', 'compliant', 'encrypted', 'keyEscrowed', 'bootstrapToken', 'oldRecordSilent', 'activationLock'] as const;
export type CheckName = (typeof checkNames)[number];

/** One thing that must be true of a device that has moved; `ok` is absent where it cannot be known or does not apply. */
export interface DeviceCheck {
  readonly name: CheckName;
  readonly ok?: boolean;
  readonly found: string;
}

/** What is known of one device of a wave file. */
export interface DeviceProof {
  readonly serial: Serial;
  readonly wave: number;
  readonly class: WaveDevice['class'];
  readonly state: DeviceState;
  readonly reason: string;
  readonly checks: readonly DeviceCheck[];
  /** Sent, and therefore expected to arrive. */
  readonly sent: boolean;
  /** The deadline that Apple was last asked for. */
  readonly deadline?: string;
}

/** Something that no API does: where a person does it, and how the tool notices that it was done. */
export interface ManualStep {
  readonly id: string;
  readonly title: string;
  readonly who: 'Apple account holder' | 'destination admin' | 'source admin' | 'help desk';
  /** The exact place, click by click. */
  readonly where: string;
  /** Why no command does it. */
  readonly why: string;
  /** What is looked at to know. */
  readonly check: string;
  readonly standing: 'done' | 'open' | 'later' | 'not seen';
  /** What was seen. */
  readonly found: string;
}

/** One activity that Apple was asked for. */
export interface OrderLine {
  readonly order: number;
  readonly wave: number;
  readonly type: ActivityType;
  readonly devices: number;
  /** ISO 8601 */
  readonly at: string;
  readonly activity?: string;
  readonly deadline?: string;
  /** In words: done, refused, no answer and found by reading back … */
  readonly outcome: string;
  readonly failed: number;
}

export interface DeviceEvidence {
  readonly tool: { readonly name: string; readonly version: string };
  readonly time: string;
  readonly source: string;
  readonly destination: string;
  readonly servers: { readonly source: string; readonly destination: string };
  readonly waves: readonly (Pick<DeviceWave, 'number' | 'pilot' | 'deadline'> & { readonly devices: number; readonly sent: number; readonly proven: number; readonly signOff?: SignOff; readonly gates?: { readonly at: string; readonly gates: readonly Gate[] } })[];
  readonly counts: Readonly<Partial<Record<DeviceState, number>>>;
  readonly devices: readonly DeviceProof[];
  readonly orders: readonly OrderLine[];
  readonly steps: readonly ManualStep[];
  readonly spending: Spending;
  readonly integrity: readonly { readonly what: string; readonly sha256: string }[];
}
