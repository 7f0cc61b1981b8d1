import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isObject, objectsAt, textAt } from '../../src/model/json.js';
import { cameraPolicy, certificateChain, compliancePolicy, dynamicGroup, exclude, include, notificationTemplate, securityGroup } from './seeds.js';
import { counted, makeStand } from './stand.js';

test('a tenant is exported, mapped, planned, imported and proven; the second run writes nothing', async (context) => {
  const stand = await makeStand(context, { process: true });
  // as a configuration is that says nothing of it
  await stand.configure('fabrikam', { pacing: 'documented' });
  const { source, destination } = stand;
  const sales = securityGroup(source, 'Sales');
  const kiosk = dynamicGroup(source, 'Kiosk', '(device.deviceOSType -eq "Windows")');
  const salesThere = securityGroup(destination, 'Sales');
  const filter = source.put('deviceManagement/assignmentFilters', { displayName: 'Laptops', platform: 'windows10AndLater', rule: '(device.model -startsWith "Lap")', assignmentFilterManagementType: 'devices' });
  const template = source.put('deviceManagement/notificationMessageTemplates', notificationTemplate('Warning'));
  source.put('deviceManagement/deviceCompliancePolicies', compliancePolicy('Windows baseline', [include(kiosk, filter), exclude(sales)], { template, copy: [sales] }));
  source.put('deviceManagement/configurationPolicies', cameraPolicy('No camera', [include(sales)]));
  certificateChain(source, 'Office');

  assert.equal((await stand.run('export', '--tenant', 'contoso')).exitCode, 0);
  assert.equal((await stand.run('map', 'exports/contoso', '--destination', 'fabrikam')).exitCode, 0);
  const planned = await stand.json('plan', 'exports/contoso', '--destination', 'fabrikam', '--out', 'plan.json');
  assert.equal(planned.exitCode, 0);
  assert.equal(counted(planned.document, 'createBeside'), 1, 'the dynamic group is created, the other one is there');
  assert.equal(source.counters.writes, 0, 'the source is only read');
  assert.equal(destination.counters.writes, 0, 'a plan changes nothing');

  const imported = await stand.json('import', 'plan.json', '--yes');
  assert.equal(imported.exitCode, 0);
  const sum = ['created', 'updated', 'same', 'leftOut', 'notPortable', 'skipped', 'failed'].reduce((total, state) => total + counted(imported.document, state), 0);
  assert.equal(sum, counted(imported.document, 'exported'), 'the books balance');

  const [policy] = objectsAt(await stand.ask('fabrikam', 'deviceManagement/deviceCompliancePolicies?$expand=assignments,scheduledActionsForRule($expand=scheduledActionConfigurations)'), 'value');
  assert.ok(policy !== undefined);
  const actions = objectsAt(policy, 'scheduledActionsForRule').flatMap((rule) => objectsAt(rule, 'scheduledActionConfigurations'));
  assert.deepEqual(actions[1]?.['notificationMessageCCList'], [salesThere], 'actions for noncompliance arrive, with the groups of the destination');
  const [there] = destination.list('deviceManagement/notificationMessageTemplates');
  assert.equal(actions[1]?.['notificationTemplateId'], there?.['id']);
  const groups = destination.list('groups').map((group) => textAt(group, 'id'));
  for (const assignment of objectsAt(policy, 'assignments')) {
    const { target } = assignment;
    assert.ok(isObject(target) && groups.includes(textAt(target, 'groupId')), 'assignments point at groups of the destination');
  }

  const verified = await stand.json('verify', 'plan.json');
  assert.equal(verified.exitCode, 0);
  assert.equal(counted(verified.document, 'different') + counted(verified.document, 'missing'), 0);

  const writes = destination.counters.writes;
  const again = await stand.json('import', 'plan.json', '--yes');
  assert.equal(again.exitCode, 0);
  assert.equal(destination.counters.writes, writes, 'running twice changes nothing');
  assert.equal(source.counters.writes, 0);
});

