import type { Finding } from '../model/finding.js';
import { objectAt, textsAt, type JsonObject } from '../model/json.js';
import type { PlanOptions } from '../model/plan.js';
import type { PolicyType } from '../model/policy-type.js';
import type { Policy } from '../model/policy.js';
import type { Reference } from '../model/reference.js';
import { codes, makeFinding, spokenClass, type Code } from '../model/rules.js';
import { secretNames } from '../model/secret-names.js';
import { briefTitle } from '../model/title.js';
import { appliesTo, isUnseen, unseenOf } from './draft.js';
import { isOfFiles } from './content/match.js';
import type { Fate } from './fates.js';
import { allHold } from './paths.js';
import { refilledBy } from './refilled.js';
import { stillOpen, type Resolved } from './resolve.js';

/** What a person should know about one object that goes: secrets, dropped and open references, a changed state. */
export function objectFindings(row: PolicyType, policy: Policy, resolved: Resolved, options: Pick<PlanOptions, 'keepState'>, titleOf: (kind: string) => string, nameOf: (reference: Reference) => string = (reference) => reference.name ?? reference.id): Finding[] {
  const { address, kind } = policy;
  const found: Finding[] = [];
  for (const { reference, because } of resolved.open) {
    const what = titleOf(reference.to[0] ?? '');
    found.push(makeFinding(codes.openReference, `${briefTitle(row.title)} "${policy.name}" points at ${what} ${nameOf(reference)}: ${because}.`, { address, kind, at: reference.at, related: [reference.id] }));
  }
  for (const one of resolved.openValues ?? []) {
    found.push(makeFinding(codes.openReference, `${briefTitle(row.title)} "${policy.name}" holds text of the source (${spokenClass(one.class)}): ${one.because}.`, { address, kind, at: one.at, remedy: 'Answer it in values.json: map it, or keep it.' }));
  }
  for (const { reference, because } of resolved.dropped) {
    const what = `${titleOf(reference.to[0] ?? '')} ${nameOf(reference)}`;
    const code = because === stillOpen ? codes.openLeftOut : droppedCode(policy, reference.at);
    found.push(makeFinding(code, `${briefTitle(row.title)} "${policy.name}" goes without ${what}: ${because}.`, { address, kind, at: reference.at, related: [reference.id] }));
  }
  for (const { reference, because } of resolved.lacking ?? []) {
    found.push(makeFinding(codes.droppedReference, `${briefTitle(row.title)} "${policy.name}" stays behind with ${titleOf(reference.to[0] ?? '')} ${nameOf(reference)}, which it cannot be without: ${because}.`, { address, kind, at: reference.at, related: [reference.id] }));
  }
  for (const { at, because } of resolved.refused) {
    found.push(makeFinding(codes.assignmentTarget, `${briefTitle(row.title)} "${policy.name}" goes without one of its assignments: ${because}.`, { address, kind, at }));
  }
  found.push(...secretFindings(row, policy, new Set(resolved.secrets?.map((secret) => secret.from))));
  if (resolved.lacking === undefined) found.push(...partFindings(row, policy));
  found.push(...emptied(row, policy, resolved));
  if (row.arrives !== undefined && options.keepState && policy.body[row.arrives.at] === row.arrives.from) found.push(makeFinding(codes.accessStateKept, `${briefTitle(row.title)} "${policy.name}" arrives switched on, as --keep-state says.`, { address, kind }));
  if (row.arrives !== undefined && !options.keepState && arrivesChanged(row, policy, resolved)) {
    found.push(makeFinding(codes.accessReportOnly, `${briefTitle(row.title)} "${policy.name}" arrives as ${row.arrives.to}: ${row.arrives.because}.`, { address, kind }));
  }
  if (policy.assignments === null) found.push(makeFinding(codes.assignmentsUnknown, `The assignments of ${briefTitle(row.title)} "${policy.name}" are not in the export; it arrives unassigned.`, { address, kind }));
  return found;
}

/** A secret that nobody needs to supply. */
export function refilledFinding(row: PolicyType, policy: Pick<Policy, 'address' | 'kind' | 'name'>, at: string, what: string, connector: string): Finding {
  return makeFinding(codes.secretRefilled, `${briefTitle(row.title)} "${policy.name}" goes without the ${what} of the source: the ${connector} of the destination fills in its own.`, { address: policy.address, kind: policy.kind, at });
}

/**
 * A finding for each secret that is not sent, with the name under which it can be supplied.
 * @param there places of those that are
 */
export function secretFindings(row: PolicyType, policy: Policy, there: ReadonlySet<string> = new Set()): Finding[] {
  if (policy.secrets.length === 0) return [];
  const names = secretNames(policy);
  return policy.secrets
    .filter((secret) => !there.has(secret.at))
    .map((secret) => {
      const connector = refilledBy(row, policy, secret);
      if (connector !== undefined) return refilledFinding(row, policy, secret.at, secret.what, connector.title);
      const which = secret.setting === undefined ? '' : ` of ${secret.setting}`;
      return makeFinding(codes.secretLeftOut, `${briefTitle(row.title)} "${policy.name}" goes without its ${secret.what}${which}: supply it as ${names.get(secret.at) ?? ''} with --secrets-from, or enter it in the destination.`, { address: policy.address, kind: row.kind, at: secret.at });
    });
}

