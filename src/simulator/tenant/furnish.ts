import type { JsonObject } from '../../model/json.js';
import { seed } from '../service/write.js';
import { builtInCategories, builtInManagedApps, builtInRoles, builtInStrengths, directoryRoles, firstPartyApps, microsoftTenant } from './built-in.js';
import { guidOf } from './chance.js';
import type { Tenant } from './tenant.js';

const servicePlans = [
  ['INTUNE_A', 'c1ec4a95-1f05-45b3-a911-aa3fa01094f5'],
  ['AAD_PREMIUM', '41781fb2-bc02-4b7c-bd55-b576c07bb09d'],
  ['AAD_PREMIUM_P2', 'eec0eb4f-6444-4f95-aba0-50c24d67f998'],
] as const;

/** What every tenant has from its first day: the organization, the Intune account, the default tag and the default enrollment objects. */
export function furnish(tenant: Tenant): void {
  const { identity, intuneAccountId } = tenant;
  const put = (path: string, object: JsonObject): void => {
    seed(tenant, tenant.set(path), object);
  };
  const first = tenant.domains[0];
  put('organization', {
    id: identity.tenantId,
    displayName: identity.displayName ?? identity.initialDomain.split('.')[0] ?? identity.initialDomain,
    mobileDeviceManagementAuthority: 'intune',
    verifiedDomains: tenant.domains.map((name) => ({ name, type: 'Managed', capabilities: 'Email, OfficeCommunicationsOnline', isDefault: name === first, isInitial: name === identity.initialDomain })),
  });
  for (const name of tenant.domains) put('domains', { id: name, isDefault: name === first, isInitial: name === identity.initialDomain, isVerified: true, authenticationType: 'Managed' });
  put('subscribedSkus', {
    id: `${identity.tenantId}_efccb6f7-5641-4e0e-bd10-b4976e1bf68e`, skuId: 'efccb6f7-5641-4e0e-bd10-b4976e1bf68e', skuPartNumber: 'EMS', capabilityStatus: 'Enabled', appliesTo: 'User', consumedUnits: 40,
    servicePlans: servicePlans.map(([servicePlanName = '', servicePlanId = '']) => ({ servicePlanId, servicePlanName, provisioningStatus: 'Success', appliesTo: 'User' })),
  });
  const [management] = tenant.set('deviceManagement').list();
  if (management !== undefined) {
    management.body = { intuneAccountId, subscriptionState: 'active', settings: { secureByDefault: true, isScheduledActionEnabled: true, deviceComplianceCheckinThresholdDays: 30, deviceInactivityBeforeRetirementInDay: 0 } };
  }
  put('deviceManagement/roleScopeTags', { id: '0', displayName: 'Default', description: '', isBuiltIn: true });
  for (const object of enrollmentDefaults(intuneAccountId)) put('deviceManagement/deviceEnrollmentConfigurations', object);
  put('deviceManagement/intuneBrandingProfiles', {
    id: tenant.chance.guid('branding'), profileName: 'Default', profileDescription: 'Default branding profile', isDefaultProfile: true,
    themeColor: { r: 0, g: 114, b: 198 }, showLogo: false, showDisplayNameNextToLogo: true, roleScopeTagIds: ['0'],
  });
  for (const [displayName, id] of Object.entries(directoryRoles)) {
    put('roleManagement/directory/roleDefinitions', { id, templateId: id, displayName, isBuiltIn: true, isEnabled: true });
    put('directoryRoleTemplates', { id, displayName });
  }
  for (const [displayName, appId] of Object.entries(firstPartyApps)) {
    put('servicePrincipals', { id: tenant.chance.guid('principal'), appId, displayName, appOwnerOrganizationId: microsoftTenant, servicePrincipalType: 'Application', accountEnabled: true });
  }
  for (const role of builtInRoles) put('deviceManagement/roleDefinitions', role);
  for (const strength of builtInStrengths) put('identity/conditionalAccess/authenticationStrength/policies', strength);
  for (const [displayName, id] of Object.entries(builtInCategories)) put('deviceAppManagement/mobileAppCategories', { id, displayName });
  for (const app of builtInManagedApps) put('deviceAppManagement/mobileApps', { id: guidOf(JSON.stringify(app)), createdDateTime: '0001-01-01T00:00:00Z', ...app });
  put('me', { id: tenant.chance.guid('admin'), displayName: 'Administrator', userPrincipalName: `admin@${identity.initialDomain}`, mail: `admin@${first ?? identity.initialDomain}` });
}

/** Lets a tenant hear what its cloud learns; what stands below another object is named `set('id')/navigation`. */
export function listen(tenant: Tenant): void {
  tenant.cloud.hear((path, object) => {
    const nested = /^(.+)\('([^']+)'\)\/(\w+)$/u.exec(path);
    const [, set = path, owner, name = ''] = nested ?? [];
    const parent = owner === undefined ? undefined : tenant.set(set).get(owner);
    const nav = parent === undefined ? undefined : tenant.navigation(parent.type, name);
    const collection = parent === undefined || nav === undefined ? tenant.set(set) : tenant.below(parent, set, nav);
    const id = object['id'];
    if (typeof id === 'string' && collection.get(id) === undefined) seed(tenant, collection, structuredClone(object));
  });
}

function enrollmentDefaults(account: string): JsonObject[] {
  const common = { displayName: 'All users and all devices', description: 'This is the default configuration applied with the lowest priority to all users and all devices.', priority: 0, createdDateTime: '0001-01-01T00:00:00Z', lastModifiedDateTime: '0001-01-01T00:00:00Z', version: 0, roleScopeTagIds: ['0'] };
  const open = { platformBlocked: false, personalDeviceEnrollmentBlocked: false, osMinimumVersion: '', osMaximumVersion: '', blockedManufacturers: [], blockedSkus: [] };
  return [
    { '@odata.type': '#microsoft.graph.deviceEnrollmentLimitConfiguration', id: `${account}_DefaultLimit`, ...common, limit: 5 },
    {
      '@odata.type': '#microsoft.graph.deviceEnrollmentPlatformRestrictionsConfiguration', id: `${account}_DefaultPlatformRestrictions`, ...common,
      iosRestriction: open, windowsRestriction: open, windowsHomeSkuRestriction: open, windowsMobileRestriction: { ...open, platformBlocked: true }, androidRestriction: open, androidForWorkRestriction: open, macOSRestriction: open, macRestriction: open,
    },
    { '@odata.type': '#microsoft.graph.deviceEnrollmentWindowsHelloForBusinessConfiguration', id: `${account}_DefaultWindowsHelloForBusiness`, ...common, state: 'notConfigured', pinMinimumLength: 6, pinMaximumLength: 127, pinUppercaseCharactersUsage: 'disallowed', pinLowercaseCharactersUsage: 'disallowed', pinSpecialCharactersUsage: 'disallowed', securityDeviceRequired: true, unlockWithBiometricsEnabled: true },
    { '@odata.type': '#microsoft.graph.windows10EnrollmentCompletionPageConfiguration', id: `${account}_DefaultWindows10EnrollmentCompletionPageConfiguration`, ...common, showInstallationProgress: false, installProgressTimeoutInMinutes: 0, selectedMobileAppIds: [] },
    { '@odata.type': '#microsoft.graph.windowsRestoreDeviceEnrollmentConfiguration', id: `${account}_WindowsRestore`, ...common, state: 'notConfigured' },
  ];
}
