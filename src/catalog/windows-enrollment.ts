import { enrollmentConfigurations } from './enrollment.js';
import { assignedGroup, madeByAutopatch, resource, scopeTags, usual } from './everywhere.js';
import { intune } from './scopes.js';
import type { PolicyType } from '../model/policy-type.js';

/** How Windows devices are set up when they enroll: Autopilot, Windows Hello for Business, co-management, restore (graph-intune.md 7.11, 7.15). */
export const windowsEnrollment: readonly PolicyType[] = [
  {
    kind: 'autopilotProfile',
    title: 'Windows Autopilot deployment profile',
    area: 'enrollment',
    limits: [{ what: 'Windows Autopilot deployment profiles', most: 350, link: 'https://learn.microsoft.com/autopilot/profiles' }],
    link: resource('intune-enrollment-windowsautopilotdeploymentprofile'),
    api: 'beta',
    service: 'device-enrollment',
    collection: 'deviceManagement/windowsAutopilotDeploymentProfiles',
    list: '$expand=assignments',
    types: ['azureADWindowsAutopilotDeploymentProfile', 'activeDirectoryWindowsAutopilotDeploymentProfile'],
    rest: true,
    name: 'displayName',
    mapping: 'autopilot-profiles',
    scopes: intune('DeviceManagementServiceConfig'),
    // its assign action takes devices: targets are children, and the portal offers no all users (graph-intune.md 7.2, 7.15)
    assign: { by: 'each', child: 'assignments', only: ['group', 'exclusion', 'all devices'], filters: false },
    // old twins of locale, hardwareHashExtractionEnabled, preprovisioningAllowed and outOfBoxExperienceSetting; the service answers both
    drop: ['language', 'extractHardwareHash', 'enableWhiteGlove', 'outOfBoxExperienceSettings'],
    updateDrop: ['deviceType', 'hybridAzureADJoinSkipConnectivityCheck', 'managementServiceAppId'],
    update: 'patch',
    refs: [assignedGroup, scopeTags, { at: 'managementServiceAppId', to: ['application'], same: ['0000000a-0000-0000-c000-000000000000'], drops: 'value' }],
    owned: [...madeByAutopatch('displayName'), { when: [{ at: 'displayName', startsWith: 'Modern Workplace Autopilot' }], because: 'Windows Autopatch, formerly Modern Workplace, made it: register the destination with Windows Autopatch' }],
    // an assigned profile is not deleted (graph-intune.md 7.22)
    removal: { unassigned: true },
    loses: [
      'Registered devices (hardware hashes): they are released in the source and imported in the destination',
      'The domain join profile of a hybrid profile moves by itself, and applies where it reaches the same groups',
    ],
  },
  {
    ...enrollmentConfigurations,
    kind: 'windowsHello',
    title: 'Windows Hello for Business',
    area: 'enrollment',
    link: resource('intune-onboarding-deviceenrollmentwindowshelloforbusinessconfiguration'),
    types: ['deviceEnrollmentWindowsHelloForBusinessConfiguration'],
    mapping: 'windows-hello',
    refs: usual,
  },
  {
    ...enrollmentConfigurations,
    kind: 'comanagement',
    title: 'Co-management settings',
    area: 'enrollment',
    link: resource('intune-onboarding-devicecomanagementauthorityconfiguration'),
    types: ['deviceComanagementAuthorityConfiguration'],
    mapping: 'comanagement',
    refs: usual,
    loses: ['The command line of the Configuration Manager client names a site and a gateway: read it before devices enroll'],
  },
  {
    ...enrollmentConfigurations,
    kind: 'windowsRestore',
    title: 'Windows Backup and Restore',
    area: 'enrollment',
    link: resource('intune-onboarding-windowsrestoredeviceenrollmentconfiguration'),
    types: ['windowsRestoreDeviceEnrollmentConfiguration'],
    mapping: 'windows-restore',
    // one for the tenant, and of it the state alone can be changed (graph-intune.md 7.11)
    drop: [...enrollmentConfigurations.drop, 'displayName', 'description', 'roleScopeTagIds'],
    refs: usual,
    stays: [{ when: [{ at: 'priority', isNot: 0 }], because: 'A tenant has one, which is there from the start: set its state' }],
  },
];
