import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalog } from '../../src/catalog/index.js';
import { makeCatalog } from '../../src/catalog/catalog.js';
import type { Path, PolicyType } from '../../src/model/policy-type.js';
import { declaredAt, strayStep, type Overlay } from './member-paths.js';
import { membersOf, publishedEnums, publishedTypes } from './published-types.js';
import { baseOfCollection } from './read-only-table.js';

/** Members that the service has and the package lacks, with where they are known from. */
const overlay: Overlay = {
  androidDeviceOwnerEnrollmentProfile: { enrollmentTimeDeviceMembershipTargets: { from: 'behind retrieve- and setEnrollmentTimeDeviceMembershipTarget (graph-intune.md 7.2)', type: 'enrollmentTimeDeviceMembershipTarget' } },
  deviceManagementConfigurationPolicy: { enrollmentTimeDeviceMembershipTargets: { from: 'behind retrieve- and setEnrollmentTimeDeviceMembershipTarget (graph-intune.md 7.2)', type: 'enrollmentTimeDeviceMembershipTarget' } },
  conditionalAccessClientApplications: {
    excludeAgentIdServicePrincipals: 'generated beta SDK, August 2026 (intune-types.json)',
    includeAgentIdServicePrincipals: 'generated beta SDK, August 2026 (intune-types.json)',
  },
  // on assignment settings of apps under declarative management, a family that is newer than the package
  mobileAppAssignmentSettings: Object.fromEntries(
    ['cellularSliceConfigurationId', 'contentFilterConfigurationId', 'ddmAppConfigId', 'dnsProxyConfigurationId', 'relayConfigurationId'].map((member) => [
      member,
      'generated beta SDK, August 2026 (intune-types.json)',
    ]),
  ),
  enrollmentProfile: { depOnboardingSettingId: 'the token that it hangs below, which its address says (row word `below`)' },
  androidDeviceOwnerGeneralDeviceConfiguration: { isKioskModeExitCodeSet: 'generated beta SDK, August 2026 (intune-types.json)' },
  androidCompliancePolicy: { locations: 'answers of older tenants; a feature that Intune removed (graph-intune.md 7.4)' },
  conditionalAccessPolicy: {
    templateId: 'answers of the service; set where a policy was made from a template (graph-intune.md 13.3)',
    partialEnablementStrategy: 'answers of the service, always null in real exports',
  },
};

function grouped(by: (row: PolicyType) => string): ReadonlyMap<string, readonly PolicyType[]> {
  return new Map(catalog.rows.map((row) => [by(row), catalog.rows.filter((other) => by(other) === by(row))]));
}

/** The types that a row's paths begin at. */
function startsOf(row: PolicyType): readonly string[] {
  if (row.types !== undefined && row.types.length > 0) return row.types;
  const base = row.implied ?? baseOfCollection[row.collection];
  return base === undefined ? [] : [base];
}

