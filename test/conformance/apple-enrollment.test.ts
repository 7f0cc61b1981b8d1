import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { catalog } from '../../src/catalog/index.js';
import { propose } from '../../src/engine/match.js';
import { idOf } from '../../src/model/ids.js';
import { textAt, type JsonObject } from '../../src/model/json.js';
import { memoryJournal } from './memory.js';
import { startPair, type Pair } from './pair.js';

/* Profiles of Apple's automated enrollment: below a token, or in the settings catalog with the token's id in them. */

const typed = (type: string): string => `#microsoft.graph.${type}`;
const tokens = 'deviceManagement/depOnboardingSettings';
const profiles = `${tokens}/enrollmentProfiles`;
const policies = 'deviceManagement/configurationPolicies';
const rows = [catalog.row('enrollmentProfile'), catalog.row('settingsCatalog')];
const source = { office: '7d1f3c52-0000-4000-8000-00000000a001', shops: '7d1f3c52-0000-4000-8000-00000000a002' };
const destination = { office: '7d1f3c52-0000-4000-8000-00000000b001', shops: '7d1f3c52-0000-4000-8000-00000000b002' };
const arrived = ['equal enrollmentProfile/Phones', 'equal enrollmentProfile/Phones', 'equal settingsCatalog/Tablets', 'equal settingsCatalog/Tablets', 'not checked enrollmentProfile/Configurator'];
let pair: Pair;

before(async () => {
  pair = await startPair(rows);
  for (const [name, id] of Object.entries(source)) pair.source.put(tokens, { id, tokenName: `Contoso ${name}`, tokenType: 'dep' });
  pair.source.put(tokens, { id: '7d1f3c52-0000-4000-8000-00000000a009', tokenName: 'Apple Configurator', tokenType: 'none' });
  for (const [name, token] of Object.entries(source)) {
    pair.source.put(profiles, { '@odata.type': typed('depIOSEnrollmentProfile'), id: `${token}_5c0${token.slice(-1)}7e31-0000-4000-8000-00000000c001`, displayName: 'Phones', waitForDeviceConfiguredConfirmation: true, isDefault: token === source.shops, supportDepartment: name });
    pair.source.put(policies, policy('Tablets', token));
  }
  pair.source.put(profiles, { id: '7d1f3c52-0000-4000-8000-00000000a009_7d1f3c52-0000-4000-8000-00000000d001', displayName: 'Configurator', configurationEndpointUrl: 'https://appleconfigurator2.manage.microsoft.com/EnrollmentServer/MDMServiceConfig?id=7d1f3c52-0000-4000-8000-00000000a009' });
});
after(() => pair.stop());

function policy(name: string, token: string): JsonObject {
  const settingInstance: JsonObject = {
    '@odata.type': typed('deviceManagementConfigurationChoiceSettingInstance'), settingDefinitionId: 'ade_lockedenrollment',
    choiceSettingValue: { '@odata.type': typed('deviceManagementConfigurationChoiceSettingValue'), value: 'ade_lockedenrollment_1', children: [] },
  };
  return {
    name, platforms: 'iOS', technologies: 'enrollment', creationSource: `DepTokenId_${token}`,
    templateReference: { templateId: '27d20e9c-50c1-48f8-a44c-f37de4510051_1', templateFamily: 'enrollmentConfiguration' },
    settings: [{ '@odata.type': typed('deviceManagementConfigurationSetting'), settingInstance }],
  };
}

async function proposed(): Promise<readonly (readonly [string | undefined, string, string, number])[]> {
  const bundle = await pair.export('source');
  const mappings = await pair.propose(bundle);
  return (mappings.get('enrollment-tokens')?.entries ?? []).map((entry) => [entry.source.name, entry.decision, entry.because, entry.decision === 'open' ? entry.candidates.length : 0]);
}

