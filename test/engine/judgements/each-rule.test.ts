import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalog } from '../../../src/catalog/index.js';
import { Judgements } from '../../../src/engine/judgements/judgements.js';
import { fateFinding, objectFindings } from '../../../src/engine/plan-findings.js';
import { limitCounts, limitFindings, nameTaken, notOffered, planWideFindings } from '../../../src/engine/plan-wide-findings.js';
import { sourceFindings } from '../../../src/engine/portability.js';
import { resolve } from '../../../src/engine/resolve.js';
import { proofFindings, runFindings } from '../../../src/engine/run-findings.js';
import { summaryOf } from '../../../src/engine/summary.js';
import { addressOf } from '../../../src/model/address.js';
import type { Finding } from '../../../src/model/finding.js';
import type { FailureKind } from '../../../src/model/failure.js';
import { idOf } from '../../../src/model/ids.js';
import type { JsonObject } from '../../../src/model/json.js';
import type { MappingEntry, Resolution } from '../../../src/model/mapping.js';
import type { Action, Aside } from '../../../src/model/plan.js';
import type { Neighbor, Policy } from '../../../src/model/policy.js';
import { codes, type Code } from '../../../src/model/rules.js';
import { cloudFindings } from '../../../src/engine/checks/clouds.js';
import { failed, ok } from '../../../src/model/failure.js';
import { silent, type TenantReader } from '../../../src/model/ports.js';
import { mappedGone } from '../../../src/stages/drift.js';
import { unknown } from '../../../src/engine/checks/check.js';
import { reportedFindings } from '../../../src/engine/reported.js';
import { strayFindings } from '../../../src/engine/values/findings.js';
import type { Stray } from '../../../src/engine/values/strays.js';
import { serviceChecks } from '../../../src/cli/doctor/service-checks.js';
import { failedSignIn } from '../../../src/cli/doctor/sign-in-checks.js';
import type { Bundle } from '../../../src/model/bundle.js';
import type { Result } from '../../../src/model/failure.js';
import { assessBundle } from '../../../src/stages/assess.js';
import { unknownObject } from '../../../src/stages/export.js';
import { readKinds } from '../../../src/stages/read-kinds.js';
import { readSecrets } from '../../../src/stages/read-secrets.js';
import { readTemplates } from '../../../src/stages/read-templates.js';

const guid = (n: number): string => `0000${String(n).padStart(4, '0')}-0000-4000-8000-00000000${String(n).padStart(4, '0')}`;
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const to = (groupId: string, type = 'groupAssignmentTarget'): JsonObject => ({ target: { '@odata.type': `#microsoft.graph.${type}`, groupId } });

function policy(kind: string, n: number, more: Partial<Policy> = {}): Policy {
  const name = more.name ?? `Object ${String(n)}`;
  return { address: addressOf(kind, name, guid(n).slice(0, 8)), kind, id: idOf('source', guid(n)), name, body: {}, children: {}, links: {}, assignments: [to(guid(90))], secrets: [], ...more };
}

const group = (facts: Neighbor['facts'] = {}): Neighbor => ({ kind: 'group', id: idOf('source', guid(90)), name: 'Sales', state: 'found', facts });

function judge(policies: readonly Policy[], neighbors: readonly Neighbor[] = [group()]): Finding[] {
  const judgements = new Judgements('2026-11-20T00:00:00Z');
  for (const one of policies) judgements.note(catalog.row(one.kind), one, summaryOf(catalog.row(one.kind), one, one.name));
  return judgements.end(new Map(neighbors.map((one) => [`${one.kind}\n${one.id}`, one])), []);
}

const has = (findings: readonly Finding[], code: Code): boolean => findings.some((one) => one.code === code);

