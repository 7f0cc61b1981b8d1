import type { Address } from './address.js';
import type { Id } from './ids.js';
import type { Json } from './json.js';

export interface Difference {
  /** JSON pointer. */
  readonly at: string;
  readonly wanted?: Json;
  readonly found?: Json;
}

/** What reading back says about one object of the plan. */
export type Verdict =
  | { readonly address: Address; readonly as: 'equal'; readonly id: Id<'destination'> }
  /** The service added defaults, sorted a list or changed case: `tidied` says where. */
  | { readonly address: Address; readonly as: 'tidied'; readonly id: Id<'destination'>; readonly tidied: readonly Difference[] }
  | { readonly address: Address; readonly as: 'different'; readonly id: Id<'destination'>; readonly differences: readonly Difference[] }
  | { readonly address: Address; readonly as: 'missing'; readonly because: string }
  /** The plan did not touch it, so nothing is to be proven; `unread`: it did, and it could not be read back. */
  | { readonly address: Address; readonly as: 'not checked'; readonly because: string; readonly unread?: true };