test('Which token stands for which is never guessed: none is said with what to do, one is offered, of several all are', async () => {
  const asked = await proposed();
  assert.deepEqual(asked.map(([name, decision, , count]) => [name, decision, count]), [['Contoso office', 'open', 0], ['Contoso shops', 'open', 0]]);
  assert.match(asked[0]?.[2] ?? '', /the destination has no .*: Make a server for the destination/u);
  pair.destination.put(tokens, { id: '7d1f3c52-0000-4000-8000-00000000b009', tokenName: 'Apple Configurator', tokenType: 'none' });
  pair.destination.put(tokens, { id: destination.office, tokenName: 'Fabrikam', tokenType: 'dep' });
  assert.deepEqual((await proposed()).map(([, decision, because, count]) => [decision, because.endsWith('has this one'), count]), [['open', true, 1], ['open', true, 1]]);
  pair.destination.put(tokens, { id: destination.shops, tokenName: 'Contoso shops', tokenType: 'dep' });
  const named = await proposed();
  assert.deepEqual(named.map(([, decision, , count]) => [decision, count]), [['open', 2], ['map', 0]]);
  const first = pair.destination.data.set(tokens).get(destination.office);
  if (first !== undefined) first.body = { ...first.body, tokenName: 'Contoso office' };
});

test('Profiles and policies arrive below the tokens that stand for theirs, also where two have one name; a policy is not moved a second time as the profile that mirrors it', async () => {
  const bundle = await pair.export('source');
  assert.deepEqual(bundle.all().map(({ kind, name }) => `${kind} ${name}`).sort(), ['enrollmentProfile Configurator', 'enrollmentProfile Phones', 'enrollmentProfile Phones', 'settingsCatalog Tablets', 'settingsCatalog Tablets']);
  const { whole, stops } = await pair.plan(bundle);
  assert.deepEqual(stops.map(({ message }) => message), []);
  const said = whole.findings.map(({ code, message }) => `${code} ${message}`);
  assert.equal(said.filter((one) => one.includes('default profile of its token')).length, 1);
  assert.ok(said.some((one) => one.includes('Apple Configurator holds the address')));
  const journal = memoryJournal();
  const result = await pair.import(bundle, whole, journal);
  assert.deepEqual(result.endings.flatMap((ending) => (ending.state === 'failed' || ending.state === 'skipped' ? [`${ending.address}: ${ending.because}`] : [])), []);
  const below = pair.destination.data.set(profiles).list().map((one) => `${one.id.split('_')[0] ?? ''} ${textAt(one.body, 'displayName') ?? ''} ${textAt(one.body, 'supportDepartment') ?? ''}`).sort();
  assert.deepEqual(below, [`${destination.office} Phones office`, `${destination.office} Tablets `, `${destination.shops} Phones shops`, `${destination.shops} Tablets `]);
  assert.deepEqual(pair.destination.data.set(policies).list().map((one) => one.body['creationSource']).sort(), [`DepTokenId_${destination.office}`, `DepTokenId_${destination.shops}`]);
  const { verdicts } = await pair.verify(bundle, whole, journal);
  assert.deepEqual(verdicts.map((verdict) => `${verdict.as} ${verdict.address.split(' ')[0] ?? ''}`).sort(), arrived);

  const again = await pair.plan(bundle, { onExisting: 'update' });
  assert.deepEqual(again.plan.waves.flat().filter((action) => action.do !== 'keep' || !action.same).map((action) => action.address), []);
  for (const one of pair.destination.data.set(policies).list()) one.body = { ...one.body, description: 'changed' };
  for (const one of pair.destination.data.set(profiles).list()) if (one.body['displayName'] === 'Phones') one.body = { ...one.body, supportDepartment: 'nobody' };
  const changed = await pair.plan(bundle, { onExisting: 'update' });
  const update = memoryJournal();
  const second = await pair.import(bundle, changed.whole, update);
  assert.deepEqual(second.endings.map(({ state }) => state).filter((state) => state !== 'not portable'), ['updated', 'updated', 'updated', 'updated']);
  assert.deepEqual((await pair.verify(bundle, changed.whole, update)).verdicts.map((verdict) => `${verdict.as} ${verdict.address.split(' ')[0] ?? ''}`).sort(), arrived);

  const { ends } = await pair.rollback(bundle, whole, journal);
  assert.deepEqual(ends.map(({ end }) => end), ['deleted', 'deleted', 'deleted', 'deleted']);
  assert.equal(pair.destination.data.set(profiles).size, 0);
});

