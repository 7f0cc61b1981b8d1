import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { holds, placeAt, placesOf } from '../../src/engine/paths.js';
import { isList, isObject, type Json, type JsonObject } from '../../src/model/json.js';

const json = fc.letrec<{ value: Json; object: JsonObject }>((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, fc.constantFrom<Json>('a', 'b', 1, true, null), fc.array(tie('value'), { maxLength: 3 }), tie('object')),
  object: fc.dictionary(fc.constantFrom('a', 'b', 'x/y', 'm~n', '@odata.type'), tie('value'), { maxKeys: 4, noNullPrototype: true }),
}));

/** Every object and list of a value with its pointer, by plain recursion. */
function spots(value: Json, pointer = ''): [string, Json][] {
  const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');
  const below = isList(value) ? value.map((item, index): [string, Json] => [String(index), item]) : isObject(value) ? Object.entries(value) : [];
  return [[pointer, value], ...below.flatMap(([name, item]) => spots(item, `${pointer}/${escaped(name)}`))];
}

test('A pointer leads to the very place it was taken from, and changing a place changes nothing else', () => {
  fc.assert(
    fc.property(json.object, fc.nat(), (object, pick) => {
      const all = spots(object).slice(1);
      const chosen = all[pick % Math.max(all.length, 1)];
      if (chosen === undefined) return;
      const [pointer, value] = chosen;
      const copy = structuredClone(object);
      const place = placeAt(copy, pointer);
      assert.deepEqual(place?.value, value);
      assert.equal(place?.pointer, pointer);
      place?.set('changed');
      for (const [other, was] of all) if (!other.startsWith(pointer) && !pointer.startsWith(other)) assert.deepEqual(placeAt(copy, other)?.value, was);
      assert.equal(placeAt(copy, pointer)?.value, 'changed');
    }),
    { numRuns: 300 },
  );
});

test('Members of every depth are found by a path for any depth, each once', () => {
  fc.assert(
    fc.property(json.object, (object) => {
      const wanted = spots(object).filter(([pointer]) => pointer.endsWith('/a')).map(([pointer]) => pointer);
      assert.deepEqual(placesOf(object, '**.a').map((place) => place.pointer).sort(), wanted.sort());
    }),
    { numRuns: 300 },
  );
});

test('Taking items out leaves the others, in any order of taking', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(50), { minLength: 1, maxLength: 8 }), fc.array(fc.boolean(), { maxLength: 8 }), fc.boolean(), (numbers, takes, backwards) => {
      const object: JsonObject = { list: numbers.map((n) => ({ n })) };
      const places = placesOf(object, 'list[].n').filter((_place, index) => takes[index] === true);
      for (const place of backwards ? [...places].reverse() : places) place.removeItem();
      assert.deepEqual(object['list'], numbers.filter((_n, index) => takes[index] !== true).map((n) => ({ n })));
    }),
    { numRuns: 300 },
  );
});

test('"Is not" holds where no value is that one, and a missing member is null', () => {
  assert.equal(holds({ at: 'priority', isNot: 0 }, [{ priority: 1 }]), true);
  assert.equal(holds({ at: 'priority', isNot: 0 }, [{ priority: 0 }]), false);
  assert.equal(holds({ at: 'tags[]', isNot: 'x' }, [{ tags: ['y', 'x'] }]), false);
  assert.equal(holds({ at: 'gone', isNot: null }, [{}]), false);
});
