import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { catalog } from '../../src/catalog/index.js';
import { isObject, type Json, type JsonObject } from '../../src/model/json.js';
import type { PolicyType, When } from '../../src/model/policy-type.js';
import { pathSteps } from '../../src/engine/paths.js';
import { typeNamed } from '../../src/simulator/schema/model.js';
import type { MemoryBundle } from './memory.js';
import { memoryJournal } from './memory.js';
import { putNeighbors } from './neighbors.js';
import { startPair, type Pair } from './pair.js';

/* What rows say about objects that do not simply move: each word is tried with an object it was written for. */

const typed = (type: string): string => `#microsoft.graph.${type}`;
const policies = catalog.rows.filter((row) => row.neighbor !== true);
let pair: Pair;
let bundle: MemoryBundle;
/** Objects that must stay, with the reason that their row gives, by kind and name. */
const staying = new Map<string, string>();

/** A value that fits a condition. */
function fitting(when: When): Json {
  if (when.is !== undefined) return when.is;
  if (when.oneOf !== undefined) return when.oneOf[0] ?? null;
  if (when.startsWith !== undefined) return `${when.startsWith}one`;
  if (when.endsWith !== undefined) return `one${when.endsWith}`;
  return typeof when.isNot === 'number' ? when.isNot + 1 : 'something';
}

/** Sets a value at a plain path, with lists where the path has them. */
function put(object: JsonObject, path: string, value: Json): void {
  const steps = pathSteps(path);
  const [name = '', next, ...rest] = steps;
  if (next === undefined) object[name] = value;
  else if (next === '[]') object[name] = [value];
  else {
    const inner = object[name];
    const below: JsonObject = isObject(inner) ? inner : {};
    object[name] = below;
    put(below, [next, ...rest].join('.'), value);
  }
}

function typeFor(row: PolicyType, whens: readonly When[]): string | undefined {
  const said = whens.find((when) => when.at === '@odata.type')?.is;
  if (typeof said === 'string') return said.replace('#microsoft.graph.', '');
  const types = row.types ?? (row.implied === undefined ? [] : [row.implied]);
  return types.find((type) => whens.every((when) => typeNamed(type)?.properties.has(pathSteps(when.at)[0] ?? '') === true || typeNamed(type)?.navigation.has(pathSteps(when.at)[0] ?? '') === true));
}

/** Puts an object into the source that fits all conditions of a rule. */
function putFitting(row: PolicyType, whens: readonly When[], because: string, name: string): void {
  const type = typeFor(row, whens);
  if (type === undefined) throw new Error(`no type of ${row.kind} has ${whens.map((when) => when.at).join(', ')}`);
  const object: JsonObject = { '@odata.type': typed(type), [row.name]: name };
  for (const when of whens) {
    // a member that is not there is null
    if (when.at !== '@odata.type' && when.is !== null) put(object, when.at, fitting(when));
  }
  if (row.collection === 'identity/conditionalAccess/policies') object['state'] ??= 'enabled';
  pair.source.put(row.collection, object);
  const known = object[row.name];
  staying.set(`${row.kind} ${typeof known === 'string' ? known : name}`, because);
}

before(async () => {
  pair = await startPair(policies);
  putNeighbors(pair.source, pair.destination);
  for (const row of policies) {
    for (const [index, { when, because }] of [...(row.owned ?? []), ...(row.stays ?? [])].entries()) putFitting(row, when, because, `Stays ${row.kind} ${String(index)}`);
    for (const [type, because] of Object.entries(row.matchOnly ?? {})) {
      if (type !== '*') putFitting(row, [{ at: '@odata.type', is: typed(type) }], because, `Only matched ${type}`);
    }
  }
  bundle = await pair.export('source');
});

after(() => pair.stop());

test('What a service made, what no other tenant takes and what is only matched stays behind, with the reason and remedy of its row', async () => {
  const { plan } = await pair.plan(bundle);
  const found = new Map(plan.asides.map((aside) => [`${aside.kind} ${aside.name}`, aside]));
  assert.ok(staying.size > 60, `${String(staying.size)} rules were tried`);
  const wrong = [...staying].flatMap(([key, because]) => {
    const aside = found.get(key);
    return aside?.state === 'not portable' && aside.because.includes(because) ? [] : [`${key}: ${aside === undefined ? 'it would go' : `${aside.state}, ${aside.because}`}`];
  });
  assert.deepEqual(wrong, []);
});

