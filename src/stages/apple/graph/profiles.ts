import { notSeen, seen, type Seen } from '../../../engine/apple/facts.js';
import type { DefaultProfiles } from '../../../engine/apple/landscape.js';
import type { AdePlatform, AdeToken, EnrollmentProfile } from '../../../model/apple/enrollment.js';
import { idOf, type Side } from '../../../model/ids.js';
import { isObject, objectAt, typeOf, type Json, type JsonObject } from '../../../model/json.js';
import type { TenantReader } from '../../../model/ports.js';
import { enrollment, filled, listOf, scopes, some, truth, whyNot } from './ask.js';

const platforms: Readonly<Record<string, AdePlatform>> = { depIOSEnrollmentProfile: 'ios', depMacOSEnrollmentProfile: 'macOS', depTvOSEnrollmentProfile: 'tvOS', depVisionOSEnrollmentProfile: 'visionOS' };
const defaults = { defaultIosEnrollmentProfile: 'ios', defaultMacOsEnrollmentProfile: 'macOS', defaultTvOSEnrollmentProfile: 'tvOS', defaultVisionOSEnrollmentProfile: 'visionOS' } as const;

/** The enrollment profiles of a token, mirrored enrollment policies among them (apple.md 3.5). */
export async function readProfiles<S extends Side>(tenant: TenantReader, side: S, token: AdeToken<S>): Promise<Seen<readonly EnrollmentProfile<S>[]>> {
  const items = await listOf(tenant, enrollment(`deviceManagement/depOnboardingSettings/${token.id}/enrollmentProfiles?$top=100`));
  return items.ok ? seen(items.value.map((item) => profileIn(item, side, undefined)).filter((profile) => profile !== undefined)) : notSeen(whyNot(items.failure));
}

/** The destination's default profile for each platform, with what its settings-catalog policy says where it has one. */
export async function readDefaults(tenant: TenantReader, token: AdeToken<'destination'>): Promise<Seen<DefaultProfiles>> {
  const answer = await tenant.get(enrollment(`deviceManagement/depOnboardingSettings/${token.id}?$expand=${Object.keys(defaults).join(',')}`));
  if (!answer.ok) return notSeen(whyNot(answer.failure));
  const found: Partial<Record<AdePlatform, EnrollmentProfile<'destination'>>> = {};
  for (const [name, platform] of Object.entries(defaults)) {
    const item = objectAt(answer.value, name);
    if (item === undefined) continue;
    const plain = profileIn(item, 'destination', platform);
    if (plain === undefined) continue;
    found[platform] = plain.awaits === true ? plain : await withPolicy(tenant, plain);
  }
  return seen(found);
}

/** An id can carry a prefix such as `ECV2_` before `{token}_{profile}`, and serials are given the part behind it (apple.md 3.5). */
function plainId(id: string): string {
  return id.replace(/^ECV\d+_/i, '');
}

function profileIn<S extends Side>(item: JsonObject, side: S, platform: AdePlatform | undefined): EnrollmentProfile<S> | undefined {
  const id = filled(item, 'id');
  if (id === undefined) return undefined;
  const waits = [truth(item, 'waitForDeviceConfiguredConfirmation'), truth(item, 'awaitDeviceConfiguredConfirmation')].filter((value) => value !== undefined);
  return {
    id: idOf(side, plainId(id)), name: filled(item, 'displayName') ?? id, platform: platforms[typeOf(item) ?? ''] ?? platform ?? 'unknown', kind: 'profile',
    sharedIpad: truth(item, 'enableSharedIPad') === true || truth(item, 'userlessSharedAadModeEnabled') === true || truth(item, 'forceTemporarySession') === true,
    ...some('awaits', waits.length === 0 ? undefined : waits.includes(true)),
    ...some('restoreBlocked', truth(item, 'restoreBlocked')),
  };
}

/** Where the profile mirrors an enrollment policy, the policy's settings decide: the mirror does not hold them. */
async function withPolicy(tenant: TenantReader, profile: EnrollmentProfile<'destination'>): Promise<EnrollmentProfile<'destination'>> {
  const policyId = profile.id.split('_').at(-1) ?? '';
  const settings = await listOf(tenant, { api: 'beta', service: 'device-config-v2', path: `deviceManagement/configurationPolicies/${encodeURIComponent(policyId)}/settings`, scopes: scopes.readConfiguration });
  // an old profile has no policy of that id: its own members are all there is
  if (!settings.ok || settings.value.length === 0) return profile;
  const words = settings.value.flatMap(wordsIn);
  const on = words.some((word) => /ade_modernauth_awaitfinalconfiguration_1$|ade_macos_awaitconfiguration_(1|true)$/i.test(word));
  const mentioned = words.some((word) => /awaitfinalconfiguration|awaitconfiguration/i.test(word));
  const restore = words.find((word) => /ade_setupassistant_restore/i.test(word) && /_(0|1|true|false)$/i.test(word));
  return { ...profile, kind: 'policy', awaits: on || (mentioned ? false : (profile.awaits ?? false)), ...some('restoreBlocked', restore === undefined ? profile.restoreBlocked : /_(0|false)$/i.test(restore)) };
}

/** Every text inside a setting, at any depth. */
function wordsIn(value: Json): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(wordsIn);
  return isObject(value) ? Object.values(value).flatMap(wordsIn) : [];
}
