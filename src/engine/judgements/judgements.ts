import type { Address } from '../../model/address.js';
import type { Finding } from '../../model/finding.js';
import type { Mapping } from '../../model/mapping.js';
import type { PolicyType } from '../../model/policy-type.js';
import type { Neighbor, Policy } from '../../model/policy.js';
import { codes, makeFinding } from '../../model/rules.js';
import type { Summary } from '../summary.js';
import { judgeObject } from './judge-object.js';
import { judgeTogether, usersOf } from './judge-together.js';
import { seenOf, type Seen } from './seen.js';

/**
 * Judgements across the objects of an export: certificate chains, filters, names, groups, what holds for many at once.
 * Note every object, then ask for the end; no settings are kept meanwhile.
 */
export class Judgements {
  private readonly all: Seen[] = [];
  private readonly findings: Finding[] = [];
  private neighbors: ReadonlyMap<string, Neighbor> = new Map();

  /** @param time when the report is made, ISO 8601: certificates are judged by it */
  constructor(private readonly time: string) {}

  note(row: PolicyType, policy: Policy, summary: Summary): void {
    const seen = seenOf(row, policy, summary);
    this.all.push(seen);
    this.findings.push(...judgeObject(seen, policy, this.time));
  }

  /**
   * @param neighbors what is pointed at and is no policy, by kind and id
   * @param exported the export's own findings: those about an id are given the objects that point at it
   */
  end(neighbors: ReadonlyMap<string, Neighbor>, exported: readonly Finding[]): Finding[] {
    const users = usersOf(this.all);
    this.neighbors = neighbors;
    return [...exported.map((finding) => withUsers(finding, users)), ...this.findings, ...judgeTogether(this.all, neighbors)];
  }

  /** Open questions of mapping files with the objects that wait for the answer. */
  ofMappings(mappings: readonly Mapping[]): Finding[] {
    const users = usersOf(this.all);
    return mappings.flatMap((mapping) => mappingFindings(mapping, users));
  }

  /** What mapping files say beside their open questions: groups that will be made without members, matches that rest on a name alone, decisions that nothing asks for any more. */
  aboutMatches(mappings: readonly Mapping[]): Finding[] {
    const users = usersOf(this.all);
    return mappings.flatMap((mapping) => [...emptyOnes(mapping, this.neighbors, users), ...matchFindings(mapping)]);
  }
}

function withUsers(finding: Finding, users: ReadonlyMap<string, readonly Address[]>): Finding {
  if (finding.address !== undefined || finding.related === undefined) return finding;
  return { ...finding, related: [...new Set(finding.related.flatMap((id): readonly string[] => [id, ...(users.get(id) ?? [])]))] };
}

/** Static groups that a decision creates: their members are people of the other tenant, and stay there. */
function emptyOnes(mapping: Mapping, neighbors: ReadonlyMap<string, Neighbor>, users: ReadonlyMap<string, readonly Address[]>): Finding[] {
  const known = new Map([...neighbors.values()].map((one) => [one.id, one]));
  return mapping.entries.flatMap((entry): Finding[] => {
    const group = known.get(entry.source.id);
    if (entry.decision !== 'create' || entry.usedBy === 0 || group === undefined || typeof group.facts['membershipRule'] === 'string') return [];
    return [makeFinding(codes.groupCreatedEmpty, `The group "${entry.source.name ?? entry.source.id}" is created without members.`, { kind: group.kind, related: [entry.source.id, ...(users.get(entry.source.id) ?? [])] })];
  });
}

function matchFindings(mapping: Mapping): Finding[] {
  const found: Finding[] = [];
  const weak = mapping.entries.filter((entry) => entry.decision === 'map' && entry.because === 'same name' && entry.usedBy !== 0);
  if (weak.length > 0) found.push(makeFinding(codes.weakMatch, `Matched in ${mapping.kind} by the name alone: ${String(weak.length)} (${weak.slice(0, 5).map((entry) => `"${entry.source.name ?? entry.source.id}"`).join(', ')}${weak.length > 5 ? ' …' : ''}).`, { kind: mapping.kind }));
  const unused = mapping.entries.filter((entry) => entry.usedBy === 0 && entry.decision !== 'open');
  if (unused.length > 0) found.push(makeFinding(codes.decisionUnused, `Decided in ${mapping.kind} and used by nothing: ${String(unused.length)} (${unused.slice(0, 5).map((entry) => `"${entry.source.name ?? entry.source.id}"`).join(', ')}${unused.length > 5 ? ' …' : ''}).`, { kind: mapping.kind }));
  return found;
}

function mappingFindings(mapping: Mapping, users: ReadonlyMap<string, readonly Address[]>): Finding[] {
  return mapping.entries.flatMap((entry): Finding[] => {
    const name = `"${entry.source.name ?? entry.source.id}"`;
    const facts = { kind: mapping.kind, related: users.get(entry.source.id) ?? [] };
    if (entry.decision === 'open') {
      const count = entry.candidates.length;
      return [makeFinding(count > 1 ? codes.twinNames : count === 0 ? codes.noTwin : codes.openReference, `${name}: ${entry.because}.`, facts)];
    }
    return [];
  });
}