test('the certificate chain arrives linked: trusted root, SCEP, Wi-Fi', async (context) => {
  const stand = await makeStand(context);
  certificateChain(stand.source, 'Office');
  await stand.run('export', '--tenant', 'contoso', '--only', 'trustedCertificate,scepCertificate,wifi');
  await stand.run('map', 'exports/contoso', '--destination', 'fabrikam');
  assert.equal((await stand.run('plan', 'exports/contoso', '--destination', 'fabrikam', '--out', 'plan.json')).exitCode, 0);
  assert.equal((await stand.run('import', 'plan.json', '--yes')).exitCode, 0);
  await stand.run('export', '--tenant', 'fabrikam', '--only', 'trustedCertificate,scepCertificate,wifi', '--out', 'there');
  const manifest = await stand.readJson('there/manifest.json');
  assert.ok(isObject(manifest) && isObject(manifest['files']));
  const files = Object.keys(manifest['files']);
  const linksOf = async (kind: string): Promise<string> => {
    const file = files.find((name) => name.startsWith(`policies/${kind}/`));
    const policy = await stand.readJson(`there/${file ?? ''}`);
    return JSON.stringify(isObject(policy) ? policy['links'] : undefined);
  };
  assert.match(await linksOf('scepCertificate'), /rootCertificate.*Office root/u);
  assert.match(await linksOf('wifi'), /identityCertificateForClientAuthentication.*Office SCEP/u);
  assert.match(await linksOf('wifi'), /rootCertificatesForServerValidation.*Office root/u);
});

test('two groups of one name are a question, not a guess', async (context) => {
  const stand = await makeStand(context);
  const group = securityGroup(stand.source, 'IT');
  securityGroup(stand.destination, 'IT');
  const second = securityGroup(stand.destination, 'IT');
  stand.source.put('deviceManagement/configurationPolicies', cameraPolicy('No camera', [include(group)]));
  await stand.run('export', '--tenant', 'contoso', '--only', 'settingsCatalog');
  await stand.run('map', 'exports/contoso', '--destination', 'fabrikam');
  const planned = await stand.json('plan', 'exports/contoso', '--destination', 'fabrikam', '--out', 'plan.json');
  assert.equal(planned.exitCode, 3, 'an open reference stops the plan');
  const file = 'mappings/contoso-to-fabrikam/groups.json';
  const mapping = await stand.readJson(file);
  assert.ok(isObject(mapping));
  const [entry] = objectsAt(mapping, 'entries');
  assert.equal(entry?.['decision'], 'open');
  assert.equal(objectsAt(entry ?? {}, 'candidates').length, 2);

  await stand.write(file, JSON.stringify({ ...mapping, entries: [{ ...entry, decision: 'map', destination: { id: second, name: 'IT' }, because: 'the second one' }] }));
  assert.equal((await stand.run('plan', 'exports/contoso', '--destination', 'fabrikam', '--out', 'plan.json')).exitCode, 0);
  assert.equal((await stand.run('import', 'plan.json', '--yes')).exitCode, 0);
  const [policy] = stand.destination.list('deviceManagement/configurationPolicies', ['assignments']);
  assert.match(JSON.stringify(policy?.['assignments']), new RegExp(second, 'u'));

  await stand.run('map', 'exports/contoso', '--destination', 'fabrikam');
  assert.match(await stand.read(file), /the second one/u, 'a decision made by a person is never overwritten');
});

test('a plan is refused when the destination has changed underneath', async (context) => {
  const stand = await makeStand(context);
  stand.source.put('deviceManagement/configurationPolicies', cameraPolicy('No camera'));
  await stand.run('export', '--tenant', 'contoso', '--only', 'settingsCatalog');
  await stand.run('plan', 'exports/contoso', '--destination', 'fabrikam', '--out', 'plan.json');
  stand.destination.put('deviceManagement/configurationPolicies', cameraPolicy('No camera'));
  const refused = await stand.json('import', 'plan.json', '--yes');
  assert.equal(refused.exitCode, 3);
  assert.equal(stand.destination.counters.writes, 0);
  assert.match(JSON.stringify(refused.document['findings']), /has appeared in the destination/u);
});