test('Where the answer to a create was lost, the new profile is found below its own token, though another token has one of that name', async () => {
  pair.destination.put(profiles, { '@odata.type': typed('depIOSEnrollmentProfile'), id: `${destination.office}_5c0a7e31-0000-4000-8000-00000000c001`, displayName: 'Phones', supportDepartment: 'office', waitForDeviceConfiguredConfirmation: true });
  pair.destination.put(policies, policy('Tablets', destination.office));
  const bundle = await pair.export('source');
  const { whole } = await pair.plan(bundle);
  assert.deepEqual(whole.waves.flat().map((action) => `${action.do} ${action.name}`).sort(), ['create Phones', 'create Tablets', 'keep Phones', 'keep Tablets']);
  for (const path of [/enrollmentProfiles$/u, /configurationPolicies$/u]) pair.destination.faults.add({ what: { deed: 'drop answer' }, method: 'POST', path, nth: 1 });
  const result = await pair.import(bundle, whole, memoryJournal());
  pair.destination.faults.reset();
  assert.deepEqual(result.endings.flatMap((ending) => (ending.state === 'failed' || ending.state === 'skipped' ? [`${ending.address}: ${ending.because}`] : [])), []);
  assert.deepEqual(pair.destination.data.set(profiles).list().filter((one) => one.body['displayName'] === 'Phones').map((one) => one.id.slice(0, 36)).sort(), [destination.office, destination.shops]);
  assert.equal(pair.destination.data.set(policies).size, 2);
});

test('A policy whose token is gone in the source stays behind, and the plan says why; nothing waits for an answer', async () => {
  pair.source.put(policies, policy('Orphan', '7d1f3c52-0000-4000-8000-00000000a00f'));
  const { whole, stops } = await pair.plan(await pair.export('source'));
  assert.deepEqual(stops.map(({ message }) => message), []);
  assert.deepEqual(whole.waves.flat().filter((action) => action.name === 'Orphan'), []);
  assert.deepEqual(whole.findings.filter(({ address }) => address?.startsWith('settingsCatalog/Orphan')).map(({ message }) => message), [
    'Settings catalog, endpoint security and security baselines "Orphan" stays behind with Token for Automated Device Enrollment 7d1f3c52-0000-4000-8000-00000000a00f, which it cannot be without: it no longer exists in the source: whatever points at it reaches nobody.',
  ]);
});

test('Where nobody can tell a profile from the policy that it mirrors, profiles are not seen; a token that has no profiles has none', async () => {
  pair.source.faults.add({ what: { deed: 'forbidden' }, method: 'GET', path: /configurationPolicies\/[^/]+$/u });
  await assert.rejects(pair.export('source'), /not seen: .*enrollmentProfile/u);
  pair.source.faults.reset();
  pair.source.faults.add({ what: { deed: 'status', status: 404 }, method: 'GET', path: /a009\/enrollmentProfiles$/u });
  const bundle = await pair.export('source');
  pair.source.faults.reset();
  assert.deepEqual(bundle.all().filter(({ kind }) => kind === 'enrollmentProfile').map(({ name }) => name), ['Phones', 'Phones']);
});

test('A token that an export of another tool only names by its id is asked for with all that the destination has', () => {
  const asked = propose(catalog.row('enrollmentToken'), { neighbor: { kind: 'enrollmentToken', id: idOf('source', source.office), state: 'not seen', facts: {} }, usedBy: 1, excludes: false }, {
    objects: [{ id: destination.office, tokenName: 'Fabrikam', tokenType: 'dep' }, { id: '7d1f3c52-0000-4000-8000-00000000b009', tokenName: 'Apple Configurator', tokenType: 'none' }],
  });
  assert.deepEqual(asked.decision === 'open' ? asked.candidates.map(({ name }) => name) : asked.decision, ['Fabrikam']);
});
