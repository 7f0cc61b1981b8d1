import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { catalog } from '../../src/catalog/index.js';
import type { AdmxFiles } from '../../src/model/admx-files.js';
import type { JsonObject } from '../../src/model/json.js';
import { openAdmxFiles } from '../../src/store/packages/admx-files.js';
import { memoryJournal, type MemoryBundle } from './memory.js';
import { startPair, type Pair } from './pair.js';

const files = 'deviceManagement/groupPolicyUploadedDefinitionFiles';
const definitions = 'deviceManagement/groupPolicyDefinitions';
const root = `https://graph.microsoft.com/beta/${definitions}`;

function admx(namespace: string, using: readonly string[], policies: string): string {
  const spaces = using.map((one, index) => `<using prefix="p${String(index)}" namespace="${one}"/>`).join('');
  return `<?xml version="1.0" encoding="utf-8"?><policyDefinitions revision="1.0" schemaVersion="1.0"><policyNamespaces><target prefix="own" namespace="${namespace}"/>${spaces}</policyNamespaces><categories><category name="start" displayName="$(string.start)"/></categories><policies>${policies}</policies></policyDefinitions>`;
}

const adml = '<policyDefinitionResources><resources><stringTable><string id="start">Start</string><string id="home">Home page</string></stringTable><presentationTable><presentation id="home"><textBox refId="a"><label>Address</label></textBox></presentation></presentationTable></resources></policyDefinitionResources>';
const home = '<policy name="home" class="User" displayName="$(string.home)" key="k" presentation="$(presentation.home)"><parentCategory ref="start"/></policy>';

let pair: Pair;
let bundle: MemoryBundle;
let folder: string;
let supplied: AdmxFiles;

async function put(path: string, text: string | Buffer): Promise<void> {
  await mkdir(join(folder, path, '..'), { recursive: true });
  await writeFile(join(folder, path), text);
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ferry-admx-'));
  // as old editors save them: UTF-16 with a mark
  await put('base.admx', Buffer.from(`\uFEFF${admx('Northwind.Base', [], '')}`, 'utf16le'));
  await put('en-US/base.adml', adml);
  await put('browser.admx', admx('Northwind.Browser', ['Northwind.Base'], home));
  await put('en-US/browser.adml', adml);
  await put('lost.admx', admx('Northwind.Lost', ['Northwind.Nowhere'], ''));
  await put('lost.adml', adml);
  await put('other.admx', admx('Somebody.Else', [], ''));
  await put('en-US/other.adml', adml);
  await put('bare.admx', admx('Northwind.Bare', [], ''));
  supplied = await openAdmxFiles(folder);

  pair = await startPair(['administrativeTemplate', 'uploadedAdmx'].map((kind) => catalog.row(kind)));
  for (const [fileName, targetNamespace] of [['browser.admx', 'Northwind.Browser'], ['base.admx', 'Northwind.Base'], ['lost.admx', 'Northwind.Lost'], ['other.admx', 'Northwind.Other'], ['bare.admx', 'Northwind.Bare']] as const) pair.source.put(files, { fileName, targetNamespace, languageCodes: ['en-US'], status: 'available', policyType: 'admxIngested' });
  const id = 'ad3c0000-0000-4000-8000-0000000000c1';
  const part = 'ad3c0000-0000-4000-8000-0000000000c2';
  pair.source.put(definitions, { id, displayName: 'Home page', classType: 'user', categoryPath: '\\Start', policyType: 'admxIngested', presentations: [{ '@odata.type': '#microsoft.graph.groupPolicyPresentationTextBox', id: part, label: 'Address' }] });
  const value: JsonObject = { enabled: true, configurationType: 'policy', 'definition@odata.bind': `${root}('${id}')`, presentationValues: [{ '@odata.type': '#microsoft.graph.groupPolicyPresentationValueText', value: 'https://start.example', 'presentation@odata.bind': `${root}('${id}')/presentations('${part}')` }] };
  pair.source.put('deviceManagement/groupPolicyConfigurations', { displayName: 'Browser', policyConfigurationIngestionType: 'custom', definitionValues: [value] });
  bundle = await pair.export('source');
});

