import { assignedFilter, assignedGroup, nothing, resource, roleScopeTags } from './everywhere.js';
import { intune } from './scopes.js';
import type { PolicyType, Ref } from '../model/policy-type.js';

/** What each kind of item brings along (intune-objects.md 2.21). */
const payloads: Readonly<Record<string, readonly string[]>> = {
  mobileAppPolicySetItem: ['mobileApp', 'packagedApp'],
  targetedManagedAppConfigurationPolicySetItem: ['managedAppConfiguration'],
  managedDeviceMobileAppConfigurationPolicySetItem: ['deviceAppConfiguration'],
  managedAppProtectionPolicySetItem: ['iosAppProtection', 'androidAppProtection', 'windowsAppProtection'],
  mdmWindowsInformationProtectionPolicyPolicySetItem: ['mdmWindowsInformationProtection'],
  iosLobAppProvisioningConfigurationPolicySetItem: ['provisioningProfile'],
  deviceConfigurationPolicySetItem: [
    'deviceConfiguration', 'customConfiguration', 'wifi', 'vpn', 'email', 'wiredNetwork', 'trustedCertificate', 'scepCertificate', 'pkcsCertificate', 'importedPfxCertificate', 'updateRing',
    'administrativeTemplate',
  ],
  deviceManagementConfigurationPolicyPolicySetItem: ['settingsCatalog'],
  deviceCompliancePolicyPolicySetItem: ['compliancePolicy'],
  deviceManagementScriptPolicySetItem: ['powershellScript'],
  enrollmentRestrictionsConfigurationPolicySetItem: ['platformRestriction', 'enrollmentLimit'],
  windowsAutopilotDeploymentProfilePolicySetItem: ['autopilotProfile'],
  windows10EnrollmentCompletionPageConfigurationPolicySetItem: ['enrollmentStatusPage'],
};

const payloadReferences = Object.entries(payloads).map(([type, to]): Ref => ({ at: 'items[].payloadId', to, when: [{ at: '@odata.type', is: `#microsoft.graph.${type}` }], none: nothing, drops: 'item' }));

/** Bundles of policies and apps that are assigned together. They come last: everything else is in them. */
export const policySets: readonly PolicyType[] = [
  {
    kind: 'policySet',
    title: 'Policy set',
    area: 'tenant',
    link: resource('intune-policyset-policyset'),
    api: 'beta',
    service: 'bundles',
    collection: 'deviceAppManagement/policySets',
    // items and assignments come by id only (graph-intune.md 4.2)
    detail: '$expand=assignments,items',
    implied: 'policySet',
    name: 'displayName',
    mapping: 'policy-sets',
    scopes: intune('DeviceManagementConfiguration'),
    apart: [
      {
        field: 'items',
        read: 'expand',
        send: 'inline',
        // changed items are known by what they bring along, and go without their ids (a capture of the admin center)
        update: { action: 'update', added: 'addedPolicySetItems', updated: 'updatedPolicySetItems', deletedIds: 'deletedPolicySetItems', key: 'payloadId', nameless: true },
        drop: ['id', 'createdDateTime', 'lastModifiedDateTime', 'displayName', 'itemType', 'status', 'errorCode'],
      },
    ],
    assign: { by: 'action', action: 'update', as: 'assignments', read: 'expand' },
    drop: ['status', 'errorCode'],
    update: 'patch',
    refs: [assignedGroup, assignedFilter, roleScopeTags, ...payloadReferences, { at: 'items[].settings.vpnConfigurationId', to: ['vpn'], none: nothing, drops: 'value' }],
  },
];
