import { isList, isObject, textAt, type JsonObject } from '../../model/json.js';

type Test = (object: JsonObject) => boolean;

const has =
  (...names: readonly string[]): Test =>
  (object) =>
    names.every((name) => name in object);

const hasOne =
  (...names: readonly string[]): Test =>
  (object) =>
    names.some((name) => name in object);

const all =
  (...tests: readonly Test[]): Test =>
  (object) =>
    tests.every((test) => test(object));

/** Linux compliance is written like a catalog policy; its settings are these (graph-intune.md 7.8). */
const linuxCompliance = /^linux_(?:passwordpolicy|deviceencryption|distribution|customcompliance)/u;

function settingIds(object: JsonObject): string[] {
  const list = object['settings'];
  if (!isList(list)) return [];
  return list.flatMap((item) => {
    const instance = isObject(item) ? item['settingInstance'] : undefined;
    return isObject(instance) ? (textAt(instance, 'settingDefinitionId') ?? []) : [];
  });
}

/**
 * Members by which an object shows what it is when neither type nor context say it; the first that fits counts. The
 * types are those that Graph leaves out of the answers of concrete collections (real-exports.md 1.1, 1.3).
 */
const shapes: readonly (readonly [type: string, test: Test])[] = [
  ['deviceManagementCompliancePolicy', (object) => settingIds(object).some((id) => linuxCompliance.test(id))],
  ['deviceManagementConfigurationPolicy', all(hasOne('settings', 'settingCount'), has('platforms', 'technologies'))],
  ['deviceManagementReusablePolicySetting', has('settingDefinitionId', 'settingInstance')],
  ['deviceManagementIntent', has('templateId', 'settings', 'displayName')],
  ['groupPolicyConfiguration', hasOne('definitionValues', 'policyConfigurationIngestionType')],
  ['groupPolicyUploadedDefinitionFile', hasOne('groupPolicyUploadedLanguageFiles', 'defaultLanguageCode')],
  ['conditionalAccessPolicy', all(has('conditions'), hasOne('grantControls', 'sessionControls'))],
  ['authenticationStrengthPolicy', has('allowedCombinations')],
  ['deviceAndAppManagementAssignmentFilter', all(has('rule', 'platform'), hasOne('displayName', 'name'))],
  ['notificationMessageTemplate', all(has('brandingOptions'), hasOne('displayName'))],
  ['localizedNotificationMessage', has('locale', 'subject', 'messageTemplate')],
  ['deviceCustomAttributeShellScript', has('customAttributeType', 'scriptContent')],
  ['deviceShellScript', all(has('scriptContent'), hasOne('executionFrequency', 'blockExecutionNotifications', 'retryCount'))],
  ['deviceManagementScript', all(has('scriptContent'), hasOne('enforceSignatureCheck', 'runAs32Bit'))],
  ['deviceHealthScript', has('detectionScriptContent', 'remediationScriptContent')],
  ['deviceComplianceScript', has('detectionScriptContent', 'runAsAccount')],
  ['termsAndConditions', has('acceptanceStatement', 'bodyText')],
  ['intuneBrandingProfile', has('profileName', 'showDisplayNameNextToLogo')],
  ['agreement', has('isViewingBeforeAcceptanceRequired')],
  ['policySet', all(has('displayName'), hasOne('guidedDeploymentTags', 'items'))],
  ['deviceAndAppManagementRoleAssignment', hasOne('roleDefinition@odata.bind', 'scopeMembers')],
  ['unifiedRoleDefinition', all(has('rolePermissions'), hasOne('isPrivileged', 'templateId'))],
  ['roleDefinition', hasOne('isBuiltInRoleDefinition', 'rolePermissions')],
  ['user', has('userPrincipalName')],
  ['group', all(has('displayName'), hasOne('securityEnabled', 'membershipRule', 'mailNickname'))],
];

/** The `@odata.type` that an object's members show, or undefined. */
export function typeByShape(object: JsonObject): string | undefined {
  return shapes.find(([, test]) => test(object))?.[0];
}
