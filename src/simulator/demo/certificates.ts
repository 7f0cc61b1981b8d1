import type { JsonObject } from '../../model/json.js';
import { certificateBytes, placed, wordsOf, type Placed } from './words.js';

const words = wordsOf('contoso');

function root(type: string, name: string, more: JsonObject = {}): JsonObject {
  return { '@odata.type': `#microsoft.graph.${type}`, displayName: name, certFileName: 'contoso-root.cer', trustedRootCertificate: certificateBytes('Contoso Root CA'), roleScopeTagIds: ['0', '1'], ...more };
}

const validity: JsonObject = { certificateValidityPeriodScale: 'years', certificateValidityPeriodValue: 1, renewalThresholdPercentage: 20 };
const clientAuth = { extendedKeyUsages: [{ name: 'Client Authentication', objectIdentifier: '1.3.6.1.5.5.7.3.2' }] };
const scep: JsonObject = {
  ...validity, ...clientAuth, certificateStore: 'user', keySize: 'size2048', keyUsage: 'keyEncipherment,digitalSignature', scepServerUrls: ['https://scep.contoso.com/certsrv/mscep/mscep.dll'],
  subjectNameFormat: 'custom', subjectNameFormatString: 'CN={{UserName}},E={{EmailAddress}}', subjectAlternativeNameType: 'none', customSubjectAlternativeNames: [{ sanType: 'userPrincipalName', name: '{{UserPrincipalName}}' }],
};
const pkcs: JsonObject = {
  ...validity, certificationAuthority: 'ca01.contoso.local', certificationAuthorityName: 'Contoso Issuing CA 1', certificateTemplateName: 'IntuneUser', certificateStore: 'user',
  subjectNameFormat: 'custom', subjectNameFormatString: 'CN={{UserName}}', subjectAlternativeNameType: 'none', customSubjectAlternativeNames: [{ sanType: 'userPrincipalName', name: '{{UserPrincipalName}}' }],
};

/** Certificates of five platforms: roots first, then what chains to them. */
export const contosoCertificates: readonly Placed[] = placed(words, 'deviceManagement/deviceConfigurations', 'configuration', [
  root('windows81TrustedRootCertificate', 'Contoso root (Windows)', { destinationStore: 'computerCertStoreRoot', assignments: [words.to('All Windows devices')] }),
  root('windows81TrustedRootCertificate', 'Contoso issuing CA (Windows)', { destinationStore: 'computerCertStoreIntermediate', certFileName: 'contoso-issuing.cer', trustedRootCertificate: certificateBytes('Contoso Issuing CA 1'), assignments: [words.to('All Windows devices')] }),
  root('iosTrustedRootCertificate', 'Contoso root (iOS)', { assignments: [words.to('Corporate iPhones')] }),
  root('macOSTrustedRootCertificate', 'Contoso root (macOS)', { deploymentChannel: 'deviceChannel', assignments: [words.to('Corporate Macs')] }),
  root('androidDeviceOwnerTrustedRootCertificate', 'Contoso root (Android corporate)', { assignments: [words.to('Android corporate')] }),
  root('androidWorkProfileTrustedRootCertificate', 'Contoso root (Android work profile)', { assignments: [words.allUsers()] }),
  { '@odata.type': '#microsoft.graph.windows81SCEPCertificateProfile', displayName: 'User certificate (Windows)', ...scep, hashAlgorithm: 'sha2', keyStorageProvider: 'useTpmKspOtherwiseUseSoftwareKsp', roleScopeTagIds: ['0'], ...words.certificate('rootCertificate', 'Contoso root (Windows)'), assignments: [words.to('All Windows devices', 'Corporate Windows'), words.except('Kiosk devices')] },
  { '@odata.type': '#microsoft.graph.windows81SCEPCertificateProfile', displayName: 'Device certificate (Windows)', ...scep, certificateStore: 'machine', subjectNameFormatString: 'CN={{AAD_Device_ID}}', customSubjectAlternativeNames: [{ sanType: 'domainNameService', name: '{{DeviceName}}.contoso.com' }], hashAlgorithm: 'sha2', keyStorageProvider: 'useTpmKspOtherwiseFail', ...words.certificate('rootCertificate', 'Contoso root (Windows)'), assignments: [words.to('All Windows devices')] },
  { '@odata.type': '#microsoft.graph.windows10PkcsCertificateProfile', displayName: 'PKCS certificate (Windows)', ...pkcs, ...clientAuth, keyStorageProvider: 'useTpmKspOtherwiseUseSoftwareKsp', assignments: [words.to('Executives')] },
  { '@odata.type': '#microsoft.graph.iosScepCertificateProfile', displayName: 'User certificate (iOS)', ...scep, ...words.certificate('rootCertificate', 'Contoso root (iOS)'), assignments: [words.to('Corporate iPhones')] },
  { '@odata.type': '#microsoft.graph.iosPkcsCertificateProfile', displayName: 'PKCS certificate (iOS)', ...pkcs, assignments: [] },
  { '@odata.type': '#microsoft.graph.iosImportedPFXCertificateProfile', displayName: 'S/MIME signing (iOS)', intendedPurpose: 'smimeSigning', assignments: [words.to('Executives')] },
  { '@odata.type': '#microsoft.graph.macOSScepCertificateProfile', displayName: 'User certificate (macOS)', ...scep, hashAlgorithm: 'sha2', deploymentChannel: 'userChannel', allowAllAppsAccess: false, ...words.certificate('rootCertificate', 'Contoso root (macOS)'), assignments: [words.to('Corporate Macs')] },
  { '@odata.type': '#microsoft.graph.androidDeviceOwnerScepCertificateProfile', displayName: 'User certificate (Android corporate)', ...scep, hashAlgorithm: 'sha2', certificateAccessType: 'userApproval', ...words.certificate('rootCertificate', 'Contoso root (Android corporate)'), assignments: [words.to('Android corporate')] },
  { '@odata.type': '#microsoft.graph.androidWorkProfilePkcsCertificateProfile', displayName: 'PKCS certificate (Android work profile)', ...pkcs, ...clientAuth, ...words.certificate('rootCertificate', 'Contoso root (Android work profile)'), assignments: [words.allUsers()] },
]);
