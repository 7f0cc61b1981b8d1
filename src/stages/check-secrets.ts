import type { Bundle } from '../model/bundle.js';
import type { Finding } from '../model/finding.js';
import type { JsonObject } from '../model/json.js';
import type { PlannedSecret } from '../model/plan.js';
import type { PolicyType } from '../model/policy-type.js';
import type { Policy } from '../model/policy.js';
import type { SecretSupply } from '../model/ports.js';
import { placeAt } from '../engine/paths.js';
import { valuesFor } from '../engine/planned-secrets.js';
import { prepare, type Prepared, type Workshop } from '../engine/prepare.js';
import type { IdOfMade } from '../engine/resolve.js';
import type { Filling } from '../engine/secrets.js';

/** The second net, with the ids of the destination known to it. */
type StraysIn = (policy: Policy, bodies: readonly JsonObject[]) => readonly Finding[];

export interface WithSecrets {
  /** The requests with the values in them; for sending and for nothing else. */
  readonly prepared: Prepared;
  /** What of the source stands in the values: a blocker each, which names the secret and never shows it. */
  readonly strays: readonly Finding[];
  /** Every value that is sent, as it is sent. */
  readonly texts: readonly string[];
}

/** The values of an object's planned secrets, as far as they are known: from whoever supplies them, and from the bundle. */
export async function secretValues(bundle: Bundle, policy: Policy, planned: readonly PlannedSecret[], supply: SecretSupply): Promise<Filling> {
  const held = planned.some((one) => one.from === 'bundle') ? await bundle.secrets(policy.address) : new Map<string, string>();
  return valuesFor(planned, supply, held);
}

/**
 * Prepares a policy with the values of its secrets in their places. What was read from the source is rewritten like any
 * other text; what a person supplied is sent as it is. The second net looks at both: no id of the source arrives in a secret either.
 */
export function prepareWithSecrets(workshop: Workshop, straysIn: StraysIn, row: PolicyType, policy: Policy, planned: readonly PlannedSecret[], values: Filling, idOfMade: IdOfMade): WithSecrets {
  const prepared = prepare({ ...workshop, fill: () => values }, row, policy, idOfMade);
  const { draft, secrets = [] } = prepared.resolved;
  const whole: JsonObject = { body: draft.body, children: draft.children };
  const texts: string[] = [];
  const strays = secrets.flatMap(({ from, at }) => {
    const text = placeAt(whole, at)?.value;
    const secret = planned.find((one) => one.at === from);
    if (typeof text !== 'string' || secret === undefined) return [];
    texts.push(text);
    return straysIn(policy, [{ value: text }])
      .filter((stray) => stray.severity === 'blocker')
      .map((stray): Finding => ({ ...stray, at: from, message: `${row.title} "${policy.name}": the ${secret.what} ${secret.name} holds something that belongs to the source.` }));
  });
  return { prepared, strays, texts };
}
