import { timeOf, type DeviceFacts } from '../../engine/apple/facts.js';
import { bySerial } from '../../engine/apple/join.js';
import type { DefaultProfiles } from '../../engine/apple/landscape.js';
import type { Standing } from '../../engine/apple/standing.js';
import { stateOf, type Watch } from '../../engine/apple/state.js';
import type { Serial } from '../../model/apple.js';
import type { WaveEvent } from '../../model/apple/journal.js';
import type { DeviceWave, WaveDevice, WaveFile } from '../../model/apple/wave.js';
import { readDefaults } from './graph/profiles.js';
import { readManaged, readManagedOf, readSynced } from './graph/records.js';
import { readToken } from './graph/tokens.js';
import { takeInventory, type Inventory } from './inventory.js';
import type { Ledger } from './ledger.js';
import type { AppleSight } from './ports.js';

export interface Observed {
  readonly wave: DeviceWave;
  readonly device: WaveDevice;
  readonly facts?: DeviceFacts;
  readonly standing: Standing;
}

export interface Observation {
  readonly inventory: Inventory;
  readonly watch: Watch;
  readonly devices: readonly Observed[];
}

/** Looks at every device of some waves on all sides and says where it stands. */
export async function observe(sight: AppleSight, ledger: Ledger, waves: readonly DeviceWave[]): Promise<Observation> {
  const serials = waves.flatMap((wave) => wave.devices.map((device) => device.serial));
  const inventory = await takeInventory(sight, { serials, servers: 'pair' });
  const defaults = inventory.token.seen ? await readDefaults(sight.destination, inventory.token.value) : undefined;
  return judge(sight, ledger, waves, inventory, defaults?.seen === true ? defaults.value : {});
}

/** The same devices again after something was done in the destination: Apple is not asked a second time. */
export async function observeDestination(sight: AppleSight, ledger: Ledger, waves: readonly DeviceWave[], before: Observation): Promise<Observation> {
  const token = await readToken(sight.destination, 'destination', sight.settings.tokens.destination);
  const synced = token.seen ? await readSynced(sight.destination, 'destination', token.value) : token;
  const serials = before.devices.map(({ device }) => device.serial);
  const managed = serials.length > 20 ? await readManaged(sight.destination, 'destination') : await readManagedOf(sight.destination, 'destination', serials);
  const fresh = new Map((synced.seen ? synced.value : []).map((item) => [item.serial, item]));
  const records = bySerial(managed.seen ? managed.value : []);
  const facts = new Map<Serial, DeviceFacts>([...before.inventory.facts].map(([serial, old]) => {
    const { destinationSynced, ...rest } = old;
    const now = synced.seen ? fresh.get(serial) : destinationSynced;
    return [serial, { ...rest, destination: records.get(serial) ?? old.destination, ...(now === undefined ? {} : { destinationSynced: now }) }];
  }));
  return judge(sight, ledger, waves, { ...before.inventory, token, facts }, before.watch.expected);
}

async function judge(sight: AppleSight, ledger: Ledger, waves: readonly DeviceWave[], inventory: Inventory, expected: DefaultProfiles): Promise<Observation> {
  const synced = inventory.token.seen ? timeOf(inventory.token.value.synced) : 0;
  const watch: Watch = { now: sight.clock.now(), destination: inventory.pair.destination.id, expected, story: ledger.story(), around: inventory.around, ...(synced === 0 ? {} : { tokenSynced: synced }) };
  const devices = waves.flatMap((wave) => wave.devices.map((device): Observed => {
    const facts = inventory.facts.get(device.serial);
    return { wave, device, standing: stateOf(device, wave.number, facts, watch), ...(facts === undefined ? {} : { facts }) };
  }));
  await ledger.write(...changes(devices, watch));
  return { inventory, watch, devices };
}

/** What the journal does not know yet: another state, or another word of Apple's. */
function changes(devices: readonly Observed[], { story }: Watch): WaveEvent[] {
  return devices.flatMap(({ device, standing, facts }): WaveEvent[] => {
    const known = story.devices.get(device.serial);
    const apple = facts?.apple?.migrationStatus;
    const resting = known?.state === undefined && standing.state === device.state;
    if (resting || (known?.state === standing.state && known.apple?.word === apple)) return [];
    return [{ event: 'seen', serial: device.serial, ...standing, ...(apple === undefined ? {} : { apple }) }];
  });
}

/** The wave file with the states that were seen; the same object where nothing has changed. */
export function withStates(file: WaveFile, devices: readonly Observed[]): WaveFile {
  const seen = new Map(devices.map((one) => [one.device.serial, one.standing]));
  let changed = false;
  const waves = file.waves.map((wave) => ({ ...wave, devices: wave.devices.map((device) => {
    const standing = seen.get(device.serial);
    if (standing === undefined || standing.state === device.state) return device;
    changed = true;
    return { ...device, ...standing };
  }) }));
  return changed ? { ...file, waves } : file;
}
