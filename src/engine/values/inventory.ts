import { guidPattern } from '../../model/ids.js';
import type { TenantFacts } from '../../model/policy.js';

/** Every id of the source that must never arrive in the destination, and the kind of the object it names. */
export interface Inventory {
  /** The kind of the object, or undefined where the source has no such id. Ids are asked for in lower case. */
  get(id: string): string | undefined;
  readonly size: number;
}

/** What is known of the tenant that the policies come from. */
export interface SourceFacts {
  readonly tenant: TenantFacts;
  readonly objects: Inventory;
}

/**
 * The inventory of a list of objects. An id with a GUID in it (`T_<guid>`, `<onboarding>_<profile>`) is known by the GUID
 * too, because that is what other objects write. Short ids (`0`, `c1`) are no names that a text could be searched for.
 */
export function inventoryOf(objects: Iterable<{ readonly id: string; readonly kind: string }>, tenant: TenantFacts): Inventory {
  const kinds = new Map<string, string>();
  const own = new Set([tenant.id.toLowerCase(), tenant.intuneAccountId?.toLowerCase()]);
  for (const { id, kind } of objects) {
    const known = id.toLowerCase();
    if (known.length >= 12) kinds.set(known, kind);
    for (const [guid] of known.matchAll(new RegExp(guidPattern.source, 'g'))) if (!own.has(guid) && !kinds.has(guid)) kinds.set(guid, kind);
  }
  return kinds;
}
