import { contosoTenant, deletedGroup } from './directory.js';
import { base64, placed, wordsOf, type Placed } from './words.js';

const words = wordsOf('contoso');

const mobileconfig = base64(`<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
<key>PayloadContent</key><array><dict>
<key>PayloadType</key><string>com.apple.extensiblesso</string>
<key>Hosts</key><array><string>login.contoso.com</string><string>contoso.sharepoint.com</string></array>
<key>Realm</key><string>CONTOSO.COM</string>
<key>TenantId</key><string>${contosoTenant.tenantId}</string>
</dict></array>
<key>PayloadIdentifier</key><string>com.contoso.sso</string>
<key>PayloadType</key><string>Configuration</string>
</dict></plist>
`);

const oma = (displayName: string, omaUri: string, type: string, value: string | number | boolean) => ({ '@odata.type': `#microsoft.graph.${type}`, displayName, description: null, omaUri, value });

/** Device configurations that are no network and no certificate. */
export const contosoDevices: readonly Placed[] = placed(words, 'deviceManagement/deviceConfigurations', 'configuration', [
  {
    '@odata.type': '#microsoft.graph.windows10CustomConfiguration', displayName: 'Custom settings (Windows)', description: 'OMA-URI, one of them a secret', roleScopeTagIds: ['0'],
    omaSettings: [
      oma('Support password', './Device/Vendor/MSFT/Accounts/Users/Support/Password', 'omaSettingString', 'Not-A-Real-Passw0rd!'),
      oma('PIN length', `./Device/Vendor/MSFT/PassportForWork/${contosoTenant.tenantId}/Policies/PINComplexity/MinimumPINLength`, 'omaSettingInteger', 6),
      oma('Local groups', './Device/Vendor/MSFT/Policy/Config/LocalUsersAndGroups/Configure', 'omaSettingStringXml', base64('<GroupConfiguration><accessgroup desc="Administrators"><group action="U"/><add member="AzureAD\\ada.arnold@contoso.com"/></accessgroup></GroupConfiguration>')),
      oma('Start with the camera off', './Device/Vendor/MSFT/Policy/Config/Camera/AllowCamera', 'omaSettingBoolean', false),
    ],
    assignments: [words.to('All Windows devices')],
  },
  { '@odata.type': '#microsoft.graph.iosCustomConfiguration', displayName: 'Single sign-on (iOS)', payloadName: 'Contoso SSO', payloadFileName: 'contoso-sso.mobileconfig', payload: mobileconfig, assignments: [words.to('Corporate iPhones')] },
  { '@odata.type': '#microsoft.graph.macOSCustomConfiguration', displayName: 'Single sign-on (macOS)', payloadName: 'Contoso SSO', payloadFileName: 'contoso-sso.mobileconfig', payload: mobileconfig, deploymentChannel: 'deviceChannel', assignments: [words.to('Corporate Macs')] },
  { '@odata.type': '#microsoft.graph.macOSCustomAppConfiguration', displayName: 'AutoUpdate preferences (macOS)', bundleId: 'com.microsoft.autoupdate2', fileName: 'autoupdate.xml', configurationXml: base64('<key>HowToCheck</key><string>AutomaticDownload</string>'), assignments: [words.to('Corporate Macs')] },
  {
    '@odata.type': '#microsoft.graph.windows10GeneralConfiguration', displayName: 'Device restrictions (Windows)', roleScopeTagIds: ['0', '2'], cortanaBlocked: true, cameraBlocked: false, authenticationPreferredAzureADTenantDomainName: 'contoso.com', edgeHomepageUrls: ['https://contoso.sharepoint.com'], passwordRequired: true, passwordMinimumLength: 8,
    privacyAccessControls: [{ accessLevel: 'forceDeny', dataCategory: 'location' }, { accessLevel: 'forceAllow', dataCategory: 'microphone', appDisplayName: 'Teams', appPackageFamilyName: 'MSTeams_8wekyb3d8bbwe' }],
    assignments: [words.allDevices('Corporate Windows'), words.except('Kiosk devices')],
  },
  { '@odata.type': '#microsoft.graph.iosGeneralDeviceConfiguration', displayName: 'Device restrictions (iOS)', airDropBlocked: true, passcodeRequired: true, passcodeMinimumLength: 6, iCloudBlockDocumentSync: true, assignments: [words.to('Corporate iPhones')] },
  { '@odata.type': '#microsoft.graph.macOSGeneralDeviceConfiguration', displayName: 'Device restrictions (macOS)', passwordRequired: true, passwordMinimumLength: 10, assignments: [words.to('Corporate Macs')] },
  { '@odata.type': '#microsoft.graph.androidWorkProfileGeneralDeviceConfiguration', displayName: 'Device restrictions (Android work profile)', passwordBlockFingerprintUnlock: false, workProfileDataSharingType: 'preventAny', assignments: [words.allUsers()] },
  {
    '@odata.type': '#microsoft.graph.androidDeviceOwnerGeneralDeviceConfiguration', displayName: 'Dedicated shop tablets (Android)', enrollmentProfile: 'dedicatedDevice', kioskModeWallpaperUrl: 'https://contoso.sharepoint.com/assets/wallpaper.png', kioskModeApps: [{ name: 'Contoso shop', publisher: 'Contoso', appId: 'com.contoso.shop', appStoreUrl: 'https://play.google.com/store/apps/details?id=com.contoso.shop' }],
    roleScopeTagIds: ['3'], assignments: [words.to('Android corporate')],
  },
  {
    '@odata.type': '#microsoft.graph.iosDeviceFeaturesConfiguration', displayName: 'Device features (iOS)', lockScreenFootnote: 'Property of Contoso', iosSingleSignOnExtension: { '@odata.type': '#microsoft.graph.iosKerberosSingleSignOnExtension', realm: 'CONTOSO.COM', domains: ['.contoso.com', 'contoso.com'], domainRealms: ['CONTOSO.COM'] },
    ...words.certificate('singleSignOnExtensionPkinitCertificate', 'User certificate (iOS)'), assignments: [words.to('Corporate iPhones')],
  },
  { '@odata.type': '#microsoft.graph.macOSExtensionsConfiguration', displayName: 'System extensions (macOS)', systemExtensionsBlockOverride: false, systemExtensionsAllowedTypes: [{ teamIdentifier: 'UBF8T346G9', allowedTypes: 'endpointSecurityExtensionsAllowed,networkExtensionsAllowed' }], assignments: [words.to('Corporate Macs')] },
  {
    '@odata.type': '#microsoft.graph.windowsKioskConfiguration', displayName: 'Kiosk browser (Windows)', kioskBrowserDefaultUrl: 'https://shop.contoso.com', roleScopeTagIds: ['3'],
    kioskProfiles: [{ profileId: words.id('kiosk profile'), profileName: 'Shop', appConfiguration: { '@odata.type': '#microsoft.graph.windowsKioskSingleWin32App', win32App: { classicAppPath: 'msedge.exe', edgeKiosk: 'https://shop.contoso.com', edgeKioskType: 'fullScreen', edgeNoFirstRun: true, name: 'Microsoft Edge', startLayoutTileSize: 'hidden', autoLaunch: true } }, userAccountsConfiguration: [{ '@odata.type': '#microsoft.graph.windowsKioskAutologon' }] }],
    assignments: [words.to('Kiosk devices', 'Kiosk category')],
  },
  { '@odata.type': '#microsoft.graph.windowsDomainJoinConfiguration', displayName: 'Hybrid join (Windows)', activeDirectoryDomainName: 'contoso.local', organizationalUnit: 'OU=Clients,DC=contoso,DC=local', computerNameStaticPrefix: 'CON-', computerNameSuffixRandomCharCount: 8, ...words.certificates('networkAccessConfigurations', 'Office Wi-Fi (Windows)'), assignments: [words.to('Autopilot devices')] },
  { '@odata.type': '#microsoft.graph.windowsDeliveryOptimizationConfiguration', displayName: 'Delivery optimization (Windows)', deliveryOptimizationMode: 'httpWithPeeringPrivateGroup', groupIdSource: { '@odata.type': '#microsoft.graph.deliveryOptimizationGroupIdCustom', groupIdCustom: words.id('delivery group') }, restrictPeerSelectionBy: 'subnetMask', assignments: [words.to('All Windows devices')] },
  { '@odata.type': '#microsoft.graph.windowsHealthMonitoringConfiguration', displayName: 'Health monitoring (Windows)', allowDeviceHealthMonitoring: 'enabled', configDeviceHealthMonitoringScope: 'bootPerformance,windowsUpdates', assignments: [words.allDevices()] },
  { '@odata.type': '#microsoft.graph.windowsIdentityProtectionConfiguration', displayName: 'Windows Hello (pilot)', description: 'Assigned to a group that is gone', windowsHelloForBusinessBlocked: false, pinMinimumLength: 8, useSecurityKeyForSignin: true, assignments: [{ target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: deletedGroup } }, words.to('Pilot ring')] },
  { '@odata.type': '#microsoft.graph.editionUpgradeConfiguration', displayName: 'Upgrade to Enterprise (Windows)', licenseType: 'productKey', productKey: 'NOTAR-EALKE-YNOTA-REALK-EYNOT', targetEdition: 'windows10Enterprise', windowsSMode: 'noRestriction', assignments: [] },
  { '@odata.type': '#microsoft.graph.windowsDefenderAdvancedThreatProtectionConfiguration', displayName: 'Defender for Endpoint (Windows)', advancedThreatProtectionOnboardingBlob: base64('{"orgId":"not a real organization"}'), advancedThreatProtectionOnboardingFilename: 'WindowsDefenderATP.onboarding', allowSampleSharing: true, assignments: [words.to('All Windows devices')] },
  { '@odata.type': '#microsoft.graph.sharedPCConfiguration', displayName: 'Shared PC (Windows)', allowedAccounts: 'guest', enabled: true, localStorage: 'disabled', roleScopeTagIds: ['3'], assignments: [words.to('Kiosk devices')] },
]);

