import { assignedGroup, enrollmentTimeGroup, enrollmentTimeTarget, nothing, resource, scopeTags } from './everywhere.js';
import { intune } from './scopes.js';
import type { PolicyType, When } from '../model/policy-type.js';

/** Profiles that belong to a token of Apple Business Manager; those of Apple Configurator hang below a holder that is none. */
const apple: readonly When[] = [{ at: '@odata.type', startsWith: '#microsoft.graph.dep' }];

/** How phones and tablets enroll, beside Apple's automated enrollment (graph-intune.md 7.2, 7.21, 9). */
export const mobileEnrollment: readonly PolicyType[] = [
  {
    kind: 'androidEnrollmentProfile',
    title: 'Android Enterprise enrollment profile',
    area: 'enrollment',
    link: resource('intune-androidforwork-androiddeviceownerenrollmentprofile'),
    api: 'beta',
    service: 'device-enrollment',
    collection: 'deviceManagement/androidDeviceOwnerEnrollmentProfiles',
    implied: 'androidDeviceOwnerEnrollmentProfile',
    name: 'displayName',
    key: ['enrollmentMode'],
    mapping: 'android-enrollment-profiles',
    scopes: intune('DeviceManagementConfiguration'),
    apart: [enrollmentTimeGroup],
    // the token, its code and who has used it belong to the tenant; the account is the tenant's
    drop: ['accountId', 'enrolledDeviceCount', 'enrollmentTokenUsageCount', 'qrCodeContent', 'qrCodeImage', 'tokenCreationDateTime', 'tokenValue'],
    updateDrop: ['enrollmentMode', 'enrollmentTokenType', 'isTeamsDeviceProfile', 'tokenExpirationDateTime'],
    update: 'patch',
    refs: [scopeTags, enrollmentTimeTarget],
    secrets: [{ at: 'wifiPassword', what: 'password of the Wi-Fi network at setup', when: [{ at: 'configureWifi', is: true }], without: 'left out' }],
    tells: [{ when: [], because: 'its token and QR code are new in the destination: hand out the new codes, and enter the new token in zero touch and Knox Mobile Enrollment; the date on which the token ends goes along as it is, so look whether it is still ahead' }],
    loses: ['The enrollment token and its QR code: the service makes new ones'],
  },
  {
    kind: 'enrollmentProfile',
    title: 'Apple enrollment profile (automated device enrollment)',
    limits: [{ what: 'enrollment profiles of one token', most: 1000, link: 'https://learn.microsoft.com/mem/intune/enrollment/device-enrollment-program-enroll-ios' }],
    area: 'Apple enrollment',
    link: resource('intune-enrollment-enrollmentprofile'),
    api: 'beta',
    service: 'device-enrollment',
    collection: 'deviceManagement/depOnboardingSettings/enrollmentProfiles',
    // an enrollment policy of the settings catalog is shown among them under its own id (apple.md 3.5)
    below: { kind: 'enrollmentToken', parents: 'deviceManagement/depOnboardingSettings', list: '$top=100', as: 'depOnboardingSettingId', alsoShows: 'deviceManagement/configurationPolicies' },
    types: ['depIOSEnrollmentProfile', 'depMacOSEnrollmentProfile', 'depTvOSEnrollmentProfile', 'depVisionOSEnrollmentProfile', 'depEnrollmentProfile', 'enrollmentProfile'],
    rest: true,
    // the declared type of the collection, which answers leave out
    implied: 'enrollmentProfile',
    name: 'displayName',
    mapping: 'enrollment-profiles',
    scopes: {
      read: ['DeviceManagementServiceConfig.Read.All', 'DeviceManagementConfiguration.Read.All'],
      write: ['DeviceManagementServiceConfig.ReadWrite.All', 'DeviceManagementConfiguration.Read.All'],
    },
    // holds the ids of the Intune account and of the tenant (real-exports.md 2)
    drop: ['configurationEndpointUrl'],
    // set by an action of its own, which nothing takes back
    createDrop: ['isDefault'],
    updateDrop: ['isDefault', 'depOnboardingSettingId'],
    // refused as keys, taken as members (apple.md 3.5)
    turn: ['Privacy', 'Registration'].map((from) => ({ at: 'enabledSkipKeys[]', from, to: { away: true } })),
    update: 'patch',
    refs: [
      { at: 'depOnboardingSettingId', to: ['enrollmentToken'], when: apple, needed: true },
      { at: 'companyPortalVppTokenId', to: ['vppToken'], none: nothing, drops: 'value' },
      { at: 'enrollmentTimeAzureAdGroupIds[]', to: ['group'], none: nothing, drops: 'value' },
    ],
    secrets: [{ at: 'adminAccountPassword', what: 'password of the local administrator', types: ['depMacOSEnrollmentProfile'], when: [{ at: 'adminAccountUserName' }], without: 'left out' }],
    stays: [
      { when: [{ at: '@odata.type', is: '#microsoft.graph.enrollmentProfile' }], because: 'A profile for Apple Configurator holds the address of its tenant: make it in the destination and export its URL or file again' },
      { when: [{ at: '@odata.type', is: '#microsoft.graph.depEnrollmentProfile' }], because: 'A profile of the form from before iOS and macOS had profiles of their own, which nobody makes any more: make one for the platform' },
    ],
    tells: [
      { when: [{ at: 'isDefault', is: true }], because: 'it is the default profile of its token in the source: make it the default of the token in the destination before serials synchronize there, because a default holds only for devices that synchronize from then on' },
      { when: [{ at: 'adminAccountUserName' }], because: 'the local administrator of a Mac gets its password only where it is supplied' },
      { when: [{ at: 'enrollmentTimeAzureAdGroupIds[]' }], because: 'devices join its groups only where those are static security groups that the application Intune Provisioning Client owns in the destination too' },
    ],
    loses: ['That it is the default of its token, and the devices that it was assigned to: tenantferry apple assigns profiles to devices'],
  },
  {
    kind: 'appleEnrollmentType',
    title: 'Apple enrollment type profile (user-initiated)',
    area: 'Apple enrollment',
    link: resource('intune-enrollment-appleuserinitiatedenrollmentprofile'),
    api: 'beta',
    service: 'device-enrollment',
    collection: 'deviceManagement/appleUserInitiatedEnrollmentProfiles',
    implied: 'appleUserInitiatedEnrollmentProfile',
    name: 'displayName',
    key: ['platform'],
    mapping: 'apple-enrollment-types',
    scopes: intune('DeviceManagementServiceConfig'),
    assign: { by: 'each', child: 'assignments', filters: false },
    createDrop: ['priority'],
    updateDrop: ['priority', 'platform'],
    priority: { at: 'priority', action: 'setPriority' },
    update: 'patch',
    refs: [assignedGroup],
  },
];
