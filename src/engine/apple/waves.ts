import { createHash } from 'node:crypto';
import type { DeviceWave, SignOff, WaveDevice, WaveFile } from '../../model/apple/wave.js';
import type { Classified } from './classify.js';

const hour = 3_600_000;
export const waveSize = 250;
const pilotShare = 0.05;
const pilotAtLeast = 5;
const pilotAtMost = 20;

export interface WavePlan {
  readonly devices: readonly Classified[];
  readonly size: number;
  /** ISO 8601 in UTC. */
  readonly deadline: string;
  /** The waves' deadlines are spread evenly over so many hours before the deadline; 0 gives all the same. */
  readonly spreadHours: number;
}

/**
 * Cuts devices into waves: first a pilot of every family, then the other NATIVE ones, then those that need an erase, and at last those
 * that are not sent at all, so that the file accounts for every serial (apple.md 4.3).
 */
export function planWaves({ devices, size, deadline, spreadHours }: WavePlan): readonly DeviceWave[] {
  const sent = devices.filter((device) => device.class === 'NATIVE' && device.state !== 'ALREADY_THERE');
  const ordered = byTurns(sent);
  const pilot = ordered.slice(0, pilotOf(sent.length, size));
  const groups: { pilot: boolean; devices: readonly Classified[] }[] = [
    { pilot: true, devices: pilot },
    ...chunks(inOrder(ordered.slice(pilot.length)), size).map((chunk) => ({ pilot: false, devices: chunk })),
  ].filter((group) => group.devices.length > 0);
  const due = groups.length;
  for (const others of [devices.filter((device) => device.class === 'WIPE' && device.state !== 'ALREADY_THERE'), devices.filter((device) => !sent.includes(device) && (device.class !== 'WIPE' || device.state === 'ALREADY_THERE'))]) {
    groups.push(...chunks(inOrder(others), size).map((chunk) => ({ pilot: false, devices: chunk })));
  }
  return groups.map((group, index) => ({
    number: index + 1,
    pilot: group.pilot,
    deadline: deadlineOf(deadline, spreadHours, Math.min(index, Math.max(0, due - 1)), due),
    devices: group.devices.map(waveDevice),
  }));
}

/** The last wave that is sent is due at the deadline, the first one the whole spread before it. */
function deadlineOf(deadline: string, spreadHours: number, index: number, count: number): string {
  if (count <= 1 || spreadHours === 0) return deadline;
  const earlier = (spreadHours * hour * (count - 1 - index)) / (count - 1);
  return new Date(Math.floor((Date.parse(deadline) - earlier) / 1000) * 1000).toISOString();
}

export function pilotOf(count: number, size: number): number {
  return Math.min(count, size, Math.min(pilotAtMost, Math.max(pilotAtLeast, Math.ceil(count * pilotShare))));
}

/** One of each family and of each kind of user in turn, so that a pilot shows every way a device can go wrong. */
function byTurns(devices: readonly Classified[]): Classified[] {
  const groups = new Map<string, Classified[]>();
  for (const device of inOrder(devices)) {
    const key = `${device.family} ${device.facts.source[0]?.enrollmentType ?? ''}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [device]);
    else group.push(device);
  }
  const queues = [...groups.values()];
  const longest = Math.max(0, ...queues.map((queue) => queue.length));
  return Array.from({ length: longest }, (_, turn) => queues.map((queue) => queue[turn]).filter((device) => device !== undefined)).flat();
}

function inOrder(devices: readonly Classified[]): Classified[] {
  return [...devices].sort((a, b) => (a.facts.serial < b.facts.serial ? -1 : a.facts.serial > b.facts.serial ? 1 : 0));
}

export function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}

function waveDevice(device: Classified): WaveDevice {
  const remarks = device.remarks.map((remark) => remark.text);
  return { serial: device.facts.serial, class: device.class, state: device.state, reason: [device.reason, ...remarks].join('; ') };
}

/** What a sign-off covers: the wave's deadline, its devices and how each of them moves. */
export function coverOf(wave: DeviceWave): string {
  const devices = wave.devices.map((device) => `${device.serial} ${device.class}`).sort();
  return createHash('sha256').update([String(wave.number), wave.deadline, ...devices].join('\n')).digest('hex');
}

/** The sign-off that counts for a wave as it stands; a changed deadline or device list has voided the others. */
export function signOffOf(file: WaveFile, wave: DeviceWave): SignOff | undefined {
  const cover = coverOf(wave);
  return file.signOffs.findLast((signOff) => signOff.wave === wave.number && signOff.covers === cover);
}

/** Problems of an edited wave file that no schema sees: a sentence each. */
export function faultsOf(file: WaveFile): readonly string[] {
  const faults: string[] = [];
  const places = new Map<string, number>();
  const numbers = new Set<number>();
  for (const wave of file.waves) {
    if (numbers.has(wave.number)) faults.push(`two waves have the number ${wave.number}`);
    numbers.add(wave.number);
    if (Number.isNaN(Date.parse(wave.deadline))) faults.push(`wave ${wave.number}: "${wave.deadline}" is no deadline`);
    else if (Date.parse(wave.deadline) > Date.parse(file.deadline)) faults.push(`wave ${wave.number} is due at ${wave.deadline}, later than the file's own deadline ${file.deadline}`);
    for (const device of wave.devices) {
      const other = places.get(device.serial);
      if (other !== undefined) faults.push(`${device.serial} stands in wave ${other} and again in wave ${wave.number}`);
      places.set(device.serial, wave.number);
    }
  }
  return faults;
}
