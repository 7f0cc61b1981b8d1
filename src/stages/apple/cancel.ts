import { lastMove, type OrderStory } from '../../engine/apple/story.js';
import { chunks } from '../../engine/apple/waves.js';
import type { ActivityOrder, Serial, ServerId } from '../../model/apple.js';
import type { DeviceState, WaveFile } from '../../model/apple/wave.js';
import type { Ledger } from './ledger.js';
import { observe, type Observed } from './observe.js';
import { batchSize, send, type Errand } from './orders.js';
import type { AppleHands } from './ports.js';
import { settleOrders } from './settle.js';
import { gather, stopForApple } from './stop.js';
import { takeUp } from './take-up.js';

export interface CancelWish {
  readonly wave?: number;
  readonly serials?: readonly Serial[];
}

export interface Canceled {
  readonly devices: readonly Observed[];
  /** Taken back in this run. */
  readonly canceled: readonly Serial[];
  /** Left alone, and why: what has started runs to its end (apple.md 4.5). */
  readonly left: readonly { readonly serial: Serial; readonly state: DeviceState; readonly because: string }[];
  /** Not on the server they came from, although everything was tried. */
  readonly stranded: readonly Serial[];
  readonly next: readonly string[];
  /** A call failed, so not everything was tried. */
  readonly failed: boolean;
}

/** What can be done about a device in a state that cannot be canceled (apple.md 4.5); nothing to say where nothing was sent. */
const instead: Readonly<Partial<Record<DeviceState, string>>> = {
  MIGRATING: 'is migrating: let it finish, then treat it as enrolled or failed',
  STUCK: 'has begun to migrate: restart it and let it finish',
  SPLIT: 'has migrated by Apple\'s account: look for its record in the destination before anything else',
  FAILED: 'has failed: clear its Activation Lock in Apple\'s portal, then name it with apple cancel --serials, which puts it back, and send it once more with apple reassign --retry; where that fails too, erase it',
  ENROLLED: 'has arrived: the way back is the same move with source and destination exchanged, while the source still stands',
  VERIFIED: 'has arrived: the way back is the same move with source and destination exchanged, while the source still stands',
  ATTENTION: 'has arrived: the way back is the same move with source and destination exchanged, while the source still stands',
  SOURCE_CLEAN: 'has arrived: the way back is the same move with source and destination exchanged; its old policies must still be there',
  DONE: 'has arrived: the way back is the same move with source and destination exchanged; its old policies must still be there',
};
const cancelable: ReadonlySet<DeviceState> = new Set<DeviceState>(['SUBMITTED', 'CHECK_BACK', 'ASSIGNED', 'NOT_SYNCED', 'SYNCED', 'PROFILED', 'PENDING', 'OVERDUE']);
const minute = 60_000;
/** How long Apple may take to show a canceled device where it came from. */
const lag = 4 * minute;

/**
 * Takes back what was sent and has not started: cancels, reads back where the devices are, and puts them on their old server where
 * Apple did not (apple.md 2.8).
 */
