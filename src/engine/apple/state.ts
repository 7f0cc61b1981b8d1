import type { Serial, ServerId } from '../../model/apple.js';
import type { AdePlatform, EnrollmentProfile } from '../../model/apple/enrollment.js';
import type { DeviceState, WaveDevice } from '../../model/apple/wave.js';
import { restingState } from './classify.js';
import { recordsOf, timeOf, type DeviceFacts, type Surroundings } from './facts.js';
import { obstacle } from './obstacle.js';
import type { Standing } from './standing.js';
import { deadlineOf, lastCancel, lastMove, type DeviceStory, type OrderStory, type Story } from './story.js';

/** What a device's state is judged against, beside the device itself. */
export interface Watch {
  /** Milliseconds. */
  readonly now: number;
  readonly destination: ServerId;
  /** The profile a serial of this platform must have in the destination. */
  readonly expected: Readonly<Partial<Record<AdePlatform, EnrollmentProfile<'destination'>>>>;
  /** When the destination's token last synced well, milliseconds. */
  readonly tokenSynced?: number;
  readonly story: Story;
  /** Where absent, a device that was not sent keeps its word from the file. */
  readonly around?: Surroundings;
}

const minute = 60_000;
const hour = 60 * minute;
/** Apple's and our clock may differ by so much. */
const skew = 5 * minute;

/** Where a device of a wave stands, from what was seen on all sides and from the journal (apple.md 4.2). */
export function stateOf(device: WaveDevice, wave: number, facts: DeviceFacts | undefined, watch: Watch): Standing {
  const story = watch.story.devices.get(device.serial);
  const move = lastMove(story, watch.destination);
  if (move === undefined || story === undefined) return unsent(device, wave, facts, watch, story);
  const arrived = arrivedSince(facts, move);
  const canceled = arrived === undefined ? lastCancel(story, watch.destination) : undefined;
  if (canceled !== undefined) return takenBack(canceled, facts, watch);
  if (arrived !== undefined) return afterEnrollment(story, facts);
  if (facts?.server !== watch.destination) return onItsWay(device.serial, move, facts, watch);
  return onTheServer(story, move, facts, watch);
}

function unsent(device: WaveDevice, wave: number, facts: DeviceFacts | undefined, watch: Watch, story: DeviceStory | undefined): Standing {
  if (facts?.server === watch.destination) return { state: 'ALREADY_THERE', reason: device.state === 'ALREADY_THERE' ? device.reason : 'is on the destination\'s server without having been sent from here' };
  const last = story?.orders.findLast((order) => order.server === watch.destination);
  if (last?.stand === 'refused' && last.final === true) return { state: 'APPLE_REFUSED', reason: last.problem ?? 'Apple refused the order' };
  const state = restingState(device.class);
  const here = facts?.destination[0];
  if (here !== undefined && (state === 'MANUAL' || state === 'HOLD')) return { state, reason: `has arrived in the destination, owned by ${here.owner === 'company' ? 'the company' : 'a person'}` };
  const held = watch.around !== undefined && state === 'CLASSIFIED' ? obstacle(facts, watch.around, 'migrate') : undefined;
  return held ?? { state: state === 'CLASSIFIED' && watch.story.greenWaves.has(wave) ? 'READY' : state, reason: device.reason };
}

/** Canceled, or put back where it came from. */
function takenBack(order: OrderStory, facts: DeviceFacts | undefined, watch: Watch): Standing {
  if (order.stand === 'open' || order.stand === 'lost' || order.stand === 'accepted') return { state: 'CHECK_BACK', reason: 'is being taken back; Apple has not confirmed it yet' };
  const row = facts === undefined ? undefined : order.rows.get(facts.serial);
  if (row !== undefined && !row.succeeded && facts?.server === watch.destination) return { state: 'ATTENTION', reason: `the cancel failed (${row.reason ?? row.status}), and the device is still on the destination's server` };
  if (facts?.server === watch.destination) return { state: 'CANCELLED', reason: 'canceled; Apple still shows it on the destination\'s server: run apple cancel again to put it back' };
  if (order.type === 'UNASSIGN_DEVICES') return { state: 'CANCELLED', reason: facts?.server === undefined ? 'canceled, and on no server, as before' : 'canceled; it is on another server now' };
  return { state: 'CANCELLED', reason: facts?.server === order.from ? 'canceled, and back on the server it came from' : 'canceled; it is not back on the server it came from' };
}

function arrivedSince(facts: DeviceFacts | undefined, move: OrderStory) {
  const { current } = recordsOf((facts?.destination ?? []).filter((record) => timeOf(record.enrolled) > move.at - skew), Infinity);
  return current;
}

function afterEnrollment(story: DeviceStory, facts: DeviceFacts | undefined): Standing {
  const status = facts?.apple?.migrationStatus;
  if (status === 'REQUESTED' || status === 'STARTED') return { state: 'MIGRATING', reason: 'enrolled in the destination; Apple has not closed the migration yet' };
  if (story.state === 'ATTENTION' && !story.verified) return { state: 'ATTENTION', reason: 'a check of apple verify failed: run it again for the details' };
  if (!story.verified) return { state: 'ENROLLED', reason: 'enrolled in the destination; apple verify looks at the rest' };
  const listed = facts?.sourceSynced !== undefined && !facts.sourceSynced.deleted;
  if ((facts?.source.length ?? 0) > 0) return { state: 'VERIFIED', reason: 'every check passed; the old record is still in the source' };
  return listed ? { state: 'SOURCE_CLEAN', reason: 'the old record is gone; the source\'s token has not synced since' } : { state: 'DONE', reason: 'verified, and the source no longer knows it' };
}

