import { assignAction, madeByAutopatch, usual } from './everywhere.js';
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
  owned: madeByAutopatch('displayName'),
} as const satisfies Partial<PolicyType>;
