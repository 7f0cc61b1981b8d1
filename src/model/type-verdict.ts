/**
 * What a move does to the objects of a type: goes over unchanged, with ids replaced, with something lost (what is said), is made anew by
 * hand (how is said), stays (why is said), or belongs to a service of Microsoft that has its own in every tenant.
 */
export type TypeFate = 'as-is' | 'remap' | 'lossy' | 'rebuild' | 'never' | 'service-owned';

/** The verdict on some types of one place. */
export interface TypeVerdict {
  /** Where objects of them live, below the API version, without keys. */
  readonly at: string;
  /** Entity types without `#microsoft.graph.`. */
  readonly types: readonly string[];
  readonly verdict: TypeFate;
  /** The kind of the catalog that carries them, or that their object belongs to. */
  readonly kind?: string;
  /** What is lost, or why it does not move. Empty where nothing is to be said. */
  readonly because: string;
  /** What a person does in place of it; empty where nothing is to be done. */
  readonly remedy: string;
  /** `proven here`: the conformance suite moves one; `documented`: Microsoft says so; `inferred`: from what the type holds. */
  readonly certainty: 'proven here' | 'documented' | 'inferred';
  /** Microsoft's page. */
  readonly link: string;
}
