import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isObject, type JsonObject, objectsAt, textAt } from '../../src/model/json.js';
import type { Get } from '../../src/model/ports.js';
import { ask, failureIn, onStage, type Said, type Seen, type Stage, valueIn } from './server.js';

const gets = (count: number, service: Get['service'] = 'device-configuration'): Get[] => Array.from({ length: count }, (_, index) => ({ ...ask, service, path: `things/${index}?$expand=settings` }));

interface Asked {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly headers: JsonObject;
}

function askedIn(seen: Seen): Asked[] {
  const body: unknown = JSON.parse(seen.body);
  assert.ok(isObject(body));
  return objectsAt(body, 'requests').map((request) => ({ id: textAt(request, 'id') ?? '', method: textAt(request, 'method') ?? '', url: textAt(request, 'url') ?? '', headers: isObject(request['headers']) ? request['headers'] : {} }));
}

/** A service with $batch: each item is answered by `item`, in reverse order as the service likes to. */
function batching(item: (asked: Asked, batch: number) => JsonObject, alone: (seen: Seen) => Said = ({ url }) => ({ body: { alone: url } })): (seen: Seen) => Said {
  let batches = 0;
  return (seen) => {
    if (!seen.url.endsWith('/$batch')) return alone(seen);
    const batch = batches;
    batches += 1;
    return { body: { responses: askedIn(seen).map((asked) => ({ id: asked.id, ...item(asked, batch) })).reverse() } };
  };
}

const echo = ({ url }: Asked): JsonObject => ({ status: 200, headers: {}, body: { id: url } });

const batchesOf = ({ seen }: Stage): Seen[] => seen.filter(({ url }) => url.endsWith('/$batch'));
const singlesOf = ({ seen }: Stage): Seen[] => seen.filter(({ url }) => !url.endsWith('/$batch'));

test('many reads go in batches of twenty to one service and version, with the headers of a read, and come back in order', async () => {
  await onStage(batching(echo), async (stage) => {
    const wanted = [...gets(30), ...gets(2, 'rbac'), { ...ask, api: 'v1.0' as const, path: 'organization' }];
    const results = await stage.source.getMany(wanted);
    assert.deepEqual(results.slice(0, 32).map((result) => valueIn(result)['id']), wanted.slice(0, 32).map(({ path }) => `/${path}`));
    assert.deepEqual(valueIn(results[32]), { alone: '/v1.0/organization' });
    assert.deepEqual(batchesOf(stage).map((seen) => askedIn(seen).length).sort(), [10, 2, 20].sort());
    for (const seen of batchesOf(stage)) {
      assert.equal(seen.url, '/beta/$batch');
      for (const { method, headers } of askedIn(seen)) {
        assert.equal(method, 'GET');
        assert.deepEqual(headers, { accept: 'application/json', prefer: 'include-unknown-enum-members' });
      }
    }
  });
});

test('items that are throttled wait for the longest header and only they are sent again', async () => {
  const limited = ({ url }: Asked, batch: number): JsonObject =>
    batch === 0 && /\/[37]\?/.test(url) ? { status: 429, headers: { 'Retry-After': url.includes('/3') ? '4' : '9' }, body: { error: { code: 'TooManyRequests', message: '' } } } : { status: 200, body: { id: url } };
  await onStage(batching(limited), async (stage) => {
    const results = await stage.source.getMany(gets(10));
    assert.deepEqual(results.map((result) => valueIn(result)['id']), gets(10).map(({ path }) => `/${path}`));
    const [first, second] = batchesOf(stage);
    assert.ok(first !== undefined && second !== undefined);
    assert.deepEqual(askedIn(second).map(({ url }) => url), ['/things/3?$expand=settings', '/things/7?$expand=settings']);
    assert.ok(second.at - first.at >= 9000 && second.at - first.at < 10_000);
    assert.equal(stage.seen.length, 2);
  });
});

