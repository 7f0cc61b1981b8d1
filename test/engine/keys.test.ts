import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalog } from '../../src/catalog/index.js';
import { byKey, keysAgree, naturalKeyOfRaw } from '../../src/engine/keys.js';
import { fatesOf } from '../../src/engine/fates.js';
import { idOf } from '../../src/model/ids.js';
import { addressOf } from '../../src/model/address.js';
import type { Summary } from '../../src/engine/summary.js';

const row = catalog.row('settingsCatalog');

/** The key of a policy as a list answers it; without a family where the service does not fill it in. */
function key(name: string, family?: string, platforms = 'windows10'): string {
  return naturalKeyOfRaw(row, { id: '1', name, platforms, technologies: 'mdm', templateReference: { templateId: 't', ...(family === undefined ? {} : { templateFamily: family }) } });
}

function summary(n: number, of: string): Summary {
  const id = idOf('source', `0000000${String(n)}-0000-4000-8000-000000000000`);
  return { address: addressOf('settingsCatalog', 'Baseline', id), kind: 'settingsCatalog', id, name: 'Baseline', key: of, references: [], assignments: 0 };
}

test('what a service leaves out of a key agrees with anything, what it says does not, and name and type never bend', () => {
  assert.ok(keysAgree(key('Baseline', 'endpointSecurityAntivirus'), key('Baseline')));
  assert.ok(keysAgree(key('Baseline'), key('Baseline', 'none')));
  assert.equal(keysAgree(key('Baseline', 'endpointSecurityAntivirus'), key('Baseline', 'endpointSecurityFirewall')), false);
  assert.equal(keysAgree(key('Baseline', 'none', 'macOS'), key('Baseline')), false);
  assert.equal(keysAgree(key('Baseline'), key('baseline')), false);
});

test('an object with the very key is taken before one whose key merely agrees', () => {
  const found = byKey([{ key: key('Baseline') }, { key: key('Baseline', 'none') }]);
  assert.deepEqual(found(key('Baseline', 'none')), [{ key: key('Baseline', 'none') }]);
  assert.deepEqual(found(key('Baseline', 'baseline')), [{ key: key('Baseline') }]);
  assert.deepEqual(found(key('Other')), []);
});

test('one policy there, whose family is not said, is a question that its content must answer; so is an object without a name', () => {
  const there = [{ id: idOf('destination', 'd1'), name: 'Baseline', key: key('Baseline') }];
  const antivirus = summary(1, key('Baseline', 'endpointSecurityAntivirus'));
  const firewall = summary(2, key('Baseline', 'endpointSecurityFirewall'));
  assert.deepEqual([...fatesOf([antivirus], there, () => undefined).values()].map((fate) => fate.as), ['question']);
  assert.deepEqual([...fatesOf([summary(1, key('Baseline', 'none'))], [{ ...there[0], id: idOf('destination', 'd1'), name: 'Baseline', key: key('Baseline', 'none') }], () => undefined).values()].map((fate) => fate.as), ['exists']);
  assert.deepEqual([...fatesOf([summary(1, key('', 'none'))], [{ id: idOf('destination', 'd1'), name: 'd1', key: key('', 'none') }], () => undefined).values()].map((fate) => fate.as), ['question']);
  assert.deepEqual([...fatesOf([antivirus, firewall], there, () => undefined).values()].map((fate) => fate.as), ['question', 'question']);
});

test('an object without a name is the same in both tenants, whatever its ids are', () => {
  const nameless = (id: string, name: string | null): string => naturalKeyOfRaw(row, { id, name, platforms: 'windows10', technologies: 'mdm' });
  assert.equal(nameless('00000000-0000-4000-8000-000000000001', ''), nameless('00000000-0000-4000-8000-000000000002', null));
  assert.notEqual(nameless('00000000-0000-4000-8000-000000000001', ''), nameless('00000000-0000-4000-8000-000000000002', 'Baseline'));
});
