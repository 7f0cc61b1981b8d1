import type { Serial } from '../../model/apple.js';
import type { DeviceWave, WaveDevice, WaveFile } from '../../model/apple/wave.js';
import type { Surroundings } from './facts.js';
import { lastMove, type Story } from './story.js';

export interface Sendable {
  readonly device: WaveDevice;
  readonly how: 'migrate' | 'assign';
}

/** The devices of a wave that wait to be sent: never twice, and those that Apple refused or somebody canceled only on request. */
export function sendable(wave: DeviceWave, story: Story, destination: Surroundings['destination']['id'], options: { readonly includeWipe: boolean; readonly retry: boolean }): readonly Sendable[] {
  return wave.devices.flatMap((device): Sendable[] => {
    const how = device.class === 'NATIVE' ? 'migrate' : device.class === 'WIPE' && options.includeWipe ? 'assign' : undefined;
    if (how === undefined || device.state === 'ALREADY_THERE') return [];
    const past = story.devices.get(device.serial);
    const again = options.retry && (past?.state === 'APPLE_REFUSED' || past?.state === 'CANCELLED');
    return lastMove(past, destination) === undefined || again ? [{ device, how }] : [];
  });
}

/** Whether a wave has devices that were never sent and that nothing is known to hold back. */
export function isUnfinished(wave: DeviceWave, story: Story, destination: Surroundings['destination']['id'], options: { readonly includeWipe: boolean; readonly retry: boolean }): boolean {
  return sendable(wave, story, destination, options).some(({ device }) => {
    const state = story.devices.get(device.serial)?.state;
    return state !== 'HOLD' && state !== 'ALREADY_THERE' && (options.retry || state !== 'APPLE_REFUSED');
  });
}

/** The devices of a wave that something held back when it was sent: what it was may be gone. */
export function heldBack(wave: DeviceWave, story: Story, destination: Surroundings['destination']['id'], options: { readonly includeWipe: boolean; readonly retry: boolean }): readonly Sendable[] {
  return sendable(wave, story, destination, options).filter(({ device }) => story.devices.get(device.serial)?.state === 'HOLD');
}

/** Every serial of a file with its wave. */
export function devicesOf(file: WaveFile): readonly { readonly wave: DeviceWave; readonly device: WaveDevice }[] {
  return file.waves.flatMap((wave) => wave.devices.map((device) => ({ wave, device })));
}

export function serialsOf(waves: readonly DeviceWave[]): readonly Serial[] {
  return waves.flatMap((wave) => wave.devices.map((device) => device.serial));
}
