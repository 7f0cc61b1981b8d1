import assert from 'node:assert/strict';
import { test } from 'node:test';
import { effortText } from '../../src/cli/effort.js';
import { makeSay } from '../../src/cli/say.js';
import { addressOf } from '../../src/model/address.js';
import { idOf } from '../../src/model/ids.js';
import type { JournalLine } from '../../src/model/journal.js';
import type { Action, Plan } from '../../src/model/plan.js';

const action = (name: string): Action => ({ do: 'create', address: addressOf('scopeTag', name, name), kind: 'scopeTag', name, reason: 'it is not there', needs: [], calls: 3, digest: '' });

const plan: Plan = {
  format: 1, tool: { name: 'tenantferry', version: '0' }, time: '', source: { id: '', name: 'contoso', domains: [] }, destination: { id: '', name: 'fabrikam', domains: [] },
  bundle: { path: '', fingerprint: '' }, mappings: { path: '', fingerprint: '' }, options: { assignments: 'now', onExisting: 'skip', prefix: '', keepState: false, allowOpen: false },
  waves: [[action('a'), action('b'), action('c'), action('d')]], asides: [], resolutions: {}, values: [], spellings: {}, findings: [], reliesOn: [], kinds: {}, fingerprint: '',
  estimate: { reads: 0, writes: 12, seconds: 400, byService: {} },
};

test('an import says before it asks how many writes it sends and how long they take; what the journal has counts no more', () => {
  assert.equal(effortText(plan, []), '12 writes in about 6 min 40 s');
  const facts = { at: '', prev: '', hash: '' };
  const past: JournalLine[] = [{ ...facts, n: 1, event: 'settled', address: addressOf('scopeTag', 'a', 'a'), action: 'create', id: idOf('destination', 'x') }];
  assert.equal(effortText(plan, past), '9 writes in about 5 min, 3 of 4 actions being left');
});

test('progress without a terminal says what is left, and about how long that takes', () => {
  const lines: string[] = [];
  let now = 0;
  const say = makeSay({ quiet: false, terminal: false, color: false, now: () => now, write: (text) => lines.push(text), makeBar: () => ({ start() {}, setTotal() {}, increment() {}, stop() {} }), log: { info() {}, warn() {} } });
  say.begin('Importing', 100);
  now = 60_000;
  say.step(10);
  assert.deepEqual(lines, ['Importing (100) …\n', 'Importing: 10 of 100, 90 left, about 9 min\n']);
});
