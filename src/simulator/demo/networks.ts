import { base64, placed, wordsOf, type Placed } from './words.js';

const words = wordsOf('contoso');

const servers = { trustedServerCertificateNames: ['radius.contoso.com'] };

/** Wi-Fi, VPN, wired networks and e-mail: the far end of the certificate chains, and keys that Graph never gives back. */
export const contosoNetworks: readonly Placed[] = placed(words, 'deviceManagement/deviceConfigurations', 'configuration', [
  {
    '@odata.type': '#microsoft.graph.windowsWifiEnterpriseEAPConfiguration', displayName: 'Office Wi-Fi (Windows)', description: 'WPA2 Enterprise with certificates', ssid: 'CONTOSO-CORP', networkName: 'CONTOSO-CORP', wifiSecurityType: 'wpa2Enterprise', connectAutomatically: true,
    eapType: 'eapTls', authenticationMethod: 'certificate', authenticationType: 'machineOrUser', performServerValidation: true, ...servers, roleScopeTagIds: ['0', '1'],
    ...words.certificate('identityCertificateForClientAuthentication', 'User certificate (Windows)'),
    ...words.certificate('rootCertificateForClientValidation', 'Contoso issuing CA (Windows)'),
    ...words.certificates('rootCertificatesForServerValidation', 'Contoso root (Windows)', 'Contoso issuing CA (Windows)'),
    assignments: [words.to('All Windows devices', 'Corporate Windows'), words.except('Contractors')],
  },
  { '@odata.type': '#microsoft.graph.windowsWifiConfiguration', displayName: 'Shop Wi-Fi (Windows)', ssid: 'CONTOSO-SHOP', networkName: 'CONTOSO-SHOP', wifiSecurityType: 'wpa2Personal', preSharedKey: 'correct horse battery staple', connectAutomatically: true, roleScopeTagIds: ['3'], assignments: [words.to('Kiosk devices')] },
  {
    '@odata.type': '#microsoft.graph.iosEnterpriseWiFiConfiguration', displayName: 'Office Wi-Fi (iOS)', ssid: 'CONTOSO-CORP', networkName: 'CONTOSO-CORP', wiFiSecurityType: 'wpa2Enterprise', connectAutomatically: true, connectWhenNetworkNameIsHidden: false, proxySettings: 'none', eapType: 'eapTls', authenticationMethod: 'certificate', ...servers,
    ...words.certificate('identityCertificateForClientAuthentication', 'User certificate (iOS)'), ...words.certificates('rootCertificatesForServerValidation', 'Contoso root (iOS)'), assignments: [words.to('Corporate iPhones')],
  },
  { '@odata.type': '#microsoft.graph.iosWiFiConfiguration', displayName: 'Guest Wi-Fi (iOS)', ssid: 'CONTOSO-GUEST', networkName: 'CONTOSO-GUEST', wiFiSecurityType: 'wpa2Personal', preSharedKey: 'welcome to contoso', connectAutomatically: true, connectWhenNetworkNameIsHidden: false, proxySettings: 'none', assignments: [words.allUsers('Personal iPhones')] },
  {
    '@odata.type': '#microsoft.graph.macOSEnterpriseWiFiConfiguration', displayName: 'Office Wi-Fi (macOS)', ssid: 'CONTOSO-CORP', networkName: 'CONTOSO-CORP', wiFiSecurityType: 'wpa2Enterprise', connectAutomatically: true, connectWhenNetworkNameIsHidden: false, proxySettings: 'none', deploymentChannel: 'deviceChannel', eapType: 'eapTls', authenticationMethod: 'certificate', ...servers,
    ...words.certificate('identityCertificateForClientAuthentication', 'User certificate (macOS)'), ...words.certificate('rootCertificateForServerValidation', 'Contoso root (macOS)'), assignments: [words.to('Corporate Macs')],
  },
  {
    '@odata.type': '#microsoft.graph.androidDeviceOwnerEnterpriseWiFiConfiguration', displayName: 'Office Wi-Fi (Android corporate)', ssid: 'CONTOSO-CORP', networkName: 'CONTOSO-CORP', wiFiSecurityType: 'wpaEnterprise', connectAutomatically: true, connectWhenNetworkNameIsHidden: false, proxySettings: 'none', eapType: 'eapTls', authenticationMethod: 'certificate', ...servers,
    ...words.certificate('identityCertificateForClientAuthentication', 'User certificate (Android corporate)'), ...words.certificate('rootCertificateForServerValidation', 'Contoso root (Android corporate)'), assignments: [words.to('Android corporate')],
  },
  {
    '@odata.type': '#microsoft.graph.androidWorkProfileEnterpriseWiFiConfiguration', displayName: 'Office Wi-Fi (Android work profile)', ssid: 'CONTOSO-CORP', networkName: 'CONTOSO-CORP', wiFiSecurityType: 'wpaEnterprise', connectAutomatically: true, connectWhenNetworkNameIsHidden: false, proxySettings: 'none', eapType: 'eapTls', authenticationMethod: 'certificate', ...servers,
    ...words.certificate('identityCertificateForClientAuthentication', 'PKCS certificate (Android work profile)'), ...words.certificate('rootCertificateForServerValidation', 'Contoso root (Android work profile)'), assignments: [words.allUsers()],
  },
  {
    '@odata.type': '#microsoft.graph.windowsWiredNetworkConfiguration', displayName: 'Wired network (Windows)', eapType: 'eapTls', authenticationMethod: 'certificate', authenticationType: 'machine', performServerValidation: true, enforce8021X: true, ...servers,
    ...words.certificate('identityCertificateForClientAuthentication', 'Device certificate (Windows)'), ...words.certificates('rootCertificatesForServerValidation', 'Contoso root (Windows)'), assignments: [words.to('All Windows devices')],
  },
  {
    '@odata.type': '#microsoft.graph.windows10VpnConfiguration', displayName: 'VPN (Windows)', connectionName: 'Contoso', connectionType: 'ikEv2', authenticationMethod: 'certificate', servers: [{ description: 'Berlin', address: 'vpn.contoso.com', isDefaultServer: true }], enableSplitTunneling: true, enableAlwaysOn: true, rememberUserCredentials: true, dnsSuffixes: ['contoso.local', 'contoso.com'], trustedNetworkDomains: ['contoso.local'],
    eapXml: base64('<EapHostConfig xmlns="http://www.microsoft.com/provisioning/EapHostConfig"><EapMethod/></EapHostConfig>'), ...words.certificate('identityCertificate', 'PKCS certificate (Windows)'), assignments: [words.to('Executives'), words.to('VPN users')],
  },
  {
    '@odata.type': '#microsoft.graph.iosVpnConfiguration', displayName: 'VPN (iOS)', connectionName: 'Contoso', connectionType: 'ciscoAnyConnectV2', authenticationMethod: 'certificate', server: { description: 'Berlin', address: 'vpn.contoso.com', isDefaultServer: true }, enableSplitTunneling: false, enablePerApp: true, safariDomains: ['intranet.contoso.com'],
    ...words.certificate('identityCertificate', 'User certificate (iOS)'), assignments: [words.to('Corporate iPhones')],
  },
  {
    '@odata.type': '#microsoft.graph.androidWorkProfileVpnConfiguration', displayName: 'VPN (Android work profile)', connectionName: 'Contoso', connectionType: 'ciscoAnyConnect', authenticationMethod: 'certificate', servers: [{ description: 'Berlin', address: 'vpn.contoso.com', isDefaultServer: true }],
    ...words.certificate('identityCertificate', 'PKCS certificate (Android work profile)'), assignments: [words.to('VPN users')],
  },
  {
    '@odata.type': '#microsoft.graph.iosEasEmailProfileConfiguration', displayName: 'Mail (iOS)', accountName: 'Contoso', hostName: 'outlook.office365.com', authenticationMethod: 'certificate', durationOfEmailToSync: 'oneMonth', emailAddressSource: 'primarySmtpAddress', usernameSource: 'userPrincipalName', requireSsl: true, easServices: 'calendars,contacts,email',
    perAppVPNProfileId: words.id('configuration VPN (iOS)'), ...words.certificate('identityCertificate', 'User certificate (iOS)'), ...words.certificate('smimeSigningCertificate', 'S/MIME signing (iOS)'), assignments: [words.to('Executives')],
  },
  {
    '@odata.type': '#microsoft.graph.androidWorkProfileGmailEasConfiguration', displayName: 'Mail (Android work profile)', hostName: 'outlook.office365.com', authenticationMethod: 'certificate', durationOfEmailToSync: 'oneWeek', emailAddressSource: 'userPrincipalName', usernameSource: 'userPrincipalName', requireSsl: true,
    ...words.certificate('identityCertificate', 'PKCS certificate (Android work profile)'), assignments: [words.allUsers()],
  },
]);
