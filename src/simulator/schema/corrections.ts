/**
 * Where the published package and the CSDL flags are not enough, each with its reason.
 */
export const corrections: {
  readonly abstract: ReadonlySet<string>;
  readonly properties: Readonly<Record<string, string>>;
  readonly navigation: Readonly<Record<string, string>>;
  readonly members: Readonly<Record<string, string>>;
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
    // in every settings catalog export of 2025 and 2026, always null
    deviceManagementConfigurationSettingInstance: 'auditRuleInformation:any?',
    // in every export of conditional access; the service sets it (graph-intune.md 13.3)
    conditionalAccessPolicy: 'templateId:string? partialEnablementStrategy:any?',
    conditionalAccessConditionSet: 'times:any?',
    conditionalAccessSessionControls: 'blockSensitiveActions:any?',
    // in update rings as the admin center sends them since 2025
    windowsUpdateForBusinessConfiguration: 'engagedRestartSnoozeScheduleForFeatureUpdatesInDays:number? engagedRestartTransitionScheduleForFeatureUpdatesInDays:number?',
    iosMinimumOperatingSystem: 'v26_0:boolean',
    macOSMinimumOperatingSystem: 'v26_0:boolean',
  },
  navigation: {},
  members: {},
};
