import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalog } from '../../src/catalog/index.js';
import { partFindings } from '../../src/engine/plan-findings.js';
import { failed, ok, type FailureKind } from '../../src/model/failure.js';
import type { Policy } from '../../src/model/policy.js';
import type { Result } from '../../src/model/failure.js';
import type { TenantReader } from '../../src/model/ports.js';
import { readObjects } from '../../src/stages/read-kinds.js';

const restrictions = { '@odata.type': '#microsoft.graph.windows10GeneralConfiguration', id: '00000000-0000-4000-8000-000000000001', displayName: 'Restrictions', cameraBlocked: true, assignments: [] };

/** Restrictions read from a tenant that answers so where it is asked for their privacy access controls. */
async function read(kind: FailureKind | undefined): Promise<Result<Policy> | undefined> {
  const reader: Omit<TenantReader, 'pages' | 'get'> = {
    tenantId: '',
    bindRoot: '',
    side: 'source',
    name: 'contoso',
    getMany: (gets) => Promise.resolve(gets.map((get) => (kind === undefined ? ok({ value: [{ id: '1', accessLevel: 'forceDeny' }] }) : failed({ kind, side: 'source', message: `GET ${get.path} was not taken` })))),
  };
  const whole: TenantReader = { ...reader, pages: () => { throw new Error('not asked'); }, get: () => { throw new Error('not asked'); } };
  const [one] = await readObjects(whole, 'source', catalog.row('deviceConfiguration'), [restrictions]);
  return one;
}

test('restrictions whose privacy access controls the service does not know go all the same, and that is said; nobody calls it none', async () => {
  const seen = await read(undefined);
  assert.ok(seen?.ok === true);
  assert.deepEqual(seen.value.children, { privacyAccessControls: [{ accessLevel: 'forceDeny' }] });
  assert.deepEqual(partFindings(catalog.row('deviceConfiguration'), seen.value), []);
  for (const kind of ['not available', 'missing', 'refused'] as const) {
    const unseen = await read(kind);
    assert.ok(unseen?.ok === true, kind);
    assert.deepEqual(unseen.value.children, {});
    assert.match(partFindings(catalog.row('deviceConfiguration'), unseen.value)[0]?.message ?? '', /did not tell its privacy access controls/u);
  }
});

test('what is not read for want of a permission, or for now, fails the object: it may be there', async () => {
  for (const kind of ['forbidden', 'unavailable', 'throttled', 'untrusted'] as const) assert.equal((await read(kind))?.ok, false, kind);
});

test('a certificate that is answered in a list of one, or of none, is what it is; nobody waits for a better answer', async () => {
  const profile = { '@odata.type': '#microsoft.graph.windows10VpnConfiguration', id: '00000000-0000-4000-8000-000000000002', displayName: 'VPN', assignments: [] };
  const link = '00000000-0000-4000-8000-0000000000aa';
  for (const [value, expected] of [[[], []], [[{ id: link }], [link]]] as const) {
    const whole: TenantReader = { side: 'source', name: 'contoso', tenantId: '', bindRoot: '', getMany: (gets) => Promise.resolve(gets.map(() => ok({ value: [...value] }))), pages: () => { throw new Error('not asked'); }, get: () => { throw new Error('not asked'); } };
    const [one] = await readObjects(whole, 'source', catalog.row('vpn'), [profile]);
    assert.ok(one?.ok === true);
    assert.deepEqual(one.value.links['identityCertificate']?.map((target) => target.id), expected);
  }
});