/** A policy that breaks the rule, and one that is as near to it as can be and does not. */
const pairs: readonly (readonly [Code, broken: readonly Policy[], whole: readonly Policy[], neighbors?: readonly [Neighbor, Neighbor]])[] = [
  [codes.appUnpublished, [policy('mobileApp', 1, { type: 'webApp', body: { publishingState: 'processing' } })], [policy('mobileApp', 1, { type: 'webApp', body: { publishingState: 'published' } })]],
  [codes.appRetiredStore, [policy('mobileApp', 1, { type: 'windowsStoreApp' })], [policy('mobileApp', 1, { type: 'winGetApp' })]],
  [codes.accessConnector, [policy('conditionalAccess', 1, { body: { sessionControls: { cloudAppSecurity: { isEnabled: true } } } })], [policy('conditionalAccess', 1, { body: { sessionControls: { cloudAppSecurity: { isEnabled: false } } } })]],
  [codes.accessGap, [policy('conditionalAccess', 1, { body: { state: 'enabled', grantControls: { builtInControls: ['compliantDevice'] } } })], [policy('conditionalAccess', 1, { body: { state: 'enabled', grantControls: { builtInControls: ['mfa'] } } })]],
  [codes.secretInClear, [policy('powershellScript', 1, { body: { scriptContent: base64("$password = 'Winter-2026!'") } })], [policy('powershellScript', 1, { body: { scriptContent: base64("$password = '%PASSWORD%'; $password = \"$env:SECRET\"") } })]],
  [codes.tooLarge, [policy('powershellScript', 1, { body: { scriptContent: base64('#'.repeat(205 * 1024)) } })], [policy('powershellScript', 1, { body: { scriptContent: base64('#'.repeat(199 * 1024)) } })]],
  [codes.valueLocalizedName, [rights('Administrators')], [rights('*S-1-5-32-544')]],
  [codes.admxCustom, [policy('administrativeTemplate', 1, { body: { policyConfigurationIngestionType: 'custom' } })], [policy('administrativeTemplate', 1, { body: { policyConfigurationIngestionType: 'builtIn' } })]],
  [codes.admxFileMissing, [policy('administrativeTemplate', 1, { body: { policyConfigurationIngestionType: 'custom' } })], [policy('administrativeTemplate', 1, { body: { policyConfigurationIngestionType: 'builtIn' } })]],
  [codes.chainRootUnknown, [scep({ rootCertificate: [] })], [scep({ rootCertificate: [{ id: idOf('source', guid(3)) }] })]],
  [codes.chainLinkLost, [scep({})], [scep({ rootCertificate: [] })]],
  [codes.assignmentEmptyGroup, [policy('settingsCatalog', 1)], [policy('settingsCatalog', 1)], [group({ hasNoMembers: true }), group()]],
  [codes.applePlatformSso, [policy('settingsCatalog', 1, { children: { settings: [{ settingInstance: { settingDefinitionId: 'com.apple.extensiblesso_platformsso' } }] } })], [policy('settingsCatalog', 1, { children: { settings: [{ settingInstance: { settingDefinitionId: 'com.apple.extensiblesso_realm' } }] } })]],
  [codes.assignmentPolicySet, [policy('settingsCatalog', 1, { assignments: [{ ...to(guid(90)), source: 'policySets' }] })], [policy('settingsCatalog', 1)]],
  [codes.priorityOrder, [policy('enrollmentLimit', 1)], [policy('deviceCategory', 1)]],
  [codes.defaultThere, [policy('enrollmentLimit', 1, { defaultObject: 'DefaultLimit' })], [policy('enrollmentLimit', 1)]],
  [codes.kindLoses, [policy('driverUpdate', 1)], [policy('deviceCategory', 1)]],
  [codes.certificatePrivateKey, [policy('importedPfxCertificate', 1, { type: 'iosImportedPFXCertificateProfile' })], [policy('trustedCertificate', 1, { type: 'iosTrustedRootCertificate' })]],
];

function rights(value: string): Policy {
  return policy('settingsCatalog', 1, { children: { settings: [{ settingInstance: { settingDefinitionId: 'device_vendor_msft_policy_config_userrights_locallogon', simpleSettingCollectionValue: [{ value }] } }] } });
}

