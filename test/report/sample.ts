import { addressOf, type Address } from '../../src/model/address.js';
import type { Finding, Portability } from '../../src/model/finding.js';
import type { AssessedObject, ObjectEnd } from '../../src/model/gap-report.js';
import { idOf } from '../../src/model/ids.js';
import type { Mapping, ValueMapping } from '../../src/model/mapping.js';
import type { Action, Aside, Plan } from '../../src/model/plan.js';
import type { KindSight, Manifest, TenantFacts } from '../../src/model/policy.js';
import { codes, makeFinding, rules } from '../../src/model/rules.js';
import type { Verdict } from '../../src/model/verdict.js';
import type { ReportInputs } from '../../src/report/inputs.js';

const contoso: TenantFacts = { name: 'contoso', id: '11111111-aaaa-4bbb-8ccc-000000000001', displayName: 'Contoso Ltd', initialDomain: 'contoso.onmicrosoft.com', defaultDomain: 'contoso.example', domains: ['contoso.onmicrosoft.com', 'contoso.example'] };
const fabrikam: TenantFacts = { name: 'fabrikam', id: '22222222-aaaa-4bbb-8ccc-000000000002', displayName: 'Fabrikam Inc.', initialDomain: 'fabrikam.onmicrosoft.com', domains: ['fabrikam.onmicrosoft.com'] };

export const kinds = {
  settingsCatalogPolicy: { title: 'Settings catalog policy', area: 'settings' },
  compliancePolicy: { title: 'Compliance policy', area: 'compliance' },
  trustedRoot: { title: 'Trusted root certificate', area: 'certificates', mapping: 'certificates' },
  scepProfile: { title: 'SCEP certificate', area: 'certificates', mapping: 'certificates' },
  wifiProfile: { title: 'Wi-Fi profile', area: 'devices' },
  mobileApp: { title: 'App', area: 'apps', mapping: 'apps' },
  conditionalAccessPolicy: { title: 'Conditional access policy', area: 'access' },
  platformScript: { title: 'PowerShell script', area: 'scripts' },
  group: { title: 'Group', area: 'directory', mapping: 'groups' },
  assignmentFilter: { title: 'Assignment filter', area: 'tenant', mapping: 'filters' },
  autopilotProfile: { title: 'Autopilot profile', area: 'enrollment' },
} as const;

let counter = 0;
function object(kind: keyof typeof kinds, name: string, portability: Portability, more: Partial<AssessedObject> = {}): AssessedObject {
  counter += 1;
  return { address: addressOf(kind, name, counter.toString(16).padStart(8, '0')), kind, name, portability, references: 2, assignments: 3, secrets: [], ...more };
}

