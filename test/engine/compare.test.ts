import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compare } from '../../src/engine/compare.js';
import { isList, isObject, type Json, type JsonObject } from '../../src/model/json.js';

const json = fc.letrec<{ value: Json; object: JsonObject }>((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, fc.constantFrom<Json>('a', 'B', 'x,y', 'y,x', '', 0, 1, true, false, null, '2031-01-05T06:07:08Z', '2031-01-05T06:07:08.0000000Z'), fc.array(tie('value'), { maxLength: 3 }), tie('object')),
  object: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), tie('value'), { maxKeys: 4, noNullPrototype: true }),
}));

test('A value is equal to itself, and to itself with members in another order', () => {
  fc.assert(
    fc.property(json.object, (object) => {
      const turned = (value: Json): Json => (isList(value) ? value.map(turned) : isObject(value) ? Object.fromEntries(Object.entries(value).reverse().map(([name, member]) => [name, turned(member)])) : value);
      assert.deepEqual(compare(object, structuredClone(object)), { differences: [], tidied: [] });
      assert.deepEqual(compare(object, turned(object)).differences, []);
    }),
    { numRuns: 300 },
  );
});

/** The same object with every member of both sides, so that nobody can take an absent one for a default. */
function filled(object: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(names.map((name) => [name, object[name] ?? null]));
}

test('Whether two values are equal does not depend on which is wanted and which is found', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('a', 'b'), fc.oneof(fc.constantFrom<Json>('a', 'A', 'x,y', 'y,x', 0, 1, true, false, null, ''), fc.array(fc.constantFrom<Json>('p', 'q', 'P'), { maxLength: 3 })), { noNullPrototype: true }), fc.dictionary(fc.constantFrom('a', 'b'), fc.oneof(fc.constantFrom<Json>('a', 'A', 'x,y', 'y,x', 0, 1, true, false, null, ''), fc.array(fc.constantFrom<Json>('p', 'q', 'P'), { maxLength: 3 })), { noNullPrototype: true }), (one, other) => {
      const names = ['a', 'b'];
      const there = compare(filled(one, names), filled(other, names)).differences.length === 0;
      const back = compare(filled(other, names), filled(one, names)).differences.length === 0;
      assert.equal(there, back);
    }),
    { numRuns: 500 },
  );
});

test('A changed value is found at its place, whatever stands around it', () => {
  fc.assert(
    fc.property(json.object, fc.constantFrom('a', 'b', 'c'), (object, name) => {
      const differences = compare({ ...object, [name]: { deep: ['wanted'] } }, { ...structuredClone(object), [name]: { deep: ['found'] } }).differences;
      assert.ok(differences.length > 0 && differences.every(({ at }) => at.startsWith(`/${name}/deep`)));
    }),
    { numRuns: 300 },
  );
});

test('What the service does to every object is tidied and no difference: defaults, order, letters, dates; anything else is one', () => {
  const verdict = (wanted: Json, found: Json): string => {
    const { differences, tidied } = compare({ it: wanted }, { it: found });
    return differences.length > 0 ? 'different' : tidied.length > 0 ? 'tidied' : 'equal';
  };
  assert.equal(verdict(null, ''), 'equal');
  assert.equal(verdict([], null), 'equal');
  assert.equal(verdict(['a', 'b'], ['b', 'a']), 'tidied');
  assert.equal(verdict('x,y', 'y, x'), 'tidied');
  assert.equal(verdict('x,y', 'y,x'), 'tidied');
  assert.equal(verdict('ABC', 'abc'), 'tidied');
  assert.equal(verdict('2031-01-05T06:07:08Z', '2031-01-05T06:07:08.0000000Z'), 'tidied');
  assert.equal(verdict(['a', 'a'], ['a', 'b']), 'different');
  assert.equal(verdict(true, false), 'different');
  assert.equal(verdict(false, null), 'different');
  assert.equal(verdict(0, null), 'different');
  assert.equal(verdict(null, 'set'), 'different');
});
