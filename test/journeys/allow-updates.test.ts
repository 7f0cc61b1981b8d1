import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allowedShare, tooManyUpdates } from '../../src/cli/allow-updates.js';
import { cameraPolicy } from './seeds.js';
import { counted, makeStand } from './stand.js';

test('a plan that would change more of the destination than somebody allowed asks for it, and is not written', async (context) => {
  const stand = await makeStand(context);
  for (let n = 1; n <= 12; n += 1) {
    stand.source.put('deviceManagement/configurationPolicies', cameraPolicy(`Policy ${String(n)}`, [], { description: 'ours' }));
    stand.destination.put('deviceManagement/configurationPolicies', cameraPolicy(`Policy ${String(n)}`, [], { description: 'theirs' }));
  }
  for (let n = 1; n <= 3; n += 1) stand.destination.put('deviceManagement/configurationPolicies', cameraPolicy(`Own ${String(n)}`));
  await stand.run('export', '--tenant', 'contoso', '--only', 'settingsCatalog');
  const words = ['plan', 'exports/contoso', '--destination', 'fabrikam', '--out', 'plan.json', '--on-existing', 'update'];
  const asked = await stand.run(...words);
  assert.equal(asked.exitCode, 3);
  assert.match(asked.stdout, /The plan would change 12 of the 15 objects that the destination has of these kinds \(80%\), which is more than 10% and more than 10 objects\. If that is what you want, say so: --allow-updates 80%\. No plan was written\./u);
  await assert.rejects(stand.read('plan.json'), 'no plan was written');
  assert.equal((await stand.run(...words, '--allow-updates', '79%')).exitCode, 3);
  const planned = await stand.json(...words, '--allow-updates', '80%');
  assert.equal(planned.exitCode, 0);
  assert.equal(counted(planned.document, 'update'), 12);
  const left = await stand.read('plan.json');
  for (const { id } of stand.destination.data.set('deviceManagement/configurationPolicies').list().filter(({ body }) => typeof body['name'] === 'string' && body['name'].startsWith('Own'))) stand.destination.take('deviceManagement/configurationPolicies', id);
  const shrunk = await stand.json('import', 'plan.json', '--yes');
  assert.deepEqual([shrunk.exitCode, stand.destination.counters.writes], [3, 0], 'the destination has fewer by now, so the same updates are a larger share of it');
  assert.match(JSON.stringify(shrunk.document['findings']), /would change 12 of the 12 objects .* more than the 80% that --allow-updates allows/u);
  assert.equal(await stand.read('plan.json'), left);
  assert.equal((await stand.run(...words, '--allow-updates', '100%')).exitCode, 0);
  assert.equal((await stand.run('import', 'plan.json', '--yes')).exitCode, 0);
  assert.equal((await stand.run(...words.slice(0, -2))).exitCode, 0, 'a plan that changes nothing asks for nothing');
  assert.equal((await stand.run(...words, '--allow-updates', 'all')).exitCode, 2);
});

test('few updates are read one by one and need no share, unless a share was said', () => {
  assert.equal(tooManyUpdates(0, 0, 0), undefined);
  assert.equal(tooManyUpdates(10, 10, undefined), undefined);
  assert.notEqual(tooManyUpdates(11, 11, undefined), undefined);
  assert.equal(tooManyUpdates(11, 200, undefined), undefined);
  assert.notEqual(tooManyUpdates(1, 100, 0), undefined);
  assert.equal(tooManyUpdates(1, 100, 1), undefined);
  assert.deepEqual(['0', '25%', '100 %', '12.5%'].map(allowedShare), [0, 25, 100, 12.5]);
});
