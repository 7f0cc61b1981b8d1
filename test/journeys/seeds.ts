import type { JsonObject } from '../../src/model/json.js';
import type { SimulatedTenant } from '../../src/simulator/simulated-tenant.js';

const typed = (type: string): string => `#microsoft.graph.${type}`;

export function securityGroup(tenant: SimulatedTenant, displayName: string): string {
  return tenant.put('groups', { displayName, mailEnabled: false, mailNickname: displayName.replace(/\W/gu, ''), securityEnabled: true, groupTypes: [] });
}

export function dynamicGroup(tenant: SimulatedTenant, displayName: string, membershipRule: string): string {
  return tenant.put('groups', { displayName, mailEnabled: false, mailNickname: displayName.replace(/\W/gu, ''), securityEnabled: true, groupTypes: ['DynamicMembership'], membershipRule, membershipRuleProcessingState: 'On' });
}

export function include(groupId: string, filter?: string): JsonObject {
  return {
    target: {
      '@odata.type': typed('groupAssignmentTarget'),
      groupId,
      ...(filter === undefined ? {} : { deviceAndAppManagementAssignmentFilterId: filter, deviceAndAppManagementAssignmentFilterType: 'include' }),
    },
  };
}

export function exclude(groupId: string): JsonObject {
  return { target: { '@odata.type': typed('exclusionGroupAssignmentTarget'), groupId } };
}

/** A settings catalog policy with one choice. */
export function cameraPolicy(name: string, assignments: readonly JsonObject[] = [], more: JsonObject = {}): JsonObject {
  return {
    name,
    description: '',
    platforms: 'windows10',
    technologies: 'mdm',
    settings: [
      {
        '@odata.type': typed('deviceManagementConfigurationSetting'),
        settingInstance: {
          '@odata.type': typed('deviceManagementConfigurationChoiceSettingInstance'),
          settingDefinitionId: 'device_vendor_msft_policy_config_camera_allowcamera',
          choiceSettingValue: { '@odata.type': typed('deviceManagementConfigurationChoiceSettingValue'), value: 'device_vendor_msft_policy_config_camera_allowcamera_0', children: [] },
        },
      },
    ],
    assignments: [...assignments],
    ...more,
  };
}

/** A Windows compliance policy that blocks at once, mails after a day and copies a group. */
export function compliancePolicy(displayName: string, assignments: readonly JsonObject[], mail?: { readonly template: string; readonly copy: readonly string[] }): JsonObject {
  return {
    '@odata.type': typed('windows10CompliancePolicy'),
    displayName,
    passwordRequired: true,
    scheduledActionsForRule: [
      {
        ruleName: 'PasswordRequired',
        scheduledActionConfigurations: [
          { actionType: 'block', gracePeriodHours: 0, notificationTemplateId: '', notificationMessageCCList: [] },
          ...(mail === undefined ? [] : [{ actionType: 'notification', gracePeriodHours: 24, notificationTemplateId: mail.template, notificationMessageCCList: [...mail.copy] }]),
        ],
      },
    ],
    assignments: [...assignments],
  };
}

export function notificationTemplate(displayName: string): JsonObject {
  return {
    displayName,
    brandingOptions: 'none',
    localizedNotificationMessages: [
      { locale: 'en-us', subject: 'Your device', messageTemplate: 'Please update it.', isDefault: true },
      { locale: 'de-de', subject: 'Ihr Gerät', messageTemplate: 'Bitte aktualisieren.', isDefault: false },
    ],
  };
}

const configurations = 'deviceManagement/deviceConfigurations';

/** Trusted root → SCEP → Wi-Fi on Windows; answers their ids. */
export function certificateChain(tenant: SimulatedTenant, name: string): { readonly root: string; readonly scep: string; readonly wifi: string } {
  const link = (id: string): string => `https://graph.microsoft.com/beta/${configurations}('${id}')`;
  const root = tenant.put(configurations, { '@odata.type': typed('windows81TrustedRootCertificate'), displayName: `${name} root`, certFileName: 'root.cer', trustedRootCertificate: 'MIIB', destinationStore: 'computerCertStoreRoot' });
  const scep = tenant.put(configurations, { '@odata.type': typed('windows81SCEPCertificateProfile'), displayName: `${name} SCEP`, scepServerUrls: ['https://ndes.pki.example/certsrv'], 'rootCertificate@odata.bind': link(root) });
  const wifi = tenant.put(configurations, {
    '@odata.type': typed('windowsWifiEnterpriseEAPConfiguration'),
    displayName: `${name} Wi-Fi`,
    ssid: name,
    networkName: name,
    eapType: 'eapTls',
    'identityCertificateForClientAuthentication@odata.bind': link(scep),
    'rootCertificatesForServerValidation@odata.bind': [link(root)],
  });
  return { root, scep, wifi };
}
