import { linksOf } from './certificate-links.js';
import { deviceConfigurations } from './device-configurations.js';
import { resource } from './everywhere.js';
import { intune } from './scopes.js';
import type { PolicyType } from '../model/policy-type.js';

const trusted = [
  'androidDeviceOwnerTrustedRootCertificate',
  'androidForWorkTrustedRootCertificate',
  'androidTrustedRootCertificate',
  'androidWorkProfileTrustedRootCertificate',
  'aospDeviceOwnerTrustedRootCertificate',
  'iosTrustedRootCertificate',
  'macOSTrustedRootCertificate',
  'windows81TrustedRootCertificate',
  'windowsPhone81TrustedRootCertificate',
] as const;

const scep = [
  'androidDeviceOwnerScepCertificateProfile',
  'androidForWorkScepCertificateProfile',
  'androidScepCertificateProfile',
  'androidWorkProfileScepCertificateProfile',
  'aospDeviceOwnerScepCertificateProfile',
  'iosScepCertificateProfile',
  'macOSScepCertificateProfile',
  'windows81SCEPCertificateProfile',
  'windowsPhone81SCEPCertificateProfile',
] as const;

const pkcs = [
  'androidDeviceOwnerPkcsCertificateProfile',
  'androidForWorkPkcsCertificateProfile',
  'androidPkcsCertificateProfile',
  'androidWorkProfilePkcsCertificateProfile',
  'aospDeviceOwnerPkcsCertificateProfile',
  'iosPkcsCertificateProfile',
  'macOSPkcsCertificateProfile',
  'windows10PkcsCertificateProfile',
] as const;

const importedPfx = [
  'androidDeviceOwnerImportedPFXCertificateProfile',
  'androidForWorkImportedPFXCertificateProfile',
  'androidImportedPFXCertificateProfile',
  'iosImportedPFXCertificateProfile',
  'macOSImportedPFXCertificateProfile',
  'windows10ImportedPFXCertificateProfile',
  'windows10PFXImportCertificateProfile',
  'windowsPhone81ImportedPFXCertificateProfile',
] as const;

export const certificates: readonly PolicyType[] = [
  {
    ...deviceConfigurations,
    kind: 'trustedCertificate',
    title: 'Trusted certificate',
    area: 'certificates',
    link: resource('intune-deviceconfig-windows81trustedrootcertificate'),
    types: trusted,
    mapping: 'certificates',
    // two profiles of one name are the same only when they carry the same certificate
    twins: [{ by: ['@odata.type', 'displayName', 'trustedRootCertificate'], because: 'same name and same certificate' }],
  },
  {
    ...deviceConfigurations,
    kind: 'scepCertificate',
    title: 'SCEP certificate',
    area: 'certificates',
    link: resource('intune-deviceconfig-windows81scepcertificateprofile'),
    types: scep,
    mapping: 'certificates',
    links: linksOf(scep),
    loses: ['The SCEP server, its challenge and the NDES connector are set up in the destination; certificates are issued anew'],
  },
  {
    ...deviceConfigurations,
    kind: 'pkcsCertificate',
    title: 'PKCS certificate',
    area: 'certificates',
    link: resource('intune-deviceconfig-windows10pkcscertificateprofile'),
    types: pkcs,
    mapping: 'certificates',
    links: linksOf(pkcs),
    loses: ['The certificate connector is set up in the destination; certificates are issued anew'],
  },
  {
    ...deviceConfigurations,
    kind: 'importedPfxCertificate',
    title: 'PKCS imported certificate',
    area: 'certificates',
    link: resource('intune-deviceconfig-windows10importedpfxcertificateprofile'),
    types: importedPfx,
    mapping: 'certificates',
    links: linksOf(importedPfx),
    loses: ['The imported certificates themselves (userPfxCertificates): their private keys are encrypted for the connector of the source and are imported again'],
  },
  {
    kind: 'derivedCredential',
    title: 'Derived credential issuer',
    area: 'certificates',
    link: resource('intune-deviceconfig-devicemanagementderivedcredentialsettings'),
    api: 'beta',
    service: 'device-enrollment',
    collection: 'deviceManagement/derivedCredentials',
    implied: 'deviceManagementDerivedCredentialSettings',
    name: 'displayName',
    // a tenant has one, whatever it is called; another issuer takes its place only where it is taken away first
    sole: [],
    mapping: 'derived-credentials',
    scopes: intune('DeviceManagementServiceConfig'),
    updateDrop: ['issuer'],
    update: 'patch',
    refs: [],
    tells: [{ when: [], because: 'its issuer must know the devices of the destination: users get their credentials anew, in Company Portal' }],
  },
];
