import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signOffOf } from '../../src/engine/apple/waves.js';
import { cancel } from '../../src/stages/apple/cancel.js';
import { changeDeadline } from '../../src/stages/apple/change-deadline.js';
import { status } from '../../src/stages/apple/status.js';
import { verifyWaves } from '../../src/stages/apple/verify.js';
import { erase, settle } from '../../src/simulator/apple/life.js';
import { enrollByHand } from '../../src/simulator/apple/intune.js';
import { day, hour, serial } from './rig.js';
import { graphModule } from '../../src/simulator/apple/graph.js';
import { serverNames, tokenNames } from '../../src/simulator/apple/scene.js';
import { planWaveFile } from '../../src/stages/apple/plan-wave.js';
import { reassign } from '../../src/stages/apple/reassign.js';
import { inDays, plannedFile, preparedCollections, proven, sendAll, states, testJournal, withStage, type Stage } from './stage.js';
import { testTenant } from './tenant.js';

const one = [{ serial: 'PHONE001', user: 'ada' }];

const serverOf = ({ scene }: Stage, name: string): string => (scene.organization.devices.get(serial(name))?.server === scene.servers.source ? 'source' : 'destination');

/** A wave that was planned and sent, whose devices have arrived and were verified. */
async function arrived(stage: Stage): ReturnType<typeof plannedFile> {
  const file = await plannedFile(stage);
  await sendAll(stage, file);
  stage.clock.advance(15 * day);
  await verifyWaves(stage.hands(), file);
  return file;
}

test('rollback CLASSIFIED, READY: nothing was sent, nothing is undone', async () => {
  await withStage({ devices: one }, async (stage) => {
    const result = await cancel(stage.hands(), await plannedFile(stage), {});
    assert.deepEqual([result.canceled, result.left, stage.scene.organization.activities.size], [[], [], 0]);
    assert.deepEqual(states(result.devices), { PHONE001: 'CLASSIFIED' });
  });
});

for (const cancelRestores of [true, false]) {
  test(`rollback PENDING: a canceled device is back on its server where Apple ${cancelRestores ? 'puts it back' : 'leaves it (it is put back explicitly)'}`, async () => {
    await withStage({ devices: one, switches: { cancelRestores } }, async (stage) => {
      const file = await plannedFile(stage);
      assert.deepEqual(states((await sendAll(stage, file)).devices), { PHONE001: 'PENDING' });
      const result = await cancel(stage.hands(), file, {});
      assert.deepEqual([result.canceled, result.stranded, serverOf(stage, 'PHONE001')], [['PHONE001'], [], 'source']);
      assert.deepEqual(states(result.devices), { PHONE001: 'CANCELLED' });
      assert.deepEqual([...stage.scene.organization.activities.values()].map((activity) => activity.type), ['ASSIGN_DEVICES_WITH_MDM_MIGRATION_DEADLINE', 'CANCEL_MDM_MIGRATION', ...(cancelRestores ? [] : ['ASSIGN_DEVICES'])]);
      assert.match(result.next.join(), /The source gets its devices back at its next sync/);
      stage.clock.advance(13 * hour);
      settle(stage.scene.organization);
      assert.equal(stage.scene.source.tokens[0]?.serials.get(serial('PHONE001'))?.deleted, false);
      assert.deepEqual(stage.source.writes, []);
      // a second cancel finds nothing to do, and a device that was canceled is sent again only on request
      assert.deepEqual((await cancel(stage.hands(), file, {})).canceled, []);
      assert.deepEqual((await sendAll(stage, file)).sent, []);
      assert.deepEqual(states((await sendAll(stage, file, { retry: true })).devices), { PHONE001: 'PENDING' });
    });
  });
}

test('rollback SUBMITTED, ASSIGNED, SYNCED: each of them is taken back', async () => {
  for (const stop of ['SUBMITTED', 'ASSIGNED', 'SYNCED'] as const) {
    await withStage({ devices: one, switches: stop === 'SUBMITTED' ? { lag: 600 } : {} }, async (stage) => {
      const file = await plannedFile(stage);
      const [token] = stage.scene.destination.tokens;
      if (stop === 'ASSIGNED' && token !== undefined) token.syncAsked = stage.clock.now();
      if (stop === 'SYNCED') {
        stage.destination.refusals.push({ on: /updateDeviceProfileAssignment/, status: 500, times: 9 });
        // it was there before: its old profile comes back with it
        token?.serials.set(serial('PHONE001'), { platform: 'ios', deleted: true, created: 0, enrolled: false, description: '' });
      }
      const sent = await sendAll(stage, file);
      assert.deepEqual(states(sent.devices), { PHONE001: stop });
      const result = await cancel(stage.hands(), file, {});
      assert.deepEqual([states(result.devices), serverOf(stage, 'PHONE001')], [{ PHONE001: 'CANCELLED' }, 'source']);
    });
  }
});

