/**
 * How the service treats each entity set, beside what its schema says. Paths are without ids. Facts: graph-intune.md 1
 * (ids, types), 4 (paging and query options), 7 and 8 (writing); sets that are not listed take the defaults.
 */
export interface SetFacts {
  /** How ids are made: GUID unless said; `given` by the client; `T_`, `A_` or the id of the object around (`below`) before a GUID; counted integers; by place in a list. */
  readonly ids?: 'below' | 'T_' | 'A_' | 'integer' | 'enrollment' | 'locale' | 'position' | 'given';
  /** Items of a page when the client does not say, and the most it may ask for. */
  readonly page?: number;
  readonly top?: number;
  /** `@odata.count` on every page, of the page. */
  readonly counted?: true;
  /** Navigation properties that `$expand` takes in a list and by id; `any` of the kept ones unless said. */
  readonly expandList?: readonly string[];
  readonly expandOne?: readonly string[];
  /** Expanding these succeeds and shows nothing. */
  readonly expandEmpty?: readonly string[];
  /** Navigation properties that a POST takes inside the object. */
  readonly inline?: readonly string[];
  /** G P A U D: read, create, PATCH, PUT, delete; `GPAD` unless said. */
  readonly verbs?: string;
  readonly patchAnswers?: 204;
  /** Null or empty in lists, right by id. */
  readonly listNull?: readonly string[];
  /** Null in lists and by id: read at `{id}/{member}` alone. */
  readonly byPath?: readonly string[];
  /** Shown only when selected. */
  readonly onlySelected?: readonly string[];
  readonly filter?: 'ignored' | 'refused';
  readonly search?: true;
  /** A PATCH of an id that is not there yet makes the object; ids look like this. */
  readonly patchMakes?: RegExp;
  /** A name that no two objects may share. */
  readonly unique?: string;
  /** Members a new object needs. */
  readonly needs?: readonly string[];
  /** Raised by every change. */
  readonly versioned?: true;
  readonly service?: 'directory' | 'conditional access';
}

const scripts = { expandList: ['assignments'], expandOne: ['assignments', 'groupAssignments'], needs: ['displayName'] } as const satisfies SetFacts;
const profile = { top: 200, expandList: ['assignments'], expandOne: ['assignments'], needs: ['displayName'] } as const satisfies SetFacts;
const managedApp = { ids: 'T_', inline: ['apps'], needs: ['displayName'], expandList: ['apps', 'assignments'], expandOne: ['apps', 'assignments', 'settings'] } as const satisfies SetFacts;
const protection = { ...managedApp, ids: 'T_', inline: ['apps', 'exemptAppLockerFiles', 'protectedAppLockerFiles'], expandList: ['assignments', 'protectedAppLockerFiles', 'exemptAppLockerFiles'], expandOne: ['assignments', 'protectedAppLockerFiles', 'exemptAppLockerFiles'] } as const satisfies SetFacts;
const directory = { page: 100, top: 999, service: 'directory', patchAnswers: 204 } as const satisfies SetFacts;
const access = { page: 100, top: 999, service: 'conditional access', patchAnswers: 204 } as const satisfies SetFacts;

const dm = 'deviceManagement';
const dam = 'deviceAppManagement';
const ca = 'identity/conditionalAccess';

