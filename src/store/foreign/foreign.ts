import type { Finding } from '../../model/finding.js';
import type { JsonObject } from '../../model/json.js';
import type { Catalog, PolicyType } from '../../model/policy-type.js';
import type { Link, Neighbor, Policy } from '../../model/policy.js';

/** Who wrote a file, as far as it shows (real-exports.md 1.1). It decides nothing; people want to know. */
export type Layout = 'IntuneManagement' | 'portal export' | 'IntuneCD' | 'CIPP' | 'Graph list' | 'Graph body' | 'administrative template list';

/** What a file is that is no policy. */
export type Other =
  | 'assignments of a policy'
  | 'settings of a policy'
  | 'part of a policy'
  | 'migration table'
  | 'report'
  | 'table'
  | 'script'
  | 'XML'
  | 'configuration profile'
  | 'text'
  | 'picture'
  | 'package'
  | 'request'
  | 'error answer'
  | 'head of an object'
  | 'empty'
  | 'other data';

/** One object found in a file. */
export type ForeignObject = {
  /** JSON pointer into the file; empty for the whole file. */
  readonly at: string;
} & (
  | { readonly as: 'policy'; readonly policy: Policy }
  | { readonly as: 'neighbor'; readonly neighbor: Neighbor }
  /** The same object is in another file too; that one is kept. */
  | { readonly as: 'twin'; readonly kind: string; readonly name: string; readonly of: string; readonly same: boolean }
  /** The catalog has no row for its type. */
  | { readonly as: 'no row'; readonly type: string; readonly name?: string }
  /** Name and id without the settings: a row of a list, an answer to a write. */
  | { readonly as: 'not whole'; readonly kind: string; readonly name: string; readonly because: string }
);

/** What became of one file. Every file of the folder ends in exactly one of these. */
export type ForeignFile = {
  /** Relative to the folder, with forward slashes. */
  readonly path: string;
  readonly findings: readonly Finding[];
} & (
  | { readonly as: 'policies' | 'neighbors' | 'no row'; readonly layout: Layout; readonly objects: readonly ForeignObject[] }
  | { readonly as: 'not a policy'; readonly what: Other; /** The file it belongs to. */ readonly of?: string; readonly objects: readonly ForeignObject[] }
  | { readonly as: 'not readable'; readonly because: string }
);

/** What was read of one object, as the engine's intake takes it. */
export interface RawObject {
  readonly object: JsonObject;
  readonly links: Readonly<Record<string, readonly Link[]>>;
}

/** The engine's intake, handed in because the store knows no engine: what comes from a file and from a tenant becomes a policy in one way. */
export interface Intake {
  policyOf(row: PolicyType, raw: RawObject): Policy;
  neighborOf(row: PolicyType, id: string, object: JsonObject): Neighbor;
}

export interface ForeignOptions {
  readonly catalog: Catalog;
  readonly intake: Intake;
  /** The tenant the export comes from, where a person says it; a migration table nearer to a file counts more. */
  readonly tenantId?: string;
}
