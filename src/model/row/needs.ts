import type { When } from './when.js';

/** How many objects of a kind, or of some of its types, one tenant can hold. */
export interface Limit {
  /** In the plural, for people: "device platform restrictions". */
  readonly what: string;
  readonly most: number;
  readonly types?: readonly string[];
  /** Where the vendor says so. */
  readonly link: string;
}

/** A license of Microsoft's without which an object is refused, or accepted without effect. */
export interface LicenseNeed {
  /** For people: "Entra ID P2". */
  readonly what: string;
  /** Beginnings of the names of service plans, any one of which will do. */
  readonly plans: readonly string[];
  /** Only for objects that fit. */
  readonly when?: readonly When[];
  readonly without: 'refused' | 'no effect';
}
