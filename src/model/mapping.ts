import type { Id } from './ids.js';

/** What a person or a strong key decided about one object of the source (DESIGN: mapping files). */
export type Decision = 'map' | 'create' | 'drop' | 'keep' | 'open';

export interface Named<S extends 'source' | 'destination'> {
  readonly id: Id<S>;
  readonly name?: string;
}

interface EntryFacts {
  readonly source: Named<'source'>;
  /** Why, in words: "same name", "you said so", "no group of that name; dynamic rule is portable". */
  readonly because: string;
  /** How many objects of the bundle point at it. */
  readonly usedBy: number;
  /** Set by the tool on entries it wrote; a person who changes an entry removes it or not: the hash tells. */
  readonly auto?: string;
}

export type MappingEntry =
  | (EntryFacts & { readonly decision: 'map'; readonly destination: Named<'destination'> })
  | (EntryFacts & { readonly decision: 'create' })
  | (EntryFacts & { readonly decision: 'drop' })
  | (EntryFacts & { readonly decision: 'keep' })
  | (EntryFacts & { readonly decision: 'open'; readonly candidates: readonly Named<'destination'>[] });

/** One mapping file of objects: groups.json, certificates.json … */
export interface Mapping {
  readonly kind: string;
  readonly source: string;
  readonly destination: string;
  readonly entries: readonly MappingEntry[];
}

/** Tenant-bound text: a class of value, its text at the source, and what stands for it at the destination. */
export type ValueEntry = {
  readonly source: { readonly value: string; readonly class: string };
  readonly because: string;
  readonly usedBy: number;
  /** Where it stands: `compliancePolicy/… (…)#/body/…`, the first few. */
  readonly where?: readonly string[];
  readonly auto?: string;
} & (
  | { readonly decision: 'map'; readonly destination: { readonly value: string } }
  | { readonly decision: 'keep' }
  | { readonly decision: 'open'; readonly candidates: readonly { readonly value: string }[] }
);

/** `values.json`: never dropped, because a text cannot be left out of a text. */
export interface ValueMapping {
  readonly kind: 'value';
  readonly source: string;
  readonly destination: string;
  readonly entries: readonly ValueEntry[];
}

/** What becomes of one reference. */
export type Resolution =
  | { readonly as: 'mapped'; readonly id: Id<'destination'>; readonly name?: string; readonly because: string; /** it is a part of something else, not an object that can be read alone */ readonly part?: boolean }
  /** This plan creates it; the journal fills in the id. */
  | { readonly as: 'made'; readonly by: string }
  /** The same everywhere: `0`, a role template, a first-party app. */
  | { readonly as: 'kept'; readonly because: string }
  | { readonly as: 'dropped'; readonly because: string }
  /** Stops the objects that use it unless the mapping file answers. */
  | { readonly as: 'open'; readonly because: string; readonly candidates: readonly Named<'destination'>[] };

/** What a mapping file calls its kind: `groups` → `group`, `scope-tags` → `scopeTag`, `compliance-policies` → `compliancePolicy`. */
export function mappingWord(file: string): string {
  const singular = file.endsWith('ies') ? `${file.slice(0, -3)}y` : /[^s]s$/u.test(file) ? file.slice(0, -1) : file;
  return singular.replace(/-([a-z])/gu, (_all, letter: string) => letter.toUpperCase());
}