/** A small, whole move from contoso to fabrikam that has one of everything a report can show. */
export function sampleInputs(): ReportInputs {
  counter = 0;
  const baseline = object('settingsCatalogPolicy', 'Windows baseline', 'as-is', { references: 0 });
  const oneDrive = object('settingsCatalogPolicy', 'OneDrive known folders', 'remap', { references: 4, assignments: 2 });
  const defender = object('settingsCatalogPolicy', 'Defender onboarding', 'lossy', { assignments: 1, secrets: [{ at: '/children/settings/3/settingInstance/simpleSettingValue/value', what: 'Defender onboarding package', without: 'left out', drops: 'item' }] });
  const compliance = object('compliancePolicy', 'Windows compliance', 'remap', { references: 5, assignments: 1 });
  const root = object('trustedRoot', 'Contoso Root CA', 'remap');
  const scep = object('scepProfile', 'Device certificate', 'remap');
  const wifi = object('wifiProfile', 'Office Wi-Fi', 'lossy', { secrets: [{ at: '/body/preSharedKey', what: 'Wi-Fi pre-shared key', without: 'not created', drops: 'value' }] });
  const guest = object('wifiProfile', 'Guest Wi-Fi', 'excluded', { assignments: 0, references: 0 });
  const app = object('mobileApp', 'Contoso Sales', 'never', { references: 1 });
  const access = object('conditionalAccessPolicy', 'Require a managed device', 'remap', { references: 7, assignments: null });
  const script = object('platformScript', 'Map drives', 'as-is');
  const filter = object('assignmentFilter', 'Corporate laptops', 'remap', { references: 0, assignments: 0 });
  const objects = [baseline, oneDrive, defender, compliance, root, scep, wifi, guest, app, access, script, filter];
  const findings: Finding[] = [
    makeFinding(codes.kindNotSeen, 'Autopilot profiles could not be read: 403 Forbidden.', { kind: 'autopilotProfile', requestId: '7e0c1c9e-0001-4000-8000-000000000001' }),
    makeFinding(codes.orphanGroup, 'The assignment to group 9d2f41aa… points at a group that no longer exists.', { address: oneDrive.address, at: '/assignments/1/target/groupId' }),
    makeFinding(codes.orphanGroup, 'The assignment to group 9d2f41aa… points at a group that no longer exists.', { address: compliance.address, at: '/assignments/0/target/groupId' }),
    makeFinding(codes.twinNames, 'Two groups of the destination are called "IT".', { address: compliance.address, at: '/assignments/1/target/groupId', related: [access.address] }),
    makeFinding(codes.valueTenantId, 'The OneDrive setting holds the tenant id 11111111-aaaa-4bbb-8ccc-000000000001.', { address: oneDrive.address, at: '/children/settings/0/settingInstance/choiceSettingValue/children/0/simpleSettingValue/value' }),
    makeFinding(codes.valueDefender, 'The onboarding package belongs to the Defender tenant of contoso.', { address: defender.address, at: '/children/settings/3' }),
    makeFinding(codes.secretNotCreated, 'The pre-shared key of "Office Wi-Fi" is masked.', { address: wifi.address, at: '/body/preSharedKey' }),
    makeFinding(codes.secretLeftOut, 'The onboarding package of "Defender onboarding" is masked.', { address: defender.address, at: '/children/settings/3/settingInstance/simpleSettingValue/value' }),
    makeFinding(codes.chainTargets, '"Office Wi-Fi" reaches "Sales", its certificate "Device certificate" does not.', { address: wifi.address, related: [scep.address, root.address] }),
    makeFinding(codes.certificateConnector, 'SCEP profiles are part of this move.', { address: scep.address }),
    makeFinding(codes.appNeedsBinary, '"Contoso Sales" is a Win32 app; its installer is ContosoSales.intunewin.', { address: app.address, remedy: 'Version 4.2 was built by the sales tools team.' }),
    makeFinding(codes.accessReportOnly, '"Require a managed device" is switched on in the source.', { address: access.address, at: '/body/state' }),
    makeFinding(codes.unassigned, '"Guest Wi-Fi" has no assignment.', { address: guest.address }),
    makeFinding(codes.scriptRunsAgain, '"Map drives" runs once on every device.', { address: script.address }),
    makeFinding(codes.ownedByService, 'Windows Autopatch owns 3 update rings.', {}),
    makeFinding(codes.pushCertificateExpiring, 'The Apple push certificate of contoso expires on 2026-11-02.', {}),
  ];
  return {
    tool: { name: 'tenantferry', version: '0.1.0' },
    time: '2026-09-14T09:30:00Z',
    manifest: manifestOf(objects),
    objects,
    findings,
    kinds,
    destination: fabrikam,
    mappings,
    values,
    checks: [
      { area: 'license', what: 'Intune Plan 1', state: 'pass', detail: '480 of 500 seats are free.' },
      { area: 'limit', what: 'Enrollment restrictions per type', state: 'pass', detail: '3 of 25 are used.' },
    ],
    apple: [
      { rule: '18', asks: 'Devices wait in Setup Assistant until they are configured', state: 'met', because: 'The default profiles await the configuration.' },
      { rule: '28 and 29', asks: 'A policy of the destination takes over the FileVault key', state: 'not met', because: 'None was seen.', look: 'Endpoint security, Disk encryption' },
      { rule: '9 to 13', asks: 'Every device runs version 26', state: 'not known', because: 'It is a matter of each device.', look: 'tenantferry apple assess' },
    ],
    waivers: [
      { code: codes.unassigned, reason: 'Needed for the trade fair in spring.', person: 'Ada Example', until: '2027-01-31' },
      { code: codes.scriptRunsAgain, object: script.address, reason: 'Harmless.', person: 'Ada Example', until: '2026-06-30' },
    ],
    integrity: [
      { what: 'Bundle', sha256: 'b'.repeat(64) },
      { what: 'Mapping files', sha256: 'c'.repeat(64) },
    ],
  };
}

function manifestOf(objects: readonly AssessedObject[]): Manifest {
  const seen = new Map<string, number>();
  for (const one of objects) seen.set(one.kind, (seen.get(one.kind) ?? 0) + 1);
  return {
    format: 1,
    tool: { name: 'tenantferry', version: '0.1.0' },
    tenant: contoso,
    cloud: 'global',
    time: '2026-09-12T07:15:00Z',
    origin: 'graph',
    kinds: {
      ...Object.fromEntries([...seen].map(([kind, count]): [string, KindSight] => [kind, { state: 'complete', count }])),
      autopilotProfile: { state: 'not seen', count: 0, why: '403 Forbidden', scopes: ['DeviceManagementServiceConfig.Read.All'], requestId: '7e0c1c9e-0001-4000-8000-000000000001' },
    },
    files: Object.fromEntries([...objects.map((one, i): [string, string] => [`policies/${one.kind}/${String(i)}.json`, 'a'.repeat(64)]), ['neighbors/group.json', 'd'.repeat(64)]]),
  };
}

