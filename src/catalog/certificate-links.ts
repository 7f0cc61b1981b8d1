import type { LinkRule, PolicyType } from '../model/policy-type.js';

const root: LinkRule = { to: ['trustedCertificate'], many: false };
const roots: LinkRule = { to: ['trustedCertificate'], many: true };
/** A certificate that proves who the device or user is; the service takes any profile of the platform's family. */
const identity: LinkRule = { to: ['scepCertificate', 'pkcsCertificate', 'importedPfxCertificate'], many: false };
const derived: LinkRule = { to: ['derivedCredential'], many: false };
const networks: LinkRule = { to: ['wifi', 'vpn', 'wiredNetwork', 'trustedCertificate', 'scepCertificate', 'pkcsCertificate', 'importedPfxCertificate', 'deviceConfiguration', 'customConfiguration'], many: true };

/**
 * Navigation properties by which one device configuration points at others: neither in the body nor expandable, read
 * through the concrete type's cast, written as `<nav>@odata.bind` (graph-intune.md 10, intune-objects.md 2.3). What an
 * abstract base declares is spelled out for each of its concrete types.
 */
export const certificateLinks = {
  androidDeviceOwnerDerivedCredentialAuthenticationConfiguration: { derivedCredentialSettings: derived },
  androidDeviceOwnerEnterpriseWiFiConfiguration: { derivedCredentialSettings: derived, identityCertificateForClientAuthentication: identity, rootCertificateForServerValidation: root, rootCertificatesForServerValidation: roots },
  androidDeviceOwnerImportedPFXCertificateProfile: { rootCertificate: root },
  androidDeviceOwnerPkcsCertificateProfile: { rootCertificate: root },
  androidDeviceOwnerScepCertificateProfile: { rootCertificate: root },
  androidDeviceOwnerVpnConfiguration: { derivedCredentialSettings: derived, identityCertificate: identity },
  androidEasEmailProfileConfiguration: { identityCertificate: identity, smimeSigningCertificate: identity },
  androidEnterpriseWiFiConfiguration: { identityCertificateForClientAuthentication: identity, rootCertificateForServerValidation: root },
  androidForWorkEnterpriseWiFiConfiguration: { identityCertificateForClientAuthentication: identity, rootCertificateForServerValidation: root },
  androidForWorkGmailEasConfiguration: { identityCertificate: identity },
  androidForWorkImportedPFXCertificateProfile: { rootCertificate: root },
  androidForWorkNineWorkEasConfiguration: { identityCertificate: identity },
  androidForWorkPkcsCertificateProfile: { rootCertificate: root },
  androidForWorkScepCertificateProfile: { rootCertificate: root },
  androidForWorkVpnConfiguration: { identityCertificate: identity },
  androidImportedPFXCertificateProfile: { rootCertificate: root },
  androidPkcsCertificateProfile: { rootCertificate: root },
  androidScepCertificateProfile: { rootCertificate: root },
  androidVpnConfiguration: { identityCertificate: identity },
  androidWorkProfileEnterpriseWiFiConfiguration: { identityCertificateForClientAuthentication: identity, rootCertificateForServerValidation: root },
  androidWorkProfileGmailEasConfiguration: { identityCertificate: identity },
  androidWorkProfileNineWorkEasConfiguration: { identityCertificate: identity },
  androidWorkProfilePkcsCertificateProfile: { rootCertificate: root },
  androidWorkProfileScepCertificateProfile: { rootCertificate: root },
  androidWorkProfileVpnConfiguration: { identityCertificate: identity },
  aospDeviceOwnerEnterpriseWiFiConfiguration: { identityCertificateForClientAuthentication: identity, rootCertificateForServerValidation: root },
  aospDeviceOwnerPkcsCertificateProfile: { rootCertificate: root },
  aospDeviceOwnerScepCertificateProfile: { rootCertificate: root },
  iosDerivedCredentialAuthenticationConfiguration: { derivedCredentialSettings: derived },
  iosDeviceFeaturesConfiguration: { identityCertificateForClientAuthentication: identity, singleSignOnExtensionPkinitCertificate: identity },
  iosEasEmailProfileConfiguration: { derivedCredentialSettings: derived, identityCertificate: identity, smimeEncryptionCertificate: identity, smimeSigningCertificate: identity },
  iosEnterpriseWiFiConfiguration: { derivedCredentialSettings: derived, identityCertificateForClientAuthentication: identity, rootCertificatesForServerValidation: roots },
  iosikEv2VpnConfiguration: { derivedCredentialSettings: derived, identityCertificate: identity },
  iosScepCertificateProfile: { rootCertificate: root },
  iosVpnConfiguration: { derivedCredentialSettings: derived, identityCertificate: identity },
  iosWiredNetworkConfiguration: { identityCertificateForClientAuthentication: identity, rootCertificateForServerValidation: root },
  macOSDeviceFeaturesConfiguration: { singleSignOnExtensionPkinitCertificate: identity },
  macOSEnterpriseWiFiConfiguration: { identityCertificateForClientAuthentication: identity, rootCertificateForServerValidation: root, rootCertificatesForServerValidation: roots },
  macOSScepCertificateProfile: { rootCertificate: root },
  macOSVpnConfiguration: { identityCertificate: identity },
  macOSWiredNetworkConfiguration: { identityCertificateForClientAuthentication: identity, rootCertificateForServerValidation: root },
  windows10VpnConfiguration: { identityCertificate: identity },
  windows81SCEPCertificateProfile: { rootCertificate: root },
  windowsDomainJoinConfiguration: { networkAccessConfigurations: networks },
  windowsPhone81SCEPCertificateProfile: { rootCertificate: root },
  windowsPhone81VpnConfiguration: { identityCertificate: identity },
  windowsWifiEnterpriseEAPConfiguration: { identityCertificateForClientAuthentication: identity, rootCertificateForClientValidation: root, rootCertificatesForServerValidation: roots },
  windowsWiredNetworkConfiguration: { identityCertificateForClientAuthentication: identity, rootCertificateForClientValidation: root, rootCertificatesForServerValidation: roots, secondaryIdentityCertificateForClientAuthentication: identity, secondaryRootCertificateForClientValidation: root },
  windowsZtdnsConfiguration: { rootCertificatesForClientValidation: roots, rootCertificatesForServerValidation: roots },} as const satisfies Readonly<Record<string, Readonly<Record<string, LinkRule>>>>;

/** The links of some types only: what a row claims. */
export function linksOf(types: readonly string[]): NonNullable<PolicyType['links']> {
  return Object.fromEntries(Object.entries(certificateLinks).filter(([type]) => types.includes(type)));
}
