/**
 * What of the published types the simulator keeps: the entity sets it answers for (navigation properties of a root) and
 * the navigation properties that lead on from there. Everything a kept type is made of comes along by itself.
 */
export const roots: Readonly<Record<string, readonly string[] | 'all of it'>> = {
  deviceManagement: [
    'androidDeviceOwnerEnrollmentProfiles', 'androidManagedStoreAccountEnterpriseSettings', 'applePushNotificationCertificate',
    'appleUserInitiatedEnrollmentProfiles', 'assignmentFilters', 'categories', 'complianceCategories', 'complianceManagementPartners',
    'compliancePolicies', 'complianceSettings', 'configurationCategories', 'configurationPolicies', 'configurationPolicyTemplates',
    'configurationSettings', 'depOnboardingSettings', 'derivedCredentials', 'deviceCategories', 'deviceCompliancePolicies',
    'deviceComplianceScripts', 'deviceConfigurations', 'deviceCustomAttributeShellScripts', 'deviceEnrollmentConfigurations',
    'deviceHealthScripts', 'deviceManagementPartners', 'deviceManagementScripts', 'deviceShellScripts', 'groupPolicyCategories',
    'groupPolicyConfigurations', 'groupPolicyDefinitionFiles', 'groupPolicyDefinitions', 'groupPolicyUploadedDefinitionFiles',
    'hardwareConfigurations', 'importedDeviceIdentities', 'intents', 'intuneBrandingProfiles', 'managedDevices', 'microsoftTunnelConfigurations',
    'microsoftTunnelSites', 'mobileThreatDefenseConnectors', 'ndesConnectors', 'notificationMessageTemplates', 'operationApprovalPolicies',
    'operationApprovalRequests', 'remoteAssistancePartners', 'resourceAccessProfiles', 'resourceOperations', 'reusablePolicySettings',
    'reusableSettings', 'roleAssignments', 'roleDefinitions', 'roleScopeTags', 'settingDefinitions', 'templates', 'termsAndConditions',
    'virtualEndpoint', 'windowsAutopilotDeploymentProfiles', 'windowsAutopilotDeviceIdentities', 'windowsDriverUpdateProfiles',
    'windowsFeatureUpdateProfiles', 'windowsQualityUpdatePolicies', 'windowsQualityUpdateProfiles', 'windowsUpdateCatalogItems',
    'managedDeviceCleanupRules', 'certificateConnectorDetails', 'domainJoinConnectors', 'exchangeConnectors', 'chromeOSOnboardingSettings',
    'zebraFotaConnector', 'cloudCertificationAuthority', 'userPfxCertificates', 'importedWindowsAutopilotDeviceIdentities', 'embeddedSIMActivationCodePools', 'zebraFotaDeployments',
  ],
  deviceAppManagement: [
    'androidManagedAppProtections', 'defaultManagedAppProtections', 'iosManagedAppProtections', 'managedAppPolicies',
    'mdmWindowsInformationProtectionPolicies', 'mobileAppCategories', 'mobileAppConfigurations', 'mobileApps', 'policySets',
    'targetedManagedAppConfigurations', 'vppTokens', 'wdacSupplementalPolicies', 'windowsInformationProtectionPolicies',
    'windowsManagedAppProtections', 'iosLobAppProvisioningConfigurations', 'managedEBooks', 'managedEBookCategories',
  ],
  virtualEndpoint: ['provisioningPolicies', 'userSettings', 'onPremisesConnections', 'deviceImages'],
  conditionalAccessRoot: ['authenticationContextClassReferences', 'authenticationStrength', 'authenticationStrengths', 'namedLocations', 'policies'],
  authenticationStrengthRoot: ['policies'],
  termsOfUseContainer: ['agreements'],
  rbacApplication: ['roleDefinitions'],
  group: ['members', 'owners', 'memberOf'],
  user: [],
  device: [],
  servicePrincipal: [],
  application: [],
  organization: [],
  directoryRoleTemplate: [],
  domain: [],
  subscribedSku: [],
};

/** Navigation properties that are followed wherever they stand on a type of Intune or of conditional access. */
export const followed: readonly string[] = [
  'assignments', 'groupAssignments', 'settings', 'scheduledActionsForRule', 'scheduledActionConfigurations', 'localizedNotificationMessages',
  'definitionValues', 'definition', 'definitions', 'presentationValues', 'presentation', 'presentations', 'category', 'parent', 'children',
  'groupPolicyOperations', 'apps', 'items', 'categories', 'relationships', 'privacyAccessControls', 'roleAssignments', 'roleDefinition',
  'roleScopeTags', 'settingTemplates', 'settingDefinitions', 'enrollmentProfiles', 'importedAppleDeviceIdentities', 'combinationConfigurations', 'files', 'file', 'localizations', 'value',
  'rootCertificate', 'identityCertificate', 'identityCertificateForClientAuthentication', 'rootCertificateForServerValidation',
  'rootCertificatesForServerValidation', 'rootCertificateForClientValidation', 'rootCertificatesForClientValidation',
  'secondaryIdentityCertificateForClientAuthentication', 'secondaryRootCertificateForClientValidation', 'smimeSigningCertificate',
  'smimeEncryptionCertificate', 'singleSignOnExtensionPkinitCertificate', 'derivedCredentialSettings', 'networkAccessConfigurations',
  'protectedAppLockerFiles', 'exemptAppLockerFiles', 'microsoftTunnelConfiguration', 'referencingConfigurationPolicies',
];

/** Bases of entities; the second one declares its key on its subtypes. */
export const keyed: readonly string[] = ['entity', 'policyDeletableItem'];

/** Types that are kept as a base of others without all that derives from them. */
export const wide: readonly string[] = ['entity', 'directoryObject', 'policyBase', 'stsPolicy', 'authenticationMethodTarget'];

/** Types whose own navigation properties are not followed, because they lead away from configuration. */
export const ends: readonly string[] = ['user', 'device', 'servicePrincipal', 'application', 'organization', 'group', 'domain', 'directoryObject', 'managedDevice'];
