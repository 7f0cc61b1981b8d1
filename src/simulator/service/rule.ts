import type { Collection, Entity } from '../tenant/entity.js';
import type { Tenant } from '../tenant/tenant.js';
import type { Incoming } from './check-body.js';

/** A new object on its way in. A rule may change `incoming.body` before it is stored. */
export interface Creating {
  readonly tenant: Tenant;
  readonly collection: Collection;
  readonly incoming: Incoming;
  /** Objects that tests and the demo put there directly: shaped like the service's own, not checked for references. */
  readonly seed: boolean;
}

export interface Changing extends Creating {
  readonly entity: Entity;
  /** PUT replaces the whole object. */
  readonly whole: boolean;
}

export interface Removing {
  readonly tenant: Tenant;
  readonly collection: Collection;
  readonly entity: Entity;
}

/** What the service does with the objects of some sets beside what the schema demands. Each may refuse. */
export interface Rule {
  /** Set paths without ids; undefined for every set. */
  readonly on?: readonly string[];
  /** Only these types and their subtypes. */
  readonly types?: readonly string[];
  create?(creating: Creating): void;
  /** After it is stored under its id: secrets, children, pointers. */
  created?(creating: Creating & { readonly entity: Entity }): void;
  change?(changing: Changing): void;
  changed?(changing: Changing): void;
  remove?(removing: Removing): void;
}
