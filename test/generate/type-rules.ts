import type { TypeFate } from '../../src/model/type-verdict.js';

/** What is said of types that no kind claims. The first rule that fits counts. */
export interface TypeRule {
  /** The place, where it begins, or how it ends. */
  readonly at: RegExp;
  readonly types?: RegExp;
  /** `part`: it travels inside an object of the collection it lies below, and fares as that does. */
  readonly verdict: TypeFate | 'part';
  readonly because: string;
  readonly remedy?: string;
  readonly certainty?: 'documented' | 'inferred';
  readonly link: string;
}

const graph = 'https://learn.microsoft.com/graph/api/resources';
const beta = '?view=graph-rest-beta';
const page = (name: string): string => `${graph}/${name}${beta}`;
const overview = page('intune-graph-overview');
const devices = page('intune-devices-manageddevice');
const cloudPc = page('cloudpc-api-overview');
const intune = 'https://learn.microsoft.com/intune/intune-service';

const measured = { verdict: 'never', because: 'What devices and users of the source reported; the destination gathers its own', certainty: 'inferred' } as const;
const published = { verdict: 'service-owned', because: 'Published by Microsoft; every tenant has the same', certainty: 'documented' } as const;

export const typeRules: readonly TypeRule[] = [
  // results of devices, below any policy and on their own
  { at: /\/(deviceStatuses|userStatuses|deviceStates|userStates|deviceRunStates|userRunStates|runSummary|installSummary|userStateSummary|deploymentSummary|deploySummary|deviceStateSummary|deviceStatusOverview|userStatusOverview|deviceStatusSummary|userStatusSummary|deviceSettingStateSummaries|categoryDeviceStateSummaries|managedDeviceCertificateStates|acceptanceStatuses|healthStates|driverInventories)$/u, ...measured, link: overview },
  { at: /^deviceManagement\/userExperienceAnalytics/u, ...measured, link: page('intune-devices-userexperienceanalyticsdeviceperformance') },
  { at: /Summar(y|ies)\b|\/(detectedApps|deviceConfigurationRestrictedAppsViolations|deviceConfigurationsAllManagedDeviceCertificateStates|hardwarePasswordDetails|hardwarePasswordInfo|iosUpdateStatuses|managedDeviceEncryptionStates|managedDeviceOverview|managedDeviceWindowsOSImages|windowsMalwareInformation|comanagementEligibleDevices|cloudPCConnectivityIssues|autopilotEvents|troubleshootingEvents|mobileAppTroubleshootingEvents|remoteActionAudits|auditEvents|elevationRequests|privilegeManagementElevations|endpointPrivilegeManagementProvisioningStatus|microsoftTunnelServerLogCollectionResponses|managedAppRegistrations|managedAppStatuses|windowsInformationProtectionDeviceRegistrations|windowsInformationProtectionWipeActions|configManagerCollections|tenantAttachRBAC|cloudCertificationAuthorityLeafCertificate|agreementAcceptances)\b/u, ...measured, link: overview },
  { at: /^deviceManagement\/reports/u, verdict: 'never', because: 'Reports over the devices of the source, and jobs that wrote them', remedy: 'Export what must be kept for the record before the source is closed', link: page('intune-reporting-devicemanagementreports') },
  { at: /^deviceManagement\/comanagedDevices/u, verdict: 'never', because: 'A device enrolls in one tenant at a time', remedy: 'Devices enroll in the destination; `tenantferry apple` coordinates those of Apple, `identifiers from-devices` marks them as corporate', certainty: 'documented', link: devices },
  { at: /^devices$/u, verdict: 'never', because: 'A device registers with one tenant at a time; dynamic groups find it again in the destination', certainty: 'documented', link: page('device') },

  // parts of what moves
  { at: /^deviceManagement\/(deviceConfigurations|deviceCompliancePolicies|compliancePolicies|intents|groupPolicyConfigurations|deviceCustomAttributeShellScripts|deviceComplianceScripts|deviceHealthScripts|deviceEnrollmentConfigurations|termsAndConditions|windows\w+|hardwareConfigurations|intuneBrandingProfiles|appleUserInitiatedEnrollmentProfiles|embeddedSIMActivationCodePools|virtualEndpoint\/\w+|resourceAccessProfiles|roleScopeTags)\/(assignments|groupAssignments)$/u, verdict: 'part', because: 'Sent with its policy; groups and filters are replaced', link: `${intune}/configuration/device-profile-assign` },
  { at: /^deviceAppManagement\/\w+\/(assignments|groupAssignments)$/u, verdict: 'part', because: 'Sent with its object; groups and filters are replaced', link: `${intune}/apps/apps-deploy` },
  { at: /\/(scheduledActionsForRule|scheduledActionConfigurations)$/u, verdict: 'part', because: 'Actions for noncompliance are sent with their policy; notification templates are replaced', link: `${intune}/protect/actions-for-noncompliance` },
  { at: /^deviceManagement\/compliancePolicies\/settings$/u, verdict: 'part', because: 'Settings are sent with their policy', link: page('intune-deviceconfigv2-devicemanagementconfigurationsetting') },
  { at: /^deviceManagement\/categories\/settings$/u, verdict: 'part', because: 'Settings of an endpoint security policy of the old kind are sent with it', link: page('intune-deviceintent-devicemanagementsettinginstance') },
  { at: /^deviceManagement\/groupPolicyConfigurations\/definitionValues/u, verdict: 'part', because: 'Values of an administrative template are sent with it', link: page('intune-grouppolicy-grouppolicydefinitionvalue') },
  { at: /localizedNotificationMessages$/u, verdict: 'part', because: 'Messages are sent with their template', link: page('intune-notification-localizednotificationmessage') },
  { at: /privacyAccessControls$/u, verdict: 'part', because: 'Sent inside the Windows device restrictions', link: page('intune-deviceconfig-windows10generalconfiguration') },
  { at: /^deviceAppManagement\/\w+\/apps$/u, verdict: 'part', because: 'The apps that a protection or configuration policy names are sent with it', link: page('intune-mam-managedmobileapp') },
  { at: /AppLockerFiles$/u, verdict: 'part', because: 'Sent with its Windows Information Protection policy', link: page('intune-mam-windowsinformationprotectionapplockerfile') },
  { at: /^deviceAppManagement\/policySets\/items$/u, verdict: 'part', because: 'Items are sent with their policy set; what they name is replaced', link: page('intune-policyset-policysetitem') },
  { at: /combinationConfigurations$/u, verdict: 'part', because: 'Sent with its authentication strength', link: page('authenticationcombinationconfiguration') },
  { at: /^identityGovernance\/termsOfUse\/agreements\/files?\/(localizations\/)?versions$/u, verdict: 'never', because: 'Earlier editions of a document stay where they were accepted', certainty: 'inferred', link: page('agreementfileversion') },
  { at: /^identityGovernance\/termsOfUse\/agreements\/file/u, verdict: 'part', because: 'Documents are sent with their terms of use', link: page('agreementfile') },
  { at: /^deviceAppManagement\/mobileApps\/(contentVersions|containedApps)/u, verdict: 'rebuild', because: 'Graph never gives the content of an app back', remedy: 'Supply the original file', certainty: 'documented', link: page('intune-apps-mobileappcontent') },
  { at: /^deviceAppManagement\/mobileAppRelationships$/u, verdict: 'remap', because: 'Set again between the same apps of the destination', link: page('intune-apps-mobileapprelationship') },
  { at: /^deviceAppManagement\/mobileApps\/assignedLicenses$/u, verdict: 'never', because: 'Licenses belong to the Apple location of a token', remedy: 'Move the licenses in Apple Business Manager', certainty: 'documented', link: `${intune}/apps/vpp-apps-ios` },
  { at: /^deviceManagement\/roleDefinitions\/roleAssignments$/u, verdict: 'part', because: 'Who holds a role: members, scope groups and scope tags are replaced', link: page('intune-rbac-roleassignment') },

  // what Microsoft publishes
  { at: /^deviceManagement\/(complianceCategories|complianceSettings|configurationCategories|configurationSettings|configurationPolicyTemplates|templateSettings|settingDefinitions|templates|templateInsights|categories|groupPolicyCategories|groupPolicyDefinitions|groupPolicyDefinitionFiles|resourceOperations|windowsUpdateCatalogItems|androidForWorkAppConfigurationSchemas|androidManagedStoreAppConfigurationSchemas|zebraFotaArtifacts)/u, ...published, link: page('intune-deviceconfigv2-devicemanagementconfigurationsettingdefinition') },
  { at: /^deviceAppManagement\/(mobileAppCatalogPackages|windowsManagementApp)/u, ...published, link: page('intune-apps-mobileappcatalogpackage') },
  { at: /^identity\/conditionalAccess\/(templates|authenticationStrength$|authenticationStrength\/authenticationMethodModes)/u, ...published, link: page('conditionalaccesstemplate') },
  { at: /^identity\/conditionalAccess\/deletedItems$/u, verdict: 'never', because: 'What was deleted in the source stays deleted', link: page('conditionalaccessroot') },
  { at: /^(subscribedSkus)$/u, verdict: 'never', because: 'Licenses are bought for a tenant', remedy: 'The report names those that the bundle needs and the destination lacks', certainty: 'documented', link: page('subscribedsku') },
  { at: /^(organization|domains)$/u, verdict: 'never', because: 'The tenant itself; its names inside settings are replaced by values.json', certainty: 'documented', link: page('organization') },
  { at: /^directoryRoles$/u, ...published, link: page('directoryrole') },
  { at: /^applications$/u, verdict: 'rebuild', because: 'An app registration belongs to the tenant that made it', remedy: 'Register the app in the destination, or grant consent to it, and map it', certainty: 'documented', link: page('application') },

  // tokens, requests, ties of one tenant
  { at: /^deviceManagement\/depOnboardingSettings\/importedAppleDeviceIdentities$/u, verdict: 'never', because: 'Serial numbers that a token brought; the destination gets them from its own', remedy: 'Reassign the devices: `tenantferry apple`', certainty: 'documented', link: page('intune-enrollment-importedappledeviceidentity') },
  { at: /^deviceManagement\/depOnboardingSettings\/(default\w+|enrollmentProfiles)$/u, types: /^(depEnrollmentProfile|enrollmentProfile)$/u, verdict: 'rebuild', because: 'A profile for Apple Configurator, or of the form before iOS and macOS had profiles of their own', remedy: 'Make it in the destination', certainty: 'documented', link: page('intune-enrollment-depenrollmentprofile') },
  { at: /^deviceManagement\/importedDeviceIdentities$/u, verdict: 'remap', because: 'Corporate identifiers go through a file: `identifiers export`, `identifiers import`', certainty: 'documented', link: `${intune}/enrollment/corporate-identifiers-add` },
  { at: /^deviceManagement\/operationApprovalRequests$/u, verdict: 'never', because: 'Requests that somebody in the source waits for', certainty: 'inferred', link: page('intune-rbac-operationapprovalrequest') },
  { at: /^deviceManagement\/dataSharingConsents$/u, verdict: 'never', because: 'Consent is given for one tenant', remedy: 'Give it again where the connector asks for it', certainty: 'documented', link: page('intune-devices-datasharingconsent') },
  { at: /^deviceManagement\/serviceNowConnections$/u, verdict: 'rebuild', because: 'Its credentials are never given back', remedy: 'Connect ServiceNow in the destination', certainty: 'inferred', link: overview },
  { at: /^deviceManagement\/androidForWorkSettings$/u, verdict: 'never', because: 'The older form of the binding to managed Google Play', remedy: 'Bind the destination with an account of the organization', certainty: 'documented', link: page('intune-androidforwork-androidforworksettings') },
  { at: /^deviceManagement\/windowsAutopilotSettings$/u, verdict: 'never', because: 'State of the last synchronization with Windows Autopilot', certainty: 'inferred', link: page('intune-enrollment-windowsautopilotsettings') },
  { at: /^deviceManagement\/microsoftTunnelSites\/microsoftTunnelServers$/u, verdict: 'rebuild', because: 'A server is installed for one tenant', remedy: 'Install Microsoft Tunnel for the destination and map the site', certainty: 'documented', link: page('intune-mstunnel-microsofttunnelserver') },
  { at: /^deviceManagement\/(microsoftTunnelConfigurations|microsoftTunnelHealthThresholds)$/u, verdict: 'rebuild', because: 'It belongs to tunnel servers that are installed for one tenant', remedy: 'Make it in the destination when its servers are installed', certainty: 'inferred', link: page('intune-mstunnel-microsofttunnelconfiguration') },
  { at: /^deviceManagement\/(groupPolicyMigrationReports|groupPolicyObjectFiles)/u, verdict: 'never', because: 'An analysis of group policy objects that somebody uploaded', remedy: 'Upload the objects again where the analysis is still wanted', certainty: 'inferred', link: page('intune-gpanalyticsservice-grouppolicymigrationreport') },
  { at: /^deviceAppManagement\/deviceAppManagementTasks/u, verdict: 'never', because: 'Security tasks that Defender raised for devices of the source', certainty: 'inferred', link: page('intune-partnerintegration-deviceappmanagementtask') },
  { at: /^deviceAppManagement\/(enterpriseCodeSigningCertificates|symantecCodeSigningCertificate)$/u, verdict: 'never', because: 'Certificates that sign apps; their keys are never given back', remedy: 'Upload the certificate in the destination where sideloaded Windows apps still need it', certainty: 'inferred', link: page('intune-apps-enterprisecodesigningcertificate') },
  { at: /^deviceManagement\/(conditionalAccessSettings|exchangeOnPremisesPolicies)$/u, verdict: 'never', because: 'Settings of the on-premises Exchange connector, which is retired', remedy: 'Use conditional access with hybrid modern authentication', certainty: 'documented', link: page('intune-onboarding-onpremisesconditionalaccesssettings') },
  { at: /^deviceManagement\/cartToClassAssociations$/u, verdict: 'never', because: 'Classes and carts of Intune for Education, which names ids of school data', remedy: 'Sync school data into the destination and associate again', certainty: 'inferred', link: page('intune-deviceconfig-carttoclassassociation') },
  { at: /^deviceManagement\/remoteAssistanceSettings$/u, verdict: 'rebuild', because: 'One switch of the tenant, which needs the license of the destination', remedy: 'Set Remote Help in the destination', certainty: 'inferred', link: page('intune-remoteassistance-remoteassistancesettings') },
  { at: /^deviceManagement\/resourceAccessProfiles/u, verdict: 'never', because: 'Profiles for Windows 10X, which was never released; the portal does not show them', certainty: 'inferred', link: page('intune-raimportcerts-userpfxcertificate') },
  { at: /^deviceAppManagement\/defaultManagedAppProtections$/u, verdict: 'never', because: 'The default app protection is not made by people any more; the portal does not show it', remedy: 'Use app protection policies for each platform', certainty: 'inferred', link: page('intune-mam-defaultmanagedappprotection') },
  { at: /^deviceManagement\/androidForWorkEnrollmentProfiles$/u, verdict: 'rebuild', because: 'Its token and code belong to one tenant, and Microsoft replaced the form', remedy: 'Make an Android Enterprise enrollment profile in the destination and hand out its code', certainty: 'documented', link: page('intune-androidforwork-androidforworkenrollmentprofile') },
  { at: /^deviceManagement\/roleAssignments$/u, verdict: 'rebuild', because: 'Who may do what is decided anew in the destination', remedy: 'Assign the roles there', certainty: 'inferred', link: page('intune-rbac-deviceandappmanagementroleassignment') },
  { at: /^deviceManagement\/embeddedSIMActivationCodePools/u, verdict: 'rebuild', because: 'Activation codes are used up by the devices of the source and never given back', remedy: 'Import codes of the carrier in the destination', certainty: 'documented', link: page('intune-esim-embeddedsimactivationcodepool') },
  { at: /^deviceManagement\/virtualEndpoint\/(onPremisesConnections|deviceImages)$/u, verdict: 'rebuild', because: 'It names a network or an image of an Azure subscription', remedy: 'Make it in the destination with its own subscription and map it', certainty: 'documented', link: cloudPc },
  { at: /^deviceManagement\/virtualEndpoint\/(galleryImages|supportedRegions|servicePlans|frontLineServicePlans)/u, ...published, link: cloudPc },
  { at: /^deviceManagement\/virtualEndpoint\/(organizationSettings|externalPartners|externalPartnerSettings|crossCloudGovernmentOrganizationMapping)$/u, verdict: 'rebuild', because: 'A setting of the tenant as a whole, tied to its licenses and partners', remedy: 'Set it in the destination', certainty: 'inferred', link: cloudPc },
  { at: /^deviceManagement\/virtualEndpoint/u, verdict: 'never', because: 'Cloud PCs and what is done to them belong to the tenant they run in', certainty: 'inferred', link: cloudPc },
];
