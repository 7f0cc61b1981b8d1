import { isList, isObject, textAt, type Json, type JsonObject } from '../../model/json.js';
import type { Policy, SecretPlace } from '../../model/policy.js';

/** Texts by which a service says that it keeps the value (real-exports.md 5). */
const mask = /^\*{3,}$|^\u2022{3,}$|^<EncryptedMessage\b/u;

/**
 * The secrets whose value stood in the file in clear. The intake has put null in their place in the policy; whoever has
 * the file still has them.
 * @param object the raw object the policy was made of
 */
export function clearSecrets(policy: Policy, object: JsonObject): SecretPlace[] {
  return policy.secrets.filter((secret) => {
    const steps = secret.at.split('/').slice(1).map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
    // /body/x and /children/x were both /x
    const path = steps[0] === 'body' || steps[0] === 'children' ? steps.slice(1) : steps;
    let value: Json | undefined = object;
    let holder: JsonObject = object;
    for (const step of path) {
      if (isObject(value)) holder = value;
      value = isList(value) ? value[Number(step)] : isObject(value) ? value[step] : undefined;
    }
    return typeof value === 'string' && value !== '' && !mask.test(value) && textAt(holder, 'valueState') !== 'encryptedValueToken';
  });
}
