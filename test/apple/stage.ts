import { notSeen, seen, type Seen } from '../../src/engine/apple/facts.js';
import type { ProofFacts } from '../../src/engine/apple/gates.js';
import type { AppleWriter } from '../../src/model/apple/ports.js';
import type { WaveEvent, WaveJournal, WaveLine } from '../../src/model/apple/journal.js';
import type { DeviceState, WaveFile } from '../../src/model/apple/wave.js';
import type { JsonObject } from '../../src/model/json.js';
import { silent } from '../../src/model/ports.js';
import { graphModule } from '../../src/simulator/apple/graph.js';
import { addDevice, beginScene, makeScene, serverNames, tokenNames, type Scene, type SceneDevice, type SceneUse } from '../../src/simulator/apple/scene.js';
import { serveOrganization } from '../../src/simulator/apple/server.js';
import { makeAppleClient } from '../../src/apple/client.js';
import type { Fetch } from '../../src/apple/wire.js';
import { signedOff } from '../../src/stages/apple/check-wave.js';
import { planWaveFile } from '../../src/stages/apple/plan-wave.js';
import type { AppleHands } from '../../src/stages/apple/ports.js';
import { reassign, type Reassigned, type ReassignWish } from '../../src/stages/apple/reassign.js';
import { account, accountKey, day, serial, start, virtualClock, type VirtualClock } from './rig.js';
import { testTenant, type TestTenant } from './tenant.js';

/** A journal in memory whose lines go through JSON, as they do on disk. */
export interface TestJournal extends WaveJournal {
  readonly lines: WaveLine[];
  readonly files: Map<string, string>;
  /** What the next run finds. */
  reopen(): TestJournal;
}

export function testJournal(clock: VirtualClock, lines: WaveLine[] = [], files = new Map<string, string>()): TestJournal {
  const past: WaveLine[] = [...lines];
  return {
    lines, files, past,
    async append(event: WaveEvent) {
      const copy: WaveEvent = structuredClone(event);
      lines.push({ ...copy, n: lines.length + 1, at: new Date(clock.now()).toISOString() });
    },
    async keep(name, text) {
      files.set(name, text);
      return name;
    },
    reopen: () => testJournal(clock, lines, files),
  };
}

export interface Stage {
  readonly clock: VirtualClock;
  readonly scene: Scene;
  readonly source: TestTenant;
  readonly destination: TestTenant;
  readonly apple: AppleWriter;
  readonly journal: TestJournal;
  /** Ports for a run; each call stands for a new process on the same journal. */
  hands(more?: Partial<AppleHands>): AppleHands;
}

const macPolicy = { id: 'escrow-1', name: 'FileVault', platforms: 'macOS', isAssigned: true };

/** What the destination of a move that was well prepared holds. */
export function preparedCollections(): Record<string, JsonObject[]> {
  return {
    'deviceManagement/configurationPolicies': [macPolicy],
    'deviceManagement/configurationPolicies/escrow-1/settings': [{ settingInstance: { settingDefinitionId: 'com.apple.security.fderecoverykeyescrow_location' } }],
    'deviceManagement/configurationPolicies/escrow-1/assignments': [{ target: { '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget' } }],
    'deviceManagement/deviceConfigurations': [],
    'deviceManagement/deviceEnrollmentConfigurations': [],
    'deviceAppManagement/mobileApps': [],
    'deviceAppManagement/vppTokens': [],
  };
}

/** A scene with devices, ready to be moved, for as long as the body runs. */
export async function withStage<T>(use: Omit<SceneUse, 'clock' | 'accounts'> & { readonly devices: readonly SceneDevice[]; readonly readsPerMinute?: number; readonly writesPerHour?: number; /** in place of the network */ readonly fetch?: Fetch }, body: (stage: Stage) => Promise<T>): Promise<T> {
  const clock = virtualClock();
  const type = use.type ?? 'business';
  const who = type === 'business' ? account : { ...account, clientId: 'SCHOOLAPI.00000000-1111-2222-3333-444444444444' };
  const scene = makeScene({ ...use, clock, accounts: [who] });
  for (const device of use.devices) addDevice(scene, device);
  beginScene(scene);
  const running = await serveOrganization(scene.organization);
  const apple = makeAppleClient({
    config: { type, clientId: who.clientId, keyId: who.keyId, privateKeyPath: 'key.pem', apiUrl: running.apiUrl, tokenUrl: running.tokenUrl, readsPerMinute: use.readsPerMinute ?? 18, writesPerHour: use.writesPerHour ?? 9 },
    key: accountKey, clock, random: () => 0, ...(use.fetch === undefined ? {} : { fetch: use.fetch }),
  });
  const source = testTenant('contoso', 'source', graphModule(scene.source), preparedCollections());
  const destination = testTenant('fabrikam', 'destination', graphModule(scene.destination), preparedCollections());
  const journal = testJournal(clock);
  const hands = (more: Partial<AppleHands> = {}): AppleHands => ({
    apple, source: source.reader, destination: destination.writer, clock, say: silent, journal: journal.reopen(), tool: { name: 'tenantferry', version: '0.0.0' },
    settings: { servers: serverNames, tokens: tokenNames, pollSeconds: 15, readBackSeconds: 1800 }, ...more,
  });
  try {
    return await body({ clock, scene, source, destination, apple, journal, hands });
  } finally {
    await running.close();
  }
}

export const proven: Seen<ProofFacts> = seen({ at: new Date(start).toISOString(), proven: 12, missing: 0, different: 0, unchecked: 0 });
export const unproven: Seen<ProofFacts> = notSeen('no plan is named');
export const inDays = (days: number): string => new Date(start + days * day).toISOString();

/** Imports every serial of the scene as a corporate identifier. */
export function identify({ scene }: Stage): void {
  for (const each of [...scene.organization.devices.keys(), ...scene.source.bySerial.keys()]) {
    scene.destination.identities.set(`id-${each}`, { id: `id-${each}`, identifier: each, type: 'serialNumber', platform: 'ios', description: '', created: start });
  }
}

/** A wave file over all devices of the scene, signed off, with everything prepared that the gates ask for. */
export async function plannedFile(stage: Stage, wish: { size?: number; days?: number; spread?: number } = {}): Promise<WaveFile> {
  identify(stage);
  const all = [...new Set([...stage.scene.organization.devices.keys(), ...stage.scene.source.bySerial.keys()])];
  const { file } = await planWaveFile(stage.hands(), { serials: all.map((each) => serial(each)), size: wish.size ?? 250, deadline: inDays(wish.days ?? 14), spreadHours: wish.spread ?? 0, tool: { name: 'tenantferry', version: '0.0.0' } });
  return signedOff(file, file.waves, 'Help Desk', inDays(0));
}

export function sendAll(stage: Stage, file: WaveFile, more: Partial<ReassignWish> = {}): Promise<Reassigned> {
  return reassign(stage.hands(), file, { all: true, includeWipe: false, retry: false, overrides: {}, proof: proven, ...more });
}

/** serial → state, for reading. */
export function states(devices: readonly { readonly device: { readonly serial: string }; readonly standing: { readonly state: DeviceState } }[]): Record<string, DeviceState> {
  return Object.fromEntries(devices.map(({ device, standing }) => [device.serial, standing.state]));
}
