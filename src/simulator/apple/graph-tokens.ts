import { serialOf } from '../../model/apple.js';
import { isObject, textAt, textsAt, typeOf, type JsonObject } from '../../model/json.js';
import { page, selected } from './collection.js';
import type { SimulatedIntune, SimulatedProfile, SimulatedToken, SyncedRecord } from './intune.js';
import { graphError, type GraphAnswer, type GraphRequest } from './mount.js';

const cooldown = 15 * 60_000;
const expandable = { defaultIosEnrollmentProfile: 'ios', defaultMacOsEnrollmentProfile: 'macOS', defaultTvOSEnrollmentProfile: 'tvOS', defaultVisionOSEnrollmentProfile: 'visionOS' } as const;

/** `deviceManagement/depOnboardingSettings` and what hangs below a token (apple.md 3.2 to 3.6). */
export function tokenRoute(intune: SimulatedIntune, request: GraphRequest, rest: readonly string[]): GraphAnswer | undefined {
  const [id, part, child, action] = rest;
  if (id === undefined) return request.method === 'GET' ? page(request, intune.tokens.map((token) => tokenBody(token, request))) : undefined;
  const token = intune.tokens.find((candidate) => candidate.id === id);
  if (token === undefined) return graphError(404, 'ResourceNotFound', 'There is no such token.');
  if (part === undefined) return request.method === 'GET' ? { status: 200, body: selected(request, tokenBody(token, request)) } : undefined;
  if (part === 'syncWithAppleDeviceEnrollmentProgram' && request.method === 'POST') return syncNow(intune, token);
  if (part === 'importedAppleDeviceIdentities' && request.method === 'GET') return page(request, [...token.serials].map(([serial, record]) => serialBody(serial, record)));
  if (part !== 'enrollmentProfiles') return undefined;
  if (child === undefined) {
    if (request.method === 'POST') return newProfile(token, request);
    return request.method === 'GET' ? page(request, token.profiles.map((profile) => profileBody(token, profile))) : undefined;
  }
  const profile = token.profiles.find((candidate) => candidate.id === child);
  if (profile === undefined) return graphError(404, 'ResourceNotFound', 'Profile not found.');
  if (action === undefined) {
    if (request.method === 'PATCH') return changed(token, profile, request);
    if (request.method === 'DELETE') return removed(token, profile);
    return request.method === 'GET' ? { status: 200, body: selected(request, profileBody(token, profile)) } : undefined;
  }
  if (request.method !== 'POST') return undefined;
  if (action === 'setDefaultProfile') return setDefault(token, profile);
  return action === 'updateDeviceProfileAssignment' ? assignProfile(intune, token, profile, request) : undefined;
}

function syncNow(intune: SimulatedIntune, token: SimulatedToken): GraphAnswer {
  const now = intune.clock.now();
  if (token.syncAsked !== undefined && now < token.syncAsked + cooldown) return graphError(intune.switches.tooEarly, 'BadRequest', 'A sync was asked for less than 15 minutes ago.');
  token.syncAsked = now;
  token.syncing = now + intune.switches.syncSeconds * 1000;
  return { status: 204 };
}

/** Members that the service or the address says. */
const said: ReadonlySet<string> = new Set(['@odata.type', 'id', 'displayName', 'isDefault']);

function membersOf(body: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !said.has(name)));
}

function newProfile(token: SimulatedToken, request: GraphRequest): GraphAnswer {
  const body = isObject(request.body) ? request.body : {};
  const type = typeOf(body);
  const name = textAt(body, 'displayName');
  if (type === undefined || name === undefined || name === '') return graphError(400, 'BadRequest', 'An enrollment profile needs a type and a displayName.');
  const last = Math.max(0, ...token.profiles.map(({ id }) => Number.parseInt(id.slice(-4), 16)));
  const profile: SimulatedProfile = { id: `${token.id}_2c4e6a80-0000-4000-8000-00000000${(last + 1).toString(16).padStart(4, '0')}`, name, type, body: membersOf(body), notYet: 2 };
  token.profiles.push(profile);
  return { status: 201, body: profileBody(token, profile) };
}

function changed(token: SimulatedToken, profile: SimulatedProfile, request: GraphRequest): GraphAnswer {
  const body = isObject(request.body) ? request.body : {};
  const next: SimulatedProfile = { ...profile, name: textAt(body, 'displayName') ?? profile.name, body: { ...profile.body, ...membersOf(body) } };
  token.profiles.splice(token.profiles.indexOf(profile), 1, next);
  return { status: 200, body: profileBody(token, next) };
}

