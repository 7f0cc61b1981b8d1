import { assignedFilter, assignedGroup, resource, scopeTags } from './everywhere.js';
import { intune } from './scopes.js';
import { settingReferences, settingSecrets } from './setting-values.js';
import type { Apart, PolicyType } from '../model/policy-type.js';

/**
 * The apps of a policy, by bundle or package id, which are the same everywhere. Sent after create with the kind of app group:
 * without it "all Microsoft apps" turns into a frozen list (graph-intune.md 7.17, intune-objects.md 2.14).
 */
const targetedApps: Apart = {
  field: 'apps',
  read: 'expand',
  send: { action: 'targetApps', as: 'apps', beside: ['appGroupType'], evenIfEmpty: true },
  update: { action: 'targetApps', as: 'apps', beside: ['appGroupType'] },
  drop: ['id', 'version'],
};

/** What all rows of managed apps share. The concrete collections are used: the common one neither filters nor expands (graph-intune.md 4.2). */
const managedApps = {
  area: 'app protection',
  api: 'beta',
  service: 'managed-applications',
  list: '$top=1000',
  detail: '$expand=apps,assignments',
  name: 'displayName',
  scopes: intune('DeviceManagementApps'),
  assign: { by: 'action', as: 'assignments', read: 'expand', only: ['group', 'exclusion'] },
  drop: ['deploymentSummary'],
  update: 'patch',
  refs: [assignedGroup, assignedFilter, scopeTags],
} as const satisfies Partial<PolicyType>;

/** AppLocker files of Windows Information Protection: children with a POST each. */
function appLockerFiles(field: string): Apart {
  return { field, read: 'expand', send: { each: field, key: 'displayName' }, drop: ['id', 'version'] };
}

/** What both rows of Windows Information Protection share (graph-intune.md 7.17). */
const informationProtection = {
  ...managedApps,
  service: 'wip',
  detail: '$expand=protectedAppLockerFiles,exemptAppLockerFiles,assignments',
  apart: [appLockerFiles('protectedAppLockerFiles'), appLockerFiles('exemptAppLockerFiles')],
  drop: [],
  // a template of the source's rights management service
  createDrop: ['rightsManagementServicesTemplateId'],
  updateDrop: ['rightsManagementServicesTemplateId'],
  loses: ['The rights management template: choose it again', 'Microsoft retired Windows Information Protection; new tenants can refuse it'],
} as const satisfies Partial<PolicyType>;

export const appProtection: readonly PolicyType[] = [
  {
    ...managedApps,
    kind: 'iosAppProtection',
    title: 'App protection policy (iOS/iPadOS)',
    link: resource('intune-mam-iosmanagedappprotection'),
    collection: 'deviceAppManagement/iosManagedAppProtections',
    implied: 'iosManagedAppProtection',
    mapping: 'app-protection-ios',
    apart: [targetedApps],
  },
  {
    ...managedApps,
    kind: 'androidAppProtection',
    title: 'App protection policy (Android)',
    link: resource('intune-mam-androidmanagedappprotection'),
    collection: 'deviceAppManagement/androidManagedAppProtections',
    implied: 'androidManagedAppProtection',
    mapping: 'app-protection-android',
    apart: [targetedApps],
  },
  {
    ...managedApps,
    kind: 'windowsAppProtection',
    title: 'App protection policy (Windows)',
    link: resource('intune-mam-windowsmanagedappprotection'),
    collection: 'deviceAppManagement/windowsManagedAppProtections',
    implied: 'windowsManagedAppProtection',
    mapping: 'app-protection-windows',
    // takes the apps alone (graph-intune.md 7.17)
    apart: [{ ...targetedApps, send: { action: 'targetApps', as: 'apps' }, update: { action: 'targetApps', as: 'apps' } }],
  },
  {
    ...informationProtection,
    kind: 'windowsInformationProtection',
    title: 'Windows Information Protection without enrollment',
    link: resource('intune-mam-windowsinformationprotectionpolicy'),
    collection: 'deviceAppManagement/windowsInformationProtectionPolicies',
    implied: 'windowsInformationProtectionPolicy',
    mapping: 'windows-information-protection',
  },
  {
    ...informationProtection,
    kind: 'mdmWindowsInformationProtection',
    title: 'Windows Information Protection with enrollment',
    link: resource('intune-mam-mdmwindowsinformationprotectionpolicy'),
    collection: 'deviceAppManagement/mdmWindowsInformationProtectionPolicies',
    implied: 'mdmWindowsInformationProtectionPolicy',
    mapping: 'mdm-windows-information-protection',
  },
  {
    ...managedApps,
    kind: 'managedAppConfiguration',
    title: 'App configuration policy (managed apps)',
    area: 'apps',
    link: resource('intune-mam-targetedmanagedappconfiguration'),
    collection: 'deviceAppManagement/targetedManagedAppConfigurations',
    detail: '$expand=apps,assignments,settings',
    implied: 'targetedManagedAppConfiguration',
    mapping: 'managed-app-configurations',
    apart: [
      targetedApps,
      { field: 'settings', read: 'expand', send: { action: 'changeSettings', as: 'settings' }, update: { action: 'changeSettings', as: 'settings' }, drop: ['id', 'settingDefinitions'] },
    ],
    refs: [...managedApps.refs, ...settingReferences('settings')],
    secrets: settingSecrets('settings'),
  },
];
