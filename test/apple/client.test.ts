import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { privateFilesIn, privateFilesInMemory } from '../../src/apple/private-files.js';
import { all, contosoServer, day, device, fabrikamServer, good, serial, start, withOrganization } from './rig.js';

const many = (count: number) => Array.from({ length: count }, (_, index) => device(`F4${String(index).padStart(8, '0')}`));

test('a list of 2,500 devices is read to its end in three pages', async () => {
  await withOrganization({ devices: many(2500) }, async ({ client, organization }) => {
    const devices = await all(client.devices());
    assert.equal(new Set(devices.map((each) => each.serial)).size, 2500);
    assert.equal(organization.calls.get('GET orgDevices'), 3);
    assert.equal((await all(client.serialsOn(contosoServer))).length, 2500);
  });
});

test('a 429 on the second page is waited out for as long as Apple says, and the list is whole', async () => {
  await withOrganization({ devices: many(1500) }, async ({ client, organization, clock }) => {
    organization.faults.push({ on: /^GET \/v1\/orgDevices$/, skip: 1, times: 1, play: { as: 'status', status: 429, retryAfter: '37' } });
    const before = clock.now();
    assert.equal((await all(client.devices())).length, 1500);
    assert.equal(clock.now() - before, 37_000);
    assert.equal(client.spending().throttled, 1);
  });
});

test('a token is signed for once and reused by the next run from a file that only its owner can read', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'ferry-'));
  try {
    await withOrganization({ files: privateFilesIn(join(directory, 'tenantferry')) }, async ({ client, another, organization }) => {
      good(await client.servers());
      good(await another().servers());
      assert.equal(organization.tokenCalls.length, 1);
    });
    const names = await readdir(join(directory, 'tenantferry'));
    assert.equal(names.length, 2);
    for (const name of names) assert.equal((await stat(join(directory, 'tenantferry', name))).mode & 0o777, 0o600);
    assert.equal((await stat(join(directory, 'tenantferry'))).mode & 0o777, 0o700);
  } finally {
    await rm(directory, { recursive: true });
  }
});

test('a refused token is replaced and the call replayed once; a second refusal is final', async () => {
  await withOrganization({}, async ({ client, organization }) => {
    organization.faults.push({ on: /^GET/, times: 1, play: { as: 'status', status: 401 } });
    assert.equal(good(await client.servers()).length, 2);
    assert.equal(organization.tokenCalls.length, 2);
    organization.faults.push({ on: /^GET/, times: 2, play: { as: 'status', status: 401 } });
    const refused = await client.servers();
    assert.equal(refused.ok, false);
    assert.equal(refused.ok ? '' : refused.failure.kind, 'signed out');
    assert.equal(organization.tokenCalls.length, 3);
  });
});

test('the key id goes into the assertion or stays out as the configuration says, and a refusal names that switch', async () => {
  await withOrganization({ switches: { strictKeyId: true } }, async ({ client, another }) => {
    good(await client.servers());
    const refused = await another({ sendKeyId: false }).servers();
    assert.match(refused.ok ? '' : refused.failure.message, /invalid_client.*set apple\.sendKeyId to true/);
    const wrong = await another({ keyId: 'key-2' }).servers();
    assert.match(wrong.ok ? '' : wrong.failure.message, /set apple\.sendKeyId to false/);
  });
});

test('an activity whose answer is lost is not sent again', async () => {
  await withOrganization({}, async ({ client, organization, clock }) => {
    organization.faults.push({ on: /^POST .*orgDeviceActivities/, times: 1, play: { as: 'drop after' } });
    const lost = await client.submit({ type: 'ASSIGN_DEVICES', server: fabrikamServer, serials: [serial('F4EXAMPLE01')] });
    assert.equal(lost.ok ? '' : lost.failure.kind, 'lost answer');
    assert.equal(organization.activities.size, 1);
    clock.advance(120_000);
    assert.equal(good(await client.assignedServer(serial('F4EXAMPLE01'))), fabrikamServer);
    assert.equal(organization.calls.get('POST orgDeviceActivities'), 1);
  });
});

test('a slow answer to an activity and a 503 are lost answers too; a 429 is the only refusal that is sent again', async () => {
  await withOrganization({ timeout: 150 }, async ({ client, organization }) => {
    const order = { type: 'ASSIGN_DEVICES', server: fabrikamServer, serials: [serial('F4EXAMPLE01')] } as const;
    const on = /^POST .*orgDeviceActivities/;
    organization.faults.push({ on, times: 1, play: { as: 'slow', milliseconds: 600 } });
    const slow = await client.submit(order);
    assert.equal(slow.ok ? '' : slow.failure.kind, 'lost answer');
    organization.faults.push({ on, times: 1, play: { as: 'status', status: 503 } });
    const down = await client.submit(order);
    assert.equal(down.ok ? '' : down.failure.kind, 'lost answer');
    organization.faults.push({ on, times: 1, play: { as: 'status', status: 429, retryAfter: '5' } });
    assert.equal(good(await client.submit(order)).status, 'IN_PROGRESS');
  });
});

test('reads are tried again after 500, 502 and a closed connection', async () => {
  await withOrganization({}, async ({ client, organization }) => {
    for (const play of [{ as: 'status', status: 500 }, { as: 'html', status: 502 }, { as: 'drop' }] as const) organization.faults.push({ on: /^GET/, times: 1, play });
    assert.equal(good(await client.servers()).length, 2);
  });
});

