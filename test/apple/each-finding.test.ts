import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AppGap, TenantApp } from '../../src/engine/apple/apps.js';
import { classify, type Classified } from '../../src/engine/apple/classify.js';
import { notSeen, seen, type DeviceFacts, type Surroundings } from '../../src/engine/apple/facts.js';
import { assessFindings } from '../../src/engine/apple/findings.js';
import { identifierFindings } from '../../src/engine/apple/identifiers/compare.js';
import type { Landscape } from '../../src/engine/apple/landscape.js';
import { stateFindings } from '../../src/engine/apple/state-findings.js';
import { serialOf, serverIdOf, type MdmServer, type OrgDevice, type Serial, type ServerId } from '../../src/model/apple.js';
import type { EnrollmentProfile, ManagedAppleDevice } from '../../src/model/apple/enrollment.js';
import { idOf } from '../../src/model/ids.js';
import { codes, type Code } from '../../src/model/rules.js';

function serverId(text: string): ServerId {
  const id = serverIdOf(text);
  assert.ok(id !== undefined);
  return id;
}

function serial(text: string): Serial {
  const id = serialOf(text);
  assert.ok(id !== undefined);
  return id;
}

const now = Date.parse('2026-11-20T12:00:00Z');
const ago = (days: number): string => new Date(now - days * 86_400_000).toISOString();
const server = (name: string, type: MdmServer['type'] = 'MDM'): MdmServer => ({ id: serverId(name), name, type, status: 'ACTIVE', families: [], attributes: {} });
const [contoso, fabrikam, builtIn, other] = [server('contoso'), server('fabrikam'), server('built-in', 'APPLE_MDM'), server('northwind')] as const;
const profile = (name: string, more: Partial<EnrollmentProfile<'source'>> = {}): EnrollmentProfile<'source'> => ({ id: idOf('source', name), name, platform: 'ios', sharedIpad: false, kind: 'profile', ...more });
const around: Surroundings = { now, source: contoso, destination: fabrikam, servers: [contoso, fabrikam, builtIn, other], sourceProfiles: [profile('Classroom', { sharedIpad: true })] };

const one = serial('C02AAAAAAAA1');
const listed: OrgDevice = { serial: one, status: 'ASSIGNED', family: 'iPhone', productType: 'iPhone17,1', imei: [], attributes: {} };
const enrolled: ManagedAppleDevice<'source'> = { id: idOf('source', 'd1'), serial: one, os: 'iOS', osVersion: '26.1', enrollmentType: 'appleBulkWithUser', user: 'ada@contoso.example', usersLoggedOn: 1, lastSync: ago(1), enrolled: ago(100) };
const mac = { family: 'Mac', productType: 'Mac16,1' } as const;

interface About {
  readonly apple?: Partial<OrgDevice> | 'absent';
  readonly record?: Partial<ManagedAppleDevice<'source'>> | 'none';
  readonly facts?: Partial<DeviceFacts>;
}

/** A device of the fleet that could move, with what is said of it. */
function device({ apple = {}, record = {}, facts = {} }: About): Classified {
  return classify({ serial: one, ...(apple === 'absent' ? {} : { apple: { ...listed, ...apple }, server: contoso.id }), source: record === 'none' ? [] : [{ ...enrolled, ...record }], destination: [], ...facts }, around);
}

const codesOf = (about: About): (Code | undefined)[] => {
  const found = device(about);
  return [found.code, ...found.remarks.map((remark) => remark.code)].filter((code) => code !== undefined);
};

