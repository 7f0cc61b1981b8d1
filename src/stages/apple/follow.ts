import { expectedFor } from '../../engine/apple/state.js';
import { timeOf } from '../../engine/apple/facts.js';
import { chunks } from '../../engine/apple/waves.js';
import type { Serial } from '../../model/apple.js';
import type { AdeToken, EnrollmentProfile } from '../../model/apple/enrollment.js';
import type { DeviceWave } from '../../model/apple/wave.js';
import { enrollment, scopes } from './graph/ask.js';
import { readToken } from './graph/tokens.js';
import type { Ledger } from './ledger.js';
import { observe, observeDestination, type Observation } from './observe.js';
import type { AppleHands } from './ports.js';
import { settleOrders } from './settle.js';

const minute = 60_000;
const cooldown = 15 * minute;
/** A sync that takes longer than this is left to the next run. */
const syncPatience = 5 * minute;
/** Serials in one profile assignment: what is used in practice (apple.md 3.6). */
const profileChunk = 100;

export interface Followed {
  readonly observation: Observation;
  /** What the next run has to wait for, in sentences with the time. */
  readonly next: readonly string[];
}

/**
 * The steps after sending, as far as they can be taken now: Apple's activities end, the destination syncs when its 15 minutes allow, the
 * serials that arrived get their profile (apple.md 4.2). `reassign` and `status` take the same ones.
 */
export async function follow(hands: AppleHands, ledger: Ledger, waves: readonly DeviceWave[], options: { readonly wait: boolean }): Promise<Followed> {
  const next: string[] = [];
  const running = await settleOrders(hands, ledger, options);
  if (running > 0) next.push(`Apple is still working on ${running} ${running === 1 ? 'activity' : 'activities'}: look again in a minute.`);
  let observation = await observe(hands, ledger, waves);
  // an assignment shows seconds to minutes after its activity has ended (apple.md 2.5)
  for (const seconds of options.wait && running === 0 ? [30, 60, 120] : []) {
    if (!observation.devices.some(({ standing }) => standing.state === 'SUBMITTED')) break;
    await hands.clock.sleep(seconds * 1000, hands.signal);
    observation = await observe(hands, ledger, waves);
  }
  if (observation.devices.some(({ standing }) => standing.state === 'ASSIGNED' || standing.state === 'NOT_SYNCED')) {
    const waiting = await sync(hands, ledger, observation);
    if (waiting === undefined) observation = await observeDestination(hands, ledger, waves, observation);
    else next.push(waiting);
  }
  if (await giveProfiles(hands, ledger, observation)) observation = await observeDestination(hands, ledger, waves, observation);
  if (observation.devices.some(({ standing }) => standing.state === 'SUBMITTED') && running === 0) next.push('Apple is done, and some assignments do not show yet: look again in a few minutes.');
  return { observation, next };
}

/** Asks the destination to sync and waits for it; a sentence where that is not possible now. */
async function sync(hands: AppleHands, ledger: Ledger, { inventory, devices }: Observation): Promise<string | undefined> {
  const { token } = inventory;
  const { destination, clock, say } = hands;
  if (!token.seen) return `The destination cannot be asked to sync: ${token.because}.`;
  if (token.value.syncError === 3) return `${token.value.name} cannot sync until somebody accepts Apple's new terms.`;
  const now = clock.now();
  const allowed = Math.max(timeOf(token.value.syncAsked), ledger.story().syncedAt ?? 0) + cooldown;
  if (allowed > now) {
    // a sync that began after the assignment brings it; only its end is awaited
    const ended = Math.max(0, ...devices.map(({ device }) => ledger.story().devices.get(device.serial)?.orders.at(-1)?.endedAt ?? 0));
    if (allowed - cooldown >= ended && ended > 0) return waitForSync(hands, token.value, allowed - cooldown);
    return `The destination synced less than 15 minutes ago; it may be asked again at ${new Date(allowed).toISOString()}.`;
  }
  say.note(`Asking the destination to sync ${token.value.name}.`);
  const answer = await destination.write({ ...enrollment(`deviceManagement/depOnboardingSettings/${token.value.id}/syncWithAppleDeviceEnrollmentProgram`), scopes: scopes.writeService, method: 'POST', repeatable: false });
  if (!answer.ok && answer.failure.kind !== 'lost answer') {
    const early = answer.failure.status === 400 || answer.failure.status === 409 || answer.failure.status === 429;
    return early ? `The destination does not sync yet (${answer.failure.message}); it may be asked again at ${new Date(now + cooldown).toISOString()}.` : `The destination could not be asked to sync: ${answer.failure.message}.`;
  }
  await ledger.write({ event: 'sync', token: token.value.name });
  return waitForSync(hands, token.value, now);
}

async function waitForSync(hands: AppleHands, token: AdeToken<'destination'>, since: number): Promise<string | undefined> {
  const start = hands.clock.now();
  for (;;) {
    const seen = await readToken(hands.destination, 'destination', token.name);
    if (seen.seen && seen.value.syncError !== 0) return `${token.name} cannot sync: error ${seen.value.syncError}${seen.value.syncError === 3 ? ', Apple has new terms that somebody must accept' : ''}.`;
    if (seen.seen && timeOf(seen.value.synced) >= since) return undefined;
    if (hands.clock.now() - start > syncPatience) return `The sync of ${token.name} is still running: look again in a few minutes.`;
    await hands.clock.sleep(hands.settings.pollSeconds * 1000, hands.signal);
  }
}

/** Gives the default profile to serials that arrived without it: a default counts only for serials that are new (apple.md 3.5). */
async function giveProfiles(hands: AppleHands, ledger: Ledger, observation: Observation): Promise<boolean> {
  const { inventory, devices, watch } = observation;
  if (!inventory.token.seen) return false;
  const groups = new Map<string, { profile: EnrollmentProfile<'destination'>; serials: Serial[] }>();
  for (const { standing, facts } of devices) {
    const profile = standing.state === 'SYNCED' && facts !== undefined ? expectedFor(facts, watch) : undefined;
    if (profile === undefined || facts === undefined) continue;
    const group = groups.get(profile.id) ?? { profile, serials: [] };
    group.serials.push(facts.serial);
    groups.set(profile.id, group);
  }
  let given = false;
  for (const { profile, serials } of groups.values()) {
    for (const chunk of chunks(serials, profileChunk)) {
      const path = `deviceManagement/depOnboardingSettings/${encodeURIComponent(inventory.token.value.id)}/enrollmentProfiles/${encodeURIComponent(profile.id)}/updateDeviceProfileAssignment`;
      const answer = await hands.destination.write({ ...enrollment(path), scopes: scopes.writeService, method: 'POST', body: { deviceIds: chunk }, repeatable: true });
      if (!answer.ok) {
        hands.say.warn(`The profile ${profile.name} could not be given to ${chunk.length} serials: ${answer.failure.message}`);
        continue;
      }
      given = true;
      await ledger.write({ event: 'profile', profile: profile.name, serials: chunk });
    }
  }
  return given;
}
