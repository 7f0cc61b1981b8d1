import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { parseRetryAfter } from '../../src/graph/retry-after.js';
import { VirtualClock } from './clock.js';
import { ask, cut, failureIn, onStage, say, type Said, valueIn } from './server.js';

const read = { ...ask, path: 'deviceManagement/deviceConfigurations/1?$expand=assignments' };
const tooMany = { error: { code: 'TooManyRequests', message: 'Too many', innerError: { code: '429', 'request-id': 'inner' } } };
const good: Said = { body: { id: '1' } };

test('a read that is throttled waits as long as the header says, also in parts of a second, as words, or as a date of the server', async () => {
  const date = new Date(Date.UTC(2026, 0, 1, 12, 0, 30)).toUTCString();
  const cases: [Record<string, string>, number][] = [
    [{ 'retry-after': '2' }, 2000],
    [{ 'retry-after': '2.128' }, 2128],
    [{ 'retry-after': '7s' }, 7000],
    [{ 'retry-after': '11 seconds' }, 11_000],
    // thirty seconds later on the server's clock, which is hours ahead of ours
    [{ 'retry-after': date, date: new Date(Date.UTC(2026, 0, 1, 12, 0, 0)).toUTCString() }, 30_000],
  ];
  for (const [headers, wait] of cases) {
    await onStage(
      (_seen, index) => (index === 0 ? { status: 429, headers, body: tooMany } : good),
      async ({ source, clock }) => {
        const begun = clock.now();
        assert.deepEqual(valueIn(await source.get(read)), { id: '1' });
        const waited = clock.now() - begun;
        assert.ok(waited >= wait && waited <= wait * 1.06, `${JSON.stringify(headers)} waited ${waited}`);
      },
    );
  }
});

