import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalog } from '../../src/catalog/index.js';
import { pathSteps } from '../../src/engine/paths.js';
import { typeNamed } from '../../src/simulator/schema/model.js';
import { SimulatedTenant } from '../../src/simulator/simulated-tenant.js';
import { typesOf } from '../conformance/sample.js';

/** Members that sound like a secret and are none, with the reason. */
const none: Readonly<Record<string, string>> = {
  passwordFormatString: 'how a password is made up of fields of the user; treated as a secret all the same where a row says so',
};

const sounds = /password(?!.*(?:Required|Type|Count|Length|Minutes|Days|Block|Sign|Expiration|History|Complexity|Minimum|Policy|Prompt|Change|Sync|AutoFill|Hint|Reset|Proximity|Sharing|Requirements))|sharedKey|sharedSecret|secretText|productKey|passphrase|workspaceKey|boardingBlob/iu;

test('Every text of a type that can be created and whose name sounds like a secret is one for its row', () => {
  const tenant = new SimulatedTenant({ tenantId: '0c0a0000-5a1e-4c0d-9e0f-000000000c01', displayName: 'Contoso', initialDomain: 'contoso.onmicrosoft.com', domains: ['contoso.onmicrosoft.com'], seed: 'secrets' }, catalog);
  let seen = 0;
  const unclaimed: string[] = [];
  for (const row of catalog.rows) {
    if (row.neighbor === true || row.singleton !== undefined) continue;
    for (const type of typesOf(catalog, row, tenant.data.set(row.collection).type)) {
      for (const [name, member] of typeNamed(type)?.properties ?? []) {
        if (!sounds.test(name) || member.type !== 'string') continue;
        seen += 1;
        const claimed = (row.secrets ?? []).some((rule) => pathSteps(rule.at).at(-1) === name && (rule.types?.includes(type) ?? true));
        if (!claimed && none[name] === undefined) unclaimed.push(`${row.kind} ${type}.${name}`);
      }
    }
  }
  assert.deepEqual(unclaimed, []);
  assert.ok(seen >= 12, `${String(seen)} were seen`);
});

test('Every secret of a list has a label, so that people can tell one from the others', () => {
  const without = catalog.rows.flatMap((row) => (row.secrets ?? []).filter((rule) => /\[\]|\*\*/u.test(rule.at) && rule.label === undefined).map((rule) => `${row.kind}: ${rule.at}`));
  assert.deepEqual(without, []);
});
