import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cancel } from '../../src/stages/apple/cancel.js';
import { status } from '../../src/stages/apple/status.js';
import type { AppleHands } from '../../src/stages/apple/ports.js';
import type { WaveFile } from '../../src/model/apple/wave.js';
import { reassign } from '../../src/stages/apple/reassign.js';
import { serial } from './rig.js';
import { plannedFile, proven, sendAll, states, withStage, type Stage } from './stage.js';

class Killed extends Error {}

/** Ports of a process that dies at a step: before what the step does, or right after it was done and before anybody hears of it. */
function mortal(stage: Stage, at: number, when: 'before' | 'after'): { hands: AppleHands; steps: () => number } {
  let count = 0;
  let dead = false;
  const step = async <T>(deed: () => Promise<T>): Promise<T> => {
    if (dead) throw new Killed();
    count += 1;
    const last = count === at;
    if (last && when === 'before') dead = true;
    if (dead) throw new Killed();
    const result = await deed();
    if (last) {
      dead = true;
      throw new Killed();
    }
    return result;
  };
  const hands = stage.hands();
  return { steps: () => count, hands: {
    ...hands,
    journal: { past: hands.journal.past, append: (event) => step(() => hands.journal.append(event)), keep: (name, text) => step(() => hands.journal.keep(name, text)) },
    apple: { ...hands.apple, submit: (order) => step(() => hands.apple.submit(order)), activity: (id) => step(() => hands.apple.activity(id)) },
    destination: { ...hands.destination, write: (request) => step(() => hands.destination.write(request)) },
  } };
}

const devices = Array.from({ length: 3 }, (_, index) => ({ serial: `PHONE00${index + 1}` }));
const wish = { all: true, includeWipe: false, retry: false, overrides: {}, proof: proven } as const;

/** How often each serial stands in an activity of a type. */
function counts(stage: Stage, type: string): Record<string, number> {
  const found: Record<string, number> = {};
  for (const activity of stage.scene.organization.activities.values()) if (activity.type === type) for (const each of activity.serials) found[each] = (found[each] ?? 0) + 1;
  return found;
}

async function interrupted(run: (hands: AppleHands) => Promise<unknown>, hands: AppleHands): Promise<boolean> {
  try {
    await run(hands);
    return false;
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
    return true;
  }
}

/** Dies at every step in turn, each time on a fresh scene, and goes on. */
async function atEveryStep(body: (stage: Stage, file: WaveFile, at: number, when: 'before' | 'after') => Promise<boolean>): Promise<number> {
  for (let at = 1; ; at += 1) {
    for (const when of ['before', 'after'] as const) {
      const goesOn = await withStage({ devices }, async (stage) => body(stage, await plannedFile(stage, { size: 2 }), at, when));
      if (!goesOn) return at;
    }
  }
}

test('a reassignment that is killed at any step goes on, and no serial is ever in a second activity', async () => {
  const steps = await atEveryStep(async (stage, file, at, when) => {
    const killed = await interrupted((hands) => reassign(hands, file, wish), mortal(stage, at, when).hands);
    if (!killed) return false;
    await sendAll(stage, file);
    stage.clock.advance(20 * 60_000);
    const after = states((await status(stage.hands(), file)).observation.devices);
    assert.deepEqual(Object.values(after), Array.from({ length: 3 }, () => 'PENDING'), `killed ${when} step ${at}`);
    assert.deepEqual(Object.values(counts(stage, 'ASSIGN_DEVICES_WITH_MDM_MIGRATION_DEADLINE')), [1, 1, 1], `killed ${when} step ${at}`);
    return true;
  });
  assert.ok(steps > 15, `${steps} steps`);
});

test('a cancel that is killed at any step goes on, and every device is back', async () => {
  await atEveryStep(async (stage, file, at, when) => {
    stage.scene.organization.switches.cancelRestores = false;
    await sendAll(stage, file);
    const killed = await interrupted((hands) => cancel(hands, file, {}), mortal(stage, at, when).hands);
    if (!killed) return false;
    await cancel(stage.hands(), file, {});
    for (const { serial: name } of devices) assert.equal(stage.scene.organization.devices.get(serial(name))?.server, stage.scene.servers.source, `killed ${when} step ${at}`);
    assert.deepEqual(Object.values(counts(stage, 'CANCEL_MDM_MIGRATION')), [1, 1, 1], `killed ${when} step ${at}`);
    return true;
  });
});

test('an order whose answer is lost is read back: it happened, so it is not sent again', async () => {
  await withStage({ devices }, async (stage) => {
    const file = await plannedFile(stage);
    stage.scene.organization.faults.push({ on: /^POST .*orgDeviceActivities/, times: 1, play: { as: 'drop after' } });
    const sent = await sendAll(stage, file);
    assert.deepEqual(Object.values(states(sent.devices)), Array.from({ length: 3 }, () => 'PENDING'));
    assert.equal(stage.scene.organization.activities.size, 1);
  });
});

test('an order that never arrived is proven absent by reading back, and sent then', async () => {
  await withStage({ devices }, async (stage) => {
    const file = await plannedFile(stage);
    stage.scene.organization.faults.push({ on: /^POST .*orgDeviceActivities/, times: 1, play: { as: 'drop' } });
    assert.equal((await sendAll(stage, file)).sent.length, 3);
    stage.clock.advance(20 * 60_000);
    assert.deepEqual(Object.values(states((await status(stage.hands(), file)).observation.devices)), Array.from({ length: 3 }, () => 'PENDING'));
    assert.deepEqual(Object.values(counts(stage, 'ASSIGN_DEVICES_WITH_MDM_MIGRATION_DEADLINE')), [1, 1, 1]);
  });
});
