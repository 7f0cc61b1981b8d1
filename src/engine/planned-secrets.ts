import type { Plan, PlannedSecret } from '../model/plan.js';
import type { Policy } from '../model/policy.js';
import type { SecretSupply } from '../model/ports.js';
import { secretNames, secretToken } from '../model/secret-names.js';
import { unfilled, type Filling, type SecretText } from './secrets.js';

/** The secrets of an object that import can send: those that somebody supplies, and those that the bundle holds. What is supplied counts more. */
export function plannedSecrets(policy: Policy, supply: SecretSupply): PlannedSecret[] {
  if (policy.secrets.length === 0) return [];
  const names = secretNames(policy);
  return policy.secrets.flatMap((place): PlannedSecret[] => {
    const name = names.get(place.at);
    if (name === undefined) return [];
    const from = supply.has(name) ? 'supplied' : place.held === true ? 'bundle' : undefined;
    return from === undefined ? [] : [{ name, address: policy.address, at: place.at, what: place.what, ...(place.setting === undefined ? {} : { setting: place.setting }), from }];
  });
}

/** What stands for planned secrets in requests that are planned, digested and compared. */
export function tokensFor(planned: readonly PlannedSecret[]): Filling {
  if (planned.length === 0) return unfilled;
  return new Map(planned.map((one): [string, SecretText] => [one.at, { text: secretToken(one.name), by: 'token' }]));
}

/** The secrets of a plan by the objects they belong to. */
export function secretsByAddress(plan: Pick<Plan, 'secrets'>): ReadonlyMap<string, readonly PlannedSecret[]> {
  const found = new Map<string, PlannedSecret[]>();
  for (const one of plan.secrets ?? []) found.set(one.address, [...(found.get(one.address) ?? []), one]);
  return found;
}

/** Fills the places of secrets as a plan does: with tokens. */
export function fillOfPlan(plan: Pick<Plan, 'secrets'>): (policy: Policy) => Filling {
  const planned = secretsByAddress(plan);
  return (policy) => tokensFor(planned.get(policy.address) ?? []);
}

/**
 * Values for planned secrets, as far as they are known.
 * @param held what the bundle holds of this object, by place
 */
export function valuesFor(planned: readonly PlannedSecret[], supply: SecretSupply, held: ReadonlyMap<string, string>): Filling {
  const values = new Map<string, SecretText>();
  for (const one of planned) {
    const text = one.from === 'supplied' ? supply.value(one.name) : held.get(one.at);
    if (text !== undefined) values.set(one.at, { text, by: one.from === 'supplied' ? 'person' : 'source' });
  }
  return values;
}
