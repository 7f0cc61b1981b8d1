import { defenderConnector } from './connectors.js';
import { linksOf } from './certificate-links.js';
import { deviceConfigurations } from './device-configurations.js';
import { assignedGroup, nothing, resource, usual } from './everywhere.js';
import { networks } from './networks.js';
import { intune } from './scopes.js';
import type { PolicyType } from '../model/policy-type.js';

const custom = [
  'androidCustomConfiguration',
  'androidForWorkCustomConfiguration',
  'androidWorkProfileCustomConfiguration',
  'iosCustomConfiguration',
  'macOSCustomAppConfiguration',
  'macOSCustomConfiguration',
  'windows10CustomConfiguration',
  'windowsPhone81CustomConfiguration',
] as const;

/** What is left of the collection; types that are newer than this list are claimed with them. */
const others = [
  'androidDeviceOwnerDerivedCredentialAuthenticationConfiguration', 'androidDeviceOwnerGeneralDeviceConfiguration',
  'androidForWorkGeneralDeviceConfiguration', 'androidGeneralDeviceConfiguration', 'androidOmaCpConfiguration',
  'androidWorkProfileGeneralDeviceConfiguration', 'aospDeviceOwnerDeviceConfiguration', 'editionUpgradeConfiguration',
  'iosDerivedCredentialAuthenticationConfiguration', 'iosDeviceFeaturesConfiguration', 'iosEduDeviceConfiguration', 'iosEducationDeviceConfiguration',
  'iosExpeditedCheckinConfiguration', 'iosGeneralDeviceConfiguration', 'macOSDeviceFeaturesConfiguration', 'macOSEndpointProtectionConfiguration',
  'macOSExtensionsConfiguration', 'macOSGeneralDeviceConfiguration', 'sharedPCConfiguration', 'unsupportedDeviceConfiguration',
  'windows10DeviceFirmwareConfigurationInterface', 'windows10EndpointProtectionConfiguration', 'windows10EnterpriseModernAppManagementConfiguration',
  'windows10GeneralConfiguration', 'windows10NetworkBoundaryConfiguration', 'windows10SecureAssessmentConfiguration',
  'windows10TeamGeneralConfiguration', 'windows81GeneralConfiguration', 'windowsDefenderAdvancedThreatProtectionConfiguration',
  'windowsDeliveryOptimizationConfiguration', 'windowsDomainJoinConfiguration', 'windowsHealthMonitoringConfiguration',
  'windowsIdentityProtectionConfiguration', 'windowsKioskConfiguration', 'windowsPhone81GeneralConfiguration', 'windowsZtdnsConfiguration',
] as const;

