import assert from 'node:assert/strict';
import { test } from 'node:test';
import { appleOk } from '../../src/model/apple/ports.js';
import { reassign } from '../../src/stages/apple/reassign.js';
import { status } from '../../src/stages/apple/status.js';
import { serial } from './rig.js';
import { signedOff } from '../../src/stages/apple/check-wave.js';
import { inDays, plannedFile, proven, sendAll, states, withStage } from './stage.js';

const wish = { all: true, includeWipe: false, retry: false, overrides: {}, proof: proven } as const;
const many = (count: number) => Array.from({ length: count }, (_, index) => ({ serial: `PHONE${String(index + 1).padStart(3, '0')}` }));

test('a device that slips through a list while others move, or stands in two lists, is asked for by itself and sent with its wave', async () => {
  await withStage({ devices: many(30) }, async (stage) => {
    const file = await plannedFile(stage);
    const hands = stage.hands();
    const { source, destination } = stage.scene.servers;
    const slipping = { ...hands, apple: { ...hands.apple, async *serialsOn(server: typeof source) {
      for await (const page of hands.apple.serialsOn(server)) {
        yield page.ok && server === source ? appleOk(page.value.filter((each) => each !== 'PHONE007' && each !== 'PHONE019')) : page;
        if (server === destination) yield appleOk([serial('PHONE003')]);
      }
    } } };
    const sent = await reassign(slipping, file, wish);
    assert.equal(sent.sent.length, 30);
    assert.deepEqual([...stage.scene.organization.activities.values()].flatMap(({ serials }) => serials).length, 30);
  });
});

test('a device that was held back is sent by a later run when it is free, keeps no other wave waiting, and is never forgotten', async () => {
  await withStage({ devices: many(8) }, async (stage) => {
    const file = await plannedFile(stage, { size: 5 });
    const device = stage.scene.organization.devices.get(serial('PHONE002'));
    if (device === undefined) throw new Error('PHONE002 is there');
    Object.assign(device, { returnToService: true });
    assert.deepEqual((await sendAll(stage, file, { all: false })).sent.length, 4, 'the pilot without the one that Apple refuses');
    const second = await sendAll(stage, file, { all: false });
    assert.deepEqual([second.sentWaves, second.sent.length], [[2], 3]);
    assert.deepEqual((await sendAll(stage, file, { all: false })).sent, []);
    assert.equal(states((await status(stage.hands(), file)).observation.devices)['PHONE002'], 'HOLD');
    Object.assign(device, { returnToService: false });
    assert.deepEqual((await sendAll(stage, file, { all: false })).sent, ['PHONE002']);
    stage.clock.advance(20 * 60_000);
    assert.equal(states((await status(stage.hands(), file)).observation.devices)['PHONE002'], 'PENDING');
  });
});

test('a wave of which everybody is held back leaves its turn to the next one', async () => {
  await withStage({ devices: many(8) }, async (stage) => {
    const file = await plannedFile(stage, { size: 5 });
    for (const each of file.waves[0]?.devices ?? []) Object.assign(stage.scene.organization.devices.get(each.serial) ?? {}, { returnToService: true });
    const sent = await sendAll(stage, file, { all: false });
    assert.deepEqual([sent.sentWaves, sent.sent.length], [[2], 3]);
  });
});

test('a wave whose deadline has passed stops the run before anything is sent, and after other waves it leaves them followed to their profiles', async () => {
  await withStage({ devices: many(8) }, async (stage) => {
    const file = await plannedFile(stage, { size: 5 });
    const withPast = (number: number) => {
      const waves = file.waves.map((wave) => (wave.number === number ? { ...wave, deadline: inDays(-1) } : wave));
      return signedOff({ ...file, waves }, waves, 'Help Desk', inDays(0));
    };
    await assert.rejects(sendAll(stage, withPast(1)), /Wave 1: the deadline .* lies in the past/u);
    assert.equal(stage.scene.organization.activities.size, 0);
    const sent = await sendAll(stage, withPast(2));
    assert.deepEqual([sent.sentWaves, sent.stopped, [...new Set(Object.values(states(sent.devices)))]], [[1], 'failure', ['PENDING']]);
    assert.match(sent.next.join(), /Wave 2 was not sent: the deadline .* lies in the past\. Move it with tenantferry apple deadline\./u);
  });
});
