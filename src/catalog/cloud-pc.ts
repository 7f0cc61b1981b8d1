import { assignedGroup, assignAction, nothing, resource } from './everywhere.js';
import { intune } from './scopes.js';
import type { PolicyType } from '../model/policy-type.js';

/** What the kinds of Windows 365 share (graph-intune.md 7.21). */
const cloudPc = {
  area: 'tenant',
  api: 'beta',
  service: 'others',
  list: '$expand=assignments',
  name: 'displayName',
  scopes: intune('CloudPC'),
  assign: { ...assignAction, only: ['group'], filters: false },
  update: 'patch',
} as const satisfies Partial<PolicyType>;

/** A network or an image lies in an Azure subscription: it is never made, only found again by its name. */
const ofAzure = { area: 'tenant', api: 'beta', service: 'others', name: 'displayName', scopes: intune('CloudPC'), update: 'never', refs: [], neighbor: true } as const satisfies Partial<PolicyType>;

export const cloudPcs: readonly PolicyType[] = [
  {
    ...cloudPc,
    kind: 'cloudPcProvisioning',
    title: 'Windows 365 provisioning policy',
    link: resource('cloudpcprovisioningpolicy'),
    collection: 'deviceManagement/virtualEndpoint/provisioningPolicies',
    implied: 'cloudPcProvisioningPolicy',
    key: ['provisioningType'],
    mapping: 'cloud-pc-provisioning',
    // Autopatch groups and the managed desktop are registered tenant by tenant
    drop: ['alternateResourceUrl', 'autopatch', 'cloudPcGroupDisplayName', 'gracePeriodInHours', 'microsoftManagedDesktop', 'scopeIds', 'createdBy', 'lastModifiedBy'],
    updateDrop: ['provisioningType', 'managedBy'],
    refs: [
      assignedGroup,
      { at: 'domainJoinConfigurations[].onPremisesConnectionId', to: ['azureNetworkConnection'], none: nothing },
      { at: 'imageId', to: ['cloudPcImage'], when: [{ at: 'imageType', is: 'custom' }], none: nothing },
      { at: 'autopilotConfiguration.devicePreparationProfileId', to: ['settingsCatalog'], none: nothing, drops: 'holder' },
    ],
    loses: ['Cloud PCs and their disks', 'The Autopatch group: register the destination with Windows Autopatch', 'Scope tags of Cloud PCs'],
  },
  {
    ...cloudPc,
    kind: 'cloudPcUserSetting',
    title: 'Windows 365 user settings',
    link: resource('cloudpcusersetting'),
    collection: 'deviceManagement/virtualEndpoint/userSettings',
    implied: 'cloudPcUserSetting',
    mapping: 'cloud-pc-user-settings',
    refs: [assignedGroup, { at: 'crossRegionDisasterRecoverySetting.disasterRecoveryNetworkSetting.onPremisesConnectionId', to: ['azureNetworkConnection'], none: nothing }],
  },
  {
    ...ofAzure,
    kind: 'azureNetworkConnection',
    title: 'Azure network connection',
    link: resource('cloudpconpremisesconnection'),
    collection: 'deviceManagement/virtualEndpoint/onPremisesConnections',
    implied: 'cloudPcOnPremisesConnection',
    mapping: 'azure-network-connections',
    facts: ['connectionType', 'virtualNetworkLocation'],
    matchOnly: { '*': 'Make a connection to a network of the subscription that the destination uses, under the same name or enter it in the mapping file' },
  },
  {
    ...ofAzure,
    kind: 'cloudPcImage',
    title: 'Custom image of Cloud PCs',
    link: resource('cloudpcdeviceimage'),
    collection: 'deviceManagement/virtualEndpoint/deviceImages',
    implied: 'cloudPcDeviceImage',
    mapping: 'cloud-pc-images',
    facts: ['operatingSystem', 'version'],
    matchOnly: { '*': 'Upload the image from the subscription that the destination uses' },
  },
];
