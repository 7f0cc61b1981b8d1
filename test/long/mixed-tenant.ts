import type { JsonObject } from '../../src/model/json.js';
import type { SimulatedTenant } from '../../src/simulator/simulated-tenant.js';
import { cameraPolicy, certificateChain, compliancePolicy, dynamicGroup, exclude, include, notificationTemplate, securityGroup } from '../journeys/seeds.js';

const typed = (type: string): string => `#microsoft.graph.${type}`;
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const dm = (set: string): string => `deviceManagement/${set}`;
const dam = (set: string): string => `deviceAppManagement/${set}`;

/** A setting of the settings catalog that points at a reusable setting. */
function usesReusable(id: string): JsonObject {
  return {
    settingInstance: {
      '@odata.type': typed('deviceManagementConfigurationSimpleSettingInstance'),
      settingDefinitionId: 'vendor_msft_firewall_mdmstore_dynamickeywords_addresses_reference',
      simpleSettingValue: { '@odata.type': typed('deviceManagementConfigurationReferenceSettingValue'), value: id },
    },
  };
}

function protection(displayName: string, assignments: JsonObject[]): JsonObject {
  return { displayName, periodOfflineBeforeAccessCheck: 'PT12H', pinRequired: true, dataBackupBlocked: true, appGroupType: 'selectedPublicApps', apps: [{ id: 'com.contoso.mail.ios', mobileAppIdentifier: { '@odata.type': typed('iosMobileAppIdentifier'), bundleId: 'com.contoso.mail' } }], assignments };
}

function access(displayName: string, users: JsonObject, location: string): JsonObject {
  return { displayName, state: 'enabled', conditions: { clientAppTypes: ['all'], users, applications: { includeApplications: ['All'] }, locations: { includeLocations: ['All'], excludeLocations: [location] } }, grantControls: { operator: 'OR', builtInControls: ['mfa'] } };
}

/**
 * Fills a tenant with 120 objects of thirty kinds: children, certificate links, scope tags, filters, groups that are there
 * and groups that must be made, actions that point at templates, priorities, objects that need others through several waves.
 */
