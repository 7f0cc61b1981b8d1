import { X509Certificate } from 'node:crypto';
import type { Finding } from '../../model/finding.js';
import { objectAt, textAt, textsAt, type JsonObject } from '../../model/json.js';
import type { Policy } from '../../model/policy.js';
import { codes, makeFinding, type Code } from '../../model/rules.js';
import { briefTitle } from '../../model/title.js';
import { valuesAt } from '../paths.js';
import { isInherited } from '../references.js';
import { scriptMembers, settingTexts } from './marks.js';
import type { Seen } from './seen.js';

const day = 86_400_000;

/**
 * What one object shows beyond what its row says (portability.ts has that). `time` is when the report is made, ISO 8601.
 */
export function judgeObject(seen: Seen, policy: Policy, time: string): Finding[] {
  const facts = { address: seen.address, kind: seen.kind };
  const what = `${briefTitle(seen.row.title)} "${seen.name}"`;
  const found: Finding[] = [];
  const say = (code: Code, message: string, at?: string): void => {
    found.push(makeFinding(code, message, { ...facts, at }));
  };
  // it stays behind, and this says what it rests on
  if (['custom', 'mixed'].includes(textAt(policy.body, 'policyConfigurationIngestionType') ?? '')) say(codes.admxCustom, `${what} uses settings of an ADMX file that was imported into the source.`);
  if (!seen.moves) return found;
  if (seen.name.trim() === '') say(codes.nameEmpty, `${briefTitle(seen.row.title)} ${seen.id} has no name.`);
  if (seen.defaultObject) say(codes.defaultThere, `${what} exists in every tenant.`);
  seen.assignments?.forEach((assignment, i) => {
    if (isInherited(assignment)) say(codes.assignmentPolicySet, `${what} got an assignment from a policy set.`, `/assignments/${String(i)}`);
  });
  if (locksOut(policy.body)) say(codes.accessLockout, `${what} holds for all users and leaves nobody out.`, '/body/conditions/users');
  for (const product of sessionProducts(policy.body)) say(codes.accessConnector, `${what} hands sessions to ${product}.`, '/body/sessionControls');
  appFindings(policy, what, say);
  const local = [...new Set(localizedNames(policy))];
  if (local.length > 0) say(codes.valueLocalizedName, `${what} gives rights to ${local.map((one) => `"${one}"`).join(', ')} by name.`);
  const script = secretInScript(policy.body);
  if (script !== undefined) say(codes.secretInClear, `${what} holds what reads like a password.`, `/body/${script}`);
  for (const part of seen.row.largest ?? []) {
    const size = Math.max(0, ...valuesAt(policy.body, part.at).flatMap((value) => (typeof value === 'string' ? [Math.floor((value.replace(/=+$/u, '').length * 3) / 4)] : [])));
    if (size > part.most) say(codes.tooLarge, `${what} holds ${part.what} of ${String(Math.ceil(size / 1024))} KB; the service takes ${String(part.most / 1024)} KB.`);
  }
  found.push(...certificateFindings(seen, policy, time));
  return found;
}

/** A policy over sign-ins that blocks or demands a managed device for all users of all apps, and leaves nobody out. Told by its members. */
function locksOut(body: JsonObject): boolean {
  const users = objectAt(objectAt(body, 'conditions') ?? {}, 'users');
  const grants = objectAt(body, 'grantControls');
  if (users === undefined || grants === undefined || !textsAt(users, 'includeUsers').includes('All')) return false;
  if (['excludeUsers', 'excludeGroups', 'excludeRoles'].some((name) => textsAt(users, name).length > 0)) return false;
  if (textAt(body, 'state') === 'disabled' || isNarrowed(objectAt(body, 'conditions') ?? {})) return false;
  const controls = textsAt(grants, 'builtInControls');
  const demanding = ['block', 'compliantDevice', 'domainJoinedDevice'];
  // OR with an easier way in is no wall
  return textAt(grants, 'operator') === 'OR' ? controls.length > 0 && controls.every((one) => demanding.includes(one)) : controls.some((one) => demanding.includes(one));
}

