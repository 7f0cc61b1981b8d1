import { parseAddress, type Address } from '../model/address.js';
import type { Finding } from '../model/finding.js';
import type { Connector } from '../model/policy-type.js';
import type { TenantReader } from '../model/ports.js';
import { codes, makeFinding } from '../model/rules.js';
import { holds } from '../engine/paths.js';

/** Who relies on which connector of the destination. */
export type Reliers = ReadonlyMap<Connector, readonly Address[]>;

/** Looks whether the destination has the connectors that policies of the plan rely on; none of them moves. */
export async function connectorFindings(destination: TenantReader, reliers: Reliers): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [connector, related] of reliers) {
    const { title, api, service, path, scopes, works } = connector;
    const answer = await destination.get({ api, service, path, scopes });
    const who = related.length === 1 ? `"${parseAddress(related[0] ?? '')?.name ?? ''}" relies` : `${String(related.length)} objects rely`;
    if (!answer.ok && answer.failure.kind !== 'missing' && answer.failure.kind !== 'not available') {
      findings.push(makeFinding(codes.notChecked, `${who} on the ${title} of the destination, which could not be read: ${answer.failure.message}.`, { related, requestId: answer.failure.requestId }));
    } else if (!answer.ok || !holds(works, [answer.value])) {
      findings.push(makeFinding(codes.connectorMissing, `${who} on the ${title}, which the destination ${answer.ok ? 'has in a state that does not work' : 'does not have'}.`, { related }));
    }
  }
  return findings;
}
