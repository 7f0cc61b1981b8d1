import type { Path, When } from './when.js';

/** Something in the policy that points at another object. */
export interface Ref {
  readonly at: Path;
  /** Kinds of the catalog; the first one that the id is found in counts. */
  readonly to: readonly string[];
  /** Values that point at nothing: `''`, the all-zero GUID. null and absent never do. */
  readonly none?: readonly string[];
  /** Values that mean the same in every tenant: `0`, `All`, built-in ids. */
  readonly same?: readonly string[];
  /** Only where the object that holds the value has these members. */
  readonly when?: readonly When[];
  /**
   * How the id sits in the text. `json id`: the text is JSON `{"id":"…"}`; `prefix`: `T_<guid>`, `Email_<guid>`: the part
   * after the first underscore; `bind`: a URL that ends in `('<id>')`; `json text`: the text is JSON and nothing but an id.
   */
  readonly wrapped?: 'json id' | 'prefix' | 'bind' | 'json text';
  /** Many values of the kind are no references: it is one only where the bundle brings an object of that id. */
  readonly maybe?: true;
  /**
   * What leaves when the decision is `drop`: the list item or member itself, the nearest list item around it (an
   * assignment), or the object that holds it (`{ "id" }` alone says nothing without its id).
   */
  readonly drops?: 'value' | 'item' | 'holder';
  /** The object cannot be without it: where it is dropped, the whole object stays behind. */
  readonly needed?: true;
}

/** A navigation property that points at other policies: not in the body, read by cast, written by bind or $ref. */
export interface LinkRule {
  readonly to: readonly string[];
  readonly many: boolean;
  /** Declared on the base type: it comes expanded with the object, has no cast in its address, and is added by `$ref` once the object is there. */
  readonly plain?: true;
  /** The detail query expands it, so that it is not read apart; it is bound on create like any other. */
  readonly expanded?: true;
}
