import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { objectIdOf, sidOf } from '../../../src/engine/values/sid.js';

test('the SID of an Entra object is its id in little-endian words', () => {
  // worked by hand: 6a5b4c3d | 2b1a 1f0e | bytes 8c 7d 6e 5f | 40 31 22 13
  assert.equal(sidOf('6a5b4c3d-1f0e-2b1a-8c7d-6e5f40312213'), `S-1-12-1-${0x6a5b4c3d}-${0x2b1a1f0e}-${0x5f6e7d8c}-${0x13223140}`);
  assert.equal(sidOf('00000000-0000-0000-0000-000000000000'), 'S-1-12-1-0-0-0-0');
  assert.equal(sidOf('FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF'), 'S-1-12-1-4294967295-4294967295-4294967295-4294967295');
});

test('every object id comes back from its SID', () => {
  fc.assert(fc.property(fc.uuid(), (id) => assert.equal(objectIdOf(sidOf(id.toUpperCase())), id)), { numRuns: 500 });
});

test('every Entra SID comes back from its object id', () => {
  const word = fc.integer({ min: 0, max: 0xffffffff });
  fc.assert(
    fc.property(word, word, word, word, (a, b, c, d) => {
      const sid = `S-1-12-1-${a}-${b}-${c}-${d}`;
      const id = objectIdOf(sid);
      assert.ok(id !== undefined);
      assert.equal(sidOf(id), sid);
    }),
    { numRuns: 500 },
  );
});

test('other SIDs and broken ones hold no object id', () => {
  for (const text of ['S-1-5-32-544', 'S-1-12-1-1-2-3', 'S-1-12-1-1-2-3-4-5', 'S-1-12-1-4294967296-0-0-0', 'S-1-12-2-1-2-3-4', '', 'x']) assert.equal(objectIdOf(text), undefined, text);
  assert.throws(() => sidOf('Administrators'), /no object id/);
});
