import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { Call, type CallFacts } from '../../src/graph/call.js';
import { endpointOf, followed, targetOf } from '../../src/graph/endpoint.js';
import { type DestinationTenant, openSource, type SourceTenant } from '../../src/graph/open.js';
import { onlyReads, readOnly } from '../../src/graph/read-only.js';
import { Stop } from '../../src/model/failure.js';
import { VirtualClock } from './clock.js';
import { ask, failureIn, goodToken, onStage, say, tenantId, valueIn } from './server.js';

const settings = { name: 'contoso', tenantId, cloud: 'global', auth: { method: 'token', tokenEnv: 'CONTOSO_TOKEN' } } as const;
const world = { clock: new VirtualClock(), log: { debug() {}, warn() {} }, env: { CONTOSO_TOKEN: goodToken } };

function callOf(method: CallFacts['method'], path: string, body?: unknown): { call: Call; headers: Record<string, string>; body?: string } {
  const facts: CallFacts = { method, api: 'beta', url: `https://graph.microsoft.com/beta/${path}`, service: 'others', headers: {}, cost: 1, write: true, repeatable: true };
  return { call: new Call(facts), headers: {}, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
}

/** Whether a type has a way to write: decided when this is compiled. */
type CanWrite<T> = 'write' extends keyof T ? true : false;

test('the source has no way to write, and its chain refuses whatever is not a read', async () => {
  await onStage(
    () => ({ body: {} }),
    async ({ source, destination }) => {
      const inTypes: readonly [CanWrite<SourceTenant>, CanWrite<DestinationTenant>] = [false, true];
      assert.deepEqual(['write' in source, 'write' in destination], inTypes);
    },
  );
  const get = { id: '1', method: 'GET', url: '/things' };
  assert.equal(onlyReads(callOf('GET', 'things')), true);
  assert.equal(onlyReads(callOf('POST', '$batch', { requests: [get, get] })), true);
  const refused = [
    callOf('POST', 'things', { a: 1 }),
    callOf('PATCH', 'things/1', { a: 1 }),
    callOf('PUT', 'things/1', { a: 1 }),
    callOf('DELETE', 'things/1'),
    callOf('GET', 'things', { a: 1 }),
    callOf('POST', '$batch', { requests: [get, { ...get, method: 'POST' }] }),
    callOf('POST', '$batch', { requests: [{ ...get, body: {} }] }),
    callOf('POST', '$batch', { requests: 'GET' }),
    callOf('POST', '$batch'),
    callOf('POST', 'things/$batch', { requests: [get] }),
  ];
  for (const passing of refused) {
    let sent = false;
    await readOnly('contoso')(passing, async () => {
      sent = true;
    });
    assert.equal(sent, false, `${passing.call.facts.method} ${passing.call.facts.url}`);
    assert.deepEqual(passing.call.reply, { as: 'not called', why: 'read only', detail: 'contoso is the source and is only ever read; nothing was sent' });
  }
});

test('plain http is accepted for this machine only', () => {
  for (const graphUrl of ['http://127.0.0.1:9001', 'http://localhost:9001/', 'http://[::1]:9001', 'https://graph.contoso.example/base/']) endpointOf({ ...settings, graphUrl });
  for (const graphUrl of ['http://graph.microsoft.com', 'http://10.0.0.1', 'http://localhost.evil.example', 'http://127.0.0.1.evil.example', 'ftp://127.0.0.1', 'graph.microsoft.com', 'https://user:secret@graph.microsoft.com', 'https://graph.microsoft.com?x=1']) {
    assert.throws(() => openSource({ ...settings, graphUrl }, world), (error) => error instanceof Stop && error.exitCode === 2 && error.message.includes('contoso'), graphUrl);
  }
});

test('links bind to the root of the cloud, whatever graphUrl says', () => {
  const roots = (['global', 'usgov', 'dod', 'china'] as const).map((cloud) => openSource({ ...settings, cloud, graphUrl: 'http://127.0.0.1:9001' }, world).bindRoot);
  assert.deepEqual(roots, ['https://graph.microsoft.com', 'https://graph.microsoft.us', 'https://dod-graph.microsoft.us', 'https://microsoftgraph.chinacloudapi.cn']);
});

test('a path cannot leave its API version and a link cannot leave the tenant', () => {
  const endpoint = endpointOf({ ...settings, graphUrl: 'http://127.0.0.1:9001/fabrikam' });
  assert.equal(targetOf(endpoint, 'beta', '/groups/1?$select=id'), 'http://127.0.0.1:9001/fabrikam/beta/groups/1?$select=id');
  for (const path of ['../v1.0/groups', 'groups/../../x', 'groups/%2e%2e/%2e%2e/x', 'groups/1#x', 'groups\\..\\x']) assert.equal(targetOf(endpoint, 'beta', path), undefined, path);
  assert.equal(followed(endpoint, 'https://graph.microsoft.com/beta/groups?$skiptoken=1'), 'http://127.0.0.1:9001/fabrikam/beta/groups?$skiptoken=1');
  assert.equal(followed(endpoint, 'http://127.0.0.1:9001/fabrikam/beta/groups'), 'http://127.0.0.1:9001/fabrikam/beta/groups');
  for (const link of ['http://127.0.0.1:9001/northwind/beta/groups', 'http://127.0.0.1:9002/fabrikam/beta/groups', 'http://127.0.0.1:9001/fabrikam/../northwind/beta', 'https://graph.microsoft.us/beta/groups', 'http://graph.microsoft.com/beta', 'no link']) assert.equal(followed(endpoint, link), undefined, link);
});

test('a path that would leave the API is not sent', async () => {
  await onStage(
    () => ({ body: {} }),
    async ({ destination, seen }) => {
      assert.equal(failureIn(await destination.get({ ...ask, path: '../v1.0/me' })).kind, 'untrusted');
      assert.equal(failureIn(await destination.write({ ...ask, method: 'DELETE', path: 'things/../../v1.0/groups/1', repeatable: true })).kind, 'untrusted');
      assert.equal(seen.length, 0);
    },
  );
});

test('a redirect to another host never gets the token; one inside the tenant is followed for a read and never for a write', async () => {
  const stolen: string[] = [];
  const thief = createServer((request, response) => {
    stolen.push(request.headers.authorization ?? 'nothing');
    say(response, { body: { id: 'stolen' } });
  });
  await new Promise<void>((resolve) => thief.listen(0, '127.0.0.1', resolve));
  const address = thief.address();
  assert.ok(typeof address === 'object' && address !== null);
  const elsewhere = `http://127.0.0.1:${address.port}/beta/things/1`;
  try {
    for (const status of [301, 302, 303, 307, 308]) {
      await onStage(
        ({ url }) => (url.endsWith('/inside') ? { status, headers: { location: '/beta/things/2' } } : url.endsWith('/loop') ? { status, headers: { location: '/beta/loop' } } : url.endsWith('/2') ? { body: { id: '2' } } : { status, headers: { location: elsewhere } }),
        async ({ destination, source, seen }) => {
          const failure = failureIn(await source.get({ ...ask, path: 'things/1' }));
          assert.equal(failure.kind, 'untrusted');
          assert.match(failure.message, new RegExp(`redirect to http://127.0.0.1:${address.port}, which was not followed`));
          assert.deepEqual(valueIn(await source.get({ ...ask, path: 'inside' })), { id: '2' });
          assert.equal(failureIn(await source.get({ ...ask, path: 'loop' })).kind, 'untrusted');
          const sent = seen.length;
          assert.equal(failureIn(await destination.write({ ...ask, method: 'POST', path: 'inside', body: {}, repeatable: true })).kind, 'untrusted');
          assert.equal(seen.length, sent + 1);
        },
      );
    }
    assert.deepEqual(stolen, []);
  } finally {
    thief.closeAllConnections();
    await new Promise((resolve) => thief.close(resolve));
  }
});

test('hostile answers are failures and pollute nothing', async () => {
  const polluting = '{"id":"1","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"inner":{"\\u005f_proto__":{"polluted":true}},"list":[{"__proto__":[1]}]}';
  await onStage(
    () => ({ body: polluting }),
    async ({ source }) => {
      const value = valueIn(await source.get({ ...ask, path: 'things/1' }));
      assert.equal(JSON.stringify(value), '{"id":"1","constructor":{"prototype":{"polluted":true}},"inner":{},"list":[{}]}');
      assert.equal('polluted' in {}, false);
    },
  );
  const bad: [string, string | Buffer][] = [
    ['deep nesting', `${'[{"a":'.repeat(5000)}1${'}]'.repeat(5000)}`],
    ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0xfe, 0x22, 0x7d])],
    ['too large', `{"a":"${'x'.repeat(200_000)}"}`],
  ];
  for (const [what, bytes] of bad) {
    await onStage(
      (_seen, _index, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(bytes);
        return undefined;
      },
      async ({ source, destination }) => {
        assert.equal(failureIn(await source.get({ ...ask, path: 'things/1' })).kind, 'untrusted', what);
        assert.equal(failureIn(await destination.write({ ...ask, method: 'POST', path: 'things', body: {}, repeatable: false })).kind, 'lost answer', what);
      },
      { world: { largestAnswer: 150_000 } },
    );
  }
});

