/**
 * Objects of test doubles that no tenant can hold, by their name, or by kind and name: the service refuses each of them, so a source that has
 * one is no source. Whoever adds a line has looked into the file.
 */
export const impossible: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['005-assignments-minimal', '006-assignments-maximal', '007-assignments-lifecycle', '008-assignments-lifecycle'].map((end) => [
      `unit-test-windows-feature-update-policy-${end}`,
      'a test double: feature updates are assigned to groups only, and this one goes to all devices or all users',
    ]),
  ),
  'unit-test-windows-device-compliance-policy-minimal': 'a test double: it is assigned to one target twice',
  'unit-test-windows-update-ring-009-assignments-maximal-test1234': 'a test double: it is assigned to one target twice',
  'Test Updated iOS Mobile App Configuration - Unique': 'a test double: it has settings and a settings file, which exclude each other',
  'platformRestriction/All Users': 'the body of a sample script: the restriction of all platforms is the default object, which nobody creates',
  'Multilingual Compliance Notification': 'a test double: none of its messages is the default one',
};

/** Ends of what the simulated service says about files that people trimmed or made up: looked into, and the file is at fault. */
export const knownRefusals: readonly RegExp[] = [
  // documents that were shortened for a capture: the service would not have given them so
  /fileData\.data' to the expected type 'Edm\.Binary'/u,
  /^(?:a test double|the body of a sample script): /u,
  /"String[^"]*" is no id/u,
  /'deviceCompliancePolicyScript\.rulesContent' to the expected type 'Edm\.Binary'/u,
  /The property 'createdDateTime' does not exist on type 'microsoft\.graph\.roleScopeTag'/u,
  /The property '(?:templateId|settingsCount|templateFamily)' does not exist on type 'microsoft\.graph\.deviceManagementConfigurationPolicy'/u,
  /'inventorySyncStatus\.driverInventorySyncState' takes a member/u,
  /does not exist on type 'microsoft\.graph\.(?:android|ios)ManagedAppProtection'/u,
  /The property 'localActions' does not exist/u,
  /Requested value 'All(?:Devices|LicensedUsers)' was not found: 'scopeType'/u,
  // an ADMX file cut out of an export
  /'content' to the expected type 'Edm\.Binary'/u,
  // a test double of roles, with names in place of permissions
  /'permissions\[0\]'\. A JSON object was expected/u,
  /The property '(?:deviceJoinType|hybridAzureADJoinSkipConnectivityCheck)' does not exist on type 'microsoft\.graph\.azureADWindowsAutopilotDeploymentProfile'/u,
  /The property 'displayName' does not exist on type 'microsoft\.graph\.deviceCompliancePolicyScript'/u,
];
