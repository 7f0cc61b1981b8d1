import type { Address } from '../model/address.js';
import type { Finding } from '../model/finding.js';
import type { PlanOptions } from '../model/plan.js';
import type { PolicyType } from '../model/policy-type.js';
import type { JsonObject } from '../model/json.js';
import type { Failure } from '../model/failure.js';
import type { Neighbor, Policy } from '../model/policy.js';
import { codes, makeFinding } from '../model/rules.js';
import { briefTitle } from '../model/title.js';
import { comparePolicy, fixedDifferences } from './compare-policies.js';
import type { Fate } from './fates.js';
import { fingerprintOf } from './fingerprint.js';
import { secretsLost } from './lost-secrets.js';
import { policyOfNeighbor } from './made-policy.js';
import { valuesAt } from './paths.js';
import { bodiesOf, digestOfSteps, prepare, prepareAssign, prepareUpdate, type Prepared, type Workshop } from './prepare.js';
import { tokenFor, type Resolved } from './resolve.js';
import type { Candidate } from './settle.js';

/** The second net, with the ids of the destination known to it. */
export type StraysIn = (policy: Policy, bodies: readonly JsonObject[]) => readonly Finding[];

export const nothing = { needs: [], assignmentNeeds: [], calls: 0, assignCalls: 0, digest: '', assignDigest: '' };

export function facts(policy: { readonly address: Address; readonly kind: string; readonly name: string }): { address: Address; kind: string; name: string } {
  return { address: policy.address, kind: policy.kind, name: policy.name };
}

/** Whether a person must still decide something about it. */
export function isOpen(resolved: Resolved): boolean {
  return resolved.open.length > 0 || (resolved.openValues ?? []).length > 0;
}

export function blockedBecause(resolved: Resolved, strays: readonly Finding[]): string | undefined {
  const [emptied] = resolved.emptied ?? [];
  if (emptied !== undefined) return `everything that ${emptied.slice('/body/'.length).replaceAll('/', '.')} includes was dropped, and an empty condition can reach everybody or nobody: map one of it, or leave the object out`;
  const [lacking] = resolved.lacking ?? [];
  if (lacking !== undefined) return `it cannot be without what was dropped at ${lacking.reference.at}: ${lacking.because}`;
  const [open] = resolved.open;
  if (open !== undefined) return `it waits for a decision: ${open.because}`;
  const [value] = resolved.openValues ?? [];
  if (value !== undefined) return `it waits for a decision about a ${value.class}: ${value.because}`;
  const [stray] = strays.filter((one) => one.severity === 'blocker');
  return stray?.message;
}

/** The questions about one object. */
export function openFindings(findings: readonly Finding[], address: Address): Finding[] {
  return findings.filter((one) => one.address === address && one.code === codes.openReference);
}

/** A new object. */
export function createCandidate(row: PolicyType, policy: Policy, prepared: Prepared, because: string, prefix: string, strays: readonly Finding[]): Candidate {
  const blocked = blockedBecause(prepared.resolved, strays);
  return {
    ...facts(policy),
    deed: 'create',
    reason: because,
    ...(prefix === '' ? {} : { as: prefix + policy.name }),
    needs: prepared.resolved.needs,
    assignmentNeeds: prepared.resolved.assignmentNeeds,
    ...rankOf(row, policy),
    ...(row.last === undefined ? {} : { last: true }),
    calls: prepared.create.length,
    assignCalls: prepared.assign.length,
    digest: digestOfSteps(prepared.create),
    assignDigest: digestOfSteps(prepared.assign),
    ...(blocked === undefined ? {} : { blocked }),
  };
}

/** Where the order of creation decides who comes first: rivals are of one type, and the number is the source's. */
function rankOf(row: PolicyType, policy: Policy): Pick<Candidate, 'rank'> {
  const at = row.priority === undefined ? undefined : valuesAt(policy.body, row.priority.at)[0];
  return typeof at === 'number' ? { rank: { group: `${row.collection} ${policy.type ?? ''}`, at } } : {};
}

/** A group that its mapping entry says to create. */
export function neighborCandidate(workshop: Workshop, neighbor: Neighbor): Candidate {
  const row = workshop.catalog.row(neighbor.kind);
  const policy = policyOfNeighbor(row, neighbor);
  const prepared = prepare(workshop, row, policy, tokenFor);
  return {
    ...facts(policy),
    deed: 'create',
    ...(workshop.options.prefix === '' ? {} : { as: workshop.options.prefix + policy.name }),
    reason: 'its mapping entry says create, and something in this plan needs it',
    needs: [],
    assignmentNeeds: [],
    calls: prepared.create.length,
    assignCalls: 0,
    digest: digestOfSteps(prepared.create),
    assignDigest: '',
  };
}

