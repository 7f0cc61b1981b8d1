import type { JsonObject } from '../../model/json.js';
import { dynamic, group, person } from './directory.js';
import { choice, setting } from './settings.js';
import { certificateBytes, placed, wordsOf, type Placed } from './words.js';

const words = wordsOf('fabrikam');

/** The demo's destination tenant. */
export const fabrikamTenant = {
  tenantId: words.id('tenant'),
  displayName: 'Fabrikam',
  initialDomain: 'fabrikam.onmicrosoft.com',
  domains: ['fabrikam.com', 'fabrikam.onmicrosoft.com'],
  intuneAccountId: words.id('account'),
  seed: 'fabrikam',
} as const;

const secondIt: JsonObject = { id: words.id('second IT'), ...group('IT', { description: 'The other one, of the same name' }) };

/** What the destination has before anybody moves anything: some twins, some that only look like one, connectors of its own. */
export const fabrikamObjects: readonly Placed[] = [
  ...placed(words, 'groups', 'group', [
    group('Sales'),
    group('IT'),
    group('Executives'),
    group('Help desk'),
    group('Break-glass accounts', { isAssignableToRole: true }),
    group('VPN users', { onPremisesSyncEnabled: true, onPremisesSecurityIdentifier: 'S-1-5-21-1004336348-1177238915-682003330-1117' }),
    dynamic('All Windows devices', '(device.deviceOSType -eq "Windows") and (device.deviceOwnership -eq "Company")'),
    dynamic('Corporate iPhones', '(device.deviceOSType -eq "iPhone") and (device.deviceOwnership -eq "Company")'),
    group('Marketing'),
  ]),
  { path: 'groups', object: secondIt },
  ...['Ada Arnold', 'Ben Brook', 'Break Glass One'].map((name): Placed => ({ path: 'users', object: { id: words.id(`user ${name}`), ...person(name, 'fabrikam.com') } })),
  { path: 'servicePrincipals', object: { id: words.id('principal Payroll'), appId: words.id('app Payroll'), displayName: 'Fabrikam Payroll', appOwnerOrganizationId: fabrikamTenant.tenantId, servicePrincipalType: 'Application', accountEnabled: true } },
  { path: 'deviceManagement/roleScopeTags', object: { id: '1', displayName: 'Kiosks', description: 'Shared devices' } },
  { path: 'deviceManagement/roleScopeTags', object: { id: '2', displayName: 'Fabrikam IT', description: '' } },
  ...placed(words, 'deviceManagement/assignmentFilters', 'filter', [
    { displayName: 'Corporate Windows', platform: 'windows10AndLater', rule: '(device.deviceOwnership -eq "Corporate")', assignmentFilterManagementType: 'devices', roleScopeTags: ['0'] },
    { displayName: 'Personal iPhones', platform: 'iOS', rule: '(device.deviceOwnership -eq "Personal") and (device.model -startsWith "iPhone")', assignmentFilterManagementType: 'devices', roleScopeTags: ['0'] },
  ]),
  ...placed(words, 'deviceManagement/deviceCategories', 'category', [{ displayName: 'Kiosk', description: 'Shared devices' }]),
  ...placed(words, 'deviceAppManagement/mobileApps', 'app', [
    { '@odata.type': '#microsoft.graph.win32LobApp', displayName: '7-Zip', publisher: 'Igor Pavlov', displayVersion: '24.08', fileName: '7zip.intunewin', installCommandLine: 'setup.exe /S', uninstallCommandLine: 'uninstall.exe /S', applicableArchitectures: 'x64', setupFilePath: 'setup.exe', publishingState: 'published' },
    { '@odata.type': '#microsoft.graph.winGetApp', displayName: 'Company Portal', publisher: 'Microsoft Corporation', packageIdentifier: '9WZDNCRFJ3PZ', installExperience: { runAsAccount: 'system' } },
    { '@odata.type': '#microsoft.graph.iosVppApp', displayName: 'Keynote', publisher: 'Apple', bundleId: 'com.apple.Keynote', vppTokenId: words.id('vpp token'), vppTokenAppleId: 'apple@fabrikam.com', vppTokenAccountType: 'business' },
    { '@odata.type': '#microsoft.graph.androidManagedStoreApp', displayName: 'Microsoft Outlook: Email & Calendar', publisher: 'Microsoft Corporation', packageId: 'com.microsoft.office.outlook', appIdentifier: 'app:com.microsoft.office.outlook' },
  ]),
  { path: 'deviceAppManagement/vppTokens', object: { id: words.id('vpp token'), displayName: 'Fabrikam apps', organizationName: 'Fabrikam', appleId: 'apple@fabrikam.com', vppTokenAccountType: 'business', state: 'valid' } },
  { path: 'deviceManagement/androidManagedStoreAccountEnterpriseSettings', object: { id: 'androidManagedStoreAccountEnterpriseSettings', bindStatus: 'boundAndValidated', ownerUserPrincipalName: 'play@fabrikam.com', ownerOrganizationName: 'Fabrikam', enrollmentTarget: 'all' } },
  { path: 'deviceManagement/applePushNotificationCertificate', object: { id: words.id('push certificate'), appleIdentifier: 'apple@fabrikam.com', topicIdentifier: 'com.apple.mgmt.External.fabrikam' } },
  { path: 'deviceManagement/ndesConnectors', object: { id: words.id('ndes'), displayName: 'NDES01', state: 'active' } },
  ...placed(words, 'identity/conditionalAccess/namedLocations', 'location', [{ '@odata.type': '#microsoft.graph.ipNamedLocation', displayName: 'Head office', isTrusted: true, ipRanges: [{ '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: '192.0.2.0/24' }] }]),
  ...placed(words, 'deviceManagement/deviceConfigurations', 'configuration', [
    { '@odata.type': '#microsoft.graph.iosTrustedRootCertificate', displayName: 'Contoso root (iOS)', certFileName: 'contoso-root.cer', trustedRootCertificate: certificateBytes('Contoso Root CA'), roleScopeTagIds: ['0'] },
    { '@odata.type': '#microsoft.graph.windowsHealthMonitoringConfiguration', displayName: 'Health monitoring (Windows)', allowDeviceHealthMonitoring: 'enabled', configDeviceHealthMonitoringScope: 'bootPerformance,windowsUpdates' },
  ]),
  ...placed(words, 'deviceManagement/configurationPolicies', 'catalog', [
    { name: 'Passcode (iOS)', description: "Fabrikam's own", platforms: 'iOS', technologies: 'mdm,appleRemoteManagement', roleScopeTagIds: ['0'], templateReference: { templateId: '', templateFamily: 'none' }, settings: [setting(choice('passcode_requirepasscode', 'true'))] },
  ]),
];