/** What is said, and the device it is said of; a device without what makes it so has none of it. */
const devices: readonly (readonly [Code, About])[] = [
  [codes.appleOldRecord, { facts: { source: [enrolled, { ...enrolled, id: idOf('source', 'd2'), lastSync: ago(2) }] } }],
  [codes.appleOldRecord, { facts: { destination: [{ ...enrolled, id: idOf('destination', 'd9') }] } }],
  [codes.appleRetireFirst, { record: { managementState: 'retirePending' } }],
  [codes.appleStale, { record: { lastSync: ago(40) } }],
  [codes.appleStale, { record: { lastSync: ago(20) } }],
  [codes.appleStale, { record: { certificateExpires: ago(-5) } }],
  [codes.appleNotAutomated, { record: { enrollmentType: 'appleUserEnrollment' } }],
  [codes.appleNotAutomated, { apple: 'absent', record: { owner: 'personal' } }],
  [codes.appleNotInOrganization, { apple: 'absent' }],
  [codes.appleTwoOrganizations, { apple: 'absent', facts: { sourceSynced: { serial: one, deleted: false } } }],
  [codes.appleAppleRefuses, { apple: { purchaseSource: 'MANUALLY_ADDED', added: ago(5) } }],
  [codes.appleAppleRefuses, { apple: { migrationCapable: false } }],
  [codes.appleDeviceClass, { apple: { family: 'AppleTV' } }],
  [codes.appleDeviceClass, { apple: { family: 'HomePod' } }],
  [codes.appleDeviceClass, { record: { profileName: 'Classroom' } }],
  [codes.appleOsTooOld, { record: { osVersion: '18.6' } }],
  [codes.appleOsTooOld, { apple: { productType: 'iPhone10,6' }, record: { osVersion: '16.7' } }],
  [codes.appleLeftEnrollment, { record: { enrollmentType: 'deviceEnrollmentManager' } }],
  [codes.appleNewDevice, { record: 'none' }],
  [codes.appleRelease, { apple: { released: ago(3) } }],
  [codes.appleWrongServer, { facts: { server: builtIn.id } }],
  [codes.appleWrongServer, { facts: { server: other.id } }],
  [codes.appleSharedMac, { apple: mac, record: { os: 'macOS', usersLoggedOn: 2 } }],
  [codes.appleNoManagedUser, { apple: mac, record: { os: 'macOS', user: '' } }],
  [codes.appleActivationLock, { facts: { lock: { serial: one, locked: true, type: 'USER' } } }],
  [codes.appleMoveFailed, { apple: { migrationStatus: 'FAILED' } }],
];

test('every rule about a device is said of one that breaks it, and none of one that can move', () => {
  assert.deepEqual([codesOf({}), codesOf({ apple: mac, record: { os: 'macOS' } })], [[], []], 'a device that can move is left alone');
  for (const [code, about] of devices) assert.ok(codesOf(about).includes(code), `${code} of ${JSON.stringify(about)}: ${device(about).reason}`);
});

test('what is said of many devices is one finding, with all their serials', () => {
  const two = serial('C02AAAAAAAA2');
  const old = device({ record: { osVersion: '18.6' } });
  const found = assessFindings([old, { ...old, facts: { ...old.facts, serial: two } }], land()).filter((finding) => finding.code === codes.appleOsTooOld);
  assert.deepEqual(found.map((finding) => finding.related), [[one, two]]);
});

const app: TenantApp = { name: 'Outlook', bundleId: 'com.example.outlook', kind: 'store', intents: ['required'], removedWithManagement: false };
const gap = (because: string): AppGap => ({ app, because, remedy: 'assign it as required' });
const awaiting: EnrollmentProfile<'destination'> = { id: idOf('destination', 'p1'), name: 'Corporate', platform: 'ios', awaits: true, restoreBlocked: true, sharedIpad: false, kind: 'profile' };

/** Both tenants as they should be, but for what is given. */
function land(more: Partial<Landscape> = {}): Landscape {
  const token = { id: idOf('destination', 't1'), name: 'Fabrikam ADE', type: 'dep', expires: ago(-200), syncError: 0 };
  const push = seen({ expires: ago(-200) });
  const none = seen([]);
  return {
    now, servers: { source: contoso, destination: fabrikam }, token: seen(token), sourceToken: seen({ ...token, id: idOf('source', 't0') }), push: { source: push, destination: push }, content: { source: none, destination: none },
    profiles: seen({ ios: awaiting, macOS: { ...awaiting, platform: 'macOS' } }), limits: seen({ blocked: [], personalBlocked: [] }), apps: { source: none, destination: none }, appGaps: none, escrow: seen(['FileVault']), backupBans: none, ...more,
  };
}

