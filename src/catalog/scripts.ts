import { resource, usual } from './everywhere.js';
import { intune } from './scopes.js';
import type { PolicyType } from '../model/policy-type.js';

export const scripts: readonly PolicyType[] = [
  {
    kind: 'powershellScript',
    title: 'Platform script (PowerShell)',
    area: 'scripts',
    link: resource('intune-devices-devicemanagementscript'),
    api: 'beta',
    service: 'device-configuration',
    collection: 'deviceManagement/deviceManagementScripts',
    list: '$top=1000',
    // the body of a script is null in lists (graph-intune.md 4.2, 7.10)
    detail: '$expand=assignments',
    implied: 'deviceManagementScript',
    name: 'displayName',
    mapping: 'powershell-scripts',
    scopes: intune('DeviceManagementScripts'),
    assign: { by: 'action', as: 'deviceManagementScriptAssignments', read: 'expand' },
    update: 'patch',
    refs: usual,
  },
];
