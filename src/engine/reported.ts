import { idAt, idOf } from '../model/ids.js';
import { isObject, textAt, type JsonObject } from '../model/json.js';
import type { Finding } from '../model/finding.js';
import type { PolicyType } from '../model/policy-type.js';
import type { Neighbor } from '../model/policy.js';
import { codes, makeFinding } from '../model/rules.js';
import { neighborOf } from './neighbors.js';
import { allHold } from './paths.js';

/**
 * What a tenant has of a kind that nobody carries over.
 * @param answered what its collection holds; one object where the row says that it is `single`
 */
export function reportedOf(row: PolicyType, answered: readonly JsonObject[]): Neighbor[] {
  return answered
    .filter((object) => row.reported?.none?.some((whens) => allHold(whens, [object])) !== true && isObject(object))
    .map((object) => neighborOf(row, idAt(object) ?? idOf('source', row.kind), object));
}

/** A date that was never set is of the year 1 (graph-intune.md 1). */
function dayIn(neighbor: Neighbor, member: string): string | undefined {
  const time = Date.parse(textAt(neighbor.facts, member) ?? '');
  return Number.isNaN(time) || time < 0 ? undefined : new Date(time).toISOString().slice(0, 10);
}

/** One finding for each of them, or one for all where there are too many to name. */
export function reportedFindings(row: PolicyType, found: readonly Neighbor[]): Finding[] {
  const { reported } = row;
  if (reported === undefined || found.length === 0) return [];
  const facts = { kind: row.kind, remedy: reported.then };
  if (reported.counted === true) return [makeFinding(codes[reported.rule], `${String(found.length)} × ${row.title}: none of them moves. ${reported.then}.`, facts)];
  return found.map((one) => {
    const name = one.name === undefined || one.name === '' || one.name === one.id ? '' : ` "${one.name}"`;
    const owner = reported.owner?.map((member) => textAt(one.facts, member)).find((text) => text !== undefined && text !== '' && text !== one.name);
    const until = reported.ends === undefined ? undefined : dayIn(one, reported.ends);
    const about = [...(owner === undefined ? [] : [`of ${owner}`]), ...(until === undefined ? [] : [`until ${until}`])].join(', ');
    return makeFinding(codes[reported.rule], `${row.title}${name}${about === '' ? '' : ` (${about})`} stays in the source. ${reported.then}.`, { ...facts, related: [one.id] });
  });
}
