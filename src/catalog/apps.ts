import { assignedFilter, assignedGroup, nothing, resource, scopeTags, usual } from './everywhere.js';
import { intune } from './scopes.js';
import type { LinkRule, PolicyType, Ref } from '../model/policy-type.js';

const ofTheirOwn = [
  'iosiPadOSWebClip', 'iosStoreApp', 'macOSMicrosoftDefenderApp', 'macOSMicrosoftEdgeApp', 'macOSOfficeSuiteApp', 'macOSWebClip', 'managedAndroidStoreApp',
  'managedIOSStoreApp', 'officeSuiteApp', 'webApp', 'windowsMicrosoftEdgeApp', 'windowsWebApp', 'winGetApp',
] as const;

const withPackage = [
  'androidLobApp', 'iosLobApp', 'macOSDmgApp', 'macOSLobApp', 'macOSPkgApp', 'managedAndroidLobApp', 'managedIOSLobApp', 'win32LobApp', 'windowsAppX', 'windowsMobileMSI',
  'windowsUniversalAppX',
] as const;
const ofGooglePlay = ['androidAospReferencedApp', 'androidForWorkApp', 'androidManagedStoreApp', 'androidManagedStoreWebApp'] as const;
const ofVolumePurchase = ['iosVppApp', 'macOsVppApp'] as const;
const ofCatalog = ['win32CatalogApp', 'windowsAutoUpdateCatalogApp'] as const;
const ofOldPhones = ['windowsPhone81AppX', 'windowsPhone81AppXBundle', 'windowsPhone81StoreApp', 'windowsPhoneXAP', 'windowsStoreApp'] as const;

const elsewhere = [...withPackage, ...ofGooglePlay, ...ofVolumePurchase, ...ofCatalog, ...ofOldPhones, 'androidStoreApp', 'microsoftStoreForBusinessApp'] as const;

/** Categories that every tenant has under the same id. */
const builtInCategories = [
  '0720a99e-562b-4a77-83f0-9a7523fcf13e', 'f1fc9fe2-728d-4867-9a72-a61e18f8c606', '046e0b16-76ce-4b49-bf1b-1cc5bd94fb47', 'ed899483-3019-425e-a470-28e901b9790e', '2b73ae71-12c8-49be-b462-3dae769ccd9d',
  '79bc98d4-7ddf-4841-9bc1-5c84a26d7ee8', '5dcd7a90-0306-4f09-a75d-6b97a243f04e', 'f79135dc-8e41-48c1-9a59-ab9a7259c38e', '981deed8-6857-4e78-a50e-c3f61d312737',
] as const;

/** The categories that an app stands in, for each of these types. */
function categoriesOf(types: readonly string[]): Readonly<Record<string, Readonly<Record<string, LinkRule>>>> {
  return Object.fromEntries(types.map((type) => [type, { categories: { to: ['appCategory'], many: true, plain: true } satisfies LinkRule }]));
}

/** The same remedy for several types. */
function same(types: readonly string[], remedy: string): Readonly<Record<string, string>> {
  return Object.fromEntries(types.map((type) => [type, remedy]));
}

/** What app assignments point at beside groups and filters (graph-intune.md 11). */
const appReferences: readonly Ref[] = [
  ...usual,
  { at: 'assignments[].settings.vpnConfigurationId', to: ['vpn'], none: nothing, drops: 'value' },
  // declarative management: configurations that an app needs on the device
  ...['cellularSliceConfigurationId', 'contentFilterConfigurationId', 'ddmAppConfigId', 'dnsProxyConfigurationId', 'relayConfigurationId'].map(
    (member): Ref => ({ at: `assignments[].settings.${member}`, to: ['deviceConfiguration', 'settingsCatalog', 'deviceAppConfiguration'], none: nothing, drops: 'value' }),
  ),
];

