import { assignAction, nothing, resource, scopeTags, usual } from './everywhere.js';
import { intune } from './scopes.js';
import type { PolicyType } from '../model/policy-type.js';

export const compliance: readonly PolicyType[] = [
  {
    kind: 'compliancePolicy',
    title: 'Compliance policy',
    area: 'compliance',
    link: resource('intune-deviceconfig-devicecompliancepolicy'),
    api: 'beta',
    service: 'device-configuration',
    collection: 'deviceManagement/deviceCompliancePolicies',
    // without the inner expand the actions are absent and would be lost (graph-intune.md 4.2)
    list: '$top=1000&$expand=assignments,scheduledActionsForRule($expand=scheduledActionConfigurations)',
    name: 'displayName',
    mapping: 'compliance-policies',
    scopes: intune('DeviceManagementConfiguration'),
    apart: [
      {
        field: 'scheduledActionsForRule',
        read: 'expand',
        send: 'inline',
        // a PATCH that holds them is refused (graph-intune.md 7.4)
        update: { action: 'scheduleActionsForRules', as: 'deviceComplianceScheduledActionForRules' },
        drop: ['id', 'scheduledActionConfigurations[].id'],
      },
    ],
    assign: assignAction,
    // locations and condition statements are a feature that Intune removed (graph-intune.md 7.4)
    drop: ['conditionStatementId', 'locations', 'scheduledActionsForRule[].scheduledActionConfigurations[].scheduledActionConfigurationId'],
    // old policies come back without the name of their one rule; a create without it can be refused (graph-intune.md 7.4)
    turn: [{ at: 'scheduledActionsForRule[].ruleName', from: null, to: 'PasswordRequired' }],
    update: 'patch',
    refs: [
      ...usual,
      { at: 'scheduledActionsForRule[].scheduledActionConfigurations[].notificationTemplateId', to: ['notificationTemplate'], none: nothing, drops: 'item' },
      { at: 'scheduledActionsForRule[].scheduledActionConfigurations[].notificationMessageCCList[]', to: ['group'], none: nothing, drops: 'value' },
      { at: 'deviceCompliancePolicyScript.deviceComplianceScriptId', to: ['complianceScript'], none: nothing },
    ],
    matchOnly: { defaultDeviceCompliancePolicy: 'The built-in policy of every tenant: nothing to do' },
  },
  {
    kind: 'notificationTemplate',
    title: 'Notification message template',
    area: 'compliance',
    link: resource('intune-notification-notificationmessagetemplate'),
    api: 'beta',
    service: 'notifications',
    collection: 'deviceManagement/notificationMessageTemplates',
    // messages come by id only (graph-intune.md 4.2)
    detail: '$expand=localizedNotificationMessages',
    implied: 'notificationMessageTemplate',
    name: 'displayName',
    mapping: 'notification-templates',
    scopes: intune('DeviceManagementServiceConfig'),
    apart: [
      {
        field: 'localizedNotificationMessages',
        read: 'expand',
        send: { each: 'localizedNotificationMessages', key: 'locale' },
        drop: ['id', 'lastModifiedDateTime'],
      },
    ],
    // derived from the message that is the default
    drop: ['defaultLocale'],
    update: 'patch',
    refs: [scopeTags],
  },
];
