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
    // CIPP and the portal send it with the assignments of compliance actions (real-exports.md 2)
  },
  navigation: {},
  members: {},
};
