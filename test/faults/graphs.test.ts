import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkMove, checkMoves, type RandomMove } from '../long/graphs.js';

const quiet: RandomMove = {
  groups: [{ name: 'Sales', dynamic: false }],
  filters: [],
  tags: [],
  there: { groups: [], filters: [], tags: [], policies: [] },
  policies: [{ kind: 0, include: [0], exclude: [], filter: 0, tag: 0, orphan: false }],
  answers: [0, 0, 0],
  options: { assignments: 'now', onExisting: 'skip', prefix: '', allowOpen: false },
  damage: [],
};
const two = [{ name: 'Sales', dynamic: false }, { name: 'Sales', dynamic: false }];

/** What random moves found, each as small as it can be. */
const found: readonly { readonly what: string; readonly move: RandomMove; readonly end: Awaited<ReturnType<typeof checkMove>> }[] = [
  { what: 'two groups of one name in the source and one in the destination are a question', move: { ...quiet, groups: two, there: { ...quiet.there, groups: ['Sales'] }, policies: [{ kind: 0, include: [1], exclude: [0], filter: 0, tag: 0, orphan: false }] }, end: 'stopped for a decision' },
  { what: 'two groups that shall be created are not one that is there', move: { ...quiet, groups: two, there: { ...quiet.there, groups: ['Sales'] }, policies: [{ kind: 0, include: [0], exclude: [1], filter: 0, tag: 0, orphan: false }], answers: [2, 14, 2] }, end: 'stopped for a decision' },
  { what: 'an id of the source that somebody wants to keep, and that the destination does not have, is a question', move: { ...quiet, policies: [{ kind: 0, include: [], exclude: [0], filter: 0, tag: 0, orphan: false }], damage: [{ file: 0, entry: 0, how: 'decision', to: 'keep' }] }, end: 'stopped for a decision' },
  { what: 'a condition that includes nothing any more holds its policy back', move: { ...quiet, policies: [{ kind: 4, include: [], exclude: [], filter: 0, tag: 0, orphan: true }] }, end: 'moved' },
  { what: 'a group that is created with a prefix is looked for, and relied on, under that name', move: { ...quiet, groups: [{ name: 'sales', dynamic: false }], there: { ...quiet.there, groups: ['sales', 'sales'] }, answers: [30, 30, 30], options: { ...quiet.options, prefix: 'x ' } }, end: 'moved' },
  { what: 'another object beside two of its name is created where somebody says so', move: { ...quiet, there: { ...quiet.there, policies: [0, 0] }, policies: [{ kind: 0, include: [], exclude: [], filter: 0, tag: 0, orphan: false }], answers: [14, 14, 14] }, end: 'moved' },
  { what: 'one group that stands for two is assigned to once', move: { ...quiet, groups: [{ name: 'IT', dynamic: false }, { name: 'Sales', dynamic: false }], there: { ...quiet.there, groups: ['Sales'] }, policies: [{ kind: 0, include: [], exclude: [0, 1], filter: 0, tag: 0, orphan: false }], answers: [7, 7, 7] }, end: 'moved' },
  { what: 'one group that stands for one that is included and one that is excluded is a question', move: { ...quiet, groups: [{ name: 'IT', dynamic: false }, { name: 'Sales', dynamic: false }], there: { ...quiet.there, groups: ['IT'] }, policies: [{ kind: 0, include: [0], exclude: [1], filter: 0, tag: 0, orphan: false }], answers: [23, 23, 23] }, end: 'stopped for a decision' },
];

for (const { what, move, end } of found) {
  test(`never guess: ${what}`, async () => {
    assert.equal(await checkMove(move), end);
  });
}

// ten thousand are for `npm run test:long`
test('whatever points at what: nothing dangles, nothing is bound wrongly, ties are questions, waves hold, the books balance, twice changes nothing', async () => {
  const ends = await checkMoves(150, false);
  assert.ok((ends.moved ?? 0) > 20, JSON.stringify(ends));
});

test('whatever is done to a mapping file is said with the place, stops the plan or the import, or does no harm', async () => {
  const ends = await checkMoves(150, true);
  assert.ok((ends['refused in a sentence'] ?? 0) > 10 && (ends.moved ?? 0) > 5, JSON.stringify(ends));
});
