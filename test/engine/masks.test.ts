import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalog } from '../../src/catalog/index.js';
import { policyOf } from '../../src/engine/intake.js';

test('a mask where no rule expects one is named as a secret and is never a value, and a name of stars stays a name', () => {
  const row = catalog.row('deviceConfiguration');
  const policy = policyOf('source', row, {
    object: { '@odata.type': '#microsoft.graph.windows10GeneralConfiguration', id: '0c0a0000-5a1e-4c0d-9e0f-00000000aaaa', displayName: '***', description: 'plain', edgeHomepageUrls: [], networkProxyServer: { address: '****' }, assignments: [] },
  });
  assert.equal(policy.name, '***');
  assert.equal(policy.body['displayName'], '***');
  assert.equal(policy.body['description'], 'plain');
  assert.deepEqual(policy.body['networkProxyServer'], { address: null });
  assert.deepEqual(policy.secrets.map((secret) => secret.at), ['/body/networkProxyServer/address']);
});
