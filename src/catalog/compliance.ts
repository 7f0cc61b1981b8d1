import { assignAction, madeByAutopatch, nothing, resource, scopeTags, usual } from './everywhere.js';
import { intune } from './scopes.js';
import { settingReferences, settingSecrets } from './setting-values.js';
import type { PolicyType, Ref } from '../model/policy-type.js';

/** What the actions for noncompliance point at. Without its template a notification goes; a copy less does no harm. */
const actionReferences: readonly Ref[] = [
  { at: 'scheduledActionsForRule[].scheduledActionConfigurations[].notificationTemplateId', to: ['notificationTemplate'], none: nothing, drops: 'item' },
  { at: 'scheduledActionsForRule[].scheduledActionConfigurations[].notificationMessageCCList[]', to: ['group'], none: nothing, drops: 'value' },
];

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
    types: [
      'androidCompliancePolicy', 'androidDeviceOwnerCompliancePolicy', 'androidForWorkCompliancePolicy', 'androidWorkProfileCompliancePolicy',
      'aospDeviceOwnerCompliancePolicy', 'defaultDeviceCompliancePolicy', 'iosCompliancePolicy', 'macOSCompliancePolicy', 'windows10CompliancePolicy',
      'windows10MobileCompliancePolicy', 'windows81CompliancePolicy', 'windowsPhone81CompliancePolicy',
    ],
    rest: true,
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
    drop: ['conditionStatementId', 'locations'],
    // old policies come back without the name of their one rule; a create without it can be refused (graph-intune.md 7.4)
    turn: [{ at: 'scheduledActionsForRule[].ruleName', from: null, to: 'PasswordRequired' }],
    update: 'patch',
    owned: madeByAutopatch('displayName'),
    refs: [
      ...usual,
      ...actionReferences,
      { at: 'deviceCompliancePolicyScript.deviceComplianceScriptId', to: ['complianceScript'], none: nothing },
    ],
    matchOnly: { defaultDeviceCompliancePolicy: 'The built-in policy of every tenant: nothing to do' },
  },
  {
    kind: 'linuxCompliancePolicy',
    title: 'Compliance policy (Linux)',
    area: 'compliance',
    link: resource('intune-deviceconfigv2-devicemanagementcompliancepolicy'),
    api: 'beta',
    service: 'device-config-v2',
    collection: 'deviceManagement/compliancePolicies',
    list: '$top=1000',
    // settings and actions come by id only; without the inner expand the actions are empty (graph-intune.md 4.2)
    detail: '$expand=assignments,settings,scheduledActionsForRule($expand=scheduledActionConfigurations)',
    implied: 'deviceManagementCompliancePolicy',
    name: 'name',
    key: ['platforms', 'technologies'],
    mapping: 'linux-compliance-policies',
    scopes: intune('DeviceManagementConfiguration'),
    apart: [
      { field: 'settings', read: 'expand', count: 'settingCount', send: 'inline', drop: ['id', 'settingDefinitions'] },
      {
        field: 'scheduledActionsForRule',
        read: 'expand',
        send: { action: 'setScheduledActions', as: 'scheduledActions' },
        update: { action: 'setScheduledActions', as: 'scheduledActions' },
        drop: ['id', 'scheduledActionConfigurations[].id'],
      },
    ],
    assign: { ...assignAction, sign: 'isAssigned' },
    drop: ['creationSource'],
    turn: [{ at: 'scheduledActionsForRule[].ruleName', from: null, to: '' }],
    update: 'put',
    refs: [...usual, ...actionReferences, ...settingReferences('settings')],
    secrets: settingSecrets('settings'),
  },
  {
    kind: 'complianceScript',
    title: 'Compliance script',
    area: 'compliance',
    link: resource('intune-devices-devicecompliancescript'),
    api: 'beta',
    service: 'device-configuration',
    collection: 'deviceManagement/deviceComplianceScripts',
    list: '$top=1000',
    // the body of a script is null in lists (graph-intune.md 4.2, 7.10)
    detail: '',
    implied: 'deviceComplianceScript',
    name: 'displayName',
    mapping: 'compliance-scripts',
    scopes: intune('DeviceManagementScripts'),
    // numbered by the service anew (graph-intune.md 7.1)
    drop: ['version'],
    update: 'patch',
    refs: [scopeTags],
    // a policy that is made before the script can be read shows a broken reference (intune-objects.md 2.8, graph-intune.md 7.23)
    ready: { seconds: 120 },
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
    // as the service calls what it makes for an enrollment notification (graph-intune.md 7.11)
    owned: [{ when: [{ at: 'displayName', startsWith: 'EnrollmentNotificationInternal' }], because: 'it holds the messages of an enrollment notification, and moves with that' }],
    scopes: intune('DeviceManagementServiceConfig'),
    apart: [
      {
        field: 'localizedNotificationMessages',
        read: 'expand',
        // the first message of a template is its default one (graph-intune.md 7.12)
        send: { each: 'localizedNotificationMessages', key: 'locale', leads: { at: 'isDefault', is: true } },
        drop: ['id', 'lastModifiedDateTime'],
      },
    ],
    update: 'patch',
    refs: [scopeTags],
  },
];
