import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { PlannedSecret } from '../../src/model/plan.js';
import { isObject, type Json } from '../../src/model/json.js';
import type { SecretSupply } from '../../src/model/ports.js';
import { secretNames } from '../../src/model/secret-names.js';
import { memoryJournal } from './memory.js';
import { moveEverything, stays, wrongVerdicts, type Moved } from './moved.js';

/** A value that is nobody else's, and XML, because one of the places takes nothing else. */
function canary(name: string): string {
  return `<data value="kan4rie ${name}"/>`;
}

const everything: SecretSupply = { has: () => true, value: canary };

let moved: Moved;

before(async () => {
  moved = await moveEverything(everything);
});

after(() => moved.pair.stop());

/** All texts that stand somewhere in a value, decoded where they are base64. */
function texts(value: Json | undefined): string[] {
  if (typeof value === 'string') return [value, Buffer.from(value, 'base64').toString()];
  if (Array.isArray(value)) return value.flatMap(texts);
  return isObject(value) ? Object.values(value).flatMap(texts) : [];
}

function planned(): readonly PlannedSecret[] {
  return moved.planned.whole.secrets ?? [];
}

test('every secret of every type that a row can create is sent when it is supplied, under a name of its own', async () => {
  const wanted: string[] = [];
  for await (const policy of moved.bundle.policies()) if (!stays({ row: moved.pair.catalog.row(policy.kind), type: policy.type ?? '' })) wanted.push(...secretNames(policy).values());
  assert.deepEqual(planned().map((one) => one.name).sort(), wanted.sort());
  assert.equal(new Set(wanted).size, wanted.length, 'no name twice');
  for (const name of wanted) assert.match(name, /^[A-Z][A-Z0-9_]{5,140}$/u);
  const rules = new Set(moved.pair.catalog.rows.filter((row) => row.neighbor !== true).flatMap((row) => (row.secrets ?? []).filter((rule) => rule.refilled?.when !== undefined || rule.refilled === undefined).map((rule) => `${row.kind}: ${rule.what}`)));
  const met = new Set(planned().map((one) => `${one.address.slice(0, one.address.indexOf('/'))}: ${one.what}`));
  assert.deepEqual([...rules].filter((rule) => !met.has(rule)), []);
});

test('each reaches the tenant, where the service keeps it', () => {
  const { data } = moved.pair.destination;
  const kept = new Set<string>();
  for (const row of moved.pair.catalog.rows.filter((one) => one.singleton === undefined)) {
    for (const entity of data.set(row.collection).list()) {
      for (const one of [entity, ...[...entity.children.values()].flatMap((child) => child.list())]) for (const text of [...one.secrets.values(), ...texts(one.body)]) kept.add(text);
    }
  }
  assert.deepEqual(planned().filter((one) => !kept.has(canary(one.name))).map((one) => one.name), []);
});

test('read back, everything is equal, and no verdict, plan or journal shows a value', () => {
  assert.deepEqual(wrongVerdicts(moved.verdicts), []);
  assert.doesNotMatch(JSON.stringify([moved.verdicts, moved.planned, moved.journal.lines, moved.imported]), /kan4rie/u);
});

test('the same plan again writes nothing, and asks for nothing', async () => {
  const again = await moved.pair.import(moved.bundle, moved.planned.whole, memoryJournal(moved.journal.lines));
  assert.equal(again.done, 0);
});
