import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { inWaves, type Needing } from '../../src/engine/waves.js';

const graphs = fc.integer({ min: 0, max: 9 }).chain((count) =>
  fc.array(fc.array(fc.integer({ min: 0, max: 11 }), { maxLength: 4 }), { minLength: count, maxLength: count }).map((needs) => needs.map((list, index): Needing<string> => ({ name: `n${String(index)}`, needs: list.map((to) => `n${String(to)}`), value: `n${String(index)}` }))),
);

/** Whether a name leads back to itself. */
function inLoop(items: readonly Needing<string>[], start: string): boolean {
  const seen = new Set<string>();
  const queue = [start];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    for (const need of items.find((item) => item.name === name)?.needs ?? []) {
      if (need === start) return true;
      if (!seen.has(need)) queue.push(need);
      seen.add(need);
    }
  }
  return false;
}

test('Whatever needs whatever: each wave needs only earlier ones, loops are named and nobody in one goes, who waits for one is told after whom', () => {
  fc.assert(
    fc.property(graphs, (items) => {
      const { waves, cycles, stuck } = inWaves(items);
      const done = new Set<string>();
      const names = new Set(items.map((item) => item.name));
      for (const wave of waves) {
        for (const name of wave) for (const need of items.find((item) => item.name === name)?.needs ?? []) assert.ok(!names.has(need) || done.has(need), `${name} goes before ${need}`);
        for (const name of wave) done.add(name);
      }
      const looped = new Set(cycles.flat());
      for (const { name } of items) {
        const ways = [done.has(name), looped.has(name), stuck.has(name)].filter(Boolean);
        assert.equal(ways.length, 1, `${name} is in exactly one place`);
        assert.equal(looped.has(name), inLoop(items, name));
      }
      for (const cycle of cycles) {
        assert.equal(cycle[0], cycle.at(-1));
        for (const [index, name] of cycle.slice(0, -1).entries()) assert.ok(items.find((item) => item.name === name)?.needs.includes(cycle[index + 1] ?? ''), `${name} needs the next of its loop`);
      }
    }),
    { numRuns: 400 },
  );
});