test('items that stay throttled end as throttled after maxWait, the others are there', async () => {
  const limited = ({ url }: Asked): JsonObject => (url.startsWith('/things/1?') ? { status: 429, body: {} } : { status: 200, body: { id: url } });
  await onStage(
    batching(limited, () => ({ status: 429, body: {} })),
    async ({ source, clock }) => {
      const begun = clock.now();
      const results = await source.getMany(gets(3));
      assert.deepEqual(results.map((result) => (result.ok ? 'ok' : result.failure.kind)), ['ok', 'throttled', 'ok']);
      assert.ok(clock.now() - begun <= 100_000);
    },
    { settings: { maxWait: 100 } },
  );
});

test('an item that met 500, 502, 503 or 504, lost its token, came without JSON or did not come at all is read on its own', async () => {
  const odd = ({ url, id }: Asked): JsonObject => {
    const number = Number(/\d+/.exec(url)?.[0]);
    if (number === 6) return { status: 200, body: Buffer.from('text').toString('base64') };
    if (number === 7) return { status: 200, id: `${id}-other`, body: { id: 'somebody else' } };
    const status = [500, 502, 503, 504, 424, 401][number];
    return status === undefined ? { status: 200, body: { id: url } } : { status, body: { error: { code: 'X', message: 'x' } } };
  };
  await onStage(batching(odd), async (stage) => {
    const results = await stage.source.getMany(gets(10));
    assert.deepEqual(results.slice(0, 8).map((result) => valueIn(result)['alone']), gets(8).map(({ path }) => `/beta/${path}`));
    assert.deepEqual(results.slice(8).map((result) => valueIn(result)['id']), ['/things/8?$expand=settings', '/things/9?$expand=settings']);
    assert.equal(singlesOf(stage).length, 8);
  });
});

test('an item that is not there or not allowed is a failure of its own with its own path and scopes', async () => {
  const item = ({ url }: Asked): JsonObject =>
    url.startsWith('/things/1?') ? { status: 404, headers: { 'request-id': 'r1' }, body: { error: { code: 'ResourceNotFound', message: 'gone' } } } : url.startsWith('/things/2?') ? { status: 403, body: { error: { code: 'Forbidden', message: 'no' } } } : { status: 200, body: { id: url } };
  await onStage(batching(item), async ({ source, seen }) => {
    const results = await source.getMany(gets(4).map((get) => ({ ...get, scopes: ['Things.Read.All'] })));
    assert.deepEqual(failureIn(results[1]), { kind: 'missing', side: 'source', call: 'GET things/1', scopes: ['Things.Read.All'], status: 404, code: 'ResourceNotFound', requestId: 'r1', message: 'contoso: GET things/1 was answered 404 ResourceNotFound: gone' });
    assert.equal(failureIn(results[2]).kind, 'forbidden');
    assert.match(failureIn(results[2]).message, /needs Things\.Read\.All$/);
    assert.equal(seen.length, 1);
  });
});

test('a server without $batch is asked once and then read one by one', async () => {
  for (const status of [404, 405, 400, 501]) {
    await onStage(
      ({ url }) => (url.endsWith('/$batch') ? { status, body: { error: { code: 'BadRequest', message: 'no' } } } : { body: { alone: url } }),
      async (stage) => {
        const first = await stage.source.getMany(gets(5));
        assert.equal(first.filter((result) => result.ok).length, 5);
        await stage.source.getMany(gets(30));
        assert.equal(batchesOf(stage).length, 1);
        assert.equal(singlesOf(stage).length, 35);
      },
    );
  }
});

test('a batch that is too much for the service, or whose answer is too large, is read one by one, and the next one is tried again', async () => {
  for (const bad of [{ status: 504, body: { error: { code: 'GatewayTimeout', message: '' } } }, { body: { responses: [{ id: '0', status: 200, body: { text: 'x'.repeat(3000) } }] } }, { body: { nothing: 'useful' } }, { body: '{"responses":[' }]) {
    let batches = 0;
    const script = batching(echo);
    await onStage(
      (seen) => {
        if (seen.url.endsWith('/$batch')) batches += 1;
        return seen.url.endsWith('/$batch') && batches <= 1 ? bad : script(seen);
      },
      async (stage) => {
        const results = await stage.source.getMany(gets(4));
        assert.deepEqual(results.map((result) => result.ok), [true, true, true, true]);
        assert.equal(singlesOf(stage).length, 4);
        assert.equal((await stage.source.getMany(gets(4))).filter((result) => result.ok).length, 4);
        assert.equal(singlesOf(stage).length, 4);
      },
      { world: { largestAnswer: 2000 } },
    );
  }
});

