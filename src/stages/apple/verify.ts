import { isProven, prove } from '../../engine/apple/proof.js';
import { recordsOf, type DeviceFacts } from '../../engine/apple/facts.js';
import type { DevicesSeen } from '../../engine/apple/manual-steps.js';
import type { ActivationLock, Serial, ServerId } from '../../model/apple.js';
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
  /** For the steps that people take. */
  readonly seen: DevicesSeen;
}

/**
 * Looks at every device of a file on all sides and proves, serial by serial, what has arrived. Writes nothing to either tenant.
 * @param users who stands in the destination for a user of the source, by user principal names in lower case
 */
export async function verifyWaves(hands: AppleHands, file: WaveFile, users?: ReadonlyMap<string, string>): Promise<Verified> {
  refuseFaults(file);
  const ledger = openLedger(hands.journal, hands.clock);
  await settleOrders(hands, ledger, { wait: false });
  const observation = await observe(hands, ledger, file.waves);
  refuseOtherServers(file, observation.inventory);
  const { watch, devices } = observation;
  const keys = await readKeys(hands, devices, watch.now);
  const locks = await readLocks(hands, devices);
  const proofs = devices.map(({ wave, device, standing, facts }) => prove(device, wave.number, standing, withLock(facts, locks.get(device.serial)), { watch, story: ledger.story(), keys, ...(users === undefined ? {} : { users }) }));
  const story = ledger.story();
  await ledger.write(...proofs.filter((proof) => story.devices.get(proof.serial)?.state !== proof.state && proof.checks.length > 0).map(({ serial, state, reason }) => ({ event: 'seen', serial, state, reason }) as const));
  const byName = new Map(proofs.map((proof) => [proof.serial, proof]));
  const judged = devices.map((one) => {
    const proof = byName.get(one.device.serial);
    return proof === undefined ? one : { ...one, standing: { state: proof.state, reason: proof.reason } };
  });
  const sent = proofs.filter((proof) => proof.sent);
  return { proofs, devices: judged, proven: sent.every(isProven), spending: hands.apple.spending(), inventory: observation.inventory, seen: devicesSeen(judged, sent.length, locks, observation.inventory.pair.destination.id) };
}

function devicesSeen(observed: readonly Observed[], sent: number, locks: ReadonlyMap<Serial, ActivationLock>, destination: ServerId): DevicesSeen {
  return {
    sent,
    heldBySource: observed.filter(({ facts }) => facts?.server === destination && facts.sourceSynced !== undefined && !facts.sourceSynced.deleted).map(({ device }) => device.serial),
    failed: observed.filter(({ standing }) => standing.state === 'FAILED').map(({ device: { serial } }) => ({ serial, lock: locks.get(serial) })),
  };
}

function withLock(facts: DeviceFacts | undefined, lock: ActivationLock | undefined): DeviceFacts | undefined {
  return facts === undefined || lock === undefined ? facts : { ...facts, lock };
}

/** Most devices whose lock is asked for: each is one of few reads at Apple. */
const mostLocks = 30;

/** The Activation Lock of devices whose migration failed, and of the others that were sent where they are few (apple.md 2.5, 4.4). */
async function readLocks({ apple, say }: AppleHands, observed: readonly Observed[]): Promise<ReadonlyMap<Serial, ActivationLock>> {
  const failed = observed.filter(({ standing }) => standing.state === 'FAILED');
  const arrived = observed.filter(({ standing }) => standing.state === 'ENROLLED' || standing.state === 'VERIFIED' || standing.state === 'ATTENTION');
  const wanted = [...failed, ...(failed.length + arrived.length <= mostLocks ? arrived : [])].slice(0, mostLocks);
  const locks = new Map<Serial, ActivationLock>();
  for (const { device: { serial } } of wanted) {
    const lock = await apple.activationLock(serial);
    if (lock.ok) locks.set(serial, lock.value);
    // Apple warns of errors for some devices, and older organizations lack the call (apple.md 2.5)
    else if (lock.failure.kind !== 'missing') say.note(`The Activation Lock of ${serial} is not known: ${lock.failure.message}`);
    if (!lock.ok && lock.failure.kind !== 'missing' && lock.failure.kind !== 'unavailable') break;
  }
  return locks;
}

/** Whether the destination holds the FileVault key of each Mac that arrived. The keys themselves are dropped as they come. */
async function readKeys({ destination, say }: AppleHands, observed: readonly Observed[], now: number): Promise<Map<Serial, boolean>> {
  const macs = observed.flatMap(({ device, facts }): { serial: Serial; id: Id<'destination'> }[] => {
    const { current } = recordsOf(facts?.destination ?? [], now);
    return current?.os.toLowerCase().startsWith('mac') === true ? [{ serial: device.serial, id: current.id }] : [];
  });
  const answers = await destination.getMany(macs.map(({ id }) => ({ ...askDevices(`deviceManagement/managedDevices/${encodeURIComponent(id)}/getFileVaultKey`), scopes: scopes.readKeys })));
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
