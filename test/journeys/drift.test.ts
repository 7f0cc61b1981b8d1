import assert from 'node:assert/strict';
import { test } from 'node:test';
import { objectsAt, textAt, type JsonObject } from '../../src/model/json.js';
import { codes } from '../../src/model/rules.js';
import { cameraPolicy, exclude, include, securityGroup } from './seeds.js';
import { makeStand, type Stand } from './stand.js';

const filters = 'deviceManagement/assignmentFilters';
const tags = 'deviceManagement/roleScopeTags';
const apps = 'deviceAppManagement/mobileApps';
const policies = 'deviceManagement/configurationPolicies';

interface There {
  readonly sales: string;
  readonly pilot: string;
  readonly filter: string;
  readonly tag: string;
  readonly app: string;
  readonly equal: string;
  readonly updated: string;
}

/** One tenant's half: whatever a plan can rely on. */
function fill(stand: Stand, side: 'source' | 'destination'): There {
  const tenant = stand[side];
  const sales = securityGroup(tenant, 'Sales');
  const pilot = securityGroup(tenant, 'Pilot');
  const filter = tenant.put(filters, { displayName: 'Laptops', platform: 'windows10AndLater', rule: '(device.model -startsWith "Lap")', assignmentFilterManagementType: 'devices' });
  const tag = tenant.put(tags, { displayName: 'Europe', description: '' });
  const app = tenant.put(apps, { '@odata.type': '#microsoft.graph.win32LobApp', displayName: 'Portal', publisher: 'Contoso', fileName: 'portal.intunewin', installCommandLine: 'x', uninstallCommandLine: 'y' });
  const equal = tenant.put(policies, cameraPolicy('Equal'));
  const updated = tenant.put(policies, cameraPolicy('Updated', [], { description: side }));
  if (side === 'source') {
    tenant.put(policies, cameraPolicy('New', [include(sales, filter), exclude(pilot)], { roleScopeTagIds: [tag] }));
    tenant.put('deviceManagement/deviceEnrollmentConfigurations', { '@odata.type': '#microsoft.graph.windows10EnrollmentCompletionPageConfiguration', displayName: 'Setup page', priority: 1, deviceEnrollmentConfigurationType: 'windows10EnrollmentCompletionPageConfiguration', showInstallationProgress: true, selectedMobileAppIds: [app], assignments: [include(sales)] });
  }
  return { sales, pilot, filter, tag, app, equal, updated };
}

function rename(stand: Stand, path: string, id: string, change: JsonObject): void {
  const entity = stand.destination.data.set(path).get(id);
  assert.ok(entity !== undefined, id);
  entity.body = { ...entity.body, ...change };
}

test('whatever a plan relied on and that vanished, was renamed, changed or appeared since stops the import with a list, before the first write', async (context) => {
  const stand = await makeStand(context);
  fill(stand, 'source');
  const there = fill(stand, 'destination');
  await stand.run('export', '--tenant', 'contoso');
  await stand.run('map', 'exports/contoso', '--destination', 'fabrikam');
  const planned = await stand.run('plan', 'exports/contoso', '--destination', 'fabrikam', '--out', 'plan.json', '--on-existing', 'update');
  assert.equal(planned.exitCode, 0, planned.stdout + planned.stderr);

  const { destination } = stand;
  destination.take('groups', there.sales);
  rename(stand, 'groups', there.pilot, { displayName: 'Pilots' });
  destination.take(filters, there.filter);
  rename(stand, tags, there.tag, { displayName: 'EMEA' });
  destination.take(apps, there.app);
  destination.take(policies, there.equal);
  rename(stand, policies, there.updated, { description: 'edited since' });
  destination.put(policies, cameraPolicy('New'));
  const { writes } = destination.counters;
  const refused = await stand.json('import', 'plan.json', '--yes');
  assert.equal(refused.exitCode, 3);
  assert.equal(destination.counters.writes, writes, 'nothing was written');
  const said = objectsAt(refused.document, 'findings').map((finding) => (textAt(finding, 'message') ?? '').replace(/ \([0-9a-f-]+\)/gu, ''));
  const expected = [/"Sales", which the plan points at, is no longer in the destination\./u, /"Pilot", which the plan points at, is now called "Pilots"\./u, /"Laptops", which the plan .*, is no longer in the destination\./u, /"Europe".*, which the plan .*, is now called "EMEA"\./u, /"Portal", which the plan .*, is no longer in the destination\./u, /"Equal", which the plan leaves as it is, is no longer in the destination\./u, /"Updated", which the plan updates, was changed since the plan was made\./u, /"New" has appeared in the destination since the plan was made\./u];
  for (const line of expected) assert.ok(said.some((one) => line.test(one)), `${String(line)} in\n${said.join('\n')}`);
  assert.deepEqual([...new Set(objectsAt(refused.document, 'findings').map((finding) => textAt(finding, 'code')))], [codes.destinationMoved]);
  const shown = await stand.run('import', 'plan.json', '--yes');
  for (const line of said) assert.ok(shown.stdout.replace(/ \([0-9a-f-]+\)/gu, '').includes(line), line);
  assert.match(shown.stdout, /nothing was written\. Plan again/u);
});

test('what is as it was stops nothing, and neither does what the plan has nothing to do with', async (context) => {
  const stand = await makeStand(context);
  fill(stand, 'source');
  fill(stand, 'destination');
  await stand.run('export', '--tenant', 'contoso');
  await stand.run('map', 'exports/contoso', '--destination', 'fabrikam');
  assert.equal((await stand.run('plan', 'exports/contoso', '--destination', 'fabrikam', '--out', 'plan.json', '--on-existing', 'update')).exitCode, 0);
  securityGroup(stand.destination, 'Others');
  stand.destination.put(policies, cameraPolicy('Theirs'));
  const imported = await stand.json('import', 'plan.json', '--yes');
  assert.equal(imported.exitCode, 0, JSON.stringify(imported.document));
});
