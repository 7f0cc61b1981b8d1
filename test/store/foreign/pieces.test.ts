import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isObject, type Json, type JsonObject } from '../../../src/model/json.js';
import { withoutNoise } from '../../../src/store/foreign/clean.js';
import { contextOf } from '../../../src/store/foreign/context.js';
import { withoutDamage } from '../../../src/store/foreign/damage.js';
import { nameFromFile } from '../../../src/store/foreign/file-name.js';
import { isGivenId, isMadeId, madeId } from '../../../src/store/foreign/identity.js';

const names = fc.constantFrom('id', 'value', 'settings', 'children', 'assignments', 'displayName', 'a.b');
const { tree } = fc.letrec<{ tree: Json }>((tie) => ({
  tree: fc.oneof({ maxDepth: 4 }, fc.constantFrom<Json>(null, true, 3, 'text', '#not a member'), fc.array(tie('tree'), { maxLength: 3 }), fc.dictionary(names, tie('tree'), { maxKeys: 4, noNullPrototype: true })),
}));
const objects = fc.dictionary(names, tree, { maxKeys: 5, noNullPrototype: true });

/** The same object as full metadata has it: an annotation beside every member, links and actions in every object. */
function noisy(value: Json): Json {
  if (Array.isArray(value)) return value.map(noisy);
  if (!isObject(value)) return value;
  const result: JsonObject = { '@odata.id': 'x', '@odata.editLink': 'x', '#microsoft.graph.assign': { title: 'x' }, '@odata.': 'x', '#CustomRef_rootCertificate': 'x' };
  for (const [name, member] of Object.entries(value)) {
    result[`${name}@odata.type`] = '#Collection(String)';
    result[name] = noisy(member);
    result[`${name}@odata.navigationLink`] = 'x';
  }
  return result;
}

test('whatever annotations stand beside the data, the data stays as it was', () => {
  fc.assert(fc.property(objects, (object) => {
    const noise = noisy(object);
    assert.deepEqual(isObject(noise) ? withoutNoise(noise) : undefined, object);
  }), { numRuns: 300 });
});

test('an object that is not damaged comes out of the repair as it went in', () => {
  fc.assert(fc.property(objects, (object) => assert.deepEqual(withoutDamage(object), { value: object, lost: [] })), { numRuns: 300 });
});

test('made ids are equal for equal names only, and no tenant gives such ids', () => {
  fc.assert(fc.property(fc.string(), fc.string(), (a, b) => {
    const [first, second] = [madeId('group', a), madeId('group', b)];
    assert.ok(isMadeId(first) && !isGivenId(first));
    assert.equal(first === second, a === b);
  }), { numRuns: 300 });
  fc.assert(fc.property(fc.uuid({ version: 4 }), (id) => assert.ok(!isMadeId(id))), { numRuns: 300 });
  assert.ok(isGivenId('T_b149f8ef-4244-4ed0-8536-4fd975eda462'));
  for (const typed of ['00000000-0000-0000-0000-000000000001', '11111111-1111-1111-1111-111111111111', '0', 'test-id']) assert.ok(!isGivenId(typed), typed);
});

test('a context says which collection, whether members were selected, and what lies below which object', () => {
  const root = 'https://graph.microsoft.com/beta/$metadata#';
  assert.deepEqual(contextOf(`${root}deviceManagement/configurationPolicies/$entity`), { collection: 'deviceManagement/configurationPolicies', selected: false });
  assert.deepEqual(contextOf(`${root}deviceManagement/deviceCompliancePolicies(assignments(),scheduledActionsForRule(scheduledActionConfigurations()))/$entity`), { collection: 'deviceManagement/deviceCompliancePolicies', selected: false });
  assert.deepEqual(contextOf(`${root}deviceManagement/deviceConfigurations(id,displayName,assignments())`), { collection: 'deviceManagement/deviceConfigurations', selected: true });
  assert.deepEqual(contextOf(`${root}deviceManagement/deviceConfigurations('a b')/microsoft.graph.windows10CustomConfiguration/assignments`), { collection: 'deviceManagement/deviceConfigurations', selected: false, below: 'assignments', parent: 'a b' });
  assert.equal(contextOf(`${root}Edm.Boolean`), undefined);
  assert.equal(contextOf('nonsense'), undefined);
});

test('the name of a file is the name of the policy without time stamps and ending', () => {
  assert.equal(nameFromFile('x/Baseline - Edge_2025-09-01T08_16_19.767Z.json'), 'Baseline - Edge');
  assert.equal(nameFromFile('PAW-Edge_25-11-2020-17-42-11.json'), 'PAW-Edge');
  assert.equal(nameFromFile('Outlook profile .json'), 'Outlook profile');
  assert.equal(nameFromFile('.json'), '');
});
