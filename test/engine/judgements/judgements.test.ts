import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalog } from '../../../src/catalog/index.js';
import { Judgements } from '../../../src/engine/judgements/judgements.js';
import { summaryOf } from '../../../src/engine/summary.js';
import { addressOf } from '../../../src/model/address.js';
import { idOf } from '../../../src/model/ids.js';
import type { JsonObject } from '../../../src/model/json.js';
import type { Mapping } from '../../../src/model/mapping.js';
import type { Neighbor, Policy } from '../../../src/model/policy.js';
import type { Finding } from '../../../src/model/finding.js';
import { codes, makeFinding } from '../../../src/model/rules.js';

const salesGroup = 'aaaa0001-0000-4000-8000-000000000001';
const goneGroup = 'aaaa0002-0000-4000-8000-000000000002';

const guid = (n: number): string => `0000${String(n).padStart(4, '0')}-0000-4000-8000-00000000${String(n).padStart(4, '0')}`;
const to = (groupId: string, more: JsonObject = {}): JsonObject => ({ target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId, ...more } });
const everybody: JsonObject = { target: { '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget' } };

function policy(kind: string, n: number, name: string, more: Partial<Policy> = {}): Policy {
  return { address: addressOf(kind, name, guid(n).slice(0, 8)), kind, id: idOf('source', guid(n)), name, body: {}, children: {}, links: {}, assignments: [], secrets: [], ...more };
}

/** Self-signed, made for this test, valid until 2027-11-20. */
const certificate =
  'MIIBgzCCASmgAwIBAgIUVIZtxFYeFzxUXApVJirFp07ege8wCgYIKoZIzj0EAwIwFzEVMBMGA1UEAwwMQ29udG9zbyBSb290MB4XDTI2MTEyMDIyMzQwOFoXDTI3MTEyMDIyMzQwOFowFzEVMBMGA1UEAwwMQ29udG9zbyBSb290MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEXG7U7wTO8b2flqiC/VHgp7+MjcmUjypohuI8+8gdoQOtQiP/I8h2ffg799i8Q9rLp7EZXJU6XhEdBSU70vZvJKNTMFEwHQYDVR0OBBYEFDCWXFD0SWGcMBadZb1MIiA6/0qFMB8GA1UdIwQYMBaAFDCWXFD0SWGcMBadZb1MIiA6/0qFMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIhANp4JLbp24F40t6JQqheJ15rMtyqwHJxexix76kNcH5KAiBU1QUeg4/loa8LSSoorRfqsiQ4/WSnKyhAFmC2AZ9fBA==';

interface More {
  readonly time?: string;
  readonly neighbors?: readonly Neighbor[];
  readonly exported?: readonly Finding[];
  readonly mappings?: readonly Mapping[];
}

function judge(policies: readonly Policy[], more: More = {}): Finding[] {
  const judgements = new Judgements(more.time ?? '2026-09-14T09:30:00Z');
  for (const one of policies) {
    const row = catalog.row(one.kind);
    judgements.note(row, one, summaryOf(row, one, one.name));
  }
  return [...judgements.end(new Map((more.neighbors ?? []).map((one) => [`${one.kind}\n${one.id}`, one])), more.exported ?? []), ...judgements.ofMappings(more.mappings ?? [])];
}

const sales: Neighbor = { kind: 'group', id: idOf('source', salesGroup), name: 'Sales', state: 'found', facts: {} };
const codesOf = (findings: readonly Finding[]): string[] => findings.map((one) => one.code);

test('a profile that reaches a group its certificate does not reach is found, and one that does not is left alone', () => {
  const root = (assignments: readonly JsonObject[]): Policy => policy('trustedCertificate', 1, 'Root', { type: 'windows81TrustedRootCertificate', assignments });
  const wifi = policy('wifi', 2, 'Office', { type: 'windowsWifiConfiguration', assignments: [to(salesGroup)], links: { rootCertificatesForServerValidation: [{ id: idOf('source', guid(1)) }] } });
  const chain = (assignments: readonly JsonObject[]): string[] => judge([root(assignments), wifi], { neighbors: [sales] }).filter((one) => one.code === codes.chainTargets).map((one) => one.message);
  assert.deepEqual(chain([]), ['1 of 1 targets of "Office" do not get "Root", which it uses.']);
  assert.deepEqual(chain([to(salesGroup)]), []);
  assert.deepEqual(chain([everybody]), []);
  assert.equal(chain([to(salesGroup, { '@odata.type': '#microsoft.graph.exclusionGroupAssignmentTarget' })]).length, 1);
});

