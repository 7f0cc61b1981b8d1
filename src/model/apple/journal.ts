import type { ActivityId, ActivityType, LogRow, Serial, ServerId } from '../apple.js';
import type { AppleFailure } from './ports.js';
import type { DeviceState, Gate } from './wave.js';

/**
 * What happened to a wave file's devices, in order. An order is one activity at Apple: its intent is on disk before it is
 * sent, and every later line about it carries its number, so that a run that was killed knows what it must read back.
 */
export type WaveEvent =
  | { readonly event: 'begin'; readonly tool: string; readonly command: string; readonly source: string; readonly destination: string; readonly server: ServerId }
  /** The gates of a wave right before its first order. */
  | { readonly event: 'gates'; readonly wave: number; readonly gates: readonly Gate[] }
  | { readonly event: 'intent'; readonly order: number; readonly wave: number; readonly type: ActivityType; readonly serials: readonly Serial[]; readonly server?: ServerId; readonly deadline?: string; /** where the devices were: a cancel puts them back there */ readonly from: ServerId }
  | { readonly event: 'accepted'; readonly order: number; readonly activity: ActivityId }
  | { readonly event: 'refused'; readonly order: number; readonly failure: AppleFailure }
  /** No answer came: only reading back can tell. */
  | { readonly event: 'lost'; readonly order: number; readonly failure: AppleFailure }
  /** What reading back said about an order without an answer: these have it, those do not. */
  | { readonly event: 'found'; readonly order: number; readonly happened: readonly Serial[]; readonly absent: readonly Serial[] }
  | { readonly event: 'finished'; readonly order: number; readonly status: string; readonly subStatus?: string; readonly rows: readonly LogRow[]; /** the log file beside the journal */ readonly log?: string }
  /** Serials that a person must reassign in Apple's portal, because the API does not serve it. */
  | { readonly event: 'portal'; readonly order: number; readonly wave: number; readonly serials: readonly Serial[]; readonly server: ServerId; readonly deadline: string; readonly from: ServerId }
  | { readonly event: 'sync'; readonly token: string }
  | { readonly event: 'profile'; readonly profile: string; readonly serials: readonly Serial[] }
  /** A device is seen in another state than before; `apple` is Apple's own word for its migration then. */
  | { readonly event: 'seen'; readonly serial: Serial; readonly state: DeviceState; readonly reason: string; readonly apple?: string }
  | { readonly event: 'end'; readonly exitCode: number };

export type WaveLine = WaveEvent & { readonly n: number; /** ISO 8601 */ readonly at: string };

/** Append-only; a line is on disk before the promise resolves. */
export interface WaveJournal {
  append(event: WaveEvent): Promise<void>;
  /** The lines there were when it was opened, a half-written last one left out. */
  readonly past: readonly WaveLine[];
  /** Keeps a file of evidence beside the journal and returns its name. */
  keep(name: string, text: string): Promise<string>;
}