after(async () => {
  await pair.stop();
  await rm(folder, { recursive: true, force: true });
});

test('Uploaded ADMX files are made of the files that a person supplies, in the order in which they build on each other; the policies over them go with the next plan', async () => {
  const { whole, stops } = await pair.plan(bundle, {}, undefined, supplied);
  assert.deepEqual(stops, [], 'what waits for an upload of this very plan is no question');
  const waves = whole.waves.map((wave) => wave.filter((action) => action.do === 'create').map((action) => action.name).sort());
  assert.deepEqual(waves, [['base.admx', 'lost.admx'], ['browser.admx']]);
  const said = (code: string): string[] => whole.findings.filter((one) => one.code === code).map((one) => one.message);
  assert.deepEqual(said('GAP-APP-012').sort(), [
    '"bare.admx" has no file: bare.admx has no ADML file for en-US (put it into a folder called like the language).',
    '"other.admx" has no file: other.admx is called like it, but defines Somebody.Else and not Northwind.Other.',
  ]);
  assert.equal(said('GAP-ADMX-005').length, 1);

  pair.destination.options.publishing = 1;
  const journal = memoryJournal();
  const result = await pair.import(bundle, whole, journal, undefined, supplied);
  pair.destination.options.publishing = 0;
  const ends = new Map(result.endings.map((one) => [one.name, one]));
  assert.deepEqual(['base.admx', 'browser.admx', 'lost.admx', 'Browser'].map((name) => ends.get(name)?.state), ['created', 'created', 'failed', 'skipped']);
  assert.match(ends.get('lost.admx')?.because ?? '', /NamespaceMissing:Northwind\.Nowhere/u, "the service's own reason");
  const sent = pair.sent.find((write) => write.path === files && write.body?.['fileName'] === 'browser.admx');
  assert.deepEqual(sent?.body, { '@odata.type': '#microsoft.graph.groupPolicyUploadedDefinitionFile', fileName: 'browser.admx', defaultLanguageCode: '', content: await supplied.base64('browser.admx'), groupPolicyUploadedLanguageFiles: [{ fileName: 'browser.adml', languageCode: 'en-US', content: await supplied.base64('en-US/browser.adml') }] });
  const { verdicts } = await pair.verify(bundle, whole, journal);
  assert.deepEqual(verdicts.flatMap((one) => (one.as === 'different' ? one.differences.map(({ at, found }) => `${one.address.split(' ')[0] ?? ''} ${at} ${JSON.stringify(found)}`) : [])), ['uploadedAdmx/lost.admx /body/status "uploadFailed"']);

  const second = await pair.plan(bundle, { allowOpen: true }, undefined, supplied);
  const later = memoryJournal();
  await pair.import(bundle, second.whole, later, undefined, supplied);
  const [template] = pair.destination.data.set('deviceManagement/groupPolicyConfigurations').list();
  assert.equal(template?.body['displayName'], 'Browser');
  await pair.rollback(bundle, second.whole, later);
  const undone = await pair.rollback(bundle, whole, journal);
  assert.deepEqual(undone.findings.filter((one) => one.severity === 'blocker').map((one) => one.message), []);
  assert.deepEqual(pair.destination.data.set(files).list().map((one) => one.body['fileName']), []);
});

test('A file that was changed after the plan was made is not sent', async () => {
  const { whole } = await pair.plan(bundle, {}, undefined, supplied);
  await put('en-US/base.adml', `${adml} `);
  const before = pair.sent.length;
  const { drift } = await pair.import(bundle, whole, memoryJournal(), undefined, supplied);
  assert.equal(drift.length, 1);
  assert.match(drift[0]?.message ?? '', /^en-US\/base\.adml, which uploadedAdmx\/base\.admx \(\w+\) is to be made of, is not the file that the plan was made with\.$/u);
  assert.equal(pair.sent.length, before);
});
