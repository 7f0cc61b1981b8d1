import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cameraPolicy, dynamicGroup, exclude, include, securityGroup } from './seeds.js';
import { counted, makeStand, type Stand } from './stand.js';

async function moved(stand: Stand): Promise<void> {
  await stand.run('export', '--tenant', 'contoso', '--only', 'settingsCatalog');
  await stand.run('map', 'exports/contoso', '--destination', 'fabrikam');
  assert.equal((await stand.run('plan', 'exports/contoso', '--destination', 'fabrikam', '--out', 'plan.json')).exitCode, 0);
  assert.equal((await stand.run('import', 'plan.json', '--yes')).exitCode, 0);
}

test('a fresh plan after the move uses the groups that the first one created, and finds nothing to do', async (context) => {
  const stand = await makeStand(context);
  const group = dynamicGroup(stand.source, 'Kiosk', '(device.deviceOSType -eq "Windows")');
  stand.source.put('deviceManagement/configurationPolicies', cameraPolicy('No camera', [include(group)]));
  await moved(stand);
  const again = await stand.json('plan', 'exports/contoso', '--destination', 'fabrikam', '--out', 'again.json');
  assert.equal(again.exitCode, 0);
  assert.deepEqual(['create', 'createBeside', 'update', 'leftOut', 'same', 'writes'].map((name) => counted(again.document, name)), [0, 0, 0, 0, 1, 0]);
});

test('a create over another group of that name is a question, because two of one name could not be told apart', async (context) => {
  const stand = await makeStand(context);
  const group = securityGroup(stand.source, 'Sales people');
  stand.destination.put('groups', { displayName: 'Sales people', mailEnabled: false, mailNickname: 'others', securityEnabled: true, groupTypes: [] });
  stand.source.put('deviceManagement/configurationPolicies', cameraPolicy('No camera', [exclude(group)]));
  await stand.run('export', '--tenant', 'contoso', '--only', 'settingsCatalog');
  await stand.run('map', 'exports/contoso', '--destination', 'fabrikam');
  const file = 'mappings/contoso-to-fabrikam/groups.json';
  const before = await stand.read(file);
  await stand.write(file, before.replace(/"decision": "map", "destination": \{[^}]*\}/u, '"decision": "create"'));
  assert.notEqual(await stand.read(file), before);
  const planned = await stand.json('plan', 'exports/contoso', '--destination', 'fabrikam', '--out', 'plan.json');
  assert.equal(planned.exitCode, 3);
  assert.match(JSON.stringify(planned.document['findings']), /another one of that name is in the destination: map it, or rename what is there/u);
});
