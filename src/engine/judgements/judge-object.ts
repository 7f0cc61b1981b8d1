import { X509Certificate } from 'node:crypto';
import type { Finding } from '../../model/finding.js';
import { objectAt, textAt, textsAt, type JsonObject } from '../../model/json.js';
import type { Policy } from '../../model/policy.js';
import { codes, makeFinding, type Code } from '../../model/rules.js';
import { isInherited } from '../references.js';
import type { Seen } from './seen.js';

const day = 86_400_000;

/**
 * What one object shows beyond what its row says (portability.ts has that). `time` is when the report is made, ISO 8601.
 */
export function judgeObject(seen: Seen, policy: Policy, time: string): Finding[] {
  if (!seen.moves) return [];
  const facts = { address: seen.address, kind: seen.kind };
  const what = `${seen.row.title} "${seen.name}"`;
  const found: Finding[] = [];
  const say = (code: Code, message: string, at?: string): void => {
    found.push(makeFinding(code, message, { ...facts, at }));
  };
  if (seen.name.trim() === '') say(codes.nameEmpty, `${seen.row.title} ${seen.id} has no name.`);
  if (seen.defaultObject) say(codes.defaultUpdated, `${what} exists in every tenant; that of the destination is changed.`);
  seen.assignments?.forEach((assignment, i) => {
    if (isInherited(assignment)) say(codes.assignmentPolicySet, `${what} got an assignment from a policy set.`, `/assignments/${String(i)}`);
  });
  if (locksOut(policy.body)) say(codes.accessLockout, `${what} holds for all users and leaves nobody out.`, '/body/conditions/users');
  if (['custom', 'mixed'].includes(textAt(policy.body, 'policyConfigurationIngestionType') ?? '')) say(codes.admxCustom, `${what} uses settings of an ADMX file that was imported into the source.`);
  found.push(...certificateFindings(seen, policy, time));
  return found;
}

/** A policy over sign-ins that blocks or demands a managed device for all users of all apps, and leaves nobody out. Told by its members. */
function locksOut(body: JsonObject): boolean {
  const users = objectAt(objectAt(body, 'conditions') ?? {}, 'users');
  const grants = objectAt(body, 'grantControls');
  if (users === undefined || grants === undefined || !textsAt(users, 'includeUsers').includes('All')) return false;
  if (['excludeUsers', 'excludeGroups', 'excludeRoles'].some((name) => textsAt(users, name).length > 0)) return false;
  const controls = textsAt(grants, 'builtInControls');
  const demanding = ['block', 'compliantDevice', 'domainJoinedDevice'];
  // OR with an easier way in is no wall
  return textAt(grants, 'operator') === 'OR' ? controls.length > 0 && controls.every((one) => demanding.includes(one)) : controls.some((one) => demanding.includes(one));
}

function certificateFindings(seen: Seen, policy: Policy, time: string): Finding[] {
  const text = textAt(policy.body, 'trustedRootCertificate');
  if (text === undefined || text === '') return [];
  const certificate = certificateIn(text);
  if (certificate === undefined) return [];
  const facts = { address: seen.address, kind: seen.kind, at: '/body/trustedRootCertificate' };
  const end = Date.parse(certificate.validTo);
  const date = new Date(end).toISOString().slice(0, 10);
  const left = end - Date.parse(time);
  if (left < 0) return [makeFinding(codes.certificateExpired, `The certificate in ${seen.row.title} "${seen.name}" expired on ${date}.`, facts)];
  return left < 90 * day ? [makeFinding(codes.certificateExpiring, `The certificate in ${seen.row.title} "${seen.name}" expires on ${date}.`, facts)] : [];
}

/** DER or PEM in base64; undefined where it is neither, which the service would have refused too. */
function certificateIn(text: string): X509Certificate | undefined {
  try {
    return new X509Certificate(Buffer.from(text, 'base64'));
  } catch {
    return undefined;
  }
}

/** Targets of an assignment that mean everybody. */
export function isEverybody(assignment: JsonObject): boolean {
  const target = objectAt(assignment, 'target');
  return target !== undefined && /\.(?:allDevices|allLicensedUsers|allUsers)AssignmentTarget$/iu.test(textAt(target, '@odata.type') ?? '');
}

/** Whether a body holds the text of a script: told by the members that Graph has for it. */
export function isScript(body: JsonObject): boolean {
  return ['scriptContent', 'detectionScriptContent', 'remediationScriptContent'].some((name) => (textAt(body, name) ?? '') !== '');
}
