import type { JsonObject } from '../../model/json.js';
import { base64, placed, wordsOf, type Placed } from './words.js';

const words = wordsOf('contoso');
const none = '00000000-0000-0000-0000-000000000000';

function actions(...more: readonly JsonObject[]): JsonObject {
  return { scheduledActionsForRule: [{ ruleName: null, scheduledActionConfigurations: [{ actionType: 'block', gracePeriodHours: 0, notificationTemplateId: none, notificationMessageCCList: [] }, ...more] }] };
}

function mail(template: string, hours: number, copies: readonly string[]): JsonObject {
  return { actionType: 'notification', gracePeriodHours: hours, notificationTemplateId: words.id(`notification ${template}`), notificationMessageCCList: copies.map((name) => words.group(name)) };
}

function message(locale: string, subject: string, messageTemplate: string, isDefault = false): JsonObject {
  return { locale, subject, messageTemplate, isDefault };
}

/** Compliance policies with their actions, the templates those send, and the script one of them runs. */
export const contosoCompliance: readonly Placed[] = [
  ...[
    { displayName: 'Device not compliant', messages: [message('en-US', 'Your device needs attention', 'Please write to help@contoso.com.', true), message('de-DE', 'Ihr Gerät braucht Hilfe', 'Bitte schreiben Sie an help@contoso.com.')] },
    { displayName: 'Device will be retired', messages: [message('en-US', 'Your device will be retired', 'Your device will be retired in three days.', true), message('fr-FR', 'Votre appareil sera retiré', 'Votre appareil sera retiré dans trois jours.')] },
  ].map(({ displayName, messages }): Placed => {
    const id = words.id(`notification ${displayName}`);
    return {
      path: 'deviceManagement/notificationMessageTemplates',
      object: { id, displayName, brandingOptions: 'includeCompanyLogo,includeCompanyName', defaultLocale: 'en-US', roleScopeTagIds: ['0'], localizedNotificationMessages: messages.map((one) => ({ id: `${id}_${String(one['locale'] === 'en-US' ? 'en-us' : one['locale'] === 'de-DE' ? 'de-de' : 'fr-fr')}`, ...one })) },
    };
  }),
  ...placed(words, 'deviceManagement/deviceComplianceScripts', 'compliance script', [{ displayName: 'Is the firewall service running', publisher: 'Contoso', runAsAccount: 'system', enforceSignatureCheck: false, runAs32Bit: false, detectionScriptContent: base64('return @{ firewall = (Get-Service mpssvc).Status } | ConvertTo-Json -Compress'), roleScopeTagIds: ['0'] }]),
  ...placed(words, 'deviceManagement/deviceCompliancePolicies', 'compliance', [
    {
      '@odata.type': '#microsoft.graph.windows10CompliancePolicy', displayName: 'Windows compliance', description: 'Baseline for all Windows devices', roleScopeTagIds: ['0', '1'], bitLockerEnabled: true, secureBootEnabled: true, osMinimumVersion: '10.0.22631', passwordRequired: true, passwordMinimumLength: 8, passwordRequiredType: 'deviceDefault',
      deviceCompliancePolicyScript: { deviceComplianceScriptId: words.id('compliance script Is the firewall service running'), rulesContent: base64('{"Rules":[{"SettingName":"firewall","Operator":"IsEquals","DataType":"Int64","Operand":4}]}') },
      ...actions(mail('Device not compliant', 24, ['Help desk', 'IT']), mail('Device will be retired', 720, ['Help desk']), { actionType: 'retire', gracePeriodHours: 792, notificationTemplateId: none, notificationMessageCCList: [] }),
      assignments: [words.allUsers('Corporate Windows'), words.except('Contractors')],
    },
    { '@odata.type': '#microsoft.graph.iosCompliancePolicy', displayName: 'iOS compliance', passcodeRequired: true, passcodeMinimumLength: 6, osMinimumVersion: '17.0', securityBlockJailbrokenDevices: true, ...actions(mail('Device not compliant', 12, [])), assignments: [words.to('Corporate iPhones')] },
    { '@odata.type': '#microsoft.graph.macOSCompliancePolicy', displayName: 'macOS compliance', systemIntegrityProtectionEnabled: true, storageRequireEncryption: true, firewallEnabled: true, ...actions(), assignments: [words.to('Corporate Macs')] },
    { '@odata.type': '#microsoft.graph.androidWorkProfileCompliancePolicy', displayName: 'Android work profile compliance', securityBlockJailbrokenDevices: true, passwordRequired: true, passwordMinimumLength: 6, ...actions({ actionType: 'pushNotification', gracePeriodHours: 24, notificationTemplateId: '', notificationMessageCCList: [] }), assignments: [words.allUsers()] },
    { '@odata.type': '#microsoft.graph.androidDeviceOwnerCompliancePolicy', displayName: 'Android corporate compliance', storageRequireEncryption: true, passwordRequired: true, ...actions(), assignments: [words.to('Android corporate')] },
  ]),
];
