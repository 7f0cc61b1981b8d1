import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { catalog } from '../../src/catalog/index.js';
import { memoryJournal, type MemoryBundle } from './memory.js';
import { startPair, type Pair } from './pair.js';

const retired = 'a1d17000-0000-4000-8000-00000000aa01';
const offered = 'a1d17000-0000-4000-8000-00000000aa02';
const setting = (definitionId: string, valueJson: string) => ({ '@odata.type': '#microsoft.graph.deviceManagementBooleanSettingInstance', definitionId, valueJson });

let pair: Pair;
let bundle: MemoryBundle;

before(async () => {
  pair = await startPair([catalog.row('endpointSecurityIntent')]);
  for (const tenant of [pair.source, pair.destination]) {
    tenant.data.cloud.learn('deviceManagement/templates', { id: retired, displayName: 'Microsoft Defender Antivirus', isDeprecated: true, templateType: 'securityTemplate', templateSubtype: 'antivirus' });
    tenant.data.cloud.learn('deviceManagement/templates', { id: offered, displayName: 'Account protection', isDeprecated: false, templateType: 'securityTemplate', templateSubtype: 'accountProtection' });
  }
  pair.source.put('deviceManagement/intents', { displayName: 'Old antivirus', templateId: retired, settings: [setting('a', 'true')] });
  pair.source.put('deviceManagement/intents', { displayName: 'Hello', templateId: offered, settings: [setting('a', 'true'), setting('b', 'null')] });
  pair.source.put('deviceManagement/intents', { displayName: 'Both have it', templateId: retired, settings: [setting('a', 'true')] });
  pair.destination.put('deviceManagement/intents', { displayName: 'Both have it', templateId: retired, settings: [setting('a', 'false'), setting('c', 'true')] });
  bundle = await pair.export('source');
});

after(() => pair.stop());

test('A policy of a retired template is never tried: the plan says what Microsoft put in its place', async () => {
  const { plan } = await pair.plan(bundle);
  const [aside, ...others] = plan.asides;
  assert.deepEqual([aside?.name, aside?.state, others.length], ['Old antivirus', 'not portable', 0]);
  assert.match(aside?.because ?? '', /Microsoft retired its template "Microsoft Defender Antivirus".*settings catalog template family endpointSecurityAntivirus/u);
  assert.deepEqual(plan.findings.filter((one) => one.code === 'GAP-TEMPLATE-001').map((one) => one.address), [aside?.address]);
});

test('A template that still makes policies makes this one in one call with its settings; what is not configured is not sent', async () => {
  const { whole } = await pair.plan(bundle);
  const result = await pair.import(bundle, whole, memoryJournal());
  assert.deepEqual(result.endings.filter((one) => one.state === 'failed').map((one) => one.because), []);
  const creates = pair.sent.filter((one) => one.path.endsWith('/createInstance'));
  assert.deepEqual(creates.map(({ path, body }) => [path, Object.keys(body ?? {}).sort(), JSON.stringify(body?.['settingsDelta'] ?? null)]), [
    [`deviceManagement/templates/${offered}/createInstance`, ['description', 'displayName', 'roleScopeTagIds', 'settingsDelta'], JSON.stringify([{ ...setting('a', 'true'), value: null }])],
  ]);
});

test('A policy of a retired template that the destination has is still brought up to date; a setting that is not wanted is told so, because it cannot be removed', async () => {
  const { whole } = await pair.plan(bundle, { onExisting: 'update' });
  const journal = memoryJournal();
  await pair.import(bundle, whole, journal);
  const [update] = pair.sent.filter((one) => one.path.endsWith('/updateSettings')).slice(-1);
  const settings = update?.body?.['settings'];
  assert.deepEqual(Array.isArray(settings) ? settings.map((one) => (typeof one === 'object' && one !== null && 'definitionId' in one ? [one['definitionId'], one['valueJson'], typeof one['id']] : one)) : settings, [['a', 'true', 'string'], ['c', 'null', 'string']]);
  const { verdicts } = await pair.verify(bundle, whole, journal);
  assert.deepEqual(verdicts.map((one) => `${one.as} ${one.address}`.replace(/ \(.*/u, '')).sort(), ['equal endpointSecurityIntent/Both have it', 'equal endpointSecurityIntent/Hello', 'not checked endpointSecurityIntent/Old antivirus']);
});
