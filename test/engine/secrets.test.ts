import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { JsonObject } from '../../src/model/json.js';
import { policyOf } from '../../src/engine/intake.js';
import { comparePolicy } from '../../src/engine/compare-policies.js';
import { resolve, type Resolved } from '../../src/engine/resolve.js';
import type { Policy } from '../../src/model/policy.js';
import { thing } from './rows.js';

const password = 'S3cret-';
const entry = fc.record({ name: fc.constantFrom('a', 'b', 'c'), hidden: fc.boolean(), value: fc.nat(99).map((n) => `${password}${String(n)}`) }, { noNullPrototype: true });
const objects = fc.record({ password: fc.option(fc.nat(9).map((n) => `${password}${String(n)}`)), entries: fc.array(entry, { maxLength: 6 }) });

function read(object: JsonObject): Policy {
  return policyOf('source', thing, { object: { ...structuredClone(object), id: 'x', displayName: 'Thing' } });
}

function resolved(policy: Policy): Resolved {
  return resolve(thing, policy, () => undefined, () => undefined, () => undefined, { prefix: '', keepState: true, allowOpen: false });
}

test('No secret is in a policy once it was read: null stands in its place, and its place is named', () => {
  fc.assert(
    fc.property(objects, (object) => {
      const policy = read(object);
      const open = object.entries.filter((one) => !one.hidden);
      const text = JSON.stringify(policy);
      assert.equal(text.split(password).length - 1, open.length, 'only what is no secret is there');
      assert.equal(policy.secrets.length, object.entries.length - open.length + (object.password === null ? 0 : 1));
    }),
    { numRuns: 300 },
  );
});

test('Where a secret leaves with its list item, exactly the others are sent, in their order', () => {
  fc.assert(
    fc.property(objects, (object) => {
      const { draft } = resolved(read(object));
      assert.deepEqual(draft.body['entries'], object.entries.filter((one) => !one.hidden));
      assert.equal('password' in draft.body, object.password === null);
    }),
    { numRuns: 300 },
  );
});

test('A secret that somebody has supplied since is no difference, and hides none', () => {
  const source = { entries: [{ name: 'first', hidden: true, value: 'x' }, { name: 'second', hidden: false, value: 'one' }] };
  const found = (second: string): Policy<'destination'> =>
    policyOf('destination', thing, { object: { id: 'y', displayName: 'Thing', password: 'entered by hand', entries: [{ name: 'first', hidden: true, value: 'entered by hand' }, { name: 'second', hidden: false, value: second }] } });
  const policy = read(source);
  const differences = (second: string): string[] => comparePolicy(thing, policy, resolved(policy), found(second), { assignments: false }).differences.map((one) => one.at);
  assert.deepEqual(differences('one'), []);
  assert.notDeepEqual(differences('another'), []);
});
