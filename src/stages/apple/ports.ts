import type { AppleReader, AppleWriter } from '../../model/apple/ports.js';
import type { WaveJournal } from '../../model/apple/journal.js';
import type { WaveFile } from '../../model/apple/wave.js';
import type { Clock, Say, TenantReader, TenantWriter } from '../../model/ports.js';

/** What the configuration says about the two sides at Apple (tenantferry.json, `apple`). */
export interface AppleSettings {
  /** Names or ids of the servers. */
  readonly servers: { readonly source?: string; readonly destination?: string };
  /** Names of the ADE tokens. */
  readonly tokens: { readonly source?: string; readonly destination?: string };
  /** Between two looks at an activity; 15 unless said. */
  readonly pollSeconds: number;
  /** How long an order without an answer is looked for before it counts as never arrived; 1800 unless said (apple.md 4.2: no activity takes longer). */
  readonly readBackSeconds: number;
}

/** Both tenants and the Apple organization between them, to look at. The source is a reader everywhere. */
export interface AppleSight {
  readonly apple: AppleReader;
  readonly source: TenantReader;
  readonly destination: TenantReader;
  readonly settings: AppleSettings;
  readonly clock: Clock;
  readonly say: Say;
  readonly signal?: AbortSignal;
}

/** The same, to act on. */
export interface AppleHands extends AppleSight {
  readonly apple: AppleWriter;
  readonly destination: TenantWriter;
  readonly journal: WaveJournal;
  readonly tool: { readonly name: string; readonly version: string };
}

/** Where a wave file lies. */
export interface WaveShelf {
  /** Replaces the file, unless somebody has edited it since it was read: then false. */
  save(file: WaveFile): Promise<boolean>;
}
