import type { Finding } from '../../model/finding.js';
import type { JsonObject } from '../../model/json.js';
import type { PolicyType } from '../../model/policy-type.js';
import type { Policy } from '../../model/policy.js';
import { codes, makeFinding } from '../../model/rules.js';
import { clearSecrets } from './clear-secrets.js';
import type { Told } from './hints.js';
import { placeHoldersIn } from './place-holders.js';
import type { Entry } from './unpack.js';
import { lacks, missingChildren } from './whole.js';

/** What was found and done while a policy was made. */
export interface Handling {
  readonly entry: Entry;
  /** The raw object that the intake took. */
  readonly object: JsonObject;
  /** Places of the raw object whose value was cut off. */
  readonly lost: readonly string[];
  /** Ends of sentences: what was renamed, recased, turned round. */
  readonly repaired: readonly string[];
  /** Members that were encoded again. */
  readonly encoded: readonly string[];
  /** The name came from the file's. */
  readonly nameless: boolean;
  /** The file has no actions for noncompliance; the default one stands in for them. */
  readonly actionsLost: boolean;
  /** Apps that this one waits for or replaces. */
  readonly relations: readonly Told[];
}

/** Everything that must be said about one policy: what its file has lost, what was repaired, what is left over. */
export function aboutObject(row: PolicyType, policy: Policy, who: string, handling: Handling): Finding[] {
  const { address } = policy;
  const { object } = handling;
  const missing = missingChildren(row, object);
  const lacking = lacks(row, object);
  const repaired = (what: string): Finding => makeFinding(codes.convertRepaired, `${who}${what}`, { address });
  return [
    ...handling.lost.map((at) => makeFinding(codes.convertCut, `${who}: only the name of the value at ${placeIn(policy, at)} was written, the value is lost`, { address, at: placeIn(policy, at) })),
    ...(missing === undefined ? [] : [makeFinding(codes.objectIncomplete, `${who} ${missing}`, { address })]),
    ...(handling.actionsLost ? [makeFinding(codes.convertActionsLost, `${who} has no actions for noncompliance in the file; it gets the one that marks a device as noncompliant at once`, { address })] : []),
    ...lacking.grave.map((field) => makeFinding(codes.convertPartMissing, `${who} has no ${field} in the file`, { address })),
    ...lacking.light.map((field) => makeFinding(codes.convertPartMissing, `${who} has no ${field} in the file; whether it had any is not known`, { address, severity: 'low' })),
    ...placeHoldersOf(policy, who),
    ...(handling.relations.length === 0 ? [] : [makeFinding(codes.appRelations, `${who} depends on or replaces ${handling.relations.map((app) => `"${app.name}"`).join(', ')}`, { address })]),
    ...(handling.nameless ? [repaired(" has no name in the file; the file's name was taken")] : []),
    ...(handling.entry.recased === true ? [repaired(' was written by the Graph PowerShell SDK; its members got the casing of Graph')] : []),
    ...handling.repaired.map((one) => repaired(`: ${one}`)),
    ...handling.encoded.map((one) => repaired(`: ${one} was written decoded and is base64 again`)),
    ...clearSecrets(policy, object).map((secret) => makeFinding(codes.convertSecretInClear, `${who}: the file holds the ${secret.what} in clear; it is not in the bundle`, { address, at: secret.at })),
    ...(handling.entry.layout === 'administrative template list'
      ? [makeFinding(codes.convertValuesLost, `${who} comes from a list of values, and the scripts that write such lists leave out values that are 0, false or empty`, { address })]
      : []),
  ];
}

function placeHoldersOf(policy: Policy, who: string): Finding[] {
  const { address } = policy;
  const children = Object.fromEntries(Object.entries(policy.children).map(([field, items]) => [field, [...items]]));
  return placeHoldersIn({ body: policy.body, children, assignments: [...(policy.assignments ?? [])] }).map(({ at, text }) =>
    text.toLowerCase() === '%organizationid%'
      ? makeFinding(codes.convertTenantUnknown, `${who} has "${text}" at ${at}, which stands for a tenant id that the folder does not tell`, {
          address,
          at,
          remedy: 'Say the tenant id of the source, or put MigrationTable.json beside the files, and convert again.',
        })
      : makeFinding(codes.valuePlaceHolder, `${who} has the place holder "${text}" at ${at}`, { address, at }),
  );
}

/** A JSON pointer into the raw object as one into the policy that was made of it. */
export function placeIn(policy: Policy, at: string): string {
  const first = at.split('/')[1] ?? '';
  if (first === 'assignments' || first === 'links' || first === 'body' || first === 'children') return at;
  return first in policy.children ? `/children${at}` : `/body${at}`;
}
