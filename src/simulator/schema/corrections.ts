/**
 * Where the published package and the CSDL flags are not enough, each with its reason.
 */
export const corrections: {
  readonly abstract: ReadonlySet<string>;
  readonly properties: Readonly<Record<string, string>>;
  readonly navigation: Readonly<Record<string, string>>;
  readonly members: Readonly<Record<string, string>>;
  readonly flags: ReadonlySet<string>;
} = {
  // newer than the last CSDL with flags: the service refuses an instance that does not say which of the derived types it is (graph-intune.md 7.6)
  abstract: new Set([
    'deviceManagementConfigurationSettingInstance', 'deviceManagementConfigurationSimpleSettingValue', 'deviceAndAppManagementAssignmentTarget',
    'omaSetting', 'mobileAppAssignmentSettings', 'mobileAppIdentifier', 'namedLocation', 'ipRange', 'windowsQualityUpdateCatalogItem', 'directoryObject',
    'groupPolicyPresentationValue', 'deviceHealthScriptRunSchedule',
  ]),
  properties: {
    // an entity inside a complex type comes back expanded (graph-intune.md 4.2, 13.3)
    conditionalAccessGrantControls: 'authenticationStrength:authenticationStrengthPolicy?',
    // members that answers of real tenants and requests of the admin center hold and nobody publishes, each seen in public
    // exports or captures: the service knows them, so a policy that was read with them may be sent with them
    conditionalAccessConditionSet: 'clients:any? times:any?',
    conditionalAccessPolicy: 'partialEnablementStrategy:any? templateId:string?',
    conditionalAccessSessionControls: 'blockSensitiveActions:any? networkAccessSecurity:any?',
    // in every settings catalog export of 2025 and 2026, always null
    deviceManagementConfigurationSettingInstance: 'auditRuleInformation:any?',
    iosMinimumOperatingSystem: 'v26_0:boolean',
    macOSCompliancePolicy: 'managedEmailProfileRequired:boolean?',
    macOSMinimumOperatingSystem: 'v26_0:boolean',
    windows10CompliancePolicy: 'customComplianceRequired:boolean?',
    // in update rings as the admin center sends them since 2025
    windowsUpdateForBusinessConfiguration: 'engagedRestartSnoozeScheduleForFeatureUpdatesInDays:number? engagedRestartTransitionScheduleForFeatureUpdatesInDays:number?',
    winGetApp: 'repositoryType:string?',
  },
  navigation: {},
  // the portal spells them with a capital letter (a capture of its request), the published enum does not
  members: { officeSuiteDefaultFileFormatType: 'OfficeOpenXMLFormat OfficeOpenDocumentFormat' },
  // a real policy asks for "medium,high"
  flags: new Set(['conditionalAccessAgentIdRiskLevels']),
};
