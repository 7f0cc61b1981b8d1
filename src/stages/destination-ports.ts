import type { Bundle } from '../model/bundle.js';
import type { Journal } from '../model/journal.js';
import type { Catalog } from '../model/policy-type.js';
import type { Clock, Say, TenantWriter } from '../model/ports.js';
import type { Rewrite } from '../engine/prepare.js';

/** What a stage that changes the destination by a plan, or takes that back, works with. */
export interface DestinationPorts {
  readonly bundle: Bundle;
  readonly destination: TenantWriter;
  readonly catalog: Catalog;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly say: Say;
  readonly rewrite: Rewrite;
  /** Milliseconds after which an object that was written must be visible to lists. */
  readonly visibility: number;
  /** Milliseconds that one step may be put off by what passes. */
  readonly maxWait: number;
  readonly signal?: AbortSignal;
}
