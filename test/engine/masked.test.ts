import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '../../src/model/json.js';
import type { SecretPlace } from '../../src/model/policy.js';
import { withoutMasked } from '../../src/engine/masked.js';

function oma(omaUri: string, value: string | null): JsonObject {
  return { '@odata.type': '#microsoft.graph.omaSettingString', displayName: omaUri, omaUri, value };
}

const body = (...omaSettings: JsonObject[]): { body: JsonObject; children: JsonObject; assignments: null } => ({ body: { omaSettings }, children: {}, assignments: null });
const secret = (at: string): SecretPlace => ({ at, what: 'OMA-URI value', without: 'left out', drops: 'item' });

test('a value that was sent and comes back masked counts as arrived, in whatever order', () => {
  const left = withoutMasked(body(oma('./A', 'one'), oma('./B', 'two')), body(oma('./B', null), oma('./A', null)), [secret('/body/omaSettings/0/value'), secret('/body/omaSettings/1/value')]);
  assert.deepEqual(left.body, { omaSettings: [] });
});

test('a masked value under another address is no arrival', () => {
  const left = withoutMasked(body(oma('./A', 'one')), body(oma('./Other', null)), [secret('/body/omaSettings/0/value')]);
  assert.deepEqual(left.body, { omaSettings: [oma('./A', 'one')] });
});

test('a password that stands where the service shows none is not compared', () => {
  const left = withoutMasked({ body: { ssid: 'Office', preSharedKey: 'x' }, children: {}, assignments: null }, { body: { ssid: 'Office', preSharedKey: null }, children: {}, assignments: null }, [{ at: '/body/preSharedKey', what: 'Wi-Fi password', without: 'left out', drops: 'value' }]);
  assert.deepEqual(left.body, { ssid: 'Office' });
});