test('a filter of another platform is found wherever the filter is known from', () => {
  const target = to(salesGroup, { deviceAndAppManagementAssignmentFilterId: guid(1), deviceAndAppManagementAssignmentFilterType: 'include' });
  const filter = (platform: string): Policy => policy('assignmentFilter', 1, 'Corporate', { body: { platform, rule: '(device.deviceOwnership -eq "Corporate")' } });
  const compliance = policy('compliancePolicy', 2, 'Phones', { type: 'iosCompliancePolicy', assignments: [target] });
  const found = (platform: string): number => codesOf(judge([filter(platform), compliance], { neighbors: [sales] })).filter((code) => code === codes.filterPlatform).length;
  assert.equal(found('windows10AndLater'), 1);
  assert.equal(found('iOS'), 0);
  const neighbor: Neighbor = { kind: 'assignmentFilter', id: idOf('source', guid(1)), name: 'Corporate', state: 'found', facts: { platform: 'macOS' } };
  assert.ok(codesOf(judge([compliance], { neighbors: [sales, neighbor] })).includes(codes.filterPlatform));
});

test('conditional access that could lock everybody out is a blocker, and one that leaves somebody out is not', () => {
  const access = (users: JsonObject, grantControls: JsonObject): string[] => codesOf(judge([policy('conditionalAccess', 1, 'Block', { body: { state: 'enabled', conditions: { users }, grantControls } })]));
  const all: JsonObject = { includeUsers: ['All'] };
  assert.ok(access(all, { operator: 'OR', builtInControls: ['block'] }).includes(codes.accessLockout));
  assert.ok(access(all, { operator: 'AND', builtInControls: ['mfa', 'compliantDevice'] }).includes(codes.accessLockout));
  assert.ok(!access(all, { operator: 'OR', builtInControls: ['mfa', 'compliantDevice'] }).includes(codes.accessLockout));
  assert.ok(!access({ ...all, excludeGroups: [salesGroup] }, { operator: 'OR', builtInControls: ['block'] }).includes(codes.accessLockout));
  const narrowed = (conditions: JsonObject, state = 'enabled'): boolean => codesOf(judge([policy('conditionalAccess', 1, 'Block', { body: { state, conditions: { users: all, applications: { includeApplications: ['All'] }, clientAppTypes: ['all'], ...conditions }, grantControls: { operator: 'OR', builtInControls: ['block'] } } })])).includes(codes.accessLockout);
  assert.equal(narrowed({}), true);
  const ways: readonly JsonObject[] = [
    { clientAppTypes: ['exchangeActiveSync', 'other'] }, { platforms: { includePlatforms: ['all'], excludePlatforms: ['iOS'] } }, { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } }, { userRiskLevels: ['high'] },
    { applications: { includeApplications: ['00000003-0000-0ff1-ce00-000000000000'] } }, { devices: { deviceFilter: { mode: 'exclude', rule: 'device.isCompliant -eq True' } } }, { authenticationFlows: { transferMethods: 'deviceCodeFlow' } },
  ];
  for (const way of ways) assert.equal(narrowed(way), false, JSON.stringify(way));
  assert.equal(narrowed({}, 'disabled'), false, 'a policy that is switched off locks nobody out');
});

test('what rests on an object that every tenant has rests on nothing that stays behind', () => {
  const builtIn = (isBuiltIn: boolean): Policy => policy('roleDefinition', 1, 'Help Desk Operator', { body: { isBuiltIn }, ...(isBuiltIn ? { owned: 'built in: Microsoft gives every tenant the same roles' } : {}) });
  const assignment = policy('roleAssignment', 2, 'Help desk', { links: { roleDefinition: [{ id: idOf('source', guid(1)) }] } });
  assert.ok(!codesOf(judge([builtIn(true), assignment])).includes(codes.chainMemberStays));
  const root = policy('trustedCertificate', 1, 'Root', { type: 'windows81TrustedRootCertificate', owned: 'another service made it' });
  const wifi = policy('wifi', 2, 'Office', { type: 'windowsWifiConfiguration', links: { rootCertificatesForServerValidation: [{ id: idOf('source', guid(1)) }] } });
  assert.ok(codesOf(judge([root, wifi])).includes(codes.chainMemberStays));
});

test('an object that no longer exists is reported with those that point at it', () => {
  const user = policy('settingsCatalog', 1, 'Baseline', { assignments: [to(goneGroup)] });
  const gone: Neighbor = { kind: 'group', id: idOf('source', goneGroup), state: 'gone', facts: {} };
  const result = judge([user], { neighbors: [gone], exported: [makeFinding(codes.orphanGroup, 'It is gone.', { kind: 'group', related: [goneGroup] })] });
  assert.deepEqual(result.find((one) => one.code === codes.orphanGroup)?.related, [goneGroup, user.address]);
});

test('what a policy points at and the export does not hold is found with its place', () => {
  const user = policy('settingsCatalog', 1, 'Baseline', { assignments: [to(salesGroup)] });
  assert.deepEqual(
    judge([user]).filter((one) => one.code === codes.notExported).map((one) => [one.address, one.at]),
    [[user.address, '/assignments/0/target/groupId']],
  );
});

test('names that people take for one, and empty ones, are found', () => {
  const found = codesOf(judge([policy('settingsCatalog', 1, 'A'), policy('settingsCatalog', 2, 'B'), policy('settingsCatalog', 3, 'a '), policy('settingsCatalog', 4, '')]));
  assert.deepEqual(found.filter((code) => code.startsWith('GAP-NAME')).sort(), [codes.nameEmpty, codes.nameAlmostSame]);
});

