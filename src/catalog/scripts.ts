import { madeByAutopatch, resource, usual } from './everywhere.js';
import { intune } from './scopes.js';
import type { PolicyType } from '../model/policy-type.js';

/** What all kinds of script share: the body of a script is null in lists (graph-intune.md 4.2, 7.10). */
const byId = {
  area: 'scripts',
  api: 'beta',
  service: 'device-configuration',
  list: '$top=1000',
  detail: '$expand=assignments',
  name: 'displayName',
  scopes: intune('DeviceManagementScripts'),
  assign: { by: 'action', as: 'deviceManagementScriptAssignments', read: 'expand' },
  update: 'patch',
  refs: usual,
  owned: madeByAutopatch('displayName'),
} as const satisfies Partial<PolicyType>;

export const scripts: readonly PolicyType[] = [
  {
    ...byId,
    kind: 'powershellScript',
    title: 'Platform script (PowerShell)',
    largest: [{ at: 'scriptContent', most: 200 * 1024, what: 'a script' }],
    link: resource('intune-devices-devicemanagementscript'),
    collection: 'deviceManagement/deviceManagementScripts',
    implied: 'deviceManagementScript',
    mapping: 'powershell-scripts',
  },
  {
    ...byId,
    kind: 'shellScript',
    title: 'Platform script (shell)',
    largest: [{ at: 'scriptContent', most: 1024 * 1024, what: 'a script' }],
    link: resource('intune-devices-deviceshellscript'),
    collection: 'deviceManagement/deviceShellScripts',
    implied: 'deviceShellScript',
    mapping: 'shell-scripts',
  },
  {
    ...byId,
    kind: 'customAttribute',
    title: 'Custom attribute for macOS',
    link: resource('intune-devices-devicecustomattributeshellscript'),
    collection: 'deviceManagement/deviceCustomAttributeShellScripts',
    implied: 'deviceCustomAttributeShellScript',
    mapping: 'custom-attributes',
    updateDrop: ['customAttributeName', 'customAttributeType', 'displayName'],
  },
  {
    ...byId,
    kind: 'remediation',
    license: 'Windows Enterprise E3',
    title: 'Remediation',
    licenses: [{ what: 'Windows Enterprise (remediations)', plans: ['WIN10_PRO_ENT', 'WIN10_VDA', 'WIN_ENT', 'WINE5'], without: 'no effect' }],
    limits: [{ what: 'script packages', most: 200, link: 'https://learn.microsoft.com/mem/intune/fundamentals/remediations' }],
    link: resource('intune-devices-devicehealthscript'),
    collection: 'deviceManagement/deviceHealthScripts',
    implied: 'deviceHealthScript',
    mapping: 'remediations',
    assign: { by: 'action', as: 'deviceHealthScriptAssignments', keep: ['runRemediationScript', 'runSchedule'], read: 'expand', unreadable: ['runRemediationScript'] },
    // numbered by the service anew (graph-intune.md 7.1)
    drop: ['version'],
    owned: [...byId.owned, { when: [{ at: 'isGlobalScript', is: true }], because: "Microsoft's own script, which every tenant has and nobody can create" }],
    // graph-intune.md 7.10
    loses: ['Whether an assignment runs the remediation or only the detection: Graph answers "only the detection" even where it is not so; check it after the move'],
  },
];