export const setFacts: Readonly<Record<string, SetFacts>> = {
  [`${dm}/deviceConfigurations`]: { versioned: true, needs: ['displayName'], expandList: ['assignments', 'groupAssignments'], expandOne: ['assignments', 'groupAssignments', 'privacyAccessControls'] },
  [`${dm}/deviceCompliancePolicies`]: { versioned: true, needs: ['displayName'], inline: ['scheduledActionsForRule'], expandList: ['assignments', 'scheduledActionsForRule'], expandOne: ['assignments', 'scheduledActionsForRule'] },
  [`${dm}/deviceCompliancePolicies/scheduledActionsForRule`]: { inline: ['scheduledActionConfigurations'] },
  [`${dm}/compliancePolicies`]: { needs: ['name'], inline: ['settings', 'scheduledActionsForRule'], verbs: 'GPUAD', expandOne: ['assignments', 'scheduledActionsForRule', 'settings'], expandList: ['assignments'] },
  [`${dm}/compliancePolicies/scheduledActionsForRule`]: { inline: ['scheduledActionConfigurations'] },
  [`${dm}/compliancePolicies/settings`]: { ids: 'position', page: 25 },
  [`${dm}/configurationPolicies`]: { page: 25, counted: true, needs: ['name'], inline: ['settings'], verbs: 'GPUAD', search: true, expandList: ['assignments', 'settings'], expandOne: ['assignments', 'settings'] },
  [`${dm}/configurationPolicies/settings`]: { ids: 'position', page: 25, expandList: ['settingDefinitions'], expandOne: ['settingDefinitions'] },
  [`${dm}/inventoryPolicies`]: { page: 25, needs: ['name'], inline: ['settings'], verbs: 'GPUAD', expandList: ['assignments', 'settings'], expandOne: ['assignments', 'settings'] },
  [`${dm}/inventoryPolicies/settings`]: { ids: 'position', page: 25 },
  [`${dm}/configurationPolicyTemplates/settingTemplates`]: { page: 100, expandList: ['settingDefinitions'] },
  [`${dm}/configurationSettings`]: { ids: 'given', search: true, verbs: 'G' },
  [`${dm}/configurationPolicyTemplates`]: { ids: 'given', verbs: 'G' },
  [`${dm}/reusablePolicySettings`]: { needs: ['displayName', 'settingDefinitionId'], verbs: 'GPAUD', onlySelected: ['settingInstance', 'referencingConfigurationPolicyCount'], expandList: [], expandOne: ['referencingConfigurationPolicies'] },
  [`${dm}/intents`]: { verbs: 'GAD', inline: ['settings'], expandList: ['settings', 'categories'], expandOne: ['assignments', 'settings', 'categories'] },
  [`${dm}/groupPolicyConfigurations`]: { needs: ['displayName'], expandList: ['assignments'], expandOne: ['assignments', 'definitionValues'] },
  [`${dm}/groupPolicyConfigurations/definitionValues`]: { inline: ['presentationValues'], expandList: ['definition', 'presentationValues'], expandOne: ['definition', 'presentationValues'] },
  [`${dm}/groupPolicyConfigurations/definitionValues/presentationValues`]: { expandList: ['presentation', 'definitionValue'], expandOne: ['presentation', 'definitionValue'] },
  [`${dm}/groupPolicyDefinitions`]: { verbs: 'G' },
  [`${dm}/groupPolicyUploadedDefinitionFiles`]: { verbs: 'GP', needs: ['fileName', 'content'], expandList: ['groupPolicyOperations'], expandOne: ['groupPolicyOperations', 'definitions'] },
  [`${dm}/deviceManagementScripts`]: { ...scripts, listNull: ['scriptContent'] },
  [`${dm}/deviceShellScripts`]: { ...scripts, listNull: ['scriptContent'] },
  [`${dm}/deviceCustomAttributeShellScripts`]: { ...scripts, listNull: ['scriptContent'] },
  [`${dm}/deviceHealthScripts`]: { ...scripts, listNull: ['detectionScriptContent', 'remediationScriptContent'], filter: 'ignored' },
  [`${dm}/deviceComplianceScripts`]: { ...scripts, listNull: ['detectionScriptContent'] },
  [`${dm}/deviceEnrollmentConfigurations`]: { ids: 'enrollment', needs: ['displayName'], versioned: true, expandList: ['assignments'], expandOne: ['assignments'] },
  [`${dm}/windowsAutopilotDeploymentProfiles`]: { needs: ['displayName'], expandList: ['assignments'], expandOne: ['assignments'] },
  [`${dm}/windowsFeatureUpdateProfiles`]: profile,
  [`${dm}/windowsQualityUpdateProfiles`]: profile,
  [`${dm}/windowsQualityUpdatePolicies`]: profile,
  [`${dm}/windowsDriverUpdateProfiles`]: profile,
  [`${dm}/termsAndConditions`]: { needs: ['displayName'], expandList: [], expandOne: [] },
  [`${dm}/deviceCategories`]: { top: 500, needs: ['displayName'], unique: 'displayName', expandList: [], expandOne: [] },
  [`${dm}/assignmentFilters`]: { needs: ['displayName', 'platform', 'rule'], unique: 'displayName', expandList: [], expandOne: [] },
  [`${dm}/roleScopeTags`]: { ids: 'integer', needs: ['displayName'], unique: 'displayName', expandEmpty: ['assignments'], expandList: [], expandOne: [] },
  [`${dm}/roleDefinitions`]: { needs: ['displayName'], expandList: [], expandOne: ['roleAssignments'] },
  [`${dm}/roleAssignments`]: { needs: ['displayName'], listNull: ['members', 'resourceScopes', 'scopeMembers'], expandOne: ['roleDefinition', 'roleScopeTags'] },
  [`${dm}/notificationMessageTemplates`]: { needs: ['displayName'], expandList: [], expandOne: ['localizedNotificationMessages'] },
  [`${dm}/notificationMessageTemplates/localizedNotificationMessages`]: { ids: 'locale', needs: ['locale', 'subject', 'messageTemplate'] },
  [`${dm}/depOnboardingSettings`]: { top: 100, verbs: 'GA' },
  [`${dm}/depOnboardingSettings/enrollmentProfiles`]: { ids: 'below', top: 100 },
  [`${dm}/intuneBrandingProfiles`]: { needs: ['profileName'], byPath: ['themeColorLogo', 'lightBackgroundLogo', 'landingPageCustomizedImage'], expandList: ['assignments'], expandOne: ['assignments'] },
  [`${dm}/embeddedSIMActivationCodePools`]: { needs: ['displayName', 'activationCodes'], expandList: ['assignments'], expandOne: ['assignments'] },
  [`${dm}/zebraFotaDeployments`]: { needs: ['displayName', 'deploymentSettings'] },
  [`${dm}/hardwareConfigurations`]: { needs: ['displayName'], expandList: ['assignments'], expandOne: ['assignments'] },
  [`${dm}/managedDeviceCleanupRules`]: { needs: ['displayName', 'deviceCleanupRulePlatformType'], unique: 'deviceCleanupRulePlatformType' },
  [`${dm}/operationApprovalPolicies`]: { needs: ['displayName', 'approverGroupIds'] },
  [`${dam}/wdacSupplementalPolicies`]: { needs: ['displayName', 'content'], listNull: ['content'], expandList: ['assignments'], expandOne: ['assignments'] },
  [`${dm}/managedDevices`]: { verbs: 'G' },
  ...Object.fromEntries(['ndesConnectors', 'certificateConnectorDetails', 'exchangeConnectors', 'deviceManagementPartners', 'domainJoinConnectors', 'chromeOSOnboardingSettings', 'cloudCertificationAuthority', 'userPfxCertificates'].map((name) => [`${dm}/${name}`, { verbs: 'G' }])),
  [`${dm}/windowsAutopilotDeviceIdentities`]: { verbs: 'GD', expandList: [], expandOne: ['deploymentProfile', 'intendedDeploymentProfile'] },
  [`${dam}/mobileApps`]: { needs: ['displayName'], search: true, listNull: ['largeIcon', 'roleScopeTagIds'], expandList: ['assignments', 'categories'], expandOne: ['assignments', 'categories', 'relationships'] },
  [`${dam}/mobileApps/relationships`]: { verbs: 'G' },
  [`${dam}/mobileAppConfigurations`]: { needs: ['displayName'], top: 200, versioned: true, expandList: ['assignments'], expandOne: ['assignments'] },
  [`${dam}/managedAppPolicies`]: { verbs: 'G', filter: 'refused', expandList: [], expandOne: [] },
  [`${dam}/iosManagedAppProtections`]: managedApp,
  [`${dam}/androidManagedAppProtections`]: managedApp,
  [`${dam}/windowsManagedAppProtections`]: managedApp,
  [`${dam}/targetedManagedAppConfigurations`]: { ...managedApp, ids: 'A_', expandList: ['apps', 'assignments', 'settings'] },
  [`${dam}/mdmWindowsInformationProtectionPolicies`]: protection,
  [`${dam}/windowsInformationProtectionPolicies`]: protection,
  [`${dam}/defaultManagedAppProtections`]: { verbs: 'G', ids: 'T_' },
  [`${dam}/policySets`]: { needs: ['displayName'], inline: ['items', 'assignments'], expandList: [], expandOne: ['assignments', 'items'] },
  [`${dam}/iosLobAppProvisioningConfigurations`]: { versioned: true, needs: ['displayName', 'payload', 'payloadFileName'], listNull: ['payload'], expandList: ['assignments', 'groupAssignments'], expandOne: ['assignments', 'groupAssignments'] },
  [`${dam}/managedEBooks`]: { verbs: 'GAD', expandList: ['assignments', 'categories'], expandOne: ['assignments', 'categories'] },
  [`${dam}/managedEBookCategories`]: { needs: ['displayName'] },
  [`${dam}/vppTokens`]: { verbs: 'G' },
  [`${ca}/policies`]: { ...access, needs: ['displayName', 'state', 'conditions'], expandList: [], expandOne: [] },
  [`${ca}/namedLocations`]: { ...access, needs: ['displayName'] },
  [`${ca}/authenticationContextClassReferences`]: { ...access, ids: 'given', patchMakes: /^c(?:[1-9]|[1-9]\d)$/u, needs: ['displayName'] },
  [`${ca}/authenticationStrength/policies`]: { ...access, inline: ['combinationConfigurations'], needs: ['displayName', 'allowedCombinations'] },
  'identityGovernance/termsOfUse/agreements': { ...directory, needs: ['displayName', 'file'], inline: ['file'], expandList: ['files', 'file'], expandOne: ['files', 'file'] },
  'identityGovernance/termsOfUse/agreements/file': { inline: ['localizations'] },
  'identityGovernance/termsOfUse/agreements/file/localizations': { byPath: ['fileData'] },
  'identityGovernance/termsOfUse/agreements/files': { byPath: ['fileData'] },
  groups: { ...directory, needs: ['displayName', 'mailEnabled', 'mailNickname', 'securityEnabled'] },
  'groups/members': { ...directory },
  'groups/owners': { ...directory },
  users: { ...directory, verbs: 'G' },
  devices: { ...directory, verbs: 'G' },
  servicePrincipals: { ...directory },
  applications: { ...directory, verbs: 'G' },
  organization: { ...directory, verbs: 'G' },
  domains: { ...directory, verbs: 'G', ids: 'given' },
  directoryRoleTemplates: { ...directory, verbs: 'G' },
  directoryObjects: { ...directory, verbs: 'G' },
  'roleManagement/directory/roleDefinitions': { ...directory, verbs: 'G' },
  subscribedSkus: { ...directory, verbs: 'G', ids: 'given' },
};

