import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { test } from 'node:test';
import type { Write } from '../../src/model/ports.js';
import { ask, cut, failureIn, onStage, type Said, valueIn } from './server.js';

const create: Write = { ...ask, method: 'POST', path: 'deviceManagement/deviceConfigurations', body: { displayName: 'Baseline' }, repeatable: false };
const assign: Write = { ...ask, method: 'POST', path: 'deviceManagement/deviceConfigurations/1/assign', body: { assignments: [] }, repeatable: true };
const remove: Write = { ...ask, method: 'DELETE', path: 'deviceManagement/deviceConfigurations/1', repeatable: true };
const made: Said = { status: 201, body: { id: '9' } };
const error = (status: number, code: string): Said => ({ status, body: { error: { code, message: `${code} it is` } } });

const lost: readonly [string, (response: ServerResponse) => Said | undefined][] = [
  ['408', () => error(408, 'RequestTimeout')],
  ['500', () => error(500, 'InternalServerError')],
  ['502 as a web page', () => ({ status: 502, headers: { 'content-type': 'text/html' }, body: '<title>Bad Gateway</title>' })],
  ['503', () => error(503, 'ServiceUnavailable')],
  ['503 with Retry-After', () => ({ ...error(503, 'ServiceUnavailable'), headers: { 'retry-after': '1' } })],
  ['504', () => error(504, 'GatewayTimeout')],
  ['a closed connection', cut],
  ['half an answer', (response) => {
    response.writeHead(201, { 'content-type': 'application/json', 'content-length': '500' });
    response.write('{"id":"9","disp');
    setTimeout(() => response.socket?.destroy(), 1);
    return undefined;
  }],
  ['half JSON', () => ({ status: 201, body: '{"id":"9","disp' })],
  ['no answer in time', () => undefined],
];

test('a create whose answer is lost is sent once and comes back as a lost answer', async () => {
  for (const [what, fault] of lost) {
    await onStage(
      (_seen, index, response) => (index === 0 ? fault(response) : made),
      async ({ destination, seen }) => {
        const failure = failureIn(await destination.write(create));
        assert.equal(failure.kind, 'lost answer', what);
        assert.match(failure.message, /it may have been done; look before it is sent again$/);
        assert.equal(failure.call, 'POST deviceManagement/deviceConfigurations');
        assert.equal(seen.length, 1, what);
      },
      { settings: { timeout: what === 'no answer in time' ? 1 : 30 } },
    );
  }
});

test('a write that may be sent twice is sent again after the same faults', async () => {
  for (const [what, fault] of lost) {
    await onStage(
      (_seen, index, response) => (index === 0 ? fault(response) : { status: 200, body: { value: [] } }),
      async ({ destination, seen }) => {
        assert.deepEqual(valueIn(await destination.write(assign)), { status: 200, body: { value: [] }, requestId: 'r-200' }, what);
        assert.deepEqual(seen.map(({ body }) => body), ['{"assignments":[]}', '{"assignments":[]}']);
        assert.notEqual(seen[0]?.headers['client-request-id'], seen[1]?.headers['client-request-id']);
      },
      { settings: { timeout: what === 'no answer in time' ? 1 : 30 } },
    );
  }
});

test('429 was surely not executed: a create is sent again, also when a 503 names the limit', async () => {
  for (const said of [error(429, 'TooManyRequests'), { ...error(429, 'UnknownError'), headers: { 'retry-after': '3' } }, error(503, 'TooManyRequests')]) {
    await onStage(
      (_seen, index) => (index < 2 ? said : made),
      async ({ destination, seen }) => {
        assert.deepEqual(valueIn(await destination.write(create)), { status: 201, body: { id: '9' }, requestId: 'r-201' });
        assert.equal(seen.length, 3);
      },
    );
  }
});

test('throttled for longer than maxWait is a failure that says nothing happened', async () => {
  await onStage(
    () => error(429, 'TooManyRequests'),
    async ({ destination, clock }) => {
      const begun = clock.now();
      const failure = failureIn(await destination.write(create));
      assert.equal(failure.kind, 'throttled');
      assert.ok(clock.now() - begun <= 100_000);
    },
    { settings: { maxWait: 100 } },
  );
});

test('a repeatable write that is lost and then only put off stays a lost answer', async () => {
  await onStage(
    (_seen, index) => (index === 0 ? error(504, 'GatewayTimeout') : error(429, 'TooManyRequests')),
    async ({ destination }) => {
      const failure = failureIn(await destination.write(assign));
      assert.equal(failure.kind, 'lost answer');
      assert.equal(failure.status, 429);
    },
    { settings: { maxWait: 60 } },
  );
});