test('a whole batch that is throttled is sent again as a whole', async () => {
  const script = batching(echo);
  let first = true;
  await onStage(
    (seen) => {
      if (!first) return script(seen);
      first = false;
      return { status: 429, headers: { 'retry-after': '5' }, body: { error: { code: 'TooManyRequests', message: '' } } };
    },
    async (stage) => {
      const results = await stage.source.getMany(gets(6));
      assert.equal(results.filter((result) => result.ok).length, 6);
      assert.deepEqual(batchesOf(stage).map((seen) => askedIn(seen).length), [6, 6]);
    },
  );
});

test('a service that is down for a while gets the batch again, not twenty single reads', async () => {
  const script = batching(echo);
  let refusals = 4;
  await onStage(
    (seen) => {
      refusals -= 1;
      return refusals < 0 ? script(seen) : { status: 503, body: { error: { code: 'ServiceUnavailable', message: '' } } };
    },
    async (stage) => {
      assert.equal((await stage.source.getMany(gets(6))).filter((result) => result.ok).length, 6);
      assert.equal(singlesOf(stage).length, 0);
      refusals = Infinity;
      const results = await stage.source.getMany(gets(6));
      assert.deepEqual(new Set(results.map((result) => failureIn(result).kind)), new Set(['unavailable']));
      assert.deepEqual(results.map((result) => failureIn(result).call), gets(6).map((_, index) => `GET things/${index}`));
      assert.equal(singlesOf(stage).length, 0);
    },
    { settings: { maxWait: 60 } },
  );
});

test('several batches are in flight at once and never more requests than the limit', async () => {
  let inFlight = 0;
  let most = 0;
  const script = batching(echo);
  await onStage(
    async (seen) => {
      inFlight += 1;
      most = Math.max(most, inFlight);
      await new Promise((resolve) => setTimeout(resolve, 5));
      inFlight -= 1;
      return script(seen);
    },
    async ({ source }) => {
      assert.equal((await source.getMany(gets(200))).filter((result) => result.ok).length, 200);
      assert.equal(most, 4);
    },
    { settings: { inFlight: 4 } },
  );
});

test('conditional access takes one request a second, so its reads are never batched', async () => {
  await onStage(batching(echo), async (stage) => {
    const results = await stage.source.getMany(gets(3, 'conditional-access'));
    assert.equal(results.filter((result) => result.ok).length, 3);
    assert.equal(batchesOf(stage).length, 0);
    const gaps = stage.seen.slice(1).map(({ at }, index) => at - (stage.seen[index]?.at ?? 0));
    assert.ok(gaps.every((gap) => gap >= 1000 && gap < 1100), gaps.join());
  });
});

test('a link that the service gave is read inside a batch too, and a foreign one is not read at all', async () => {
  await onStage(batching(echo), async (stage) => {
    const results = await stage.source.getMany([
      { ...ask, path: 'https://graph.microsoft.com/beta/things/1/settings?$skiptoken=x' },
      { ...ask, path: `${stage.url}/beta/things/2/settings?$skip=25` },
      { ...ask, path: 'https://evil.example/beta/things' },
    ]);
    assert.deepEqual(results.slice(0, 2).map((result) => valueIn(result)['id']), ['/things/1/settings?$skiptoken=x', '/things/2/settings?$skip=25']);
    assert.equal(failureIn(results[2]).kind, 'untrusted');
  });
});

test('nothing asked, nothing sent', async () => {
  await onStage(batching(echo), async ({ source, seen }) => {
    assert.deepEqual(await source.getMany([]), []);
    assert.equal(seen.length, 0);
  });
});
