import type { Finding } from '../model/finding.js';
import type { PolicyType } from '../model/policy-type.js';
import type { TenantReader } from '../model/ports.js';
import type { Policy } from '../model/policy.js';
import { codes, makeFinding } from '../model/rules.js';
import { draftOf } from '../engine/draft.js';
import { objectPath } from '../engine/object-path.js';
import { revealPaths } from '../engine/secrets.js';

/** An object with the secrets that its source gave, by place. */
export interface Revealed {
  readonly policy: Policy;
  readonly values: ReadonlyMap<string, string>;
  /** One for those that were not given. */
  readonly findings: readonly Finding[];
  readonly unread: number;
}

/**
 * Asks the source for the secrets of an object that it gives to who asks (graph-intune.md 9). Their places are marked as
 * held by the bundle; what is not given stays a place to be supplied.
 */
export async function readSecrets(reader: TenantReader, row: PolicyType, policy: Policy): Promise<Revealed> {
  const paths = [...revealPaths(row, policy.type, draftOf(policy), policy.secrets)];
  if (paths.length === 0) return { policy, values: new Map(), findings: [], unread: 0 };
  const answers = await reader.getMany(
    paths.map(([, path]) => ({ api: row.api, service: row.service, scopes: [...row.scopes.read, ...row.scopes.write], path: `${objectPath(row, policy.id)}/${path}` })),
  );
  const values = new Map<string, string>();
  const lacking: string[] = [];
  let requestId: string | undefined;
  for (const [index, [at]] of paths.entries()) {
    const answer = answers[index];
    const value = answer?.ok === true ? answer.value['value'] : undefined;
    if (typeof value === 'string') values.set(at, value);
    else {
      lacking.push(answer?.ok === false ? answer.failure.message : 'the answer held no text');
      if (answer?.ok === false) requestId ??= answer.failure.requestId;
    }
  }
  const [first] = lacking;
  const findings =
    first === undefined
      ? []
      : [makeFinding(codes.secretUnread, `${lacking.length === 1 ? 'One secret' : `${String(lacking.length)} secrets`} of ${row.title} "${policy.name}" could not be read from the source: ${first}`, { address: policy.address, kind: row.kind, requestId })];
  return {
    policy: { ...policy, secrets: policy.secrets.map((place) => (values.has(place.at) ? { ...place, held: true as const } : place)) },
    values,
    findings,
    unread: lacking.length,
  };
}