test('a delete that finds nothing after a lost answer has done what was wanted; at first sight it has not', async () => {
  await onStage(
    (_seen, index, response) => (index === 0 ? cut(response) : error(404, 'ResourceNotFound')),
    async ({ destination }) => {
      assert.deepEqual(valueIn(await destination.write(remove)), { status: 404, requestId: 'r-404' });
    },
  );
  await onStage(
    () => error(404, 'ResourceNotFound'),
    async ({ destination }) => {
      assert.equal(failureIn(await destination.write(remove)).kind, 'missing');
    },
  );
});

test('a delete waits while the object is still in use, as 409 or as 400 with 5001; a create with a taken name is a clash at once', async () => {
  for (const said of [error(409, 'Conflict'), { status: 400, body: { error: { code: 'BadRequest', message: '5001: still assigned' } } }]) {
    await onStage(
      (_seen, index) => (index < 10 ? said : { status: 204 }),
      async ({ destination, seen }) => {
        assert.deepEqual(valueIn(await destination.write(remove)), { status: 204, requestId: 'r-204' });
        assert.equal(seen.length, 11);
      },
    );
  }
  await onStage(
    () => error(409, 'Conflict'),
    async ({ destination, seen }) => {
      assert.equal(failureIn(await destination.write(create)).kind, 'clash');
      assert.equal(seen.length, 1);
      assert.equal(failureIn(await destination.write(assign)).kind, 'clash');
      assert.equal(seen.length, 7);
    },
  );
});

test('400, 403, 404, 409, 412 are said once and for all', async () => {
  for (const [status, kind] of [[400, 'refused'], [403, 'forbidden'], [404, 'missing'], [409, 'clash'], [412, 'refused'], [422, 'refused'], [501, 'refused']] as const) {
    await onStage(
      () => error(status, 'No'),
      async ({ destination, seen }) => {
        assert.equal(failureIn(await destination.write(create)).kind, kind);
        assert.equal(seen.length, 1);
      },
    );
  }
});

test('an empty success is enough for an action, and a lost answer for a create, whose id nobody has heard', async () => {
  for (const headers of [{ 'content-type': 'application/json' }, { 'content-type': 'application/json', 'content-length': '0' }]) {
    await onStage(
      () => ({ status: 200, headers }),
      async ({ destination, seen }) => {
        assert.deepEqual(valueIn(await destination.write(assign)), { status: 200 });
        const failure = failureIn(await destination.write(create));
        assert.equal(failure.kind, 'lost answer');
        assert.match(failure.message, /was answered with nothing where JSON was due/);
        assert.equal(seen.length, 2);
        assert.equal(failureIn(await destination.get({ ...ask, path: 'things/1' })).kind, 'untrusted');
        assert.equal(seen.length, 5);
      },
    );
  }
});

test('an action without parameters sends an object, a delete sends nothing', async () => {
  await onStage(
    () => ({ status: 204 }),
    async ({ destination, seen }) => {
      valueIn(await destination.write({ ...ask, method: 'POST', path: 'things/1/act', repeatable: true }));
      valueIn(await destination.write(remove));
      assert.deepEqual(seen.map(({ body }) => body), ['{}', '']);
      assert.equal(seen[0]?.headers['content-type'], 'application/json');
    },
  );
});

test('a request that multi admin approval keeps is not taken for done', async () => {
  await onStage(
    ({ headers }) => (headers['x-msft-approval-code'] === undefined ? { status: 202, headers: { 'x-msft-approval-code': 'approval-7' } } : made),
    async ({ destination }) => {
      const failure = failureIn(await destination.write({ ...create, headers: { 'x-msft-approval-justification': 'move' } }));
      assert.equal(failure.kind, 'approval required');
      assert.equal(failure.approvalCode, 'approval-7');
      valueIn(await destination.write({ ...create, headers: { 'x-msft-approval-code': 'approval-7' } }));
    },
  );
});

test('a stopped run ends the waiting, and finishes the write that is on its way', async () => {
  const stop = new AbortController();
  await onStage(
    ({ url }) => (url.endsWith('/slow') ? new Promise((resolve) => setTimeout(() => resolve({ status: 204 }), 60)) : { ...error(429, 'TooManyRequests'), headers: { 'retry-after': '3000' } }),
    async ({ destination, seen }) => {
      const onItsWay = destination.write({ ...assign, service: 'rbac', path: 'slow' });
      const waiting = destination.write(create);
      const newcomer = destination.write(create);
      while (seen.length < 2) await new Promise((resolve) => setTimeout(resolve, 1));
      stop.abort(new Error('stopped by a person'));
      await assert.rejects(waiting, /stopped by a person/);
      await assert.rejects(newcomer, /stopped by a person/);
      assert.equal(valueIn(await onItsWay).status, 204);
      await assert.rejects(destination.write(assign), /stopped by a person/);
    },
    { world: { signal: stop.signal } },
  );
});
