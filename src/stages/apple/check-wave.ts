import { gatesOf, mayGo, type ProofFacts } from '../../engine/apple/gates.js';
import { familyOf, notSeen, seen, type Seen } from '../../engine/apple/facts.js';
import type { Landscape } from '../../engine/apple/landscape.js';
import { manualSteps } from '../../engine/apple/manual-steps.js';
import type { ManualStep } from '../../model/apple/evidence.js';
import { coverOf, signOffOf } from '../../engine/apple/waves.js';
import type { AdePlatform } from '../../model/apple/enrollment.js';
import type { DeviceWave, Gate, GateName, WaveFile } from '../../model/apple/wave.js';
import { readLandscape } from './graph/landscape.js';
import { readIdentities } from './graph/records.js';
import { takeInventory, type Inventory } from './inventory.js';
import type { AppleSight } from './ports.js';
import { stop } from './stop.js';

export type Overrides = Readonly<Partial<Record<GateName, string>>>;

export interface WaveCheck {
  readonly wave: DeviceWave;
  readonly gates: readonly Gate[];
  readonly green: boolean;
}

export interface Checked {
  readonly waves: readonly WaveCheck[];
  readonly inventory: Inventory;
  readonly landscape: Landscape;
  readonly steps: readonly ManualStep[];
}

/** Judges the gates of some waves of a file; changes nothing. */
export async function checkWaves(sight: AppleSight, file: WaveFile, waves: readonly DeviceWave[], options: { readonly proof: Seen<ProofFacts>; readonly overrides: Overrides }): Promise<Checked> {
  const serials = waves.flatMap((wave) => wave.devices.map((device) => device.serial));
  const inventory = await takeInventory(sight, { serials, servers: 'all' });
  refuseOtherServers(file, inventory);
  const platforms = new Map(waves.map((wave) => [wave.number, platformsOf(wave, inventory)]));
  const mobiles = waves.reduce((sum, wave) => sum + wave.devices.filter((device) => device.class === 'NATIVE' && platformOf(device.serial, inventory) === 'ios').length, 0);
  const [landscape, identities] = await Promise.all([readLandscape(sight, inventory.pair, mobiles), readIdentities(sight.destination)]);
  const identified = identities.seen ? seen(new Set(identities.value.filter((one) => one.type === 'serialNumber').map((one) => one.identifier.toUpperCase()))) : notSeen(identities.because);
  const checks = waves.map((wave): WaveCheck => {
    const signOff = signOffOf(file, wave);
    const gates = gatesOf({ wave, platforms: platforms.get(wave.number) ?? [], land: landscape, proof: options.proof, identified, overrides: options.overrides, ...(signOff === undefined ? {} : { signOff }) });
    return { wave, gates, green: mayGo(gates) };
  });
  return { waves: checks, inventory, landscape, steps: manualSteps(landscape, { school: sight.apple.type === 'school', migrationServed: inventory.migrationServed }) };
}

/** @throws Stop (2) where the file was made for other servers than the configuration names now */
export function refuseOtherServers(file: WaveFile, { pair }: Pick<Inventory, 'pair'>): void {
  for (const side of ['source', 'destination'] as const) {
    if (file.servers[side].id !== pair[side].id) throw stop(2, `the wave file was made for the ${side} server ${file.servers[side].name}, the configuration names ${pair[side].name}`, 'use the configuration the file was made with, or plan the waves again');
  }
}

function platformOf(serial: WaveFile['waves'][number]['devices'][number]['serial'], inventory: Inventory): AdePlatform | undefined {
  const facts = inventory.facts.get(serial);
  if (facts === undefined) return undefined;
  const family = familyOf(facts);
  if (family === 'iPhone' || family === 'iPad') return 'ios';
  return family === 'Mac' ? 'macOS' : family === 'AppleTV' ? 'tvOS' : family === 'Vision' ? 'visionOS' : undefined;
}

/** Platforms of the devices that are sent, NATIVE ones and those to be erased. */
function platformsOf(wave: DeviceWave, inventory: Inventory): readonly AdePlatform[] {
  const sent = wave.devices.filter((device) => (device.class === 'NATIVE' || device.class === 'WIPE') && device.state !== 'ALREADY_THERE');
  return [...new Set(sent.map((device) => platformOf(device.serial, inventory)).filter((platform) => platform !== undefined))].sort();
}

/** The file with a sign-off for each of the waves, as they stand now. */
export function signedOff(file: WaveFile, waves: readonly DeviceWave[], name: string, at: string): WaveFile {
  const fresh = waves.map((wave) => ({ wave: wave.number, name, at, covers: coverOf(wave) }));
  const others = file.signOffs.filter((signOff) => !fresh.some((one) => one.wave === signOff.wave));
  return { ...file, signOffs: [...others, ...fresh].sort((a, b) => a.wave - b.wave) };
}

/** The wave of a number. @throws Stop (2) where the file has none */
export function waveOf(file: WaveFile, number: number): DeviceWave {
  const wave = file.waves.find((each) => each.number === number);
  if (wave === undefined) throw stop(2, `the file has no wave ${number}; it has ${file.waves.map((each) => each.number).join(', ') || 'none'}`, 'name one of these with --wave');
  return wave;
}
