import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalog } from '../../src/catalog/index.js';
import { consentFor } from '../../src/catalog/permissions.js';
import { isObject, objectAt, objectsAt, textAt, type JsonObject } from '../../src/model/json.js';
import { cameraPolicy, certificateChain, exclude, include, securityGroup } from './seeds.js';
import { counted, makeStand, type Stand } from './stand.js';

async function reportIn(stand: Stand, folder: string): Promise<JsonObject> {
  const report = await stand.readJson(`${folder}/gap-report.json`);
  assert.ok(isObject(report));
  return report;
}

/** The ledger's parts add up to what the export says it holds. */
function sums(report: JsonObject, ledger: string): number {
  const one = objectAt(report, ledger);
  assert.ok(one !== undefined, `no ledger ${ledger}`);
  const sum = objectsAt(one, 'parts').reduce((total, part) => total + Number(part['count']), 0);
  assert.equal(sum, one['total']);
  assert.equal(one['balanced'], true);
  return sum;
}

test('from the first look to the signed pack: questions, answers, what was solved, and two ledgers that are the export', async (context) => {
  const stand = await makeStand(context);
  const { source, destination } = stand;
  const sales = securityGroup(source, 'Sales');
  const it = securityGroup(source, 'IT');
  securityGroup(destination, 'Sales');
  securityGroup(destination, 'IT');
  const right = securityGroup(destination, 'IT');
  source.put('deviceManagement/configurationPolicies', cameraPolicy('No camera', [include(sales), exclude(it)]));
  source.put('deviceManagement/configurationPolicies', cameraPolicy('Unused'));
  certificateChain(source, 'Office');
  const exported = await stand.json('export', '--tenant', 'contoso');
  const total = counted(exported.document, 'objects');

  const first = await stand.json('assess', 'exports/contoso', '--destination', 'fabrikam', '--out', 'first', '--fail-on', 'blocker', '--format', 'html,md,csv,json,xlsx,sarif,junit');
  assert.equal(first.exitCode, 3, 'an open question is a blocker');
  const asked = await reportIn(stand, 'first');
  assert.equal(sums(asked, 'portability'), total);
  assert.equal(objectAt(asked, 'verdict')?.['as'], 'ready with decisions');
  assert.deepEqual(objectsAt(asked, 'decisions').map((one) => [one['question'], one['answerIn'], objectAt(one, 'blocks')?.['count']]), [['What stands for the group "IT"?', 'groups.json', 1]]);
  const permissions = (report: JsonObject): string[] => objectsAt(report, 'checks').filter((one) => one['area'] === 'permission').map((one) => `${textAt(one, 'state') ?? ''} ${textAt(one, 'what') ?? ''}`);
  assert.deepEqual(permissions(asked), ['pass contoso: permissions to read', 'pass fabrikam: permissions']);
  for (const name of ['gap-report.html', 'gap-report.md', 'gap-report-findings.csv', 'gap-report.xlsx', 'gap-report.sarif', 'gap-report-junit.xml']) assert.ok((await stand.read(`first/${name}`)).length > 50, name);
  assert.ok(!(await stand.read('first/gap-report.html')).includes('undefined'));

  stand.signIn('fabrikam', destination.token(['DeviceManagementConfiguration.Read.All', 'Organization.Read.All', 'Group.Read.All']));
  const poor = await stand.json('assess', 'exports/contoso', '--destination', 'fabrikam', '--out', 'poor', '--fail-on', 'blocker');
  assert.equal(poor.exitCode, 3);
  assert.ok(permissions(await reportIn(stand, 'poor')).includes('fail fabrikam: DeviceManagementConfiguration.ReadWrite.All'), 'a permission that the import lacks is a blocker before the move');
  stand.signIn('fabrikam', destination.token(consentFor(catalog.rows, 'write')));

  await stand.run('map', 'exports/contoso', '--destination', 'fabrikam');
  const groups = await stand.readJson('mappings/contoso-to-fabrikam/groups.json');
  assert.ok(isObject(groups));
  const entries = objectsAt(groups, 'entries').map((entry) => (textAt(objectAt(entry, 'source') ?? {}, 'name') === 'IT' ? { source: entry['source'], decision: 'map', destination: { id: right }, because: 'asked', usedBy: 1 } : entry));
  await stand.write('mappings/contoso-to-fabrikam/groups.json', JSON.stringify({ ...groups, entries }));
  await stand.write('waivers.json', JSON.stringify({ waivers: [{ code: 'GAP-ASSIGN-001', reason: 'kept for spring', person: 'Ada Example', until: '2999-12-31' }] }));
  const second = await stand.json('assess', 'exports/contoso', '--destination', 'fabrikam', '--out', 'second', '--fail-on', 'blocker', '--compare', 'first');
  assert.equal(second.exitCode, 0, 'answered');
  const answered = await reportIn(stand, 'second');
  assert.deepEqual(objectsAt(answered, 'decisions'), []);
  assert.ok(objectsAt(objectAt(answered, 'comparison') ?? {}, 'solved').length > 0, 'what was answered is solved');
  assert.deepEqual([...new Set(objectsAt(answered, 'findings').filter((one) => one['code'] === 'GAP-ASSIGN-001').map((one) => one['status']))], ['waived']);

  assert.equal((await stand.run('plan', 'exports/contoso', '--destination', 'fabrikam', '--out', 'plan.json')).exitCode, 0);
  assert.equal((await stand.run('import', 'plan.json', '--yes')).exitCode, 0);
  assert.equal((await stand.run('verify', 'plan.json')).exitCode, 0);
  assert.equal((await stand.run('report', 'plan.json', '--out', 'pack')).exitCode, 0);
  const done = await reportIn(stand, 'pack');
  assert.equal(objectAt(done, 'verdict')?.['as'], 'moved');
  assert.deepEqual(permissions(done), ['pass contoso: permissions to read', 'pass fabrikam: permissions to write']);
  assert.equal(sums(done, 'portability'), total);
  assert.equal(sums(done, 'outcome'), total);
  assert.ok(objectsAt(done, 'references').some((one) => one['because'] === 'asked'), 'the reference map has the answer');
});