test('a certificate that runs out soon, or has run out, is found by its own date', () => {
  const on = (time: string, trustedRootCertificate = certificate): string[] => codesOf(judge([policy('trustedCertificate', 1, 'Root', { type: 'windows81TrustedRootCertificate', body: { trustedRootCertificate } })], { time })).filter((code) => code.startsWith('GAP-CERT'));
  assert.deepEqual(on('2027-08-01T00:00:00Z'), []);
  assert.deepEqual(on('2027-10-01T00:00:00Z'), [codes.certificateExpiring]);
  assert.deepEqual(on('2027-12-01T00:00:00Z'), [codes.certificateExpired]);
  assert.deepEqual(on('2027-12-01T00:00:00Z', 'bm8gY2VydGlmaWNhdGU='), []);
});

test('what is true of many objects is said once, with all of them', () => {
  const scripts = [1, 2, 3].map((n) => policy('powershellScript', n, `Script ${String(n)}`, { body: { scriptContent: 'ZWNobw==' }, assignments: [everybody] }));
  const findings = judge(scripts);
  for (const code of [codes.scriptRunsAgain, codes.assignmentEverybody]) {
    const own = findings.filter((one) => one.code === code);
    assert.deepEqual(own.map((one) => one.related?.length), [3], code);
  }
});

test('groups that cannot simply be made again are named with the policies that wait for them', () => {
  const user = policy('settingsCatalog', 1, 'Baseline', { assignments: [to(salesGroup)] });
  const code = (facts: Neighbor['facts']): string | undefined => judge([user], { neighbors: [{ ...sales, facts }] }).find((one) => one.kind === 'group')?.code;
  assert.equal(code({ onPremisesSyncEnabled: true }), codes.groupSynced);
  assert.equal(code({ mailEnabled: true }), codes.groupNotCreatable);
  assert.equal(code({ membershipRule: '(device.enrollmentProfileName -eq "Kiosk")' }), codes.nameIsKey);
  assert.equal(code({ membershipRule: `(user.memberOf -any (group.objectId -in ['${goneGroup}']))` }), codes.groupRuleBound);
  assert.equal(code({ membershipRule: '(user.department -eq "Sales")' }), undefined);
});

test('a static group that a mapping file creates comes without members, and that is said; a dynamic one fills itself', () => {
  const judgements = (facts: Neighbor['facts'], usedBy: number): Finding[] => {
    const made = new Judgements('2026-09-14T09:30:00Z');
    const user = policy('settingsCatalog', 1, 'Baseline', { assignments: [to(salesGroup)] });
    made.note(catalog.row(user.kind), user, summaryOf(catalog.row(user.kind), user, user.name));
    made.end(new Map([['group', { ...sales, facts }]]), []);
    return made.aboutMatches([{ kind: 'group', source: 'contoso', destination: 'fabrikam', entries: [{ source: { id: idOf('source', salesGroup), name: 'Sales' }, decision: 'create', because: 'you said so', usedBy }] }]).filter((one) => one.code === codes.groupCreatedEmpty);
  };
  assert.deepEqual(judgements({}, 1).map((one) => one.message), ['The group "Sales" is created without members.']);
  assert.deepEqual([judgements({ membershipRule: '(user.department -eq "Sales")' }, 1), judgements({}, 0)], [[], []]);
});

test('a conditional access policy whose people are all gone is for nobody, and one with somebody left is not', () => {
  const access = (includeGroups: string[], includeUsers: string[] = []): Policy => policy('conditionalAccess', 1, 'Sales need MFA', { body: { state: 'enabled', conditions: { users: { includeUsers, includeGroups }, applications: { includeApplications: ['All'] } } } });
  const gone: Neighbor = { kind: 'group', id: idOf('source', goneGroup), state: 'gone', facts: {} };
  const said = (one: Policy): boolean => codesOf(judge([one], { neighbors: [sales, gone] })).includes(codes.accessEmptied);
  assert.deepEqual([access([goneGroup]), access([goneGroup, salesGroup]), access([goneGroup], ['All']), access([])].map(said), [true, false, false, false]);
});

test('an open question of a mapping file is a finding with the objects that wait for the answer', () => {
  const user = policy('settingsCatalog', 1, 'Baseline', { assignments: [to(salesGroup)] });
  const entry = { source: { id: idOf('source', salesGroup), name: 'Sales' }, because: 'because', usedBy: 1 };
  const ask = (candidates: number): readonly [string | undefined, readonly string[] | undefined] => {
    const mappings: Mapping[] = [{ kind: 'group', source: 'contoso', destination: 'fabrikam', entries: [{ ...entry, decision: 'open', candidates: Array.from({ length: candidates }, (_unused, i) => ({ id: idOf('destination', guid(i)) })) }] }];
    const found = judge([user], { neighbors: [sales], mappings }).find((one) => one.kind === 'group');
    return [found?.code, found?.related];
  };
  assert.deepEqual(ask(0), [codes.noTwin, [user.address]]);
  assert.deepEqual(ask(2), [codes.twinNames, [user.address]]);
});
