import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assess } from '../../src/stages/apple/assess.js';
import { status } from '../../src/stages/apple/status.js';
import { verifyWaves } from '../../src/stages/apple/verify.js';
import { day, hour } from './rig.js';
import { plannedFile, sendAll, states, withStage } from './stage.js';

test('NATIVE: a device is reassigned, synced, given its profile, migrates by its deadline and is proven', async () => {
  await withStage({ devices: [{ serial: 'PHONE001', user: 'ada' }, { serial: 'MAC00001', family: 'Mac', user: 'bob' }] }, async (stage) => {
    const file = await plannedFile(stage);
    assert.deepEqual(file.waves.map((wave) => [wave.number, wave.pilot, wave.devices.map((device) => `${device.serial} ${device.class} ${device.state}`)]), [[1, true, ['MAC00001 NATIVE CLASSIFIED', 'PHONE001 NATIVE CLASSIFIED']]]);
    const sent = await sendAll(stage, file);
    assert.deepEqual(sent.red?.gates.filter((gate) => !gate.green), undefined);
    assert.deepEqual(states(sent.devices), { PHONE001: 'PENDING', MAC00001: 'PENDING' });
    assert.deepEqual(sent.next, []);
    stage.clock.advance(14 * day + hour);
    assert.deepEqual(states((await status(stage.hands(), file)).observation.devices), { PHONE001: 'ENROLLED', MAC00001: 'ENROLLED' });
    const verified = await verifyWaves(stage.hands(), file);
    assert.deepEqual(verified.proofs.map((proof) => [proof.serial, proof.state, proof.checks.filter((check) => check.ok === false)]), [['MAC00001', 'VERIFIED', []], ['PHONE001', 'VERIFIED', []]]);
    assert.equal(verified.proven, true);
    assert.equal(stage.scene.organization.activities.size, 1);
    assert.deepEqual(stage.source.writes, []);
  });
});

test('every class is recognized, each with its reason', async () => {
  await withStage({ devices: [
    { serial: 'PHONE001' },
    { serial: 'PHONE002', version: '18.6' },
    { serial: 'PHONE003', version: '16.7', productType: 'iPhone10,6' },
    { serial: 'PHONE004', at: 'absent' },
    { serial: 'PHONE005', record: { deviceEnrollmentType: 'userEnrollment', managedDeviceOwnerType: 'personal' }, apple: { reenrolled: true } },
    { serial: 'IPAD0001', family: 'iPad', shared: true },
    { serial: 'PHONE006', apple: { purchaseSource: 'MANUALLY_ADDED', added: Date.parse('2026-09-21T00:00:00Z') } },
    { serial: 'PHONE007', silentDays: 45 },
    { serial: 'TV000001', family: 'AppleTV', version: '26.0' },
    { serial: 'PHONE008', at: 'none' },
    { serial: 'PHONE009', at: 'absent', record: { managedDeviceOwnerType: 'personal', deviceEnrollmentType: 'userEnrollment' } },
    { serial: 'MAC00001', family: 'Mac', record: { usersLoggedOn: [{ userId: 'a' }, { userId: 'b' }] } },
    { serial: 'PHONE010', record: { lostModeState: 'enabled' } },
    { serial: 'PHONE011', apple: { returnToService: true } },
  ] }, async (stage) => {
    const { devices } = await assess(stage.hands(), { locks: false });
    const table = Object.fromEntries(devices.map((device) => [device.facts.serial, [device.class, device.reason, ...device.remarks.map((remark) => remark.text)].join(' | ')]));
    assert.deepEqual(table, {
      IPAD0001: 'HOLD | is a Shared iPad (enrollment profile Shared iPad), which Apple does not migrate: erase it when the destination\'s profile for Shared iPad stands',
      MAC00001: 'NATIVE | Apple says it can migrate | 2 users are signed in; only the managed user can start the migration, and even the deadline waits for that user',
      PHONE001: 'NATIVE | Apple says it can migrate',
      PHONE002: 'UPDATE-FIRST | has iOS 18.6: update it to 26 and assess again',
      PHONE003: 'WIPE | has iOS 16.7 and cannot run 26: it moves by erasing',
      PHONE004: 'MANUAL | is not in Apple\'s organization: its user leaves the source and enrolls with Company Portal; it is corporate only where its serial was imported before',
      PHONE005: 'WIPE | is enrolled as userEnrollment and not by Automated Device Enrollment any more: it moves by erasing, or as MANUAL if it must not be erased',
      PHONE006: 'HOLD | was added with Apple Configurator 10 days ago: it can migrate after 30',
      PHONE007: 'HOLD | last checked in 45 days ago: bring it online first, because it must be reachable to migrate',
      PHONE008: 'WIPE | is on no server at Apple: it can only be assigned plainly and erased',
      PHONE009: 'HOLD | is a personal device: its owner enrolls it in the destination',
      PHONE010: 'HOLD | is in lost mode',
      PHONE011: 'HOLD | Apple says it cannot migrate and nothing in the source explains why (Return to Service? an assignment minutes ago?): ask again, then make it WIPE',
      TV000001: 'WIPE | is of the family AppleTV, which Apple does not migrate: it moves by erasing',
    });
  });
});