function scep(links: Policy['links']): Policy {
  return policy('scepCertificate', 1, { type: 'windows81SCEPCertificateProfile', links });
}

for (const [code, broken, whole, neighbors] of pairs) {
  test(`${code} is said of what breaks the rule, and not of what only looks like it`, () => {
    assert.ok(has(judge(broken, neighbors === undefined ? undefined : [neighbors[0]]), code), 'it is not said of what breaks the rule');
    assert.ok(!has(judge(whole, neighbors === undefined ? undefined : [neighbors[1]]), code), 'it is said of what does not');
  });
}

test('what only a destination shows of templates, connectors, clock and batches has a code of its own', async () => {
  const failure = { kind: 'missing', side: 'destination', message: 'not found' } as const;
  const row = catalog.rows.find((one) => one.spelling !== undefined);
  assert.ok(row !== undefined);
  const object = policy(row.kind, 1);
  const summary = { ...summaryOf(row, object, object.name), template: 'template-1' };
  const templates = await readTemplates(readerThat(failed(failure)), catalog, [summary]);
  assert.deepEqual(templates.findings.map((one) => one.code), [codes.templateMissing]);
  const service = (clockAhead: number, batching: 'works' | 'missing'): (string | undefined)[] => serviceChecks('fabrikam', { endpoint: 'Graph', answeredIn: 10, clockAhead, batching }).flatMap((check) => check.finding?.code ?? []);
  assert.deepEqual([service(400_000, 'works'), service(0, 'missing'), service(0, 'works')], [[codes.clockWrong], [codes.batchMissing], []]);
  assert.equal(failedSignIn('fabrikam', { kind: 'unavailable', side: 'destination', message: 'no answer' }).finding?.code, codes.unreachable);
  assert.equal(unknown('licenses', 'subscriptions', failure, 'fabrikam').finding?.code, codes.notChecked);
});

/** A tenant that gives one answer to everything. */
function readerThat(answer: Result<JsonObject>): TenantReader {
  return {
    side: 'destination', name: 'fabrikam', tenantId: guid(9), bindRoot: '',
    get: () => Promise.resolve(answer),
    getMany: (requests) => Promise.resolve(requests.map(() => answer)),
    async *pages() {
      yield await Promise.resolve(answer.ok ? ok({ items: [], envelope: {} }) : answer);
    },
  };
}

test('what a tenant has and nobody takes over is named by the rule of its sort', () => {
  for (const code of [codes.googleBinding, codes.userCertificates, codes.cloudAuthorityStays, codes.contentTokenStays]) {
    const row = catalog.rows.find((one) => one.reported !== undefined && codes[one.reported.rule] === code);
    assert.ok(row !== undefined, code);
    assert.deepEqual(reportedFindings(row, [{ kind: row.kind, id: idOf('source', 'x'), name: 'Contoso', state: 'found', facts: {} }]).map((one) => one.code), [code]);
    assert.deepEqual(reportedFindings(row, []), []);
  }
});

test('an export that is old, names that two objects share and a secret that the source would give are said of a bundle alone', async () => {
  const secret = { at: '/body/omaSettings/0/value', what: 'OMA-URI value', without: 'left out', drops: 'item', readable: true } as const;
  const one = policy('customConfiguration', 1, { name: 'Same', secrets: [secret] });
  const two = policy('customConfiguration', 2, { name: 'Same' });
  const assess = async (policies: readonly Policy[], time: string): Promise<string[]> => (await assessBundle({ bundle: bundleOf(policies), catalog, say: silent, time }, () => undefined, new Map())).findings.map((found) => found.code);
  const said = await assess([one, two], '2026-11-20T00:00:00Z');
  assert.deepEqual([codes.exportOld, codes.nameTwinsInSource, codes.secretReadable].map((code) => said.includes(code)), [true, true, true]);
  const quiet = await assess([two], '2026-11-02T00:00:00Z');
  assert.deepEqual([codes.exportOld, codes.nameTwinsInSource, codes.secretReadable].map((code) => quiet.includes(code)), [false, false, false]);
});

