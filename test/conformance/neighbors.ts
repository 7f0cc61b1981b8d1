import type { JsonObject } from '../../src/model/json.js';
import type { SimulatedTenant } from '../../src/simulator/simulated-tenant.js';

const typed = (type: string): string => `#microsoft.graph.${type}`;

interface Twin {
  readonly path: string;
  /** The same facts in both tenants; ids are each tenant's own. */
  readonly object: JsonObject;
  /** Member that references hold, where it is not the id. */
  readonly refersBy?: string;
}

/** Objects that policies point at and that stand in both tenants, under ids of their own. */
const twins: Readonly<Record<string, Twin>> = {
  user: { path: 'users', object: { displayName: 'Alex Wilber', userPrincipalName: 'alex@partner.example', mail: 'alex@partner.example' } },
  packagedApp: { path: 'deviceAppManagement/mobileApps', object: { '@odata.type': typed('win32LobApp'), displayName: 'Paint shop', publisher: 'Northwind', fileName: 'paint.intunewin' } },
  azureNetworkConnection: { path: 'deviceManagement/virtualEndpoint/onPremisesConnections', object: { displayName: 'Hub', subscriptionId: 'a', virtualNetworkId: 'b', resourceGroupId: 'c' } },
  cloudPcImage: { path: 'deviceManagement/virtualEndpoint/deviceImages', object: { displayName: 'Office image', version: '1.0' } },
  tunnelSite: { path: 'deviceManagement/microsoftTunnelSites', object: { displayName: 'Harbour', publicAddress: 'tunnel.partner.example' } },
  application: { path: 'servicePrincipals', object: { appId: '7a0b1c2d-0000-4000-8000-00000000aaaa', displayName: 'Payroll', servicePrincipalType: 'Application' }, refersBy: 'appId' },
  servicePrincipal: { path: 'servicePrincipals', object: { appId: '7a0b1c2d-0000-4000-8000-00000000bbbb', displayName: 'Robot', servicePrincipalType: 'Application' } },
  enrollmentToken: { path: 'deviceManagement/depOnboardingSettings', object: { tokenName: 'Harbour devices', appleIdentifier: 'devices@partner.example', tokenType: 'dep' } },
  vppToken: { path: 'deviceAppManagement/vppTokens', object: { organizationName: 'Partner', displayName: 'Harbour apps', appleId: 'apps@partner.example', locationName: 'Harbour' } },
  authenticationStrength: { path: 'identity/conditionalAccess/authenticationStrength/policies', object: { displayName: 'Two keys', allowedCombinations: ['fido2'], policyType: 'custom' } },
  authenticationContext: { path: 'identity/conditionalAccess/authenticationContextClassReferences', object: { id: 'c7', displayName: 'Vault', isAvailable: true } },
};

/** Role templates have one id everywhere. */
export const roleTemplate = '194ae4cb-b126-40b2-bd5b-6091b380977d';

/** Groups of the source. `Pilot` and `Night shift` have a twin; `Tablets` is dynamic and made by the plan. */
const groups: Readonly<Record<string, { readonly inBoth: boolean; readonly object: JsonObject }>> = {
  Pilot: { inBoth: true, object: { groupTypes: [] } },
  'Night shift': { inBoth: true, object: { groupTypes: [] } },
  Tablets: { inBoth: false, object: { groupTypes: ['DynamicMembership'], membershipRule: '(device.deviceOSType -eq "iPad")', membershipRuleProcessingState: 'On' } },
};

export type GroupName = 'Pilot' | 'Night shift' | 'Tablets';

/** Ids in the source, by kind; groups by name. */
export interface Neighbors {
  readonly byKind: ReadonlyMap<string, string>;
  group(name: GroupName): string;
}

/** Puts what policies point at into both tenants. */
export function putNeighbors(source: SimulatedTenant, destination: SimulatedTenant): Neighbors {
  const byKind = new Map<string, string>([['directoryRole', roleTemplate]]);
  for (const [kind, { path, object, refersBy }] of Object.entries(twins)) {
    const id = source.put(path, object);
    destination.put(path, object);
    const shown = refersBy === undefined ? id : object[refersBy];
    byKind.set(kind, typeof shown === 'string' ? shown : id);
  }
  const ids = new Map<string, string>();
  for (const [displayName, { inBoth, object }] of Object.entries(groups)) {
    const group = { displayName, mailEnabled: false, mailNickname: displayName.replace(/\W/gu, ''), securityEnabled: true, ...object };
    ids.set(displayName, source.put('groups', group));
    if (inBoth) destination.put('groups', group);
  }
  // app configurations for Android are refused where managed Google Play is not bound (graph-intune.md 7.18)
  destination.put('deviceManagement/androidManagedStoreAccountEnterpriseSettings', { bindStatus: 'boundAndValidated' });
  return {
    byKind,
    group(name) {
      const id = ids.get(name);
      if (id === undefined) throw new Error(`no group is called ${name}`);
      return id;
    },
  };
}
