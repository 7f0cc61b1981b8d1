import { assignAction, usual } from './everywhere.js';
import { intune } from './scopes.js';
import type { PolicyType } from '../model/policy-type.js';

/**
 * What all rows of deviceManagement/deviceConfigurations share: 119 types in one polymorphic collection, listed once
 * (graph-intune.md 4.2, 7.3, 8).
 */
export const deviceConfigurations = {
  api: 'beta',
  service: 'device-configuration',
  collection: 'deviceManagement/deviceConfigurations',
  list: '$top=1000&$expand=assignments',
  name: 'displayName',
  scopes: intune('DeviceManagementConfiguration'),
  assign: assignAction,
  update: 'patch',
  refs: usual,
  owned: [
    { when: [{ at: 'displayName', startsWith: 'Windows Autopatch - ' }], because: 'Windows Autopatch made it and keeps it; register the destination with Windows Autopatch' },
    { when: [{ at: 'displayName', startsWith: 'Modern Workplace ' }], because: 'Windows Autopatch or Microsoft Managed Desktop made it and keeps it' },
  ],
} as const satisfies Partial<PolicyType>;