const none: SetFacts = {};
const fixed: SetFacts = { verbs: 'G' };

/** Contained collections that take a POST for each item; the others are written by actions or with their object. */
const growing: ReadonlySet<string> = new Set([
  `${dm}/groupPolicyConfigurations/definitionValues`, `${dm}/groupPolicyConfigurations/definitionValues/presentationValues`, `${dm}/notificationMessageTemplates/localizedNotificationMessages`,
  `${dm}/windowsAutopilotDeploymentProfiles/assignments`, `${dm}/termsAndConditions/assignments`, `${dm}/appleUserInitiatedEnrollmentProfiles/assignments`, `${dam}/mdmWindowsInformationProtectionPolicies/protectedAppLockerFiles`,
  `${dam}/mdmWindowsInformationProtectionPolicies/exemptAppLockerFiles`, `${dam}/windowsInformationProtectionPolicies/protectedAppLockerFiles`, `${dam}/windowsInformationProtectionPolicies/exemptAppLockerFiles`,
  `${ca}/authenticationStrength/policies/combinationConfigurations`, `${dm}/depOnboardingSettings/enrollmentProfiles`,
]);

/** The facts of a set by its path without ids. */
export function factsOf(path: string): SetFacts {
  const known = setFacts[path];
  if (known !== undefined) return known;
  return path.split('/').length > 2 && path.startsWith('device') && !path.startsWith(`${dm}/virtualEndpoint`) && !growing.has(path) ? fixed : none;
}

