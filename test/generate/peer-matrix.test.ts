import assert from 'node:assert/strict';
import { test } from 'node:test';
import { absent } from '../../src/catalog/absent.js';
import { catalog } from '../../src/catalog/index.js';
import { matrix } from './peer-matrix.js';

/** Kinds that the comparison names already, by the collection that no row carries yet. */
const awaited: Readonly<Record<string, string>> = { provisioningProfile: 'deviceAppManagement/iosLobAppProvisioningConfigurations' };

/** Told of as part of others: what is newer than the catalog. */
const unnamed = new Set(['otherEnrollmentConfiguration']);

test('Every kind that the comparison with other tools names is one of the catalog, so that no object is shown as not carried because its kind has another name', () => {
  const missing = [...new Set(matrix.flatMap(({ kinds }) => kinds))].filter((kind) => catalog.find(kind) === undefined && !absent.some(({ collection }) => collection === awaited[kind]));
  assert.deepEqual(missing, []);
});

test('Every kind of policy stands in the comparison, and what is said to be carried has a kind or a command', () => {
  const named = new Set(matrix.flatMap(({ kinds }) => kinds));
  assert.deepEqual(catalog.rows.filter((row) => row.neighbor !== true && !named.has(row.kind) && !unnamed.has(row.kind)).map((row) => row.kind), []);
  assert.deepEqual(matrix.filter(({ mark, kinds, note }) => mark !== '–' && kinds.length === 0 && note === '').map(({ object }) => object), []);
  for (const { object, theirs } of matrix) assert.equal(theirs.length, 6, object);
});
