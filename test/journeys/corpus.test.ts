import assert from 'node:assert/strict';
import { test } from 'node:test';
import { corpusStand, moveBundle } from '../corpus/move.js';
import { readCorpus, type CorpusObject } from '../corpus/objects.js';
import { furnishSource } from '../corpus/source.js';
import { corpus, withoutCorpus } from '../store/foreign/folder.js';

/** Every twelfth object, and the first of every kind and of every type, so that none is left out. */
function sampled(objects: readonly CorpusObject[]): CorpusObject[] {
  const seen = new Map<string, number>();
  return objects.filter(({ row, policy }, index) => {
    const ofKind = (seen.get(row.kind) ?? 0) + 1;
    const type = `type ${policy.type ?? row.kind}`;
    const ofType = (seen.get(type) ?? 0) + 1;
    seen.set(row.kind, ofKind);
    seen.set(type, ofType);
    return index % 12 === 0 || ofKind === 1 || ofType === 1 || policy.defaultObject !== undefined;
  });
}

test('real exports of every kind move from one tenant to another: the books balance, what is created is equal, nothing of the source arrives', { skip: withoutCorpus }, async (context) => {
  const stand = await corpusStand(context);
  const read = await readCorpus(corpus ?? '', stand.source.identity.tenantId);
  const furnished = furnishSource(stand.source, { ...read, objects: sampled(read.objects) });
  assert.deepEqual(furnished.unexpected.map(({ object, because }) => `${object.policy.address}: ${because}`), []);
  assert.ok(furnished.put.length > 100, `${String(furnished.put.length)} objects`);
  assert.equal((await stand.run('export', '--tenant', 'contoso')).exitCode, 0);
  const moved = await moveBundle(stand, 'exports/contoso', stand.source);
  assert.deepEqual(moved.wrong, []);
  assert.ok([...moved.endings.values()].filter(({ state }) => state === 'created').length > 90);
});
