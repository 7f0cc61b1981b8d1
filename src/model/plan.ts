import type { Address } from './address.js';
import type { PlannedAdmx } from './admx-files.js';
import type { PlannedFile } from './app-files.js';
import type { Finding } from './finding.js';
import type { Id } from './ids.js';
import type { Named, Resolution } from './mapping.js';
import type { Service } from './ports.js';
import type { KindSight, TenantFacts } from './policy.js';

export interface PlanOptions {
  readonly assignments: 'now' | 'later' | 'none';
  readonly onExisting: 'skip' | 'update' | 'fail';
  readonly prefix: string;
  readonly keepState: boolean;
  readonly allowOpen: boolean;
  /** `--allow-updates`: per cent of what the destination has of these kinds; the usual share where absent. */
  readonly allowUpdates?: number;
}

interface ActionFacts {
  readonly address: Address;
  readonly kind: string;
  readonly name: string;
  /** Why this and nothing else, in words. */
  readonly reason: string;
  /** What must be done before: addresses that this plan creates. */
  readonly needs: readonly Address[];
  /** Requests it takes, waits not counted. */
  readonly calls: number;
}

/** One deed of a plan. Groups are created like any other kind. */
export type Action =
  | (ActionFacts & { readonly do: 'create'; /** the name it gets, where a prefix changes it */ readonly as?: string; readonly digest: string })
  | (ActionFacts & { readonly do: 'update'; readonly destination: Named<'destination'>; readonly before: string; readonly digest: string })
  /** Exists and stays as it is: equal already, or somebody said so. */
  | (ActionFacts & { readonly do: 'keep'; readonly destination: Named<'destination'>; readonly same: boolean })
  | (ActionFacts & { readonly do: 'assign'; readonly destination?: Named<'destination'>; readonly digest: string });

/** Actions that need only earlier waves. */
export type Wave = readonly Action[];

/** An object that no action touches, and why. */
export interface Aside {
  readonly address: Address;
  readonly kind: string;
  readonly name: string;
  readonly state: 'left out' | 'not portable' | 'skipped';
  readonly because: string;
  /** For `skipped`: the object after whom. */
  readonly after?: Address;
  /** Codes of the findings that say more. */
  readonly findings: readonly string[];
}

/** Something in the destination that the plan relies on; import looks again before the first write. */
export type Reliance =
  | { readonly what: 'exists'; readonly kind: string; readonly id: Id<'destination'>; readonly name?: string; readonly fingerprint?: string }
  | { readonly what: 'absent'; readonly kind: string; readonly key: string; readonly name: string };

export interface Estimate {
  readonly reads: number;
  readonly writes: number;
  /** At the documented budgets, with the categories side by side: the slowest one counts. */
  readonly seconds: number;
  readonly byService: Readonly<Partial<Record<Service, { readonly writes: number; readonly seconds: number }>>>;
}

/** What `plan` writes and `import` executes. Pure: made of bundle, mappings and what was read of the destination. */
export interface Plan {
  readonly format: 1;
  readonly tool: { readonly name: string; readonly version: string };
  /** ISO 8601. */
  readonly time: string;
  readonly source: TenantFacts;
  readonly destination: TenantFacts;
  /** Folder of the bundle, relative to the plan file where possible, and the sha256 of its manifest less the time. */
  readonly bundle: { readonly path: string; readonly fingerprint: string };
  readonly mappings: { readonly path: string; readonly fingerprint: string };
  readonly options: PlanOptions;
  readonly waves: readonly Wave[];
  readonly asides: readonly Aside[];
  /** By kind, then by source id. */
  readonly resolutions: Readonly<Record<string, Readonly<Record<string, Resolution>>>>;
  /** Tenant-bound text of the source → text of the destination; null keeps it. */
  readonly values: readonly { readonly from: string; readonly class: string; readonly to: string | null }[];
  /** Template ids as the destination spells them, by the spelling in lower case; only those that differ from it. */
  readonly spellings: Readonly<Record<string, string>>;
  /** Secrets that import sends; absent where there are none. */
  readonly secrets?: readonly PlannedSecret[];
  /** The folder with installers, relative to the plan file where possible, and by address the file that an object is created with. */
  /** The folder with ADMX files, and what of it each uploaded file is made of, by address. */
  readonly admxFiles?: { readonly path: string; readonly files: Readonly<Record<string, PlannedAdmx>> };
  readonly appFiles?: { readonly path: string; readonly files: Readonly<Record<string, PlannedFile>> };
  readonly findings: readonly Finding[];
  readonly reliesOn: readonly Reliance[];
  readonly estimate: Estimate;
  /** Kinds of the export that were not seen: carried so that the last report can say so. */
  readonly kinds: Readonly<Record<string, KindSight>>;
  /** sha256 over everything above; an edited plan is refused. */
  readonly fingerprint: string;
}

/** A secret that import sends in its place, by name only: a plan never holds a value. */
export interface PlannedSecret {
  /** The name it is supplied by (model/secret-names.ts). */
  readonly name: string;
  readonly address: Address;
  /** JSON pointer into the object, as the bundle has it. */
  readonly at: string;
  readonly what: string;
  readonly setting?: string;
  /** `supplied`: whoever imports brings it (`--secrets-from`); `bundle`: it was read from the source and lies encrypted in the bundle. */
  readonly from: 'supplied' | 'bundle';
}

/** Every exported object ends in exactly one of these (promise 5). */
export type FinalState = 'created' | 'updated' | 'same' | 'left out' | 'not portable' | 'skipped' | 'failed';

export const finalStates: readonly FinalState[] = ['created', 'updated', 'same', 'left out', 'not portable', 'skipped', 'failed'];
