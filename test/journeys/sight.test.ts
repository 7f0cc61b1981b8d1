import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isObject, objectsAt, textAt, type Json } from '../../src/model/json.js';
import { cameraPolicy } from './seeds.js';
import { makeStand } from './stand.js';

function kindsOf(manifest: Json): Readonly<Record<string, Json>> {
  return isObject(manifest) && isObject(manifest['kinds']) ? manifest['kinds'] : {};
}

test('export ends with a table that tells complete, none, not seen and not offered apart, with the missing permission and the license', async (context) => {
  const stand = await makeStand(context);
  stand.source.put('deviceManagement/configurationPolicies', cameraPolicy('No camera', []));
  stand.source.put('deviceManagement/deviceCategories', { displayName: 'Kiosk' });
  stand.source.faults.add({ method: 'GET', path: /deviceCategories/u, what: { deed: 'forbidden' } });
  stand.source.faults.add({ method: 'GET', path: /windowsFeatureUpdateProfiles/u, what: { deed: 'not licensed' } });
  stand.source.faults.add({ method: 'GET', path: /deviceHealthScripts/u, what: { deed: 'no segment' } });
  const ran = await stand.run('export', '--tenant', 'contoso', '--only', 'settingsCatalog,deviceCategory,featureUpdate,remediation,shellScript');
  const line = (title: string): string => ran.stdout.split('\n').find((one) => one.includes(title))?.replace(/\s+/gu, ' ').trim() ?? '';
  assert.match(line('Settings catalog'), /1 complete/u, ran.stdout);
  assert.match(line('Platform script (shell)'), /0 none/u);
  assert.match(line('Device category'), /0 ! not seen/u);
  assert.match(line('Feature update'), /0 not offered/u);
  assert.match(ran.stdout, /DeviceManagementManagedDevices\.Read\.All/u);
  assert.match(ran.stdout.replace(/\s+/gu, ' '), /Windows Enterprise/u);
  const kinds = kindsOf(await stand.readJson('exports/contoso/manifest.json'));
  const state = (kind: string): Json => { const sight = kinds[kind]; return isObject(sight) ? (sight['state'] ?? null) : null; };
  assert.deepEqual(['settingsCatalog', 'deviceCategory', 'featureUpdate', 'remediation', 'shellScript', 'wifi'].map(state), ['complete', 'not seen', 'not available', 'not available', 'empty', 'not asked']);
});

test('an object whose list of children was cut short fails alone; the others are exported whole', async (context) => {
  const stand = await makeStand(context);
  const cut = stand.source.put('deviceManagement/configurationPolicies', cameraPolicy('Cut', []));
  stand.source.put('deviceManagement/configurationPolicies', cameraPolicy('Whole', []));
  stand.source.faults.add({ method: 'GET', path: new RegExp(`${cut}.*settings`, 'u'), what: { deed: 'forbidden' } });
  const { exitCode, document } = await stand.json('export', '--tenant', 'contoso', '--only', 'settingsCatalog');
  assert.equal(exitCode, 4);
  const said = objectsAt(document, 'findings').map((one) => textAt(one, 'message') ?? '');
  assert.equal(said.filter((message) => /"Cut" could not be read whole/u.test(message)).length, 1, said.join('\n'));
  const sight = kindsOf(await stand.readJson('exports/contoso/manifest.json'))['settingsCatalog'];
  assert.deepEqual(isObject(sight) ? [sight['state'], sight['count']] : sight, ['partial', 1]);
});
