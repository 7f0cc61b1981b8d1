/**
 * What the published TypeScript types cannot say: CSDL's abstract flag, flags enums, and the Edm primitive behind a
 * `string` or a `number` (graph-intune.md 19; from the beta and v1.0 CSDL documents).
 */

/** Types that no instance may have. */
export const abstractTypes: ReadonlySet<string> = new Set((
  'androidCertificateProfileBase androidDeviceOwnerCertificateProfileBase androidForWorkCertificateProfileBase androidForWorkEasEmailProfileBase ' +
  'androidWorkProfileCertificateProfileBase androidWorkProfileEasEmailProfileBase aospDeviceOwnerCertificateProfileBase ' +
  'appleDeviceFeaturesConfigurationBase appleExpeditedCheckinConfigurationBase appleVpnConfiguration authenticationCombinationConfiguration ' +
  'depEnrollmentBaseProfile deviceCompliancePolicy deviceConfiguration deviceEnrollmentConfiguration deviceManagementResourceAccessProfileBase ' +
  'deviceManagementSettingInstance easEmailProfileConfigurationBase iosCertificateProfile iosCertificateProfileBase macOSCertificateProfileBase ' +
  'managedApp managedAppConfiguration managedAppPolicy managedAppProtection managedDeviceMobileAppConfiguration managedEBook managedMobileLobApp ' +
  'mobileApp mobileAppRelationship mobileLobApp policySetItem targetedManagedAppProtection vpnConfiguration windows10CertificateProfileBase ' +
  'windows10XCertificateProfile windows81CertificateProfileBase windowsAutopilotDeploymentProfile windowsCertificateProfileBase ' +
  'windowsInformationProtection windowsPhone81CertificateProfileBase windowsUpdateCatalogItem windowsVpnConfiguration androidDeviceOwnerGlobalProxy ' +
  'androidDeviceOwnerKioskModeFolderItem androidDeviceOwnerKioskModeHomeScreenItem cloudPcManagementAssignmentTarget conditionalAccessExternalTenants ' +
  'conditionalAccessSessionControl deliveryOptimizationBandwidth deliveryOptimizationGroupIdSource deliveryOptimizationMaxCacheSize ' +
  'deviceAndAppManagementAssignmentTarget deviceHealthScriptParameter deviceHealthScriptRunSchedule deviceHealthScriptTimeSchedule ' +
  'deviceManagementConfigurationChoiceSettingValueDefaultTemplate deviceManagementConfigurationIntegerSettingValueDefaultTemplate ' +
  'deviceManagementConfigurationSettingInstance deviceManagementConfigurationSettingInstanceTemplate deviceManagementConfigurationSettingValue ' +
  'deviceManagementConfigurationSimpleSettingValue deviceManagementConfigurationSimpleSettingValueTemplate ' +
  'deviceManagementConfigurationStringSettingValueDefaultTemplate deviceManagementConstraint edgeHomeButtonConfiguration edgeSearchEngineBase ' +
  'iosHomeScreenItem iosSingleSignOnExtension iosWebContentFilterBase ipRange kerberosSingleSignOnExtension keyTypedValuePair macOSSingleSignOnExtension ' +
  'mobileAppAssignmentSettings mobileAppIdentifier omaSetting serviceProvisioningError singleSignOnExtension win32LobAppDetection win32LobAppRequirement ' +
  'win32LobAppRule windowsInformationProtectionApp windowsKioskAppBase windowsKioskAppConfiguration windowsKioskUser windowsUpdateInstallScheduleType'
).split(' '));

/** Enums whose value is a comma-joined text of members. */
export const flagsEnums: ReadonlySet<string> = new Set((
  'androidTargetedPlatforms appManagementLevel authenticationMethodModes authenticationStrengthRequirements cloudPcManagementService ' +
  'conditionalAccessGuestOrExternalUserTypes conditionalAccessInsiderRiskLevels conditionalAccessTransferMethods ' +
  'deviceManagementConfigurationAppleApplicabilityConstraint deviceManagementConfigurationAppleApplicabilityDeviceType ' +
  'deviceManagementConfigurationPlatforms deviceManagementConfigurationSettingAccessTypes deviceManagementConfigurationSettingRiskLevel ' +
  'deviceManagementConfigurationSettingUsage deviceManagementConfigurationSettingVisibility deviceManagementConfigurationTechnologies ' +
  'deviceManagementDerivedCredentialNotificationType easServices enrollmentNotificationBrandingOptions hashAlgorithms keyUsages ' +
  'macOSFileVaultRecoveryKeyTypes macOSSoftwareUpdateDelayPolicy macOSSystemExtensionType managedBrowserType notificationTemplateBrandingOptions ' +
  'operationApprovalPolicyPlatform sharedPCAllowedAccountType subjectAlternativeNameType whatIfAnalysisReasons win32LobAppDetectionOperator ' +
  'windowsArchitecture windowsDeviceType windowsFirewallRuleInterfaceTypes windowsFirewallRuleNetworkProfileTypes windowsHealthMonitoringScope ' +
  'windowsStartMenuAppListVisibilityType windowsUpdateForBusinessUpdateWeeks conditionalAccessAgentIdRiskLevels windowsManagedAppDataTransferLocations'
).split(' '));

