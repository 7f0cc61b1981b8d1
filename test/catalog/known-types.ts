/** Types that Graph declares abstract: no object is of them (beta schema, intune-types.json `abstract`). */
export const abstractTypes: ReadonlySet<string> = new Set([
  'authenticationCombinationConfiguration', 'depEnrollmentBaseProfile', 'deviceCompliancePolicy', 'deviceConfiguration', 'deviceEnrollmentConfiguration',
  'deviceManagementResourceAccessProfileBase', 'deviceManagementSettingInstance', 'managedAppConfiguration', 'managedAppPolicy', 'managedAppProtection',
  'managedDeviceMobileAppConfiguration', 'managedEBook', 'mobileApp', 'mobileAppRelationship', 'mobileContainedApp', 'policySetItem', 'targetedManagedAppProtection',
  'windows10XCertificateProfile', 'windowsAutopilotDeploymentProfile', 'windowsInformationProtection', 'windowsUpdateCatalogItem',
  'androidCertificateProfileBase', 'androidDeviceOwnerCertificateProfileBase', 'androidForWorkCertificateProfileBase', 'androidForWorkEasEmailProfileBase',
  'androidWorkProfileCertificateProfileBase', 'androidWorkProfileEasEmailProfileBase', 'aospDeviceOwnerCertificateProfileBase', 'appleDeviceFeaturesConfigurationBase',
  'appleExpeditedCheckinConfigurationBase', 'appleVpnConfiguration', 'easEmailProfileConfigurationBase', 'iosCertificateProfile', 'iosCertificateProfileBase',
  'macOSCertificateProfileBase', 'managedApp', 'managedMobileLobApp', 'mobileLobApp', 'vpnConfiguration', 'windows10CertificateProfileBase',
  'windows81CertificateProfileBase', 'windowsCertificateProfileBase', 'windowsPhone81CertificateProfileBase', 'windowsVpnConfiguration',
]);

/** Types that Graph has and the package does not, being older (generated beta SDK, August 2026; intune-types.json). */
export const newerTypes: Readonly<Record<string, string>> = {
  androidAospReferencedApp: 'deviceAppManagement/mobileApps',
  windowsAutoUpdateCatalogApp: 'deviceAppManagement/mobileApps',
  windowsZtdnsConfiguration: 'deviceManagement/deviceConfigurations',
};
