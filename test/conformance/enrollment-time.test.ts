import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { catalog } from '../../src/catalog/index.js';
import { codes } from '../../src/model/rules.js';
import { textAt, type JsonObject } from '../../src/model/json.js';
import type { SimulatedTenant } from '../../src/simulator/simulated-tenant.js';
import { memoryJournal, type MemoryBundle } from './memory.js';
import { startPair, type Pair } from './pair.js';

/* Device preparation: a settings catalog policy whose apps and scripts are text in settings, and whose group lies behind an action. */

const typed = (type: string): string => `#microsoft.graph.${type}`;
const provisioningClient = 'f1346770-5b25-470b-88bd-d5744ab7952c';
const path = 'deviceManagement/configurationPolicies';
const rows = [catalog.row('settingsCatalog'), catalog.row('powershellScript')];
let pair: Pair;

before(async () => {
  pair = await startPair(rows);
});
after(() => pair.stop());

function setting(settingDefinitionId: string, values: readonly string[]): JsonObject {
  const simpleSettingCollectionValue = values.map((value): JsonObject => ({ '@odata.type': typed('deviceManagementConfigurationStringSettingValue'), value }));
  return { '@odata.type': typed('deviceManagementConfigurationSetting'), settingInstance: { '@odata.type': typed('deviceManagementConfigurationSimpleSettingCollectionInstance'), settingDefinitionId, simpleSettingCollectionValue } };
}

function group(tenant: SimulatedTenant, owned: boolean): string {
  const client = textAt(tenant.list('servicePrincipals').find((one) => one['appId'] === provisioningClient) ?? {}, 'id') ?? '';
  const owners = owned ? { 'owners@odata.bind': [`https://graph.microsoft.com/beta/servicePrincipals('${client}')`] } : {};
  return tenant.put('groups', { displayName: 'New devices', mailEnabled: false, mailNickname: 'new', securityEnabled: true, groupTypes: [], ...owners });
}

function policyIn(tenant: SimulatedTenant, name: string): { readonly id: string; readonly targets: readonly string[] } | undefined {
  const found = tenant.data.set(path).list().find((one) => one.body['name'] === name);
  return found === undefined ? undefined : { id: found.id, targets: (found.pointers.get('enrollmentTimeTargets') ?? []).map(({ id }) => id) };
}

function putPolicy(name: string, groupId: string): void {
  const app = pair.source.put('deviceAppManagement/mobileApps', { '@odata.type': typed('winGetApp'), displayName: `App of ${name}`, publisher: 'Northwind', packageIdentifier: `9N${name}` });
  pair.destination.put('deviceAppManagement/mobileApps', { '@odata.type': typed('winGetApp'), displayName: `App of ${name}`, publisher: 'Northwind', packageIdentifier: `9N${name}` });
  const script = pair.source.put('deviceManagement/deviceManagementScripts', { displayName: `Script of ${name}`, fileName: 'a.ps1', scriptContent: 'YQ==', runAsAccount: 'system' });
  const id = pair.source.put(path, {
    name,
    platforms: 'windows10',
    technologies: 'enrollment',
    templateReference: { templateId: '80d33118-b7b4-40d8-b15f-81be745e053f_1', templateFamily: 'enrollmentConfiguration' },
    settings: [
      setting('enrollment_autopilot_dpp_allowedappids', [JSON.stringify({ id: app, type: typed('winGetApp') })]),
      setting('enrollment_autopilot_dpp_allowedscriptids', [script]),
      setting('enrollment_autopilot_dpp_devicesecuritygroupids', [groupId]),
    ],
  });
  pair.source.data.set(path).get(id)?.pointers.set('enrollmentTimeTargets', [{ path: 'groups', id: groupId }]);
}

async function bundleOf(): Promise<MemoryBundle> {
  return pair.export('source');
}

test('A device preparation policy arrives with its apps, its scripts and the group that devices join while they enroll; where the group lacks its owner the import says what to do and goes on later', async () => {
  putPolicy('Prepare', group(pair.source, true));
  const stranger = group(pair.destination, false);
  const bundle = await bundleOf();
  const { whole, stops } = await pair.plan(bundle);
  assert.deepEqual(stops.map(({ message }) => message), []);
  const journal = memoryJournal();
  const first = await pair.import(bundle, whole, journal);
  const ending = first.endings.find(({ name }) => name === 'Prepare');
  assert.equal(ending?.state, 'failed');
  assert.match(ending.because, /firstPartyAppNotAnOwner.*Intune Provisioning Client.*add that owner/u);
  assert.deepEqual(policyIn(pair.destination, 'Prepare')?.targets, [], 'an answer of 200 is not taken for done');

  const client = pair.destination.data.set('servicePrincipals').list().find((one) => one.body['appId'] === provisioningClient);
  pair.destination.data.set('groups').get(stranger)?.pointers.set('owners', [{ path: 'servicePrincipals', id: client?.id ?? '' }]);
  const again = memoryJournal(journal.lines);
  const second = await pair.import(bundle, whole, again);
  assert.equal(second.endings.find(({ name }) => name === 'Prepare')?.state, 'created');
  const arrived = policyIn(pair.destination, 'Prepare');
  assert.deepEqual(arrived?.targets, [stranger]);
  assert.equal(pair.destination.data.set(path).list().filter((one) => one.body['name'] === 'Prepare').length, 1);
  const settings = JSON.stringify(pair.destination.list(path, ['settings']).find((one) => one['name'] === 'Prepare')?.['settings']);
  const idOf = (set: string, name: string): string => textAt(pair.destination.list(set).find((one) => one['displayName'] === name) ?? {}, 'id') ?? 'nothing';
  for (const id of [idOf('deviceAppManagement/mobileApps', 'App of Prepare'), idOf('deviceManagement/deviceManagementScripts', 'Script of Prepare'), stranger]) assert.ok(settings.includes(id), id);
  const { verdicts } = await pair.verify(bundle, whole, again);
  assert.deepEqual(verdicts.filter((verdict) => verdict.as === 'different' || verdict.as === 'missing'), []);
});

test('Where the service does not tell the group, the policy goes, the finding says what to choose again, and an update leaves the group there as it is', async () => {
  const groupId = textAt(pair.source.list('groups').find((one) => one['displayName'] === 'New devices') ?? {}, 'id') ?? '';
  putPolicy('Silent', groupId);
  pair.source.faults.add({ what: { deed: 'status', status: 403 }, method: 'GET', path: /retrieveEnrollmentTime/u });
  const bundle = await bundleOf();
  pair.source.faults.reset();
  const { whole } = await pair.plan(bundle, { onExisting: 'update' });
  const said = whole.findings.filter((finding) => finding.code === codes.losesPart && finding.message.includes('choose the group again'));
  assert.deepEqual(said.map((finding) => finding.message.includes('"Silent"')).includes(true), true);
  const before = policyIn(pair.destination, 'Prepare')?.targets;
  const result = await pair.import(bundle, whole, memoryJournal());
  assert.equal(result.endings.find(({ name }) => name === 'Silent')?.state, 'created');
  assert.deepEqual(policyIn(pair.destination, 'Prepare')?.targets, before);
});
