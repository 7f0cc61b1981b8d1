import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { catalog } from '../../src/catalog/index.js';
import { aroundId, collectionPath, objectPath } from '../../src/engine/object-path.js';
import { typeNamed, concreteBelow } from '../../src/simulator/schema/model.js';
import { message, startBench, type Bench } from './client.js';

let bench: Bench;
before(async () => {
  bench = await startBench({}, { catalog });
});
after(() => bench.stop());

for (const row of catalog.rows) {
  test(`${row.kind}: the queries of its row are answered`, async () => {
    if (row.singleton !== undefined) {
      const reply = await bench.call('GET', row.collection);
      assert.equal(reply.status, 200, message(reply));
      return;
    }
    const collection = bench.tenant.data.set(row.collection);
    const type = row.types?.[0] ?? row.implied ?? concreteBelow(collection.type)[0] ?? collection.type;
    if (row.reported?.single === true) {
      assert.equal((await bench.call('GET', row.collection)).status, 404, 'a tenant without one says so');
      return;
    }
    const name = typeNamed(type)?.properties.has('displayName') === true ? 'displayName' : row.name;
    if (row.below !== undefined) bench.tenant.put(row.below.parents, {});
    const id = bench.tenant.put(row.collection, { ...(typeNamed(type)?.name === collection.type ? {} : { '@odata.type': `#microsoft.graph.${type}` }), ...(type === 'device' ? {} : { [name]: 'x' }) });
    const queries = [
      `${collectionPath(row, aroundId(id))}${row.list === undefined ? '' : `?${row.list}`}`,
      ...(row.detail === undefined ? [] : [`${objectPath(row, id)}${row.detail === '' ? '' : `?${row.detail}`}`]),
      ...(row.assign?.by === 'each' ? [`${objectPath(row, id)}/${row.assign.child}`] : row.assign?.read === 'child' ? [`${objectPath(row, id)}/assignments`] : []),
      ...(row.apart ?? []).flatMap((apart) => (apart.read === 'expand' || 'answer' in apart.read || (apart.types ?? [type]).includes(type) === false || apart.read.child.startsWith('microsoft.graph.') ? [] : [`${objectPath(row, id)}/${apart.read.child}`])),
    ];
    for (const query of queries) {
      const reply = await bench.call('GET', query, undefined, { consistencylevel: 'eventual' });
      assert.equal(reply.status, 200, `${query}: ${message(reply)}`);
    }
  });
}
