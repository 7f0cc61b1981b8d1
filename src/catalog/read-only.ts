// Written by `npm run docs` from the remarks of @microsoft/microsoft-graph-types-beta and what those forget (test/catalog/read-only-table.ts).

/**
 * Members that the service sets, beside the stamps that nearly everything has: by collection, for all of its types (`*`) or
 * for one. stamps.ts puts them into the rows' `drop`.
 */
export const readOnly: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'deviceAppManagement/androidManagedAppProtections': {
    '*': ['deployedAppCount', 'version'],
  },
  'deviceAppManagement/iosManagedAppProtections': {
    '*': ['deployedAppCount', 'version'],
  },
  'deviceAppManagement/mdmWindowsInformationProtectionPolicies': {
    '*': ['version'],
  },
  'deviceAppManagement/mobileAppConfigurations': {
    '*': ['version'],
    androidManagedStoreAppConfiguration: ['appSupportsOemConfig'],
  },
  'deviceAppManagement/mobileApps': {
    '*': ['dependentAppCount', 'publishingState', 'supersededAppCount', 'supersedingAppCount', 'uploadState'],
    androidForWorkApp: ['appIdentifier', 'packageId', 'totalLicenseCount', 'usedLicenseCount'],
    androidLobApp: ['contentVersions', 'size'],
    androidManagedStoreApp: ['appStoreUrl', 'appTracks', 'isPrivate', 'packageId', 'supportsOemConfig', 'totalLicenseCount', 'usedLicenseCount'],
    androidManagedStoreWebApp: ['appStoreUrl', 'appTracks', 'isPrivate', 'packageId', 'supportsOemConfig', 'totalLicenseCount', 'usedLicenseCount'],
    androidStoreApp: ['packageId'],
    iosLobApp: ['contentVersions', 'size'],
    iosVppApp: ['totalLicenseCount', 'usedLicenseCount'],
    macOSDmgApp: ['contentVersions', 'size'],
    macOSLobApp: ['contentVersions', 'size'],
    macOSPkgApp: ['contentVersions', 'size'],
    macOsVppApp: ['totalLicenseCount', 'usedLicenseCount'],
    managedAndroidLobApp: ['appAvailability', 'contentVersions', 'size'],
    managedAndroidStoreApp: ['appAvailability'],
    managedApp: ['appAvailability'],
    managedIOSLobApp: ['appAvailability', 'contentVersions', 'size'],
    managedIOSStoreApp: ['appAvailability'],
    managedMobileLobApp: ['appAvailability', 'contentVersions', 'size'],
    microsoftStoreForBusinessApp: ['totalLicenseCount', 'usedLicenseCount'],
    mobileLobApp: ['contentVersions', 'size'],
    win32CatalogApp: ['contentVersions', 'latestUpgradeCatalogPackage', 'referencedCatalogPackage', 'size'],
    win32LobApp: ['contentVersions', 'size'],
    windowsAppX: ['contentVersions', 'size'],
    windowsMobileMSI: ['contentVersions', 'size'],
    windowsPhone81AppX: ['contentVersions', 'size'],
    windowsPhone81AppXBundle: ['contentVersions', 'size'],
    windowsPhoneXAP: ['contentVersions', 'size'],
    windowsUniversalAppX: ['committedContainedApps', 'contentVersions', 'size'],
  },
  'deviceAppManagement/targetedManagedAppConfigurations': {
    '*': ['deployedAppCount', 'version'],
  },
  'deviceAppManagement/windowsInformationProtectionPolicies': {
    '*': ['version'],
  },
  'deviceAppManagement/windowsManagedAppProtections': {
    '*': ['deployedAppCount', 'version'],
  },
  'deviceManagement/compliancePolicies': {
    '*': ['settingCount'],
  },
  'deviceManagement/configurationPolicies': {
    '*': ['settingCount'],
  },
  'deviceManagement/deviceCompliancePolicies': {
    '*': ['version'],
  },
  'deviceManagement/deviceConfigurations': {
    '*': ['version'],
    windows81GeneralConfiguration: ['applyOnlyToWindows81'],
    windows81VpnConfiguration: ['applyOnlyToWindows81'],
    windowsPhone81GeneralConfiguration: ['applyOnlyToWindowsPhone81'],
    windowsPhone81VpnConfiguration: ['applyOnlyToWindows81'],
    windowsPhoneEASEmailProfileConfiguration: ['applyOnlyToWindowsPhone81'],
    windowsUpdateForBusinessConfiguration: ['featureUpdatesPauseStartDate', 'featureUpdatesWillBeRolledBack', 'qualityUpdatesPauseStartDate', 'qualityUpdatesWillBeRolledBack'],
  },
  'deviceManagement/deviceEnrollmentConfigurations': {
    '*': ['version'],
  },
  'deviceManagement/deviceHealthScripts': {
    '*': ['highestAvailableVersion', 'isGlobalScript'],
  },
  'deviceManagement/groupPolicyConfigurations': {
    '*': ['policyConfigurationIngestionType'],
  },
  'deviceManagement/hardwareConfigurations': {
    '*': ['deviceRunStates', 'runSummary', 'userRunStates', 'version'],
  },
  'deviceManagement/intents': {
    '*': ['isMigratingToConfigurationPolicy'],
  },
  'deviceManagement/notificationMessageTemplates': {
    '*': ['defaultLocale'],
  },
  'deviceManagement/reusablePolicySettings': {
    '*': ['referencingConfigurationPolicies', 'referencingConfigurationPolicyCount', 'version'],
  },
  'deviceManagement/roleScopeTags': {
    '*': ['isBuiltIn'],
  },
  'deviceManagement/virtualEndpoint/provisioningPolicies': {
    '*': ['alternateResourceUrl', 'cloudPcGroupDisplayName', 'createdBy', 'gracePeriodInHours', 'lastModifiedBy'],
  },
  'deviceManagement/windowsAutopilotDeploymentProfiles': {
    '*': ['enableWhiteGlove', 'extractHardwareHash', 'language', 'outOfBoxExperienceSettings'],
  },
  'deviceManagement/windowsDriverUpdateProfiles': {
    '*': ['deviceReporting', 'inventorySyncStatus', 'newUpdates'],
  },
  'deviceManagement/windowsFeatureUpdateProfiles': {
    '*': ['deployableContentDisplayName', 'endOfSupportDate'],
  },
  'deviceManagement/windowsQualityUpdateProfiles': {
    '*': ['deployableContentDisplayName', 'releaseDateDisplayName'],
  },
  'identityGovernance/termsOfUse/agreements': {
    '*': ['acceptances'],
  },
};
