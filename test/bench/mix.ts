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

/** `mixed`: 6 of 10 are settings catalog policies. `settings catalog`: 9 of 10, as in the tenant that a peer was timed on. */
export type Mix = 'mixed' | 'settings catalog';

function oneOf(tenant: SimulatedTenant, index: number, assignments: JsonObject[], mix: Mix): void {
  const name = `Object ${String(index).padStart(5, '0')}`;
  const turn = mix === 'mixed' ? index % 10 : index % 10 === 0 ? (index / 10) % 4 : 9;
  switch (turn) {
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
export function fill(tenant: SimulatedTenant, count: number, mix: Mix = 'mixed'): void {
  const groups = Array.from({ length: 20 }, (_one, index) => securityGroup(tenant, `Group ${String(index)}`));
  for (let index = 0; index < count; index += 1) {
    const group = groups[index % groups.length] ?? '';
    const other = groups[(index + 7) % groups.length] ?? '';
    oneOf(tenant, index, [include(group), exclude(other)], mix);
  }
}
