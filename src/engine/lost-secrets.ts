import type { PolicyType } from '../model/policy-type.js';
import type { Policy, SecretPlace } from '../model/policy.js';
import { sendable } from './compare-policies.js';
import { draftOf } from './draft.js';
import { hasValueFor } from './masked.js';
import type { Resolved } from './resolve.js';
import { saidBeside } from './secrets.js';

/**
 * Secrets that somebody entered in an object of the destination, and that an update would take away: lists and nested
 * values are sent whole, and what nobody can read is not in them. A member of the body that is not sent keeps its value,
 * unless the whole object is replaced; one for which a value is sent is changed, and not lost.
 */
export function secretsLost(row: PolicyType, resolved: Resolved, there: Policy<'destination'>): SecretPlace[] {
  if (there.secrets.length === 0 || row.update === 'never') return [];
  const { draft } = resolved;
  const wanted = sendable(row, draft);
  const found = sendable(row, draftOf(there));
  const beside = saidBeside(row);
  return there.secrets.filter((secret) => {
    const [, root = '', member = '', ...deeper] = secret.at.split('/');
    if (root === 'assignments') return false;
    if (root === 'children') {
      const apart = row.apart?.find(({ field }) => field === member);
      if ((apart?.update ?? apart?.send) === 'never') return false;
    } else if (row.update !== 'put' && (deeper.length === 0 || draft.body[member] === undefined)) return false;
    return !hasValueFor(wanted, found, secret, beside);
  });
}