/** Update rings and Apple updates, which are device configurations too, and the profiles that are not. */
export const contosoUpdates: readonly Placed[] = [
  ...placed(words, 'deviceManagement/deviceConfigurations', 'configuration', [
    ring('Update ring: pilot', 0, [words.to('Pilot ring')]),
    ring('Update ring: everybody', 7, [words.to('All Windows devices'), words.except('Pilot ring')]),
    { '@odata.type': '#microsoft.graph.iosUpdateConfiguration', displayName: 'iOS updates', isEnabled: true, activeHoursStart: '00:00:00', activeHoursEnd: '00:00:00', scheduledInstallDays: [], updateScheduleType: 'alwaysUpdate', enforcedSoftwareUpdateDelayInDays: 14, assignments: [words.to('Corporate iPhones')] },
    { '@odata.type': '#microsoft.graph.macOSSoftwareUpdateConfiguration', displayName: 'macOS updates', criticalUpdateBehavior: 'installASAP', configDataUpdateBehavior: 'installASAP', firmwareUpdateBehavior: 'notifyOnly', allOtherUpdateBehavior: 'installLater', updateScheduleType: 'alwaysUpdate', assignments: [words.to('Corporate Macs')] },
  ]),
  ...placed(words, 'deviceManagement/windowsFeatureUpdateProfiles', 'feature update', [{ displayName: 'Windows 11 24H2', featureUpdateVersion: 'Windows 11, version 24H2', rolloutSettings: { offerStartDateTimeInUTC: null, offerEndDateTimeInUTC: null, offerIntervalInDays: null }, roleScopeTagIds: ['0'], assignments: [words.to('All Windows devices')] }]),
  ...placed(words, 'deviceManagement/windowsQualityUpdateProfiles', 'quality update', [{ displayName: 'Expedite security update', description: '', expeditedUpdateSettings: { qualityUpdateRelease: '2026-01-13T00:00:00Z', daysUntilForcedReboot: 1 }, roleScopeTagIds: ['0'], assignments: [words.to('Pilot ring')] }]),
  ...placed(words, 'deviceManagement/windowsQualityUpdatePolicies', 'hotpatch', [{ displayName: 'Hotpatch', hotpatchEnabled: true, roleScopeTagIds: ['0'], assignments: [words.to('Pilot ring')] }]),
  ...placed(words, 'deviceManagement/windowsDriverUpdateProfiles', 'driver update', [{ displayName: 'Drivers', approvalType: 'automatic', deploymentDeferralInDays: 7, roleScopeTagIds: ['0'], assignments: [words.to('All Windows devices')] }]),
];

function ring(displayName: string, days: number, assignments: Placed['object'][]): Placed['object'] {
  return {
    '@odata.type': '#microsoft.graph.windowsUpdateForBusinessConfiguration', displayName, automaticUpdateMode: 'autoInstallAtMaintenanceTime', businessReadyUpdatesOnly: 'all', microsoftUpdateServiceAllowed: true, qualityUpdatesDeferralPeriodInDays: days, featureUpdatesDeferralPeriodInDays: 0, deadlineForQualityUpdatesInDays: 3, deadlineGracePeriodInDays: 2,
    installationSchedule: { '@odata.type': '#microsoft.graph.windowsUpdateActiveHoursInstall', activeHoursStart: '08:00:00', activeHoursEnd: '18:00:00' }, updateWeeks: 'firstWeek,thirdWeek', userPauseAccess: 'enabled', userWindowsUpdateScanAccess: 'enabled', assignments,
  };
}