test('rollback MIGRATING: what has begun runs to its end', async () => {
  await withStage({ devices: one, switches: { migrationSeconds: 3600 } }, async (stage) => {
    const file = await plannedFile(stage);
    await sendAll(stage, file);
    stage.clock.advance(14 * day);
    const result = await cancel(stage.hands(), file, {});
    assert.deepEqual(result.left, [{ serial: 'PHONE001', state: 'MIGRATING', because: 'is migrating: let it finish, then treat it as enrolled or failed' }]);
    assert.equal(stage.scene.organization.activities.size, 1);
  });
});

test('rollback FAILED: the failure is told with what to do about the lock, and is not taken for a cancel', async () => {
  await withStage({ devices: [{ serial: 'PHONE001', user: 'ada', apple: { migrationFails: true } }] }, async (stage) => {
    const file = await plannedFile(stage);
    await sendAll(stage, file);
    stage.clock.advance(15 * day);
    assert.deepEqual(states((await status(stage.hands(), file)).observation.devices), { PHONE001: 'FAILED' });
    assert.match((await cancel(stage.hands(), file, {})).left[0]?.because ?? '', /clear its Activation Lock/);
    const verified = await verifyWaves(stage.hands(), file);
    assert.deepEqual([verified.proven, verified.proofs[0]?.state], [false, 'FAILED']);
  });
});

test('rollback ENROLLED, VERIFIED: the way back is named and nothing is sent', async () => {
  await withStage({ devices: one }, async (stage) => {
    const file = await arrived(stage);
    const result = await cancel(stage.hands(), file, {});
    assert.match(result.left[0]?.because ?? '', /source and destination exchanged/);
    assert.equal(stage.scene.organization.activities.size, 1);
  });
});

test('a wave file that was made for other servers is neither canceled nor given another deadline', async () => {
  await withStage({ devices: one }, async (stage) => {
    const file = await plannedFile(stage);
    await sendAll(stage, file);
    const other = { ...file, servers: { source: file.servers.destination, destination: file.servers.source } };
    await assert.rejects(cancel(stage.hands(), other, {}), /was made for the source server/u);
    await assert.rejects(changeDeadline(stage.hands(), other, { to: inDays(9) }), /was made for the source server/u);
    assert.equal(stage.scene.organization.activities.size, 1, 'only what was sent before');
  });
});

test('after the old record is gone, the device is SOURCE_CLEAN, and DONE when the source\'s token knows it too', async () => {
  await withStage({ devices: one }, async (stage) => {
    const file = await arrived(stage);
    stage.scene.source.devices.clear();
    const record = stage.scene.source.tokens[0]?.serials.get(serial('PHONE001'));
    if (record !== undefined) record.deleted = false;
    const clean = (await status(stage.hands(), file)).observation.devices;
    assert.ok(['SOURCE_CLEAN', 'DONE'].includes(states(clean)['PHONE001'] ?? ''));
    stage.clock.advance(13 * hour);
    assert.deepEqual(states((await status(stage.hands(), file)).observation.devices), { PHONE001: 'DONE' });
  });
});

test('WIPE: nothing is sent without being asked for; then a plain assignment without a deadline, and the device arrives when it is erased', async () => {
  await withStage({ devices: [{ serial: 'PHONE003', version: '16.7', productType: 'iPhone10,6', user: 'ada' }] }, async (stage) => {
    const file = await plannedFile(stage);
    assert.deepEqual((await sendAll(stage, file)).sent, []);
    assert.deepEqual(states((await status(stage.hands(), file)).observation.devices), { PHONE003: 'WIPE' });
    const sent = await sendAll(stage, file, { includeWipe: true });
    assert.deepEqual(states(sent.devices), { PHONE003: 'PROFILED' });
    assert.deepEqual([...stage.scene.organization.activities.values()].map(({ type, deadline }) => [type, deadline]), [['ASSIGN_DEVICES', undefined]]);
    erase(stage.scene.organization, serial('PHONE003'));
    const verified = await verifyWaves(stage.hands(), file);
    assert.deepEqual([verified.proofs[0]?.state, verified.proven], ['VERIFIED', true]);
  });
});

