import { textAt } from '../../../model/json.js';
import { badRequest } from '../refusal.js';
import type { Rule } from '../rule.js';

const dm = (...names: string[]): string[] => names.map((name) => `deviceManagement/${name}`);
const dam = (...names: string[]): string[] => names.map((name) => `deviceAppManagement/${name}`);

/** Where the payload of each kind of item lives (intune-objects.md 2.21). */
const homes: Readonly<Record<string, readonly string[]>> = {
  mobileAppPolicySetItem: dam('mobileApps'),
  targetedManagedAppConfigurationPolicySetItem: dam('targetedManagedAppConfigurations'),
  managedDeviceMobileAppConfigurationPolicySetItem: dam('mobileAppConfigurations'),
  managedAppProtectionPolicySetItem: dam('iosManagedAppProtections', 'androidManagedAppProtections', 'windowsManagedAppProtections'),
  mdmWindowsInformationProtectionPolicyPolicySetItem: dam('mdmWindowsInformationProtectionPolicies'),
  iosLobAppProvisioningConfigurationPolicySetItem: dam('iosLobAppProvisioningConfigurations'),
  deviceConfigurationPolicySetItem: dm('deviceConfigurations', 'groupPolicyConfigurations'),
  deviceManagementConfigurationPolicyPolicySetItem: dm('configurationPolicies'),
  deviceCompliancePolicyPolicySetItem: dm('deviceCompliancePolicies'),
  deviceManagementScriptPolicySetItem: dm('deviceManagementScripts'),
  enrollmentRestrictionsConfigurationPolicySetItem: dm('deviceEnrollmentConfigurations'),
  windowsAutopilotDeploymentProfilePolicySetItem: dm('windowsAutopilotDeploymentProfiles'),
  windows10EnrollmentCompletionPageConfigurationPolicySetItem: dm('deviceEnrollmentConfigurations'),
};

/** What is in a policy set must exist, and is in it once (graph-intune.md 7.20). */
export const policySetRules: readonly Rule[] = [
  {
    on: ['deviceAppManagement/policySets/items'],
    create({ tenant, collection, incoming, seed }) {
      const payload = textAt(incoming.body, 'payloadId') ?? '';
      if (seed) return;
      if (!(homes[incoming.type.name] ?? []).some((path) => tenant.set(path).get(payload) !== undefined)) throw badRequest(`The payload '${payload}' of a ${incoming.type.name} does not exist.`);
      if (collection.list().some((one) => one.body['payloadId'] === payload)) throw badRequest(`The payload '${payload}' is in the policy set already.`);
    },
    created({ entity }) {
      entity.body = { ...entity.body, status: 'notAssigned', errorCode: 'noError', itemType: null };
    },
  },
];
