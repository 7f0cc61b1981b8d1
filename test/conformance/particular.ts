import type { Json, JsonObject } from '../../src/model/json.js';

const typed = (type: string): string => `#microsoft.graph.${type}`;

/** Values that a type needs although others would pass the schema, each with its reason. Members not named here are generated. */
export interface Particular {
  readonly because: string;
  readonly object: JsonObject;
  /** Where one object cannot have it all: one object each. */
  readonly variants?: readonly JsonObject[];
}

const value = (kind: string, content: Json, more: JsonObject = {}): JsonObject => ({ '@odata.type': typed(`deviceManagementConfiguration${kind}SettingValue`), value: content, ...more });
const instance = (kind: string, settingDefinitionId: string, members: JsonObject): JsonObject => ({ '@odata.type': typed(`deviceManagementConfiguration${kind}Instance`), settingDefinitionId, ...members });
const choice = (content: string, children: readonly JsonObject[] = []): JsonObject => ({ value: content, children: [...children] });

/** One instance of every kind, nested, with a reusable setting at two depths and a secret. Ids are put in by the references of the row. */
const instances: readonly JsonObject[] = [
  instance('ChoiceSetting', 'device_vendor_msft_policy_config_camera_allowcamera', { choiceSettingValue: choice('device_vendor_msft_policy_config_camera_allowcamera_0', [instance('SimpleSetting', 'child_of_choice', { simpleSettingValue: value('Integer', 4) })]) }),
  instance('ChoiceSettingCollection', 'list_of_choices', { choiceSettingCollectionValue: [choice('list_of_choices_2'), choice('list_of_choices_1')] }),
  instance('SimpleSetting', 'text', { simpleSettingValue: value('String', 'ünïcode\r\nsecond line') }),
  instance('SimpleSettingCollection', 'texts', { simpleSettingCollectionValue: [value('String', 'b'), value('String', 'a')] }),
  instance('SimpleSetting', 'vendor_msft_firewall_remoteaddress', { simpleSettingValue: value('Reference', 'an id') }),
  instance('GroupSettingCollection', 'rows', {
    groupSettingCollectionValue: [
      { children: [instance('SimpleSetting', 'row_name', { simpleSettingValue: value('String', 'one') }), instance('SimpleSettingCollection', 'row_reference', { simpleSettingCollectionValue: [value('Reference', 'an id')] })] },
      { children: [instance('SimpleSetting', 'row_name', { simpleSettingValue: value('String', 'two') })] },
    ],
  }),
  instance('SimpleSetting', 'password', { simpleSettingValue: value('Secret', 'open sesame', { valueState: 'notEncrypted' }) }),
  instance('SimpleSettingCollection', 'enrollment_autopilot_dpp_allowedappids', { simpleSettingCollectionValue: [value('String', '{"id":"an id","type":"#microsoft.graph.win32LobApp"}'), value('String', '{"id":"an id","type":"#microsoft.graph.winGetApp"}')] }),
  instance('SimpleSettingCollection', 'enrollment_autopilot_dpp_allowedscriptids', { simpleSettingCollectionValue: [value('String', 'an id')] }),
  instance('SimpleSetting', 'enrollment_autopilot_dpp_devicegroup', { simpleSettingValue: value('String', 'an id') }),
];

/** A reusable setting cannot point at reusable settings: it would need itself. */
const simpleInstances = instances.filter((one) => !JSON.stringify(one).includes('ReferenceSettingValue'));
const settings: JsonObject[] = instances.map((settingInstance) => ({ '@odata.type': typed('deviceManagementConfigurationSetting'), settingInstance }));

const actions = (ruleName: string): JsonObject[] => [
  {
    ruleName,
    scheduledActionConfigurations: [
      { actionType: 'block', gracePeriodHours: 12, notificationTemplateId: '', notificationMessageCCList: [] },
      { actionType: 'notification', gracePeriodHours: 24, notificationTemplateId: 'an id', notificationMessageCCList: ['an id', 'an id'] },
      { actionType: 'pushNotification', gracePeriodHours: 1, notificationTemplateId: '00000000-0000-0000-0000-000000000000', notificationMessageCCList: [] },
    ],
  },
];
const complianceActions: Particular = { because: 'exactly one rule, with a block action (graph-intune.md 7.4)', object: { scheduledActionsForRule: actions('PasswordRequired') } };