test('WIPE not erased yet: cancel puts it back without a migration to cancel', async () => {
  await withStage({ devices: [{ serial: 'PHONE003', version: '16.7', productType: 'iPhone10,6' }] }, async (stage) => {
    const file = await plannedFile(stage);
    await sendAll(stage, file, { includeWipe: true });
    assert.deepEqual(states((await cancel(stage.hands(), file, {})).devices), { PHONE003: 'CANCELLED' });
    assert.deepEqual([...stage.scene.organization.activities.values()].map(({ type }) => type), ['ASSIGN_DEVICES', 'ASSIGN_DEVICES']);
  });
});

test('MANUAL: nothing is sent; the device its user enrolls is the company\'s, because its identifier was imported before', async () => {
  await withStage({ devices: [{ serial: 'PHONE004', at: 'absent', user: 'ada' }], tenantSwitches: { personalBlocked: true } }, async (stage) => {
    const file = await plannedFile(stage);
    assert.deepEqual((await sendAll(stage, file)).sent, []);
    assert.equal(enrollByHand(stage.scene.destination, { serial: serial('PHONE004'), os: 'iOS', osVersion: '26.0', model: 'iPhone' }), 'company');
    const [seen] = (await status(stage.hands(), file)).observation.devices;
    assert.deepEqual(seen?.standing, { state: 'MANUAL', reason: 'has arrived in the destination, owned by the company' });
    stage.scene.destination.identities.clear();
    assert.equal(enrollByHand(stage.scene.destination, { serial: serial('PHONE009'), os: 'iOS', osVersion: '26.0', model: 'iPhone' }), 'blocked');
  });
});

test('UPDATE-FIRST and HOLD: nothing is sent, also with --include-wipe', async () => {
  await withStage({ devices: [{ serial: 'PHONE002', version: '18.6' }, { serial: 'PHONE007', silentDays: 45 }] }, async (stage) => {
    const file = await plannedFile(stage);
    assert.deepEqual((await sendAll(stage, file, { includeWipe: true })).sent, []);
    assert.deepEqual(states((await status(stage.hands(), file)).observation.devices), { PHONE002: 'UPDATE_FIRST', PHONE007: 'HOLD' });
  });
});

test('a deadline is moved in the file and at Apple, the sign-off of the wave is void, and an earlier one is enforced', async () => {
  await withStage({ devices: one }, async (stage) => {
    const file = await plannedFile(stage);
    await sendAll(stage, file);
    const moved = await changeDeadline(stage.hands(), file, { to: inDays(2) });
    assert.deepEqual([moved.changed, moved.file.deadline, moved.file.waves[0]?.deadline], [['PHONE001'], inDays(2), inDays(2)]);
    assert.equal(stage.scene.organization.devices.get(serial('PHONE001'))?.migration?.deadline, Date.parse(inDays(2)));
    const [wave] = moved.file.waves;
    assert.equal(wave === undefined ? undefined : signOffOf(moved.file, wave), undefined);
    assert.deepEqual((await sendAll(stage, moved.file)).sent, []);
    stage.clock.advance(2 * day + hour);
    assert.deepEqual(states((await status(stage.hands(), moved.file)).observation.devices), { PHONE001: 'ENROLLED' });
  });
});

test('rollback FAILED: a failed device whose lock is cleared is put back when it is named, and sent once more on request', async () => {
  await withStage({ devices: [{ serial: 'PHONE001', user: 'ada', apple: { migrationFails: true } }] }, async (stage) => {
    const file = await plannedFile(stage, { days: 60 });
    await sendAll(stage, { ...file, waves: file.waves.map((wave) => ({ ...wave, deadline: inDays(5) })) }, { overrides: { signOff: 'a test' } });
    stage.clock.advance(6 * day);
    const locked = await cancel(stage.hands(), file, { serials: [serial('PHONE001')] });
    assert.deepEqual([locked.canceled, locked.left[0]?.because], [[], 'has failed and is locked: clear its Activation Lock in Apple\'s portal first']);
    const device = stage.scene.organization.devices.get(serial('PHONE001'));
    if (device === undefined) throw new Error('PHONE001 is there');
    Object.assign(device, { lock: 'NONE', migrationFails: false });
    const back = await cancel(stage.hands(), file, { serials: [serial('PHONE001')] });
    assert.deepEqual([back.canceled, back.left, serverOf(stage, 'PHONE001')], [['PHONE001'], [], 'source']);
    stage.clock.advance(20 * 60_000);
    assert.deepEqual((await sendAll(stage, file, { retry: true, overrides: { sync: 'a test', signOff: 'a test' } })).sent, ['PHONE001']);
    assert.deepEqual([...stage.scene.organization.activities.values()].map(({ type }) => type), ['ASSIGN_DEVICES_WITH_MDM_MIGRATION_DEADLINE', 'ASSIGN_DEVICES', 'ASSIGN_DEVICES_WITH_MDM_MIGRATION_DEADLINE']);
    stage.clock.advance(61 * day);
    assert.deepEqual(states((await status(stage.hands(), file)).observation.devices), { PHONE001: 'ENROLLED' });
  });
});