function removed(token: SimulatedToken, profile: SimulatedProfile): GraphAnswer {
  if (Object.values(token.defaults).includes(profile.id) || [...token.serials.values()].some((record) => record.profile === profile.id)) return graphError(400, 'BadRequest', 'The profile is the default of its token, or assigned to devices.');
  token.profiles.splice(token.profiles.indexOf(profile), 1);
  return { status: 204 };
}

function setDefault(token: SimulatedToken, profile: SimulatedProfile): GraphAnswer {
  if (profile.notYet > 0) {
    profile.notYet -= 1;
    return graphError(404, 'ResourceNotFound', 'Profile not found.');
  }
  const platform = platformOf(profile);
  if (platform !== undefined) token.defaults[platform] = profile.id;
  return { status: 204 };
}

function assignProfile(intune: SimulatedIntune, token: SimulatedToken, profile: SimulatedProfile, request: GraphRequest): GraphAnswer {
  const serials = isObject(request.body) ? textsAt(request.body, 'deviceIds').map(serialOf) : [];
  const records = serials.map((serial) => (serial === undefined ? undefined : token.serials.get(serial)));
  if (intune.switches.unknownSerials === 400 && records.some((record) => record === undefined || record.deleted)) return graphError(400, 'BadRequest', 'One of the devices is not known to this token.');
  for (const record of records) {
    if (record === undefined || record.deleted) continue;
    record.profile = profile.id;
    record.profiledAt = intune.clock.now();
  }
  return { status: 204 };
}

function platformOf(profile: SimulatedProfile): 'ios' | 'macOS' | 'tvOS' | 'visionOS' | undefined {
  const word = /^dep(IOS|MacOS|TvOS|VisionOS)EnrollmentProfile$/.exec(profile.type)?.[1];
  return word === 'IOS' ? 'ios' : word === 'MacOS' ? 'macOS' : word === 'TvOS' ? 'tvOS' : word === 'VisionOS' ? 'visionOS' : undefined;
}

function time(at: number | undefined): string | null {
  return at === undefined ? null : new Date(at).toISOString();
}

function tokenBody(token: SimulatedToken, request: GraphRequest): JsonObject {
  const wanted = request.query.get('$expand')?.split(',').map((name) => name.trim()) ?? [];
  const expanded = Object.entries(expandable).filter(([name]) => wanted.includes(name)).map(([name, platform]) => {
    const profile = token.profiles.find(({ id }) => id === token.defaults[platform]);
    return [name, profile === undefined ? null : profileBody(token, profile)] as const;
  });
  return {
    '@odata.type': '#microsoft.graph.depOnboardingSetting', id: token.id, appleIdentifier: token.appleIdentifier, tokenName: token.name, tokenType: token.type,
    tokenExpirationDateTime: time(token.expires), lastSyncTriggeredDateTime: time(token.syncAsked), lastSuccessfulSyncDateTime: time(token.synced), lastSyncErrorCode: token.syncError,
    syncedDeviceCount: [...token.serials.values()].filter((record) => !record.deleted).length, shareTokenWithSchoolDataSyncService: false, dataSharingConsentGranted: true, roleScopeTagIds: ['0'],
    ...Object.fromEntries(expanded),
  };
}

function profileBody(token: SimulatedToken, profile: SimulatedProfile): JsonObject {
  return { '@odata.type': `#microsoft.graph.${profile.type}`, id: profile.id, displayName: profile.name, isDefault: Object.values(token.defaults).includes(profile.id), ...profile.body };
}

function serialBody(serial: string, record: SyncedRecord): JsonObject {
  return {
    '@odata.type': '#microsoft.graph.importedAppleDeviceIdentity', id: serial, serialNumber: serial, discoverySource: 'deviceEnrollmentProgram', platform: record.platform,
    requestedEnrollmentProfileId: record.profile ?? null, requestedEnrollmentProfileAssignmentDateTime: time(record.profiledAt), isSupervised: true, isDeleted: record.deleted,
    enrollmentState: record.enrolled ? 'enrolled' : 'notContacted', createdDateTime: time(record.created), lastContactedDateTime: null, description: record.description,
  };
}
