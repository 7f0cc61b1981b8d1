import type { Finding, Portability } from '../model/finding.js';
import type { AssessedObject } from '../model/gap-report.js';
import type { PolicyType } from '../model/policy-type.js';
import type { Policy } from '../model/policy.js';
import { codes, makeFinding, type Code } from '../model/rules.js';
import { briefTitle } from '../model/title.js';
import { isOfFiles } from './content/match.js';
import type { Fate } from './fates.js';
import { partFindings, secretFindings } from './plan-findings.js';
import { refilledBy } from './refilled.js';
import type { Summary } from './summary.js';

/** What a move does to one object, from the object alone or from what a person and the destination say. Exactly one class (market.md 4.3). */
export function portabilityOf(row: PolicyType, policy: Policy, summary: Summary, fate: Fate | undefined, values: number): Portability {
  if (fate?.as === 'left out') return 'excluded';
  if (fate?.as === 'exists' && summary.stays?.why === 'match only') return 'remap';
  switch (summary.stays?.why) {
    case 'owned':
      return 'never';
    case 'match only':
    case 'stays':
    case 'secret':
      return 'rebuild';
    case undefined:
      break;
  }
  if (policy.secrets.some((one) => one.held !== true) || (policy.assignments === null && row.assign !== undefined) || (row.loses ?? []).length > 0 && losesHere(row, policy)) return 'lossy';
  return summary.references.length > 0 || values > 0 || Object.values(policy.links).some((links) => links.length > 0) ? 'remap' : 'as-is';
}

/** A row that loses a part of some objects loses nothing of those that have none of it; only a stated loss of every object counts here. */
function losesHere(row: PolicyType, policy: Policy): boolean {
  return (row.apart ?? []).some((apart) => apart.send === 'never' && (policy.children[apart.field] ?? []).length > 0);
}

export function assessed(row: PolicyType, policy: Policy, summary: Summary, fate: Fate | undefined, values: number): AssessedObject {
  return {
    address: policy.address,
    kind: policy.kind,
    name: policy.name,
    portability: portabilityOf(row, policy, summary, fate, values),
    references: summary.references.length,
    assignments: policy.assignments === null ? null : policy.assignments.length,
    secrets: policy.secrets.filter((place) => refilledBy(row, policy, place) === undefined),
  };
}

/** Bought from Apple, approved in managed Google Play, or uploaded as a file (real-exports.md 3.3); anything but an app is built by hand. */
function matchOnlyCode(row: PolicyType, type = ''): Code {
  if (row.area !== 'apps') return codes.rebuildByHand;
  if (/vpp/iu.test(type)) return codes.appVolumePurchased;
  return /managedStore|managedGoogle|androidManaged/iu.test(type) ? codes.appManagedGooglePlay : codes.appNeedsBinary;
}

/** What can be said of one object without a destination. */
export function sourceFindings(row: PolicyType, policy: Policy, summary: Summary): Finding[] {
  const { address, kind } = policy;
  const what = `${briefTitle(row.title)} "${policy.name}"`;
  const found: Finding[] = [];
  const because = summary.stays?.because ?? '';
  switch (summary.stays?.why) {
    case 'owned':
      found.push(makeFinding(codes.ownedByService, `${what} stays behind: ${because}.`, { address, kind }));
      break;
    case 'match only':
      found.push(makeFinding(matchOnlyCode(row, policy.type), `${what} is ${isOfFiles(row, policy.type) ? 'created of its original files, and without them matched' : 'never created, only matched'} in the destination. ${because}.`, { address, kind, remedy: because }));
      break;
    case 'stays':
      found.push(makeFinding(codes.rebuildByHand, `${what} stays behind: ${because}.`, { address, kind }));
      break;
    case 'secret':
      found.push(makeFinding(codes.secretNotCreated, `${what} stays behind: ${because}.`, { address, kind }));
      break;
    case undefined:
      found.push(...secretFindings(row, policy, heldPlaces(policy)), ...readableFinding(row, policy));
      found.push(...partFindings(row, policy));
      if (row.arrives !== undefined && policy.body[row.arrives.at] === row.arrives.from) found.push(makeFinding(codes.accessReportOnly, `${what} arrives as ${row.arrives.to}: ${row.arrives.because}.`, { address, kind }));
  }
  if (policy.assignments === null) found.push(makeFinding(codes.assignmentsUnknown, `The assignments of ${what} are not in the export.`, { address, kind }));
  else if (row.assign !== undefined && !('optional' in row.assign) && policy.assignments.length === 0 && policy.owned === undefined && policy.defaultObject === undefined && summary.stays === undefined) {
    found.push(makeFinding(codes.unassigned, `${what} is assigned to nobody.`, { address, kind }));
  }
  return found;
}

function heldPlaces(policy: Policy): ReadonlySet<string> {
  return new Set(policy.secrets.filter((one) => one.held === true).map((one) => one.at));
}

/** Whoever exports again can have what the source gives to those who ask. */
function readableFinding(row: PolicyType, policy: Policy): Finding[] {
  const readable = policy.secrets.filter((one) => one.readable === true && one.held !== true).length;
  if (readable === 0) return [];
  const many = readable === 1 ? 'One secret' : `${String(readable)} secrets`;
  return [makeFinding(codes.secretReadable, `${many} of ${briefTitle(row.title)} "${policy.name}" can be read from the source: export --with-secrets.`, { address: policy.address, kind: row.kind })];
}
