import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readCertificate } from '../../src/graph/certificate.js';
import { describeToken, openDestination, openSource } from '../../src/graph/open.js';
import { TokenKeeper } from '../../src/graph/token.js';
import { factsOfToken } from '../../src/graph/token-facts.js';
import type { DeviceCode } from '../../src/graph/world.js';
import type { Auth } from '../../src/model/config.js';
import { Stop } from '../../src/model/failure.js';
import { isObject } from '../../src/model/json.js';
import { VirtualClock } from './clock.js';
import { ask, failureIn, goodToken, jwt, onStage, type Said, type Script, type Seen, tenantId, valueIn } from './server.js';
import { selfSigned } from './x509.js';

const clientId = '99999999-8888-4777-8666-555555555555';
const isLogin = ({ url }: Seen): boolean => url.includes('/oauth2/');
const form = ({ body }: Seen): Record<string, string> => Object.fromEntries(new URLSearchParams(body));
const granted = (token: string): Said => ({ body: { token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599, access_token: token } });

/** A tenant whose login service is the same server: msal asks the real host, and the request comes here. */
async function signingIn(auth: Auth, script: Script, act: Parameters<typeof onStage>[1], extra: { env?: Record<string, string>; onDeviceCode?: (code: DeviceCode) => void; signal?: AbortSignal } = {}): Promise<void> {
  let loginUrl = '';
  const { env, ...world } = extra;
  await onStage(
    script,
    async (stage) => {
      loginUrl = stage.url;
      const settings = { name: 'contoso', tenantId, cloud: 'global', graphUrl: stage.url, auth } as const;
      const own = { clock: stage.clock, log: { debug() {}, warn() {} }, env: env ?? {}, random: () => 0.5, loginUrl, ...world };
      const source = openSource(settings, own);
      const destination = openDestination(settings, own);
      try {
        await act({ ...stage, source, destination });
      } finally {
        await Promise.all([source.close(), destination.close()]);
      }
    },
  );
}

const secret: Auth = { method: 'secret', clientId, clientSecretEnv: 'CONTOSO_SECRET' };
const env = { CONTOSO_SECRET: 'canary-client-secret' };

test('a client secret is exchanged once for a token, for the root of the cloud, in the tenant that is configured', async () => {
  await signingIn(
    secret,
    (seen) => (isLogin(seen) ? granted(goodToken) : { body: { id: '1' } }),
    async ({ source, seen }) => {
      await Promise.all(Array.from({ length: 5 }, () => source.get({ ...ask, path: 'things/1' })));
      const logins = seen.filter(isLogin);
      assert.equal(logins.length, 1);
      assert.match(logins[0]?.url ?? '', new RegExp(`^/${tenantId}/oauth2/v2.0/token`));
      const { client_id, client_secret, grant_type, scope } = form(logins[0] ?? assert.fail());
      assert.equal(client_id, clientId);
      assert.equal(client_secret, 'canary-client-secret');
      assert.equal(grant_type, 'client_credentials');
      assert.match(scope ?? '', /^https:\/\/graph\.microsoft\.com\/\.default/);
      assert.deepEqual(new Set(seen.filter((each) => !isLogin(each)).map(({ headers }) => headers.authorization)), new Set([`Bearer ${goodToken}`]));
    },
    { env },
  );
});

