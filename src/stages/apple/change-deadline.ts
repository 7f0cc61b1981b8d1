import { lastMove } from '../../engine/apple/story.js';
import { chunks } from '../../engine/apple/waves.js';
import type { Serial } from '../../model/apple.js';
import type { DeviceState, WaveFile } from '../../model/apple/wave.js';
import { observe, type Observed } from './observe.js';
import { batchSize, send, type Errand } from './orders.js';
import { possibleDeadline } from './plan-wave.js';
import type { AppleHands } from './ports.js';
import { settleOrders } from './settle.js';
import { takeUp } from './take-up.js';

export interface DeadlineWish {
  /** As it was typed. */
  readonly to: string;
  readonly wave?: number;
}

export interface DeadlineChanged {
  readonly file: WaveFile;
  readonly devices: readonly Observed[];
  readonly changed: readonly Serial[];
  /** Apple did not take the new deadline for these. */
  readonly refused: readonly { readonly serial: Serial; readonly because: string }[];
  readonly next: readonly string[];
}

const changeable: ReadonlySet<DeviceState> = new Set<DeviceState>(['SUBMITTED', 'ASSIGNED', 'NOT_SYNCED', 'SYNCED', 'PROFILED', 'PENDING', 'OVERDUE']);

/**
 * Moves the deadline of waves: in the file, and at Apple for the devices that were sent and have not started. An earlier deadline is enforced
 * without another delay (apple.md 0.4). It voids the sign-off of the waves.
 * @throws Stop (2) for a deadline that Apple would refuse, or one in the past
 */
export async function changeDeadline(hands: AppleHands, file: WaveFile, wish: DeadlineWish): Promise<DeadlineChanged> {
  const deadline = possibleDeadline(wish.to, hands.clock.now());
  const { waves, ledger, before } = await takeUp(hands, file, wish.wave);
  const { destination } = before.inventory.pair;
  const targets = before.devices.flatMap(({ device, standing }) => {
    const move = lastMove(ledger.story().devices.get(device.serial), destination.id);
    return move?.type === 'ASSIGN_DEVICES_WITH_MDM_MIGRATION_DEADLINE' && move.stand !== 'portal' && changeable.has(standing.state) ? [{ serial: device.serial, move }] : [];
  });
  const errands = chunks(targets, batchSize).flatMap((batch): Errand[] => {
    const [first] = batch;
    return first === undefined ? [] : [{ wave: first.move.wave, from: first.move.from, order: { type: 'UPDATE_MDM_MIGRATION_DEADLINE', serials: batch.map(({ serial }) => serial), deadline } }];
  });
  const result = await send(hands, ledger, errands);
  await settleOrders(hands, ledger, { wait: true });
  const story = ledger.story();
  const failed = result.serials.flatMap((serial) => {
    const row = story.devices.get(serial)?.orders.at(-1)?.rows.get(serial);
    return row === undefined || row.succeeded ? [] : [{ serial, because: row.reason ?? row.status }];
  });
  const refused = [...result.refused, ...failed];
  const after = await observe(hands, ledger, waves);
  const numbers = new Set(waves.map((wave) => wave.number));
  const moved = file.waves.map((wave) => (numbers.has(wave.number) ? { ...wave, deadline } : wave));
  const latest = moved.map((wave) => wave.deadline).reduce((a, b) => (Date.parse(a) > Date.parse(b) ? a : b), deadline);
  return {
    file: { ...file, waves: moved, deadline: latest }, devices: after.devices, refused, changed: result.serials.filter((serial) => !refused.some((one) => one.serial === serial)),
    next: result.stopped === undefined ? [] : [`Not every device was told: ${result.stopped.message}`],
  };
}
