import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { typeVerdicts as shipped } from '../../src/catalog/type-verdicts.js';
import { catalog } from '../../src/catalog/index.js';
import { isObject, objectsAt, textAt } from '../../src/model/json.js';
import { abstractTypes } from '../catalog/known-types.js';
import { project } from './docs.js';
import { typePlaces } from './type-places.js';
import { typeVerdicts, verdictOf } from './type-verdicts.js';

const judged = new Map(shipped.flatMap((one) => one.types.map((type) => [type, one] as const)));

test('Every concrete type that Microsoft publishes below Intune has exactly one verdict, and a new one fails here until somebody judges it', () => {
  const types = [...typePlaces().keys()];
  assert.ok(types.length > 600, String(types.length));
  assert.deepEqual(types.filter((type) => !judged.has(type)), []);
  assert.equal(shipped.reduce((sum, one) => sum + one.types.length, 0), types.length);
  assert.deepEqual(typeVerdicts(), shipped);
  assert.equal(verdictOf('brandNewPolicy', 'deviceManagement/brandNewPolicies'), undefined);
  assert.equal(verdictOf('brandNewConfiguration', 'deviceManagement/deviceConfigurations')?.verdict, 'remap', 'a row that claims the rest of its collection carries what is new there');
});

test('A verdict says what it must: a loss what is lost, the rest why, each with a page of the vendor, and a moving type its kind', () => {
  for (const one of shipped) {
    const where = `${one.at} ${one.types.join(' ')}`;
    assert.match(one.link, /^https:\/\/(learn\.microsoft\.com|support\.apple\.com)\//u, where);
    if (one.verdict === 'lossy' || one.verdict === 'never' || one.verdict === 'service-owned') assert.notEqual(one.because, '', where);
    if (one.verdict === 'rebuild') assert.notEqual(`${one.because}${one.remedy}`, '', where);
    if (one.kind !== undefined) assert.ok(catalog.find(one.kind) !== undefined, where);
    if (one.certainty === 'proven here') assert.ok(one.kind !== undefined || one.at.endsWith('mobileAppRelationships'), where);
  }
});

const reference = resolve(project, '../shared/reference/intune-types.json');

test('Types that other sources than the published package know have a verdict as well', { skip: existsSync(reference) ? false : 'no other list of types lies beside the checkout' }, () => {
  const list: unknown = JSON.parse(readFileSync(reference, 'utf8'));
  const types = (isObject(list) ? objectsAt(list, 'types') : []).filter((one) => one['abstract'] !== true).flatMap((one) => textAt(one, 'type')?.replace('#microsoft.graph.', '') ?? []);
  assert.ok(types.length > 400);
  assert.deepEqual(types.filter((type) => !judged.has(type) && !abstractTypes.has(type)), []);
});
