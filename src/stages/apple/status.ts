import type { WaveFile } from '../../model/apple/wave.js';
import { refuseOtherServers } from './check-wave.js';
import { follow, type Followed } from './follow.js';
import { openLedger } from './ledger.js';
import type { AppleHands } from './ports.js';
import { refuseFaults } from './reassign.js';

/** States in which nothing more happens by itself. */
const ended = new Set(['ENROLLED', 'VERIFIED', 'ATTENTION', 'SOURCE_CLEAN', 'DONE', 'FAILED', 'CANCELLED', 'APPLE_REFUSED', 'ALREADY_THERE', 'HOLD', 'UPDATE_FIRST', 'WIPE', 'MANUAL', 'CLASSIFIED', 'READY', 'INVENTORIED']);

/** Where every device of a file stands, after the steps that can be taken now (the same ones that `reassign` takes). */
export async function status(hands: AppleHands, file: WaveFile): Promise<Followed> {
  refuseFaults(file);
  const ledger = openLedger(hands.journal, hands.clock);
  const followed = await follow(hands, ledger, file.waves, { wait: false });
  refuseOtherServers(file, followed.observation.inventory);
  return followed;
}

/** Whether watching on could still show something. */
export function isOver({ observation }: Followed): boolean {
  return observation.devices.every(({ standing }) => ended.has(standing.state));
}
