import { deviceConfigurations } from './device-configurations.js';
import { assignAction, madeByAutopatch, nothing, resource, scopeTags, usual } from './everywhere.js';
import { intune } from './scopes.js';
import type { PolicyType, Ref } from '../model/policy-type.js';

const ringTypes = ['iosUpdateConfiguration', 'macOSSoftwareUpdateConfiguration', 'windowsUpdateForBusinessConfiguration'] as const;

/** What the update profiles share: at most 200 a page (graph-intune.md 4.1, 7.16). */
const updateProfiles = {
  area: 'updates',
  api: 'beta',
  service: 'updates',
  list: '$top=200&$expand=assignments',
  name: 'displayName',
  scopes: intune('DeviceManagementConfiguration'),
  // groups only, and no filters (graph-intune.md 7.2)
  assign: { ...assignAction, only: ['group', 'exclusion'], filters: false },
  update: 'patch',
  refs: usual,
  owned: madeByAutopatch('displayName'),
} as const satisfies Partial<PolicyType>;

export const updates: readonly PolicyType[] = [
  {
    ...deviceConfigurations,
    kind: 'updateRing',
    title: 'Update ring for Windows, update policy for iOS and macOS',
    area: 'updates',
    link: resource('intune-deviceconfig-windowsupdateforbusinessconfiguration'),
    types: ringTypes,
    mapping: 'update-rings',
    // pausing and rolling back are acts of the moment, and the service refuses them on create (graph-intune.md 7.3)
    drop: [
      'featureUpdatesPauseExpiryDateTime', 'featureUpdatesRollbackStartDateTime', 'qualityUpdatesPauseExpiryDateTime', 'qualityUpdatesRollbackStartDateTime',
    ],
    loses: ['A pause or rollback under way'],
  },
  {
    ...updateProfiles,
    kind: 'featureUpdate',
    license: 'Windows Enterprise E3 or Microsoft 365 Business Premium',
    title: 'Feature update',
    link: resource('intune-softwareupdate-windowsfeatureupdateprofile'),
    collection: 'deviceManagement/windowsFeatureUpdateProfiles',
    implied: 'windowsFeatureUpdateProfile',
    mapping: 'feature-updates',
    updateDrop: ['installLatestWindows10OnWindows11IneligibleDevice'],
    loses: ['Profiles for a version that Microsoft no longer offers are refused'],
  },
  {
    ...updateProfiles,
    kind: 'qualityUpdate',
    license: 'Windows Enterprise E3 or Microsoft 365 Business Premium',
    title: 'Quality update (expedite)',
    link: resource('intune-softwareupdate-windowsqualityupdateprofile'),
    collection: 'deviceManagement/windowsQualityUpdateProfiles',
    implied: 'windowsQualityUpdateProfile',
    mapping: 'quality-updates',
    loses: ['Profiles for a release that Microsoft no longer offers are refused'],
  },
  {
    ...updateProfiles,
    kind: 'qualityUpdatePolicy',
    license: 'Windows Enterprise E3 or Microsoft 365 Business Premium',
    title: 'Quality update policy (hotpatch)',
    link: resource('intune-softwareupdate-windowsqualityupdatepolicy'),
    collection: 'deviceManagement/windowsQualityUpdatePolicies',
    implied: 'windowsQualityUpdatePolicy',
    mapping: 'quality-update-policies',
  },
  {
    ...updateProfiles,
    kind: 'driverUpdate',
    license: 'Windows Enterprise E3 or Microsoft 365 Business Premium',
    title: 'Driver update',
    link: resource('intune-softwareupdate-windowsdriverupdateprofile'),
    collection: 'deviceManagement/windowsDriverUpdateProfiles',
    implied: 'windowsDriverUpdateProfile',
    key: ['approvalType'],
    mapping: 'driver-updates',
    updateDrop: ['approvalType'],
    loses: ['Approved and declined drivers: they belong to the devices of the tenant'],
  },
  {
    kind: 'zebraDeployment',
    license: 'Intune Plan 2 or Intune Suite',
    title: 'Firmware deployment to Zebra devices',
    area: 'updates',
    link: resource('intune-androidfotaservice-zebrafotadeployment'),
    api: 'beta',
    service: 'others',
    collection: 'deviceManagement/zebraFotaDeployments',
    implied: 'zebraFotaDeployment',
    name: 'displayName',
    mapping: 'zebra-deployments',
    scopes: intune('DeviceManagementConfiguration'),
    drop: ['deploymentAssignments[].id'],
    createDrop: ['deploymentStatus'],
    // one that runs is cancelled and made anew, never changed
    update: 'never',
    refs: [
      scopeTags,
      ...['assignmentTarget', 'target'].flatMap((target): Ref[] => [
        { at: `deploymentAssignments[].${target}.groupId`, to: ['group'], none: nothing, drops: 'item' },
        { at: `deploymentAssignments[].${target}.deviceAndAppManagementAssignmentFilterId`, to: ['assignmentFilter'], none: nothing, drops: 'item' },
      ]),
    ],
    stays: [
      { when: [{ at: 'deploymentStatus.state', oneOf: ['completed', 'pendingCancel', 'canceled', 'createFailed'] }], because: 'It has run, or was taken back: nothing of it is still wanted' },
      { when: [{ at: 'deploymentSettings.scheduleMode', is: 'installNow' }], because: 'It was to install at once: deploy again in the destination when its devices have enrolled there' },
    ],
    tells: [{ when: [], because: 'it reaches the devices of its groups through the Zebra account: link the account to the destination first (the connector), and look at its start, which may have passed' }],
  },
];