const source = (id: string): ReturnType<typeof idOf<'source'>> => idOf('source', id);
const target = (id: string): ReturnType<typeof idOf<'destination'>> => idOf('destination', id);

const mappings: readonly Mapping[] = [
  {
    kind: 'group',
    source: 'contoso',
    destination: 'fabrikam',
    entries: [
      { source: { id: source('aaaa0001-0000-4000-8000-000000000001'), name: 'Sales' }, decision: 'map', destination: { id: target('bbbb0001-0000-4000-8000-000000000001'), name: 'Sales' }, because: 'same name', usedBy: 12 },
      { source: { id: source('aaaa0002-0000-4000-8000-000000000002'), name: 'Kiosk' }, decision: 'create', because: 'no group of that name; dynamic rule is portable', usedBy: 3 },
      { source: { id: source('aaaa0003-0000-4000-8000-000000000003'), name: 'Old' }, decision: 'drop', because: 'you said so', usedBy: 1 },
      { source: { id: source('aaaa0004-0000-4000-8000-000000000004'), name: 'IT' }, decision: 'open', because: '2 of that name', usedBy: 5, candidates: [{ id: target('bbbb0004-0000-4000-8000-000000000004'), name: 'IT' }, { id: target('bbbb0005-0000-4000-8000-000000000005'), name: 'IT' }] },
    ],
  },
  { kind: 'assignmentFilter', source: 'contoso', destination: 'fabrikam', entries: [{ source: { id: source('aaaa0006-0000-4000-8000-000000000006'), name: 'All corporate' }, decision: 'keep', because: 'the same in every tenant', usedBy: 2 }] },
];

const values: ValueMapping = {
  kind: 'value',
  source: 'contoso',
  destination: 'fabrikam',
  entries: [
    { source: { value: contoso.id, class: 'tenant id' }, decision: 'map', destination: { value: fabrikam.id }, because: 'the tenant id of the destination', usedBy: 1, where: ['settingsCatalogPolicy/OneDrive known folders (00000002)#/children/settings/0'] },
    { source: { value: 'radius01.contoso.example', class: 'network host' }, decision: 'open', because: 'nobody knows whether the server stays', usedBy: 2, candidates: [], where: ['wifiProfile/Office Wi-Fi (00000007)#/body/trustedServerCertificateNames/0'] },
    { source: { value: 'contoso.example', class: 'domain' }, decision: 'keep', because: 'you said so', usedBy: 4 },
  ],
};

/** The same move with its plan. */
export function samplePlan(inputs: ReportInputs): Plan {
  const find = (name: string): AssessedObject => {
    const found = inputs.objects.find((one) => one.name === name);
    if (found === undefined) throw new Error(`no ${name} in the sample`);
    return found;
  };
  const create = (name: string, reason: string, needs: readonly Address[] = []): Action => ({ do: 'create', ...facts(find(name)), reason, needs, calls: 1, digest: 'e'.repeat(64) });
  const aside = (name: string, state: Aside['state'], because: string, findings: readonly string[], after?: Address): Aside => ({ ...facts(find(name)), state, because, findings, ...(after === undefined ? {} : { after }) });
  const wifi = find('Office Wi-Fi');
  return {
    format: 1,
    tool: inputs.tool,
    time: inputs.time,
    source: contoso,
    destination: fabrikam,
    bundle: { path: '../exports/contoso', fingerprint: 'b'.repeat(64) },
    mappings: { path: '../mappings/contoso-to-fabrikam', fingerprint: 'c'.repeat(64) },
    options: { assignments: 'now', onExisting: 'update', prefix: '', keepState: false, allowOpen: false },
    waves: [
      [create('Windows baseline', 'not in the destination'), create('Contoso Root CA', 'not in the destination'), create('Corporate laptops', 'not in the destination')],
      [
        create('Device certificate', 'not in the destination', [find('Contoso Root CA').address]),
        { do: 'update', ...facts(find('OneDrive known folders')), reason: 'exists and differs in 2 places', needs: [], calls: 2, destination: { id: target('bbbb0010-0000-4000-8000-000000000010'), name: 'OneDrive known folders' }, before: 'f'.repeat(64), digest: 'e'.repeat(64) },
        { do: 'keep', ...facts(find('Map drives')), reason: 'exists and is equal', needs: [], calls: 0, destination: { id: target('bbbb0011-0000-4000-8000-000000000011'), name: 'Map drives' }, same: true },
      ],
      [{ do: 'assign', ...facts(find('Windows baseline')), reason: '3 groups', needs: [find('Windows baseline').address], calls: 1, digest: 'e'.repeat(64) }],
    ],
    asides: [
      aside('Guest Wi-Fi', 'left out', 'you said so', []),
      aside('Contoso Sales', 'not portable', 'the installer is not in the export', [codes.appNeedsBinary]),
      aside('Defender onboarding', 'not portable', 'the package is bound to the Defender tenant of contoso', [codes.valueDefender]),
      aside('Office Wi-Fi', 'skipped', 'its pre-shared key is missing', [codes.secretNotCreated]),
      aside('Windows compliance', 'skipped', 'group "IT" is open', [codes.twinNames]),
      aside('Require a managed device', 'skipped', 'group "IT" is open', [codes.twinNames], wifi.address),
    ],
    resolutions: { trustedRoot: { 'aaaa0020-0000-4000-8000-000000000020': { as: 'made', by: find('Contoso Root CA').address } } },
    spellings: {},
    values: [{ from: contoso.id, class: 'tenant id', to: fabrikam.id }],
    findings: [],
    reliesOn: [],
    estimate: { reads: 14, writes: 9, seconds: 2, byService: { 'device-configuration': { writes: 9, seconds: 2 } } },
    kinds: inputs.manifest.kinds,
    fingerprint: '9'.repeat(64),
  };
}

