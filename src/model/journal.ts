import type { Address } from './address.js';
import type { Failure } from './failure.js';
import type { Id } from './ids.js';
import type { JsonObject } from './json.js';
import type { SecretPlace } from './policy.js';

/** Which of an object's requests a line is about: `create`, `settings#3`, `assign`, `link:rootCertificate:<id>`; those of a rollback begin with `undo:`. */
export type StepName = string;

interface LineFacts {
  /** 1, 2, 3 … without a gap. */
  readonly n: number;
  /** ISO 8601. */
  readonly at: string;
  /** Hash of the line before; of nothing for the first. */
  readonly prev: string;
}

/** What is known about an object once its step is over. */
export type Outcome =
  | { readonly as: 'done'; readonly id?: Id<'destination'>; readonly requestId?: string; /** an earlier run had done it: it was found, not sent again */ readonly found?: true }
  | { readonly as: 'failed'; readonly failure: Failure }
  /** Nobody can say yet whether it happened: the next run looks. */
  | { readonly as: 'unknown'; readonly failure: Failure }
  /** The run was stopped, or the sign-in ended, before it was sent: surely not done, and no fault of the object. */
  | { readonly as: 'not sent' }
  | { readonly as: 'parked'; readonly failure: Failure; readonly approvalCode?: string };

export type JournalEvent =
  | { readonly event: 'begin'; /** Of the journal; the store sets it. */ readonly format?: 1; readonly plan: string; readonly tool: string; readonly destination: string; /** A rollback begins; an import unless said. */ readonly deed?: 'rollback' }
  | { readonly event: 'intent'; readonly address: Address; readonly step: StepName; readonly call: string }
  | { readonly event: 'outcome'; readonly address: Address; readonly step: StepName; readonly outcome: Outcome }
  /** The whole object as it was before a change. */
  | { readonly event: 'before'; readonly address: Address; readonly id: Id<'destination'>; /** `body`, `children`, and `links` as ids by property. */ readonly body: JsonObject; readonly assignments: readonly JsonObject[]; readonly secrets?: readonly SecretPlace[] }
  /** All steps of an action are done; what the object looked like then, as a fingerprint: rollback knows foreign edits by it. */
  | { readonly event: 'settled'; readonly address: Address; readonly action: 'create' | 'update' | 'assign'; readonly id: Id<'destination'>; readonly fingerprint?: string }
  | { readonly event: 'undone'; readonly address: Address; readonly id: Id<'destination'>; readonly how: 'deleted' | 'restored' | 'left'; readonly because?: string }
  | { readonly event: 'end'; readonly exitCode: number };

export type JournalLine = LineFacts & JournalEvent & { /** sha256 over the line without this member. */ readonly hash: string };

/** Append-only; a line is on disk before the promise resolves. */
export interface Journal {
  append(event: JournalEvent): Promise<void>;
  /** The lines there were when it was opened, the half-written last one left out. */
  readonly past: readonly JournalLine[];
}
