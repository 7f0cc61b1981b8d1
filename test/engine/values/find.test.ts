import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findTenantValues, type Found } from '../../../src/engine/values/find.js';
import { facts, sample, type Labelled } from './sample.js';

function holds(one: Labelled, found: Found): boolean {
  return found.class === one.class && found.value === one.value;
}

/** All labelled values of one place: a list of names holds several. */
function others(json: unknown): Set<string> {
  const text = JSON.stringify(json);
  return new Set(sample.flatMap((one) => (one.class !== undefined && text === JSON.stringify(one.json) ? [`${one.class} ${one.value}`] : [])));
}

test('issue 4: of a labelled sample of bound values and traps, nearly all that is bound is found and nearly nothing else', () => {
  const bound = sample.filter((one) => one.class !== undefined);
  const traps = sample.filter((one) => one.class === undefined);
  const missed: string[] = [];
  const wrong: string[] = [];
  let right = 0;
  for (const one of sample) {
    const found = findTenantValues(one.json, facts);
    const hit = found.some((each) => holds(one, each));
    if (one.class !== undefined && !hit) missed.push(`${one.class}: ${one.value} (found ${found.map((each) => `${each.class} ${each.value}`).join(', ')})`);
    const known = others(one.json);
    for (const each of found) {
      if (holds(one, each)) right++;
      else if (one.class === undefined || !known.has(`${each.class} ${each.value}`)) wrong.push(`${each.class}: ${each.value} beside ${one.value}`);
    }
  }
  const precision = right / (right + wrong.length);
  const recall = (bound.length - missed.length) / bound.length;
  console.log(`tenant-bound values: ${String(bound.length)} bound, ${String(traps.length)} traps; precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`);
  for (const line of missed) console.log(`  missed ${line}`);
  for (const line of wrong) console.log(`  wrong  ${line}`);
  assert.ok(sample.length >= 300, `${String(sample.length)} values`);
  assert.ok(traps.length * 2 >= sample.length, `${String(traps.length)} traps`);
  assert.ok(precision >= 0.98, `precision ${precision.toFixed(3)}`);
  assert.ok(recall >= 0.95, `recall ${recall.toFixed(3)}`);
});
