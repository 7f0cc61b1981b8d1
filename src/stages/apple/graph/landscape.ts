import { appGaps, iosAppIn, type TenantApp } from '../../../engine/apple/apps.js';
import { notSeen, seen, type Seen } from '../../../engine/apple/facts.js';
import type { ContentToken, EnrollmentLimits, Landscape, PushCertificate } from '../../../engine/apple/landscape.js';
import type { MdmServer } from '../../../model/apple.js';
import type { AdePlatform } from '../../../model/apple/enrollment.js';
import { objectAt, typeOf, type JsonObject } from '../../../model/json.js';
import type { TenantReader } from '../../../model/ports.js';
import type { AppleSight } from '../ports.js';
import { devices, enrollment, filled, listOf, scopes, seenList, some, whyNot } from './ask.js';
import { readEscrow } from './escrow.js';
import { readDefaults } from './profiles.js';
import { readToken } from './tokens.js';

/** Looks at everything that must stand before devices move, on both sides. `devices` is how many iPhones and iPads will need licenses. */
export async function readLandscape(sight: AppleSight, servers: { readonly source: MdmServer; readonly destination: MdmServer }, mobiles: number): Promise<Landscape> {
  const { source, destination, settings } = sight;
  const [token, sourceToken] = await Promise.all([readToken(destination, 'destination', settings.tokens.destination), readToken(source, 'source', settings.tokens.source)]);
  const [profiles, limits, escrow, backupBans, pushSource, pushDestination, contentSource, contentDestination, appsSource, appsDestination] = await Promise.all([
    token.seen ? readDefaults(destination, token.value) : notSeen(token.because),
    readLimits(destination), readEscrow(destination), readBackupBans(source), readPush(source), readPush(destination), readContent(source), readContent(destination), readApps(source), readApps(destination),
  ]);
  const gaps = !appsSource.seen ? appsSource : !appsDestination.seen ? appsDestination : seen(appGaps(appsSource.value, appsDestination.value, mobiles));
  return {
    now: sight.clock.now(), servers, token, sourceToken, profiles, limits, escrow, backupBans, appGaps: gaps,
    push: { source: pushSource, destination: pushDestination }, content: { source: contentSource, destination: contentDestination }, apps: { source: appsSource, destination: appsDestination },
  };
}

async function readPush(tenant: TenantReader): Promise<Seen<PushCertificate>> {
  const answer = await tenant.get({ ...devices('deviceManagement/applePushNotificationCertificate'), service: 'devices', scopes: scopes.readService });
  if (!answer.ok) return notSeen(answer.failure.kind === 'missing' ? `the ${tenant.side} has no Apple push certificate` : whyNot(answer.failure));
  const expires = filled(answer.value, 'expirationDateTime');
  return expires === undefined ? notSeen(`the ${tenant.side} has no Apple push certificate`) : seen({ expires, ...some('topic', filled(answer.value, 'topicIdentifier')) });
}

async function readContent(tenant: TenantReader): Promise<Seen<readonly ContentToken[]>> {
  return seenList(tenant, enrollment('deviceAppManagement/vppTokens'), (items) => items.map((item) => ({
    name: filled(item, 'locationName') ?? filled(item, 'displayName') ?? filled(item, 'organizationName') ?? 'a location without a name', state: filled(item, 'state') ?? 'unknown', ...some('expires', filled(item, 'expirationDateTime')),
  })));
}

const restrictions: Readonly<Record<string, AdePlatform>> = { iosRestriction: 'ios', macOSRestriction: 'macOS', macRestriction: 'macOS', tvosRestriction: 'tvOS', visionOSRestriction: 'visionOS' };
const platformTypes: Readonly<Record<string, AdePlatform>> = { ios: 'ios', mac: 'macOS', macos: 'macOS', tvos: 'tvOS', visionos: 'visionOS' };

/** The restrictions that keep devices out: the tenant's default, and assigned ones for a platform (apple.md 3.9). */
async function readLimits(tenant: TenantReader): Promise<Seen<EnrollmentLimits>> {
  const items = await listOf(tenant, enrollment('deviceManagement/deviceEnrollmentConfigurations?$expand=assignments'));
  if (!items.ok) return notSeen(whyNot(items.failure));
  const blocked = new Set<AdePlatform>();
  const personalBlocked = new Set<AdePlatform>();
  const note = (platform: AdePlatform | undefined, restriction: JsonObject | undefined): void => {
    if (platform === undefined || restriction === undefined) return;
    if (restriction['platformBlocked'] === true) blocked.add(platform);
    if (restriction['personalDeviceEnrollmentBlocked'] === true) personalBlocked.add(platform);
  };
  for (const item of items.value) {
    const type = typeOf(item);
    if (type === 'deviceEnrollmentPlatformRestrictionsConfiguration') for (const [name, platform] of Object.entries(restrictions)) note(platform, objectAt(item, name));
    // one for a platform counts only where it reaches somebody
    const assigned = Array.isArray(item['assignments']) && item['assignments'].length > 0;
    if (type === 'deviceEnrollmentPlatformRestrictionConfiguration' && assigned) note(platformTypes[filled(item, 'platformType')?.toLowerCase() ?? ''], objectAt(item, 'platformRestriction'));
  }
  return seen({ blocked: [...blocked], personalBlocked: [...personalBlocked] });
}

async function readApps(tenant: TenantReader): Promise<Seen<readonly TenantApp[]>> {
  return seenList(tenant, { api: 'beta', service: 'applications', path: 'deviceAppManagement/mobileApps?$expand=assignments', scopes: scopes.readApps }, (items) => items.map(iosAppIn).filter((app) => app !== undefined));
}

/** Device restrictions of the source that forbid an iCloud backup (apple.md 1.2 rule 36). */
async function readBackupBans(tenant: TenantReader): Promise<Seen<readonly string[]>> {
  return seenList(tenant, { api: 'beta', service: 'device-configuration', path: 'deviceManagement/deviceConfigurations', scopes: scopes.readConfiguration },
    (items) => items.filter((item) => item['iCloudBlockBackup'] === true).map((item) => filled(item, 'displayName') ?? 'a policy without a name'));
}