const location = { name: 'Berlin', state: 'valid', expires: ago(-200) };
const fleet: readonly Classified[] = [device({ apple: { migrationCapable: true } }), device({ apple: { ...mac, migrationCapable: true }, record: { os: 'macOS' } }), device({ apple: 'absent' })];

const landscapes: readonly (readonly [Code, Partial<Landscape>])[] = [
  [codes.appleAwaitOff, { profiles: seen({ ios: { ...awaiting, awaits: false }, macOS: awaiting }) }],
  [codes.appleRestorePane, { profiles: seen({ ios: { ...awaiting, restoreBlocked: false }, macOS: awaiting }) }],
  [codes.appleNoProfile, { profiles: seen({ ios: awaiting }) }],
  [codes.appleFileVault, { escrow: seen([]) }],
  [codes.applePersonalBlock, { limits: seen({ blocked: [], personalBlocked: ['ios'] }) }],
  [codes.appleLicenses, { appGaps: seen([gap('3 licenses are free, 5 are needed')]) }],
  [codes.appleAvailableApps, { appGaps: seen([gap('the destination only offers it')]) }],
  [codes.appleAppsMissing, { appGaps: seen([gap('the destination does not have it')]) }],
  [codes.appleRemoveOnUnenroll, { apps: { source: seen([{ ...app, removedWithManagement: true }]), destination: seen([]) } }],
  [codes.appleBackup, { backupBans: seen(['No backups']) }],
  [codes.contentTokenStays, { content: { source: seen([location]), destination: seen([]) } }],
  [codes.contentTokenStays, { content: { source: seen([location]), destination: seen([location]) } }],
  [codes.enrollmentTokenStays, { token: notSeen('403') }],
  [codes.pushCertificateStays, { push: { source: seen({ expires: ago(-200) }), destination: notSeen('403') } }],
];

test('every rule about the two tenants is said of a tenant that breaks it, and none where all stands', () => {
  const said = (more: Partial<Landscape>): string[] => assessFindings(fleet, land(more)).map((finding) => finding.code).filter((code) => code !== codes.appleNotInOrganization);
  assert.deepEqual(said({}), []);
  for (const [code, more] of landscapes) assert.deepEqual(said(more), [code], JSON.stringify(more));
});

test('a device that did not arrive, is late or failed is a finding by its state', () => {
  const states = [
    ['FAILED', 'Apple says FAILED', codes.appleMoveFailed],
    ['OVERDUE', 'the deadline has passed', codes.appleStale],
    ['CHECK_BACK', 'Apple does not have this serial', codes.appleSerialUnknown],
    ['CHECK_BACK', 'it is not on the destination server', codes.appleNotMoved],
    ['VERIFIED', 'all is proven; an old record is left in the source', codes.appleOldRecord],
  ] as const;
  for (const [state, reason, code] of states) assert.deepEqual(stateFindings([{ serial: one, state, reason }]).map((finding) => finding.code), [code]);
  assert.deepEqual(stateFindings([{ serial: one, state: 'VERIFIED', reason: 'all is proven' }]), []);
});

test('identifiers that the service refused, that are there with other details, or that came too late are named', () => {
  const row = (as: 'refused' | 'conflict' | 'same', line: number): Parameters<typeof identifierFindings>[0][number] => ({ line, identifier: `C02AAAAAAAA${String(line)}`, as, because: 'so it is' });
  const file: Parameters<typeof identifierFindings>[1] = { good: [], bad: [] };
  const found = identifierFindings([row('refused', 1), row('conflict', 2), row('same', 3)], file, ['C02AAAAAAAA4']);
  assert.deepEqual(found.map((finding) => [finding.code, finding.related]), [[codes.identifierRefused, ['C02AAAAAAAA1']], [codes.identifierOverwrite, ['C02AAAAAAAA2']], [codes.identifierLate, ['C02AAAAAAAA4']]]);
});
