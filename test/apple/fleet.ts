import assert from 'node:assert/strict';
import { deviceStates, type DeviceState } from '../../src/model/apple/wave.js';
import type { Spending } from '../../src/model/apple/ports.js';
import type { Fault } from '../../src/simulator/apple/faults.js';
import type { SceneDevice } from '../../src/simulator/apple/scene.js';
import { status } from '../../src/stages/apple/status.js';
import { verifyWaves } from '../../src/stages/apple/verify.js';
import { day, hour } from './rig.js';
import { plannedFile, sendAll, withStage, type Stage } from './stage.js';

export interface FleetRun {
  readonly devices: number;
  readonly waves: number;
  readonly activities: number;
  readonly states: Readonly<Partial<Record<DeviceState, number>>>;
  readonly spending: Spending;
  /** Answers with 429 that the simulated organization had to give. */
  readonly throttled: number;
  readonly mostReadsInAMinute: number;
  readonly mostWritesInAnHour: number;
  readonly virtualHours: number;
}

/** A fleet as they are: most devices can move, and one of every other sort comes round again and again. */
export function fleet(count: number): SceneDevice[] {
  return Array.from({ length: count }, (_, index): SceneDevice => {
    const name = `F${String(index).padStart(7, '0')}`;
    const family = index % 10 < 6 ? 'iPhone' : index % 10 < 8 ? 'iPad' : 'Mac';
    switch (index % 50) {
      case 7: return { serial: name, family, version: '18.6' };
      case 13: return { serial: name, version: '16.7', productType: 'iPhone10,6' };
      case 17: return { serial: name, at: 'absent' };
      case 23: return { serial: name, silentDays: 60 };
      case 29: return { serial: name, apple: { purchaseSource: 'MANUALLY_ADDED', added: Date.parse('2026-09-25T00:00:00Z') } };
      case 31: return { serial: name, family: 'AppleTV', version: '26.0' };
      case 37: return { serial: name, family, user: `user${index}`, apple: { migrationFails: true } };
      case 41: return { serial: name, family, user: `user${index}`, apple: { activityFails: 'ISSUE' } };
      case 43: return { serial: name, family: 'Mac', user: `user${index}`, apple: { startBlocked: true } };
      default: return { serial: name, family, user: `user${index}` };
    }
  });
}

/** What goes wrong on the way: broken connections before and after an order was taken, a token that is refused, throttling, a proxy's page. */
const misfortunes = (orders: number): Fault[] => [
  { on: /^POST .*orgDeviceActivities/, skip: 1, times: 1, play: { as: 'drop' } },
  { on: /^POST .*orgDeviceActivities/, skip: Math.floor(orders / 3), times: 1, play: { as: 'drop after' } },
  { on: /^POST .*orgDeviceActivities/, skip: Math.floor(orders / 2), times: 1, play: { as: 'status', status: 429, retryAfter: '300' } },
  { on: /^POST .*orgDeviceActivities/, skip: Math.floor(orders / 2) + 1, times: 1, play: { as: 'status', status: 401 } },
  { on: /^POST .*orgDeviceActivities/, skip: Math.floor(orders / 2) + 2, times: 1, play: { as: 'html', status: 502 } },
  { on: /^GET .*orgDevices$/, skip: 3, times: 2, play: { as: 'status', status: 503 } },
];

/** Moves a fleet under the default pacing and looks at everything that was promised about it. */
export function moveFleet(count: number, use: { readonly misfortunes?: boolean } = {}): Promise<FleetRun> {
  return withStage({ devices: fleet(count) }, async (stage) => {
    const began = stage.clock.now();
    const calls = recordCalls(stage);
    const file = await plannedFile(stage, { days: 30, ...(use.misfortunes === true ? { size: Math.ceil(count / 8) } : {}) });
    if (use.misfortunes === true) stage.scene.organization.faults.push(...misfortunes(8));
    const sent = await sendAll(stage, file);
    assert.equal(sent.red, undefined);
    nothingBeforeItsGates(stage);
    stage.clock.advance(20 * 60_000);
    await status(stage.hands(), file);
    stage.clock.advance(30 * day + 26 * hour);
    await status(stage.hands(), file);
    const verified = await verifyWaves(stage.hands(), file);
    const states: Partial<Record<DeviceState, number>> = {};
    for (const proof of verified.proofs) states[proof.state] = (states[proof.state] ?? 0) + 1;
    for (const state of Object.keys(states)) assert.ok(deviceStates.some((known) => known === state), `${state} is a state`);
    return {
      devices: verified.proofs.length, waves: file.waves.length, activities: stage.scene.organization.activities.size, states, spending: verified.spending, throttled: calls.throttled(),
      mostReadsInAMinute: calls.densest('GET', 60_000), mostWritesInAnHour: calls.densest('POST', hour), virtualHours: Math.round((stage.clock.now() - began) / hour),
    };
  });
}

/**
 * Every order was written after the gates of its wave were all green in the journal, a serial is ordered again only where Apple refused the order
 * before or reading back proved that it never arrived, and at Apple no serial is in two activities.
 */
function nothingBeforeItsGates(stage: Stage): void {
  const green = new Set<number>();
  const open = new Set<string>();
  const orders = new Map<number, readonly string[]>();
  for (const line of stage.journal.lines) {
    if (line.event === 'gates') {
      if (line.gates.every((gate) => gate.green)) green.add(line.wave);
      else green.delete(line.wave);
    } else if (line.event === 'intent') {
      assert.ok(green.has(line.wave), `wave ${line.wave} was sent before its gates were green`);
      orders.set(line.order, line.serials);
      for (const each of line.serials) {
        assert.ok(!open.has(each), `${each} was sent twice: ${JSON.stringify(stage.journal.lines.filter((other) => 'order' in other && orders.get(other.order)?.includes(each) === true).map((other) => ({ ...other, serials: undefined, rows: undefined })))}`);
        open.add(each);
      }
    } else if (line.event === 'refused') for (const each of orders.get(line.order) ?? []) open.delete(each);
    else if (line.event === 'found') for (const each of line.absent) open.delete(each);
  }
  const counts = new Map<string, number>();
  for (const { serials } of stage.scene.organization.activities.values()) for (const each of serials) counts.set(each, (counts.get(each) ?? 0) + 1);
  for (const [each, count] of counts) assert.equal(count, 1, `${each} is in ${count} activities`);
}

function recordCalls(stage: Stage): { densest(method: string, window: number): number; throttled(): number } {
  const times = new Map<string, number[]>();
  const { calls } = stage.scene.organization;
  const set = calls.set.bind(calls);
  calls.set = (name, value) => {
    const [method = ''] = name.split(' ');
    times.set(method, [...(times.get(method) ?? []), stage.clock.now()]);
    return set(name, value);
  };
  return {
    throttled: () => stage.apple.spending().throttled,
    densest(method, window) {
      const all = times.get(method) ?? [];
      let most = 0;
      for (let first = 0, last = 0; last < all.length; last += 1) {
        while ((all[last] ?? 0) - (all[first] ?? 0) >= window) first += 1;
        most = Math.max(most, last - first + 1);
      }
      return most;
    },
  };
}