/** Paths that show another set's objects: a second home, or several concrete sets in one. */
export const views: Readonly<Record<string, readonly string[]>> = {
  [`${dam}/managedAppPolicies`]: [
    `${dam}/iosManagedAppProtections`, `${dam}/androidManagedAppProtections`, `${dam}/windowsManagedAppProtections`, `${dam}/targetedManagedAppConfigurations`,
    `${dam}/mdmWindowsInformationProtectionPolicies`, `${dam}/windowsInformationProtectionPolicies`, `${dam}/defaultManagedAppProtections`,
  ],
  directoryObjects: ['groups', 'users', 'devices', 'servicePrincipals'],
};

/** The same set under another path. */
export const aliases: Readonly<Record<string, string>> = {
  [`${ca}/authenticationStrengths/policies`]: `${ca}/authenticationStrength/policies`,
  'policies/authenticationStrengthPolicies': `${ca}/authenticationStrength/policies`,
  'policies/conditionalAccessPolicies': `${ca}/policies`,
};

/** Sets v1.0 knows; everything else is beta only (graph-intune.md 1). */
export const inVersionOne: ReadonlySet<string> = new Set([
  ...['deviceConfigurations', 'deviceCompliancePolicies', 'deviceEnrollmentConfigurations', 'roleDefinitions', 'roleAssignments', 'notificationMessageTemplates', 'termsAndConditions', 'deviceCategories', 'virtualEndpoint', 'managedDevices', 'importedWindowsAutopilotDeviceIdentities', 'windowsAutopilotDeviceIdentities', 'applePushNotificationCertificate', 'complianceManagementPartners', 'mobileThreatDefenseConnectors', 'remoteAssistancePartners', 'resourceOperations'].map((name) => `${dm}/${name}`),
  ...['mobileApps', 'mobileAppCategories', 'mobileAppConfigurations', 'managedAppPolicies', 'iosManagedAppProtections', 'androidManagedAppProtections', 'targetedManagedAppConfigurations', 'defaultManagedAppProtections', 'mdmWindowsInformationProtectionPolicies', 'windowsInformationProtectionPolicies', 'managedEBooks', 'vppTokens'].map((name) => `${dam}/${name}`),
  `${ca}/policies`, `${ca}/namedLocations`, `${ca}/authenticationContextClassReferences`, `${ca}/authenticationStrength/policies`, 'policies/authenticationStrengthPolicies', 'policies/conditionalAccessPolicies', 'identityGovernance/termsOfUse/agreements',
  'groups', 'users', 'devices', 'servicePrincipals', 'applications', 'organization', 'domains', 'directoryRoleTemplates', 'directoryObjects', 'subscribedSkus', 'roleManagement/directory/roleDefinitions',
]);
