import type { Address } from './address.js';
import type { Id } from './ids.js';

/** From an object, at a place, to a kind, with the id it had at export. Found by engine/references.ts, by the row's rules only. */
export interface Reference {
  readonly from: Address;
  /** JSON pointer into the policy: `/assignments/0/target/groupId`, `/body/roleScopeTagIds/1`, `/links/rootCertificate/0`. */
  readonly at: string;
  /** The kinds it may point at: a certificate link can mean SCEP, PKCS or PFX. */
  readonly to: readonly string[];
  readonly id: Id<'source'>;
  readonly name?: string;
  /** An id wrapped in other text (JSON in a string, `T_<guid>`, a bind URL): the rule that unwraps it. */
  readonly wrapped?: string;
  /** It points at something only where the bundle brings an object of that id; else it is a value like any other. */
  readonly maybe?: true;
}