test('a web page in place of data is told in words', async () => {
  await withOrganization({}, async ({ client, organization }) => {
    organization.faults.push({ on: /^GET/, times: 1, play: { as: 'html', status: 403 } });
    const refused = await client.servers();
    assert.match(refused.ok ? '' : refused.failure.message, /GET \/v1\/mdmServers answered 403 with a web page instead of data, perhaps from a proxy: "Gateway The proxy says no"/);
  });
});

test('an activity with devices that can and cannot migrate says which, by the header names of its log', async () => {
  await withOrganization({ devices: [device('F4EXAMPLE01'), device('F4EXAMPLE02', { os: 18 })] }, async ({ client, clock }) => {
    const deadline = new Date(start + 14 * day).toISOString();
    const activity = good(await client.submit({ type: 'ASSIGN_DEVICES_WITH_MDM_MIGRATION_DEADLINE', server: fabrikamServer, deadline, serials: [serial('F4EXAMPLE01'), serial('F4EXAMPLE02')] }));
    clock.advance(60_000);
    const ended = good(await client.activity(activity.id));
    assert.equal(`${ended.status} ${ended.subStatus ?? ''}`, 'COMPLETED COMPLETED_WITH_ERROR');
    const log = good(await client.activityLog(ended));
    assert.deepEqual(log.rows, [
      { serial: 'F4EXAMPLE01', status: 'SUCCESS', succeeded: true },
      { serial: 'F4EXAMPLE02', status: 'FAILED', succeeded: false, reason: 'NOT_ELIGIBLE_UNSUPPORTED_OS_VERSION' },
    ]);
    assert.equal(log.preamble['OPERATION'], 'ASSIGN_DEVICES_WITH_MDM_MIGRATION_DEADLINE');
    const moved = good(await client.device(serial('F4EXAMPLE01')));
    assert.deepEqual([moved.migrationStatus, moved.migrationDeadline, moved.migrationCapable], ['REQUESTED', deadline, true]);
  });
});

test('the deadline may lie 90 days ahead to the second and not one second more', async () => {
  await withOrganization({}, async ({ client, clock }) => {
    const order = (milliseconds: number) => ({ type: 'ASSIGN_DEVICES_WITH_MDM_MIGRATION_DEADLINE', server: fabrikamServer, serials: [serial('F4EXAMPLE01')], deadline: new Date(clock.now() + milliseconds).toISOString() }) as const;
    const late = await client.submit(order(90 * day + 1000));
    assert.deepEqual(late.ok ? {} : { kind: late.failure.kind, status: late.failure.status, at: late.failure.at }, { kind: 'refused', status: 409, at: '/data/attributes/activityTypeMetadata/mdmMigrationDeadlineDateTime' });
    assert.equal((await client.submit(order(90 * day))).ok, true);
  });
});

test('unknown members and words of Apple survive', async () => {
  await withOrganization({ devices: [device('F4EXAMPLE01', { family: 'HomeRobot', purchaseSource: 'FOUND' })] }, async ({ client }) => {
    const found = good(await client.device(serial('F4EXAMPLE01')));
    assert.deepEqual([found.family, found.purchaseSource, found.attributes['meid']], ['HomeRobot', 'FOUND', []]);
  });
});

test('"on no server" is understood as an empty id and as 404', async () => {
  for (const unassigned of [404, 'empty'] as const) {
    const loose = device('F4EXAMPLE01');
    delete loose.server;
    await withOrganization({ devices: [loose], switches: { unassigned } }, async ({ client }) => assert.equal(good(await client.assignedServer(serial('F4EXAMPLE01'))), undefined));
  }
});

test('a log whose address has expired, and a school without migration types, are failures with their reasons', async () => {
  await withOrganization({ type: 'school', switches: { migrationServed: false, logLife: 0 } }, async ({ client, clock }) => {
    const serials = [serial('F4EXAMPLE01')];
    const refused = await client.submit({ type: 'CANCEL_MDM_MIGRATION', serials });
    assert.deepEqual(refused.ok ? {} : [refused.failure.status, refused.failure.at], [400, '/data/attributes/activityType']);
    assert.equal((await all(client.devices()))[0]?.migrationCapable, undefined);
    const { id } = good(await client.submit({ type: 'ASSIGN_DEVICES', server: fabrikamServer, serials }));
    clock.advance(120_000);
    const log = await client.activityLog(good(await client.activity(id)));
    assert.equal(log.ok ? '' : log.failure.kind, 'missing');
  });
});

test('a token that has expired during a long wait for a write is renewed before the write, not after a refusal', async () => {
  await withOrganization({ config: { writesPerHour: 1 } }, async ({ client, organization }) => {
    const order = { type: 'ASSIGN_DEVICES', server: fabrikamServer, serials: [serial('F4EXAMPLE01')] } as const;
    good(await client.submit(order));
    good(await client.submit(order));
    assert.deepEqual([client.spending().writes, organization.tokenCalls.length], [2, 2]);
  });
});

test('a second run within the hour counts the writes of the first', async () => {
  const files = privateFilesInMemory();
  await withOrganization({ files, config: { writesPerHour: 2 } }, async ({ client, another, clock }) => {
    const order = { type: 'ASSIGN_DEVICES', server: fabrikamServer, serials: [serial('F4EXAMPLE01')] } as const;
    await client.submit(order);
    await client.submit(order);
    const before = clock.now();
    await another().submit(order);
    assert.equal(clock.now() - before, 3_600_000);
  });
});
