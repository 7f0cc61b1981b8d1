import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { catalog } from '../../src/catalog/index.js';
import { commonStamps } from '../../src/engine/annotations.js';
import { abstractTypes } from './known-types.js';
import { membersOf, publishedTypes } from './published-types.js';
import { readOnlyFile, remarked, typesIn } from './read-only-table.js';

test('The table of what the service sets is the one that the package and its overlay make', () => {
  const committed = readFileSync(resolve(import.meta.dirname, '../../../src/catalog/read-only.ts'), 'utf8');
  assert.equal(committed, readOnlyFile(), 'run npm run docs');
});

test('Nothing that Microsoft remarks as read-only is ever sent', () => {
  // of a BIOS configuration the package calls even the name read-only, without which nothing is created
  const sent = catalog.rows
    .filter((row) => row.neighbor !== true)
    .flatMap((row) => {
      const types = (row.types ?? typesIn(row.collection)).filter((type) => !abstractTypes.has(type) && row.matchOnly?.['*'] === undefined && row.matchOnly?.[type] === undefined);
      const never = new Set([row.name, ...(row.drop ?? []), ...(row.createDrop ?? []), ...(row.apart ?? []).map((apart) => apart.field)]);
      return types.flatMap((type) => remarked(type).filter((member) => !never.has(member)).map((member) => `${type}.${member}`));
    });
  assert.deepEqual(sent, []);
});

test('No row drops for one of its types what people set on another', () => {
  const lost = catalog.rows
    .filter((row) => row.neighbor !== true && row.matchOnly?.['*'] === undefined)
    .flatMap((row) => {
      const types = row.types ?? typesIn(row.collection);
      const stamped = new Set(types.flatMap((type) => remarked(type)));
      return types.flatMap((type) =>
        (row.drop ?? []).filter((member) => stamped.has(member) && membersOf(publishedTypes(), type).has(member) && !remarked(type).includes(member)).map((member) => `${type}.${member}`),
      );
    });
  assert.deepEqual(lost, []);
});

test('A row does not repeat the stamps that nearly everything has', () => {
  for (const row of catalog.rows) assert.deepEqual((row.drop ?? []).filter((member) => commonStamps.includes(member)), [], row.kind);
});
