import { codes } from './codes.js';

/** Class of a tenant-bound text (values.json) → the rule that a finding about it names. */
export const valueClasses = {
  'tenant id': codes.valueTenantId,
  'initial domain': codes.valueInitialDomain,
  domain: codes.valueDomain,
  account: codes.valueAccount,
  sid: codes.valueSid,
  'object id': codes.valueObjectId,
  'sharepoint host': codes.valueSharePointHost,
  'sharepoint library': codes.valueLibrary,
  'association key': codes.valueAssociationKey,
  'defender onboarding': codes.valueDefender,
  workspace: codes.valueWorkspace,
  'pki host': codes.valuePkiHost,
  'network host': codes.valueNetworkHost,
  'radius name': codes.valueRadius,
  printer: codes.valuePrinter,
  'license key': codes.valueLicenseKey,
  'connector token': codes.valueConnectorToken,
  'profile name': codes.valueProfileName,
  'place holder': codes.valuePlaceHolder,
  'account id': codes.valueIntuneAccount,
  contact: codes.valueContact,
  'device tag': codes.valueDeviceTag,
  'azure resource': codes.valueAzureResource,
  'app registration': codes.valueAppRegistration,
  url: codes.valueUrl,
} as const;

export type ValueClass = keyof typeof valueClasses;
