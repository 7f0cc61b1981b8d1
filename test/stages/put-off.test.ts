import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalog } from '../../src/catalog/index.js';
import { failed, ok } from '../../src/model/failure.js';
import type { KindSight } from '../../src/model/policy.js';
import type { TenantReader } from '../../src/model/ports.js';
import { readKinds } from '../../src/stages/read-kinds.js';

/** Reads scope tags and categories where the service answers each list by what the script says of the time it is asked. */
async function sights(answers: (path: string, time: number) => 'down' | 'forbidden' | 'empty'): Promise<{ readonly sights: Record<string, KindSight>; readonly asked: readonly string[] }> {
  const asked: string[] = [];
  const found: Record<string, KindSight> = {};
  const reader: TenantReader = {
    side: 'source', name: 'contoso', tenantId: '', bindRoot: '',
    get: () => Promise.resolve(failed({ kind: 'missing', side: 'source', message: 'nothing' })),
    getMany: () => Promise.resolve([]),
    async *pages({ path }) {
      const set = path.split('?')[0]?.split('/').at(-1) ?? '';
      asked.push(set);
      const answer = answers(set, asked.filter((one) => one === set).length);
      if (answer === 'empty') yield ok({ items: [], envelope: {} });
      else yield failed({ kind: answer === 'down' ? 'unavailable' : 'forbidden', side: 'source', message: `GET ${set} was answered ${answer === 'down' ? '503' : '403'}` });
    },
  };
  await readKinds(reader, 'source', catalog, [catalog.row('deviceCategory'), catalog.row('scopeTag')], {
    policy: () => Promise.resolve(),
    unread() {},
    sight: (kind, sight) => void (found[kind] = sight),
  });
  return { sights: found, asked };
}

test('a kind that the service merely put off is asked for again when everything else is read', async () => {
  const { sights: seen, asked } = await sights((set, time) => (set === 'deviceCategories' && time === 1 ? 'down' : 'empty'));
  assert.deepEqual(seen, { deviceCategory: { state: 'empty', count: 0 }, scopeTag: { state: 'empty', count: 0 } });
  assert.deepEqual(asked, ['deviceCategories', 'roleScopeTags', 'deviceCategories']);
});

test('a kind that the service did not answer for is not seen for that reason, and no permission is named; one that was refused is asked for once', async () => {
  const { sights: seen, asked } = await sights((set) => (set === 'deviceCategories' ? 'down' : 'forbidden'));
  assert.deepEqual(seen['deviceCategory'], { state: 'not seen', count: 0, why: 'the service did not answer, also when it was asked again at the end: GET deviceCategories was answered 503' });
  assert.deepEqual(seen['scopeTag']?.scopes, catalog.row('scopeTag').scopes.read);
  assert.deepEqual(asked, ['deviceCategories', 'roleScopeTags', 'deviceCategories']);
});