/** Every path of a row with the word it stands under; paths within the items of a field read apart begin with the field. */
function pathsOf(row: PolicyType): readonly { word: string; path: Path }[] {
  const named = (word: string, paths: readonly Path[] | undefined): { word: string; path: Path }[] => (paths ?? []).map((path) => ({ word, path }));
  return [
    ...named('texts', row.texts === undefined ? [] : [row.texts.identity, row.texts.languages, row.texts.content, row.texts.languageFiles, ...Object.keys(row.texts.send)]),
    ...named('ready.fails', row.ready?.fails === undefined ? [] : [row.ready.fails.because]),
    ...named('byPath', row.byPath),
    ...named('grows', row.grows === undefined ? [] : [...row.grows.first, ...row.grows.alone]),
    ...named('defaults.fixed', row.defaults?.fixed),
    ...named('name', row.singleton === undefined ? [row.name] : []),
    ...named('sole', row.sole),
    ...named('key', row.key),
    ...named('twins', row.twins?.flatMap((twin) => twin.by)),
    ...named('drop', row.drop),
    ...named('only', row.only?.flatMap(({ at, when }) => [at, ...when.map((one) => one.at)])),
    ...named('setBy', row.setBy?.map(({ at }) => at)),
    ...named('under', row.under === undefined ? [] : [row.under.at]),
    ...named('createDrop', row.createDrop),
    ...named('updateDrop', row.updateDrop),
    ...named('reduce', row.reduce?.flatMap(({ at, keep }) => [at, ...keep.map((member) => `${at}.${member}`)])),
    ...named('turn', row.turn?.map(({ at }) => at)),
    ...named('send', Object.keys(row.send ?? {})),
    ...named('refs', row.refs.map(({ at }) => at)),
    ...named('secrets', row.secrets?.map(({ at }) => at)),
    ...named('facts', row.facts),
    ...named('makes', row.makes),
    ...named('idAt', row.idAt === undefined ? [] : [row.idAt]),
    ...named('owned', row.owned?.flatMap(({ when }) => when.map(({ at }) => at))),
    ...named('stays', row.stays?.flatMap(({ when }) => when.map(({ at }) => at))),
    ...named('defaults', row.defaults?.when.map(({ at }) => at)),
    ...named('priority', row.priority === undefined ? [] : [row.priority.at]),
    ...named('ready', row.ready?.at === undefined ? [] : [row.ready.at]),
    ...named('arrives', row.arrives === undefined ? [] : [row.arrives.at]),
    ...(row.apart ?? []).flatMap((apart) => [
      ...named('apart', [apart.field]),
      ...named('apart.count', apart.count === undefined ? [] : [apart.count]),
      ...named('apart.within', apart.within === undefined ? [] : [`${apart.field}.${apart.within.field}`]),
      ...named('apart.drop', apart.drop?.map((path) => `${apart.field}.${path}`)),
      ...named('apart.binds', apart.binds?.map(({ at }) => `${apart.field}.${at}`)),
      ...named('apart.beside', typeof apart.send === 'object' && 'action' in apart.send ? apart.send.beside : []),
      ...named('apart.key', typeof apart.send === 'object' && 'each' in apart.send ? [`${apart.field}.${apart.send.key}`] : []),
    ]),
    ...(row.assign?.by === 'action' ? [...named('assign.keep', row.assign.keep?.map((member) => `assignments.${member}`)), ...named('assign.sign', row.assign.sign === undefined ? [] : [row.assign.sign])] : []),
  ];
}

test('Every path of every row names members that Microsoft publishes, so that no rule looks where nothing is', () => {
  const types = publishedTypes();
  const strays = catalog.rows.flatMap((row) =>
    pathsOf(row).flatMap(({ word, path }) => {
      const step = strayStep(types, overlay, startsOf(row), path);
      return step === undefined ? [] : [`${row.kind} ${word} ${path}: no ${step}`];
    }),
  );
  assert.deepEqual(strays, []);
});

/** The path of a condition's member, which is said from the object that holds the value at `at`, `^.` steps outward. */
function conditionPath(at: Path, condition: Path): Path {
  const outward = /^(?:\^\.)*/u.exec(condition)?.[0].length ?? 0;
  return [...at.split('.').slice(0, -1 - outward / 2), condition.slice(outward)].join('.');
}

test('Every condition of a reference or secret names members that Microsoft publishes beside the value', () => {
  const types = publishedTypes();
  const strays = catalog.rows.flatMap((row) =>
    [...row.refs, ...(row.secrets ?? [])].flatMap(({ at, when }) =>
      (when ?? []).flatMap((condition) => {
        const path = conditionPath(at, condition.at);
        const step = strayStep(types, overlay, startsOf(row), path);
        return step === undefined ? [] : [`${row.kind} ${path}: no ${step}`];
      }),
    ),
  );
  assert.deepEqual(strays, []);
});

/** Enumeration values that the service knows and the package does not. */
const newerValues: Readonly<Record<string, string>> = {
  androidAosp: 'answers of the service for platform restrictions (intune-objects.md 1A)',
  wpa3Personal: 'generated beta SDK, August 2026 (intune-types.json)',
};

test('Every value that a row compares or writes is one that Microsoft publishes for the member', () => {
  const types = publishedTypes();
  const enums = publishedEnums();
  const wrong = catalog.rows.flatMap((row) => {
    const conditions = [
      ...[...(row.owned ?? []), ...(row.stays ?? []), ...(row.defaults === undefined ? [] : [row.defaults])].flatMap(({ when }) => when.map((one) => ({ ...one, path: one.at }))),
      ...[...row.refs, ...(row.secrets ?? [])].flatMap(({ at, when }) => (when ?? []).map((one) => ({ ...one, path: conditionPath(at, one.at) }))),
    ].map(({ path, is, isNot, oneOf }) => ({ path, values: [is, isNot, ...(oneOf ?? [])] }));
    const writes = [...(row.turn ?? []), ...(row.arrives === undefined ? [] : [row.arrives])].map(({ at, from, to }) => ({ path: at, values: [from, to] }));
    const waits = row.ready?.at === undefined ? [] : [{ path: row.ready.at, values: [row.ready.is] }];
    return [...conditions, ...writes, ...waits].flatMap(({ path, values }) => {
      const allowed = declaredAt(types, startsOf(row), path).flatMap((name) => enums.get(name) ?? []);
      const unknown = values.filter((value): value is string => typeof value === 'string' && allowed.length > 0 && !allowed.includes(value) && newerValues[value] === undefined);
      return unknown.map((value) => `${row.kind} ${path}: ${value}`);
    });
  });
  assert.deepEqual(wrong, []);
});

