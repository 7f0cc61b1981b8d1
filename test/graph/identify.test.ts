import assert from 'node:assert/strict';
import { test } from 'node:test';
import { identify } from '../../src/graph/identify.js';
import { failureIn, jwt, onStage, type Said, tenantId, valueIn } from './server.js';

const organization: Said = {
  body: {
    value: [
      {
        id: tenantId.toUpperCase(),
        displayName: 'Contoso',
        verifiedDomains: [
          { name: 'contoso.example', isDefault: true, isInitial: false },
          { name: 'contoso.onmicrosoft.com', isDefault: false, isInitial: true },
          { name: 'mail.contoso.example', isDefault: false, isInitial: false },
        ],
      },
    ],
  },
};
const account: Said = { body: { id: tenantId, intuneAccountId: 'aaaaaaaa-0000-4000-8000-000000000001' } };

test('a tenant says its name, its domains and its Intune account', async () => {
  await onStage(
    ({ url }) => (url.includes('/organization') ? organization : account),
    async ({ source, seen }) => {
      assert.deepEqual(valueIn(await identify(source)), {
        name: 'contoso',
        id: tenantId.toUpperCase(),
        displayName: 'Contoso',
        initialDomain: 'contoso.onmicrosoft.com',
        defaultDomain: 'contoso.example',
        domains: ['contoso.example', 'contoso.onmicrosoft.com', 'mail.contoso.example'],
        intuneAccountId: 'aaaaaaaa-0000-4000-8000-000000000001',
      });
      assert.deepEqual(seen.map(({ url }) => url), ['/beta/organization', '/beta/deviceManagement?$select=intuneAccountId']);
    },
  );
});

test('the Intune account may be out of reach; an outage is not taken for that', async () => {
  for (const [status, code] of [[403, 'Forbidden'], [400, 'BadRequest'], [404, 'ResourceNotFound']] as const) {
    await onStage(
      ({ url }) => (url.includes('/organization') ? organization : { status, body: { error: { code, message: 'no' } } }),
      async ({ source }) => {
        assert.equal('intuneAccountId' in valueIn(await identify(source)), false);
      },
    );
  }
  await onStage(
    ({ url }) => (url.includes('/organization') ? organization : { status: 503, body: {} }),
    async ({ source }) => {
      assert.equal(failureIn(await identify(source)).kind, 'unavailable');
    },
    { settings: { maxWait: 5 } },
  );
});

test('a token of another tenant is refused before anything is asked, another organization right after', async () => {
  const other = '99999999-2222-4333-8444-555555555555';
  await onStage(
    () => organization,
    async ({ source, seen }) => {
      const failure = failureIn(await identify(source));
      assert.equal(failure.kind, 'signed out');
      assert.equal(failure.message, `contoso: the token belongs to tenant ${other}, but tenantferry.json says ${tenantId}: this is another tenant, nothing was done`);
      assert.equal(seen.length, 0);
    },
    { world: { env: { CONTOSO_TOKEN: jwt({ tid: other, exp: 4_000_000_000 }) } } },
  );
  await onStage(
    () => ({ body: { value: [{ id: other, verifiedDomains: [] }] } }),
    async ({ destination, seen }) => {
      assert.match(failureIn(await identify(destination)).message, /the service answers as tenant 99999999-/);
      assert.equal(seen.length, 1);
    },
    { world: { env: { CONTOSO_TOKEN: 'opaque' } } },
  );
});
