import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { catalog } from '../../src/catalog/index.js';
import { collectionPath, objectPath } from '../../src/engine/object-path.js';
import type { PolicyType } from '../../src/model/policy-type.js';
import type { SimulatedTenant } from '../../src/simulator/simulated-tenant.js';
import { startSimulator, type Simulator } from '../../src/simulator/simulator.js';

let simulator: Simulator;
let contoso: SimulatedTenant;
/** By kind, where its objects live below others: one of those. */
const around = new Map<string, string>();

before(async () => {
  const contosoSpec = { tenantId: '11111111-1111-4111-8111-111111111111', initialDomain: 'contoso.onmicrosoft.com', domains: ['contoso.com'] };
  simulator = await startSimulator({ catalog, tenants: { contoso: contosoSpec } });
  contoso = simulator.tenant('contoso');
  for (const row of catalog.rows) if (row.below !== undefined) around.set(row.kind, contoso.put(row.below.parents, {}));
});
after(() => simulator.stop());

/** The answer to a read that should be taken, in a few words; undefined where it was. */
async function refusal(path: string, alsoFine: readonly number[] = []): Promise<string | undefined> {
  const response = await fetch(`${simulator.urls['contoso'] ?? ''}/beta/${path}`, { headers: { authorization: `Bearer ${contoso.token()}` } });
  const text = await response.text();
  return response.ok || alsoFine.includes(response.status) ? undefined : `${path}: ${String(response.status)} ${text.slice(0, 160)}`;
}

function query(path: string, text: string): string {
  return text === '' ? path : `${path}?${text}`;
}

/** Every read that a row asks for one object of a type, below the object's address. */
function readsOf(row: PolicyType, type: string): readonly { path: string; alsoFine?: readonly number[] }[] {
  const children = (row.apart ?? []).filter((apart) => apart.types?.includes(type) !== false);
  return [
    ...(row.detail === undefined ? [] : [{ path: query('', row.detail) }]),
    ...children.flatMap(({ read }) => (read === 'expand' ? [] : [{ path: `/${'answer' in read ? read.answer : read.child}` }])),
    // nothing linked: 404
    ...Object.keys(row.links?.[type] ?? {}).map((property) => ({ path: `/microsoft.graph.${type}/${property}`, alsoFine: [404] })),
    ...(row.assign?.by === 'each' || row.assign?.read === 'child' ? [{ path: '/assignments' }] : []),
    ...(row.facts === undefined || row.idAt !== undefined ? [] : [{ path: query('', `$select=${['id', row.name, ...row.facts].join(',')}`) }]),
  ];
}

test('Every list query of a row is one that the service takes', async () => {
  const refused = await Promise.all(catalog.rows.map((row) => refusal(query(collectionPath(row, around.get(row.kind) ?? ''), row.list ?? ''), row.reported?.single === true ? [404] : [])));
  assert.deepEqual(refused.filter((one) => one !== undefined), []);
});

test('Every read of an object, its children, links and facts is one that the service takes, for each type that a row claims', async () => {
  const refused: string[] = [];
  let reads = 0;
  for (const row of catalog.rows.filter((one) => !one.collection.startsWith('identity/') && one.reported?.single !== true && one.singleton === undefined)) {
    for (const type of row.types ?? (row.implied === undefined ? [] : [row.implied])) {
      const id = contoso.put(row.collection, { '@odata.type': `#microsoft.graph.${type}`, [row.name]: `one ${type}` });
      for (const { path, alsoFine } of readsOf(row, type)) {
        reads += 1;
        const answer = await refusal(`${objectPath(row, id)}${path}`, alsoFine);
        if (answer !== undefined) refused.push(answer);
      }
    }
  }
  assert.deepEqual(refused, []);
  assert.ok(reads > 140, `${String(reads)} reads were tried`);
});

test('Objects of collections that are too large to list are found by a query that the service takes', async () => {
  const paths = catalog.rows.flatMap((row) => (row.find === undefined ? [] : [query(row.collection, row.find.replaceAll('{name}', "O''Neil"))]));
  const refused = await Promise.all(paths.map((path) => refusal(path)));
  assert.notEqual(paths.length, 0);
  assert.deepEqual(refused.filter((one) => one !== undefined), []);
});
