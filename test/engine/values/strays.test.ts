import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Json } from '../../../src/model/json.js';
import { inventoryOf, type SourceFacts } from '../../../src/engine/values/inventory.js';
import { sidOf } from '../../../src/engine/values/sid.js';
import { findStrays } from '../../../src/engine/values/strays.js';

const tenantId = 'c0a10500-0000-4000-8000-00000000c0a1';
const group = '6a5b4c3d-1f0e-4b1a-8c7d-6e5f40312213';
const tenant = {
  name: 'contoso',
  id: tenantId,
  displayName: 'Contoso Shoes',
  initialDomain: 'contoso.onmicrosoft.com',
  defaultDomain: 'contoso.example',
  domains: ['contoso.onmicrosoft.com', 'contoso.example', 'shoes.example'],
  intuneAccountId: 'acc00000-0000-4000-8000-00000000000a',
};
const facts: SourceFacts = {
  tenant,
  objects: inventoryOf([{ id: group, kind: 'group' }, { id: `T_71a5b0c0-aaaa-4bbb-8ccc-000000000001`, kind: 'iosAppProtection' }, { id: 'acc00000-0000-4000-8000-00000000000a_DefaultLimit', kind: 'enrollmentLimit' }], tenant),
};
const base64 = (text: string, encoding: BufferEncoding = 'utf8') => Buffer.from(text, encoding).toString('base64');

function told(value: Json, claimed?: (text: string) => boolean): string[] {
  return findStrays(value, facts, claimed).map((stray) => `${stray.stops ? 'stops' : 'said'} ${stray.class}${stray.kind === undefined ? '' : ` (${stray.kind})`} ${stray.value} ${[stray.at, ...stray.wrapping].join(' > ')}`);
}

test('promise 2: every id, SID, domain and host of the source is caught wherever it hides', () => {
  const sid = sidOf(group);
  const table: [Json, string[]][] = [
    [{ a: { groupId: group.toUpperCase() } }, [`stops object id (group) ${group.toUpperCase()} /a/groupId`]],
    [{ a: `users/${tenantId}/x` }, [`stops tenant id ${tenantId} /a`]],
    [{ a: base64(`$t = '${tenantId}'`, 'utf16le') }, [`stops tenant id ${tenantId} /a > base64 (utf-16le)`]],
    [{ a: tenantId.replaceAll('-', '') }, [`stops tenant id ${tenantId.replaceAll('-', '')} /a`]],
    [{ a: `<accessgroup><add member="${sid}"/></accessgroup>` }, [`stops sid (group) ${sid} /a > xml add@member`]],
    [{ a: 'S-1-12-1-1-2-3-4' }, ['stops sid S-1-12-1-1-2-3-4 /a']],
    [{ a: JSON.stringify({ id: '71a5b0c0-aaaa-4bbb-8ccc-000000000001' }) }, ['stops object id (iosAppProtection) 71a5b0c0-aaaa-4bbb-8ccc-000000000001 /a > json /id']],
    [{ a: 'acc00000-0000-4000-8000-00000000000a_DefaultLimit' }, ['stops account id acc00000-0000-4000-8000-00000000000a /a']],
    [{ a: 'https%3A%2F%2Fcontoso%2Dmy%2Esharepoint%2Ecom%2Fpersonal' }, ['stops onedrive host contoso-my.sharepoint.com /a > percent-encoding']],
    [{ a: 'AzureAD\\ann@Contoso.onmicrosoft.com' }, ['stops domain Contoso.onmicrosoft.com /a']],
    [{ a: 'https://vpn.shoes.example/x?y=1' }, ['stops domain vpn.shoes.example /a']],
    [{ a: '*.contoso.example,.shoes.example' }, ['stops domain contoso.example /a', 'stops domain shoes.example /a']],
    [{ a: '.*@contoso\\.example' }, ['stops domain contoso.example /a > pattern']],
    [{ a: 'https://contosoeur-my.sharepoint.com' }, ['stops onedrive host contosoeur-my.sharepoint.com /a']],
    [{ [`x contoso.example`]: 1 }, ['stops domain contoso.example /x contoso.example']],
    [{ displayName: 'Contoso Shoes baseline' }, ['said tenant name Contoso /displayName']],
    [{ a: 'https://contoso.helpdesk.example/' }, ['said tenant name contoso /a']],
    [{ a: 'b0b0b0b0-1234-4234-8234-123456789abc' }, ['said unknown guid b0b0b0b0-1234-4234-8234-123456789abc /a']],
  ];
  assert.deepEqual(table.map(([value]) => told(value)), table.map(([, expected]) => expected));
});

test('what only looks like the source, or is the same everywhere, is left in peace', () => {
  const quiet: Json = {
    settingInstanceTemplateId: '7c5c9cde-f74d-4d11-904f-de4c27f72d89',
    target: 'acacacac-9df4-4c7d-9d50-4ef0226f57a9',
    app: '0000000a-0000-0000-c000-000000000000',
    none: '00000000-0000-0000-0000-000000000000',
    hosts: ['notcontoso.example.org', 'xcontoso.example', 'contosox.sharepoint.com', 'graph.microsoft.com', 'setup.exe'],
    sid: '*S-1-5-32-544',
    macro: '{{userprincipalname}}',
  };
  assert.deepEqual(told(quiet), []);
});

test('an id of the destination and a value that somebody decided to keep are no strays', () => {
  const value: Json = { a: `x ${group} y`, b: 'www.shoes.example', c: sidOf(group), d: 'b0b0b0b0-1234-4234-8234-123456789abc' };
  assert.equal(told(value).length, 4);
  const kept = new Set([group, 'shoes.example', 'b0b0b0b0-1234-4234-8234-123456789abc']);
  assert.deepEqual(told(value, (text) => kept.has(text)), []);
});

test('an address that was kept passes, and others of its domain do not', () => {
  const value: Json = { a: 'help@contoso.example or ann@contoso.example' };
  assert.deepEqual(told(value, (text) => text === 'help@contoso.example'), ['stops domain contoso.example /a']);
  assert.deepEqual(told(value, (text) => text === 'help@contoso.example' || text === 'ann@contoso.example'), []);
});

test('what cannot be searched stops the object', () => {
  let deep: Json = tenantId;
  for (let depth = 0; depth < 600; depth++) deep = [deep];
  const [stray, ...others] = findStrays({ deep }, facts);
  assert.deepEqual(others, []);
  assert.equal(stray?.class, 'not searched');
  assert.equal(stray.stops, true);
});

test('no id of the inventory escapes, in whatever text it is put', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii', maxLength: 60 }), fc.string({ unit: 'grapheme', maxLength: 60 }), fc.boolean(), (before, after, encoded) => {
      const text = `${before} ${group} ${after}`;
      const found = findStrays({ a: encoded ? base64(text, 'utf16le') : text }, facts);
      assert.ok(found.some((stray) => stray.class === 'object id' && stray.value === group), text);
    }),
    { numRuns: 300 },
  );
});