/** What is not known of an object, and what its row tells about objects like it. */
export function partFindings(row: PolicyType, policy: Policy): Finding[] {
  const { address, kind } = policy;
  const what = `${row.title} "${policy.name}"`;
  const unseen = (row.apart ?? []).flatMap((apart) => (appliesTo(apart, policy.type, policy.body) && isUnseen(apart, policy) ? [unseenOf(apart)] : [])).filter((because) => because !== undefined);
  const told = (row.tells ?? []).flatMap((one) => (allHold(one.when, [policy.body]) ? [one.because] : []));
  const parts = row.companions !== undefined && policy.children[row.companions.field] === undefined ? [row.companions.unseen] : [];
  return [...unseen, ...parts, ...told].map((because) => makeFinding(codes.losesPart, `${what}: ${because}.`, { address, kind, remedy: `${because}.` }));
}

/** The rule that says most about what is left out, by the place it stands in. */
function droppedCode(policy: Policy, at: string): Code {
  if (isExclusionPlace(policy, at)) return at.startsWith('/assignments/') ? codes.exclusionDropped : codes.accessExcludeDropped;
  if (at.endsWith('/deviceAndAppManagementAssignmentFilterId')) return codes.filterDropped;
  if (isAppPlace(at)) return codes.accessAppMissing;
  if (/\/(?:targetedMobileApps|selectedMobileAppIds)\//u.test(at)) return codes.appTargetLost;
  return /\/scheduledActionConfigurations\//u.test(at) ? codes.noncomplianceLost : codes.droppedReference;
}

/** Where a policy over sign-ins names the apps it is for. */
function isAppPlace(at: string): boolean {
  return at.startsWith('/body/conditions/applications/include');
}

/** What would say nothing any more: all assignments gone, or everybody whom a policy over sign-ins was for. */
function emptied(row: PolicyType, policy: Policy, resolved: Resolved): Finding[] {
  const { address, kind } = policy;
  const found: Finding[] = [];
  if ((policy.assignments?.length ?? 0) > 0 && resolved.draft.assignments?.length === 0) found.push(makeFinding(codes.assignmentsEmptied, `${briefTitle(row.title)} "${policy.name}" arrives without any of its ${String(policy.assignments?.length ?? 0)} assignments.`, { address, kind }));
  for (const part of ['users', 'applications']) {
    const before = included(policy.body, part);
    if (before > 0 && included(resolved.draft.body, part) === 0) found.push(makeFinding(codes.accessEmptied, `${briefTitle(row.title)} "${policy.name}" would be for no ${part}: all it names are left out.`, { address, kind, at: `/body/conditions/${part}` }));
  }
  return found;
}

/** How many it includes. */
function included(body: JsonObject, part: string): number {
  const conditions = objectAt(objectAt(body, 'conditions') ?? {}, part) ?? {};
  return Object.keys(conditions).filter((name) => name.startsWith('include')).reduce((sum, name) => sum + textsAt(conditions, name).length, 0);
}

function arrivesChanged(row: PolicyType, policy: Policy, resolved: Resolved): boolean {
  const at = row.arrives?.at;
  return at !== undefined && policy.body[at] !== resolved.draft.body[at];
}

function isExclusionPlace(policy: Policy, at: string): boolean {
  const index = /^\/assignments\/(\d+)\//u.exec(at)?.[1];
  if (index === undefined) return /\/exclude[A-Z]/u.test(at);
  return JSON.stringify(policy.assignments?.[Number(index)] ?? {}).includes('xclusion');
}

/** What a person should know about an object whose fate is not to be created. */
export function fateFinding(row: PolicyType, object: { readonly address: Policy['address']; readonly name: string; readonly type?: string }, fate: Fate): Finding | undefined {
  const facts = { address: object.address, kind: row.kind };
  const what = `${briefTitle(row.title)} "${object.name}"`;
  switch (fate.as) {
    case 'create':
    case 'exists':
      return undefined;
    case 'left out':
      return makeFinding(codes.excludedOnPurpose, `${what} is left out: ${fate.because}.`, facts);
    case 'question':
      return makeFinding(fate.candidates.length > 1 ? codes.nameTwinsInDestination : codes.openReference, `${what} is a question: ${fate.because}.`, {
        ...facts,
        related: fate.candidates.map((one) => one.id),
      });
    case 'not portable':
      switch (fate.why) {
        case 'owned':
          return makeFinding(codes.ownedByService, `${what} stays behind: ${fate.because}.`, facts);
        case 'match only':
          return makeFinding(codes.appNoTwin, `${what} ${isOfFiles(row, object.type) ? 'is created of its original files alone, which nobody supplied, and has' : 'is never created and has'} no counterpart in the destination. ${fate.because}.`, { ...facts, remedy: fate.because });
        case 'stays':
          return makeFinding(codes.rebuildByHand, `${what} stays behind: ${fate.because}.`, facts);
        case 'retired':
          return makeFinding(codes.templateRetired, `${what} stays behind: ${fate.because}.`, { ...facts, remedy: fate.because });
        case 'secret':
          return makeFinding(codes.secretNotCreated, `${what} stays behind: ${fate.because}.`, facts);
        case 'no default':
          return makeFinding(codes.defaultNoTwin, `${what} stays behind: ${fate.because}.`, facts);
      }
  }
}