/** Whether a policy over sign-ins leaves ways in by what it is about: old protocols only, some platforms, places, risks or apps. */
function isNarrowed(conditions: JsonObject): boolean {
  const clients = textsAt(conditions, 'clientAppTypes');
  if (clients.length > 0 && !clients.some((one) => one === 'all' || one === 'browser' || one === 'mobileAppsAndDesktopClients')) return true;
  const applications = objectAt(conditions, 'applications');
  if (applications !== undefined && !textsAt(applications, 'includeApplications').some((one) => one === 'All' || one === 'MicrosoftAdminPortals')) return true;
  const [platforms, locations, devices] = ['platforms', 'locations', 'devices'].map((name) => objectAt(conditions, name));
  if (platforms !== undefined && (!textsAt(platforms, 'includePlatforms').includes('all') || textsAt(platforms, 'excludePlatforms').length > 0)) return true;
  if (locations !== undefined && (!textsAt(locations, 'includeLocations').includes('All') || textsAt(locations, 'excludeLocations').length > 0)) return true;
  if (devices !== undefined && objectAt(devices, 'deviceFilter') !== undefined) return true;
  return ['signInRiskLevels', 'userRiskLevels', 'servicePrincipalRiskLevels'].some((name) => textsAt(conditions, name).length > 0) || objectAt(conditions, 'authenticationFlows') !== undefined || (textAt(conditions, 'insiderRiskLevels') ?? '') !== '';
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
  if (left < 0) return [makeFinding(codes.certificateExpired, `The certificate in ${briefTitle(seen.row.title)} "${seen.name}" expired on ${date}.`, facts)];
  return left < 90 * day ? [makeFinding(codes.certificateExpiring, `The certificate in ${briefTitle(seen.row.title)} "${seen.name}" expires on ${date}.`, facts)] : [];
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

/** Products beside Entra that the session controls of a policy over sign-ins hand the session to (real-exports.md 3.3). */
function sessionProducts(body: JsonObject): string[] {
  const session = objectAt(body, 'sessionControls') ?? {};
  const products = { cloudAppSecurity: 'Microsoft Defender for Cloud Apps', applicationEnforcedRestrictions: 'the restrictions of SharePoint and Exchange' };
  return Object.entries(products).flatMap(([name, product]) => (objectAt(session, name)?.['isEnabled'] === true ? [product] : []));
}

/** Types of apps that came from stores which Microsoft has closed. */
const closedStore = /^(?:microsoftStoreForBusiness|windowsPhone|windowsMobileMSI|windowsStore)/u;

function appFindings(policy: Policy, what: string, say: (code: Code, message: string, at?: string) => void): void {
  if (closedStore.test(policy.type ?? '')) say(codes.appRetiredStore, `${what} comes from a store that is closed.`);
  const state = textAt(policy.body, 'publishingState');
  if (state !== undefined && state !== 'published') say(codes.appUnpublished, `${what} is ${state === 'processing' ? 'still being processed' : 'not published'} in the source.`, '/body/publishingState');
}

/** Names of local groups and accounts in other languages than English end a user right on machines of another language (real-exports.md 3.2). */
const localNames = /^(?:administrators?|users|guests?|everyone|authenticated users|remote desktop users|backup operators|local service|network service|administratoren|benutzer|gäste|jeder|administrateurs|utilisateurs|invités|administradores|usuarios|amministratori|beheerders|gebruikers)$/iu;

function localizedNames(policy: Policy): string[] {
  return settingTexts(policy.children, /userrights_/iu).flatMap((text) => text.split(/[,\uf000]/u).map((one) => one.trim()).filter((one) => localNames.test(one)));
}

/** Something that reads like a password in a script: assigned in quotes, and no variable or macro. A guess, and said as one. */
const written = /(?:password|passwd|pwd|secret|api_?key|client_?secret)["'\]]{0,2}\s{0,4}(?:=|:|-asplaintext)\s{0,4}["'](?![$%{<])[^"'\s]{6,}["']|ConvertTo-SecureString\s{1,4}(?:-String\s{1,4})?["'](?![$%{<])[^"'\s]{6,}["']/iu;

function secretInScript(body: JsonObject): string | undefined {
  return scriptMembers.find((name) => {
    const text = textAt(body, name);
    if (text === undefined) return false;
    const bytes = Buffer.from(text, 'base64');
    return written.test(bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.toString('utf16le') : bytes.toString('utf8'));
  });
}