export function fillMixed(tenant: SimulatedTenant): void {
  const put = (path: string, object: JsonObject): string => tenant.put(path, object);
  const times = (count: number, make: (index: number) => void): void => {
    for (let index = 1; index <= count; index += 1) make(index);
  };
  const sales = securityGroup(tenant, 'Sales');
  const groups = ['Finance', 'Pilot', 'Workshop', 'Head office'].map((name) => securityGroup(tenant, name));
  const kiosks = dynamicGroup(tenant, 'Kiosks', '(device.deviceOSType -eq "Windows")');
  const group = (index: number): string => groups[index % groups.length] ?? sales;
  const tags = ['Europe', 'Asia'].map((displayName) => put(dm('roleScopeTags'), { displayName, description: '', assignments: [include(group(1))] }));
  const filters = ['Laptops', 'Desktops', 'Tablets'].map((displayName) => put(dm('assignmentFilters'), { displayName, platform: 'windows10AndLater', rule: `(device.model -startsWith "${displayName}")`, assignmentFilterManagementType: 'devices', roleScopeTags: ['0'] }));
  const filter = (index: number): string => filters[index % filters.length] ?? '';
  const tag = (index: number): string => tags[index % tags.length] ?? '0';

  times(18, (index) => put(dm('configurationPolicies'), cameraPolicy(`Catalog ${String(index)}`, index % 3 === 0 ? [] : [include(group(index), filter(index)), exclude(sales)], { roleScopeTagIds: [index % 4 === 0 ? tag(index) : '0'] })));
  const reusable = [1, 2].map((index) => put(dm('reusablePolicySettings'), { displayName: `Addresses ${String(index)}`, settingDefinitionId: 'vendor_msft_firewall_mdmstore_dynamickeywords_addresses_id', settingInstance: { '@odata.type': typed('deviceManagementConfigurationGroupSettingCollectionInstance'), settingDefinitionId: 'vendor_msft_firewall_mdmstore_dynamickeywords_addresses_id', groupSettingCollectionValue: [] } }));
  times(3, (index) => put(dm('configurationPolicies'), cameraPolicy(`Firewall ${String(index)}`, [include(kiosks)], { settings: [usesReusable(reusable[index % 2] ?? '')] })));
  times(5, (index) => put(dm('groupPolicyConfigurations'), { displayName: `Template ${String(index)}`, description: '', definitionValues: [{ enabled: true, 'definition@odata.bind': `https://graph.microsoft.com/beta/deviceManagement/groupPolicyDefinitions('aaaaaaaa-0000-4000-8000-00000000000${String(index)}')` }], assignments: [include(group(index))] }));
  times(10, (index) => put(dm('deviceConfigurations'), { '@odata.type': typed('windows10GeneralConfiguration'), displayName: `General ${String(index)}`, cameraBlocked: true, roleScopeTagIds: [tag(index)], assignments: [include(group(index), filter(index))] }));
  times(5, (index) => put(dm('deviceConfigurations'), { '@odata.type': typed('windows10CustomConfiguration'), displayName: `Custom ${String(index)}`, omaSettings: [{ '@odata.type': typed('omaSettingInteger'), displayName: 'Camera', omaUri: './Device/Vendor/MSFT/Policy/Config/Camera/AllowCamera', value: index }], assignments: index % 2 === 0 ? [] : [include(sales)] }));
  times(4, (index) => certificateChain(tenant, `Chain ${String(index)}`));
  const templates = [1, 2, 3].map((index) => put(dm('notificationMessageTemplates'), notificationTemplate(`Mail ${String(index)}`)));
  times(8, (index) => put(dm('deviceCompliancePolicies'), compliancePolicy(`Compliance ${String(index)}`, [include(group(index))], index % 2 === 0 ? undefined : { template: templates[index % 3] ?? '', copy: [group(index), sales] })));
  times(2, (index) => put(dm('deviceComplianceScripts'), { displayName: `Check ${String(index)}`, detectionScriptContent: base64('exit 0'), runAsAccount: 'system', publisher: 'Contoso' }));
  times(5, (index) => put(dm('deviceManagementScripts'), { displayName: `Script ${String(index)}`, fileName: 'x.ps1', scriptContent: base64(`Write-Host ${String(index)}`), runAsAccount: 'system', assignments: [include(group(index))] }));
  times(3, (index) => put(dm('deviceShellScripts'), { displayName: `Shell ${String(index)}`, fileName: 'x.sh', scriptContent: base64('#!/bin/sh\n'), runAsAccount: 'system', retryCount: 3, assignments: [include(group(index))] }));
  times(3, (index) => put(dm('deviceHealthScripts'), { displayName: `Remedy ${String(index)}`, publisher: 'Contoso', detectionScriptContent: base64('exit 1'), remediationScriptContent: base64('exit 0'), runAsAccount: 'system', assignments: [{ ...include(group(index)), runRemediationScript: true, runSchedule: { '@odata.type': typed('deviceHealthScriptDailySchedule'), interval: 1, time: '01:00:00', useUtc: false } }] }));
  times(3, (index) => put(dam('iosManagedAppProtections'), protection(`Protection ${String(index)}`, [include(group(index))])));
  times(2, (index) => put(dam('targetedManagedAppConfigurations'), { displayName: `Managed ${String(index)}`, appGroupType: 'selectedPublicApps', apps: [], customSettings: [{ name: 'home', value: 'start' }], assignments: [include(group(index))] }));
  const apps = [1, 2, 3, 4].map((index) => put(dam('mobileApps'), { '@odata.type': typed('webApp'), displayName: `Web ${String(index)}`, publisher: 'Contoso', appUrl: `https://app${String(index)}.example`, assignments: [{ ...include(group(index)), intent: 'available' }] }));
  put(dam('mobileApps'), { '@odata.type': typed('winGetApp'), displayName: 'Portal', publisher: 'Microsoft', packageIdentifier: '9WZDNCRFJ3PZ', installExperience: { runAsAccount: 'system' }, assignments: [{ ...include(group(1)), intent: 'required' }] });
  times(2, (index) => put(dm('deviceConfigurations'), { '@odata.type': typed('windowsUpdateForBusinessConfiguration'), displayName: `Ring ${String(index)}`, qualityUpdatesDeferralPeriodInDays: index, assignments: [include(group(index))] }));
  put(dm('windowsDriverUpdateProfiles'), { displayName: 'Drivers', approvalType: 'automatic', deploymentDeferralInDays: 2, assignments: [include(group(1))] });
  put(dm('deviceEnrollmentConfigurations'), { '@odata.type': typed('windows10EnrollmentCompletionPageConfiguration'), displayName: 'Setup page', priority: 1, deviceEnrollmentConfigurationType: 'windows10EnrollmentCompletionPageConfiguration', showInstallationProgress: true, selectedMobileAppIds: [apps[0] ?? ''], assignments: [include(group(2))] });
  put(dm('deviceEnrollmentConfigurations'), { '@odata.type': typed('deviceEnrollmentLimitConfiguration'), displayName: 'Few devices', priority: 1, deviceEnrollmentConfigurationType: 'limit', limit: 3, assignments: [include(group(3))] });
  times(2, (index) => put(dm('termsAndConditions'), { displayName: `Terms ${String(index)}`, title: 'Terms', bodyText: 'Be kind.', acceptanceStatement: 'Yes', assignments: [include(group(index))] }));
  times(2, (index) => put(dm('deviceCategories'), { displayName: `Category ${String(index)}`, description: '' }));
  const locations = [1, 2].map((index) => put('identity/conditionalAccess/namedLocations', { '@odata.type': typed('ipNamedLocation'), displayName: `Place ${String(index)}`, isTrusted: index === 1, ipRanges: [{ '@odata.type': typed('iPv4CidrRange'), cidrAddress: `203.0.113.${String(index)}/32` }] }));
  times(3, (index) => put('identity/conditionalAccess/policies', access(`Access ${String(index)}`, { includeGroups: [group(index)], excludeGroups: [sales] }, locations[index % 2] ?? '')));
  times(12, (index) => put(dm('deviceConfigurations'), { '@odata.type': typed('iosGeneralDeviceConfiguration'), displayName: `Phones ${String(index)}`, cameraBlocked: index % 2 === 0, assignments: index > 7 ? [] : [include(group(index))] }));
}

