import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { isList, isObject, stableText, type Json } from '../../../src/model/json.js';
import type { Policy } from '../../../src/model/policy.js';
import { openBundle } from '../../../src/store/bundle-reader.js';
import { createBundle } from '../../../src/store/bundle-writer.js';
import { isMadeId } from '../../../src/store/foreign/identity.js';
import { standaloneTypes } from '../../../src/store/foreign/standalone-types.js';
import { convertAt, corpus, withoutCorpus, type Outcome } from './folder.js';
import { sameTwice } from './same-twice.js';

let converted: Promise<Outcome> | undefined;

/** The whole corpus, converted once for all tests of this file. */
function all(): Promise<Outcome> {
  if (corpus === undefined) throw new Error('skipped without the corpus');
  return (converted ??= convertAt(corpus));
}

function each(value: Json, visit: (object: Record<string, Json>, path: string) => void, path = ''): void {
  if (isList(value)) value.forEach((item) => each(item, visit, `${path}[]`));
  else if (isObject(value)) {
    visit(value, path);
    for (const [name, member] of Object.entries(value)) each(member, visit, name);
  }
}

function contentOf(policy: Policy): Json {
  return { body: policy.body, children: Object.fromEntries(Object.entries(policy.children).map(([field, items]) => [field, [...items]])), assignments: [...(policy.assignments ?? [])] };
}

test('every file of a thousand real ones ends in exactly one state, and only what is broken is not readable', { skip: withoutCorpus }, async () => {
  const { table, files } = await all();
  assert.ok(table.files > 1000);
  assert.equal(Object.values(table.byOutcome).reduce((sum, count) => sum + count, 0), table.files);
  assert.equal(new Set(files.map((file) => file.path)).size, table.files);
  assert.deepEqual(table.notReadable.map(({ because }) => because), ['it is no valid JSON: line 43, column 2: the end of the file was expected, and "`" stands there']);
});

test('every file that is neither a policy nor a neighbor says what it is', { skip: withoutCorpus }, async () => {
  const { table } = await all();
  assert.ok(table.byOutcome.policies > 700);
  assert.ok((table.others['other data'] ?? 0) < 15);
});

test('no two policies have one kind and id, and no address stands twice', { skip: withoutCorpus }, async () => {
  const { policies } = await all();
  assert.equal(new Set(policies.map((policy) => `${policy.kind}\n${policy.id}`)).size, policies.length);
  assert.equal(new Set(policies.map((policy) => policy.address)).size, policies.length);
});

