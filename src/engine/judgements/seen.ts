import type { Address } from '../../model/address.js';
import { objectAt, textsAt, type JsonObject } from '../../model/json.js';
import type { PolicyType } from '../../model/policy-type.js';
import type { Policy } from '../../model/policy.js';
import type { Reference } from '../../model/reference.js';
import type { Summary } from '../summary.js';
import { marksOf, type Mark } from './marks.js';
import { platformOf, type Platform } from './platform.js';

/** What is kept of an object to lay it beside others: all but its settings. */
export interface Seen {
  readonly row: PolicyType;
  readonly address: Address;
  readonly kind: string;
  readonly id: string;
  readonly name: string;
  readonly type?: string;
  readonly references: readonly Reference[];
  readonly assignments: readonly JsonObject[] | null;
  /** Ids of what its navigation properties lead to. */
  readonly links: readonly string[];
  /** Navigation properties of its type that nobody has looked at: another tool does not export them. */
  readonly unread: readonly string[];
  /** Navigation properties that were looked at and lead nowhere, out of those its type has. */
  readonly unlinked: readonly string[];
  readonly platform?: Platform;
  /** Whether it can be created in the destination from its export, supplied secrets included. */
  readonly moves: boolean;
  /** Every tenant has it, so what points at it finds it again. */
  readonly everywhere: boolean;
  readonly defaultObject: boolean;
  readonly marks: ReadonlySet<Mark>;
  /** Whom a policy over sign-ins is for: ids, and words like All. */
  readonly includes: readonly string[];
}

/** Told by the members of conditional access. */
function includedUsers(body: JsonObject): string[] {
  const users = objectAt(objectAt(body, 'conditions') ?? {}, 'users') ?? {};
  return ['includeUsers', 'includeGroups', 'includeRoles'].flatMap((name) => textsAt(users, name)).concat(Object.hasOwn(users, 'includeGuestsOrExternalUsers') && users['includeGuestsOrExternalUsers'] !== null ? ['guests'] : []);
}

export function seenOf(row: PolicyType, policy: Policy, summary: Summary): Seen {
  const platform = platformOf(policy);
  return {
    row,
    address: policy.address,
    kind: policy.kind,
    id: policy.id,
    name: policy.name,
    ...(policy.type === undefined ? {} : { type: policy.type }),
    references: summary.references,
    assignments: policy.assignments,
    links: Object.values(policy.links).flatMap((links) => links.map((link) => link.id)),
    unread: Object.keys(row.links?.[policy.type ?? ''] ?? {}).filter((property) => policy.links[property] === undefined),
    unlinked: Object.keys(row.links?.[policy.type ?? ''] ?? {}).filter((property) => policy.links[property]?.length === 0),
    ...(platform === undefined ? {} : { platform }),
    moves: summary.stays === undefined || summary.stays.why === 'secret',
    everywhere: summary.stays?.everywhere === true,
    defaultObject: policy.defaultObject !== undefined,
    marks: marksOf(policy),
    includes: includedUsers(policy.body),
  };
}
