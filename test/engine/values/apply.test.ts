import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { addressOf } from '../../../src/model/address.js';
import type { Json } from '../../../src/model/json.js';
import type { ValueEntry } from '../../../src/model/mapping.js';
import { applyValues } from '../../../src/engine/values/apply.js';
import { decisionsOf, decisionsOfPlan, planValues } from '../../../src/engine/values/decisions.js';
import { valueFinder } from '../../../src/engine/values/find.js';
import { strayFinding, valueFinding } from '../../../src/engine/values/findings.js';
import { inventoryOf } from '../../../src/engine/values/inventory.js';
import { proposeValues } from '../../../src/engine/values/propose.js';
import { sidOf } from '../../../src/engine/values/sid.js';
import { findStrays } from '../../../src/engine/values/strays.js';

const contoso = {
  name: 'contoso',
  id: 'c0a10500-1111-4000-8000-00000000c0a1',
  initialDomain: 'contoso.onmicrosoft.com',
  defaultDomain: 'contoso.example',
  domains: ['contoso.onmicrosoft.com', 'contoso.example'],
  intuneAccountId: 'acc00000-1111-4000-8000-00000000000a',
};
const fabrikam = {
  name: 'fabrikam',
  id: 'fab00000-2222-4000-8000-00000000fab0',
  initialDomain: 'fabrikam.onmicrosoft.com',
  defaultDomain: 'fabrikam.example',
  domains: ['fabrikam.onmicrosoft.com', 'fabrikam.example'],
  intuneAccountId: 'acc00000-2222-4000-8000-00000000000b',
};
const group = { here: '6a5b4c3d-1f0e-4b1a-8c7d-6e5f40312213', there: 'b1b2b3b4-c5c6-4d7d-8e8e-f9f0f1f2f3f4' };
const facts = { tenant: contoso, objects: inventoryOf([{ id: group.here, kind: 'group' }], contoso) };
const find = valueFinder(facts);
const base64 = (text: string) => Buffer.from(text).toString('base64');

const policies: Record<string, Json> = {
  oneDrive: { settings: [{ settingInstance: { settingDefinitionId: 'onedrivengsc_kfmoptinnowizard_kfmoptinnowizard_textbox', simpleSettingValue: { value: contoso.id } } }] },
  admins: { omaSettings: [{ omaUri: './Device/Vendor/MSFT/Policy/Config/LocalUsersAndGroups/Configure', value: `<GroupConfiguration><accessgroup desc="S-1-5-32-544"><add member="${sidOf(group.here)}"/><add member="AzureAD\\ann@contoso.onmicrosoft.com"/></accessgroup></GroupConfiguration>` }] },
  mac: { payload: base64(`<dict>\n\t<key>Tenant</key>\n\t<string>${contoso.id.toUpperCase()}</string>\n\t<key>Domain</key>\n\t<string>contoso.example</string>\n</dict>\n`) },
  scep: { scepServerUrls: ['https://ndes.contoso.example/certsrv/mscep/mscep.dll'] },
  holder: { value: '%OrganizationId%', omaUri: './Device/Vendor/MSFT/PassportForWork/%OrganizationId%/Policies/X' },
  key: { settings: [{ appConfigKey: 'LicenseKey', appConfigKeyValue: 'AB12-CD34-EF56' }] },
  script: { scriptContent: base64(`$g = '${group.here}'; $t = '${contoso.id}'; irm https://contoso.example/x`) },
};

function entries(): ValueEntry[] {
  return proposeValues(Object.entries(policies).map(([address, json]) => ({ address, found: find(json) })), contoso, fabrikam);
}

function said(entry: ValueEntry): string {
  const to = entry.decision === 'map' ? ` → ${entry.destination.value}` : entry.decision === 'open' ? ` ? ${entry.candidates.map((one) => one.value).join(' ')}` : '';
  return `${entry.decision} ${entry.source.class} ${entry.source.value}${to} (${String(entry.usedBy)}: ${entry.because})`;
}

test('promise 1: only what two tenants say of themselves is mapped, and everything else stays or is a question', () => {
  assert.deepEqual(entries().map(said), [
    `map tenant id ${contoso.id} → ${fabrikam.id} (3: the tenants' own ids)`,
    'map domain contoso.example → fabrikam.example (2: each tenant has exactly one domain of its own)',
    'open account ann@contoso.onmicrosoft.com ?  (1: say who it is in the destination)',
    `keep license key sha256:${createHash('sha256').update('AB12-CD34-EF56').digest('hex')} (1: stays until you say otherwise: ask whether the contract covers the destination)`,
    'keep ndes host ndes.contoso.example (1: stays until you say otherwise: ask whether the server will serve the destination)',
    `map place holder %OrganizationId% → ${fabrikam.id} (1: stands for the tenant id)`,
  ]);
});