test('Default objects are updated under the id of the destination, never created and never assigned', async () => {
  const limit = pair.source.data.set('deviceManagement/deviceEnrollmentConfigurations').list().find((one) => one.id.endsWith('_DefaultLimit'));
  assert.ok(limit !== undefined);
  limit.body = { ...limit.body, limit: 11 };
  const again = await pair.export('source', [catalog.row('enrollmentLimit')]);
  const { whole } = await pair.plan(again, { onExisting: 'update' });
  const actions = whole.waves.flat();
  assert.deepEqual(actions.map((action) => action.do), ['update']);
  await pair.import(again, whole, memoryJournal());
  const twin = pair.destination.data.set('deviceManagement/deviceEnrollmentConfigurations').list().find((one) => one.id.endsWith('_DefaultLimit'));
  assert.equal(twin?.body['limit'], 11);
  assert.notEqual(twin?.id, limit.id);
});

test('A conditional access policy arrives report-only unless its state is to be kept, and is equal to what was planned', async () => {
  const conditions = { users: { includeUsers: ['All'] }, applications: { includeApplications: ['All'] } };
  pair.source.put('identity/conditionalAccess/policies', { displayName: 'Block everybody', state: 'enabled', conditions, grantControls: { operator: 'OR', builtInControls: ['block'] } });
  const rows = [catalog.row('conditionalAccess')];
  const access = await pair.export('source', rows);
  const { whole } = await pair.plan(access, { keepState: false });
  const journal = memoryJournal();
  await pair.import(access, whole, journal);
  const arrived = pair.destination.list('identity/conditionalAccess/policies').find((one) => one['displayName'] === 'Block everybody');
  assert.equal(arrived?.['state'], 'enabledForReportingButNotEnforced');
  const { verdicts } = await pair.verify(access, whole, journal);
  assert.deepEqual(verdicts.filter((verdict) => verdict.as === 'different' || verdict.as === 'missing'), []);
  assert.ok(whole.findings.some((finding) => finding.message.includes('Block everybody') && finding.message.includes('arrives as')));
});

test('Enrollment configurations keep their order, whatever the order in which the source lists them', async () => {
  const path = 'deviceManagement/deviceEnrollmentConfigurations';
  for (const [priority, displayName] of [[4, 'Fourth'], [1, 'First'], [5, 'Fifth'], [3, 'Third'], [2, 'Second']] as const) {
    pair.source.put(path, { '@odata.type': typed('windows10EnrollmentCompletionPageConfiguration'), displayName, priority });
  }
  const pages = await pair.export('source', [catalog.row('enrollmentStatusPage')]);
  const { whole } = await pair.plan(pages);
  const result = await pair.import(pages, whole, memoryJournal());
  assert.deepEqual(result.endings.filter((ending) => ending.state === 'failed').map((ending) => ending.because), []);
  const arrived = pair.destination
    .list(path)
    .filter((one) => one['@odata.type'] === typed('windows10EnrollmentCompletionPageConfiguration') && one['priority'] !== 0)
    .sort((a, b) => Number(a['priority']) - Number(b['priority']));
  assert.deepEqual(arrived.map((one) => one['displayName']), ['First', 'Second', 'Third', 'Fourth', 'Fifth']);
});

test('An app of the Microsoft Store is assigned once it is published, and not before', async () => {
  pair.destination.options.publishing = 1;
  const group = pair.source.list('groups').find((one) => one['displayName'] === 'Pilot');
  pair.source.put('deviceAppManagement/mobileApps', {
    '@odata.type': typed('winGetApp'),
    displayName: 'Painter',
    publisher: 'Northwind',
    packageIdentifier: '9NPAINTER',
    installExperience: { runAsAccount: 'user' },
    assignments: [{ intent: 'required', target: { '@odata.type': typed('groupAssignmentTarget'), groupId: group?.['id'] ?? '' } }],
  });
  const apps = await pair.export('source', [catalog.row('mobileApp')]);
  const { whole } = await pair.plan(apps);
  const result = await pair.import(apps, whole, memoryJournal());
  pair.destination.options.publishing = 0;
  assert.deepEqual(result.endings.filter((ending) => ending.name === 'Painter').map((ending) => ending.state), ['created']);
  const app = pair.destination.list('deviceAppManagement/mobileApps', ['assignments']).find((one) => one['displayName'] === 'Painter');
  assert.equal(app?.['publishingState'], 'published');
  assert.equal(Array.isArray(app['assignments']) ? app['assignments'].length : 0, 1);
});
