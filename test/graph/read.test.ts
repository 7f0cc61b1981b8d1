import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page, Result } from '../../src/model/ports.js';
import { ask, goodToken, onStage } from './server.js';

async function all(pages: AsyncIterable<Result<Page>>): Promise<Result<Page>[]> {
  const list: Result<Page>[] = [];
  for await (const page of pages) list.push(page);
  return list;
}

test('a read reaches a plain http tenant on loopback with the token, the headers and the query exactly as given', async () => {
  await onStage(
    () => ({ body: { id: '1', displayName: 'Baseline' } }),
    async ({ source, seen }) => {
      const query = '$filter=displayName%20eq%20%27https://contoso.com/a%26b%27&$expand=assignments&$expand=settings&$top=5';
      const result = await source.get({ ...ask, path: `deviceManagement/deviceConfigurations?${query}`, headers: { ConsistencyLevel: 'eventual' } });
      assert.deepEqual(result, { ok: true, value: { id: '1', displayName: 'Baseline' } });
      const [request] = seen;
      assert.equal(request?.url, `/beta/deviceManagement/deviceConfigurations?${query}`);
      assert.equal(request.method, 'GET');
      assert.equal(request.headers['authorization'], `Bearer ${goodToken}`);
      assert.equal(request.headers['accept'], 'application/json');
      assert.equal(request.headers['prefer'], 'include-unknown-enum-members');
      assert.equal(request.headers['consistencylevel'], 'eventual');
      assert.equal(request.headers['user-agent'], 'TenantFerry');
      assert.match(String(request.headers['client-request-id']), /^[0-9a-f-]{36}$/);
    },
  );
});

test('pages are read to the end: an empty page with a link goes on, links of the cloud lead to the tenant, headers stay', async () => {
  const first = 'https://graph.microsoft.com/beta/things?$skiptoken=a%2Bb&$expand=x&$expand=y';
  await onStage(
    ({ headers }, index) => {
      if (index === 0) return { body: { '@odata.count': 3, value: [{ id: '1' }, { id: '2' }], '@odata.nextLink': first } };
      if (index === 1) return { body: { value: [], '@odata.nextLink': `http://${headers.host}/beta/things?$skip=2` } };
      return { body: { value: [{ id: '3' }] } };
    },
    async ({ source, seen, url }) => {
      const pages = await all(source.pages({ ...ask, path: 'things?$top=2' }));
      assert.deepEqual(pages, [
        { ok: true, value: { items: [{ id: '1' }, { id: '2' }], envelope: { '@odata.count': 3, '@odata.nextLink': first } } },
        { ok: true, value: { items: [], envelope: { '@odata.nextLink': `${url}/beta/things?$skip=2` } } },
        { ok: true, value: { items: [{ id: '3' }], envelope: {} } },
      ]);
      assert.deepEqual(seen.map((request) => request.url), ['/beta/things?$top=2', '/beta/things?$skiptoken=a%2Bb&$expand=x&$expand=y', '/beta/things?$skip=2']);
      assert.deepEqual(new Set(seen.map((request) => request.headers['prefer'])), new Set(['include-unknown-enum-members']));
    },
  );
});

test('a next link to another host, port or scheme is never called and the token stays here', async () => {
  const links = ['https://evil.example/beta/things', 'https://graph.microsoft.com@evil.example/beta/x', 'http://127.0.0.1:9/beta/x', 'http://graph.microsoft.com/beta/x', 'https://graph.microsoft.com.evil.example/beta/x', 'https://graph.microsoft.com:444/beta/x', '/beta/things?$skip=1'];
  for (const link of links) {
    await onStage(
      () => ({ body: { value: [{ id: '1' }], '@odata.nextLink': link } }),
      async ({ source, seen }) => {
        const pages = await all(source.pages({ ...ask, path: 'things' }));
        const last = pages.at(-1);
        assert.ok(pages.length === 2 && last?.ok === false, link);
        assert.equal(last.failure.kind, 'untrusted');
        assert.equal(seen.length, 1);
      },
    );
  }
});

test('a next link that comes again ends the reading as a failure, not in a loop', async () => {
  await onStage(
    ({ headers }) => ({ body: { value: [], '@odata.nextLink': `http://${headers.host}/beta/things?$skip=2` } }),
    async ({ source, seen }) => {
      const pages = await all(source.pages({ ...ask, path: 'things' }));
      const last = pages.at(-1);
      assert.ok(last?.ok === false);
      assert.equal(last.failure.message, 'contoso: GET things was answered with a next link that it had given before: the pages would never end');
      assert.equal(seen.length, 2);
    },
  );
});

test('what went over the wire is counted, with the clock of the service', async () => {
  await onStage(
    ({ at }, index) => ({ status: index === 0 ? 429 : 200, headers: { date: new Date(at + 90_000).toUTCString() }, body: { id: '1' } }),
    async ({ source }) => {
      await source.get({ ...ask, path: 'things/1' });
      const { clockAhead, ...counts } = source.tally();
      assert.deepEqual(counts, { requests: 2, throttled: 1, unanswered: 0 });
      assert.ok(clockAhead !== undefined && Math.abs(clockAhead - 90_000) <= 1000, String(clockAhead));
    },
  );
});
