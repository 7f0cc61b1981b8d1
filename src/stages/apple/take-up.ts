import type { WaveFile } from '../../model/apple/wave.js';
import { refuseOtherServers, waveOf } from './check-wave.js';
import { openLedger, type Ledger } from './ledger.js';
import { observe, type Observation } from './observe.js';
import type { AppleHands } from './ports.js';
import { settleOrders } from './settle.js';

/** Waves that were sent, as they are now: what a change of them begins with. */
export interface TakenUp {
  readonly waves: WaveFile['waves'];
  readonly ledger: Ledger;
  readonly before: Observation;
}

/**
 * Waits for the orders under way and looks where the devices of one wave stand, or of all.
 * @throws Stop (2) where there is no such wave or the servers are other ones than the file's
 */
export async function takeUp(hands: AppleHands, file: WaveFile, wave: number | undefined): Promise<TakenUp> {
  const waves = wave === undefined ? file.waves : [waveOf(file, wave)];
  const ledger = openLedger(hands.journal, hands.clock);
  await settleOrders(hands, ledger, { wait: true });
  const before = await observe(hands, ledger, waves);
  refuseOtherServers(file, before.inventory);
  return { waves, ledger, before };
}
