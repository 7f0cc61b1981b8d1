import { codes } from './codes.js';

/** Class of a tenant-bound text (values.json, engine/values) → the rule that a finding about it names. */
export const valueClasses = {
  'tenant id': codes.valueTenantId,
  'account id': codes.valueIntuneAccount,
  'initial domain': codes.valueInitialDomain,
  domain: codes.valueDomain,
  'tenant host': codes.valueDomain,
  account: codes.valueAccount,
  'mail address': codes.valueContact,
  sid: codes.valueSid,
  'object id': codes.valueObjectId,
  'app registration': codes.valueAppRegistration,
  'azure resource': codes.valueAzureResource,
  'sharepoint host': codes.valueSharePointHost,
  'onedrive host': codes.valueSharePointHost,
  'sharepoint library': codes.valueLibrary,
  'association key': codes.valueAssociationKey,
  'defender onboarding': codes.valueDefender,
  'defender org id': codes.valueDefender,
  'workspace id': codes.valueWorkspace,
  'commercial id': codes.valueWorkspace,
  'ndes host': codes.valuePkiHost,
  'pki host': codes.valuePkiHost,
  'vpn host': codes.valueNetworkHost,
  'network host': codes.valueNetworkHost,
  'kerberos realm': codes.valueNetworkHost,
  'radius name': codes.valueRadius,
  url: codes.valueUrl,
  printer: codes.valuePrinter,
  'license key': codes.valueLicenseKey,
  'activation key': codes.valueLicenseKey,
  'connector token': codes.valueConnectorToken,
  token: codes.secretTokenInClear,
  'profile name': codes.valueProfileName,
  'device tag': codes.valueDeviceTag,
  'place holder': codes.valuePlaceHolder,
  'unknown guid': codes.strayUnknown,
} as const;

export type ValueClass = keyof typeof valueClasses;

/** Abbreviations and names within the words of a class, as people write them. */
const written: Readonly<Record<string, string>> = { sid: 'SID', guid: 'GUID', url: 'web address', ndes: 'NDES', pki: 'PKI', vpn: 'VPN', radius: 'RADIUS', sharepoint: 'SharePoint', onedrive: 'OneDrive', kerberos: 'Kerberos', azure: 'Azure', defender: 'Defender' };

/** A class as a sentence says it: `ndes host` → "NDES host". Files and schemas keep the class itself. */
export function spokenClass(name: string): string {
  return name.split(' ').map((word) => written[word] ?? word).join(' ');
}

/** Class of what the second net finds in a request → the rule that a finding about it names. */
export const strayClasses = {
  'tenant id': codes.strayTenant,
  'account id': codes.strayTenant,
  'object id': codes.strayId,
  sid: codes.straySid,
  domain: codes.strayDomain,
  'tenant host': codes.strayDomain,
  'sharepoint host': codes.strayDomain,
  'onedrive host': codes.strayDomain,
  'tenant name': codes.strayName,
  'unknown guid': codes.strayUnknown,
  'not searched': codes.strayUnreadable,
} as const;

export type StrayClass = keyof typeof strayClasses;