test('rollback ENROLLED, VERIFIED, SOURCE_CLEAN: the same move with source and destination exchanged brings a device back', async () => {
  await withStage({ devices: one }, async (stage) => {
    const file = await arrived(stage);
    stage.scene.source.devices.clear();
    stage.scene.source.bySerial.clear();
    assert.match((await cancel(stage.hands(), file, {})).left[0]?.because ?? '', /its old policies must still be there|while the source still stands/u);
    const there = testTenant('fabrikam', 'source', graphModule(stage.scene.destination), preparedCollections());
    const home = testTenant('contoso', 'destination', graphModule(stage.scene.source), preparedCollections());
    for (const profile of stage.scene.source.tokens[0]?.profiles ?? []) profile.body['waitForDeviceConfiguredConfirmation'] = true;
    const hands = () => stage.hands({
      source: there.reader, destination: home.writer, journal: back.reopen(), settings: { servers: { source: serverNames.destination, destination: serverNames.source }, tokens: { source: tokenNames.destination, destination: tokenNames.source }, pollSeconds: 15, readBackSeconds: 1800 },
    });
    const back = testJournal(stage.clock);
    const planned = await planWaveFile(hands(), { size: 250, deadline: new Date(stage.clock.now() + 10 * day).toISOString(), spreadHours: 0, tool: { name: 'tenantferry', version: '0.0.0' } });
    assert.deepEqual(planned.file.waves.map((wave) => wave.devices.map((device) => `${device.serial} ${device.class}`)), [['PHONE001 NATIVE']]);
    const sent = await reassign(hands(), planned.file, { all: true, includeWipe: false, retry: false, overrides: { identifiers: 'a test', signOff: 'a test' }, proof: proven });
    assert.deepEqual(sent.sent, ['PHONE001'], JSON.stringify(sent.red?.gates.filter((gate) => !gate.green)));
    stage.clock.advance(11 * day);
    assert.deepEqual(states((await status(hands(), planned.file)).observation.devices), { PHONE001: 'ENROLLED' });
    assert.equal(serverOf(stage, 'PHONE001'), 'source');
    assert.deepEqual(there.writes, []);
  });
});

test('a device that is on the destination\'s server already is ALREADY_THERE: it is not sent, and no activity holds it', async () => {
  await withStage({ devices: [...one, { serial: 'PHONE002' }] }, async (stage) => {
    const file = await plannedFile(stage);
    const moved = stage.scene.organization.devices.get(serial('PHONE002'));
    if (moved === undefined) throw new Error('PHONE002 is there');
    moved.server = stage.scene.servers.destination;
    assert.deepEqual((await sendAll(stage, file)).sent, ['PHONE001']);
    assert.deepEqual([...stage.scene.organization.activities.values()].map(({ serials }) => serials), [['PHONE001']]);
    assert.equal(states((await status(stage.hands(), file)).observation.devices)['PHONE002'], 'ALREADY_THERE');
    const { file: again } = await planWaveFile(stage.hands(), { size: 250, deadline: inDays(10), spreadHours: 0, tool: { name: 'tenantferry', version: '0.0.0' }, serials: [serial('PHONE002')] });
    assert.deepEqual(again.waves[0]?.devices.map((device) => [device.state, device.reason]), [['ALREADY_THERE', 'is on Intune Fabrikam already, but the source still manages it: if it is erased, it lands in the destination']]);
  });
});

test('WIPE that was on no server: cancel takes it off the destination\'s server and puts it on none', async () => {
  await withStage({ devices: [{ serial: 'LOOSE001', at: 'none' }] }, async (stage) => {
    const file = await plannedFile(stage);
    assert.deepEqual(states((await sendAll(stage, file, { includeWipe: true })).devices), { LOOSE001: 'PROFILED' });
    const result = await cancel(stage.hands(), file, {});
    assert.deepEqual([result.canceled, result.stranded, result.devices[0]?.standing], [['LOOSE001'], [], { state: 'CANCELLED', reason: 'canceled, and on no server, as before' }]);
    assert.equal(stage.scene.organization.devices.get(serial('LOOSE001'))?.server, undefined);
    assert.deepEqual([...stage.scene.organization.activities.values()].map(({ type }) => type), ['ASSIGN_DEVICES', 'UNASSIGN_DEVICES']);
    assert.deepEqual((await cancel(stage.hands(), file, {})).canceled, []);
  });
});
