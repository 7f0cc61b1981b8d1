import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { leftBehind } from './left-behind.js';
import { memoryJournal } from './memory.js';
import { differencesOf, moveEverything, stays, wrongVerdicts, type Moved } from './moved.js';
import { spoil } from './spoil.js';

let moved: Moved;

before(async () => {
  moved = await moveEverything();
});

after(() => moved.pair.stop());

for (const how of ['emptied', 'changed'] as const) {
  test(`--on-existing update restores every object of the destination that somebody has ${how}: members, children, links and assignments`, async () => {
    const { pair, samples, bundle } = moved;
    const spoiled = samples.filter((sample) => spoil(pair.destination, sample, how));
    assert.deepEqual(samples.filter((sample) => !stays(sample) && sample.row.update !== 'never' && !spoiled.includes(sample)).map((sample) => sample.row.kind), ['appCategory', 'eBookCategory'], 'a category has nothing but its name');
    assert.ok(differencesOf(moved).length > Object.keys(leftBehind).length, 'there is something to restore');

    const { whole, stops } = await pair.plan(bundle, { onExisting: 'update' });
    assert.deepEqual(stops.map((stop) => stop.message), []);
    assert.deepEqual(whole.waves.flat().filter((action) => action.do === 'create').map((action) => action.address), []);
    const journal = memoryJournal();
    const result = await pair.import(bundle, whole, journal);
    assert.deepEqual(result.drift, []);
    assert.deepEqual(result.endings.flatMap((ending) => (ending.state === 'failed' || ending.state === 'skipped' ? [`${ending.address}: ${ending.because}`] : [])), []);
    assert.equal(result.endings.filter((ending) => ending.state === 'updated').length, spoiled.length);
    assert.deepEqual(wrongVerdicts((await pair.verify(bundle, whole, journal)).verdicts), []);
    assert.deepEqual(differencesOf(moved), Object.keys(leftBehind).sort());

    const again = await pair.import(bundle, whole, memoryJournal(journal.lines));
    assert.equal(again.done, 0, 'the second run of an update writes nothing');
  });
}
