import { isProven, prove } from '../../engine/apple/proof.js';
import { recordsOf } from '../../engine/apple/facts.js';
import type { Serial } from '../../model/apple.js';
import type { DeviceProof } from '../../model/apple/evidence.js';
import type { Spending } from '../../model/apple/ports.js';
import type { WaveFile } from '../../model/apple/wave.js';
import type { Id } from '../../model/ids.js';
import { textAt } from '../../model/json.js';
import { refuseOtherServers } from './check-wave.js';
import { devices as askDevices, scopes } from './graph/ask.js';
import type { Inventory } from './inventory.js';
import { openLedger } from './ledger.js';
import { observe, type Observed } from './observe.js';
import type { AppleHands } from './ports.js';
import { refuseFaults } from './reassign.js';
import { settleOrders } from './settle.js';

export interface Verified {
  readonly proofs: readonly DeviceProof[];
  readonly devices: readonly Observed[];
  /** Every device that was sent has arrived and passes. */
  readonly proven: boolean;
  readonly spending: Spending;
  readonly inventory: Inventory;
}

/** Looks at every device of a file on all sides and proves, serial by serial, what has arrived. Writes nothing to either tenant. */
export async function verifyWaves(hands: AppleHands, file: WaveFile): Promise<Verified> {
  refuseFaults(file);
  const ledger = openLedger(hands.journal, hands.clock);
  await settleOrders(hands, ledger, { wait: false });
  const observation = await observe(hands, ledger, file.waves);
  refuseOtherServers(file, observation.inventory);
  const { watch, devices } = observation;
  const keys = await readKeys(hands, devices, watch.now);
  const proofs = devices.map(({ wave, device, standing, facts }) => prove(device, wave.number, standing, facts, { watch, story: ledger.story(), keys }));
  const story = ledger.story();
  await ledger.write(...proofs.filter((proof) => story.devices.get(proof.serial)?.state !== proof.state && proof.checks.length > 0).map(({ serial, state, reason }) => ({ event: 'seen', serial, state, reason }) as const));
  const byName = new Map(proofs.map((proof) => [proof.serial, proof]));
  const judged = devices.map((one) => {
    const proof = byName.get(one.device.serial);
    return proof === undefined ? one : { ...one, standing: { state: proof.state, reason: proof.reason } };
  });
  const sent = proofs.filter((proof) => proof.sent);
  return { proofs, devices: judged, proven: sent.every(isProven), spending: hands.apple.spending(), inventory: observation.inventory };
}

/** Whether the destination holds the FileVault key of each Mac that arrived. The keys themselves are dropped as they come. */
async function readKeys({ destination, say }: AppleHands, observed: readonly Observed[], now: number): Promise<Map<Serial, boolean>> {
  const macs = observed.flatMap(({ device, facts }): { serial: Serial; id: Id<'destination'> }[] => {
    const { current } = recordsOf(facts?.destination ?? [], now);
    return current?.os.toLowerCase().startsWith('mac') === true ? [{ serial: device.serial, id: current.id }] : [];
  });
  const answers = await destination.getMany(macs.map(({ id }) => ({ ...askDevices(`deviceManagement/managedDevices/${id}/getFileVaultKey`), scopes: scopes.readKeys })));
  const keys = new Map<Serial, boolean>();
  for (const [index, { serial }] of macs.entries()) {
    const answer = answers[index];
    if (answer?.ok === true) keys.set(serial, (textAt(answer.value, 'value') ?? '') !== '');
    else if (answer?.failure.kind === 'missing' || answer?.failure.kind === 'refused') keys.set(serial, false);
  }
  const unknown = macs.length - keys.size;
  if (unknown > 0) say.warn(`Whether the destination holds the FileVault keys of ${unknown} Macs could not be asked.`, { needs: scopes.readKeys.join(' or ') });
  return keys;
}
