import type { Address } from './address.js';

export type Severity = 'blocker' | 'high' | 'medium' | 'low' | 'info';
export type Certainty = 'proven' | 'documented' | 'inferred';
export type Moment = 'before' | 'cut-over' | 'after';
export type Effort = 'minutes' | 'hours' | 'days' | 'project';

/** Exactly one per object (market.md 4.3). */
export type Portability = 'as-is' | 'remap' | 'lossy' | 'rebuild' | 'never' | 'excluded';

/**
 * Something a person should know about the move. The code names a rule of model/rules.ts, which holds title, severity,
 * owner and remedy: a finding holds only what is particular to it.
 */
export interface Finding {
  /** Stable: `GAP-CERT-003`. */
  readonly code: string;
  readonly severity: Severity;
  /** One sentence with the names in it. */
  readonly message: string;
  /** The object it is about; absent where it is about the tenant or the run. */
  readonly address?: Address;
  readonly kind?: string;
  /** JSON pointer into the policy file: `/body/omaSettings/0/value`. */
  readonly at?: string;
  /** What to try, where the rule's own remedy is not the whole story. */
  readonly remedy?: string;
  readonly requestId?: string;
  /** Other objects concerned: the ones that wait for it, the ones it would clash with. */
  readonly related?: readonly string[];
}