function bundleOf(policies: readonly Policy[]): Bundle {
  const tenant = { name: 'contoso', id: guid(70), domains: [] };
  return {
    folder: '/bundle',
    manifest: { format: 1, tool: { name: 'x', version: '1' }, tenant, cloud: 'global', time: '2026-11-01T00:00:00Z', origin: 'graph', kinds: {}, files: {} },
    neighborKinds: [],
    fingerprint: () => '',
    async *policies() {
      for (const one of policies) yield await Promise.resolve(one);
    },
    policy: (address) => Promise.resolve(policies.find((each) => each.address === address)),
    neighbors: () => Promise.resolve([]),
    findings: () => Promise.resolve([]),
    secrets: () => Promise.resolve(new Map()),
  };
}

test('a secret that the source does not give although it is asked is said, and stays to be supplied', async () => {
  const row = catalog.row('customConfiguration');
  const object = policy('customConfiguration', 1, { type: 'windows10CustomConfiguration', body: { omaSettings: [{ '@odata.type': '#microsoft.graph.omaSettingString', omaUri: './x', isEncrypted: true, secretReferenceValueId: 'ref', value: null }] }, secrets: [{ at: '/body/omaSettings/0/value', what: 'OMA-URI value', without: 'left out', drops: 'item', readable: true }] });
  const revealed = await readSecrets(readerThat(failed({ kind: 'forbidden', side: 'source', message: 'no' })), row, object);
  assert.deepEqual([revealed.unread, revealed.findings.map((one) => one.code), revealed.policy.secrets[0]?.held], [1, [codes.secretUnread], undefined]);
});

test('the bare name of the tenant is one finding for each object, whatever the number of texts', () => {
  const stray = (at: string): Stray => ({ class: 'tenant name', value: 'Contoso', at, wrapping: [], stops: false, certainty: 'inferred' });
  assert.deepEqual(strayFindings([stray('/a'), stray('/b'), stray('/b'), stray('/c'), stray('/d')]).map((one) => [one.code, one.message]), [[codes.strayName, 'Tenant name "Contoso" is still in 4 texts: /a, /b, /c and 1 more.']]);
  assert.deepEqual(strayFindings([stray('/a')]).map((one) => one.message), ['Tenant name "Contoso" is still at /a.']);
});

test('what a mapping file matched by the name alone, and what it decides without need, is said once for each file', () => {
  const entry = (n: number, because: string, usedBy: number): MappingEntry => ({ source: { id: idOf('source', guid(n)), name: `Group ${String(n)}` }, decision: 'map', destination: { id: idOf('destination', guid(n)) }, because, usedBy });
  const found = new Judgements('2026-11-20T00:00:00Z').aboutMatches([{ kind: 'group', source: 'a', destination: 'b', entries: [entry(1, 'same name', 2), entry(2, 'same mail address', 1), entry(3, 'you said so', 0)] }]);
  assert.deepEqual(found.map((one) => [one.code, one.message]), [
    [codes.weakMatch, 'Matched in group by the name alone: 1 ("Group 1").'],
    [codes.decisionUnused, 'Decided in group and used by nothing: 1 ("Group 3").'],
  ]);
});

/** Findings of an object whose references all get one answer. */
function planned(kind: string, more: Partial<Policy>, answer: Resolution, options: { readonly keepState?: boolean; readonly allowOpen?: boolean } = {}): Finding[] {
  const one = policy(kind, 1, more);
  const row = catalog.row(kind);
  const planOptions = { assignments: 'now', onExisting: 'skip', prefix: '', keepState: options.keepState === true, allowOpen: options.allowOpen === true } as const;
  const resolved = resolve(row, one, () => answer, () => undefined, () => undefined, planOptions);
  return objectFindings(row, one, resolved, planOptions, (word) => word);
}

