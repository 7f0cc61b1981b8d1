import { writeFile } from 'node:fs/promises';
import { demoDevices, startDemoApple } from '../../simulator/apple/demo.js';
import type { SceneDevice } from '../../simulator/apple/scene.js';
import type { Simulator } from '../../simulator/simulator.js';
import { isList, isObject, objectsAt, textAt } from '../../model/json.js';
import type { Answer, Command } from '../command.js';
import { identifiersFromDevicesCommand } from '../identifiers/from-devices.js';
import { identifiersImportCommand } from '../identifiers/import.js';
import type { World } from '../world.js';
import { appleReassignCommand } from './reassign.js';
import { appleStatusCommand } from './status.js';
import { appleWaveCheckCommand } from './wave-check.js';
import { appleWavePlanCommand } from './wave-plan.js';

const hurry = { switches: { activitySeconds: 1, lag: 0, readsPerMinute: 0, writesPerHour: 0, migrationSeconds: 20 }, tenantSwitches: { syncSeconds: 1 } } as const;

export interface SimulatedApple {
  /** The section `apple` of a configuration. */
  readonly config: object;
  readonly close: () => Promise<void>;
}

/**
 * Starts the simulated Apple organization between the two tenants, in a hurry and without limits, and writes the key of its API account.
 * @param keyFile where the key goes, readable by its owner only
 * @param use `users` migrate as soon as they can, without waiting for the deadline
 */
export async function addSimulatedApple(simulator: Simulator, world: World, keyFile: string, use: { readonly port?: number; readonly users?: readonly string[] } = {}): Promise<SimulatedApple> {
  const devices = demoDevices.map((device): SceneDevice => (device.user !== undefined && use.users?.includes(device.user) === true ? { ...device, apple: { ...device.apple, userStarts: 0 } } : device));
  const apple = await startDemoApple({
    clock: { now: () => world.clock.now() }, contoso: simulator.tenant('contoso'), fabrikam: simulator.tenant('fabrikam'), devices, ...hurry, ...(use.port === undefined ? {} : { port: use.port }),
  });
  await writeFile(keyFile, apple.privateKey, { mode: 0o600 });
  return { config: { ...apple.config, privateKeyPath: keyFile, readsPerMinute: 6000, writesPerHour: 6000, pollSeconds: 1 }, close: () => apple.running.close() };
}

export interface DemoStep {
  readonly what: string;
  readonly command: Command;
  readonly words: Readonly<Record<string, unknown>>;
  readonly said: (answer: Answer) => string;
}

/** A wave of devices, from their identifiers to where they stand; gates that the demo leaves red are overridden with a reason. */
export async function runDemoWave(world: World, run: (step: DemoStep) => Promise<Answer>): Promise<void> {
  const deadline = new Date(world.clock.now() + 14 * 24 * 3_600_000).toISOString();
  const count = (answer: Answer, name: string): string => {
    const value = answer.summary[name];
    return typeof value === 'number' ? String(value) : '0';
  };
  await run({ what: 'identify', command: identifiersFromDevicesCommand, words: { out: 'identifiers.csv' }, said: (answer) => `${count(answer, 'identifiers')} Apple devices of contoso as corporate identifiers` });
  await run({ what: 'identify', command: identifiersImportCommand, words: { file: 'identifiers.csv', tenant: 'fabrikam', yes: true }, said: (answer) => `${count(answer, 'imported')} imported into fabrikam` });
  await run({ what: 'waves', command: appleWavePlanCommand, words: { all: true, deadline, plan: 'plan.json', out: 'wave.json', size: 250 }, said: (answer) => `${count(answer, 'NATIVE')} devices can move by themselves, ${count(answer, 'WIPE')} by erasing, ${count(answer, 'MANUAL')} by hand, ${count(answer, 'HOLD')} stay; ${count(answer, 'waves')} waves` });
  const checked = await run({ what: 'gates', command: appleWaveCheckCommand, words: { file: 'wave.json', 'sign-off': 'Help desk' }, said: (answer) => `${count(answer, 'green')} waves green, ${count(answer, 'red')} red; the help desk has signed off` });
  const override = redGates(checked).map((gate) => `${gate}=accepted for the demo`);
  await run({ what: 'reassign', command: appleReassignCommand, words: { file: 'wave.json', yes: true, override }, said: (answer) => `${count(answer, 'sent')} devices reassigned with a deadline${override.length > 0 ? `, past ${String(override.length)} red gates with a reason on record` : ''}` });
  await run({ what: 'status', command: appleStatusCommand, words: { file: 'wave.json' }, said: (answer) => `${count(answer, 'PENDING')} wait for their users, the deadline enforces it` });
}

function redGates(checked: Answer): string[] {
  const waves: unknown = checked.more?.['waves'];
  const found = isList(waves) ? waves.filter(isObject).flatMap((wave) => objectsAt(wave, 'gates')) : [];
  return [...new Set(found.filter((gate) => gate['green'] === false).map((gate) => textAt(gate, 'name') ?? ''))].filter((name) => name !== '');
}
