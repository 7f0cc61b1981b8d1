import type { JsonObject } from '../../model/json.js';
import { contosoTenant } from './directory.js';
import { choice, setting } from './settings.js';
import { base64, placed, wordsOf, type Placed } from './words.js';

const words = wordsOf('contoso');

function assigned(intent: 'required' | 'available' | 'uninstall', target: JsonObject, settings: JsonObject | null = null): JsonObject {
  return { intent, settings, ...target };
}

const win32 = {
  applicableArchitectures: 'x64', installExperience: { runAsAccount: 'system', deviceRestartBehavior: 'suppress', maxRunTimeInMinutes: 60 }, minimumSupportedWindowsRelease: '21H1', setupFilePath: 'setup.exe', committedContentVersion: '1', size: 4_194_304,
  returnCodes: [{ returnCode: 0, type: 'success' }, { returnCode: 3010, type: 'softReboot' }],
};
const win32Settings: JsonObject = { '@odata.type': '#microsoft.graph.win32LobAppAssignmentSettings', notifications: 'showReboot', deliveryOptimizationPriority: 'foreground', installTimeSettings: null, restartSettings: null };

function rule(path: string, fileOrFolderName: string): JsonObject[] {
  return [{ '@odata.type': '#microsoft.graph.win32LobAppFileSystemRule', ruleType: 'detection', path, fileOrFolderName, check32BitOn64System: false, operationType: 'exists', operator: 'notConfigured' }];
}

