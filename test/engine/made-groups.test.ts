import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalog } from '../../src/catalog/index.js';
import { policyOfNeighbor } from '../../src/engine/made-policy.js';
import { propose } from '../../src/engine/match.js';
import { idOf } from '../../src/model/ids.js';
import type { Json } from '../../src/model/json.js';
import type { Neighbor } from '../../src/model/policy.js';

const row = catalog.row('group');

function group(facts: Record<string, Json>): Neighbor {
  return { kind: 'group', id: idOf('source', 'c2f6a9d0-0d3b-4a52-9c0e-5b1f7e2a6d11'), name: 'Kiosk', state: 'found', facts };
}

test('a group of which an export tells the name alone is a question, because nobody knows whether it has a rule', () => {
  assert.equal(propose(row, { neighbor: group({}), usedBy: 1, excludes: false }, { objects: [] }).decision, 'open');
  assert.equal(propose(row, { neighbor: group({ groupTypes: [] }), usedBy: 1, excludes: false }, { objects: [] }).decision, 'create');
  assert.equal(propose(row, { neighbor: group({ membershipRule: '(device.deviceOSType -eq "Windows")' }), usedBy: 1, excludes: false }, { objects: [] }).decision, 'create');
});

test('a group is created with all that the service demands, however little the export tells', () => {
  const { body } = policyOfNeighbor(row, group({}));
  assert.deepEqual(body, { displayName: 'Kiosk', groupTypes: [], mailEnabled: false, mailNickname: 'Kiosk', securityEnabled: true });
});

test('a rule that was saved without its words makes a group that follows it', () => {
  const { body } = policyOfNeighbor(row, group({ membershipRule: '(device.deviceOSType -eq "Windows")' }));
  assert.deepEqual([body['groupTypes'], body['membershipRuleProcessingState'], body['securityEnabled']], [['DynamicMembership'], 'On', true]);
});