const definitions = 'https://graph.microsoft.com/beta/deviceManagement/groupPolicyDefinitions';
const definitionValue = (definition: string, enabled: boolean, presentations: readonly JsonObject[]): JsonObject => ({
  enabled,
  configurationType: 'policy',
  'definition@odata.bind': `${definitions}('${definition}')`,
  presentationValues: presentations.map((presentation, index) => ({ ...presentation, 'presentation@odata.bind': `${definitions}('${definition}')/presentations('${definition.slice(0, -2)}b${String(index)}')` })),
});

const identifier = (kind: string, members: JsonObject): JsonObject => ({ mobileAppIdentifier: { '@odata.type': typed(kind === 'windows' ? 'windowsAppIdentifier' : `${kind}MobileAppIdentifier`), ...members } });
const selected = (apps: readonly JsonObject[]): Particular => ({ because: 'only selected apps are named one by one, and of one platform (graph-intune.md 7.17)', object: { appGroupType: 'selectedPublicApps', apps: [...apps] } });
const store: Particular = { because: 'Microsoft keeps those that are available everywhere', object: { appAvailability: 'lineOfBusiness' } };

const plainValue: Particular = { because: 'the service encrypts only texts (graph-intune.md 7.3)', object: { isEncrypted: false, secretReferenceValueId: null } };