/** Apps of every sort: those that can be made anew, and those that are only found again. */
export const contosoApps: readonly Placed[] = [
  ...placed(words, 'deviceAppManagement/mobileAppCategories', 'app category', [{ displayName: 'Contoso tools' }]),
  ...placed(words, 'deviceAppManagement/mobileApps', 'app', [
    { '@odata.type': '#microsoft.graph.webApp', displayName: 'Intranet', publisher: 'Contoso', appUrl: 'https://contoso.sharepoint.com', useManagedBrowser: false, isFeatured: true, roleScopeTagIds: ['0', '1'], largeIcon: { type: 'image/png', value: 'iVBORw0KGgo=' }, assignments: [assigned('available', words.allUsers())] },
    { '@odata.type': '#microsoft.graph.iosiPadOSWebClip', displayName: 'Help desk', publisher: 'Contoso', appUrl: 'https://help.contoso.com', fullScreenEnabled: true, assignments: [assigned('required', words.to('Corporate iPhones'))] },
    { '@odata.type': '#microsoft.graph.iosStoreApp', displayName: 'Microsoft Authenticator', publisher: 'Microsoft Corporation', bundleId: 'com.microsoft.azureauthenticator', appStoreUrl: 'https://apps.apple.com/app/id983156458', applicableDeviceType: { iPad: true, iPhoneAndIPod: true }, minimumSupportedOperatingSystem: { v16_0: true },
      assignments: [assigned('required', words.to('Corporate iPhones'), { '@odata.type': '#microsoft.graph.iosStoreAppAssignmentSettings', vpnConfigurationId: words.id('configuration VPN (iOS)'), uninstallOnDeviceRemoval: true, isRemovable: true })] },
    { '@odata.type': '#microsoft.graph.winGetApp', displayName: 'Company Portal', publisher: 'Microsoft Corporation', packageIdentifier: '9WZDNCRFJ3PZ', installExperience: { runAsAccount: 'system' }, assignments: [assigned('required', words.to('All Windows devices'), { '@odata.type': '#microsoft.graph.winGetAppAssignmentSettings', notifications: 'hideAll' })] },
    { '@odata.type': '#microsoft.graph.winGetApp', displayName: 'Whiteboard', publisher: 'Microsoft Corporation', packageIdentifier: '9MSPC6MP8FM4', installExperience: { runAsAccount: 'user' }, assignments: [assigned('available', words.to('Sales'))] },
    { '@odata.type': '#microsoft.graph.officeSuiteApp', displayName: 'Microsoft 365 Apps', publisher: 'Microsoft', autoAcceptEula: true, productIds: ['o365ProPlusRetail'], officePlatformArchitecture: 'x64', updateChannel: 'current', officeSuiteAppDefaultFileFormat: 'officeOpenXMLFormat', shouldUninstallOlderVersionsOfOffice: true, useSharedComputerActivation: false, localesToInstall: ['en-us', 'de-de'], installProgressDisplayLevel: 'none', excludedApps: { access: true, groove: true, infoPath: true, lync: true, publisher: true, sharePointDesigner: true }, assignments: [assigned('required', words.to('All Windows devices'))] },
    { '@odata.type': '#microsoft.graph.windowsMicrosoftEdgeApp', displayName: 'Microsoft Edge', publisher: 'Microsoft', channel: 'stable', displayLanguageLocale: null, assignments: [assigned('required', words.to('All Windows devices'))] },
    { '@odata.type': '#microsoft.graph.macOSMicrosoftEdgeApp', displayName: 'Microsoft Edge (macOS)', publisher: 'Microsoft', channel: 'stable', assignments: [assigned('required', words.to('Corporate Macs'))] },
    { '@odata.type': '#microsoft.graph.macOSMicrosoftDefenderApp', displayName: 'Microsoft Defender (macOS)', publisher: 'Microsoft', assignments: [assigned('required', words.to('Corporate Macs'))] },
    { '@odata.type': '#microsoft.graph.macOSOfficeSuiteApp', displayName: 'Microsoft 365 Apps (macOS)', publisher: 'Microsoft', assignments: [assigned('available', words.allUsers())] },
    { '@odata.type': '#microsoft.graph.win32LobApp', displayName: '7-Zip', publisher: 'Igor Pavlov', displayVersion: '24.08', fileName: '7zip.intunewin', installCommandLine: '7z2408-x64.exe /S', uninstallCommandLine: '"C:\\Program Files\\7-Zip\\Uninstall.exe" /S', ...win32, rules: rule('C:\\Program Files\\7-Zip', '7z.exe'), assignments: [assigned('required', words.to('All Windows devices', 'Corporate Windows'), win32Settings)] },
    { '@odata.type': '#microsoft.graph.win32LobApp', displayName: 'Contoso Expenses', publisher: 'Contoso', displayVersion: '3.1', fileName: 'expenses.intunewin', installCommandLine: 'setup.exe /quiet', uninstallCommandLine: 'setup.exe /uninstall', ...win32, rules: rule('C:\\Program Files\\Contoso', 'expenses.exe'), dependentAppCount: 1,
      relationships: [{ '@odata.type': '#microsoft.graph.mobileAppDependency', id: `${words.id('app Contoso Expenses')}_${words.id('app 7-Zip')}`, targetId: words.id('app 7-Zip'), targetType: 'child', dependencyType: 'autoInstall' }], assignments: [assigned('available', words.to('Finance'), win32Settings)] },
    { '@odata.type': '#microsoft.graph.iosVppApp', displayName: 'Keynote', publisher: 'Apple', bundleId: 'com.apple.Keynote', vppTokenId: words.id('vpp token'), vppTokenAppleId: 'apple@contoso.com', vppTokenAccountType: 'business', vppTokenOrganizationName: 'Contoso', licensingType: { supportsDeviceLicensing: true, supportsUserLicensing: true }, applicableDeviceType: { iPad: true, iPhoneAndIPod: true }, assignments: [assigned('required', words.to('Corporate iPhones'), { '@odata.type': '#microsoft.graph.iosVppAppAssignmentSettings', useDeviceLicensing: true })] },
    { '@odata.type': '#microsoft.graph.androidManagedStoreApp', displayName: 'Microsoft Outlook', publisher: 'Microsoft Corporation', packageId: 'com.microsoft.office.outlook', appIdentifier: 'app:com.microsoft.office.outlook', isPrivate: false, isSystemApp: false, assignments: [assigned('required', words.to('Android corporate'))] },
    { '@odata.type': '#microsoft.graph.androidManagedStoreApp', displayName: 'Contoso shop', publisher: 'Contoso', packageId: 'com.contoso.shop', appIdentifier: 'app:com.contoso.shop', isPrivate: true, isSystemApp: false, assignments: [assigned('required', words.to('Android corporate'))] },
  ]),
  ...placed(words, 'deviceAppManagement/mobileAppConfigurations', 'app configuration', [
    { '@odata.type': '#microsoft.graph.iosMobileAppConfiguration', displayName: 'Keynote settings', targetedMobileApps: [words.id('app Keynote')], settings: [{ appConfigKey: 'allowedTenant', appConfigKeyType: 'stringType', appConfigKeyValue: contosoTenant.tenantId }, { appConfigKey: 'user', appConfigKeyType: 'stringType', appConfigKeyValue: '{{userprincipalname}}' }], assignments: [words.to('Corporate iPhones')] },
    { '@odata.type': '#microsoft.graph.androidManagedStoreAppConfiguration', displayName: 'Outlook settings', targetedMobileApps: [words.id('app Microsoft Outlook')], packageId: 'app:com.microsoft.office.outlook', profileApplicability: 'androidDeviceOwner', connectedAppsEnabled: false, permissionActions: [{ permission: 'android.permission.READ_CONTACTS', action: 'autoGrant' }], payloadJson: base64(JSON.stringify({ kind: 'androidenterprise#managedConfiguration', productId: 'app:com.microsoft.office.outlook', managedProperty: [{ key: 'com.microsoft.outlook.EmailProfile.EmailAccountDomain', valueString: 'contoso.com' }] })), assignments: [words.to('Android corporate')] },
  ]),
  { path: 'deviceManagement/androidManagedStoreAccountEnterpriseSettings', object: { id: 'androidManagedStoreAccountEnterpriseSettings', bindStatus: 'boundAndValidated', ownerUserPrincipalName: 'play@contoso.com', ownerOrganizationName: 'Contoso', enrollmentTarget: 'all' } },
  { path: 'deviceAppManagement/vppTokens', object: { id: words.id('vpp token'), displayName: 'Contoso apps', organizationName: 'Contoso', appleId: 'apple@contoso.com', vppTokenAccountType: 'business', state: 'valid', locationName: 'Head office', countryOrRegion: 'de' } },
];

