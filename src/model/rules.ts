import type { Certainty, Effort, Moment, Severity } from './finding.js';

/** Who must act. */
export type Owner = 'source admin' | 'destination admin' | 'Apple account holder' | 'PKI' | 'security' | 'app owner' | 'help desk' | 'consultant';

/** One row of the table of findings: everything that is true of every finding with this code. */
export interface Rule {
  /** `GAP-<area>-<three digits>`; never reused, never renumbered. */
  readonly code: string;
  readonly title: string;
  readonly severity: Severity;
  readonly effort: Effort;
  readonly certainty: Certainty;
  readonly moment: Moment;
  readonly owner: Owner;
  /** What happens if nobody acts. */
  readonly consequence: string;
  readonly remedy: readonly string[];
  /** Vendor text. */
  readonly link?: string;
}
