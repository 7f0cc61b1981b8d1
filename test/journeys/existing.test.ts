import assert from 'node:assert/strict';
import { test } from 'node:test';
import { objectsAt, textAt, type JsonObject } from '../../src/model/json.js';
import { codes } from '../../src/model/rules.js';
import { cameraPolicy, include, securityGroup } from './seeds.js';
import { makeStand } from './stand.js';

const policies = 'deviceManagement/configurationPolicies';

/** Which of these rules a document names, and of which object. */
function said(document: JsonObject, wanted: readonly string[]): string[] {
  return objectsAt(document, 'findings').filter((one) => wanted.includes(textAt(one, 'code') ?? '')).map((one) => `${textAt(one, 'code') ?? ''} ${(textAt(one, 'address') ?? '').replace(/ \(.*$/u, '')}`).sort();
}

test('what the destination has already is skipped, updated or stops the plan, each by its own rule; what changed since is left by a rollback', async (context) => {
  const stand = await makeStand(context);
  const { source, destination } = stand;
  source.put(policies, cameraPolicy('Camera', [], { description: 'of contoso' }));
  const there = destination.put(policies, cameraPolicy('Camera', [], { description: 'of fabrikam' }));
  for (const [tenant, isTeamsDeviceProfile] of [[source, true], [destination, false]] as const) tenant.put('deviceManagement/androidDeviceOwnerEnrollmentProfiles', { displayName: 'Shops', enrollmentMode: 'corporateOwnedDedicatedDevice', isTeamsDeviceProfile });
  const [limit] = source.list('deviceManagement/deviceEnrollmentConfigurations').filter((one) => textAt(one, 'id')?.endsWith('_DefaultLimit') === true);
  const entity = source.data.set('deviceManagement/deviceEnrollmentConfigurations').get(textAt(limit ?? {}, 'id') ?? '');
  assert.ok(entity !== undefined);
  entity.body['limit'] = 11;
  await stand.run('export', '--tenant', 'contoso', '--only', 'settingsCatalog,androidEnrollmentProfile,enrollmentLimit');
  await stand.run('map', 'exports/contoso', '--destination', 'fabrikam');
  const plan = (...words: string[]): Promise<{ exitCode: number; document: JsonObject }> => stand.json('plan', 'exports/contoso', '--destination', 'fabrikam', '--out', 'plan.json', ...words);
  const known = [codes.existsSkipped, codes.existsUpdated, codes.existsStops, codes.cannotUpdate, codes.defaultUpdated];

  const skipped = await plan();
  assert.deepEqual(said(skipped.document, known), [`${codes.existsSkipped} enrollmentLimit/All users and all devices`, `${codes.existsSkipped} settingsCatalog/Camera`, `${codes.existsSkipped} androidEnrollmentProfile/Shops`].sort());
  const stopped = await plan('--on-existing', 'fail');
  assert.deepEqual([stopped.exitCode, said(stopped.document, known).filter((one) => one.startsWith(codes.existsStops)).length], [3, 3]);
  const updated = await plan('--on-existing', 'update');
  assert.deepEqual(said(updated.document, known), [`${codes.defaultUpdated} enrollmentLimit/All users and all devices`, `${codes.cannotUpdate} androidEnrollmentProfile/Shops`, `${codes.existsUpdated} settingsCatalog/Camera`].sort());

  assert.equal((await stand.run('import', 'plan.json', '--yes')).exitCode, 0);
  const mine = destination.data.set(policies).get(there);
  assert.ok(mine !== undefined);
  mine.body['description'] = 'edited since';
  const undone = await stand.json('rollback', 'plan.json', '--yes');
  assert.deepEqual(said(undone.document, [codes.leftByRollback]), [`${codes.leftByRollback} settingsCatalog/Camera`]);
});

test('a policy whose filter does not go arrives without assignments, and that is said', async (context) => {
  const stand = await makeStand(context);
  const { source, destination } = stand;
  const sales = securityGroup(source, 'Sales');
  securityGroup(destination, 'Sales');
  // an identifier that nobody can map holds the filter back
  const filter = source.put('deviceManagement/assignmentFilters', { displayName: 'Laptops', description: 'made for S-1-12-1-1886584041-1157336806-1508179619-936476769', platform: 'windows10AndLater', rule: '(device.model -startsWith "Lap")', assignmentFilterManagementType: 'devices' });
  source.put(policies, cameraPolicy('Camera', [include(sales, filter)]));
  await stand.run('export', '--tenant', 'contoso', '--only', 'settingsCatalog,assignmentFilter');
  await stand.run('map', 'exports/contoso', '--destination', 'fabrikam');
  const { document } = await stand.json('plan', 'exports/contoso', '--destination', 'fabrikam', '--out', 'plan.json', '--allow-open');
  assert.deepEqual(said(document, [codes.assignmentsHeld]), [`${codes.assignmentsHeld} settingsCatalog/Camera`], JSON.stringify(document['summary']));
});
