import type { ActivationLock, Serial } from '../../model/apple.js';
import type { ManualStep } from '../../model/apple/evidence.js';
import { timeOf, type Seen } from './facts.js';
import type { Landscape } from './landscape.js';

type Look = readonly [standing: ManualStep['standing'], found: string];

const day = 24 * 3_600_000;

/** What was seen of the devices of a wave file: some steps are about them. */
export interface DevicesSeen {
  readonly sent: number;
  /** On the destination's server at Apple, and still held by the source's token. */
  readonly heldBySource: readonly Serial[];
  /** Their migration failed; `lock` is undefined where Apple did not say. */
  readonly failed: readonly { readonly serial: Serial; readonly lock: ActivationLock | undefined }[];
}

/** What people must do beside the commands, each with what is known about it now (apple.md 2.6, 3.2, 3.10, 4.3). */
export function manualSteps(land: Landscape, more: { readonly school: boolean; readonly migrationServed: boolean; readonly devices?: DevicesSeen }): readonly ManualStep[] {
  const portal = more.school ? 'school.apple.com' : 'business.apple.com';
  const services = `${portal} > your name (bottom left) > Preferences > Management Assignment > Device management services`;
  const steps: ManualStep[] = [
    step('server-token', 'Create the destination\'s server at Apple and download its token', 'Apple account holder', `${services} > Add: upload the public key that Intune gives (next step), save, then Download Token`,
      'Apple\'s API creates a server but never gives out its token. Never press Download Token on the source\'s server: that makes the token in use invalid', 'a token in the destination, and Apple\'s "last connected" for the server', lookAtToken(land)),
    step('upload-token', 'Give the token to the destination', 'destination admin', 'intune.microsoft.com > Devices > Enrollment > Apple > Enrollment program tokens > Add: download the public key, upload the server\'s token',
      'the public key is void as soon as its page is closed, so key, upload and download belong in one sitting', 'the token\'s expiry and last sync in the destination', lookAtSync(land)),
    step('terms', 'Accept Apple\'s terms', 'Apple account holder', `${portal}: the message after signing in as an administrator`, 'Apple asks a person', 'error 3 of the token\'s sync is gone', lookAtTerms(land)),
    step('push-certificate', 'Have an Apple push certificate in the destination', 'destination admin', 'intune.microsoft.com > Devices > Enrollment > Apple > Apple MDM Push certificate: download the request, sign it at identity.apple.com/pushcert, upload it',
      'Apple signs it for a person\'s Apple Account; the source\'s certificate cannot be used, its key stays there', 'the certificate\'s expiry and topic in the destination', lookAtPush(land)),
    step('content-token', 'Give the destination a location of its own for apps and books', 'Apple account holder', `${portal} > Locations > Add; Apps and Books > transfer licenses to it; Preferences > Payments and Billing > Content Tokens > download it; then intune.microsoft.com > Tenant administration > Connectors and tokens > Apple VPP tokens > Create`,
      'locations, transfers and their tokens exist in the portal only; one token in two tenants loses licenses', 'a valid token in the destination whose location the source does not use', lookAtContent(land)),
    step('source-sync', 'Let the source notice that its devices are gone', 'source admin', 'intune.microsoft.com (source) > Devices > Enrollment > Apple > Enrollment program tokens > the token > Devices > Sync; without it the source syncs by itself every 12 hours',
      'this tool writes nothing to the source', 'the serials are marked as removed in the source\'s token (apple verify)', lookAtSourceSync(land, more.devices)),
    step('organization-lock', 'Clear the lock of a device whose migration failed', 'Apple account holder', `${portal} > Devices > search the serial > … > Turn off Activation Lock`, 'Apple\'s API shows the lock and cannot lift it', 'Activation Lock of the serial reads NONE (apple verify)', lookAtLocks(more.devices)),
    step('close-source-server', 'Remove the source\'s server when it is empty', 'Apple account holder', `${services} > ${land.servers.source.name} > move the default device families to ${land.servers.destination.name}, then Remove`, 'the way back would be gone with it: this tool leaves it standing', 'apple servers lists it with 0 devices, then no more',
      land.servers.source.deviceCount === 0 ? ['open', 'it is empty'] : ['later', `it holds ${land.servers.source.deviceCount ?? 'some'} devices`]),
  ];
  if (!more.migrationServed) {
    steps.push(step('portal-migration', 'Reassign in Apple\'s portal', 'Apple account holder', `${portal} > Devices > paste up to 1,000 serials > Edit Device Management > ${land.servers.destination.name} > set the deadline`,
      'this organization\'s API does not serve the migration types yet', 'the serials are on the destination\'s server (apple status)', ['open', 'Apple does not say of any device whether it can migrate']));
  }
  return steps;
}

