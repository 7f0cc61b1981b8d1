import type { JsonObject } from '../../model/json.js';
import { placed, wordsOf, type Placed } from './words.js';

const words = wordsOf('contoso');

/** The demo's source tenant. */
export const contosoTenant = {
  tenantId: words.id('tenant'),
  displayName: 'Contoso',
  initialDomain: 'contoso.onmicrosoft.com',
  domains: ['contoso.com', 'contoso.onmicrosoft.com'],
  intuneAccountId: words.id('account'),
  seed: 'contoso',
} as const;

/** A group that stands in an assignment and is gone. */
export const deletedGroup = words.group('Old pilot');

export function group(name: string, more: JsonObject = {}): JsonObject {
  return { displayName: name, description: null, mailEnabled: false, mailNickname: name.replace(/[^A-Za-z0-9]/gu, ''), securityEnabled: true, groupTypes: [], ...more };
}

export function dynamic(name: string, rule: string): JsonObject {
  return group(name, { groupTypes: ['DynamicMembership'], membershipRule: rule, membershipRuleProcessingState: 'On' });
}

const people = ['Ada Arnold', 'Ben Brook', 'Cora Castell', 'Dana Dietrich', 'Emil Eder', 'Fay Fischer'];

export function person(name: string, domain: string): JsonObject {
  const mail = `${name.toLowerCase().replace(' ', '.')}@${domain}`;
  return { displayName: name, userPrincipalName: mail, mail, accountEnabled: true, userType: 'Member' };
}

/** Groups, people and the own application of the source tenant. */
export const contosoDirectory: readonly Placed[] = [
  ...placed(words, 'groups', 'group', [
    group('Sales', { description: 'Everybody in sales' }),
    group('Finance'),
    group('IT', { description: 'Information technology' }),
    group('Executives'),
    group('Contractors'),
    group('Kiosk devices'),
    group('Pilot ring'),
    group('Help desk', { description: 'Gets a copy of noncompliance mails' }),
    group('Local administrators'),
    group('Break-glass accounts', { isAssignableToRole: true }),
    group('VPN users', { onPremisesSyncEnabled: true, onPremisesSecurityIdentifier: 'S-1-5-21-1004336348-1177238915-682003330-1117', onPremisesSamAccountName: 'VPN users' }),
    group('Marketing', { groupTypes: ['Unified'], mailEnabled: true, mail: 'marketing@contoso.com' }),
    dynamic('All Windows devices', '(device.deviceOSType -eq "Windows") and (device.deviceOwnership -eq "Company")'),
    dynamic('Autopilot devices', '(device.devicePhysicalIDs -any (_ -startsWith "[ZTDid]"))'),
    dynamic('Corporate iPhones', '(device.deviceOSType -eq "iPhone") and (device.deviceOwnership -eq "Company")'),
    dynamic('Corporate Macs', '(device.deviceOSType -eq "MacMDM")'),
    dynamic('Android corporate', '(device.deviceOSType -eq "AndroidEnterprise")'),
    dynamic('Berlin office', '(user.city -eq "Berlin") and (user.userPrincipalName -match "contoso.com")'),
  ]),
  ...people.map((name): Placed => ({ path: 'users', object: { id: words.id(`user ${name}`), ...person(name, 'contoso.com') } })),
  ...['Break Glass One', 'Break Glass Two'].map((name): Placed => ({ path: 'users', object: { id: words.id(`user ${name}`), ...person(name, 'contoso.onmicrosoft.com') } })),
  { path: 'servicePrincipals', object: { id: words.id('principal Expenses'), appId: words.id('app Expenses'), displayName: 'Contoso Expenses', appOwnerOrganizationId: contosoTenant.tenantId, servicePrincipalType: 'Application', accountEnabled: true } },
];

/** Nobody is in these: the pilot is over, and the kiosks were scrapped. */
const emptied: ReadonlySet<string> = new Set(['Pilot ring', 'Kiosk devices']);

/** Somebody is in every other group: who, matters to nobody here. */
export const contosoMembers: readonly { readonly group: string; readonly user: string }[] = contosoDirectory
  .filter(({ path, object }) => path === 'groups' && typeof object['displayName'] === 'string' && !emptied.has(object['displayName']))
  .flatMap(({ object }) => (typeof object['id'] === 'string' ? [{ group: object['id'], user: words.id('user Ada Arnold') }] : []));

/** Scope tags by the number they have in the source; the destination numbers them anew. */
export const contosoTags = { headquarters: '1', branches: '2', kiosks: '3' } as const;

/** Tags, filters and categories. */
export const contosoTenantObjects: readonly Placed[] = [
  { path: 'deviceManagement/roleScopeTags', object: { id: '1', displayName: 'Headquarters', description: 'Devices of the head office', assignments: [{ id: `1_${words.group('Executives')}_0`, target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: words.group('Executives') } }] } },
  { path: 'deviceManagement/roleScopeTags', object: { id: '2', displayName: 'Branch offices', description: '' } },
  { path: 'deviceManagement/roleScopeTags', object: { id: '3', displayName: 'Kiosks', description: 'Shared devices in the shops' } },
  ...placed(words, 'deviceManagement/assignmentFilters', 'filter', [
    { displayName: 'Corporate Windows', description: 'Owned by the company', platform: 'windows10AndLater', rule: '(device.deviceOwnership -eq "Corporate")', assignmentFilterManagementType: 'devices', roleScopeTags: ['0'] },
    { displayName: 'Kiosk category', platform: 'windows10AndLater', rule: '(device.deviceCategory -eq "Kiosk")', assignmentFilterManagementType: 'devices', roleScopeTags: ['0', '3'] },
    { displayName: 'Personal iPhones', platform: 'iOS', rule: '(device.deviceOwnership -eq "Personal")', assignmentFilterManagementType: 'devices', roleScopeTags: ['0'] },
    { displayName: 'Unmanaged Android apps', platform: 'androidMobileApplicationManagement', rule: '(app.deviceManagementType -eq "Unmanaged")', assignmentFilterManagementType: 'apps', roleScopeTags: ['0'] },
  ]),
  ...placed(words, 'deviceManagement/deviceCategories', 'category', [
    { displayName: 'Kiosk', description: 'Shared devices in the shops' },
    { displayName: 'Sales', description: 'Laptops of the sales force' },
  ]),
  ...placed(words, 'deviceManagement/termsAndConditions', 'terms', [
    { displayName: 'Device use', title: 'Use of company devices', description: 'For everybody', bodyText: 'Company devices are managed. See https://contoso.sharepoint.com/sites/it for what that means.', acceptanceStatement: 'I agree', version: 1, roleScopeTagIds: ['0'], assignments: [words.allUsers()] },
    { displayName: 'Contractor terms', title: 'Terms for contractors', description: '', bodyText: 'Questions go to it@contoso.com.', acceptanceStatement: 'I agree', version: 2, roleScopeTagIds: ['2'], assignments: [words.to('Contractors')] },
  ]),
];
