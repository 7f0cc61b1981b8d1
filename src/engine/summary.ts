import type { Address } from '../model/address.js';
import type { Id } from '../model/ids.js';
import type { PlannedSecret } from '../model/plan.js';
import type { Json, JsonObject } from '../model/json.js';
import type { PolicyType } from '../model/policy-type.js';
import type { Policy } from '../model/policy.js';
import type { Reference } from '../model/reference.js';
import { secretNames } from '../model/secret-names.js';
import { naturalKey } from './keys.js';
import { underId } from './object-path.js';
import { allHold, valuesAt } from './paths.js';
import { referencesOf } from './references.js';
import { matchOnlyRemedy } from './usage.js';

/** What the planner keeps of a policy in memory: all but its body. */
export interface Summary {
  readonly address: Address;
  readonly kind: string;
  readonly id: Id<'source'>;
  readonly name: string;
  readonly type?: string;
  /** Natural key under the name it will have in the destination. */
  readonly key: string;
  /** What it stands under in the source, where that tells it from others of its name. */
  readonly under?: { readonly kind: string; readonly id: string };
  readonly references: readonly Reference[];
  readonly assignments: number | undefined;
  readonly defaultObject?: string;
  /** In lower case: the service takes it once. */
  readonly onlyName?: string;
  /** Its id is a place that it wants in the destination as well. */
  readonly place?: true;
  /** The template it is made from: its spelling counts, and whether it is still offered. */
  readonly template?: string;
  /** Why it stays behind whatever anybody decides: the service owns it, or no tenant can be given it. */
  readonly stays?: { readonly why: 'owned' | 'match only' | 'stays' | 'secret'; readonly because: string; /** the destination has it as well */ readonly everywhere?: true };
}

/**
 * @param newName the name it will have in the destination
 * @param planned its secrets that will be there at import
 */
export function summaryOf(row: PolicyType, policy: Policy, newName: string, planned: readonly PlannedSecret[] = []): Summary {
  const stays = staysBecause(row, policy, planned);
  return {
    address: policy.address,
    kind: policy.kind,
    id: policy.id,
    name: policy.name,
    ...(policy.type === undefined ? {} : { type: policy.type }),
    key: naturalKey(row, policy, newName),
    ...underOf(row, policy),
    references: referencesOf(row, policy),
    assignments: policy.assignments === null ? undefined : policy.assignments.length,
    ...(policy.defaultObject === undefined ? {} : { defaultObject: policy.defaultObject }),
    ...(row.nameOnce === undefined ? {} : { onlyName: newName.toLowerCase() }),
    ...(row.places === undefined ? {} : { place: row.places }),
    ...templateOf(row, policy),
    ...(stays === undefined ? {} : { stays }),
  };
}

function withChildren(policy: Policy): JsonObject {
  return { ...policy.body, ...Object.fromEntries(Object.entries(policy.children).map(([field, items]): [string, Json] => [field, [...items]])) };
}

function underOf(row: PolicyType, policy: Policy): { under?: { kind: string; id: string } } {
  const kind = row.below?.kind ?? row.under?.kind;
  const id = underId(row, { ...policy.body, id: policy.id });
  return kind === undefined || id === undefined ? {} : { under: { kind, id } };
}

function templateOf(row: PolicyType, policy: Policy): { template?: string } {
  const at = row.spelling?.template ?? row.madeFrom?.at;
  const id = at === undefined ? undefined : valuesAt(policy.body, at)[0];
  return typeof id === 'string' && id !== '' ? { template: id } : {};
}

function staysBecause(row: PolicyType, policy: Policy, planned: readonly PlannedSecret[]): Summary['stays'] {
  if (policy.owned !== undefined) {
    const everywhere = row.owned?.find((one) => one.because === policy.owned)?.everywhere;
    return { why: 'owned', because: policy.owned, ...(everywhere === undefined ? {} : { everywhere }) };
  }
  const remedy = matchOnlyRemedy(row, policy);
  if (remedy !== undefined) return { why: 'match only', because: remedy };
  const rule = row.stays?.find((one) => allHold(one.when, [withChildren(policy)]));
  if (rule !== undefined) return { why: 'stays', because: rule.because };
  const secret = policy.secrets.find((one) => one.without === 'not created' && !planned.some(({ at }) => at === one.at));
  if (secret !== undefined) return { why: 'secret', because: `it cannot be created without its ${secret.what}, which the source does not give back and nobody supplies (${secretNames(policy).get(secret.at) ?? ''})` };
  return undefined;
}
