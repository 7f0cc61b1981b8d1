import { appGaps, iosAppIn, type TenantApp } from '../../../engine/apple/apps.js';
import { notSeen, seen, type Seen } from '../../../engine/apple/facts.js';
import type { ContentToken, EnrollmentLimits, Landscape, PushCertificate } from '../../../engine/apple/landscape.js';
import type { MdmServer } from '../../../model/apple.js';
import { restrictionsIn } from '../../../engine/apple/restrictions.js';
import type { TenantReader } from '../../../model/ports.js';
import type { AppleSight } from '../ports.js';
import { devices, enrollment, filled, listOf, scopes, seenList, some, whyNot } from './ask.js';
import { readEscrow } from './escrow.js';
import { readDefaults } from './profiles.js';
import { readToken } from './tokens.js';
import type { AppleThere } from '../../../engine/apple/readiness.js';

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

/** What a report looks at in the destination, without Apple's side: see readiness.ts. @param token its name where the destination has several */
export async function readAppleThere(destination: TenantReader, token: string | undefined): Promise<AppleThere> {
  const [seenToken, limits, escrow, content, apps] = await Promise.all([readToken(destination, 'destination', token), readLimits(destination), readEscrow(destination), readContent(destination), readApps(destination)]);
  return { token: seenToken, profiles: seenToken.seen ? await readDefaults(destination, seenToken.value) : notSeen(seenToken.because), limits, escrow, content, apps };
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

/** The restrictions that keep devices out: the tenant's default, and assigned ones for a platform (apple.md 3.9). */
async function readLimits(tenant: TenantReader): Promise<Seen<EnrollmentLimits>> {
  const items = await listOf(tenant, enrollment('deviceManagement/deviceEnrollmentConfigurations?$expand=assignments'));
  if (!items.ok) return notSeen(whyNot(items.failure));
  return seen(restrictionsIn(items.value));
}

async function readApps(tenant: TenantReader): Promise<Seen<readonly TenantApp[]>> {
  return seenList(tenant, { api: 'beta', service: 'applications', path: 'deviceAppManagement/mobileApps?$expand=assignments', scopes: scopes.readApps }, (items) => items.map(iosAppIn).filter((app) => app !== undefined));
}

/** Device restrictions of the source that forbid an iCloud backup (apple.md 1.2 rule 36). */
async function readBackupBans(tenant: TenantReader): Promise<Seen<readonly string[]>> {
  return seenList(tenant, { api: 'beta', service: 'device-configuration', path: 'deviceManagement/deviceConfigurations', scopes: scopes.readConfiguration },
    (items) => items.filter((item) => item['iCloudBlockBackup'] === true).map((item) => filled(item, 'displayName') ?? 'a policy without a name'));
}
