import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codes } from '../../../src/model/rules.js';
import { codesOf, convert, only } from './folder.js';

const given = '7d2f64b8-1aea-4cf1-ac83-afa6a9f1f2de';
const typed = '00000000-0000-0000-0000-000000000001';
const kiosk = (more: object): object => ({ '@odata.type': '#microsoft.graph.iosGeneralDeviceConfiguration', displayName: 'Kiosk', cameraBlocked: true, ...more });

test('two files of one object are one policy; the one that knows the assignments counts', async (t) => {
  const outcome = await convert(t, { 'a.json': kiosk({ id: given, version: 3, faceTimeBlocked: null }), 'b.json': kiosk({ id: given, assignments: [] }) });
  assert.deepEqual(only(outcome).assignments, []);
  assert.deepEqual(outcome.files.map((file) => ('objects' in file ? file.objects.map((object) => object.as) : [])), [['twin'], ['policy']]);
  assert.ok(!codesOf(outcome.findings).includes(codes.convertDuplicate));
});

test('of two versions of one object the newer counts, also under a new name, and the other is named', async (t) => {
  const outcome = await convert(t, {
    '2024/a.json': kiosk({ id: given, lastModifiedDateTime: '2024-01-01T00:00:00Z', cameraBlocked: false, displayName: 'Kiosk old' }),
    '2025/a.json': kiosk({ id: given, lastModifiedDateTime: '2025-01-01T00:00:00Z' }),
  });
  assert.equal(only(outcome).name, 'Kiosk');
  assert.match(outcome.findings.find((finding) => finding.code === codes.convertDuplicate)?.message ?? '', /2025\/a\.json counts.*2024\/a\.json/);
});

test('a typed id under which two different objects stand makes two policies, each with an id of its own', async (t) => {
  const outcome = await convert(t, { 'a.json': kiosk({ id: typed }), 'b.json': kiosk({ id: typed, displayName: 'Shared' }) });
  assert.deepEqual(outcome.policies.map((policy) => policy.name), ['Kiosk', 'Shared']);
  assert.equal(outcome.policies[0]?.id, typed);
  assert.notEqual(outcome.policies[1]?.id, typed);
  assert.ok(codesOf(outcome.findings).includes(codes.convertIdShared));
});

test('two objects without id and of one name are both kept where they differ, and one where they do not', async (t) => {
  const outcome = await convert(t, { 'a.json': kiosk({}), 'b.json': kiosk({ cameraBlocked: false }), 'c.json': kiosk({}) });
  assert.deepEqual(outcome.policies.map((policy) => policy.body['cameraBlocked']), [true, false]);
  assert.equal(new Set(outcome.policies.map((policy) => policy.id)).size, 2);
  assert.equal(outcome.table.kinds['deviceConfiguration']?.twins, 1);
});

test('one object under two ids that are somebody else\'s is one policy, and both files are accounted for', async (t) => {
  const other = '00000000-0000-0000-0000-000000000002';
  const shared = { displayName: 'Shared', cameraBlocked: false };
  const outcome = await convert(t, {
    'a.json': kiosk({ id: typed }),
    'b.json': kiosk({ id: typed, ...shared }),
    'c.json': kiosk({ id: other, displayName: 'Lobby' }),
    'd.json': kiosk({ id: other, ...shared, assignments: [] }),
  });
  assert.deepEqual(outcome.policies.map((policy) => [policy.name, policy.assignments]), [['Kiosk', null], ['Lobby', null], ['Shared', []]]);
  assert.equal(new Set(outcome.policies.map((policy) => policy.id)).size, 3);
  assert.equal(outcome.table.kinds['deviceConfiguration']?.twins, 1);
});

test('exports of two tenants in one folder are said to be two', async (t) => {
  const table = (tenant: string): object => ({ TenantId: tenant, Organization: 'Contoso', Objects: [] });
  const [first, second] = ['b7c1a5d0-52b8-4c3f-9d1e-3f0a6c7e8d90', 'c8d2b6e1-63c9-4d40-8e2f-401b7d8f9ea1'] as const;
  const outcome = await convert(t, { 'x/MigrationTable.json': table(first), 'y/MigrationTable.json': table(second), 'y/a.json': kiosk({ id: given, homeScreen: '%OrganizationId%' }) });
  assert.deepEqual(outcome.tenant, { ids: [first, second] });
  assert.equal(only(outcome).body['homeScreen'], second);
  assert.ok(codesOf(outcome.findings).includes(codes.convertTenantsMixed));
});
