import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cameraPolicy, dynamicGroup, include } from './seeds.js';
import { makeStand } from './stand.js';

test('a group whose create was executed and not answered is found again, not made twice', async (context) => {
  const stand = await makeStand(context);
  const group = dynamicGroup(stand.source, 'Kiosk', '(device.deviceOSType -eq "Windows")');
  stand.source.put('deviceManagement/configurationPolicies', cameraPolicy('No camera', [include(group)]));
  await stand.run('export', '--tenant', 'contoso', '--only', 'settingsCatalog');
  await stand.run('map', 'exports/contoso', '--destination', 'fabrikam');
  assert.equal((await stand.run('plan', 'exports/contoso', '--destination', 'fabrikam', '--out', 'plan.json')).exitCode, 0);
  stand.destination.faults.add({ method: 'POST', path: /^groups$/u, nth: 1, what: { deed: 'drop answer' } });
  const imported = await stand.json('import', 'plan.json', '--yes');
  assert.equal(imported.exitCode, 0, JSON.stringify(imported.document));
  assert.equal(stand.destination.list('groups').filter((one) => one['displayName'] === 'Kiosk').length, 1);
});

test('a group of the planned name that appears after the plan refuses the import', async (context) => {
  const stand = await makeStand(context);
  const group = dynamicGroup(stand.source, 'Kiosk', '(device.deviceOSType -eq "Windows")');
  stand.source.put('deviceManagement/configurationPolicies', cameraPolicy('No camera', [include(group)]));
  await stand.run('export', '--tenant', 'contoso', '--only', 'settingsCatalog');
  await stand.run('map', 'exports/contoso', '--destination', 'fabrikam');
  await stand.run('plan', 'exports/contoso', '--destination', 'fabrikam', '--out', 'plan.json');
  dynamicGroup(stand.destination, 'Kiosk', '(device.deviceOSType -eq "Windows")');
  const refused = await stand.json('import', 'plan.json', '--yes');
  assert.equal(refused.exitCode, 3);
  assert.equal(stand.destination.counters.writes, 0);
});
