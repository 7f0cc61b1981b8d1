import type { Finding } from '../../model/finding.js';
import { codes, makeFinding, rule, type Code } from '../../model/rules.js';
import type { Classified } from './classify.js';
import { timeOf } from './facts.js';
import type { Landscape } from './landscape.js';

const day = 24 * 3_600_000;
const soon = 30 * day;

/** What the facts about devices and tenants come to, one finding a rule: `related` names the serials. */
export function assessFindings(devices: readonly Classified[], land: Landscape): readonly Finding[] {
  return [...deviceFindings(devices), ...landscapeFindings(devices, land)];
}

function deviceFindings(devices: readonly Classified[]): Finding[] {
  const groups = new Map<Code, { serials: string[]; example: string }>();
  const add = (code: Code | undefined, serial: string, text: string): void => {
    if (code === undefined) return;
    const group = groups.get(code) ?? { serials: [], example: text };
    if (group.serials.at(-1) !== serial) group.serials.push(serial);
    groups.set(code, group);
  };
  for (const { facts, code, reason, remarks, state } of devices) {
    if (state !== 'ALREADY_THERE') add(code, facts.serial, reason);
    for (const remark of remarks) add(remark.code, facts.serial, remark.text);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, { serials, example }]) => {
    const message = serials.length === 1 ? `${serials[0] ?? ''} ${example}.` : `${serials.length} devices (${rule(code).title.toLowerCase()}), first ${serials[0] ?? ''}, which ${example}.`;
    return makeFinding(code, message, { related: serials });
  });
}

function landscapeFindings(devices: readonly Classified[], land: Landscape): Finding[] {
  const found: (Finding | undefined)[] = [];
  const moving = devices.filter((device) => device.class === 'NATIVE' && device.state !== 'ALREADY_THERE');
  const mobile = moving.some((device) => device.family !== 'Mac');
  const macs = moving.some((device) => device.family === 'Mac');
  const byHand = devices.filter((device) => device.class === 'MANUAL' || device.class === 'WIPE');

  if (!land.token.seen) found.push(makeFinding(codes.enrollmentTokenStays, `The destination's token is not known: ${land.token.because}.`));
  else {
    const { name, expires, syncError } = land.token.value;
    found.push(expiry(timeOf(expires), land.now, codes.enrollmentTokenExpiring, `The destination's enrollment token ${name}`));
    if (syncError === 3) found.push(makeFinding(codes.termsNotAccepted, `${name} cannot sync until Apple's new terms are accepted.`));
  }
  if (land.push.destination.seen) found.push(expiry(timeOf(land.push.destination.value.expires), land.now, codes.pushCertificateExpiring, 'The destination\'s Apple push certificate'));
  else found.push(makeFinding(codes.pushCertificateStays, `The destination's Apple push certificate is not known: ${land.push.destination.because}.`));
  if (land.push.source.seen) found.push(expiry(timeOf(land.push.source.value.expires), land.now, codes.pushCertificateExpiring, 'The source\'s Apple push certificate, without which devices that have not moved cannot be reached'));

  if (land.profiles.seen) {
    for (const [platform, profile] of Object.entries(land.profiles.value)) {
      if (profile.awaits !== true) found.push(makeFinding(codes.appleAwaitOff, `${profile.name} (${platform}) ${profile.awaits === false ? 'lets devices go before they are configured' : 'does not say whether devices wait'}.`, { severity: moving.length > 0 ? 'blocker' : 'medium' }));
      if (profile.restoreBlocked === false && platform === 'ios') found.push(makeFinding(codes.appleRestorePane, `${profile.name} (${platform}) shows the Restore pane.`));
    }
    for (const [platform, wanted] of [['ios', mobile], ['macOS', macs]] as const) {
      if (wanted && land.profiles.value[platform] === undefined) found.push(makeFinding(codes.appleNoProfile, `The destination's token has no default enrollment profile for ${platform}.`));
    }
  }
  if (macs && land.escrow.seen && land.escrow.value.length === 0) found.push(makeFinding(codes.appleFileVault, 'No assigned policy of the destination escrows FileVault keys.'));
  if (land.limits.seen && land.limits.value.personalBlocked.length > 0 && devices.some((device) => device.class === 'MANUAL')) {
    found.push(makeFinding(codes.applePersonalBlock, `The destination blocks personal devices (${land.limits.value.personalBlocked.join(', ')}): devices that move by hand need their identifiers imported before.`));
  }
  if (mobile && land.appGaps.seen) {
    for (const { app, because, remedy } of land.appGaps.value) {
      const code = /licenses/.test(because) ? codes.appleLicenses : /offers/.test(because) ? codes.appleAvailableApps : codes.appleAppsMissing;
      found.push(makeFinding(code, `${app.name}${app.bundleId === undefined ? '' : ` (${app.bundleId})`}: ${because}.`, { remedy: asSentence(remedy) }));
    }
  }
  if (byHand.length > 0 && land.apps.source.seen) {
    const removed = land.apps.source.value.filter((app) => app.removedWithManagement);
    if (removed.length > 0) found.push(makeFinding(codes.appleRemoveOnUnenroll, `${removed.length === 1 ? '1 app' : `${removed.length} apps`} of the source ${removed.length === 1 ? 'is' : 'are'} removed with the data when a device leaves it: ${removed.slice(0, 5).map((app) => app.name).join(', ')}.`));
  }
  if (byHand.length > 0 && land.backupBans.seen && land.backupBans.value.length > 0) found.push(makeFinding(codes.appleBackup, `${land.backupBans.value.slice(0, 5).join(', ')} ${land.backupBans.value.length === 1 ? 'forbids' : 'forbid'} backups.`));
  found.push(...contentFindings(land));
  return found.filter((finding) => finding !== undefined);
}

function contentFindings(land: Landscape): Finding[] {
  const { source, destination } = land.content;
  if (!source.seen || source.value.length === 0) return [];
  if (!destination.seen) return [];
  const found: Finding[] = [];
  const names = new Set(source.value.map((token) => token.name.toLowerCase()));
  if (destination.value.length === 0) found.push(makeFinding(codes.contentTokenStays, 'The source has content tokens for apps and books, the destination has none.'));
  for (const token of destination.value) {
    if (names.has(token.name.toLowerCase()) || token.state === 'assignedToExternalMDM' || token.state === 'duplicateLocationId') found.push(makeFinding(codes.contentTokenStays, `Both tenants use the location ${token.name}${token.state === 'valid' ? '' : ` (${token.state})`}: one of them loses its licenses.`, { severity: 'blocker' }));
    const ends = expiry(timeOf(token.expires), land.now, codes.contentTokenExpiring, `The content token ${token.name} of the destination`);
    if (ends !== undefined) found.push(ends);
  }
  return found;
}

function expiry(at: number, now: number, code: Code, what: string): Finding | undefined {
  if (at === 0 || at > now + soon) return undefined;
  const date = new Date(at).toISOString().slice(0, 10);
  return at <= now ? makeFinding(codes.tokenExpired, `${what} expired on ${date}.`) : makeFinding(code, `${what} expires on ${date}.`);
}

/** A remedy as it stands alone. */
export function asSentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.?!]$/u.test(text) ? '' : '.'}`;
}