test('What the overlay adds is still missing from the package', () => {
  const types = publishedTypes();
  const published = Object.entries(overlay).flatMap(([type, members]) => Object.keys(members).filter((name) => membersOf(types, type).has(name)).map((name) => `${type}.${name}`));
  assert.deepEqual(published, []);
});

test('Every reference points at kinds that exist', () => {
  const missing = catalog.rows.flatMap((row) =>
    [...row.refs.flatMap((ref) => ref.to), ...Object.values(row.links ?? {}).flatMap((navs) => Object.values(navs).flatMap((rule) => rule.to))]
      .filter((kind) => catalog.find(kind) === undefined)
      .map((kind) => `${row.kind} → ${kind}`),
  );
  assert.deepEqual(missing, []);
});

test('Rows that share a collection share its list query, claim no type twice, and one of them claims the rest', () => {
  for (const [collection, rows] of grouped((row) => row.collection)) {
    if (rows.length === 1) continue;
    assert.equal(new Set(rows.map((row) => row.list)).size, 1, `${collection} is listed in two ways`);
    const claimed = rows.flatMap((row) => row.types ?? []);
    assert.equal(new Set(claimed).size, claimed.length, `a type of ${collection} is claimed twice`);
    assert.equal(rows.filter((row) => row.rest === true).length, 1, `${collection} has no one row for what is newer`);
  }
});

test('Scopes are well-formed, writing is never named among what reading needs', () => {
  const shape = /^[A-Z][A-Za-z]+(?:\.[A-Z][A-Za-z]+)+$/u;
  for (const row of catalog.rows) {
    assert.notEqual(row.scopes.read.length, 0, row.kind);
    assert.notEqual(row.scopes.write.length, 0, row.kind);
    for (const scope of [...row.scopes.read, ...row.scopes.write]) assert.match(scope, shape, row.kind);
    assert.deepEqual(row.scopes.read.filter((scope) => scope.includes('Write')), [], row.kind);
  }
});

test('Kinds and mapping files have names that files and commands can carry', () => {
  for (const row of catalog.rows) {
    assert.match(row.kind, /^[a-z][A-Za-z0-9]*$/u);
    assert.match(row.mapping, /^[a-z][a-z0-9-]*$/u);
    assert.match(row.link, /^https:\/\/learn\.microsoft\.com\/graph\/api\/resources\/[a-z0-9-]+\?view=graph-rest-beta$/u);
    assert.notEqual(row.mapping, 'values', 'values.json is for text');
  }
});

test('A mapping file that answers for several kinds answers for kinds of one collection', () => {
  for (const [mapping, rows] of grouped((row) => row.mapping)) assert.equal(new Set(rows.map((row) => row.collection)).size, 1, mapping);
});

test('Quirks stay a last resort: at most one row in ten names one', () => {
  assert.ok(catalog.rows.filter((row) => row.quirks !== undefined).length * 10 <= catalog.rows.length);
});

test('The kinds that take most code elsewhere are rows like any other: what is particular about them are words', () => {
  // those with the most particular steps in intune-objects.md 1B
  const kinds = [
    'administrativeTemplate', 'conditionalAccess', 'deviceConfiguration', 'compliancePolicy', 'endpointSecurityIntent', 'enrollmentStatusPage', 'platformRestriction', 'iosAppProtection', 'mobileApp',
    'policySet', 'roleDefinition', 'roleAssignment', 'settingsCatalog', 'notificationTemplate', 'uploadedAdmx',
  ];
  assert.deepEqual(kinds.filter((kind) => catalog.find(kind) === undefined || catalog.row(kind).quirks !== undefined), []);
});

test('A kind that two rows define is refused', () => {
  const row = catalog.row('scopeTag');
  assert.throws(() => makeCatalog([row, row]), /two rows are called scopeTag/u);
});
