import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isObject, textAt, type Json, type JsonObject } from '../../src/model/json.js';
import { counted, makeStand, type Stand } from './stand.js';

const catalogPath = 'deviceManagement/configurationPolicies';

async function planned(stand: Stand, ...more: string[]): Promise<void> {
  assert.equal((await stand.run('export', '--tenant', 'contoso', '--only', 'reusableSetting,settingsCatalog,deviceCategory')).exitCode, 0);
  assert.equal((await stand.run('map', 'exports/contoso', '--destination', 'fabrikam')).exitCode, 0);
  assert.equal((await stand.run('plan', 'exports/contoso', '--destination', 'fabrikam', '--out', 'plan.json', ...more)).exitCode, 0);
}

function endings(document: Json): string[] {
  const list = isObject(document) ? document['endings'] : undefined;
  return (Array.isArray(list) ? list : []).flatMap((one) => (isObject(one) ? [`${textAt(one, 'state') ?? ''} ${textAt(one, 'name') ?? ''}: ${textAt(one, 'because') ?? ''}`] : [])).sort();
}

/** A policy that needs a reusable setting, and a category that needs nothing. */
function furnish(stand: Stand): void {
  const instance = (definition: string, value: JsonObject): JsonObject => ({ '@odata.type': '#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance', settingDefinitionId: definition, simpleSettingValue: value });
  const shared = stand.source.put('deviceManagement/reusablePolicySettings', {
    displayName: 'Branch offices', settingDefinitionId: 'vendor_msft_firewall_addresses', settingInstance: instance('vendor_msft_firewall_addresses', { '@odata.type': '#microsoft.graph.deviceManagementConfigurationStringSettingValue', value: '10.0.0.0/8' }),
  });
  stand.source.put(catalogPath, {
    name: 'Firewall', platforms: 'windows10', technologies: 'mdm',
    settings: [{ '@odata.type': '#microsoft.graph.deviceManagementConfigurationSetting', settingInstance: instance('vendor_msft_firewall_remoteaddress', { '@odata.type': '#microsoft.graph.deviceManagementConfigurationReferenceSettingValue', value: shared }) }],
  });
  stand.source.put('deviceManagement/deviceCategories', { displayName: 'Kiosk' });
}

test('a write that another administrator must approve is parked, the others go on, what needs it is skipped and said, and a later import goes on with the approval', async (context) => {
  const stand = await makeStand(context, { destination: { approval: ['deviceManagement/reusablePolicySettings'] } });
  furnish(stand);
  await planned(stand);

  const without = await stand.json('import', 'plan.json', '--yes');
  assert.equal(without.exitCode, 4);
  assert.equal(counted(without.document, 'parked'), 1);
  assert.match(endings(without.document)[1] ?? '', /^failed Branch offices: .*import again with --justification TEXT/u);
  assert.equal(stand.destination.approvals.requests.length, 0, 'nobody was asked without a reason');

  const asked = await stand.json('import', 'plan.json', '--yes', '--justification', 'Move of Contoso, change 4711');
  const [request, ...others] = stand.destination.approvals.requests;
  assert.equal(others.length, 0);
  const list = endings(asked.document);
  assert.deepEqual([list.length, list[0], list[2]?.split(':')[0]], [3, 'created Kiosk: nothing of this name and type in the destination', 'skipped Firewall']);
  assert.match(list[1] ?? '', new RegExp(`^failed Branch offices: .*request ${request?.code ?? '-'} waits for another administrator`, 'u'));
  assert.match(list[2] ?? '', /it needs .*Branch offices.*, which waits for approval by another administrator/u);
  assert.match((await stand.run('import', 'plan.json', '--yes')).stdout, /1 object waits for approval by another administrator; import again once that is given/u);
  assert.equal(stand.destination.approvals.requests.length, 1, 'what waits is not asked for again');

  stand.destination.approvals.decide(request?.code ?? '', 'approved');
  const done = await stand.json('import', 'plan.json', '--yes');
  assert.equal(done.exitCode, 0);
  assert.deepEqual(['created', 'failed', 'skipped', 'parked'].map((name) => counted(done.document, name)), [3, 0, 0, 0]);
  assert.equal(stand.destination.approvals.requests[0]?.state, 'completed');
  assert.equal((await stand.run('verify', 'plan.json')).exitCode, 0);
  assert.equal((await stand.read('plan.json.journal.jsonl').catch(() => '')).includes('FABRIKAM'), false);
});

test('a request that was rejected fails its object with that reason, and a later import with a new justification asks again', async (context) => {
  const stand = await makeStand(context, { destination: { approval: ['deviceManagement/deviceCategories'] } });
  stand.source.put('deviceManagement/deviceCategories', { displayName: 'Kiosk' });
  await planned(stand);
  await stand.run('import', 'plan.json', '--yes', '--justification', 'Move of Contoso');
  stand.destination.approvals.decide(stand.destination.approvals.requests[0]?.code ?? '', 'rejected');
  const rejected = await stand.json('import', 'plan.json', '--yes');
  assert.match(endings(rejected.document)[0] ?? '', /^failed Kiosk: .*another administrator has rejected request/u);
  await stand.run('import', 'plan.json', '--yes', '--justification', 'Move of Contoso, as agreed');
  assert.equal(stand.destination.approvals.requests.length, 2);
  stand.destination.approvals.decide(stand.destination.approvals.requests[1]?.code ?? '', 'approved');
  assert.equal((await stand.run('import', 'plan.json', '--yes')).exitCode, 0);
  assert.equal(stand.destination.data.set('deviceManagement/deviceCategories').size, 1);
});

test('a justification that a header cannot carry is refused before anything is sent', async (context) => {
  const stand = await makeStand(context);
  stand.source.put('deviceManagement/deviceCategories', { displayName: 'Kiosk' });
  await planned(stand);
  const ran = await stand.run('import', 'plan.json', '--yes', '--justification', 'Umzug für Contoso');
  assert.equal(ran.exitCode, 2);
  assert.match(ran.stderr, /ASCII/u);
  assert.equal(stand.destination.counters.writes, 0);
});
