import { isObject, type JsonObject } from '../../src/model/json.js';
import type { PolicyType } from '../../src/model/policy-type.js';
import type { Neighbor } from '../../src/model/policy.js';

/** What an object of a kind has in every tenant, beside its name: enough for the service to take it. */
const plain: Readonly<Record<string, JsonObject>> = {
  group: { mailEnabled: false, mailNickname: 'standin', securityEnabled: true, groupTypes: [] },
  assignmentFilter: { platform: 'windows10AndLater', rule: '(device.manufacturer -eq "Contoso")', assignmentFilterManagementType: 'devices', roleScopeTags: ['0'] },
  namedLocation: { '@odata.type': '#microsoft.graph.countryNamedLocation', countriesAndRegions: ['NO'], includeUnknownCountriesAndRegions: false, countryLookupMethod: 'clientIpAddress' },
  notificationTemplate: { brandingOptions: 'none', localizedNotificationMessages: [{ locale: 'en-us', subject: 'Your device', messageTemplate: 'Please look.', isDefault: true }] },
  complianceScript: { publisher: 'Contoso', runAsAccount: 'system', detectionScriptContent: 'ZWNobyBvaw==' },
  reusableSetting: {
    settingDefinitionId: 'linux_customcompliance_discoveryscript_reusablesetting',
    settingInstance: {
      '@odata.type': '#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance',
      settingDefinitionId: 'linux_customcompliance_discoveryscript_reusablesetting',
      simpleSettingValue: { '@odata.type': '#microsoft.graph.deviceManagementConfigurationStringSettingValue', value: 'ZWNobyBvaw==' },
    },
  },
  compliancePolicy: {
    scheduledActionsForRule: [{ ruleName: 'PasswordRequired', scheduledActionConfigurations: [{ actionType: 'block', gracePeriodHours: 0, notificationTemplateId: '', notificationMessageCCList: [] }] }],
  },
  settingsCatalog: {
    platforms: 'windows10',
    technologies: 'mdm',
    settings: [
      {
        '@odata.type': '#microsoft.graph.deviceManagementConfigurationSetting',
        settingInstance: {
          '@odata.type': '#microsoft.graph.deviceManagementConfigurationChoiceSettingInstance',
          settingDefinitionId: 'device_vendor_msft_policy_config_camera_allowcamera',
          choiceSettingValue: { value: 'device_vendor_msft_policy_config_camera_allowcamera_0', children: [] },
        },
      },
    ],
  },
  user: { mail: null, accountEnabled: true },
};

/**
 * An object that a policy points at and the folder does not hold: with the name and the facts the folder tells, else
 * with ones made up, so that the reference leads somewhere.
 */
export function standIn(row: PolicyType, id: string, neighbor: Neighbor | undefined, domain: string): JsonObject {
  const type = row.types?.[0] ?? row.implied;
  const name = neighbor?.name ?? `${row.title.replace(/ \(.*/u, '')} ${id.slice(0, 8)}`;
  return {
    ...(type === undefined ? {} : { '@odata.type': `#microsoft.graph.${type}` }),
    ...plain[row.kind],
    ...(isObject(neighbor?.facts) ? neighbor.facts : {}),
    [row.name]: row.name === 'userPrincipalName' && !name.includes('@') ? `${id.slice(0, 8)}@${domain}` : name,
    ...(row.idAt === undefined ? { id } : { [row.idAt]: id }),
  };
}
