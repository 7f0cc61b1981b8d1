import assert from 'node:assert/strict';
import { test } from 'node:test';
import { absent } from '../../src/catalog/absent.js';
import { catalog } from '../../src/catalog/index.js';
import { consentFor, covers, fewest, mayWrite, scopesOf, withNeighbors } from '../../src/catalog/permissions.js';

const some = ['group', 'scopeTag', 'directoryRole', 'conditionalAccess'].map((kind) => catalog.row(kind));

test('The scopes of a command name the kinds that need them', () => {
  assert.deepEqual(scopesOf(some, 'read'), [
    { scope: 'DeviceManagementRBAC.Read.All', kinds: ['scopeTag'] },
    { scope: 'Group.Read.All', kinds: ['group'] },
    { scope: 'Policy.Read.All', kinds: ['conditionalAccess'] },
    { scope: 'RoleManagement.Read.Directory', kinds: ['directoryRole'] },
  ]);
  assert.deepEqual(scopesOf(some, 'write'), [
    { scope: 'Application.Read.All', kinds: ['conditionalAccess'] },
    { scope: 'DeviceManagementRBAC.ReadWrite.All', kinds: ['scopeTag'] },
    { scope: 'Group.ReadWrite.All', kinds: ['group'] },
    { scope: 'Policy.Read.All', kinds: ['conditionalAccess'] },
    { scope: 'Policy.ReadWrite.ConditionalAccess', kinds: ['conditionalAccess'] },
    { scope: 'RoleManagement.Read.Directory', kinds: ['directoryRole'] },
  ]);
});

test('Nobody is asked to consent to a scope that a wider one holds', () => {
  assert.deepEqual(fewest(['B.Read.All', 'A.ReadWrite.All', 'A.Read.All', 'B.Read.All', 'Policy.Read.All', 'Policy.ReadWrite.ConditionalAccess']), [
    'A.ReadWrite.All',
    'B.Read.All',
    'Policy.Read.All',
    'Policy.ReadWrite.ConditionalAccess',
  ]);
});

test('Reading a tenant asks for nothing that writes', () => {
  assert.deepEqual(consentFor(catalog.rows, 'read').filter((scope) => scope.includes('Write')), []);
});

test('What is said to be absent has no row, and is said once', () => {
  assert.deepEqual(absent.filter(({ collection }) => catalog.rows.some((row) => row.collection === collection)), []);
  assert.equal(new Set(absent.map(({ collection }) => collection)).size, absent.length);
});

test('A wider permission is enough, and a writing one is told from a reading one', () => {
  assert.ok(covers('DeviceManagementApps.ReadWrite.All', 'DeviceManagementApps.Read.All'));
  assert.ok(covers('directory.read.all', 'Group.Read.All'));
  assert.ok(covers('User.Read.All', 'User.ReadBasic.All'));
  assert.ok(!covers('DeviceManagementApps.Read.All', 'DeviceManagementApps.ReadWrite.All'));
  assert.ok(!covers('Policy.ReadWrite.ConditionalAccess', 'Policy.Read.All'));
  assert.ok(!covers('Directory.ReadWrite.All', 'Group.ReadWrite.All'), 'what nobody has written down is not assumed');
  assert.deepEqual(consentFor(catalog.rows, 'read').filter(mayWrite), []);
  for (const scope of ['Group.Create', 'DeviceManagementManagedDevices.PrivilegedOperations.All', 'Policy.ReadWrite.ConditionalAccess']) assert.ok(mayWrite(scope), scope);
});

test('What kinds point at is asked for with them, and nothing else', () => {
  const rows = withNeighbors([catalog.row('settingsCatalog')], catalog.rows);
  assert.ok(rows.some((row) => row.kind === 'group'));
  assert.ok(!rows.some((row) => row.kind === 'conditionalAccess' || row.kind === 'agreement'));
});