test('a certificate signs the assertion with its own thumbprint', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'graph-test-'));
  try {
    const { certificate, keyPem } = selfSigned();
    const certificatePath = join(folder, 'app.pem');
    await writeFile(certificatePath, `Bag Attributes\n${certificate}${keyPem}`);
    await signingIn(
      { method: 'certificate', clientId, certificatePath },
      (seen) => (isLogin(seen) ? granted(goodToken) : { body: { id: '1' } }),
      async ({ source, seen }) => {
        valueIn(await source.get({ ...ask, path: 'things/1' }));
        const { client_assertion: assertion = '', client_assertion_type: type } = form(seen[0] ?? assert.fail());
        assert.equal(type, 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
        const header: unknown = JSON.parse(Buffer.from(assertion.split('.')[0] ?? '', 'base64url').toString());
        const thumbprint = Buffer.from(new X509Certificate(certificate).fingerprint256.replaceAll(':', ''), 'hex').toString('base64url');
        assert.ok(typeof header === 'object' && header !== null && 'x5t#S256' in header && 'alg' in header);
        assert.equal(header['x5t#S256'], thumbprint);
        assert.equal(header.alg, 'PS256');
      },
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a certificate file that cannot work is explained, and never quoted', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'graph-test-'));
  try {
    const one = selfSigned();
    const other = selfSigned();
    const locked = one.key.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open sesame' }).toString();
    const cases: [string, string | undefined, RegExp][] = [
      [one.certificate, undefined, /holds no private key; it must hold both/],
      [one.keyPem, undefined, /holds no certificate/],
      ['PFX bytes', undefined, /is no PEM file; .*openssl pkcs12/],
      [one.certificate + other.keyPem, undefined, /the private key is not the one of the first certificate/],
      [one.certificate + locked, undefined, /named in passwordEnv/],
      [one.certificate + locked, 'wrong', /cannot be used/],
    ];
    for (const [contents, passphrase, message] of cases) {
      const path = join(folder, 'app.pem');
      await writeFile(path, contents);
      await assert.rejects(readCertificate(path, passphrase), (error) => error instanceof Error && message.test(error.message) && !error.message.includes('BEGIN') && error.message.includes('app.pem'));
    }
    await assert.rejects(readCertificate(join(folder, 'none.pem'), undefined), /cannot be read \(ENOENT\)/);
    const path = join(folder, 'locked.pem');
    await writeFile(path, one.certificate + locked);
    assert.match((await readCertificate(path, 'open sesame')).privateKey, /^-----BEGIN PRIVATE KEY-----/);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a pipeline signs in with the federated token in its file, read anew each time', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'graph-test-'));
  try {
    const path = join(folder, 'token');
    await writeFile(path, 'federated-1\n');
    await signingIn(
      { method: 'workload-identity', clientId },
      (seen, index) => (isLogin(seen) ? granted(`${goodToken}${index}`) : index < 2 ? { status: 401, body: { error: { code: 'InvalidAuthenticationToken', message: 'expired' } } } : { body: { id: '1' } }),
      async ({ source, seen }) => {
        const reading = source.get({ ...ask, path: 'things/1' });
        await writeFile(path, 'federated-2\n');
        valueIn(await reading);
        const assertions = seen.filter(isLogin).map((each) => form(each)['client_assertion']);
        assert.equal(assertions.length, 2);
        assert.equal(assertions[1], 'federated-2');
      },
      { env: { AZURE_FEDERATED_TOKEN_FILE: path } },
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a token the service no longer takes is replaced once, for all calls together; the second refusal is the end', async () => {
  let tokens = 0;
  const expired: Said = { status: 401, body: { error: { code: 'InvalidAuthenticationToken', message: 'Lifetime validation failed, the token is expired.' } } };
  await signingIn(
    secret,
    (seen) => {
      if (isLogin(seen)) return granted(`token-${(tokens += 1)}`);
      return seen.headers.authorization === 'Bearer token-1' ? expired : { body: { id: '1' } };
    },
    async ({ destination }) => {
      const results = await Promise.all([
        ...Array.from({ length: 6 }, (_, index) => destination.get({ ...ask, path: `things/${index}` })),
        destination.write({ ...ask, method: 'POST', path: 'things', body: {}, repeatable: false }),
      ]);
      assert.ok(results.every((result) => result.ok));
      assert.equal(tokens, 2);
    },
    { env },
  );
  await signingIn(
    secret,
    (seen) => (isLogin(seen) ? granted(`token-${(tokens += 1)}`) : expired),
    async ({ destination, seen }) => {
      const failure = failureIn(await destination.write({ ...ask, method: 'POST', path: 'things', body: {}, repeatable: false }));
      assert.equal(failure.kind, 'signed out');
      assert.equal(seen.filter((each) => !isLogin(each)).length, 2);
    },
    { env },
  );
});

test('a challenge of conditional access reaches the login service', async () => {
  const claims = '{"access_token":{"nbf":{"essential":true,"value":"1"}}}';
  await signingIn(
    secret,
    (seen, index) => {
      if (isLogin(seen)) return granted(`token-${index}`);
      return index < 2 ? { status: 401, headers: { 'www-authenticate': `Bearer realm="", error="insufficient_claims", claims="${Buffer.from(claims).toString('base64')}"` }, body: { error: { code: 'InvalidAuthenticationToken', message: 'no' } } } : { body: { id: '1' } };
    },
    async ({ source, seen }) => {
      valueIn(await source.get({ ...ask, path: 'things/1' }));
      const asked: unknown = JSON.parse(form(seen.filter(isLogin)[1] ?? assert.fail())['claims'] ?? '');
      assert.ok(isObject(asked));
      assert.deepEqual(asked['access_token'], { nbf: { essential: true, value: '1' } });
    },
    { env },
  );
});

test('a refused sign-in says what the login service said, and never the secret', async () => {
  await signingIn(
    secret,
    () => ({ status: 401, body: { error: 'invalid_client', error_description: 'AADSTS7000215: Invalid client secret provided. Trace ID: 1 Correlation ID: 2 Timestamp: 3', error_codes: [7000215] } }),
    async ({ source, seen }) => {
      const failure = failureIn(await source.get({ ...ask, path: 'things/1' }));
      assert.equal(failure.kind, 'signed out');
      assert.equal(failure.message, 'contoso: GET things/1 was not sent: there is no sign-in: secret: AADSTS7000215: Invalid client secret provided.');
      assert.equal(seen.length, 1);
    },
    { env },
  );
});

test('a login service that is throttled, down or unreachable is asked again, and given up in the end', async () => {
  const faults: Said[] = [{ status: 429, headers: { 'retry-after': '60' }, body: { error: 'temporarily_unavailable' } }, { status: 503, body: '<html>down</html>' }, { status: 500, body: { error: 'server_error' } }];
  for (const fault of faults) {
    await signingIn(
      secret,
      (seen, index) => (isLogin(seen) ? (index < 2 ? fault : granted(goodToken)) : { body: { id: '1' } }),
      async ({ source }) => {
        assert.deepEqual(valueIn(await source.get({ ...ask, path: 'things/1' })), { id: '1' });
      },
      { env },
    );
    await signingIn(
      secret,
      () => fault,
      async ({ source, seen }) => {
        assert.equal(failureIn(await source.get({ ...ask, path: 'things/1' })).kind, 'unavailable');
        assert.equal(seen.length, 6);
      },
      { env },
    );
  }
});

test('a login service that fails in the middle of a run is waited for like Graph itself, and one that stays away is not asked by every call', async () => {
  let outage = 0;
  let logins = 0;
  await signingIn(
    secret,
    (seen) => {
      if (!isLogin(seen)) return seen.headers.authorization === `Bearer token-${logins}` ? { body: { id: '1' } } : { status: 401, body: { error: { code: 'InvalidAuthenticationToken', message: 'expired' } } };
      outage -= 1;
      return outage >= 0 ? { status: 503, body: { error: 'server_error' } } : granted(`token-${(logins += 1)}`);
    },
    async ({ source, clock, seen }) => {
      valueIn(await source.get({ ...ask, path: 'things/1' }));
      outage = 20;
      logins = 9;
      valueIn(await source.get({ ...ask, path: 'things/1' }));
      outage = Infinity;
      logins = 19;
      const begun = clock.now();
      const failures = await Promise.all([1, 2, 3].map((number) => source.get({ ...ask, path: `things/${number}` })));
      assert.deepEqual(failures.map((result) => failureIn(result).kind), ['unavailable', 'unavailable', 'unavailable']);
      assert.ok(clock.now() - begun <= 3_700_000);
      const asked = seen.filter(isLogin).length;
      failureIn(await source.get({ ...ask, path: 'things/4' }));
      assert.equal(seen.filter(isLogin).length, asked);
    },
    { env },
  );
});

test('a device code is shown, waited for, and the person is not asked again', async () => {
  const codes: DeviceCode[] = [];
  let asked = 0;
  const idToken = jwt({ tid: tenantId, oid: 'person', sub: 'person', preferred_username: 'admin@contoso.example', iss: `https://login.microsoftonline.com/${tenantId}/v2.0`, aud: clientId, exp: 4_000_000_000, iat: 1 });
  const clientInfo = Buffer.from(JSON.stringify({ uid: 'person', utid: tenantId })).toString('base64url');
  await signingIn(
    { method: 'device-code', clientId },
    (seen) => {
      if (seen.url.includes('/devicecode')) return { body: { user_code: 'ABC-DEF', device_code: 'd', verification_uri: 'https://microsoft.com/devicelogin', expires_in: 900, interval: 0.01, message: 'To sign in, type ABC-DEF' } };
      if (!isLogin(seen)) return { body: { id: '1' } };
      asked += 1;
      if (asked === 1) return { status: 400, body: { error: 'authorization_pending', error_description: 'pending' } };
      if (asked === 2) return { status: 400, body: { error: 'slow_down', error_description: 'slower' } };
      return { body: { token_type: 'Bearer', scope: 'https://graph.microsoft.com/.default', expires_in: 3599, access_token: goodToken, refresh_token: 'r', id_token: idToken, client_info: clientInfo } };
    },
    async ({ source }) => {
      assert.deepEqual(valueIn(await source.get({ ...ask, path: 'things/1' })), { id: '1' });
      assert.deepEqual(valueIn(await source.get({ ...ask, path: 'things/1' })), { id: '1' });
      assert.deepEqual(codes, [{ tenant: 'contoso', userCode: 'ABC-DEF', verificationUri: 'https://microsoft.com/devicelogin', message: 'To sign in, type ABC-DEF' }]);
      assert.equal(asked, 3);
    },
    { onDeviceCode: (code) => codes.push(code) },
  );
});

test('what a sign-in needs and does not have is said before anything is sent', () => {
  const world = { clock: new VirtualClock(), log: { debug() {}, warn() {} }, env: {} };
  const cases: [Auth, RegExp][] = [
    [{ method: 'token', tokenEnv: 'CONTOSO_TOKEN' }, /CONTOSO_TOKEN/],
    [secret, /CONTOSO_SECRET/],
    [{ method: 'certificate', clientId, certificatePath: 'app.pem', passwordEnv: 'CONTOSO_PASS' }, /CONTOSO_PASS/],
    [{ method: 'workload-identity', clientId }, /AZURE_FEDERATED_TOKEN_FILE/],
    [{ method: 'device-code', clientId }, /nobody would see/],
    [{ method: 'browser', clientId }, /browser/],
  ];
  for (const [auth, message] of cases) {
    assert.throws(() => openSource({ name: 'contoso', tenantId, cloud: 'global', auth }, world), (error) => error instanceof Stop && error.exitCode === 2 && message.test(error.message) && error.remedy !== '', auth.method);
  }
});

test('a given token that has ended is not sent; one the service does not take is not sent twice', async () => {
  const auth: Auth = { method: 'token', tokenEnv: 'CONTOSO_TOKEN' };
  await signingIn(
    auth,
    () => ({ body: {} }),
    async ({ source, seen }) => {
      const failure = failureIn(await source.get({ ...ask, path: 'things/1' }));
      assert.equal(failure.kind, 'signed out');
      assert.match(failure.message, /the token in CONTOSO_TOKEN ended at 2001-09-09T01:46:40\.000Z; put a new one there$/);
      assert.equal(seen.length, 0);
    },
    { env: { CONTOSO_TOKEN: jwt({ tid: tenantId, exp: 1_000_000_000 }) } },
  );
  await signingIn(
    auth,
    () => ({ status: 401, body: { error: { code: 'InvalidAuthenticationToken', message: 'no' } } }),
    async ({ source, seen }) => {
      assert.equal(failureIn(await source.get({ ...ask, path: 'things/1' })).kind, 'signed out');
      assert.equal(seen.length, 1);
    },
    { env: { CONTOSO_TOKEN: goodToken } },
  );
});

test('a token tells tenant, application, permissions and end; an opaque one tells nothing', async () => {
  assert.deepEqual(factsOfToken(jwt({ tid: 't', appid: 'a', roles: ['X.Read.All', 'Y'], exp: 10 })), { tenantId: 't', appId: 'a', as: 'app-only', scopes: ['X.Read.All', 'Y'], expiresAt: 10_000 });
  assert.deepEqual(factsOfToken(jwt({ tid: 't', azp: 'a', scp: 'X.Read.All  Y', upn: 'u@contoso.example' })), { tenantId: 't', appId: 'a', as: 'delegated', scopes: ['X.Read.All', 'Y'], user: 'u@contoso.example' });
  assert.deepEqual(factsOfToken(jwt({ tid: 't', idtyp: 'app' })), { tenantId: 't', as: 'app-only', scopes: [] });
  for (const opaque of ['', 'abc', 'a.b.c', `a.${Buffer.from('[1]').toString('base64url')}.c`, `a.${Buffer.from('{"tid":5}').toString('base64url')}.c`]) assert.deepEqual(factsOfToken(opaque), {});
  await onStage(
    () => ({ body: {} }),
    async ({ source, seen }) => {
      assert.equal(valueIn(await describeToken(source)).tenantId, tenantId);
      assert.equal(seen.length, 0);
    },
  );
});

test('however many calls ask at once, one sign-in runs, and a token near its end is replaced before it is used', async () => {
  const clock = new VirtualClock(0, 0);
  let signIns = 0;
  const keeper = new TokenKeeper(async ({ fresh }) => {
    signIns += 1;
    await clock.sleep(10);
    return { text: `${fresh ? 'fresh' : 'first'}-${signIns}`, expiresAt: clock.now() + 3_600_000 };
  }, clock);
  const texts = async (...refused: (string | undefined)[]): Promise<string[]> => (await Promise.all(refused.map((token) => keeper.current(token)))).map((token) => ('text' in token ? token.text : 'none'));
  assert.deepEqual(await texts(undefined, undefined, undefined), ['first-1', 'first-1', 'first-1']);
  assert.deepEqual(await texts('first-1', 'first-1'), ['fresh-2', 'fresh-2']);
  // a call that was refused with the old token gets the new one without another sign-in
  assert.deepEqual(await texts('first-1', undefined), ['fresh-2', 'fresh-2']);
  await clock.sleep(3_400_000);
  assert.deepEqual(await texts(undefined), ['first-3']);
});
