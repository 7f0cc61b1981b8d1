import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { test } from 'node:test';
import { noAnswerFrom } from '../../src/graph/no-answer.js';
import { openDestination } from '../../src/graph/open.js';
import { VirtualClock } from './clock.js';
import { ask, failureIn, goodToken, onStage, tenantId, valueIn } from './server.js';
import { selfSigned } from './x509.js';

async function portOf(server: Pick<Server, 'listen' | 'address'>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  return address.port;
}

function destinationAt(graphUrl: string | undefined, env: Record<string, string> = {}): ReturnType<typeof openDestination> {
  const settings = { name: 'contoso', tenantId, cloud: 'global', auth: { method: 'token', tokenEnv: 'CONTOSO_TOKEN' }, maxWait: 10, ...(graphUrl === undefined ? {} : { graphUrl }) } as const;
  return openDestination(settings, { clock: new VirtualClock(), log: { debug() {}, warn() {} }, env: { CONTOSO_TOKEN: goodToken, ...env } });
}

const create = { ...ask, method: 'POST', path: 'things', body: {}, repeatable: false } as const;

test('https goes through the proxy that HTTPS_PROXY names, a refusal there is nothing sent, and loopback never goes through it', async () => {
  const connects: string[] = [];
  const proxy = createServer().on('connect', (request, socket) => {
    connects.push(request.url ?? '');
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  const port = await portOf(proxy);
  const destination = destinationAt(undefined, { HTTPS_PROXY: `http://127.0.0.1:${port}` });
  try {
    const failure = failureIn(await destination.write(create));
    assert.equal(failure.kind, 'unavailable');
    assert.match(failure.message, /could not be sent: no connection/);
    assert.deepEqual(new Set(connects), new Set(['graph.microsoft.com:443']));
    const asked = connects.length;
    await onStage(
      () => ({ body: { id: '1' } }),
      async ({ source }) => {
        valueIn(await source.get({ ...ask, path: 'things/1' }));
        assert.equal(connects.length, asked);
      },
      { world: { env: { CONTOSO_TOKEN: goodToken, HTTPS_PROXY: `http://127.0.0.1:${port}`, HTTP_PROXY: `http://127.0.0.1:${port}` } } },
    );
  } finally {
    await destination.close();
    proxy.closeAllConnections();
    await new Promise((resolve) => proxy.close(resolve));
  }
});

test('a server whose certificate nobody vouches for gets neither token nor body', async () => {
  const { certificate, keyPem } = selfSigned('127.0.0.1');
  let requests = 0;
  const server = createTlsServer({ cert: certificate, key: keyPem }, (_request, response) => {
    requests += 1;
    response.end('{}');
  });
  const destination = destinationAt(`https://127.0.0.1:${await portOf(server)}`);
  try {
    const failure = failureIn(await destination.write(create));
    assert.equal(failure.kind, 'untrusted');
    assert.match(failure.message, /was not sent: the server's certificate does not hold.*NODE_EXTRA_CA_CERTS/);
    assert.equal(requests, 0);
  } finally {
    await destination.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

test('only an error of making the connection proves that nothing was sent', () => {
  const error = (code: string, syscall?: string): Error => Object.assign(new Error(code), { code, ...(syscall === undefined ? {} : { syscall }) });
  const cases: [Error, string][] = [
    [error('ENOTFOUND', 'getaddrinfo'), 'not sent'],
    [error('EAI_AGAIN', 'getaddrinfo'), 'not sent'],
    [error('ECONNREFUSED', 'connect'), 'not sent'],
    [error('EHOSTUNREACH', 'connect'), 'not sent'],
    [error('UND_ERR_CONNECT_TIMEOUT'), 'not sent'],
    [Object.assign(new AggregateError([error('ECONNREFUSED', 'connect'), error('ENETUNREACH', 'connect')]), { code: 'ECONNREFUSED' }), 'not sent'],
    [new Error('outer', { cause: error('ECONNREFUSED', 'connect') }), 'not sent'],
    [error('EHOSTUNREACH', 'read'), 'cut'],
    [error('ETIMEDOUT', 'read'), 'cut'],
    [error('ECONNRESET', 'write'), 'cut'],
    [error('EPIPE', 'write'), 'cut'],
    [error('UND_ERR_SOCKET'), 'cut'],
    [error('HPE_INVALID_CONSTANT'), 'cut'],
    [error('UND_ERR_HEADERS_TIMEOUT'), 'timeout'],
    [error('CERT_HAS_EXPIRED'), 'no trust'],
    [error('ERR_TLS_CERT_ALTNAME_INVALID'), 'no trust'],
  ];
  for (const [thrown, why] of cases) assert.equal(noAnswerFrom(thrown).why, why, thrown.message);
});
