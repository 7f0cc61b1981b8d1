import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addressOf } from '../../src/model/address.js';
import { idOf } from '../../src/model/ids.js';
import type { MappingEntry } from '../../src/model/mapping.js';
import { fatesOf, type Existing } from '../../src/engine/fates.js';
import { propose } from '../../src/engine/match.js';
import type { Summary } from '../../src/engine/summary.js';
import { group } from './rows.js';

const keys = fc.array(fc.constantFrom('["a"]', '["b"]', '["c"]'), { maxLength: 6 });

function summaries(list: readonly string[]): Summary[] {
  return list.map((key, index) => ({ address: addressOf('thing', key, String(index)), kind: 'thing', id: idOf('source', `s${String(index)}`), name: key, key, references: [], assignments: 0 }));
}

function standing(list: readonly string[]): Existing[] {
  return list.map((key, index) => ({ id: idOf('destination', `d${String(index)}`), name: key, key }));
}

test('Of n in the source and m in the destination under one name only one and one are the same; none is created; anything else is a question', () => {
  fc.assert(
    fc.property(keys, keys, (source, destination) => {
      const fates = fatesOf(summaries(source), standing(destination), () => undefined);
      summaries(source).forEach((summary) => {
        const n = source.filter((key) => key === summary.key).length;
        const m = destination.filter((key) => key === summary.key).length;
        const fate = fates.get(summary.address);
        assert.equal(fate?.as, m === 0 ? 'create' : n === 1 && m === 1 ? 'exists' : 'question');
        if (fate?.as === 'exists') assert.equal(destination[Number(fate.destination.id.slice(1))], summary.key);
      });
    }),
    { numRuns: 400 },
  );
});

test('What a person said about an object counts more than any twin, and nobody else is moved by it', () => {
  fc.assert(
    fc.property(keys, keys, fc.nat(5), (source, destination, pick) => {
      const entry: MappingEntry = { source: { id: idOf('source', `s${String(pick)}`) }, decision: 'map', destination: { id: idOf('destination', 'chosen') }, because: 'you said so', usedBy: 0 };
      const plain = fatesOf(summaries(source), standing(destination), () => undefined);
      const told = fatesOf(summaries(source), standing(destination), (_kind, id) => (id === entry.source.id ? entry : undefined));
      for (const [index, summary] of summaries(source).entries()) {
        const fate = told.get(summary.address);
        if (index === pick) assert.ok(fate?.as === 'exists' && fate.destination.id === 'chosen' && fate.byPerson);
        else assert.equal(fate?.as, plain.get(summary.address)?.as);
      }
    }),
    { numRuns: 300 },
  );
});

const names = fc.array(fc.constantFrom('Sales', 'sales', 'Sales ', 'IT', 'Kiosk'), { maxLength: 5 });

test('A group is mapped only where exactly one has its name; two are a question; the order of candidates means nothing', () => {
  fc.assert(
    fc.property(names, fc.nat(), (list, turn) => {
      const objects = list.map((displayName, index) => ({ id: `d${String(index)}`, displayName }));
      const wanted = { neighbor: { kind: 'group', id: idOf('source', 's'), name: 'Sales', state: 'found', facts: {} }, usedBy: 1, excludes: false } as const;
      const first = propose(group, wanted, { objects });
      const shift = list.length === 0 ? 0 : turn % list.length;
      const second = propose(group, wanted, { objects: [...objects.slice(shift), ...objects.slice(0, shift)].reverse() });
      assert.equal(first.decision, second.decision);
      if (first.decision === 'map' && second.decision === 'map') assert.equal(first.destination.id, second.destination.id);
      const same = list.filter((name) => name.trim() === 'Sales').length;
      assert.equal(first.decision, same === 1 ? 'map' : same > 1 || list.includes('sales') ? 'open' : 'create');
      if (first.decision === 'open') assert.ok(first.candidates.length > 0, 'a question names who could be meant');
    }),
    { numRuns: 300 },
  );
});

test('A group that keeps members out is never created empty: it would let them in', () => {
  const neighbor = { kind: 'group', id: idOf('source', 's'), name: 'Left out', state: 'found', facts: {} } as const;
  assert.equal(propose(group, { neighbor, usedBy: 1, excludes: true }, { objects: [] }).decision, 'open');
  assert.equal(propose(group, { neighbor, usedBy: 1, excludes: false }, { objects: [] }).decision, 'create');
});
