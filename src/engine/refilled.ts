import type { Connector, PolicyType } from '../model/policy-type.js';
import type { Policy, SecretPlace } from '../model/policy.js';
import type { Side } from '../model/ids.js';
import { allHold } from './paths.js';

/** The connector of the destination that fills a secret in, so that nobody needs to supply it; undefined where none does. */
export function refilledBy(row: PolicyType, policy: Pick<Policy<Side>, 'body'>, secret: SecretPlace): Connector | undefined {
  return row.secrets?.find((rule) => rule.what === secret.what && rule.refilled !== undefined && allHold(rule.refilled.when, [policy.body]))?.refilled?.by;
}
