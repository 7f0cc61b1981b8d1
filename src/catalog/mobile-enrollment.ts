import { assignedGroup, enrollmentTimeGroup, enrollmentTimeTarget, resource, scopeTags } from './everywhere.js';
import { intune } from './scopes.js';
import type { PolicyType } from '../model/policy-type.js';

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
    tells: [{ when: [], because: 'its token and QR code are new in the destination: hand out the new codes, and enter the new token in zero touch and Knox Mobile Enrollment' }],
    loses: ['The enrollment token and its QR code: the service makes new ones'],
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