const protection = {
  periodOfflineBeforeAccessCheck: 'PT12H', periodOnlineBeforeAccessCheck: 'PT30M', periodOfflineBeforeWipeIsEnforced: 'P90D', periodBeforePinReset: 'PT0S', pinRequiredInsteadOfBiometricTimeout: 'PT30M', allowedInboundDataTransferSources: 'managedApps', allowedOutboundDataTransferDestinations: 'managedApps',
  allowedOutboundClipboardSharingLevel: 'managedAppsWithPasteIn', organizationalCredentialsRequired: false, dataBackupBlocked: true, deviceComplianceRequired: true, managedBrowserToOpenLinksRequired: true, saveAsBlocked: true, pinRequired: true, maximumPinRetries: 5, simplePinBlocked: true, minimumPinLength: 6,
  pinCharacterSet: 'numeric', allowedDataStorageLocations: ['oneDriveForBusiness', 'sharePoint'], contactSyncBlocked: false, printBlocked: true, managedBrowser: 'microsoftEdge', roleScopeTagIds: ['0'],
};
const app = (type: 'ios' | 'android', id: string): JsonObject => ({ id: `${id}.${type}`, mobileAppIdentifier: type === 'ios' ? { '@odata.type': '#microsoft.graph.iosMobileAppIdentifier', bundleId: id } : { '@odata.type': '#microsoft.graph.androidMobileAppIdentifier', packageId: id } });

function managed(kind: string, objects: readonly JsonObject[], prefix = 'T_'): Placed[] {
  return placed(words, `deviceAppManagement/${kind}`, kind, objects).map(({ path, object }) => ({ path, object: { ...object, id: `${prefix}${typeof object['id'] === 'string' ? object['id'] : ''}` } }));
}

/** App protection and configuration of managed apps. */
export const contosoProtection: readonly Placed[] = [
  ...managed('iosManagedAppProtections', [
    { displayName: 'App protection (iOS)', ...protection, faceIdBlocked: false, appDataEncryptionType: 'whenDeviceLocked', appGroupType: 'selectedPublicApps', targetedAppManagementLevels: 'unspecified', apps: [app('ios', 'com.microsoft.office.outlook'), app('ios', 'com.microsoft.skype.teams')], isAssigned: true, assignments: [words.to('Sales'), words.except('Contractors')] },
    { displayName: 'App protection for all Microsoft apps (iOS)', ...protection, appGroupType: 'allMicrosoftApps', targetedAppManagementLevels: 'unmanaged', apps: [], isAssigned: true, assignments: [words.to('Contractors')] },
  ]),
  ...managed('androidManagedAppProtections', [{ displayName: 'App protection (Android)', ...protection, screenCaptureBlocked: true, encryptAppData: true, minimumRequiredPatchVersion: '2025-06-01', appGroupType: 'selectedPublicApps', targetedAppManagementLevels: 'unspecified', apps: [app('android', 'com.microsoft.office.outlook'), app('android', 'com.microsoft.teams')], isAssigned: true, assignments: [words.to('Sales', 'Unmanaged Android apps')] }]),
  ...managed('windowsManagedAppProtections', [{ displayName: 'App protection (Windows)', periodOfflineBeforeAccessCheck: 'PT12H', periodOfflineBeforeWipeIsEnforced: 'P90D', allowedInboundDataTransferSources: 'none', allowedOutboundClipboardSharingLevel: 'none', allowedOutboundDataTransferDestinations: 'none', printBlocked: true, roleScopeTagIds: ['0'], apps: [{ id: 'edge', mobileAppIdentifier: { '@odata.type': '#microsoft.graph.windowsAppIdentifier', windowsAppId: 'com.microsoft.edge' } }], isAssigned: true, assignments: [words.to('Contractors')] }]),
  ...managed('targetedManagedAppConfigurations', [
    { displayName: 'Outlook for everybody', appGroupType: 'selectedPublicApps', targetedAppManagementLevels: 'unspecified', roleScopeTagIds: ['0'], apps: [app('ios', 'com.microsoft.office.outlook'), app('android', 'com.microsoft.office.outlook')], customSettings: [{ name: 'com.microsoft.outlook.Mail.FocusedInbox', value: 'false' }, { name: 'com.microsoft.intune.mam.AllowedAccountUPNs', value: 'ada.arnold@contoso.com;ben.brook@contoso.com' }], isAssigned: true, assignments: [words.to('Sales')] },
    { displayName: 'Edge for everybody', appGroupType: 'selectedPublicApps', targetedAppManagementLevels: 'unspecified', roleScopeTagIds: ['0'], apps: [app('ios', 'com.microsoft.msedge')], customSettings: [{ name: 'com.microsoft.intune.mam.managedbrowser.homepage', value: 'https://contoso.sharepoint.com' }], settings: [setting(choice('com.microsoft.edge.mamedgeappconfigsettings.smartscreenenabled', 'true'))], isAssigned: true, assignments: [words.to('Finance')] },
  ], 'A_'),
];