test('promise 7: a license key or a token is known to the mapping file by its fingerprint only', () => {
  const text = JSON.stringify(entries());
  assert.ok(!text.includes('AB12-CD34-EF56'));
  const [found] = find(policies['key'] ?? null);
  assert.ok(found !== undefined);
  assert.ok(!JSON.stringify([valueFinding(found, undefined), valueFinding(found, null), valueFinding(found, 'new')]).includes('AB12-CD34-EF56'));
});

test('two domains are a question with its candidates, and a domain of both tenants stays', () => {
  const two = { ...fabrikam, domains: [...fabrikam.domains, 'second.example'] };
  const objects = [{ address: 'x', found: find({ a: 'contoso.example', b: 'contoso.onmicrosoft.com', c: 'help@contoso.example' }) }];
  assert.deepEqual(proposeValues(objects, contoso, two).map(said), [
    'open domain contoso.example ? fabrikam.example second.example (1: say which domain takes its place, or keep it if it moves along)',
    'map initial domain contoso.onmicrosoft.com → fabrikam.onmicrosoft.com (1: the initial domains of the two tenants)',
    'open mail address help@contoso.example ?  (1: say which address takes its place)',
  ]);
  const both = { ...fabrikam, domains: [...fabrikam.domains, 'contoso.example'] };
  assert.deepEqual(proposeValues(objects, contoso, both).map((entry) => `${entry.decision} ${entry.source.value}`), ['keep contoso.example', 'map contoso.onmicrosoft.com', 'keep help@contoso.example']);
});

test('decided values are rewritten inside their wrapping, ids and SIDs follow their object, and the rest is returned as open', () => {
  const decisions = decisionsOf(entries());
  const results = Object.fromEntries(
    Object.entries(policies).map(([name, json]) => [name, applyValues(json, { find, decisions, idOf: (id) => (id === group.here ? group.there : undefined) })]),
  );
  assert.deepEqual(results['oneDrive']?.value, { settings: [{ settingInstance: { settingDefinitionId: 'onedrivengsc_kfmoptinnowizard_kfmoptinnowizard_textbox', simpleSettingValue: { value: fabrikam.id } } }] });
  assert.deepEqual(results['admins']?.value, {
    omaSettings: [{ omaUri: './Device/Vendor/MSFT/Policy/Config/LocalUsersAndGroups/Configure', value: `<GroupConfiguration><accessgroup desc="S-1-5-32-544"><add member="${sidOf(group.there)}"/><add member="AzureAD\\ann@contoso.onmicrosoft.com"/></accessgroup></GroupConfiguration>` }],
  });
  assert.deepEqual(results['admins'].open.map(({ found, because }) => `${found.value}: ${because}`), ['ann@contoso.onmicrosoft.com: say who it is in the destination']);
  assert.deepEqual(results['mac']?.value, { payload: base64(`<dict>\n\t<key>Tenant</key>\n\t<string>${fabrikam.id.toUpperCase()}</string>\n\t<key>Domain</key>\n\t<string>fabrikam.example</string>\n</dict>\n`) });
  assert.deepEqual(results['scep']?.kept.map((found) => found.value), ['ndes.contoso.example']);
  assert.deepEqual(results['holder']?.value, { value: fabrikam.id, omaUri: `./Device/Vendor/MSFT/PassportForWork/${fabrikam.id}/Policies/X` });
  assert.deepEqual(results['script']?.value, { scriptContent: base64(`$g = '${group.there}'; $t = '${fabrikam.id}'; irm https://fabrikam.example/x`) });
});

test('promise 2: after the decided values are applied, the second net catches exactly what was left open', () => {
  const decided = entries();
  const decisions = decisionsOfPlan(planValues(decided));
  const decidedTexts = new Set(planValues(decided).map(({ from, to }) => (to ?? from).toLowerCase()));
  const claimed = (text: string): boolean => text === group.there || decidedTexts.has(text);
  const left = Object.values(policies).flatMap((json) => findStrays(applyValues(json, { find, decisions, idOf: () => group.there }).value, facts, claimed).filter((stray) => stray.stops));
  assert.deepEqual(left.map((stray) => strayFinding(stray, { address: addressOf('deviceConfiguration', 'Admins', '12345678'), prefix: '/body' })), [
    {
      code: 'GAP-STRAY-003',
      severity: 'blocker',
      message: 'Domain "contoso.onmicrosoft.com" is still at /body/omaSettings/0/value (inside xml add@member).',
      address: 'deviceConfiguration/Admins (12345678)',
      at: '/body/omaSettings/0/value',
    },
  ]);
});

