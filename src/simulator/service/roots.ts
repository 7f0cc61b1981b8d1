import type { Member } from '../schema/model.js';

function singleton(name: string, type: string): [string, Member] {
  return [name, { name, type, many: false, nullable: false, format: undefined }];
}

function set(name: string, type: string): [string, Member] {
  return [name, { name, type, many: true, nullable: false, format: undefined }];
}

/** Navigation from the service's root and from containers that the published types leave out or hold too much of. */
export const rootNavigation: Readonly<Record<string, ReadonlyMap<string, Member>>> = {
  '': new Map([
    singleton('deviceManagement', 'deviceManagement'), singleton('deviceAppManagement', 'deviceAppManagement'), singleton('identity', 'identityContainer'),
    singleton('identityGovernance', 'identityGovernance'), singleton('policies', 'policyRoot'), singleton('directory', 'directory'), singleton('roleManagement', 'roleManagement'), singleton('me', 'user'),
    set('groups', 'group'), set('users', 'user'), set('devices', 'device'), set('servicePrincipals', 'servicePrincipal'), set('applications', 'application'),
    set('organization', 'organization'), set('domains', 'domain'), set('directoryRoleTemplates', 'directoryRoleTemplate'), set('directoryObjects', 'directoryObject'),
    set('subscribedSkus', 'subscribedSku'),
  ]),
  identityContainer: new Map([singleton('conditionalAccess', 'conditionalAccessRoot')]),
  identityGovernance: new Map([singleton('termsOfUse', 'termsOfUseContainer')]),
  policyRoot: new Map([set('authenticationStrengthPolicies', 'authenticationStrengthPolicy'), set('conditionalAccessPolicies', 'conditionalAccessPolicy')]),
  directory: new Map([]),
  roleManagement: new Map([singleton('directory', 'rbacApplication')]),
  // the published types do not have it; the admin center does (graph-intune.md 7.2, 7.6)
  deviceManagement: new Map([set('inventoryPolicies', 'deviceManagementConfigurationPolicy')]),
};

/**
 * Navigation properties that point at objects which live elsewhere, and the sets those live in. Every other kept one
 * contains its objects.
 */
export const pointsTo: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    [
      'rootCertificate', 'identityCertificate', 'identityCertificateForClientAuthentication', 'rootCertificateForServerValidation', 'rootCertificatesForServerValidation',
      'rootCertificateForClientValidation', 'rootCertificatesForClientValidation', 'secondaryIdentityCertificateForClientAuthentication',
      'secondaryRootCertificateForClientValidation', 'smimeSigningCertificate', 'smimeEncryptionCertificate', 'singleSignOnExtensionPkinitCertificate', 'networkAccessConfigurations',
    ].map((name): [string, string[]] => [name, ['deviceManagement/deviceConfigurations']]),
  ),
  derivedCredentialSettings: ['deviceManagement/derivedCredentials'],
  definition: ['deviceManagement/groupPolicyDefinitions'],
  presentation: ['deviceManagement/groupPolicyDefinitions/presentations'],
  'mobileApp.categories': ['deviceAppManagement/mobileAppCategories'],
  members: ['groups', 'users', 'devices', 'servicePrincipals'],
  owners: ['users', 'servicePrincipals'],
  'group.memberOf': ['groups'],
  'roleAssignment.roleDefinition': ['deviceManagement/roleDefinitions'],
  'deviceAndAppManagementRoleAssignment.roleScopeTags': ['deviceManagement/roleScopeTags'],
  microsoftTunnelConfiguration: ['deviceManagement/microsoftTunnelConfigurations'],
};
