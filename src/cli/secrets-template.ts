import { refilledBy } from '../engine/refilled.js';
import type { Bundle } from '../model/bundle.js';
import type { Catalog, PolicyType } from '../model/policy-type.js';
import type { Policy } from '../model/policy.js';
import { secretsOf, type SecretToSupply } from '../model/secret-names.js';

/**
 * Lists the secrets of a bundle that it does not hold, and writes `secrets.env.example` for them into the folder of mapping files.
 * @returns how many there are, and the file where there are any
 */
export async function secretsTemplate(bundle: Bundle, catalog: Catalog, folder: string, destination: string): Promise<{ readonly count: number; readonly file?: string }> {
  const { writeTemplate } = await import('../store/secrets-template.js');
  const found: SecretToSupply[] = [];
  for await (const policy of bundle.policies()) found.push(...listed(catalog.row(policy.kind), policy));
  const file = await writeTemplate(folder, found, `tenantferry plan BUNDLE --destination ${destination} --secrets-from secrets.env, and the same option for import`);
  return { count: found.length, ...(file === undefined ? {} : { file }) };
}

function listed(row: PolicyType, policy: Policy): SecretToSupply[] {
  return secretsOf(policy, row.title, (place) => refilledBy(row, policy, place) === undefined);
}