test('an object that the plan is still to make lends its SID as a token, and the token hides nothing and betrays nothing', () => {
  const token = '{{made:group/All of contoso.example (6a5b4c3d)}}';
  const json = { a: [sidOf(group.here), group.here] };
  const applied = applyValues(json, { find, decisions: new Map(), idOf: () => token });
  assert.deepEqual(applied.value, { a: ['{{sid:group/All of contoso.example (6a5b4c3d)}}', token] });
  assert.deepEqual(findStrays(applied.value, facts), []);
});

test('a finding says what stands where, what becomes of it, and whether somebody must act', () => {
  const json = { scriptContent: base64(`$g = '${group.here}'; $t = '${contoso.id}'`), scepServerUrls: ['https://ndes.partner.example/x'], clientSecret: 'abc123abc123abc123' };
  const told = find(json).flatMap((found) => [undefined, null, 'new-text'].map((to) => valueFinding(found, to, { prefix: '/body' }))).map(({ code, severity, message, at }) => `${code} ${severity} ${at ?? ''} ${message}`);
  assert.deepEqual(told, [
    `GAP-VALUE-025 info /body/scriptContent Object id "${group.here}" in "scriptContent" (inside base64) stands for a group and follows its mapping.`,
    `GAP-VALUE-025 info /body/scriptContent Object id "${group.here}" in "scriptContent" (inside base64) stays as it is, as values.json says.`,
    `GAP-VALUE-026 info /body/scriptContent Object id "${group.here}" in "scriptContent" (inside base64) becomes "new-text".`,
    `GAP-VALUE-001 high /body/scriptContent Tenant id "${contoso.id}" in "scriptContent" (inside base64) has no counterpart yet: becomes the tenant id of the destination.`,
    `GAP-VALUE-001 info /body/scriptContent Tenant id "${contoso.id}" in "scriptContent" (inside base64) stays as it is, as values.json says.`,
    `GAP-VALUE-026 info /body/scriptContent Tenant id "${contoso.id}" in "scriptContent" (inside base64) becomes "new-text".`,
    'GAP-VALUE-011 low /body/scepServerUrls/0 NDES host "ndes.partner.example" in "scepServerUrls" stays as it is: ask whether the server will serve the destination.',
    'GAP-VALUE-011 low /body/scepServerUrls/0 NDES host "ndes.partner.example" in "scepServerUrls" stays as it is: ask whether the server will serve the destination.',
    'GAP-VALUE-026 info /body/scepServerUrls/0 NDES host "ndes.partner.example" in "scepServerUrls" becomes "new-text".',
    'GAP-SECRET-005 high /body/clientSecret Token (not shown) in "clientSecret" has no counterpart yet: a token in clear text; it works in one tenant, and nobody should have it.',
    'GAP-SECRET-005 info /body/clientSecret Token (not shown) in "clientSecret" stays as it is, as values.json says.',
    'GAP-VALUE-026 info /body/clientSecret Token (not shown) in "clientSecret" becomes the new one.',
  ]);
});

test('a place that the references answer for is not reported twice', () => {
  const json = { assignments: [{ target: { groupId: group.here } }], note: group.here };
  assert.deepEqual(find(json).map((found) => found.at), ['/assignments/0/target/groupId', '/note']);
  assert.deepEqual(find(json, { claimedAt: (at) => at === '/assignments/0/target/groupId' }).map((found) => found.at), ['/note']);
});

test('a person who keeps a domain keeps its addresses too; one who maps it does not decide about names', () => {
  const json = { a: 'help@contoso.example' };
  const keep = applyValues(json, { find, decisions: new Map([['domain\ncontoso.example', null]]), idOf: () => undefined });
  assert.deepEqual([keep.kept.length, keep.open.length], [1, 0]);
  const map = applyValues(json, { find, decisions: new Map([['domain\ncontoso.example', 'fabrikam.example']]), idOf: () => undefined });
  assert.deepEqual([map.value, map.open.length], [json, 1]);
});