test('nothing of OData and of the tools is left in a policy', { skip: withoutCorpus }, async () => {
  const { policies } = await all();
  const left: string[] = [];
  for (const policy of policies) {
    each(contentOf(policy), (object) => {
      for (const name of Object.keys(object)) if (name !== '@odata.type' && /@odata\.|^#|^@|^groupName$|^notificationTemplateName$/u.test(name)) left.push(`${policy.address}: ${name}`);
    });
  }
  assert.deepEqual(left, []);
});

test('the members of a setting say their type in every layout, or in none', { skip: withoutCorpus }, async () => {
  const { policies } = await all();
  const saying = new Map<string, Set<boolean>>();
  for (const policy of policies.filter((one) => one.kind === 'settingsCatalog' && !isMock(one))) {
    each({ settings: [...(policy.children['settings'] ?? [])] }, (object, path) => {
      if (path === '') return;
      saying.set(path, new Set([...(saying.get(path) ?? []), '@odata.type' in object]));
    });
  }
  assert.ok(saying.size > 5);
  assert.deepEqual([...saying].filter(([, both]) => both.size > 1).map(([path]) => path), []);
  assert.ok(standaloneTypes.has('deviceManagementConfigurationChoiceSettingValue'));
});

/** Hand-made bodies spell types as their authors like; only exports must agree. */
function isMock(policy: Policy): boolean {
  return !isMadeId(policy.id) && /^(?:0{8}|1{8}|2{8})-/u.test(policy.id);
}

test('the same policy from two tools, of which one is the portal, is the same model', { skip: withoutCorpus }, async () => {
  const { policies, files } = await all();
  const layouts = new Map(files.flatMap((file) => (file.as === 'policies' ? file.objects.flatMap((object) => (object.as === 'policy' ? [[object.policy.address, `${file.layout}\n${file.path}`] as const] : [])) : [])));
  const bySettings = new Map<string, Policy[]>();
  for (const policy of policies.filter((one) => one.kind === 'settingsCatalog')) {
    const ids: string[] = [];
    each({ settings: [...(policy.children['settings'] ?? [])] }, (object) => {
      if (typeof object['settingDefinitionId'] === 'string') ids.push(object['settingDefinitionId']);
    });
    const key = ids.sort().join('\n');
    bySettings.set(key, [...(bySettings.get(key) ?? []), policy]);
  }
  const layoutOf = (policy: Policy): string => layouts.get(policy.address)?.split('\n')[0] ?? '';
  let pairs = 0;
  for (const group of bySettings.values()) {
    const [portal] = group.filter((policy) => layoutOf(policy) === 'portal export');
    const [other] = group.filter((policy) => layoutOf(policy) === 'IntuneCD');
    if (portal === undefined || other === undefined) continue;
    pairs += 1;
    assert.deepEqual(sameTwice(portal), sameTwice(other), portal.address);
  }
  assert.ok(pairs >= 9, `${String(pairs)} pairs`);
});

test('converting twice gives the same bundle, to the byte', { skip: withoutCorpus }, async () => {
  const folder = join(corpus ?? '', 'ennnbeee-CES2026-IntuneCD');
  const [first, second] = [await convertAt(folder), await convertAt(folder)];
  assert.equal(JSON.stringify(first), JSON.stringify(second));
});

test('a folder where every group and location is there leaves no reference of it unknown', { skip: withoutCorpus }, async () => {
  const outcome = await convertAt(join(corpus ?? '', 'j0eyv-ConditionalAccessBaseline'));
  const known = new Set([...outcome.neighbors.map((one) => String(one.id)), ...outcome.policies.map((one) => String(one.id))]);
  const groups: string[] = [];
  for (const policy of outcome.policies) {
    each(contentOf(policy), (object) => {
      for (const name of ['includeGroups', 'excludeGroups']) {
        const list = object[name];
        if (isList(list)) for (const id of list) if (typeof id === 'string') groups.push(id);
      }
    });
  }
  assert.ok(groups.length > 50, `${String(groups.length)} groups`);
  assert.deepEqual(groups.filter((id) => !known.has(id) && !id.startsWith('%')), []);
  assert.equal(stableText(outcome.table.byOutcome), stableText({ policies: 39, neighbors: 36, 'no row': 0, 'not a policy': 1, 'not readable': 0 }));
});

test('a bundle takes everything that was converted, and gives it back', { skip: withoutCorpus }, async (t) => {
  const { policies, neighbors, findings, kinds } = await all();
  const folder = await mkdtemp(join(tmpdir(), 'tenantferry-corpus-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const writer = await createBundle(join(folder, 'bundle'));
  for (const policy of policies) assert.equal(await writer.put(policy), true, policy.address);
  writer.putNeighbors(neighbors);
  writer.putFindings(findings);
  await writer.finish({
    tool: { name: 'tenantferry', version: '0.0.0' },
    tenant: { name: 'contoso', id: 'b7c1a5d0-52b8-4c3f-9d1e-3f0a6c7e8d90', domains: [] },
    cloud: 'global',
    time: '2026-01-01T00:00:00Z',
    origin: 'converted',
    kinds,
  });
  const bundle = await openBundle(join(folder, 'bundle'));
  const ids = new Set<string>();
  for await (const policy of bundle.policies()) ids.add(`${policy.kind} ${policy.id} ${stableText(contentOf(policy))}`);
  assert.deepEqual(ids, new Set(policies.map((policy) => `${policy.kind} ${policy.id} ${stableText(contentOf(policy))}`)));
});