/** One of everything that can be doubled or lost: for tests that run often. */
export function fillFew(tenant: SimulatedTenant): void {
  const sales = securityGroup(tenant, 'Sales');
  const pilot = securityGroup(tenant, 'Pilot');
  const kiosks = dynamicGroup(tenant, 'Kiosks', '(device.deviceOSType -eq "Windows")');
  const tag = tenant.put(dm('roleScopeTags'), { displayName: 'Europe', description: '', assignments: [include(pilot)] });
  const filter = tenant.put(dm('assignmentFilters'), { displayName: 'Laptops', platform: 'windows10AndLater', rule: '(device.model -startsWith "Lap")', assignmentFilterManagementType: 'devices', roleScopeTags: ['0'] });
  tenant.put(dm('configurationPolicies'), cameraPolicy('Catalog 1', [include(pilot, filter), exclude(sales)], { roleScopeTagIds: [tag] }));
  tenant.put(dm('configurationPolicies'), cameraPolicy('Catalog 2', [include(kiosks)]));
  tenant.put(dm('groupPolicyConfigurations'), { displayName: 'Template', description: '', definitionValues: [{ enabled: true, 'definition@odata.bind': "https://graph.microsoft.com/beta/deviceManagement/groupPolicyDefinitions('aaaaaaaa-0000-4000-8000-000000000001')" }], assignments: [include(pilot)] });
  tenant.put(dm('deviceConfigurations'), { '@odata.type': typed('windows10GeneralConfiguration'), displayName: 'General 1', cameraBlocked: true, assignments: [include(pilot, filter)] });
  certificateChain(tenant, 'Chain');
  const template = tenant.put(dm('notificationMessageTemplates'), notificationTemplate('Mail'));
  tenant.put(dm('deviceCompliancePolicies'), compliancePolicy('Compliance', [include(pilot)], { template, copy: [pilot, sales] }));
  tenant.put(dm('termsAndConditions'), { displayName: 'Terms', title: 'Terms', bodyText: 'Be kind.', acceptanceStatement: 'Yes', assignments: [include(pilot)] });
  tenant.put(dm('deviceEnrollmentConfigurations'), { '@odata.type': typed('deviceEnrollmentLimitConfiguration'), displayName: 'Few devices', priority: 1, deviceEnrollmentConfigurationType: 'limit', limit: 3, assignments: [include(pilot)] });
  const location = tenant.put('identity/conditionalAccess/namedLocations', { '@odata.type': typed('ipNamedLocation'), displayName: 'Office', isTrusted: true, ipRanges: [{ '@odata.type': typed('iPv4CidrRange'), cidrAddress: '203.0.113.1/32' }] });
  tenant.put('identity/conditionalAccess/policies', access('Access', { includeGroups: [pilot], excludeGroups: [sales] }, location));
}

/** What the destination has before: a twin of a group, an object that will be updated, and things that are nobody's business. */
export function fillDestination(tenant: SimulatedTenant): void {
  const sales = securityGroup(tenant, 'Sales');
  const staff = securityGroup(tenant, 'Staff');
  tenant.put(dm('configurationPolicies'), cameraPolicy('Own policy', [include(staff)], { isAssigned: true }));
  tenant.put(dm('configurationPolicies'), cameraPolicy('Catalog 1', [include(staff)], { description: 'as it was here', isAssigned: true }));
  tenant.put(dm('deviceConfigurations'), { '@odata.type': typed('windows10GeneralConfiguration'), displayName: 'General 1', cameraBlocked: false, assignments: [include(sales), exclude(staff)] });
  tenant.put(dm('deviceCompliancePolicies'), compliancePolicy('Own compliance', [include(staff)]));
  tenant.put(dm('deviceEnrollmentConfigurations'), { '@odata.type': typed('deviceEnrollmentLimitConfiguration'), displayName: 'Own limit', priority: 1, deviceEnrollmentConfigurationType: 'limit', limit: 9, assignments: [include(staff)] });
  tenant.put(dm('termsAndConditions'), { displayName: 'Terms', title: 'Old terms', bodyText: 'Be fair.', acceptanceStatement: 'Yes', assignments: [include(staff)] });
}