/** Edm primitive → the properties that have it, by name or, where a name is not always of one kind, by `type.name`. */
export const formats: Readonly<Record<string, string>> = {
  Binary:
    'windowsInformationProtectionDataRecoveryCertificate.certificate configurationFileContent configurationXml content customKeyIdentifier customXml data ' +
    'defenderExploitProtectionXml detectionScriptContent eapXml encodedSettingXml file fileVaultInstitutionalRecoveryKeyCertificate keyCredential.key ' +
    'keyMaterial officeConfigurationXml payload remediationScriptContent rulesContent deviceManagementScript.scriptContent deviceShellScript.scriptContent ' +
    'deviceCustomAttributeShellScript.scriptContent startMenuLayoutEdgeAssetsXml startMenuLayoutXml trustedRootCertificate mimeContent.value ' +
    'omaSettingStringXml.value',
  Date:
    'date expirationDate featureUpdatesPauseStartDate qualityUpdatesPauseStartDate',
  DateTimeOffset:
    'addedDateTime assignedDateTime birthday certExpiryTime createdDateTime creationDateTime deadlineDateTime deletedDateTime ' +
    'deploymentProfileAssignedDateTime employeeHireDate employeeLeaveDateTime endDateTime endOfSupportDate enrolledDateTime enrollmentDateTime ' +
    'expirationDateTime featureUpdatesPauseExpiryDateTime featureUpdatesRollbackStartDateTime hireDate lastAppSyncDateTime lastCheckinDateTime ' +
    'lastConnectionDateTime lastConnectorConnectionTime lastContactedDateTime lastHeartbeatDateTime lastMembershipUpdated lastModifiedDateTime ' +
    'lastNonInteractiveSignInDateTime lastPasswordChangeDateTime lastSignInDateTime lastSuccessfulSignInDateTime lastSuccessfulSyncDateTime ' +
    'lastSyncDateTime lastSyncTriggeredDateTime lastUpdateDateTime lastUpdatedDateTime modifiedDateTime occurredDateTime offerEndDateTimeInUTC ' +
    'offerStartDateTimeInUTC onPremisesLastPasswordSyncDateTime onPremisesLastSyncDateTime onboardingRequestExpiryDateTime ' +
    'preferredTokenSigningKeyEndDateTime publishedDateTime qualityUpdatesPauseExpiryDateTime qualityUpdatesRollbackStartDateTime ' +
    'refreshTokensValidFromDateTime releaseDateTime remediationStateLastModifiedDateTime renewedDateTime requestDateTime ' +
    'requestedEnrollmentProfileAssignmentDateTime signInSessionsValidFromDateTime startDateTime tokenCreationDateTime tokenExpirationDateTime ' +
    'uploadDateTime omaSettingDateTime.value whenPartnerDevicesWillBeMarkedAsNonCompliantDateTime whenPartnerDevicesWillBeRemovedDateTime',
  Double:
    'keyRealValuePair.value',
  Duration:
    'executionFrequency frequency gracePeriodToBlockAppsDuringOffClockHours periodBeforePinReset periodOfflineBeforeAccessCheck ' +
    'periodOfflineBeforeWipeIsEnforced periodOnlineBeforeAccessCheck pinRequiredInsteadOfBiometricTimeout userReacceptRequiredFrequency',
  Guid:
    'appOwnerOrganizationId authenticationCertificateId ddmAppConfigId deviceId disabledPlans enrollmentTimeAzureAdGroupIds groupPolicyCategoryId addIn.id ' +
    'appRole.id permissionScope.id keyId notificationMessageTemplateId rightsManagementServicesTemplateId rootCertificateId assignedPlan.servicePlanId ' +
    'servicePlanInfo.servicePlanId skuId tokenEncryptionKeyId iosVppEBook.vppTokenId',
  MembershipRuleProcessingStatusDetails:
    'membershipRuleProcessingStatus.status',
  Single:
    'omaSettingFloatingPoint.value',
  TimeOfDay:
    'activeHoursEnd activeHoursStart defenderScheduledQuickScanTime defenderScheduledScanTime endTime maintenanceStartTime maintenanceWindowStartTime ' +
    'scheduledInstallTime startTime time upgradeWindowEndTime upgradeWindowStartTime',
};
