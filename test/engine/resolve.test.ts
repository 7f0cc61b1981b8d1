import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Address } from '../../src/model/address.js';
import { idOf } from '../../src/model/ids.js';
import type { Json, JsonObject } from '../../src/model/json.js';
import type { Resolution } from '../../src/model/mapping.js';
import { policyOf } from '../../src/engine/intake.js';
import { referencesOf } from '../../src/engine/references.js';
import { assignmentsOf, resolve, type Resolved } from '../../src/engine/resolve.js';
import { assignSteps } from '../../src/engine/assign-steps.js';
import { createSteps } from '../../src/engine/create-steps.js';
import { thing } from './rows.js';

const sourceIds = ['5a000000-0000-4000-8000-000000000001', '5a000000-0000-4000-8000-000000000002', '5a000000-0000-4000-8000-000000000003', '5a000000-0000-4000-8000-000000000004'] as const;
const someId = fc.constantFrom(...sourceIds);
const targets = ['groupAssignmentTarget', 'exclusionGroupAssignmentTarget'] as const;

const assignment = fc.record({ type: fc.constantFrom(...targets), groupId: someId, filter: fc.option(someId, { nil: undefined }), inherited: fc.boolean() }).map(
  ({ type, groupId, filter, inherited }): JsonObject => ({
    target: {
      '@odata.type': `#microsoft.graph.${type}`,
      groupId,
      ...(filter === undefined || type !== 'groupAssignmentTarget' ? {} : { deviceAndAppManagementAssignmentFilterId: filter, deviceAndAppManagementAssignmentFilterType: 'include' }),
    },
    ...(inherited ? { source: 'policySets' } : {}),
  }),
);

const objects = fc.record({
  tags: fc.array(fc.oneof(someId, fc.constant('0')), { maxLength: 4 }),
  owner: fc.oneof(someId, fc.constant(''), fc.constant(null)),
  conditions: fc.record({ excludeTags: fc.array(someId, { maxLength: 2 }) }),
  parts: fc.array(fc.record({ tag: someId, text: fc.constantFrom('one', 'two') }), { maxLength: 3 }),
  must: fc.oneof(someId, fc.constant(null)),
  deep: fc.record({ sort: fc.constantFrom('link', 'text'), inner: fc.record({ ref: fc.constant(sourceIds[0]) }) }),
  assignments: fc.array(assignment, { maxLength: 4 }),
});

const resolutions = fc.array(fc.constantFrom<Resolution['as'] | 'unknown'>('mapped', 'made', 'dropped', 'open', 'unknown'), { minLength: 4, maxLength: 4 });

interface Case {
  readonly object: JsonObject;
  readonly answers: readonly (Resolution['as'] | 'unknown')[];
  readonly resolved: Resolved;
  readonly sent: string;
}

function destinationId(id: string): string {
  return id.replace('5a0', 'de5');
}

function solve(object: JsonObject, answers: readonly (Resolution['as'] | 'unknown')[], allowOpen = false): Case {
  const policy = policyOf('source', thing, { object: { ...object, id: '5a000000-0000-4000-8000-0000000000ff', displayName: 'Thing' } });
  const lookup = (_to: readonly string[], id: string): Resolution | undefined => {
    const as = answers[sourceIds.findIndex((one) => one === id)];
    if (as === 'mapped') return { as, id: idOf('destination', destinationId(id)), because: 'said so' };
    if (as === 'made') return { as, by: id };
    if (as === 'dropped') return { as, because: 'said so' };
    return as === 'open' ? { as, because: 'nobody knows', candidates: [] } : undefined;
  };
  const resolved = resolve(thing, policy, lookup, destinationId, (): Address | undefined => undefined, { prefix: '', keepState: true, allowOpen });
  const steps = [...createSteps(thing, policy, resolved, 'https://graph.microsoft.com', () => undefined), ...assignSteps(thing, resolved.draft)];
  return { object, answers, resolved, sent: JSON.stringify(steps.map((step) => step.body ?? null)) };
}

test('No id of the source that a rule claims is ever in what would be sent, whatever was decided about it', () => {
  fc.assert(
    fc.property(objects, resolutions, fc.boolean(), (object, answers, allowOpen) => {
      const { sent } = solve(object, answers, allowOpen);
      // a text that only looks like a reference is none: its rule asks for another sort
      const claimed = object.deep.sort === 'link' ? sourceIds : sourceIds.slice(1);
      const text = object.deep.sort === 'link' ? sent : sent.replace(`"ref":"${sourceIds[0]}"`, '');
      for (const id of claimed) assert.ok(!text.includes(id), `${id} is in ${text}`);
    }),
    { numRuns: 400 },
  );
});

