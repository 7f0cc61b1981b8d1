import type { JsonObject } from '../../model/json.js';

/** Directory roles by their template's id, which is the same in every tenant. */
export const directoryRoles: Readonly<Record<string, string>> = {
  'Global Administrator': '62e90394-69f5-4237-9190-012177145e10',
  'Global Reader': 'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
  'Security Administrator': '194ae4cb-b126-40b2-bd5b-6091b380977d',
  'Conditional Access Administrator': 'b1be1c3e-b65d-4f19-8427-f6fa0d97feb9',
  'Intune Administrator': '3a2c62db-5318-420d-8d74-23affee5d9d5',
  'User Administrator': 'fe930be7-5e62-47db-91af-98c3a49a38b1',
  'Helpdesk Administrator': '729827e3-9c14-49f7-bb1b-9608f156bbb8',
  'Exchange Administrator': '29232cdf-9323-42fd-ade2-1d097af3e4de',
  'SharePoint Administrator': 'f28a1f50-f6e7-4571-818b-6a12f2af6b6c',
  'Billing Administrator': 'b0f54661-2d74-4c50-afa3-1ec803f12efe',
  'Application Administrator': '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
  'Cloud Application Administrator': '158c047a-c907-4556-b7ef-446551a6b5f7',
  'Authentication Administrator': 'c4e39bd9-1100-46d3-8c65-fb160da0071f',
  'Privileged Authentication Administrator': '7be44c8a-adaf-4e2a-84d6-ab2649e08a13',
  'Privileged Role Administrator': 'e8611ab8-c189-46e8-94e1-60213ab1f814',
  'Password Administrator': '966707d0-3269-4727-9be2-8c3a10f19b9d',
  'Directory Synchronization Accounts': 'd29b2b05-8046-44ba-8758-1e26182fcf32',
  'Azure AD Joined Device Local Administrator': '9f06204d-73c1-4d4c-880a-6edb90606fd8',
};

/** Applications of Microsoft that have a service principal in every tenant, by application id. */
export const firstPartyApps: Readonly<Record<string, string>> = {
  'Microsoft Graph': '00000003-0000-0000-c000-000000000000',
  'Office 365 Exchange Online': '00000002-0000-0ff1-ce00-000000000000',
  'Office 365 SharePoint Online': '00000003-0000-0ff1-ce00-000000000000',
  'Microsoft Teams Services': 'cc15fd57-2c6c-4117-a88c-83b1d56b4bbe',
  'Microsoft Intune': '0000000a-0000-0000-c000-000000000000',
  'Intune Provisioning Client': 'f1346770-5b25-470b-88bd-d5744ab7952c',
  'Windows Azure Service Management API': '797f4846-ba00-4fd7-ba43-dac1f8f63013',
  'Microsoft Azure Windows Virtual Machine Sign-in': '372140e0-b3b7-4226-8ef9-d57986796201',
};

/** Tenant of Microsoft that owns them. */
export const microsoftTenant = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a';

/** Built-in authentication strengths: constant ids (graph-intune.md 11). */
export const builtInStrengths: readonly JsonObject[] = [
  { id: '00000000-0000-0000-0000-000000000002', displayName: 'Multifactor authentication', allowedCombinations: ['windowsHelloForBusiness', 'fido2', 'password,microsoftAuthenticatorPush', 'password,softwareOath', 'password,sms'] },
  { id: '00000000-0000-0000-0000-000000000003', displayName: 'Passwordless MFA', allowedCombinations: ['windowsHelloForBusiness', 'fido2', 'x509CertificateMultiFactor', 'deviceBasedPush'] },
  { id: '00000000-0000-0000-0000-000000000004', displayName: 'Phishing-resistant MFA', allowedCombinations: ['windowsHelloForBusiness', 'fido2', 'x509CertificateMultiFactor'] },
].map((strength) => ({ ...strength, description: '', policyType: 'builtIn', requirementsSatisfied: 'mfa' }));

/** The app categories that every tenant has, under the same ids (graph-intune.md 7.19). */
export const builtInCategories: Readonly<Record<string, string>> = {
  'Other apps': '0720a99e-562b-4a77-83f0-9a7523fcf13e', 'Books & Reference': 'f1fc9fe2-728d-4867-9a72-a61e18f8c606', 'Data management': '046e0b16-76ce-4b49-bf1b-1cc5bd94fb47', Productivity: 'ed899483-3019-425e-a470-28e901b9790e', Business: '2b73ae71-12c8-49be-b462-3dae769ccd9d',
  'Development & Design': '79bc98d4-7ddf-4841-9bc1-5c84a26d7ee8', 'Photos & Media': '5dcd7a90-0306-4f09-a75d-6b97a243f04e', 'Collaboration & Social': 'f79135dc-8e41-48c1-9a59-ab9a7259c38e', 'Computer management': '981deed8-6857-4e78-a50e-c3f61d312737',
};

/** Roles of Intune that every tenant has, under the same ids (graph-intune.md 7.13). */
export const builtInRoles: readonly JsonObject[] = (
  [
    ['Policy and Profile manager', '0bd113fe-6be5-400c-a28f-ae5553f9c0be'],
    ['Help Desk Operator', '9e0cc482-82df-4ab2-a24c-0c23a3f52e1e'],
    ['Endpoint Security Manager', 'c56d53a2-73d0-4502-b6bd-4a9d3dba28d5'],
    ['Application Manager', 'c1d9fcbb-cba5-40b0-bf6b-527006585f4b'],
    ['Read Only Operator', 'fa1d7878-e8cb-41a1-8254-0142355c9f84'],
    ['School Administrator', '2f9f4f7e-2d13-427b-adf2-361a1eef7ae8'],
  ] as const
).map(([displayName, id]) => ({ '@odata.type': '#microsoft.graph.deviceAndAppManagementRoleDefinition', id, displayName, description: '', isBuiltIn: true, isBuiltInRoleDefinition: true, rolePermissions: [], permissions: [], roleScopeTagIds: ['0'] }));

/** Managed apps of Microsoft that every tenant lists: match, never create. */
export const builtInManagedApps: readonly JsonObject[] = [
  ...([['Microsoft Outlook', 'com.microsoft.Office.Outlook'], ['Microsoft Teams', 'com.microsoft.skype.teams'], ['Microsoft Edge', 'com.microsoft.msedge']] as const).map(([displayName, bundleId]) => ({
    '@odata.type': '#microsoft.graph.managedIOSStoreApp', displayName, bundleId, publisher: 'Microsoft Corporation', appAvailability: 'global', version: '0', appStoreUrl: `https://apps.apple.com/app/${bundleId}`, applicableDeviceType: { iPad: true, iPhoneAndIPod: true }, minimumSupportedOperatingSystem: { v8_0: true },
  })),
  ...([['Microsoft Outlook', 'com.microsoft.office.outlook'], ['Microsoft Teams', 'com.microsoft.teams']] as const).map(([displayName, packageId]) => ({
    '@odata.type': '#microsoft.graph.managedAndroidStoreApp', displayName, packageId, publisher: 'Microsoft Corporation', appAvailability: 'global', version: '0', appStoreUrl: `https://play.google.com/store/apps/details?id=${packageId}`, minimumSupportedOperatingSystem: { v4_0: true },
  })),
];