const dropped: Resolution = { as: 'dropped', because: 'you said so' };
const open: Resolution = { as: 'open', because: 'nobody knows', candidates: [] };
const access = (users: JsonObject, applications: JsonObject): Partial<Policy> => ({ assignments: [], body: { state: 'enabled', conditions: { users, applications } } });

test('what is left out is said by the rule of its place: exclusions, apps, notifications, the last assignment', () => {
  assert.ok(has(planned('settingsCatalog', {}, dropped), codes.assignmentsEmptied));
  assert.ok(has(planned('settingsCatalog', {}, dropped), codes.droppedReference));
  const filtered = { target: { '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget', deviceAndAppManagementAssignmentFilterId: guid(94), deviceAndAppManagementAssignmentFilterType: 'include' } };
  assert.ok(has(planned('settingsCatalog', { assignments: [filtered] }, dropped), codes.filterDropped));
  assert.ok(has(planned('scopeTag', { assignments: [to(guid(90), 'allDevicesAssignmentTarget')] }, dropped), codes.assignmentTarget));
  assert.ok(has(planned('androidEnrollmentProfile', { assignments: [] }, dropped), codes.losesPart));
  assert.ok(has(planned('settingsCatalog', { assignments: [to(guid(90), 'exclusionGroupAssignmentTarget')] }, dropped), codes.exclusionDropped));
  assert.ok(has(planned('conditionalAccess', access({ includeUsers: ['All'], excludeGroups: [guid(90)] }, { includeApplications: ['All'] }), dropped), codes.accessExcludeDropped));
  assert.ok(has(planned('conditionalAccess', access({ includeGroups: [guid(90)] }, { includeApplications: ['All'] }), dropped), codes.accessEmptied));
  assert.ok(has(planned('conditionalAccess', access({ includeUsers: ['All'] }, { includeApplications: [guid(91)] }), dropped), codes.accessAppMissing));
  assert.ok(has(planned('compliancePolicy', { type: 'iosCompliancePolicy', children: { scheduledActionsForRule: [{ scheduledActionConfigurations: [{ actionType: 'notification', notificationTemplateId: guid(92) }] }] } }, dropped), codes.noncomplianceLost));
  assert.ok(has(planned('deviceAppConfiguration', { type: 'iosMobileAppConfiguration', body: { targetedMobileApps: [guid(93)] } }, dropped), codes.appTargetLost));
});

test('an open reference stops, and with --allow-open is named as left out; an access policy that stays switched on is named too', () => {
  assert.ok(has(planned('settingsCatalog', {}, open), codes.openReference));
  assert.ok(has(planned('settingsCatalog', {}, open, { allowOpen: true }), codes.openLeftOut));
  const all = access({ includeUsers: ['All'] }, { includeApplications: ['All'] });
  assert.ok(has(planned('conditionalAccess', all, dropped, { keepState: true }), codes.accessStateKept));
  assert.ok(!has(planned('conditionalAccess', all, dropped), codes.accessStateKept));
});

test('what stays behind says why, by its sort', () => {
  const said = (kind: string, more: Partial<Policy>): string[] => {
    const one = policy(kind, 1, more);
    return sourceFindings(catalog.row(kind), one, summaryOf(catalog.row(kind), one, one.name)).map((finding) => finding.code);
  };
  assert.ok(said('packagedApp', { type: 'iosVppApp' }).includes(codes.appVolumePurchased));
  assert.ok(said('packagedApp', { type: 'androidManagedStoreApp' }).includes(codes.appManagedGooglePlay));
  assert.ok(said('settingsCatalog', { assignments: null }).includes(codes.assignmentsUnknown));
  const row = catalog.row('settingsCatalog');
  const object = policy('settingsCatalog', 1);
  assert.equal(fateFinding(row, object, { as: 'left out', because: 'you said so' })?.code, codes.excludedOnPurpose);
  assert.equal(fateFinding(row, object, { as: 'not portable', why: 'no default', because: 'none there' })?.code, codes.defaultNoTwin);
  assert.equal(fateFinding(row, object, { as: 'not portable', why: 'stays', because: 'by hand' })?.code, codes.rebuildByHand);
  const two = [1, 2].map((n) => ({ id: idOf('destination', guid(n)), name: 'Twin' }));
  assert.equal(fateFinding(row, object, { as: 'question', because: 'two of them', candidates: two })?.code, codes.nameTwinsInDestination);
});

