import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gateNames } from '../../src/model/apple/wave.js';
import { seen } from '../../src/engine/apple/facts.js';
import { checkWaves } from '../../src/stages/apple/check-wave.js';
import { follow } from '../../src/stages/apple/follow.js';
import { openLedger } from '../../src/stages/apple/ledger.js';
import { readOverrides } from '../../src/stages/apple/reassign.js';
import { status } from '../../src/stages/apple/status.js';
import { day, hour, serial } from './rig.js';
import { inDays, plannedFile, proven, sendAll, states, unproven, withStage, type Stage } from './stage.js';

const devices = [{ serial: 'PHONE001', user: 'ada' }, { serial: 'MAC00001', family: 'Mac', user: 'bob' }];

const app = (name: string, intent: string, bundleId: string) => ({ '@odata.type': '#microsoft.graph.iosStoreApp', displayName: name, bundleId, assignments: [{ intent, target: { '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget' }, settings: null }] });

/** How each gate is made red, and what it says then. */
const red: Readonly<Record<string, readonly [(stage: Stage) => void, RegExp]>> = {
  profile: [({ scene }) => { delete scene.destination.tokens[0]?.defaults.macOS; }, /no default enrollment profile for macOS/],
  awaitConfiguration: [({ scene }) => { for (const profile of scene.destination.tokens[0]?.profiles ?? []) profile.body['waitForDeviceConfiguredConfirmation'] = false; }, /lets devices go before they are configured/],
  token: [({ scene }) => { const [token] = scene.destination.tokens; if (token !== undefined) token.expires = Date.parse(inDays(3)); }, /ends on .* before the wave is due/],
  sync: [({ scene }) => { const [token] = scene.destination.tokens; if (token !== undefined) token.syncError = 3; }, /cannot sync: Apple has new terms/],
  identifiers: [({ scene }) => { scene.destination.identities.delete('id-PHONE001'); }, /1 of 2 serials not imported \(PHONE001\)/],
  appParity: [({ source, destination }) => {
    source.collections['deviceAppManagement/mobileApps'] = [app('Notes', 'available', 'com.example.notes')];
    destination.collections['deviceAppManagement/mobileApps'] = [app('Notes', 'available', 'com.example.notes')];
  }, /1 apps would be removed with their data: Notes \(the destination only offers it/],
  fileVault: [({ destination }) => { destination.collections['deviceManagement/configurationPolicies'] = []; }, /no assigned policy of the destination escrows FileVault keys/],
};

test('with everything prepared every gate is green, each with what was seen', async () => {
  await withStage({ devices }, async (stage) => {
    const file = await plannedFile(stage);
    const { waves } = await checkWaves(stage.hands(), file, file.waves, { proof: proven, overrides: {} });
    assert.deepEqual(waves[0]?.gates.map(({ name, green, todo }) => [name, green, todo]), gateNames.map((name) => [name, true, []]));
  });
});

for (const [name, [spoil, sentence]] of Object.entries(red)) {
  test(`the gate ${name} turns red with a reason and a remedy, stops the reassignment, and can be overridden with a reason on record`, async () => {
    await withStage({ devices }, async (stage) => {
      const file = await plannedFile(stage);
      spoil(stage);
      const stopped = await sendAll(stage, file);
      const gate = stopped.red?.gates.find((each) => !each.green);
      assert.equal(gate?.name, name);
      assert.match(gate?.because ?? '', sentence);
      assert.ok((gate?.todo.length ?? 0) > 0);
      assert.equal(stage.scene.organization.activities.size, 0);
      const overrides = readOverrides((stopped.red?.gates ?? []).filter((each) => !each.green).map((each) => `${each.name}=agreed with Ada`));
      await sendAll(stage, file, { overrides });
      assert.equal(stage.scene.organization.activities.size, 1);
      const recorded = stage.journal.lines.filter((line) => line.event === 'gates').at(-1);
      assert.equal(recorded?.event === 'gates' ? recorded.gates.find((each) => each.name === name)?.override : '', 'agreed with Ada');
    });
  });
}

test('the gates policies and signOff are red without a proof and without a sign-off of the wave as it stands', async () => {
  await withStage({ devices }, async (stage) => {
    const file = await plannedFile(stage);
    const names = async (changed: typeof file, proof = proven) => (await checkWaves(stage.hands(), changed, changed.waves, { proof, overrides: {} })).waves[0]?.gates.filter((gate) => !gate.green).map((gate) => gate.name);
    assert.deepEqual(await names(file, unproven), ['policies']);
    assert.deepEqual(await names(file, seen({ at: inDays(0), proven: 10, missing: 0, different: 1, unchecked: 0 })), ['policies']);
    assert.deepEqual(await names({ ...file, signOffs: [] }), ['signOff']);
    assert.deepEqual(await names({ ...file, waves: file.waves.map((wave) => ({ ...wave, deadline: inDays(10) })) }), ['signOff']);
    assert.deepEqual(await names({ ...file, waves: file.waves.map((wave) => ({ ...wave, devices: wave.devices.slice(1) })) }), ['signOff']);
  });
});

test('a blocked platform and a default profile for Shared iPad keep the gate profile red', async () => {
  await withStage({ devices }, async (stage) => {
    const file = await plannedFile(stage);
    const profile = async () => (await checkWaves(stage.hands(), file, file.waves, { proof: proven, overrides: {} })).waves[0]?.gates.find((gate) => gate.name === 'profile')?.because ?? '';
    const [token] = stage.scene.destination.tokens;
    if (token !== undefined) token.defaults.ios = token.profiles[2]?.id ?? '';
    assert.match(await profile(), /one for Shared iPad/);
    if (token !== undefined) token.defaults.ios = token.profiles[0]?.id ?? '';
    stage.destination.collections['deviceManagement/deviceEnrollmentConfigurations'] = [{ '@odata.type': '#microsoft.graph.deviceEnrollmentPlatformRestrictionsConfiguration', iosRestriction: { platformBlocked: true } }];
    assert.match(await profile(), /blocks the enrollment of ios/);
  });
});

test('an enrollment policy of the settings catalog is read for whether devices wait', async () => {
  await withStage({ devices: devices.slice(0, 1), profile: { restoreBlocked: false } }, async (stage) => {
    const file = await plannedFile(stage);
    const waits = async () => (await checkWaves(stage.hands(), file, file.waves, { proof: proven, overrides: {} })).waves[0]?.gates.find((gate) => gate.name === 'awaitConfiguration')?.green;
    assert.equal(await waits(), false);
    const policy = 'deviceManagement/configurationPolicies/2c4e6a80-0000-4000-8000-00000000b001/settings';
    const setting = (value: string) => [{ settingInstance: { settingDefinitionId: 'ade_useraffinity', choiceSettingValue: { value: 'ade_useraffinity_1', children: [{ settingDefinitionId: 'ade_modernauth_awaitfinalconfiguration', choiceSettingValue: { value } }] } } }];
    stage.destination.collections[policy] = setting('ade_modernauth_awaitfinalconfiguration_0');
    assert.equal(await waits(), false);
    stage.destination.collections[policy] = setting('ade_modernauth_awaitfinalconfiguration_1');
    assert.equal(await waits(), true);
  });
});

test('no wave goes before the pilot has gone', async () => {
  await withStage({ devices: Array.from({ length: 8 }, (_, index) => ({ serial: `PHONE00${index}` })) }, async (stage) => {
    const file = await plannedFile(stage, { size: 5 });
    assert.deepEqual(file.waves.map((wave) => [wave.number, wave.pilot, wave.devices.length]), [[1, true, 5], [2, false, 3]]);
    const withoutPilot = { ...file, signOffs: file.signOffs.filter((signOff) => signOff.wave !== 1) };
    const stopped = await sendAll(stage, withoutPilot, { all: false });
    assert.deepEqual([stopped.sentWaves, stopped.red?.wave.number], [[], 1]);
    const first = await sendAll(stage, file, { all: false });
    assert.deepEqual([first.sentWaves, first.sent.length], [[1], 5]);
    const second = await sendAll(stage, file, { all: false });
    assert.deepEqual([second.sentWaves, second.sent.length], [[2], 3]);
    assert.deepEqual((await sendAll(stage, file, { all: false })).sentWaves, []);
  });
});

test('a sync is asked for only when 15 minutes have passed; before that the run ends and says when', async () => {
  await withStage({ devices }, async (stage) => {
    const file = await plannedFile(stage);
    const [token] = stage.scene.destination.tokens;
    const asked = stage.clock.now();
    if (token !== undefined) token.syncAsked = asked;
    const sent = await sendAll(stage, file);
    assert.deepEqual(states(sent.devices), { MAC00001: 'ASSIGNED', PHONE001: 'ASSIGNED' });
    assert.deepEqual(sent.next, [`The destination synced less than 15 minutes ago; it may be asked again at ${new Date(asked + 15 * 60_000).toISOString()}.`]);
    assert.equal(stage.destination.writes.filter((write) => write.includes('syncWith')).length, 0);
    stage.clock.advance(15 * 60_000);
    assert.deepEqual(states((await status(stage.hands(), file)).observation.devices), { MAC00001: 'PENDING', PHONE001: 'PENDING' });
    assert.equal(stage.destination.writes.filter((write) => write.includes('syncWith')).length, 1);
  });
});

test('serials that were in the destination before get the profile explicitly, in chunks', async () => {
  const many = Array.from({ length: 120 }, (_, index) => ({ serial: `PHONE${String(index).padStart(4, '0')}` }));
  await withStage({ devices: many, readsPerMinute: 0, writesPerHour: 0, switches: { readsPerMinute: 0, writesPerHour: 0 } }, async (stage) => {
    const [token] = stage.scene.destination.tokens;
    for (const { serial: name } of many) token?.serials.set(serial(name), { platform: 'ios', deleted: true, created: 0, enrolled: false, description: '' });
    const sent = await sendAll(stage, await plannedFile(stage));
    assert.deepEqual(new Set(Object.values(states(sent.devices))), new Set(['PENDING']));
    assert.equal(stage.destination.writes.filter((write) => write.includes('updateDeviceProfileAssignment')).length, 2);
  });
});

test('a school without migration types gets lists of serials for the portal, and what is done there is followed', async () => {
  await withStage({ devices: devices.slice(0, 1), type: 'school', switches: { migrationServed: false } }, async (stage) => {
    const file = await plannedFile(stage);
    const sent = await sendAll(stage, file);
    assert.deepEqual([sent.sent, sent.portalFiles, stage.journal.files.get('portal-wave-1-1.csv')], [[], ['portal-wave-1-1.csv'], 'serial\nPHONE001\n']);
    assert.match(sent.next.join(), /reassign 1 devices in Apple's portal/);
    assert.deepEqual(states((await status(stage.hands(), file)).observation.devices), { PHONE001: 'READY' });
    const device = stage.scene.organization.devices.get(serial('PHONE001'));
    if (device !== undefined) Object.assign(device, { server: stage.scene.servers.destination, migration: { status: 'REQUESTED', deadline: Date.parse(inDays(14)), from: stage.scene.servers.source } });
    stage.scene.organization.moving.add(serial('PHONE001'));
    stage.clock.advance(hour);
    assert.deepEqual(states((await status(stage.hands(), file)).observation.devices), { PHONE001: 'PROFILED' });
    stage.clock.advance(14 * day);
    assert.deepEqual(states((await status(stage.hands(), file)).observation.devices), { PHONE001: 'ENROLLED' });
  });
});

test('devices that Apple refuses inside an activity are told apart from those it took, and are not sent again unasked', async () => {
  await withStage({ devices: [{ serial: 'PHONE001' }, { serial: 'PHONE002', apple: { activityFails: 'ISSUE_UNKNOWN' } }] }, async (stage) => {
    const file = await plannedFile(stage);
    const sent = await sendAll(stage, file);
    assert.deepEqual(sent.devices.map(({ device, standing }) => `${device.serial} ${standing.state}: ${standing.reason}`), [`PHONE001 PENDING: its user can start; by force at ${inDays(14)}`, 'PHONE002 APPLE_REFUSED: Apple did not do it: ISSUE_UNKNOWN']);
    assert.deepEqual((await sendAll(stage, file)).sent, []);
    assert.equal([...stage.journal.files.keys()].length, 1, 'the log is kept');
  });
});

test('an activity that Apple calls completed for a device that did not move is noticed', async () => {
  await withStage({ devices: [{ serial: 'PHONE001' }], switches: { acceptsUnknownSerials: true } }, async (stage) => {
    const file = await plannedFile(stage);
    const ledger = openLedger(stage.hands().journal, stage.clock);
    await ledger.write({ event: 'intent', order: 1, wave: 1, type: 'ASSIGN_DEVICES_WITH_MDM_MIGRATION_DEADLINE', serials: [serial('PHONE001')], server: stage.scene.servers.destination, deadline: inDays(14), from: stage.scene.servers.source });
    await ledger.write({ event: 'finished', order: 1, status: 'COMPLETED', rows: [{ serial: serial('PHONE001'), status: 'SUCCESS', succeeded: true }] });
    stage.clock.advance(hour);
    const { observation } = await follow(stage.hands(), ledger, file.waves, { wait: false });
    assert.deepEqual(observation.devices[0]?.standing, { state: 'CHECK_BACK', reason: 'Apple reports it as done, but it is not on the destination\'s server' });
  });
});

test('a Mac on which nobody may start stays pending past its deadline and is OVERDUE a day later', async () => {
  await withStage({ devices: [{ serial: 'MAC00001', family: 'Mac', apple: { startBlocked: true } }] }, async (stage) => {
    const file = await plannedFile(stage);
    await sendAll(stage, file);
    stage.clock.advance(14 * day + hour);
    assert.deepEqual(states((await status(stage.hands(), file)).observation.devices), { MAC00001: 'PENDING' });
    stage.clock.advance(day);
    assert.deepEqual(states((await status(stage.hands(), file)).observation.devices), { MAC00001: 'OVERDUE' });
  });
});