function facts(one: AssessedObject): { address: Address; kind: string; name: string } {
  return { address: one.address, kind: one.kind, name: one.name };
}

/** The same move when it is over: one object failed, one differs. */
export function sampleEnd(inputs: ReportInputs, plan: Plan): ReportInputs {
  const ends: ObjectEnd[] = [
    ...plan.waves.flat().flatMap((action): ObjectEnd[] => {
      if (action.do === 'assign') return [];
      if (action.name === 'Device certificate') return [{ address: action.address, state: 'failed', because: 'the service refused it: 400 Bad Request' }];
      return [{ address: action.address, state: action.do === 'create' ? 'created' : action.do === 'update' ? 'updated' : 'same', because: action.reason }];
    }),
    ...plan.asides.map((one): ObjectEnd => ({ address: one.address, state: one.state, because: one.because })),
  ];
  const made = ends.filter((end) => end.state === 'created' || end.state === 'updated' || end.state === 'same');
  const verdicts = made.map((end, i): Verdict => {
    const id = target(`cccc${String(i).padStart(4, '0')}-0000-4000-8000-000000000000`);
    if (i === 0) return { address: end.address, as: 'different', id, differences: [{ at: '/description', wanted: 'Baseline 2026', found: 'Baseline' }] };
    if (i === 1) return { address: end.address, as: 'missing', because: '404 Not Found' };
    return { address: end.address, as: 'equal', id };
  });
  return { ...inputs, plan, ends, verdicts };
}

/** Names that try to break out of every format at once. */
export const hostile = [
  '</script><img src=x onerror=alert(1)>',
  '=HYPERLINK("https://attacker.example","click")',
  '+cmd|\' /C calc\'!A0',
  '-2+3',
  '@SUM(A1:A9)',
  '\u001b[31mred\u001b[0m\u0007',
  'invoice\u202Efdp.exe',
  'pipe | tick ` star * hash # [link](https://attacker.example) <b>',
  '"quoted", comma; semicolon\ttab\nnewline\r\nreturn',
  '-->]]><!--',
  'half \ud800 pair',
  'zero\u200bwidth',
  "' onmouseover='alert(1)",
  '{{7*7}} ${7*7}',
  '名前 – ünïcödé – 🦊',
] as const;

/** As many findings as asked for, over as many objects as there are codes, names long and hostile. */
export function largeInputs(count: number): ReportInputs {
  counter = 0;
  const many = Array.from({ length: count }, (_unused, i) =>
    object(i % 3 === 0 ? 'settingsCatalogPolicy' : i % 3 === 1 ? 'compliancePolicy' : 'wifiProfile', `Policy ${String(i)} of the northern region ${hostile[i % hostile.length] ?? ''}`, i % 5 === 0 ? 'as-is' : 'remap'),
  );
  const findings = many.map((one, i) => {
    const text = rules[i % rules.length];
    if (text === undefined) throw new Error('no rules');
    return makeFinding(text.code, `"${one.name}" holds something that belongs to the source tenant and that nobody has decided yet.`, { address: one.address, at: `/children/settings/${String(i % 40)}/settingInstance/choiceSettingValue/children/0/simpleSettingValue/value`, requestId: '7e0c1c9e-0001-4000-8000-000000000001' });
  });
  const apple = hostile.map((name) => ({ rule: '22 to 24', asks: 'Every app is required', state: 'not met' as const, because: `Not there: ${name}`, look: name }));
  const checks = hostile.map((name) => ({ area: 'connector' as const, what: name, state: 'fail' as const, detail: name }));
  return { ...sampleInputs(), apple, checks, objects: many, findings, manifest: manifestOf(many), waivers: [] };
}