test('an administrative template of an uploaded file stays behind where the export does not say whose its definitions are, and goes where it does', () => {
  const template = (definition: JsonObject): boolean => {
    const one = policy('administrativeTemplate', 1, { body: { policyConfigurationIngestionType: 'custom' }, children: { definitionValues: [{ enabled: true, definition: { id: guid(60), ...definition }, presentationValues: [] }] } });
    return has(sourceFindings(catalog.row(one.kind), one, summaryOf(catalog.row(one.kind), one, one.name)), codes.rebuildByHand);
  };
  assert.deepEqual([template({}), template({ policyType: 'admxIngested', displayName: 'Telemetry level' })], [true, false]);
});

test('limits count what is to come with what is there: nine tenths are worth a word, more than the limit stops', () => {
  const row = catalog.row('assignmentFilter');
  const count = (coming: number, there: number): string[] => {
    const existing = new Map([['assignmentFilter', Array.from({ length: there }, (_one, n) => ({ id: idOf('destination', guid(n + 1)), name: `F${String(n)}`, key: String(n) }))]]);
    return limitFindings(limitCounts([row], Array.from({ length: coming }, () => ({ kind: 'assignmentFilter' })), existing)).map((one) => one.code);
  };
  assert.deepEqual([count(10, 100), count(0, 200), count(10, 175), count(10, 190), count(10, 191)], [[], [], [codes.limitNear], [codes.limitNear], [codes.limitReached]]);
});

test('a name that another type has there, a chain that waits, a large change and a long run are said of the plan', () => {
  const row = catalog.row('settingsCatalog');
  const object = policy('settingsCatalog', 1, { name: 'Baseline' });
  const summary = summaryOf(row, object, object.name);
  const there = { id: idOf('destination', guid(5)), name: 'baseline', key: JSON.stringify(['settingsCatalog', 'another type', 'baseline']) };
  assert.equal(nameTaken(row, summary, { as: 'create', because: '' }, 'Baseline', [there])?.code, codes.nameTaken);
  assert.equal(nameTaken(row, summary, { as: 'create', because: '' }, 'Baseline', [{ ...there, name: 'Other' }]), undefined);
  const aside: Aside = { address: object.address, kind: object.kind, name: object.name, state: 'skipped', because: 'it needs another', after: object.address, findings: [] };
  const update = (n: number): Action => ({ do: 'update', address: addressOf('settingsCatalog', 'x', guid(n)), kind: 'settingsCatalog', name: 'x', reason: '', needs: [], calls: 1, destination: { id: idOf('destination', guid(n)) }, before: '', digest: '' });
  const existing = new Map([['settingsCatalog', Array.from({ length: 20 }, () => there)]]);
  const found = planWideFindings([Array.from({ length: 10 }, (_one, n) => update(n + 1))], [aside], existing, { reads: 0, writes: 20_000, seconds: 4000, byService: {} }, catalog).map((one) => one.code);
  assert.deepEqual(found, [codes.skippedAfter, codes.largeChange, codes.longRun]);
});