export async function cancel(hands: AppleHands, file: WaveFile, wish: CancelWish): Promise<Canceled> {
  const { waves, ledger, before } = await takeUp(hands, file, wish.wave);
  const { destination } = before.inventory.pair;
  await ledger.write({ event: 'begin', tool: `${hands.tool.name} ${hands.tool.version}`, command: 'cancel', source: file.source, destination: file.destination, server: destination.id });
  const asked = before.devices.filter(({ device }) => wish.serials === undefined || wish.serials.includes(device.serial));
  const again = await readyAgain(hands, asked, wish);
  const left = asked.flatMap(({ device: { serial }, standing: { state } }) => {
    const because = again.locked.has(serial) ? 'has failed and is locked: clear its Activation Lock in Apple\'s portal first' : instead[state];
    return because === undefined || again.free.has(serial) ? [] : [{ serial, state, because }];
  });
  const targets = asked.flatMap(({ device, standing, facts }) => {
    const move = lastMove(ledger.story().devices.get(device.serial), destination.id);
    const back = (standing.state === 'CANCELLED' && facts?.server === destination.id) || again.free.has(device.serial);
    return move !== undefined && (cancelable.has(standing.state) || back) ? [{ serial: device.serial, move, again: back }] : [];
  });
  const migrating = targets.filter(({ move, again }) => move.type === 'ASSIGN_DEVICES_WITH_MDM_MIGRATION_DEADLINE' && !again);
  const next: string[] = [];
  const stopped = await deliver(hands, ledger, errands(migrating, (serials) => ({ type: 'CANCEL_MDM_MIGRATION', serials })));
  let failed = stopped !== undefined;
  if (stopped !== undefined) next.push(stopped);
  const away = await waitForReturn(hands, targets.filter(({ move }) => move.type !== 'ASSIGN_DEVICES').map(({ serial }) => serial), destination.id);
  const between = away.size === 0 ? [] : (await observe(hands, ledger, waves)).devices;
  // what began to migrate before the cancel reached it must not be moved again under its feet
  const begun = new Set(between.filter(({ facts }) => facts?.apple?.migrationStatus === 'STARTED' || facts?.apple?.migrationStatus === 'SUCCESS').map(({ device }) => device.serial));
  const stranded = targets.filter(({ serial, move }) => !begun.has(serial) && (away.has(serial) || move.type === 'ASSIGN_DEVICES'));
  if (stranded.length > 0 && stopped === undefined) {
    hands.say.note(`${stranded.length} devices are not back where they came from: putting them there.`);
    const problem = await deliver(hands, ledger, errands(stranded, (serials, from) => (from === destination.id ? { type: 'UNASSIGN_DEVICES', server: from, serials } : { type: 'ASSIGN_DEVICES', server: from, serials })));
    if (problem !== undefined) {
      next.push(problem);
      failed = true;
    }
  }
  const still = await waitForReturn(hands, stranded.map(({ serial }) => serial), destination.id);
  const after = await observe(hands, ledger, waves);
  if (targets.length > 0) next.push('The source gets its devices back at its next sync (every 12 hours, or by hand: Devices > Enrollment > Apple > Enrollment program tokens > Sync); check then that they have an enrollment profile there.');
  const canceled = new Set(after.devices.filter(({ standing }) => standing.state === 'CANCELLED').map(({ device }) => device.serial));
  return { devices: after.devices, canceled: targets.map(({ serial }) => serial).filter((serial) => canceled.has(serial)), left, stranded: [...still], next, failed };
}

/** Failed devices that somebody names: where their lock is cleared they are put back, so that they can be sent once more (apple.md 4.5). */
async function readyAgain({ apple }: AppleHands, asked: readonly Observed[], { serials }: CancelWish): Promise<{ readonly free: ReadonlySet<Serial>; readonly locked: ReadonlySet<Serial> }> {
  const free = new Set<Serial>();
  const locked = new Set<Serial>();
  for (const { device: { serial }, standing } of asked) {
    if (standing.state !== 'FAILED' || serials?.includes(serial) !== true) continue;
    const lock = await apple.activationLock(serial);
    // older organizations do not say it: whoever names the device has looked
    (lock.ok && lock.value.locked ? locked : free).add(serial);
  }
  return { free, locked };
}

interface Target {
  readonly serial: Serial;
  readonly move: OrderStory;
}

function errands(targets: readonly Target[], order: (serials: readonly Serial[], from: ServerId) => ActivityOrder): Errand[] {
  const groups = new Map<string, { wave: number; from: ServerId; serials: Serial[] }>();
  for (const { serial, move } of targets) {
    // one activity may hold devices of several waves: writes are few (apple.md 5.29)
    const group = groups.get(move.from) ?? { wave: move.wave, from: move.from, serials: [] };
    group.serials.push(serial);
    groups.set(move.from, group);
  }
  return [...groups.values()].flatMap(({ wave, from, serials }) => chunks(serials, batchSize).map((batch) => ({ wave, from, order: order(batch, from) })));
}

/** Sends and waits until Apple is done; a sentence where it could not be sent. */
async function deliver(hands: AppleHands, ledger: Ledger, list: readonly Errand[]): Promise<string | undefined> {
  if (list.length === 0) return undefined;
  const result = await send(hands, ledger, list);
  await settleOrders(hands, ledger, { wait: true });
  if (result.stopped !== undefined) return `Not everything was sent: ${result.stopped.message}`;
  return result.refused.length > 0 ? `Apple did not take ${result.refused.length} devices: ${result.refused[0]?.because ?? ''}` : undefined;
}

/** Which of the serials are on the destination's server still, after giving the others time to show. */
async function waitForReturn(hands: AppleHands, serials: readonly Serial[], destination: ServerId): Promise<ReadonlySet<Serial>> {
  if (serials.length === 0) return new Set();
  const start = hands.clock.now();
  for (;;) {
    const held = new Set(await gather(hands.apple.serialsOn(destination), stopForApple));
    const away = new Set(serials.filter((serial) => held.has(serial)));
    if (away.size === 0 || hands.clock.now() - start >= lag) return away;
    await hands.clock.sleep(minute, hands.signal);
  }
}