test('An exclusion is never left out silently: it is sent, asked for, or said', () => {
  fc.assert(
    fc.property(objects, resolutions, fc.boolean(), (object, answers, allowOpen) => {
      const { resolved } = solve(object, answers, allowOpen);
      const direct = object.assignments.filter((one) => one['source'] === undefined);
      const isExclusion = (one: JsonObject): boolean => JSON.stringify(one).includes('exclusionGroup');
      const kept = assignmentsOf(resolved.draft).filter(isExclusion).length;
      const lost = direct.filter(isExclusion).length - kept;
      const said = [...resolved.open, ...resolved.dropped].filter(({ reference }) => /^\/assignments\/\d+\/target\/groupId$/u.test(reference.at) && isExclusion(object.assignments[Number(/\d+/u.exec(reference.at)?.[0])] ?? {}));
      assert.equal(said.length, lost);
      if (allowOpen) assert.ok(said.every(({ because }) => !because.includes('--allow-open')), 'a flag leaves no exclusion out');
    }),
    { numRuns: 300 },
  );
});

test('References are found exactly where the rules say, each with its pointer', () => {
  fc.assert(
    fc.property(objects, (object) => {
      const policy = policyOf('source', thing, { object: { ...object, id: 'x', displayName: 'Thing' } });
      const wanted = new Set<string>();
      object.tags.forEach((id, index) => id !== '0' && wanted.add(`/body/tags/${String(index)}`));
      if (typeof object.owner === 'string' && object.owner !== '') wanted.add('/body/owner');
      object.conditions.excludeTags.forEach((_id, index) => wanted.add(`/body/conditions/excludeTags/${String(index)}`));
      object.parts.forEach((_part, index) => wanted.add(`/body/parts/${String(index)}/tag`));
      if (object.must !== null) wanted.add('/body/must');
      if (object.deep.sort === 'link') wanted.add('/body/deep/inner/ref');
      object.assignments.forEach((one, index) => {
        if (one['source'] !== undefined) return;
        wanted.add(`/assignments/${String(index)}/target/groupId`);
        if (JSON.stringify(one).includes('FilterId')) wanted.add(`/assignments/${String(index)}/target/deviceAndAppManagementAssignmentFilterId`);
      });
      assert.deepEqual(referencesOf(thing, policy).map((one) => one.at).sort(), [...wanted].sort());
    }),
    { numRuns: 300 },
  );
});

test('What is dropped leaves the way its rule says: the value, the list item around it, the whole assignment', () => {
  const object: JsonObject = {
    tags: ['0', sourceIds[0], sourceIds[1]],
    parts: [{ tag: sourceIds[0], text: 'gone' }, { tag: sourceIds[1], text: 'stays' }],
    assignments: [
      { target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: sourceIds[1], deviceAndAppManagementAssignmentFilterId: sourceIds[0], deviceAndAppManagementAssignmentFilterType: 'include' } },
      { target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: sourceIds[1] } },
    ],
  };
  const { resolved } = solve(object, ['dropped', 'mapped', 'mapped', 'mapped']);
  assert.deepEqual(resolved.draft.body['tags'], ['0', destinationId(sourceIds[1])]);
  assert.deepEqual(resolved.draft.body['parts'], [{ tag: destinationId(sourceIds[1]), text: 'stays' }]);
  assert.deepEqual(resolved.draft.assignments, [{ target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: destinationId(sourceIds[1]) } }]);
  assert.equal(resolved.dropped.length, 3);
});

test('A target that the kind does not take is said and left out; where it keeps a group out, nothing is assigned', () => {
  const only = { ...thing, assign: { by: 'action', as: 'assignments', read: 'expand', only: ['group'], filters: false } } as const;
  const target = (type: string, more: JsonObject = {}): JsonObject => ({ target: { '@odata.type': `#microsoft.graph.${type}`, ...more } });
  const mapped = (_to: readonly string[], id: string): Resolution => ({ as: 'mapped', id: idOf('destination', destinationId(id)), because: '' });
  const assign = (assignments: Json[]): Resolved => resolve(only, policyOf('source', only, { object: { id: 'x', displayName: 'T', assignments } }), mapped, destinationId, () => undefined, { prefix: '', keepState: true, allowOpen: false });

  const wide = assign([target('groupAssignmentTarget', { groupId: sourceIds[0] }), target('allDevicesAssignmentTarget'), target('groupAssignmentTarget', { groupId: sourceIds[1], deviceAndAppManagementAssignmentFilterId: sourceIds[2], deviceAndAppManagementAssignmentFilterType: 'include' })]);
  assert.deepEqual(wide.refused.map(({ at }) => at), ['/assignments/1', '/assignments/2']);
  assert.equal(wide.draft.assignments?.length, 1);
  assert.deepEqual(wide.open, []);

  const narrow = assign([target('groupAssignmentTarget', { groupId: sourceIds[0] }), target('exclusionGroupAssignmentTarget', { groupId: sourceIds[1] })]);
  assert.deepEqual(narrow.draft.assignments, []);
  assert.equal(narrow.refused.length, 2);
});
