import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { catalog } from '../../src/catalog/index.js';
import type { JsonObject } from '../../src/model/json.js';
import type { SimulatedTenant } from '../../src/simulator/simulated-tenant.js';
import { memoryJournal } from './memory.js';
import { startPair, type Pair } from './pair.js';

const root = 'https://graph.microsoft.com/beta/deviceManagement/groupPolicyDefinitions';
const definitions = 'deviceManagement/groupPolicyDefinitions';

/** One definition of an uploaded file, under ids of this tenant alone. */
function ingest(tenant: SimulatedTenant, digit: string, displayName: string, classType: string, labels: readonly string[]): { readonly id: string; readonly parts: readonly string[] } {
  const id = `ad3c0000-0000-4000-8000-0000000000${digit}`;
  const parts = labels.map((_label, index) => `ad3c0000-0000-4000-8000-00000000${digit}0${String(index)}`);
  tenant.put(definitions, {
    id, displayName, classType, categoryPath: '\\Browser\\Start', policyType: 'admxIngested',
    presentations: labels.map((label, index): JsonObject => ({ '@odata.type': '#microsoft.graph.groupPolicyPresentationTextBox', id: parts[index] ?? '', label })),
  });
  return { id, parts };
}

let pair: Pair;

before(async () => {
  pair = await startPair(['administrativeTemplate', 'uploadedAdmx'].map((kind) => catalog.row(kind)));
  const home = ingest(pair.source, 'a1', 'Home page', 'user', ['Address', 'Title']);
  const lost = ingest(pair.source, 'a2', 'Not uploaded yet', 'user', []);
  ingest(pair.destination, 'b1', 'Home page', 'machine', ['Address', 'Title']);
  ingest(pair.destination, 'b2', 'Home page', 'user', ['Title', 'Address']);
  const value = (definition: { readonly id: string; readonly parts: readonly string[] }): JsonObject => ({
    enabled: true, configurationType: 'policy', 'definition@odata.bind': `${root}('${definition.id}')`,
    presentationValues: definition.parts.map((part, index): JsonObject => ({ '@odata.type': '#microsoft.graph.groupPolicyPresentationValueText', value: `value ${String(index)}`, 'presentation@odata.bind': `${root}('${definition.id}')/presentations('${part}')` })),
  });
  pair.source.put('deviceManagement/groupPolicyConfigurations', { displayName: 'Browser', policyConfigurationIngestionType: 'custom', definitionValues: [value(home)] });
  pair.source.put('deviceManagement/groupPolicyConfigurations', { displayName: 'Too early', policyConfigurationIngestionType: 'custom', definitionValues: [value(lost)] });
  for (const tenant of [pair.source, pair.destination]) tenant.put('deviceManagement/groupPolicyUploadedDefinitionFiles', { fileName: 'browser.admx', status: 'available' });
  pair.source.put('deviceManagement/groupPolicyUploadedDefinitionFiles', { fileName: 'other.admx', status: 'available' });
});

after(() => pair.stop());

test('Settings of an uploaded ADMX file find their definition by class, category and name and its parts by label; what the destination does not have yet is a question', async () => {
  const bundle = await pair.export('source');
  const { whole, stops } = await pair.plan(bundle);
  assert.deepEqual(stops.map((stop) => stop.message.replace(/ \(.*/u, '')), ['Administrative templates "Too early" points at Definition of an uploaded ADMX file "Not uploaded yet": no definition of an uploaded ADMX file of that name in the destination.']);
  const result = await pair.import(bundle, whole, memoryJournal());
  assert.deepEqual(result.endings.filter((one) => one.state === 'failed').map((one) => one.because), []);
  const [made] = pair.destination.data.set('deviceManagement/groupPolicyConfigurations').list();
  const [value] = made?.children.get('definitionValues')?.list() ?? [];
  assert.equal(value?.pointers.get('definition')?.[0]?.id, 'ad3c0000-0000-4000-8000-0000000000b2', 'the one of its class');
  const parts = value?.children.get('presentationValues')?.list().map((one) => [one.body['value'], one.pointers.get('presentation')?.[0]?.id]);
  assert.deepEqual(parts?.sort(), [['value 0', 'ad3c0000-0000-4000-8000-00000000b201'], ['value 1', 'ad3c0000-0000-4000-8000-00000000b200']]);
  const again = await pair.plan(bundle, { allowOpen: true });
  assert.deepEqual(again.plan.waves.flat().filter((action) => action.do !== 'keep' || (!action.same && action.kind === 'administrativeTemplate')).map((action) => action.reason), []);
});

test('A file that both tenants have is known by its name; one that only the source has is reported with what to do', async () => {
  const bundle = await pair.export('source');
  const { plan } = await pair.plan(bundle, { allowOpen: true });
  assert.deepEqual(plan.waves.flat().flatMap((action) => (action.kind === 'uploadedAdmx' ? [`${action.do} ${action.name}`] : [])), ['keep browser.admx']);
  const aside = plan.asides.find((one) => one.name === 'other.admx');
  assert.equal(aside?.state, 'not portable');
  assert.match(aside?.because ?? '', /give the original ADMX and ADML files to plan --admx-files, or upload them in the destination/u);
});
