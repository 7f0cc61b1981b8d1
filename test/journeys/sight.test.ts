import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isObject, objectsAt, textAt, type Json } from '../../src/model/json.js';
import { codes } from '../../src/model/rules.js';
import { cameraPolicy, include, securityGroup } from './seeds.js';
import { makeStand } from './stand.js';

/** Which rules a list of findings names, each once. */
function codesOf(document: Json): string[] {
  const found = Array.isArray(document) ? document.filter(isObject) : isObject(document) ? objectsAt(document, 'findings') : [];
  return [...new Set(found.map((one) => textAt(one, 'code') ?? ''))].filter((code) => code !== codes.kindNotAsked).sort();
}

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
  assert.deepEqual(codesOf(await stand.readJson('exports/contoso/findings.json')), [codes.kindNotSeen, codes.kindNotAvailable]);
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
  assert.deepEqual(codesOf(document), [codes.kindPartial, codes.objectIncomplete]);
  const sight = kindsOf(await stand.readJson('exports/contoso/manifest.json'))['settingsCatalog'];
  assert.deepEqual(isObject(sight) ? [sight['state'], sight['count']] : sight, ['partial', 1]);
});

test('what policies point at and is gone or hidden is said, each by its sort', async (context) => {
  const stand = await makeStand(context);
  const { source } = stand;
  const [hidden, gone] = [securityGroup(source, 'Hidden'), securityGroup(source, 'Gone')];
  source.put('deviceManagement/configurationPolicies', cameraPolicy('No camera', [include(hidden), include(gone)]));
  const user = source.put('users', { displayName: 'Ada', userPrincipalName: 'ada@contoso.onmicrosoft.com', accountEnabled: true });
  source.put('identity/conditionalAccess/policies', { displayName: 'MFA', state: 'enabled', conditions: { clientAppTypes: ['all'], applications: { includeApplications: ['All'] }, users: { includeUsers: [user] } }, grantControls: { operator: 'OR', builtInControls: ['mfa'] } });
  source.take('groups', gone);
  source.take('users', user);
  source.faults.add({ method: 'GET', path: new RegExp(hidden, 'u'), what: { deed: 'forbidden' } });
  const { document } = await stand.json('export', '--tenant', 'contoso', '--only', 'settingsCatalog,conditionalAccess');
  assert.deepEqual(codesOf(document), [codes.neighborNotSeen, codes.orphanGroup, codes.orphanReference].sort());
});