test('what an import left undone is a finding by how it ended', () => {
  const object = policy('settingsCatalog', 1);
  const base = { address: object.address, kind: object.kind, name: object.name };
  const failed = (kind: FailureKind, parked = false): string | undefined => runFindings([{ ...base, state: 'failed', because: 'no', failure: { kind, side: 'destination', message: 'no' }, ...(parked ? { parked: true as const } : {}) }])[0]?.code;
  assert.deepEqual([failed('refused'), failed('lost answer'), failed('unavailable'), failed('approval required', true)], [codes.refused, codes.answerLost, codes.writeFailed, codes.parked]);
  assert.deepEqual(runFindings([{ ...base, state: 'skipped', because: 'not reached yet: run import again', notReached: true }, { ...base, state: 'created', because: '' }]).map((one) => one.code), [codes.notReached]);
  assert.deepEqual(proofFindings([{ address: object.address, as: 'tidied', id: idOf('destination', guid(1)), tidied: [] }, { address: object.address, as: 'not checked', because: 'no answer', unread: true }]).map((one) => one.code), [codes.verifyTidied, codes.verifyNotChecked]);
  assert.deepEqual(proofFindings([{ address: object.address, as: 'not checked', because: 'not portable: built in' }]), [], 'what nobody wrote is no gap in the proof');
  assert.deepEqual(proofFindings([{ address: object.address, as: 'different', id: idOf('destination', guid(1)), differences: [{ at: '/body/x' }] }, { address: object.address, as: 'missing', because: 'gone' }]).map((one) => one.code), [codes.verifyDifferent, codes.verifyMissing]);
});

test('a kind that the destination does not offer is said where something of it is to be made, and two clouds are said at all', () => {
  const row = catalog.row('remediation');
  assert.equal(notOffered(row, { message: 'no license' }, [{ as: 'create', because: '' }])?.code, codes.featureMissing);
  assert.equal(notOffered(row, { message: 'no license' }, [{ as: 'left out', because: '' }]), undefined);
  assert.equal(notOffered(row, undefined, [{ as: 'create', because: '' }]), undefined);
  assert.deepEqual([cloudFindings('global', 'usgov').map((one) => one.code), cloudFindings('global', 'global')], [[codes.cloudDiffers], []]);
});

test('a mapped object that the destination does not have is named, and one that is there is not', async () => {
  const answered = (found: boolean): TenantReader => ({ side: 'destination', name: 'fabrikam', tenantId: guid(1), bindRoot: '', get: () => Promise.reject(new Error('not asked')), getMany: (requests) => Promise.resolve(requests.map(() => (found ? ok({ id: guid(7) }) : failed({ kind: 'missing' as const, side: 'destination' as const, message: 'gone' })))), async *pages() {} });
  const reliesOn = [{ what: 'exists' as const, kind: 'group', id: idOf('destination', guid(7)), name: 'Sales' }];
  assert.deepEqual((await mappedGone(answered(false), catalog, reliesOn)).map((one) => [one.code, one.related]), [[codes.mappedIdMissing, [guid(7)]]]);
  assert.deepEqual(await mappedGone(answered(true), catalog, reliesOn), []);
});

test('an object of a type that nobody knows is handed over by the reading of its collection, not passed over', async () => {
  const object = { id: guid(8), '@odata.type': '#microsoft.graph.somethingNew', displayName: 'New' };
  const reader: TenantReader = { side: 'source', name: 'contoso', tenantId: guid(1), bindRoot: '', get: () => Promise.reject(new Error('not asked')), getMany: () => Promise.resolve([]), async *pages() { yield await Promise.resolve(ok({ items: [object], envelope: {} })); } };
  const seen: JsonObject[] = [];
  await readKinds(reader, 'source', { ...catalog, claims: () => undefined }, [catalog.row('settingsCatalog')], { policy: () => Promise.resolve(), unread() {}, sight() {}, unclaimed: (_collection, one) => { seen.push(one); } });
  assert.deepEqual(seen, [object]);
  const said = unknownObject('deviceManagement/configurationPolicies', object);
  assert.deepEqual([said.code, said.message], [codes.unknownType, '"New" in deviceManagement/configurationPolicies is of the type somethingNew, which this version does not know; it is not in the export.']);
});