/** Sent, and Apple does not show it on the destination's server. */
function onItsWay(serial: Serial, move: OrderStory, facts: DeviceFacts | undefined, watch: Watch): Standing {
  const row = move.rows.get(serial);
  if (row !== undefined && !row.succeeded) return { state: 'APPLE_REFUSED', reason: `Apple did not do it: ${row.reason ?? row.status}` };
  if (move.stand === 'accepted') {
    const slow = watch.now - (move.acceptedAt ?? move.at) > 30 * minute;
    return slow ? { state: 'CHECK_BACK', reason: 'Apple has worked on it for more than 30 minutes' } : { state: 'SUBMITTED', reason: 'Apple is working on it' };
  }
  if (move.stand === 'portal') return { state: 'READY', reason: 'waits for somebody to reassign it in Apple\'s portal' };
  if (move.stand === 'open' || move.stand === 'lost') return { state: 'CHECK_BACK', reason: 'sent, but no answer came; reading back decides whether it happened' };
  // what became of the others shows that the order arrived; without its answer there is no log that says why not for this one
  if (move.stand === 'found' && !move.happened.has(serial)) return { state: 'APPLE_REFUSED', reason: 'no answer came to its order; reading back shows that it reached other devices and not this one' };
  if (facts?.apple === undefined) return { state: 'CHECK_BACK', reason: `Apple reports it as done${move.problem === undefined ? '' : ` (${move.problem})`}, but the organization does not have this serial` };
  const waited = watch.now - (move.endedAt ?? move.at);
  if (waited <= 10 * minute && move.problem === undefined) return { state: 'SUBMITTED', reason: 'Apple is done; the assignment does not show yet' };
  return { state: 'CHECK_BACK', reason: `Apple reports it as done${move.problem === undefined ? '' : ` (${move.problem})`}, but it is not on the destination's server` };
}

/** On the destination's server, not enrolled there yet. */
function onTheServer(story: DeviceStory, move: OrderStory, facts: DeviceFacts, watch: Watch): Standing {
  const migrates = move.type === 'ASSIGN_DEVICES_WITH_MDM_MIGRATION_DEADLINE';
  const status = migrates ? facts.apple?.migrationStatus : undefined;
  const since = story.apple?.word === status ? (story.apple?.since ?? watch.now) : watch.now;
  if (status === 'FAILED') return { state: 'FAILED', reason: 'Apple reports that the migration failed: look at its Activation Lock, then try once more or erase it' };
  if (status === 'STARTED') {
    return watch.now - since > 4 * hour ? { state: 'STUCK', reason: 'has been migrating for more than 4 hours' } : { state: 'MIGRATING', reason: 'is leaving the source and joining the destination' };
  }
  if (status === 'SUCCESS') {
    return watch.now - since > 2 * hour ? { state: 'SPLIT', reason: 'Apple reports success, but the destination has had no record of it for 2 hours' } : { state: 'MIGRATING', reason: 'Apple reports success; the destination does not show it yet' };
  }
  const deadline = timeOf(deadlineOf(story, watch.destination));
  if (migrates && watch.now > deadline + 24 * hour) return { state: 'OVERDUE', reason: 'its deadline passed more than 24 hours ago: is it off, offline, or (Mac) is its managed user not signed in?' };
  const profiled = profileStanding(facts, move, watch);
  if (profiled.state !== 'PROFILED' || !migrates || status !== 'REQUESTED') return profiled;
  return { state: 'PENDING', reason: watch.now < deadline ? `its user can start; by force at ${new Date(deadline).toISOString()}` : 'its deadline has come; it migrates as soon as it is online' };
}

function profileStanding(facts: DeviceFacts, move: OrderStory, watch: Watch): Standing {
  const synced = facts.destinationSynced;
  if (synced === undefined || synced.deleted) {
    const late = (watch.tokenSynced ?? 0) > (move.endedAt ?? move.at) + hour;
    return late ? { state: 'NOT_SYNCED', reason: 'the destination has synced more than an hour later and did not get it: does its token belong to this server?' } : { state: 'ASSIGNED', reason: 'is on the destination\'s server; the next sync brings it into the tenant' };
  }
  const wanted = expectedFor(facts, watch);
  if (wanted === undefined) return { state: 'SYNCED', reason: `the destination has no default enrollment profile for ${synced.platform ?? 'its platform'}` };
  if (synced.profileId !== wanted.id) return { state: 'SYNCED', reason: synced.profileId === undefined ? 'has no enrollment profile yet' : `has another enrollment profile than ${wanted.name}` };
  return { state: 'PROFILED', reason: `has the enrollment profile ${wanted.name}${move.type === 'ASSIGN_DEVICES' ? '; it moves when somebody erases it' : ''}` };
}

/** The profile that a synced serial must have; undefined where the tenant has none for its platform. */
export function expectedFor(facts: DeviceFacts, watch: Pick<Watch, 'expected'>): EnrollmentProfile<'destination'> | undefined {
  const platform = facts.destinationSynced?.platform;
  return platform === 'ios' || platform === 'macOS' || platform === 'tvOS' || platform === 'visionOS' ? watch.expected[platform] : undefined;
}

/** Numbers by state, in the order of the state machine. */
export function countsOf(standings: Iterable<Standing>, states: readonly DeviceState[]): Readonly<Partial<Record<DeviceState, number>>> {
  const counts = new Map<DeviceState, number>();
  for (const { state } of standings) counts.set(state, (counts.get(state) ?? 0) + 1);
  return Object.fromEntries(states.filter((state) => counts.has(state)).map((state) => [state, counts.get(state) ?? 0]));
}