/** What is done with an object that the destination has already: nothing where it is equal, else what `--on-existing` says. */
export function existingCandidate(
  straysIn: StraysIn,
  workshop: Workshop,
  options: PlanOptions,
  part: { row: PolicyType; policy: Policy; resolved: Resolved; fate: Extract<Fate, { as: 'exists' }>; /** What of the source stands in secrets that would be sent. */ secretStrays?: readonly Finding[]; /** Places of secrets that a person supplies. */ supplied?: readonly string[] },
  existing: Policy<'destination'> | Failure,
  findings: Finding[],
  stops: Finding[],
): Candidate {
  const { row, policy, resolved, fate } = part;
  const base = { ...facts(policy), destination: fate.destination };
  if (!('address' in existing)) return { ...base, ...nothing, deed: 'keep', same: false, reason: `${fate.because}; it could not be read: ${existing.message}`, blocked: `it exists and could not be read: ${existing.message}` };
  const sideBySide = comparePolicy(row, policy, resolved, existing, { assignments: policy.defaultObject === undefined && options.assignments === 'now' && policy.assignments !== null });
  // nobody can see whether a secret is the one that is there, so one that a person supplies is sent
  const supplied = options.onExisting === 'update' && row.update !== 'never' ? (part.supplied ?? []) : [];
  if (sideBySide.differences.length === 0 && supplied.length === 0) return { ...base, ...nothing, deed: 'keep', same: true, reason: `${fate.because}, and equal` };
  const places = [...new Set([...sideBySide.differences.map((one) => one.at), ...supplied])];
  const where = places.slice(0, 3).join(', ');
  const more = places.length > 3 ? ` and ${String(places.length - 3)} more` : '';
  if (options.onExisting === 'fail') {
    const stop = makeFinding(codes.existsStops, `${briefTitle(row.title)} "${policy.name}" exists in the destination and differs at ${where}${more}.`, { address: policy.address, kind: row.kind, related: [fate.destination.id] });
    findings.push(stop);
    stops.push(stop);
    return { ...base, ...nothing, deed: 'keep', same: false, reason: 'exists and differs; --on-existing fail' };
  }
  if (options.onExisting === 'skip') {
    findings.push(makeFinding(codes.existsSkipped, `${briefTitle(row.title)} "${policy.name}" exists in the destination, differs at ${where}${more}, and is left as it is.`, { address: policy.address, kind: row.kind, related: [fate.destination.id] }));
    return { ...base, ...nothing, deed: 'keep', same: false, reason: `${fate.because}; it differs at ${where}${more} and is left as it is (--on-existing skip)` };
  }
  if (row.update === 'never') {
    findings.push(makeFinding(codes.cannotUpdate, `${briefTitle(row.title)} "${policy.name}" exists and differs; the service lets nobody change one.`, { address: policy.address, kind: row.kind }));
    return { ...base, ...nothing, deed: 'keep', same: false, reason: 'exists and differs, and cannot be changed' };
  }
  const fixed = fixedDifferences(row, resolved, existing, sideBySide.differences);
  if (fixed.length > 0) {
    findings.push(makeFinding(codes.cannotUpdate, `${briefTitle(row.title)} "${policy.name}" exists and differs at ${fixed.map((one) => one.at).join(', ')}, which the service lets nobody change.`, { address: policy.address, kind: row.kind, related: [fate.destination.id] }));
    if (fixed.length === sideBySide.differences.length && supplied.length === 0) return { ...base, ...nothing, deed: 'keep', same: false, reason: `${fate.because}; it differs at ${where}${more}, which the service lets nobody change` };
  }
  const lost = secretsLost(row, resolved, existing);
  if (lost.length > 0) {
    const what = [...new Set(lost.map((secret) => secret.what))].join(', ');
    findings.push(makeFinding(codes.secretWouldBeLost, `${row.title} "${policy.name}" exists and differs at ${where}${more}; an update would take away what was entered there and nobody can read back (${what}), so it is left as it is.`, { address: policy.address, kind: row.kind, at: lost[0]?.at, related: [fate.destination.id] }));
    return { ...base, ...nothing, deed: 'keep', same: false, reason: `${fate.because}; it differs at ${where}${more}, and an update would take away a secret of the destination (${what})` };
  }
  const steps = prepareUpdate(workshop, row, policy, resolved, existing);
  const assigned = options.assignments === 'now' && policy.defaultObject === undefined && policy.assignments !== null;
  const assign = assigned ? prepareAssign(row, resolved, existing) : [];
  const strays = straysIn(policy, bodiesOf([...steps, ...assign]));
  findings.push(...strays);
  findings.push(makeFinding(policy.defaultObject === undefined ? codes.existsUpdated : codes.defaultUpdated, `${briefTitle(row.title)} "${policy.name}" is updated at ${where}${more}.`, { address: policy.address, kind: row.kind, related: [fate.destination.id] }));
  const blocked = blockedBecause(resolved, [...strays, ...(part.secretStrays ?? [])]);
  if (isOpen(resolved) && !options.allowOpen) stops.push(...openFindings(findings, policy.address));
  return {
    ...base,
    deed: 'update',
    reason: sideBySide.differences.length === 0 ? `${fate.because}; equal, and the secrets that are supplied are sent` : `${fate.because}; it differs at ${where}${more}`,
    before: fingerprintOf(existing),
    needs: resolved.needs,
    assignmentNeeds: resolved.assignmentNeeds,
    calls: steps.length,
    assignCalls: assign.length,
    digest: digestOfSteps(steps),
    assignDigest: digestOfSteps(prepare(workshop, row, policy, tokenFor).assign),
    ...(blocked === undefined ? {} : { blocked }),
  };
}
