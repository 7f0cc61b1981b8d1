import type { JsonObject } from '../../src/model/json.js';
import type { SimulatedTenant } from '../../src/simulator/simulated-tenant.js';
import { cameraPolicy, compliancePolicy, exclude, include, securityGroup } from '../journeys/seeds.js';

const typed = (type: string): string => `#microsoft.graph.${type}`;

function settings(count: number): JsonObject[] {
  return Array.from({ length: count }, (_one, index) => ({
    '@odata.type': typed('deviceManagementConfigurationSetting'),
    settingInstance: {
      '@odata.type': typed('deviceManagementConfigurationChoiceSettingInstance'),
      settingDefinitionId: `device_vendor_msft_policy_config_bench_setting${String(index)}`,
      choiceSettingValue: { '@odata.type': typed('deviceManagementConfigurationChoiceSettingValue'), value: `device_vendor_msft_policy_config_bench_setting${String(index)}_1`, children: [] },
    },
  }));
}

/** One object of the mix: 6 of 10 are settings catalog policies, as in the tenants that the peers were timed on. */
function oneOf(tenant: SimulatedTenant, index: number, assignments: JsonObject[]): void {
  const name = `Object ${String(index).padStart(5, '0')}`;
  switch (index % 10) {
    case 0:
      tenant.put('deviceManagement/deviceConfigurations', { '@odata.type': typed('windows10GeneralConfiguration'), displayName: name, cameraBlocked: true, assignments });
      break;
    case 1:
      tenant.put('deviceManagement/deviceConfigurations', { '@odata.type': typed('iosGeneralDeviceConfiguration'), displayName: name, cameraBlocked: true, assignments });
      break;
    case 2:
      tenant.put('deviceManagement/deviceCompliancePolicies', compliancePolicy(name, assignments));
      break;
    case 3:
      tenant.put('deviceManagement/deviceManagementScripts', { displayName: name, fileName: 'x.ps1', scriptContent: 'V3JpdGUtSG9zdCBoZWxsbw==', runAsAccount: 'system', assignments });
      break;
    default:
      tenant.put('deviceManagement/configurationPolicies', cameraPolicy(name, assignments, { settings: settings(10 + (index % 30)) }));
  }
}

/** Fills a tenant with so many objects of several kinds, each with two assignments. */
export function fill(tenant: SimulatedTenant, count: number): void {
  const groups = Array.from({ length: 20 }, (_one, index) => securityGroup(tenant, `Group ${String(index)}`));
  for (let index = 0; index < count; index += 1) {
    const group = groups[index % groups.length] ?? '';
    const other = groups[(index + 7) % groups.length] ?? '';
    oneOf(tenant, index, [include(group), exclude(other)]);
  }
}
