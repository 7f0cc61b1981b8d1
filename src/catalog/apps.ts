import { assignedFilter, assignedGroup, nothing, resource, scopeTags } from './everywhere.js';
import { intune } from './scopes.js';
import type { PolicyType, Ref } from '../model/policy-type.js';

/** What app assignments point at beside groups and filters (graph-intune.md 11). */
const appReferences: readonly Ref[] = [
  assignedGroup,
  assignedFilter,
  scopeTags,
  { at: 'assignments[].settings.vpnConfigurationId', to: ['vpn'], none: nothing, drops: 'value' },
];

/** What both rows of deviceAppManagement/mobileApps share (graph-intune.md 4.2, 7.19). */
const mobileApps = {
  api: 'beta',
  service: 'applications',
  collection: 'deviceAppManagement/mobileApps',
  list: '$top=1000',
  // scope tags and the icon come by id only
  detail: '$expand=assignments',
  name: 'displayName',
  mapping: 'apps',
  scopes: intune('DeviceManagementApps'),
  assign: {
    by: 'action',
    as: 'mobileAppAssignments',
    keep: ['intent', 'settings'],
    type: '#microsoft.graph.mobileAppAssignment',
    read: 'expand',
    filters: { notFor: ['windowsMicrosoftEdgeApp'] },
  },
  drop: [
    'appAvailability', 'categories', 'committedContentVersion', 'dependentAppCount', 'isAssigned', 'isFeatured', 'publishingState', 'relationships', 'size',
    'supersededAppCount', 'supersedingAppCount', 'uploadState', 'usedLicenseCount', 'totalLicenseCount',
  ],
  update: 'patch',
  refs: appReferences,
} as const satisfies Partial<PolicyType>;

export const apps: readonly PolicyType[] = [
  {
    ...mobileApps,
    kind: 'mobileApp',
    title: 'App without a package of its own (store, web, Microsoft 365, Edge, Defender)',
    area: 'apps',
    link: resource('intune-apps-mobileapp'),
    types: [
      'iosiPadOSWebClip', 'iosStoreApp', 'macOSMicrosoftDefenderApp', 'macOSMicrosoftEdgeApp', 'macOSOfficeSuiteApp', 'macOSWebClip', 'managedAndroidStoreApp',
      'managedIOSStoreApp', 'officeSuiteApp', 'webApp', 'windowsMicrosoftEdgeApp', 'windowsWebApp', 'winGetApp',
    ],
    twins: [
      { by: ['@odata.type', 'packageIdentifier'], because: 'same package of the Microsoft Store' },
      { by: ['@odata.type', 'bundleId'], because: 'same bundle id' },
      { by: ['@odata.type', 'packageId'], because: 'same package id' },
      { by: ['@odata.type', 'displayName', 'appUrl'], because: 'same name and address' },
      { by: ['@odata.type', 'displayName', 'publisher'], because: 'same name and publisher' },
    ],
    updateDrop: ['appStoreUrl', 'appUrl', 'bundleId', 'packageId', 'packageIdentifier', 'officeConfigurationXml', 'officePlatformArchitecture'],
    turn: [{ at: 'officeSuiteAppDefaultFileFormat', from: 'notConfigured', to: 'officeOpenXMLFormat' }],
    owned: [{ when: [{ at: 'appAvailability', is: 'global' }], because: "Microsoft's own entry of a managed app, which every tenant has" }],
    // an app of the Microsoft Store cannot be assigned before it is published (graph-intune.md 7.19, 7.23)
    ready: { at: 'publishingState', is: 'published', types: ['winGetApp'], seconds: 60 },
  },
  {
    ...mobileApps,
    kind: 'packagedApp',
    title: 'App with a package, a licence or an approval (Win32, LOB, VPP, managed Google Play)',
    area: 'apps',
    link: resource('intune-apps-win32lobapp'),
    rest: true,
    twins: [
      { by: ['@odata.type', 'bundleId'], because: 'same bundle id' },
      { by: ['@odata.type', 'packageId'], because: 'same package id' },
      { by: ['@odata.type', 'productCode'], because: 'same product code' },
      { by: ['@odata.type', 'displayName', 'publisher'], because: 'same name and publisher' },
    ],
    matchOnly: {
      '*': 'Add the app in the destination with its own package, then run the mapping again',
    },
  },
];