function step(id: string, title: string, who: ManualStep['who'], where: string, why: string, check: string, [standing, found]: Look): ManualStep {
  return { id, title, who, where, why, check, standing, found };
}

const from = <T>(fact: Seen<T>, look: (value: T) => Look): Look => (fact.seen ? look(fact.value) : ['not seen', fact.because]);

function lookAtToken({ token, servers: { destination } }: Landscape): Look {
  if (destination.lastConnected !== undefined) return ['done', `somebody last called for ${destination.name} at ${destination.lastConnected}`];
  return token.seen ? ['open', `nobody has ever called for ${destination.name}`] : ['open', token.because];
}

function lookAtSync({ token, now }: Landscape): Look {
  if (!token.seen) return ['open', token.because];
  const { expires, synced, name } = token.value;
  if (timeOf(expires) <= now) return ['open', `${name} expired at ${expires ?? 'an unknown time'}`];
  return synced === undefined ? ['open', `${name} has never synced`] : ['done', `${name} synced at ${synced}`];
}

function lookAtTerms({ token }: Landscape): Look {
  return from(token, ({ syncError }) => (syncError === 3 ? ['open', 'the sync ends with error 3'] : ['done', `the sync ends with ${syncError === 0 ? 'no error' : `error ${syncError}`}`]));
}

function lookAtPush({ push, now }: Landscape): Look {
  if (!push.destination.seen) return ['open', push.destination.because];
  const { expires, topic } = push.destination.value;
  if (push.source.seen && topic !== undefined && push.source.value.topic === topic) return ['open', 'both tenants show the same topic, which cannot be'];
  return timeOf(expires) <= now + 30 * day ? ['open', `it ends at ${expires}`] : ['done', `valid until ${expires}`];
}

function lookAtContent({ content }: Landscape): Look {
  if (!content.source.seen) return ['not seen', content.source.because];
  if (content.source.value.length === 0) return ['done', 'the source uses none'];
  const used = new Set(content.source.value.map(({ name }) => name.toLowerCase()));
  return from(content.destination, (tokens) => {
    const own = tokens.filter((token) => token.state === 'valid' && !used.has(token.name.toLowerCase()));
    return own.length > 0 ? ['done', own.map(({ name }) => name).join(', ')] : ['open', tokens.length === 0 ? 'the destination has none' : 'the destination has none that is valid and its own'];
  });
}

function lookAtSourceSync({ sourceToken }: Landscape, devices: DevicesSeen | undefined): Look {
  if (devices === undefined || devices.sent === 0) return ['later', 'after the reassignment'];
  const { heldBySource: held } = devices;
  if (held.length === 0) return ['done', 'the source\'s token has let go of every device that is on the destination\'s server'];
  const last = sourceToken.seen ? ` (last sync ${sourceToken.value.synced ?? 'never'})` : '';
  return ['open', `the source's token still holds ${held.length} of them${last}: ${some(held)}`];
}

function lookAtLocks(devices: DevicesSeen | undefined): Look {
  if (devices === undefined || devices.failed.length === 0) return ['later', 'only for devices in the state FAILED'];
  const unknown = devices.failed.filter(({ lock }) => lock === undefined).map(({ serial }) => serial);
  const locked = devices.failed.filter(({ lock }) => lock?.locked === true).map(({ serial, lock }) => `${serial} (${lock?.type ?? ''})`);
  if (locked.length > 0) return ['open', `locked: ${some(locked)}`];
  return unknown.length > 0 ? ['not seen', `Apple does not say whether ${some(unknown)} ${unknown.length === 1 ? 'is' : 'are'} locked`] : ['done', 'none of the failed devices is locked'];
}

function some(list: readonly string[]): string {
  return list.length <= 5 ? list.join(', ') : `${list.slice(0, 5).join(', ')} and ${list.length - 5} more`;
}
