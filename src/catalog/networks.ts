import { linksOf } from './certificate-links.js';
import { deviceConfigurations } from './device-configurations.js';
import { nothing, resource, usual } from './everywhere.js';
import type { PolicyType } from '../model/policy-type.js';

const wifi = [
  'androidDeviceOwnerEnterpriseWiFiConfiguration',
  'androidDeviceOwnerWiFiConfiguration',
  'androidEnterpriseWiFiConfiguration',
  'androidForWorkEnterpriseWiFiConfiguration',
  'androidForWorkWiFiConfiguration',
  'androidWiFiConfiguration',
  'androidWorkProfileEnterpriseWiFiConfiguration',
  'androidWorkProfileWiFiConfiguration',
  'aospDeviceOwnerEnterpriseWiFiConfiguration',
  'aospDeviceOwnerWiFiConfiguration',
  'iosEnterpriseWiFiConfiguration',
  'iosWiFiConfiguration',
  'macOSEnterpriseWiFiConfiguration',
  'macOSWiFiConfiguration',
  'windows81WifiImportConfiguration',
  'windowsWifiConfiguration',
  'windowsWifiEnterpriseEAPConfiguration',
] as const;

/** Types with a pre-shared key that do not say whether one is set. */
const silent = [
  'androidEnterpriseWiFiConfiguration',
  'iosEnterpriseWiFiConfiguration',
  'iosWiFiConfiguration',
  'macOSEnterpriseWiFiConfiguration',
  'macOSWiFiConfiguration',
  'windowsWifiConfiguration',
  'windowsWifiEnterpriseEAPConfiguration',
] as const;

/** Kinds of security that need a pre-shared key. */
const personal = ['wep', 'wpaPersonal', 'wpa2Personal', 'wpa3Personal'] as const;

const vpn = [
  'androidDeviceOwnerVpnConfiguration',
  'androidForWorkVpnConfiguration',
  'androidVpnConfiguration',
  'androidWorkProfileVpnConfiguration',
  'iosVpnConfiguration',
  'iosikEv2VpnConfiguration',
  'macOSVpnConfiguration',
  'windows10VpnConfiguration',
  'windows81VpnConfiguration',
  'windowsPhone81VpnConfiguration',
] as const;

const email = [
  'androidEasEmailProfileConfiguration',
  'androidForWorkGmailEasConfiguration',
  'androidForWorkNineWorkEasConfiguration',
  'androidWorkProfileGmailEasConfiguration',
  'androidWorkProfileNineWorkEasConfiguration',
  'iosEasEmailProfileConfiguration',
  'windows10EasEmailProfileConfiguration',
  'windowsPhoneEASEmailProfileConfiguration',
] as const;

const wired = ['iosWiredNetworkConfiguration', 'macOSWiredNetworkConfiguration', 'windowsWiredNetworkConfiguration'] as const;

export const networks: readonly PolicyType[] = [
  {
    ...deviceConfigurations,
    kind: 'wifi',
    title: 'Wi-Fi',
    area: 'devices',
    link: resource('intune-deviceconfig-windowswificonfiguration'),
    types: wifi,
    mapping: 'wifi',
    links: linksOf(wifi),
    // null on every GET; where no member tells whether there is one, the kind of security does (graph-intune.md 9, real-exports.md 5)
    secrets: [
      { at: 'preSharedKey', what: 'Wi-Fi pre-shared key', when: [{ at: 'preSharedKeyIsSet', is: true }], without: 'left out' },
      { at: 'preSharedKey', what: 'Wi-Fi pre-shared key', types: silent, when: [{ at: 'wiFiSecurityType', oneOf: personal }], without: 'left out' },
      { at: 'preSharedKey', what: 'Wi-Fi pre-shared key', types: silent, when: [{ at: 'wifiSecurityType', oneOf: personal }], without: 'left out' },
      { at: 'preSharedKey', what: 'Wi-Fi pre-shared key', without: 'left out' },
      { at: 'passwordFormatString', what: 'Wi-Fi password', without: 'left out' },
    ],
    createDrop: ['preSharedKeyIsSet'],
    updateDrop: ['preSharedKeyIsSet'],
    loses: ['The pre-shared key, which the service never gives back: supply it or enter it afterwards'],
  },
  {
    ...deviceConfigurations,
    kind: 'vpn',
    title: 'VPN',
    area: 'devices',
    link: resource('intune-deviceconfig-windows10vpnconfiguration'),
    types: vpn,
    mapping: 'vpn',
    links: linksOf(vpn),
    refs: [
      ...usual,
      { at: 'microsoftTunnelSiteId', to: ['tunnelSite'], none: nothing },
    ],
    secrets: [
      { at: 'sharedSecret', what: 'VPN shared secret', when: [{ at: 'authenticationMethod', is: 'sharedSecret' }], without: 'left out' },
      { at: 'sharedSecret', what: 'VPN shared secret', without: 'left out' },
    ],
    loses: ['Shared secrets and stored passwords, which the service never gives back'],
  },
  {
    ...deviceConfigurations,
    kind: 'email',
    title: 'E-mail',
    area: 'devices',
    link: resource('intune-deviceconfig-ioseasemailprofileconfiguration'),
    types: email,
    mapping: 'email',
    links: linksOf(email),
    refs: [...usual, { at: 'perAppVPNProfileId', to: ['vpn'], none: nothing, drops: 'value' }],
  },
  {
    ...deviceConfigurations,
    kind: 'wiredNetwork',
    title: 'Wired network',
    area: 'devices',
    link: resource('intune-deviceconfig-windowswirednetworkconfiguration'),
    types: wired,
    mapping: 'wired-networks',
    links: linksOf(wired),
  },
  {
    kind: 'tunnelSite',
    license: 'Microsoft Tunnel: Intune Plan 1, for unmanaged devices Plan 2',
    title: 'Microsoft Tunnel site',
    area: 'devices',
    link: resource('intune-mstunnel-microsofttunnelsite'),
    api: 'beta',
    service: 'others',
    collection: 'deviceManagement/microsoftTunnelSites',
    implied: 'microsoftTunnelSite',
    name: 'displayName',
    mapping: 'tunnel-sites',
    scopes: { read: ['MicrosoftTunnelGateway.Read.All'], write: ['MicrosoftTunnelGateway.ReadWrite.All'] },
    update: 'never',
    refs: [],
    facts: ['displayName', 'publicAddress'],
    twins: [{ by: ['publicAddress'], because: 'same public address' }],
    matchOnly: { '*': 'Set up the Microsoft Tunnel site and its servers in the destination' },
    neighbor: true,
  },
];