test('packed answers are unpacked, and one that swells beyond the limit is refused', async () => {
  await onStage(
    ({ url }, _index, response) => {
      const text = url.endsWith('/bomb') ? `{"a":"${'0'.repeat(3_000_000)}"}` : '{"id":"1"}';
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      response.end(gzipSync(text));
      return undefined;
    },
    async ({ source, seen }) => {
      assert.deepEqual(valueIn(await source.get({ ...ask, path: 'things/1' })), { id: '1' });
      assert.equal(seen[0]?.headers['accept-encoding'], 'gzip');
      assert.equal(failureIn(await source.get({ ...ask, path: 'bomb' })).kind, 'untrusted');
      assert.equal(seen.length, 2);
    },
    { world: { largestAnswer: 100_000 } },
  );
});

test('the token is in no log line and no failure', async () => {
  await onStage(
    ({ headers }) => ({ status: 400, body: { error: { code: 'BadRequest', message: `you sent ${headers.authorization} and client_secret=hunter2-hunter2 and ${goodToken}` } } }),
    async ({ source, log }) => {
      const failure = failureIn(await source.get({ ...ask, path: 'things?$filter=secret%20eq%20%27canary-1%27' }));
      const everything = JSON.stringify([failure, log]);
      for (const secret of [goodToken, goodToken.slice(0, 40), 'hunter2', 'canary-1']) assert.equal(everything.includes(secret), false, secret);
      assert.match(failure.message, /^contoso: GET things was answered 400 BadRequest: you sent/);
      assert.ok(log.length > 0);
    },
  );
});
