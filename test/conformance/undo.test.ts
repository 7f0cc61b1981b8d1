import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { moveEverything, stays, type Moved } from './moved.js';

let moved: Moved;

before(async () => {
  moved = await moveEverything();
});

after(() => moved.pair.stop());

test('Rollback takes back one object of every type that an import can make, however the service wants to be asked', async () => {
  const { pair, bundle, planned, journal, samples } = moved;
  const { ends } = await pair.rollback(bundle, planned.whole, journal);
  assert.deepEqual(ends.filter((end) => end.end !== 'deleted').map((end) => `${end.address}: ${end.end}, ${end.because}`), []);
  const left = samples.filter((sample) => !stays(sample)).filter(({ row, type, name }) => pair.destination.data.set(row.collection).list().some((one) => one.type === type && one.body[row.name] === name));
  assert.deepEqual(left.map(({ name }) => name), []);
  assert.ok(ends.length >= samples.filter((sample) => !stays(sample)).length);
});