test('without a header the waits grow, a whole category waits, and an absurd header is not believed', async () => {
  for (const headers of [{}, { 'retry-after': '999999999' }, { 'retry-after': '-5' }, { 'retry-after': 'soon' }, { 'retry-after': 'NaN' }]) {
    await onStage(
      (_seen, index) => (index < 5 ? { status: 429, headers, body: tooMany } : good),
      async ({ source, seen }) => {
        assert.deepEqual(valueIn(await source.get(read)), { id: '1' });
        const gaps = seen.slice(1).map(({ at }, index) => at - (seen[index]?.at ?? 0));
        assert.deepEqual(gaps, [1125, 2250, 4500, 9000, 18_000], JSON.stringify(headers));
      },
    );
  }
  await onStage(
    (_seen, index) => (index === 0 ? { status: 429, headers: { 'retry-after': '40' }, body: tooMany } : good),
    async ({ source, seen, clock }) => {
      const first = source.get(read);
      while (clock.waits.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
      const begun = clock.now();
      await source.get({ ...read, service: 'rbac' });
      assert.ok(clock.now() - begun < 1000, 'another category does not wait');
      await source.get(read);
      assert.ok(clock.now() - begun >= 39_000, 'the same category does');
      valueIn(await first);
      assert.equal(seen.length, 4);
    },
    { clock: new VirtualClock(100) },
  );
});

test('Retry-After 0 is not hammered', async () => {
  await onStage(
    (_seen, index) => (index < 9 ? { status: 429, headers: { 'retry-after': '0' }, body: tooMany } : good),
    async ({ source, clock }) => {
      const begun = clock.now();
      valueIn(await source.get(read));
      assert.ok(clock.now() - begun > 10_000);
    },
  );
});

test('an hour of 503 is waited out, and not a second more than maxWait', async () => {
  let upAt = Infinity;
  await onStage(
    ({ at }) => (at >= upAt ? good : { status: 503, body: { error: { code: 'ServiceUnavailable', message: 'down' } } }),
    async ({ source, clock }) => {
      upAt = clock.now() + 3_500_000;
      valueIn(await source.get(read));
      upAt = Infinity;
      const begun = clock.now();
      const failure = failureIn(await source.get(read));
      assert.equal(failure.kind, 'unavailable');
      assert.equal(failure.status, 503);
      assert.ok(clock.now() - begun <= 3_600_000);
      assert.ok(clock.now() - begun > 3_500_000);
    },
    { settings: { maxWait: 3600 } },
  );
});

test('when a category has been down for maxWait the calls behind it do not each wait as long again', async () => {
  await onStage(
    () => ({ status: 429, body: tooMany }),
    async ({ source, clock, seen }) => {
      const begun = clock.now();
      const results = await Promise.all(Array.from({ length: 60 }, (_, index) => source.get({ ...ask, path: `things/${index}` })));
      assert.deepEqual(new Set(results.map((result) => failureIn(result).kind)), new Set(['throttled']));
      assert.ok(clock.now() - begun < 700_000, `${clock.now() - begun}`);
      assert.ok(new Set(seen.map(({ url }) => url)).size <= 16, 'those behind are not sent just to be refused');
      const sent = seen.length;
      failureIn(await source.get(read));
      assert.ok(seen.length <= sent + 1);
    },
    { settings: { maxWait: 600 } },
  );
});

test('a call that begins in the middle of an outage waits for the rest of maxWait, not for all of it; one after the outage works', async () => {
  let upAt = Infinity;
  await onStage(
    ({ at }) => (at >= upAt ? good : { status: 503, body: {} }),
    async ({ source, clock }) => {
      const begun = clock.now();
      const first = source.get(read);
      await clock.sleep(400_000);
      const second = source.get(read);
      assert.equal(failureIn(await first).kind, 'unavailable');
      assert.equal(failureIn(await second).kind, 'unavailable');
      assert.ok(clock.now() - begun <= 640_000, `${clock.now() - begun}`);
      upAt = clock.now() + 40_000;
      await clock.sleep(41_000);
      valueIn(await source.get(read));
    },
    { settings: { maxWait: 600 } },
  );
});

test('a 500 that comes again and again is permanent after a few tries; one that passes is not noticed', async () => {
  const broken = { status: 500, body: { error: { code: 'InternalServerError', message: 'Internal server error' } } };
  await onStage(
    (_seen, index) => (index < 2 ? broken : good),
    async ({ source }) => {
      assert.deepEqual(valueIn(await source.get(read)), { id: '1' });
    },
  );
  await onStage(
    () => broken,
    async ({ source, seen }) => {
      const failure = failureIn(await source.get(read));
      assert.equal(failure.kind, 'unavailable');
      assert.equal(failure.message, 'contoso: GET deviceManagement/deviceConfigurations/1 was answered 500 InternalServerError: Internal server error');
      assert.equal(seen.length, 4);
    },
  );
});

test('resets, answers cut in the middle, empty and half JSON, 502, 504, 408 and 423 are read again', async () => {
  const faults: ((response: Parameters<typeof cut>[0]) => Said | undefined)[] = [
    cut,
    (response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      response.write('{"id":');
      setTimeout(() => response.socket?.destroy(), 1);
      return undefined;
    },
    () => ({ body: '{"id":"1","name":"hal' }),
    () => ({ headers: { 'content-type': 'application/json' } }),
    () => ({ status: 502, headers: { 'content-type': 'text/html' }, body: '<html><head><title>Bad Gateway</title></head></html>' }),
    () => ({ status: 504, body: { error: { code: 'GatewayTimeout', message: '' } } }),
    () => ({ status: 408 }),
    () => ({ status: 423 }),
  ];
  for (const [number, fault] of faults.entries()) {
    await onStage(
      (_seen, index, response) => (index === 0 ? fault(response) : good),
      async ({ source, seen }) => {
        assert.deepEqual(valueIn(await source.get(read)), { id: '1' }, `fault ${number}`);
        assert.equal(seen.length, 2);
      },
    );
  }
});

test('a request without an answer is given up after its time and sent again', async () => {
  await onStage(
    (_seen, index, response) => {
      if (index > 0) return good;
      setTimeout(() => say(response, good), 400);
      return undefined;
    },
    async ({ source, seen }) => {
      assert.deepEqual(valueIn(await source.get(read)), { id: '1' });
      assert.equal(seen.length, 2);
    },
    { settings: { timeout: 0.08 } },
  );
});

test('a read that only this object is too large for does not take an hour while everything else works', async () => {
  await onStage(
    ({ url }) => (url.endsWith('/large') ? { status: 504, body: { error: { code: 'UnknownError', message: '' } } } : good),
    async ({ source, clock, seen }) => {
      const begun = clock.now();
      let reading = true;
      const large = source.get({ ...ask, path: 'large' }).finally(() => {
        reading = false;
      });
      while (reading) {
        await clock.sleep(10_000);
        valueIn(await source.get(read));
      }
      assert.equal(failureIn(await large).kind, 'unavailable');
      assert.ok(clock.now() - begun < 600_000);
      assert.ok(seen.filter(({ url }) => url.endsWith('/large')).length < 16);
    },
  );
});

test('success without JSON is untrusted, not an empty object', async () => {
  const page = '<html><head><title>Sign in to the guest network</title></head></html>';
  for (const said of [{ headers: { 'content-type': 'text/html' }, body: page }, { body: '[1,2]' }, { body: '"text"' }]) {
    await onStage(
      () => said,
      async ({ source, seen }) => {
        assert.equal(failureIn(await source.get(read)).kind, 'untrusted');
        assert.ok(seen.length <= 3);
      },
    );
  }
});

test('an answer of nothing, as unlinked navigation properties give it, is a missing object', async () => {
  for (const said of [{ status: 204 }, { body: 'null' }]) {
    await onStage(
      () => said,
      async ({ source }) => {
        assert.equal(failureIn(await source.get(read)).kind, 'missing');
      },
    );
  }
});

test('where nobody was ever reached the answer comes soon; a server that was there is waited for', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  assert.ok(typeof address === 'object' && address !== null);
  await onStage(
    () => good,
    async ({ source, clock }) => {
      const begun = clock.now();
      const failure = failureIn(await source.get(read));
      assert.equal(failure.kind, 'unavailable');
      assert.match(failure.message, /could not be sent: no connection \(ECONNREFUSED/);
      assert.ok(clock.now() - begun < 60_000);
    },
    { settings: { graphUrl: `http://127.0.0.1:${address.port}` } },
  );
});

test('what Retry-After may look like', () => {
  const now = Date.UTC(2026, 0, 1);
  assert.equal(parseRetryAfter('0.5', now), 500);
  assert.equal(parseRetryAfter(' 3 ', now), 3000);
  assert.equal(parseRetryAfter('Thu, 01 Jan 2026 00:00:09 GMT', now), 9000);
  assert.equal(parseRetryAfter('Thu, 01 Jan 2015 00:00:09 GMT', now), 0);
  assert.equal(parseRetryAfter('', now), undefined);
  assert.equal(parseRetryAfter('1e9', now), undefined);
  assert.equal(parseRetryAfter('later', now), undefined);
});