/** What both rows of deviceAppManagement/mobileApps share (graph-intune.md 4.2, 7.19). */
const mobileApps = {
  api: 'beta',
  service: 'applications',
  collection: 'deviceAppManagement/mobileApps',
  list: '$top=1000',
  // scope tags and the icon come by id only
  detail: '$expand=assignments,categories',
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
  // beside the app, with an address of their own (graph-intune.md 7.19)
  drop: ['categories'],
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
    types: ofTheirOwn,
    links: categoriesOf(ofTheirOwn),
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
    title: 'App with a package, license or approval (Win32, LOB, VPP, managed Google Play)',
    area: 'apps',
    link: resource('intune-apps-win32lobapp'),
    types: elsewhere,
    rest: true,
    // which version of its file is in use is said once that file is there
    drop: [...mobileApps.drop, 'committedContentVersion'],
    links: categoriesOf(elsewhere),
    apart: [
      {
        field: 'relationships',
        types: ['win32CatalogApp', 'win32LobApp'],
        // the other direction is the same relation, seen from the app it points at (intune-objects.md 2.16)
        read: { child: "relationships?$filter=targetType eq microsoft.graph.mobileAppRelationshipType'child'" },
        // replaces them all, and both apps must be there (intune-objects.md A.10)
        send: { action: 'updateRelationships', as: 'relationships' },
        drop: [
          'id', 'sourceId', 'sourceDisplayName', 'sourceDisplayVersion', 'sourcePublisherDisplayName', 'targetDisplayName', 'targetDisplayVersion', 'targetPublisher', 'targetPublisherDisplayName', 'targetType',
          'dependentAppCount', 'dependsOnAppCount', 'supersededAppCount', 'supersedingAppCount',
        ],
      },
    ],
    refs: [...appReferences, { at: 'relationships[].targetId', to: ['packagedApp', 'mobileApp'], drops: 'item' }],
    twins: [
      { by: ['@odata.type', 'bundleId'], because: 'same bundle id' },
      { by: ['@odata.type', 'packageId'], because: 'same package id' },
      { by: ['@odata.type', 'primaryBundleId'], because: 'same bundle id' },
      { by: ['@odata.type', 'productCode'], because: 'same product code' },
      { by: ['@odata.type', 'msiInformation.productCode'], because: 'same product code' },
      { by: ['@odata.type', 'mobileAppCatalogPackageId'], because: 'same package of the Enterprise App Catalog' },
      { by: ['@odata.type', 'identityName', 'identityPublisherHash'], because: 'same package identity' },
      { by: ['@odata.type', 'displayName', 'publisher'], because: 'same name and publisher' },
    ],
    content: {
      fileName: 'fileName',
      versions: 'contentVersions',
      committed: 'committedContentVersion',
      published: { at: 'publishingState', is: 'published', seconds: 600 },
      types: {
        win32LobApp: { endings: ['.intunewin'], identity: 'msiInformation.productCode', version: 'msiInformation.productVersion', setupFile: 'setupFilePath' },
        windowsMobileMSI: { endings: ['.msi'], manifest: 'msi' },
        windowsUniversalAppX: { endings: ['.appx', '.msix', '.appxbundle', '.msixbundle'], identity: 'identityName', version: 'identityVersion', manifest: 'file name' },
        windowsAppX: { endings: ['.appx', '.appxbundle'], identity: 'identityName', version: 'identityVersion', manifest: 'file name' },
        iosLobApp: { endings: ['.ipa'], identity: 'bundleId', version: 'versionNumber', manifest: 'property list' },
        androidLobApp: { endings: ['.apk'], identity: 'packageId', version: 'versionName', manifest: 'android' },
        macOSLobApp: { endings: ['.pkg'], manifest: 'property list' },
        macOSPkgApp: { endings: ['.pkg'] },
        macOSDmgApp: { endings: ['.dmg'] },
      },
    },
    matchOnly: {
      '*': 'Add the app in the destination, then run the mapping again',
      ...same(withPackage, 'Graph never gives the package back: give the original installer to plan --app-files, or upload it in the destination and run the mapping again'),
      ...same(ofGooglePlay, 'Bind managed Google Play in the destination, approve the app there and synchronize, then run the mapping again'),
      ...same(ofVolumePurchase, 'Upload the location token of Apple Business Manager in the destination and synchronize, then run the mapping again'),
      ...same(ofCatalog, 'Add the app from the Enterprise App Catalog in the destination, then run the mapping again'),
      androidStoreApp: 'The service no longer lets anybody create Google Play links of this kind: approve the app in managed Google Play instead',
      microsoftStoreForBusinessApp: 'The Microsoft Store for Business is retired: add the app as a Microsoft Store app (new)',
      ...same(ofOldPhones, 'Windows Phone and Windows 8.1 apps reach no supported device: leave it behind'),
    },
  },
  {
    kind: 'deviceAppConfiguration',
    title: 'App configuration policy (managed devices), OEMConfig',
    area: 'apps',
    link: resource('intune-apps-manageddevicemobileappconfiguration'),
    api: 'beta',
    service: 'applications',
    collection: 'deviceAppManagement/mobileAppConfigurations',
    // at most 200 a page are in use (graph-intune.md 4.1)
    list: '$top=200&$expand=assignments',
    types: ['androidForWorkMobileAppConfiguration', 'androidManagedStoreAppConfiguration', 'iosMobileAppConfiguration'],
    rest: true,
    name: 'displayName',
    mapping: 'device-app-configurations',
    scopes: intune('DeviceManagementApps'),
    assign: { by: 'action', action: 'microsoft.graph.managedDeviceMobileAppConfiguration/assign', as: 'assignments', read: 'expand' },
    updateDrop: ['targetedMobileApps', 'packageId'],
    update: 'patch',
    // an app that the tenant does not have is refused (graph-intune.md 7.18)
    refs: [...usual, { at: 'targetedMobileApps[]', to: ['mobileApp', 'packagedApp'], none: nothing, drops: 'value' }],
  },
  {
    kind: 'appCategory',
    title: 'App category',
    area: 'apps',
    link: resource('intune-apps-mobileappcategory'),
    api: 'beta',
    service: 'applications',
    collection: 'deviceAppManagement/mobileAppCategories',
    implied: 'mobileAppCategory',
    name: 'displayName',
    mapping: 'app-categories',
    scopes: intune('DeviceManagementApps'),
    update: 'patch',
    refs: [],
    // the same everywhere, by id (graph-intune.md 7.19)
    owned: [{ when: [{ at: 'id', oneOf: builtInCategories }], because: 'built in: every tenant has it' }],
  },
  {
    kind: 'provisioningProfile',
    title: 'iOS app provisioning profile',
    area: 'apps',
    link: resource('intune-apps-ioslobappprovisioningconfiguration'),
    api: 'beta',
    service: 'applications',
    collection: 'deviceAppManagement/iosLobAppProvisioningConfigurations',
    // the profile itself comes by id
    detail: '',
    implied: 'iosLobAppProvisioningConfiguration',
    name: 'displayName',
    mapping: 'provisioning-profiles',
    scopes: intune('DeviceManagementApps'),
    // the older list of groups beside it says the same (graph-intune.md 7.2)
    assign: { by: 'action', as: 'iOSLobAppProvisioningConfigAssignments', read: 'child' },
    drop: ['version'],
    update: 'patch',
    refs: usual,
    // a development profile names devices, and every profile the team that signed the app
    tells: [{ when: [{ at: 'payload' }], because: 'it ends on the day that is written in it, and it is good for apps of the Apple developer team that made it: renew it with the app' }],
  },
  {
    kind: 'eBook',
    title: 'E-book',
    area: 'apps',
    link: resource('intune-books-iosvppebook'),
    api: 'beta',
    service: 'others',
    collection: 'deviceAppManagement/managedEBooks',
    types: ['iosVppEBook'],
    rest: true,
    name: 'displayName',
    mapping: 'e-books',
    scopes: intune('DeviceManagementApps'),
    assign: { by: 'action', as: 'managedEBookAssignments', keep: ['installIntent'], read: 'child' },
    // all of it comes from Apple, with the token of a location
    drop: ['appleId', 'vppOrganizationName', 'vppTokenId'],
    update: 'never',
    refs: [assignedGroup, assignedFilter, scopeTags],
    twins: [{ by: ['@odata.type', 'displayName', 'publisher'], because: 'same title and publisher' }],
    matchOnly: { '*': 'Books come with the location token of Apple Business Manager: upload one in the destination and synchronize, then run the mapping again' },
    loses: ['The categories of a book: Graph shows them and takes none'],
  },
  {
    kind: 'eBookCategory',
    title: 'E-book category',
    area: 'apps',
    link: resource('intune-books-managedebookcategory'),
    api: 'beta',
    service: 'others',
    collection: 'deviceAppManagement/managedEBookCategories',
    implied: 'managedEBookCategory',
    name: 'displayName',
    mapping: 'e-book-categories',
    scopes: intune('DeviceManagementApps'),
    update: 'patch',
    refs: [],
  },
  {
    kind: 'vppToken',
    title: 'Apple volume purchase token',
    area: 'apps',
    link: resource('intune-onboarding-vpptoken'),
    api: 'beta',
    service: 'device-enrollment',
    collection: 'deviceAppManagement/vppTokens',
    implied: 'vppToken',
    name: 'displayName',
    mapping: 'vpp-tokens',
    scopes: intune('DeviceManagementServiceConfig'),
    update: 'never',
    refs: [],
    facts: ['appleId', 'displayName', 'expirationDateTime', 'locationName', 'organizationName', 'state'],
    reported: { rule: 'contentTokenStays', then: 'Make a location for the destination in Apple Business Manager, move licenses to it and upload its token there', owner: ['appleId'], ends: 'expirationDateTime' },
    twins: [{ by: ['appleId', 'locationName'], because: 'same Apple ID and location' }],
    matchOnly: { '*': 'Download the token of the location in Apple Business Manager and upload it in the destination' },
    neighbor: true,
  },
];