/** By type, without prefix; complex types too. */
export const particulars: Readonly<Record<string, Particular>> = {
  editionUpgradeConfiguration: { because: 'this kind of license has a key, which nobody gets back', object: { licenseType: 'productKey' } },
  iosikEv2VpnConfiguration: { because: 'this way of signing in has a secret, which nobody gets back', object: { authenticationMethod: 'sharedSecret' } },
  deviceManagementConfigurationPolicy: {
    because: 'settings are a tree of their own; templates and enrollment tokens have their own rules (graph-intune.md 7.6)',
    object: { platforms: 'windows10', technologies: 'mdm', settings, templateReference: { templateId: '', templateFamily: 'none', templateDisplayName: null, templateDisplayVersion: null }, creationSource: null, priorityMetaData: null },
  },
  deviceManagementIntent: {
    because: 'made from a template; values are JSON in a text, one of them the id of a reusable setting (graph-intune.md 7.8)',
    object: {
      templateId: 'd1174162-1dd2-4976-affc-6667049ab0ae',
      settings: [
        { '@odata.type': typed('deviceManagementBooleanSettingInstance'), definitionId: 'deviceConfiguration--a', valueJson: 'true' },
        { '@odata.type': typed('deviceManagementComplexSettingInstance'), definitionId: 'deviceConfiguration--b', valueJson: '{"name":"ünïcode","list":[1,2]}' },
        { '@odata.type': typed('deviceManagementStringSettingInstance'), definitionId: 'deviceConfiguration--c', valueJson: '"an id"' },
        { '@odata.type': typed('deviceManagementStringSettingInstance'), definitionId: 'deviceConfiguration--d', valueJson: '"5a3b0000-0000-4000-8000-0000000000aa"' },
      ],
    },
  },
  deviceManagementCompliancePolicy: {
    because: 'Linux only, with one rule of actions (graph-intune.md 7.5)',
    object: { platforms: 'linux', technologies: 'linuxMdm', creationSource: null, settings: settings.slice(0, 7), scheduledActionsForRule: actions('') },
  },
  deviceManagementReusablePolicySetting: {
    because: 'one setting instance, which cannot point at other reusable settings',
    object: { settingInstance: instance('GroupSettingCollection', 'vendor_msft_firewall_addresses', { groupSettingCollectionValue: [{ children: simpleInstances.slice(0, 5) }] }) },
  },
  groupPolicyConfiguration: {
    because: 'values name built-in definitions by link (graph-intune.md 7.9)',
    object: {
      policyConfigurationIngestionType: 'builtIn',
      definitionValues: [
        definitionValue('11110000-0000-4000-8000-00000000d001', true, [
          { '@odata.type': typed('groupPolicyPresentationValueText'), value: 'on' },
          { '@odata.type': typed('groupPolicyPresentationValueList'), values: [{ name: 'first', value: '1' }, { name: 'second', value: null }] },
        ]),
        definitionValue('11110000-0000-4000-8000-00000000d002', false, []),
      ],
    },
  },
  androidCompliancePolicy: complianceActions,
  androidDeviceOwnerCompliancePolicy: complianceActions,
  androidForWorkCompliancePolicy: complianceActions,
  androidWorkProfileCompliancePolicy: complianceActions,
  aospDeviceOwnerCompliancePolicy: complianceActions,
  iosCompliancePolicy: complianceActions,
  macOSCompliancePolicy: complianceActions,
  windows10CompliancePolicy: complianceActions,
  windows10MobileCompliancePolicy: complianceActions,
  windows81CompliancePolicy: complianceActions,
  windowsPhone81CompliancePolicy: complianceActions,
  notificationMessageTemplate: {
    because: 'one message a language, one of them the default (graph-intune.md 7.12)',
    object: {
      defaultLocale: 'de-de',
      localizedNotificationMessages: [
        { locale: 'en-us', subject: 'Your device', messageTemplate: 'Please update it.', isDefault: false },
        { locale: 'de-de', subject: 'Ihr Gerät', messageTemplate: 'Bitte aktualisieren.', isDefault: true },
      ],
    },
  },
  iosManagedAppProtection: selected([identifier('ios', { bundleId: 'com.partner.mail' }), identifier('ios', { bundleId: 'com.partner.files' })]),
  androidManagedAppProtection: selected([identifier('android', { packageId: 'com.partner.mail' })]),
  windowsManagedAppProtection: { because: 'takes apps of Windows alone', object: { apps: [identifier('windows', { windowsAppId: 'com.partner.edge' })] } },
  targetedManagedAppConfiguration: { ...selected([identifier('ios', { bundleId: 'com.partner.mail' }), identifier('android', { packageId: 'com.partner.mail' })]), object: { ...selected([identifier('ios', { bundleId: 'com.partner.mail' })]).object, settings: settings.slice(0, 7) } },
  depIOSEnrollmentProfile: { because: 'it hangs below a token, and two skip keys are refused that the service gives (apple.md 3.5)', object: { enabledSkipKeys: ['Privacy', 'Siri', 'Registration'], companyPortalVppTokenId: 'an id', enrollmentTimeAzureAdGroupIds: ['an id'], isDefault: false } },
  depMacOSEnrollmentProfile: { because: 'its local administrator has a password, which nobody gets back', object: { adminAccountUserName: 'admin', enrollmentTimeAzureAdGroupIds: [], isDefault: false } },
  zebraFotaDeployment: { because: 'one that has run stays behind', object: { deploymentStatus: null, deploymentAssignments: [{ id: 'first', displayName: 'Pilot', assignmentTarget: { '@odata.type': typed('groupAssignmentTarget'), groupId: 'an id' } }] } },
  zebraFotaDeploymentSettings: { because: 'one that installs at once stays behind', object: { scheduleMode: 'scheduled' } },
  roleScopeTag: { because: 'the built-in tag stays behind', object: { isBuiltIn: false } },
  deviceAndAppManagementRoleDefinition: {
    because: 'the built-in roles stay behind, and actions have names that the service knows (graph-intune.md 7.13)',
    object: { isBuiltIn: false, isBuiltInRoleDefinition: false, permissions: [], rolePermissions: [{ resourceActions: [{ allowedResourceActions: ['Microsoft.Intune_Roles_Read', 'Microsoft.Intune_Audit_Read'], notAllowedResourceActions: [] }] }] },
  },
  deviceAndAppManagementRoleAssignment: { because: 'its members and scopes are groups', object: { members: ['an id', 'an id'], resourceScopes: ['an id'], scopeMembers: ['an id'] } },
  authenticationStrengthPolicy: { because: 'the built-in ones stay behind', object: { policyType: 'custom', combinationConfigurations: [{ '@odata.type': typed('fido2CombinationConfiguration'), appliesToCombinations: ['fido2'], allowedAAGUIDs: ['de1e552d-db1d-4423-a619-566b625cdc84'] }] } },
  agreement: {
    because: 'one document a language, each a PDF (graph-intune.md 13.5)',
    object: {
      files: [],
      file: {
        localizations: [
          { fileName: 'terms-en.pdf', displayName: 'Terms', language: 'en-US', isDefault: true, isMajorVersion: false, fileData: { data: Buffer.from('%PDF-1.5\n%\xe2\xe3 first', 'latin1').toString('base64') } },
          { fileName: 'terms-de.pdf', displayName: 'Bedingungen', language: 'de-DE', isDefault: false, isMajorVersion: false, fileData: { data: Buffer.from('%PDF-1.5\n%\xe2\xe3 zweite', 'latin1').toString('base64') } },
        ],
      },
    },
  },
  authenticationContextClassReference: { because: 'its place is its id', object: { id: 'c9' } },
  operationApprovalPolicy: { because: 'approvers are groups', object: { approverGroupIds: ['an id'] } },
  intuneBrandingProfile: { because: 'every tenant has a default profile, and nobody makes another', object: { isDefaultProfile: false } },
  deviceHealthScript: { because: "Microsoft's own scripts stay behind", object: { isGlobalScript: false } },
  managedIOSStoreApp: store,
  managedAndroidStoreApp: store,
  deviceAndAppManagementAssignmentFilter: { because: 'an enum of many platforms, and a rule', object: { platform: 'iOS', rule: '(device.model -eq "iPad")', assignmentFilterManagementType: 'devices', payloads: [] } },
  deviceEnrollmentPlatformRestrictionConfiguration: { because: 'the service takes no phones of Windows (graph-intune.md 7.11)', object: { platformType: 'ios' } },
  deviceEnrollmentNotificationConfiguration: { because: 'the service makes the templates and names them (graph-intune.md 7.11)', object: { platformType: 'ios', notificationTemplates: ['email_00000000-0000-0000-0000-000000000000', 'push_00000000-0000-0000-0000-000000000000'] } },
  cloudPcProvisioningPolicy: { because: 'a custom image is found again, one of the gallery is the same everywhere', object: {}, variants: [{ imageType: 'custom', imageId: 'an id' }, { imageType: 'gallery', imageId: 'microsoftwindowsdesktop_windows-ent-cpc_win11-24h2-ent-cpc-m365' }] },
  policySet: {
    because: 'what a set brings along is in it once, and apps have settings of their own kind',
    object: {
      items: [
        { '@odata.type': typed('mobileAppPolicySetItem'), payloadId: 'an id', guidedDeploymentTags: ['first'], intent: 'required', settings: { '@odata.type': typed('iosStoreAppAssignmentSettings'), vpnConfigurationId: 'an id', uninstallOnDeviceRemoval: true, isRemovable: true } },
        ...[
          'targetedManagedAppConfiguration', 'managedDeviceMobileAppConfiguration', 'managedAppProtection', 'mdmWindowsInformationProtectionPolicy', 'iosLobAppProvisioningConfiguration', 'deviceConfiguration', 'deviceManagementConfigurationPolicy',
          'deviceCompliancePolicy', 'deviceManagementScript', 'enrollmentRestrictionsConfiguration', 'windowsAutopilotDeploymentProfile', 'windows10EnrollmentCompletionPageConfiguration',
        ].map((kind): JsonObject => ({ '@odata.type': typed(`${kind}PolicySetItem`), payloadId: 'an id', guidedDeploymentTags: ['first'], ...(kind.startsWith('enrollmentRestrictions') ? { limit: 5, priority: 2 } : kind.startsWith('windows10') ? { priority: 1 } : {}) })),
      ],
    },
  },
  conditionalAccessPolicy: {
    because: 'conditions that the service took back, shapes that it gives and refuses (graph-intune.md 13.3)',
    object: { state: 'enabled' },
  },
  conditionalAccessGrantControls: { because: 'custom controls stay behind, and are tried apart', object: { customAuthenticationFactors: [] } },
  conditionalAccessSessionControls: { because: 'filtering profiles stay behind, and are tried apart', object: { globalSecureAccessFilteringProfile: null } },
  omaSettingInteger: plainValue,
  omaSettingBoolean: plainValue,
  omaSettingDateTime: plainValue,
  omaSettingFloatingPoint: plainValue,
  iosMobileAppConfiguration: {
    because: 'settings or a property list, never both (graph-intune.md 7.18)',
    object: {},
    variants: [{ settings: [{ appConfigKey: 'server', appConfigKeyType: 'stringType', appConfigKeyValue: 'mail.partner.example' }], encodedSettingXml: null }, { settings: [], encodedSettingXml: Buffer.from('<dict><key>server</key><string>mail</string></dict>').toString('base64') }],
  },
  ipNamedLocation: { because: 'ranges are addresses', object: { ipRanges: [{ '@odata.type': typed('iPv4CidrRange'), cidrAddress: '203.0.113.0/24' }, { '@odata.type': typed('iPv6CidrRange'), cidrAddress: '2001:db8::/32' }] } },
};
