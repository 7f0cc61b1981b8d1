import type { PolicyType } from '../model/policy-type.js';
import { resource } from './everywhere.js';
import { entra, intune } from './scopes.js';

type Told = Pick<PolicyType, 'kind' | 'title' | 'area' | 'collection' | 'implied' | 'name' | 'scopes' | 'facts' | 'license'> & {
  readonly page: string;
  readonly reported: NonNullable<PolicyType['reported']>;
  readonly list?: string;
};

/** A kind of which nothing moves: it is listed whole, and somebody has to see to each. */
function told({ page, ...facts }: Told): PolicyType {
  return { ...facts, link: resource(page), api: 'beta', service: 'others', mapping: `${facts.kind.replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}s`, update: 'never', refs: [], neighbor: true };
}

const service = intune('DeviceManagementServiceConfig');
const configuration = intune('DeviceManagementConfiguration');
const connectorThen = 'Set up one for the destination before policies that rely on it reach devices';

/**
 * What ties a tenant to other services and to devices. A tenant has its own: none of these can be carried, all of them must be known
 * (graph-intune.md 7.21, intune-objects.md 5.1, apple.md 3.2).
 */
export const reported: readonly PolicyType[] = [
  told({
    kind: 'applePushCertificate', title: 'Apple push certificate', area: 'Apple enrollment', page: 'intune-devices-applepushnotificationcertificate',
    collection: 'deviceManagement/applePushNotificationCertificate', implied: 'applePushNotificationCertificate', name: 'appleIdentifier', scopes: service,
    facts: ['appleIdentifier', 'expirationDateTime', 'topicIdentifier'],
    reported: { rule: 'pushCertificateStays', single: true, then: 'Create one for the destination with an Apple account of the organization; never replace the one of the source', owner: ['appleIdentifier'], ends: 'expirationDateTime' },
  }),
  told({
    kind: 'enrollmentToken', title: 'Token for Automated Device Enrollment', area: 'Apple enrollment', page: 'intune-enrollment-deponboardingsetting', list: '$top=100',
    collection: 'deviceManagement/depOnboardingSettings', implied: 'depOnboardingSetting', name: 'tokenName', scopes: service,
    facts: ['appleIdentifier', 'tokenExpirationDateTime', 'tokenName', 'tokenType'],
    // `none` is the holder of Apple Configurator profiles and no token
    reported: { rule: 'enrollmentTokenStays', none: [[{ at: 'tokenType', is: 'none' }]], then: 'Make a server for the destination in the same Apple organization and upload its token; tenantferry apple moves the devices', owner: ['appleIdentifier'], ends: 'tokenExpirationDateTime' },
  }),
  told({
    kind: 'managedGooglePlay', title: 'Binding to managed Google Play', area: 'enrollment', page: 'intune-androidforwork-androidmanagedstoreaccountenterprisesettings',
    collection: 'deviceManagement/androidManagedStoreAccountEnterpriseSettings', implied: 'androidManagedStoreAccountEnterpriseSettings', name: 'ownerOrganizationName', scopes: configuration,
    facts: ['bindStatus', 'enrollmentTarget', 'ownerOrganizationName', 'ownerUserPrincipalName'],
    reported: { rule: 'googleBinding', single: true, none: [[{ at: 'bindStatus', is: 'notBound' }]], then: 'Bind the destination with an account of the organization and approve the apps again', owner: ['ownerUserPrincipalName'] },
  }),
  told({
    kind: 'ndesConnector', title: 'Certificate connector (NDES)', area: 'certificates', page: 'intune-deviceconfig-ndesconnector',
    collection: 'deviceManagement/ndesConnectors', implied: 'ndesConnector', name: 'displayName', scopes: configuration,
    facts: ['displayName', 'machineName', 'state'],
    reported: { rule: 'connectorStays', then: 'Install a certificate connector on a server that signs in to the destination', owner: ['machineName'] },
  }),
  told({
    kind: 'certificateConnector', title: 'Certificate connector (SCEP, PKCS, imported PFX)', area: 'certificates', page: 'intune-deviceconfig-certificateconnectordetails',
    collection: 'deviceManagement/certificateConnectorDetails', implied: 'certificateConnectorDetails', name: 'machineName', scopes: configuration,
    facts: ['connectorName', 'connectorVersion', 'machineName'],
    reported: { rule: 'connectorStays', then: 'Install a certificate connector on a server that signs in to the destination', owner: ['machineName'] },
  }),
  told({
    kind: 'exchangeConnector', title: 'Exchange connector', area: 'tenant', page: 'intune-onboarding-devicemanagementexchangeconnector',
    collection: 'deviceManagement/exchangeConnectors', implied: 'deviceManagementExchangeConnector', name: 'serverName', scopes: configuration,
    facts: ['exchangeConnectorType', 'exchangeOrganization', 'serverName', 'status'],
    reported: { rule: 'connectorStays', then: 'The on-premises connector is retired: use conditional access with hybrid modern authentication', owner: ['exchangeOrganization'] },
  }),
  told({
    kind: 'threatDefenseConnector', title: 'Mobile threat defense connector', area: 'endpoint security', page: 'intune-onboarding-mobilethreatdefenseconnector',
    collection: 'deviceManagement/mobileThreatDefenseConnectors', implied: 'mobileThreatDefenseConnector', name: 'id', scopes: service,
    facts: ['androidEnabled', 'iosEnabled', 'macEnabled', 'microsoftDefenderForEndpointAttachEnabled', 'partnerState', 'windowsEnabled'],
    reported: { rule: 'connectorStays', none: [[{ at: 'partnerState', is: 'notSetUp' }]], then: 'Connect the product of the destination in its own console; compliance rules on device threat level wait for it' },
  }),
  told({
    kind: 'compliancePartner', title: 'Device compliance partner', area: 'compliance', page: 'intune-onboarding-compliancemanagementpartner',
    collection: 'deviceManagement/complianceManagementPartners', implied: 'complianceManagementPartner', name: 'displayName', scopes: service,
    facts: ['androidOnboarded', 'displayName', 'iosOnboarded', 'linuxOnboarded', 'macOsOnboarded', 'partnerState'],
    reported: { rule: 'connectorStays', none: [[{ at: 'partnerState', is: 'unknown' }]], then: 'Connect the partner to the destination in the console of the partner' },
  }),
  told({
    kind: 'managementPartner', title: 'Device management partner', area: 'tenant', page: 'intune-onboarding-devicemanagementpartner',
    collection: 'deviceManagement/deviceManagementPartners', implied: 'deviceManagementPartner', name: 'displayName', scopes: service,
    facts: ['displayName', 'isConfigured', 'partnerAppType', 'partnerState'],
    reported: { rule: 'connectorStays', none: [[{ at: 'isConfigured', is: false }]], then: connectorThen },
  }),
  told({
    kind: 'remoteAssistancePartner', title: 'Remote assistance partner', area: 'tenant', page: 'intune-remoteassistance-remoteassistancepartner',
    collection: 'deviceManagement/remoteAssistancePartners', implied: 'remoteAssistancePartner', name: 'displayName', scopes: service,
    facts: ['displayName', 'onboardingStatus'],
    reported: { rule: 'connectorStays', none: [[{ at: 'onboardingStatus', is: 'notOnboarded' }]], then: 'Connect the destination in the console of the partner' },
  }),
  told({
    kind: 'domainJoinConnector', title: 'Connector for hybrid join', area: 'enrollment', page: 'intune-odj-devicemanagementdomainjoinconnector',
    collection: 'deviceManagement/domainJoinConnectors', implied: 'deviceManagementDomainJoinConnector', name: 'displayName', scopes: configuration,
    facts: ['displayName', 'state', 'version'],
    reported: { rule: 'connectorStays', then: 'Install the Intune Connector for Active Directory for the destination, where domain join profiles are still wanted' },
  }),
  told({
    kind: 'chromeEnterpriseConnector', title: 'Chrome Enterprise connector', area: 'enrollment', page: 'intune-chromebooksync-chromeosonboardingsettings',
    collection: 'deviceManagement/chromeOSOnboardingSettings', implied: 'chromeOSOnboardingSettings', name: 'ownerUserPrincipalName', scopes: configuration,
    facts: ['onboardingStatus', 'ownerUserPrincipalName'],
    reported: { rule: 'connectorStays', then: connectorThen, owner: ['ownerUserPrincipalName'] },
  }),
  told({
    kind: 'zebraConnector', license: 'Intune Plan 2 or Intune Suite', title: 'Zebra LifeGuard connector', area: 'updates', page: 'intune-androidfotaservice-zebrafotaconnector',
    collection: 'deviceManagement/zebraFotaConnector', implied: 'zebraFotaConnector', name: 'id', scopes: configuration,
    facts: ['state'],
    reported: { rule: 'connectorStays', single: true, none: [[{ at: 'state', is: 'none' }]], then: 'Link the Zebra account to the destination, then its deployments can be made' },
  }),
  told({
    kind: 'cloudAuthority', license: 'Microsoft Cloud PKI or Intune Suite', title: 'Certification authority of Microsoft Cloud PKI', area: 'certificates', page: 'intune-cloudpkigraphservice-cloudcertificationauthority',
    collection: 'deviceManagement/cloudCertificationAuthority', implied: 'cloudCertificationAuthority', name: 'displayName',
    scopes: entra(['DeviceManagementCloudCA.Read.All'], ['DeviceManagementCloudCA.ReadWrite.All']),
    facts: ['certificationAuthorityStatus', 'cloudCertificationAuthorityType', 'displayName', 'thumbprint', 'validityEndDateTime'],
    reported: { rule: 'cloudAuthorityStays', then: 'Create an authority in the destination and move profiles to its addresses', ends: 'validityEndDateTime' },
  }),
  told({
    kind: 'userCertificate', title: 'Imported certificate of a user (PFX)', area: 'certificates', page: 'intune-raimportcerts-userpfxcertificate',
    collection: 'deviceManagement/userPfxCertificates', implied: 'userPFXCertificate', name: 'thumbprint', scopes: configuration,
    facts: ['expirationDateTime', 'intendedPurpose', 'userPrincipalName'],
    reported: { rule: 'userCertificates', counted: true, then: 'Import them again through the connector of the destination' },
  }),
  told({
    kind: 'autopilotDevice', title: 'Windows Autopilot device', area: 'enrollment', page: 'intune-enrollment-windowsautopilotdeviceidentity',
    collection: 'deviceManagement/windowsAutopilotDeviceIdentities', implied: 'windowsAutopilotDeviceIdentity', name: 'serialNumber', scopes: service,
    facts: ['groupTag', 'manufacturer', 'model', 'purchaseOrderIdentifier', 'serialNumber'],
    reported: { rule: 'registeredDevices', counted: true, then: 'Release each in the source (delete the device in Intune first), then register its hash in the destination' },
  }),
  told({
    kind: 'importedAutopilotDevice', title: 'Windows Autopilot registration that is not done', area: 'enrollment', page: 'intune-enrollment-importedwindowsautopilotdeviceidentity',
    collection: 'deviceManagement/importedWindowsAutopilotDeviceIdentities', implied: 'importedWindowsAutopilotDeviceIdentity', name: 'serialNumber', scopes: service,
    facts: ['groupTag', 'serialNumber'],
    reported: { rule: 'registeredDevices', counted: true, then: 'Wait until the import of the hashes is done, or delete it; a hash belongs to one tenant' },
  }),
];
