import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { catalog } from '../../src/catalog/index.js';
import { filledIn, foresee, foreseenAssign } from '../../src/engine/foresee.js';
import { prepare, type Workshop } from '../../src/engine/prepare.js';
import { tokenFor } from '../../src/engine/resolve.js';
import { addressOf, parseAddress } from '../../src/model/address.js';
import { idOf } from '../../src/model/ids.js';
import type { JsonObject } from '../../src/model/json.js';
import type { Resolution } from '../../src/model/mapping.js';
import type { Policy } from '../../src/model/policy.js';

const rows = ['settingsCatalog', 'compliancePolicy', 'deviceRestrictions', 'conditionalAccess', 'iosAppProtection', 'mobileApp', 'termsAndConditions', 'enrollmentStatusPage'].flatMap((kind) => catalog.find(kind) ?? []);

const guids = Array.from({ length: 8 }, (_one, index) => `aaaaaaaa-0000-4000-8000-00000000000${String(index)}`);
const names = ['Sales', 'A {{made:x}} b', "O'Brien & Söhne $&", 'IT (old)'];

/** What stands for each group of the source in the destination. */
const resolution = fc.oneof(
  fc.constant<Resolution>({ as: 'kept', because: 'the same everywhere' }),
  fc.constantFrom(...names).map((name): Resolution => ({ as: 'made', by: addressOf('group', name, '0000abcd') })),
  fc.integer({ min: 0, max: 7 }).map((index): Resolution => ({ as: 'mapped', id: idOf('destination', `bbbbbbbb-0000-4000-8000-00000000000${String(index)}`), because: 'same name' })),
  fc.constant<Resolution>({ as: 'dropped', because: 'you said so' }),
);

const target = fc.record({
  type: fc.constantFrom('groupAssignmentTarget', 'exclusionGroupAssignmentTarget', 'allDevicesAssignmentTarget'),
  group: fc.integer({ min: 0, max: 7 }),
  filter: fc.option(fc.integer({ min: 0, max: 7 }), { nil: undefined }),
});

function assignmentOf(one: { readonly type: string; readonly group: number; readonly filter: number | undefined }): JsonObject {
  return {
    target: {
      '@odata.type': `#microsoft.graph.${one.type}`,
      ...(one.type.startsWith('all') ? {} : { groupId: guids[one.group] ?? '' }),
      deviceAndAppManagementAssignmentFilterId: one.filter === undefined ? null : (guids[one.filter] ?? ''),
      deviceAndAppManagementAssignmentFilterType: one.filter === undefined ? 'none' : 'include',
    },
  };
}

test('the assignments that a plan foresaw, with the ids of the run filled in, are those that would be prepared anew', () => {
  assert.ok(rows.length >= 6);
  let filledAtAll = 0;
  fc.assert(
    fc.property(fc.constantFrom(...rows), fc.array(target, { maxLength: 5 }), fc.array(resolution, { minLength: 8, maxLength: 8 }), fc.string(), (row, targets, resolutions, text) => {
      const policy: Policy = {
        address: addressOf(row.kind, 'Policy', 'abcd0000'),
        kind: row.kind,
        id: idOf('source', guids[0] ?? ''),
        name: 'Policy',
        ...(row.types?.[0] === undefined ? {} : { type: row.types[0] }),
        body: { [row.name]: 'Policy', description: text },
        children: {},
        links: {},
        assignments: targets.map(assignmentOf),
        secrets: [],
      };
      const workshop: Workshop = {
        catalog,
        lookup: (_to, id) => resolutions[guids.indexOf(id)],
        addressOfMade: (made) => parseAddress(made)?.address,
        options: { assignments: 'now', onExisting: 'skip', prefix: '', keepState: false, allowOpen: false },
        bindRoot: 'https://graph.microsoft.com',
        spellings: {},
        rewrite: (_policy, resolved) => resolved,
      };
      const idOfMade = (made: string): string => `cccccccc-0000-4000-8000-${String(names.findIndex((name) => made.includes(name))).padStart(12, '0')}`;
      const foreseen = foreseenAssign(foresee(workshop, row, policy));
      const filled = filledIn(foreseen, idOfMade);
      const anew = prepare(workshop, row, policy, idOfMade).assign;
      if (filled === undefined) return;
      if (foreseen.made.size > 0) filledAtAll += 1;
      assert.deepEqual(filled, anew);
    }),
    { numRuns: 400 },
  );
  assert.ok(filledAtAll > 50, 'tokens were filled in');
});

test('a token inside a longer text, or one whose object has no id yet, is not filled in', () => {
  const step = { name: 'assign', method: 'POST', api: 'beta', service: 'others', path: 'x/{id}/assign', repeatable: true } as const;
  const made = new Set(['group/Sales (1)']);
  const token = tokenFor('group/Sales (1)');
  assert.equal(filledIn({ made, steps: [{ ...step, body: { link: `https://graph.microsoft.com/beta/groups('${token}')` } }] }, () => 'id'), undefined);
  assert.equal(filledIn({ made, steps: [{ ...step, body: { list: [{ id: token }] } }] }, () => undefined), undefined);
  assert.deepEqual(filledIn({ made, steps: [{ ...step, body: { list: [{ id: token }] } }] }, () => 'id'), [{ ...step, body: { list: [{ id: 'id' }] } }]);
});
