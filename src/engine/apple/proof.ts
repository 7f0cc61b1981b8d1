import type { Serial } from '../../model/apple.js';
import type { CheckName, DeviceCheck, DeviceProof } from '../../model/apple/evidence.js';
import type { DeviceState, WaveDevice } from '../../model/apple/wave.js';
import { recordsOf, timeOf, type DeviceFacts } from './facts.js';
import type { Standing } from './standing.js';
import { deadlineOf, lastMove, type Story } from './story.js';
import { expectedFor, type Watch } from './state.js';

/** States of a device that was sent and has arrived. */
const arrivedStates: ReadonlySet<DeviceState> = new Set<DeviceState>(['ENROLLED', 'VERIFIED', 'ATTENTION', 'SOURCE_CLEAN', 'DONE']);

export interface ProofSight {
  readonly watch: Watch;
  readonly story: Story;
  /** Whether the destination has the FileVault key of a Mac; undefined where it could not be asked. */
  readonly keys: ReadonlyMap<Serial, boolean>;
  /** Who stands in the destination for a user of the source, by user principal names, those of the source in lower case. */
  readonly users?: ReadonlyMap<string, string>;
}

/** Looks at one device of a wave file in every respect of apple.md 4.4 and says whether it is proven. */
export function prove(device: WaveDevice, wave: number, standing: Standing, facts: DeviceFacts | undefined, { watch, story, keys, users }: ProofSight): DeviceProof {
  const { serial } = device;
  const past = story.devices.get(serial);
  const move = lastMove(past, watch.destination);
  const deadline = deadlineOf(past, watch.destination);
  const sent = move !== undefined && standing.state !== 'CANCELLED' && standing.state !== 'APPLE_REFUSED';
  const known = { serial, wave, class: device.class, sent, ...(deadline === undefined ? {} : { deadline }) };
  if (!arrivedStates.has(standing.state) || facts === undefined) return { ...known, ...standing, checks: [] };
  const checks = checksOf(facts, watch, { keys, users }, move?.at ?? 0);
  const failed = checks.filter((check) => check.ok === false);
  if (failed.length > 0) return { ...known, state: 'ATTENTION', reason: failed.map((check) => check.found).join('; '), checks };
  const settled = standing.state === 'SOURCE_CLEAN' || standing.state === 'DONE';
  const reason = 'every check passed';
  return { ...known, state: settled ? standing.state : 'VERIFIED', reason: settled ? standing.reason : reason, checks };
}

/** Whether a sent device has arrived in order. */
export function isProven(proof: DeviceProof): boolean {
  return proof.state === 'VERIFIED' || proof.state === 'SOURCE_CLEAN' || proof.state === 'DONE';
}

function checksOf(facts: DeviceFacts, watch: Watch, { keys, users }: { readonly keys: ProofSight['keys']; readonly users: ProofSight['users'] }, sentAt: number): readonly DeviceCheck[] {
  const { current: record } = recordsOf(facts.destination, watch.now);
  const { current: old } = recordsOf(facts.source, watch.now);
  const mac = record?.os.toLowerCase().startsWith('mac') === true;
  const expected = expectedFor(facts, watch);
  const has = (name: CheckName, ok: boolean | undefined, good: string, bad: string): DeviceCheck => (ok === undefined ? { name, found: '' } : { name, ok, found: ok ? good : bad });
  const status = facts.apple?.migrationStatus;
  const since = timeOf(record?.enrolled);
  const due = users?.get(old?.user?.toLowerCase() ?? '');
  const silent = old === undefined ? true : timeOf(old.lastSync) <= Math.max(since, sentAt);
  return [
    has('server', facts.server === watch.destination, 'on the destination\'s server', 'not on the destination\'s server at Apple'),
    has('appleStatus', status === undefined ? undefined : status === 'SUCCESS', 'Apple reports success', `Apple reports ${status ?? ''}`),
    has('profile', expected === undefined ? undefined : facts.destinationSynced?.profileId === expected.id, `profile ${expected?.name ?? ''}`, `another enrollment profile than ${expected?.name ?? ''}`),
    has('enrolled', record !== undefined, `enrolled at ${record?.enrolled ?? ''}`, 'not enrolled in the destination'),
    // Intune's record of a Mac says nothing dependable about supervision
    has('supervised', mac ? undefined : record?.supervised, 'supervised', 'not supervised'),
    has('owner', record?.owner === undefined ? undefined : record.owner === 'company', 'owned by the company', `its owner is ${record?.owner ?? ''}`),
    // a device without a user, or whose user nobody mapped, says nothing
    has('user', due === undefined || record?.user === undefined ? undefined : record.user.toLowerCase() === due.toLowerCase(), `enrolled for ${due ?? ''}`, `enrolled for ${record?.user ?? ''}, and ${due ?? ''} stands for its user of the source`),
    has('compliant', record?.compliance === undefined || record.compliance === 'unknown' ? undefined : record.compliance === 'compliant' || record.compliance === 'inGracePeriod', 'compliant', `it is ${record?.compliance ?? ''}`),
    has('encrypted', record?.encrypted, 'encrypted', 'not encrypted'),
    has('keyEscrowed', mac ? keys.get(facts.serial) : undefined, 'FileVault key in the destination', 'the destination has no FileVault key of it'),
    has('bootstrapToken', mac ? record?.bootstrapTokenEscrowed : undefined, 'bootstrap token in the destination', 'the destination has no bootstrap token of it'),
    has('oldRecordSilent', silent, 'the old record is silent', `the old record checked in again at ${old?.lastSync ?? ''}`),
    has('activationLock', facts.lock === undefined ? undefined : true, `Activation Lock: ${facts.lock?.locked === true ? facts.lock.type : 'none'}`, ''),
  ];
}
