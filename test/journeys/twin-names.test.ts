import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isObject, objectsAt } from '../../src/model/json.js';
import { cameraPolicy } from './seeds.js';
import { counted, makeStand } from './stand.js';

const policies = 'deviceManagement/configurationPolicies';

test('two policies of one name move as two, and a fresh plan afterwards finds each its equal', async (context) => {
  const stand = await makeStand(context);
  stand.source.put(policies, cameraPolicy('Camera', [], { description: 'one' }));
  stand.source.put(policies, cameraPolicy('Camera', [], { description: 'two' }));
  await stand.run('export', '--tenant', 'contoso', '--only', 'settingsCatalog');
  await stand.run('map', 'exports/contoso', '--destination', 'fabrikam');
  const planned = await stand.json('plan', 'exports/contoso', '--destination', 'fabrikam', '--out', 'plan.json');
  assert.equal(counted(planned.document, 'create'), 2);
  assert.equal((await stand.run('import', 'plan.json', '--yes')).exitCode, 0);
  assert.deepEqual(stand.destination.list(policies).map((one) => one['description']).sort(), ['one', 'two']);
  const again = await stand.json('plan', 'exports/contoso', '--destination', 'fabrikam', '--out', 'again.json');
  assert.equal(again.exitCode, 0, JSON.stringify(again.document));
  assert.equal(counted(again.document, 'same'), 2);
  assert.equal(counted(again.document, 'create'), 0);
});

test('one policy here and two of its name there, none of them equal, is a question that the mapping file answers', async (context) => {
  const stand = await makeStand(context);
  stand.source.put(policies, cameraPolicy('Camera', [], { description: 'here' }));
  stand.destination.put(policies, cameraPolicy('Camera', [], { description: 'there 1' }));
  const second = stand.destination.put(policies, cameraPolicy('Camera', [], { description: 'there 2' }));
  await stand.run('export', '--tenant', 'contoso', '--only', 'settingsCatalog');
  await stand.run('map', 'exports/contoso', '--destination', 'fabrikam');
  assert.equal((await stand.run('plan', 'exports/contoso', '--destination', 'fabrikam', '--out', 'plan.json')).exitCode, 3);
  const file = 'mappings/contoso-to-fabrikam/settings-catalog.json';
  const mapping = await stand.readJson(file);
  assert.ok(isObject(mapping));
  const [entry] = objectsAt(mapping, 'entries');
  assert.equal(objectsAt(entry ?? {}, 'candidates').length, 2);
  await stand.write(file, JSON.stringify({ ...mapping, entries: [{ source: entry?.['source'], decision: 'map', destination: { id: second }, because: 'it is this one' }] }));
  const planned = await stand.json('plan', 'exports/contoso', '--destination', 'fabrikam', '--out', 'plan.json');
  assert.equal(planned.exitCode, 0);
  assert.equal(counted(planned.document, 'same'), 1);
  await stand.write(file, JSON.stringify({ ...mapping, entries: [{ source: entry?.['source'], decision: 'create', because: 'it is a third one' }] }));
  assert.equal(counted((await stand.json('plan', 'exports/contoso', '--destination', 'fabrikam', '--out', 'third.json')).document, 'create'), 1);
});
