import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { objectsAt, textAt } from '../../src/model/json.js';
import { include, securityGroup } from './seeds.js';
import { counted, makeStand } from './stand.js';

const files = 'deviceManagement/groupPolicyUploadedDefinitionFiles';
const definitions = 'deviceManagement/groupPolicyDefinitions';
const templates = 'deviceManagement/groupPolicyConfigurations';

const admx = '<policyDefinitions revision="1.0" schemaVersion="1.0"><policyNamespaces><target prefix="own" namespace="Northwind.Browser"/></policyNamespaces><categories><category name="start" displayName="$(string.start)"/></categories><policies><policy name="home" class="User" displayName="$(string.home)" key="k" presentation="$(presentation.home)"><parentCategory ref="start"/></policy></policies></policyDefinitions>';
const adml = '<policyDefinitionResources><resources><stringTable><string id="start">Start</string><string id="home">Home page</string></stringTable><presentationTable><presentation id="home"><textBox refId="a"><label>Address</label></textBox></presentation></presentationTable></resources></policyDefinitionResources>';

test('a person supplies an ADMX file: it is uploaded, processed, proven; the policy over it goes with the next plan, by class, category, name and label', async (context) => {
  const stand = await makeStand(context);
  const { source, destination } = stand;
  const staff = securityGroup(source, 'Staff');
  securityGroup(destination, 'Staff');
  const [id, part] = ['ad3c0000-0000-4000-8000-0000000000c1', 'ad3c0000-0000-4000-8000-0000000000c2'];
  const root = `https://graph.microsoft.com/beta/${definitions}('${id}')`;
  source.put(files, { fileName: 'browser.admx', targetNamespace: 'Northwind.Browser', languageCodes: ['en-US'], status: 'available', policyType: 'admxIngested' });
  source.put(definitions, { id, displayName: 'Home page', classType: 'user', categoryPath: '\\Start', policyType: 'admxIngested', presentations: [{ '@odata.type': '#microsoft.graph.groupPolicyPresentationTextBox', id: part, label: 'Address' }] });
  source.put(templates, { displayName: 'Browser', policyConfigurationIngestionType: 'custom', assignments: [include(staff)], definitionValues: [{ enabled: true, configurationType: 'policy', 'definition@odata.bind': root, presentationValues: [{ '@odata.type': '#microsoft.graph.groupPolicyPresentationValueText', value: 'https://start.example', 'presentation@odata.bind': `${root}/presentations('${part}')` }] }] });
  await mkdir(join(stand.folder, 'admx', 'en-US'), { recursive: true });
  await writeFile(join(stand.folder, 'admx', 'browser.admx'), admx);
  await writeFile(join(stand.folder, 'admx', 'en-US', 'browser.adml'), adml);
  assert.equal((await stand.run('export', '--tenant', 'contoso', '--only', 'administrativeTemplate,uploadedAdmx')).exitCode, 0);

  const map = ['map', 'exports/contoso', '--destination', 'fabrikam'];
  assert.equal((await stand.run(...map)).exitCode, 0);
  const without = await stand.run('plan', 'exports/contoso', '--destination', 'fabrikam', '--out', 'without.json', '--allow-open');
  assert.match(without.stdout, /browser\.admx/u);
  assert.equal(destination.list(files).length, 0);

  const first = await stand.json('plan', 'exports/contoso', '--destination', 'fabrikam', '--admx-files', 'admx', '--out', 'first.json');
  assert.equal(first.exitCode, 0, JSON.stringify(first.document['findings']));
  assert.ok(objectsAt(first.document, 'findings').some((one) => one['code'] === 'GAP-ADMX-005'), 'it says that the policy goes with the next plan');
  destination.options.publishing = 1;
  const done = await stand.run('import', 'first.json', '--yes');
  destination.options.publishing = 0;
  assert.ok([0, 4].includes(done.exitCode), done.stdout + done.stderr);
  assert.deepEqual(destination.list(files).map((one) => [one['fileName'], one['status']]), [['browser.admx', 'available']]);
  assert.equal((await stand.run('verify', 'first.json')).exitCode, 0);

  assert.equal((await stand.run(...map)).exitCode, 0);
  assert.equal((await stand.run('plan', 'exports/contoso', '--destination', 'fabrikam', '--out', 'second.json')).exitCode, 0);
  const again = await stand.json('import', 'second.json', '--yes');
  assert.equal(again.exitCode, 0, JSON.stringify(again.document));
  assert.equal(counted(again.document, 'created'), 1);
  assert.equal((await stand.run('verify', 'second.json')).exitCode, 0);
  const sent = destination.list(definitions).find((one) => one['displayName'] === 'Home page');
  assert.notEqual(textAt(sent ?? {}, 'id') ?? id, id, 'the destination has a definition of its own');

  assert.equal((await stand.run('rollback', 'second.json', '--yes')).exitCode, 0);
  assert.equal((await stand.run('rollback', 'first.json', '--yes')).exitCode, 0);
  assert.deepEqual([destination.list(templates).length, destination.list(files).length], [0, 0]);
});
