import assert from 'node:assert/strict';
import { test } from 'node:test';
import { absent } from '../../src/catalog/absent.js';
import { catalog } from '../../src/catalog/index.js';
import { consentFor, fewest, scopesOf } from '../../src/catalog/permissions.js';

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