export const devices: readonly PolicyType[] = [
  {
    kind: 'esimPool',
    title: 'eSIM activation codes',
    area: 'devices',
    link: resource('intune-esim-embeddedsimactivationcodepool'),
    api: 'beta',
    service: 'others',
    collection: 'deviceManagement/embeddedSIMActivationCodePools',
    list: '$expand=assignments',
    implied: 'embeddedSIMActivationCodePool',
    name: 'displayName',
    mapping: 'esim-pools',
    scopes: intune('DeviceManagementConfiguration'),
    assign: { by: 'action', as: 'assignments', read: 'expand', only: ['group', 'exclusion'], filters: false },
    // given by the client and never given back; how many there are
    drop: ['activationCodes', 'activationCodeCount'],
    update: 'patch',
    refs: [assignedGroup],
    matchOnly: { '*': 'A code is good for one device, and the service never gives codes back: import unused codes of the carrier in the destination under the same name; then map and plan again, so that its assignments are compared' },
  },
  {
    kind: 'biosConfiguration',
    title: 'BIOS configuration',
    area: 'devices',
    link: resource('intune-deviceconfig-hardwareconfiguration'),
    api: 'beta',
    service: 'device-configuration',
    collection: 'deviceManagement/hardwareConfigurations',
    list: '$expand=assignments',
    detail: '$expand=assignments',
    implied: 'hardwareConfiguration',
    name: 'displayName',
    key: ['hardwareConfigurationFormat'],
    mapping: 'bios-configurations',
    scopes: intune('DeviceManagementConfiguration'),
    assign: { by: 'action', as: 'hardwareConfigurationAssignments', read: 'expand' },
    updateDrop: ['hardwareConfigurationFormat', 'displayName'],
    update: 'patch',
    refs: usual,
    loses: ['Passwords that the source has set in the firmware of each device, which stay with the source'],
  },
  {
    ...deviceConfigurations,
    kind: 'deviceConfiguration',
    title: 'Device configuration: restrictions, features, endpoint protection and all other templates',
    area: 'devices',
    link: resource('intune-deviceconfig-deviceconfiguration'),
    types: others,
    rest: true,
    mapping: 'device-configurations',
    apart: [
      {
        field: 'privacyAccessControls',
        types: ['windows10GeneralConfiguration'],
        // a navigation property of the cast type; not taken in the create body (graph-intune.md 7.3)
        read: { child: 'microsoft.graph.windows10GeneralConfiguration/privacyAccessControls', unseen: 'the service did not tell its privacy access controls by app: set them again where it had any' },
        send: { action: 'windowsPrivacyAccessControls', as: 'windowsPrivacyAccessControls' },
        drop: ['id'],
      },
    ],
    links: linksOf(others),
    // parts of the source's app, which the destination knows by ids of its own, and the source's log workspace
    createDrop: ['kioskProfiles.**.containedAppId', 'azureOperationalInsightsWorkspaceId'],
    updateDrop: ['kioskProfiles.**.containedAppId', 'azureOperationalInsightsWorkspaceId'],
    refs: [
      ...usual,
      { at: 'kioskModeManagedAppId', to: ['mobileApp', 'packagedApp'], none: nothing, drops: 'value' },
      { at: 'kioskProfiles[].appConfiguration.uwpApp.appId', to: ['mobileApp', 'packagedApp'], none: nothing, drops: 'value' },
      { at: 'kioskProfiles[].appConfiguration.apps[].appId', to: ['mobileApp', 'packagedApp'], none: nothing, drops: 'item' },
      { at: 'kioskProfiles[].userAccountsConfiguration[].userId', to: ['user'], none: nothing, drops: 'item' },
      { at: 'kioskProfiles[].userAccountsConfiguration[].groupId', to: ['group'], none: nothing, drops: 'item' },
    ],
    // null or masked on every GET: whether there is one, other members tell (graph-intune.md 9)
    secrets: [
      { at: 'productKey', what: 'product key of the edition upgrade', types: ['editionUpgradeConfiguration'], when: [{ at: 'licenseType', is: 'productKey' }], without: 'left out' },
      { at: 'productKey', what: 'product key of the edition upgrade', types: ['editionUpgradeConfiguration'], without: 'left out' },
      { at: 'advancedThreatProtectionOnboardingBlob', what: 'Defender onboarding blob', types: ['windowsDefenderAdvancedThreatProtectionConfiguration'], when: [{ at: 'advancedThreatProtectionOnboardingFilename' }], without: 'left out', refilled: { by: defenderConnector, when: [{ at: 'advancedThreatProtectionAutoPopulateOnboardingBlob', is: true }] } },
      { at: 'advancedThreatProtectionOffboardingBlob', what: 'Defender offboarding blob', types: ['windowsDefenderAdvancedThreatProtectionConfiguration'], when: [{ at: 'advancedThreatProtectionOffboardingFilename' }], without: 'left out' },
      { at: 'advancedThreatProtectionOnboardingBlob', what: 'Defender onboarding blob', types: ['windowsDefenderAdvancedThreatProtectionConfiguration'], without: 'left out', refilled: { by: defenderConnector, when: [{ at: 'advancedThreatProtectionAutoPopulateOnboardingBlob', is: true }] } },
      { at: 'advancedThreatProtectionOffboardingBlob', what: 'Defender offboarding blob', types: ['windowsDefenderAdvancedThreatProtectionConfiguration'], without: 'left out' },
      { at: 'kioskModeExitCode', what: 'code that leaves kiosk mode', when: [{ at: 'isKioskModeExitCodeSet', is: true }], without: 'left out' },
      { at: 'kioskModeExitCode', what: 'code that leaves kiosk mode', without: 'left out' },
      { at: 'azureOperationalInsightsWorkspaceKey', what: 'key of the log workspace', types: ['windows10TeamGeneralConfiguration'], without: 'left out' },
    ],
    loses: [
      'Product keys, kiosk exit codes and Defender blobs, which the service never gives back',
      'The log workspace of a Surface Hub, which belongs to an Azure subscription',
      'Which part of a bundled app a Windows kiosk starts: choose it again',
    ],
    matchOnly: { unsupportedDeviceConfiguration: 'The service does not know this type through Graph; make it by hand in the admin center' },
  },
  {
    ...deviceConfigurations,
    kind: 'customConfiguration',
    title: 'Custom profile (OMA-URI, mobileconfig, property list)',
    area: 'devices',
    link: resource('intune-deviceconfig-windows10customconfiguration'),
    types: custom,
    mapping: 'custom-configurations',
    // the service encrypts every text-like value and names it by a reference into the secret store of the source (graph-intune.md 7.3, 9)
    createDrop: ['omaSettings[].isEncrypted', 'omaSettings[].secretReferenceValueId'],
    updateDrop: ['omaSettings[].isEncrypted', 'omaSettings[].secretReferenceValueId'],
    secrets: [
      {
        at: 'omaSettings[].value',
        what: 'OMA-URI value',
        when: [{ at: 'isEncrypted', is: true }],
        drops: 'item',
        without: 'left out',
        label: ['omaUri', 'displayName'],
        base64: [{ at: '@odata.type', endsWith: 'omaSettingStringXml' }],
        reveal: "getOmaSettingPlainTextValue(secretReferenceValueId='{secretReferenceValueId}')",
      },
    ],
  },
  ...networks,
  {
    kind: 'deviceCategory',
    title: 'Device category',
    nameOnce: true,
    area: 'devices',
    link: resource('intune-onboarding-devicecategory'),
    api: 'beta',
    service: 'device-enrollment',
    collection: 'deviceManagement/deviceCategories',
    list: '$top=500',
    implied: 'deviceCategory',
    name: 'displayName',
    mapping: 'device-categories',
    scopes: intune('DeviceManagementManagedDevices'),
    update: 'patch',
    refs: usual.filter((ref) => ref.at === 'roleScopeTagIds[]'),
  },
];
