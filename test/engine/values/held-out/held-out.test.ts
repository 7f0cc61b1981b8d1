import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measure } from './measure.js';

test('issue 4: in documents labelled by somebody who had not read the finder, nearly all that is bound is found and nearly nothing else', () => {
  const { bound, traps, precision, recall, missed, wrong, misnamed } = measure();
  console.log(`held-out tenant-bound values: ${String(bound)} bound, ${String(traps)} traps; precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`);
  for (const line of missed) console.log(`  missed ${line}`);
  for (const line of wrong) console.log(`  wrong  ${line}`);
  for (const line of misnamed) console.log(`  named  ${line}`);
  assert.ok(bound >= 150, `${String(bound)} bound values`);
  assert.ok(traps >= 150, `${String(traps)} traps`);
  assert.ok(precision >= 0.98, `precision ${precision.toFixed(3)}`);
  assert.ok(recall >= 0.95, `recall ${recall.toFixed(3)}`);
});
