import { resource } from './everywhere.js';
import { entra } from './scopes.js';
import type { PolicyType, Ref, Scope } from '../model/policy-type.js';

const read: readonly Scope[] = ['Policy.Read.All'];
/** Graph asks for all three to write one policy (graph-intune.md 12). */
const write: readonly Scope[] = ['Policy.Read.All', 'Policy.ReadWrite.ConditionalAccess', 'Application.Read.All'];

/** A member of the conditions that exists once for those included and once for those excluded. */
function both(where: string, what: string, ref: Omit<Ref, 'at'>): readonly Ref[] {
  return ['include', 'exclude'].map((side) => ({ drops: 'value', ...ref, at: `conditions.${where}.${side}${what}[]` }));
}

export const access: readonly PolicyType[] = [
  {
    kind: 'conditionalAccess',
    title: 'Conditional access policy',
    area: 'access',
    link: resource('conditionalaccesspolicy'),
    api: 'beta',
    service: 'conditional-access',
    collection: 'identity/conditionalAccess/policies',
    implied: 'conditionalAccessPolicy',
    name: 'displayName',
    mapping: 'conditional-access',
    scopes: entra(read, write),
    drop: ['modifiedDateTime', 'deletedDateTime', 'templateId', 'conditions.deviceStates', 'conditions.devices.includeDeviceStates', 'conditions.devices.excludeDeviceStates'],
    // the strength comes expanded and only its id is taken; false is given and refused (graph-intune.md 13.3)
    reduce: [{ at: 'grantControls.authenticationStrength', keep: ['id'] }],
    turn: [{ at: 'sessionControls.disableResilienceDefaults', from: false, to: null }],
    update: 'patch',
    refs: [
      ...both('users', 'Groups', { to: ['group'] }),
      ...both('users', 'Users', { to: ['user'], same: ['All', 'None', 'GuestsOrExternalUsers'] }),
      ...both('users', 'Roles', { to: ['directoryRole'] }),
      ...both('applications', 'Applications', { to: ['application'], same: ['All', 'None', 'Office365', 'MicrosoftAdminPortals'] }),
      ...both('clientApplications', 'ServicePrincipals', { to: ['servicePrincipal'], same: ['ServicePrincipalsInMyTenant'] }),
      ...both('locations', 'Locations', { to: ['namedLocation'], same: ['All', 'AllTrusted', '00000000-0000-0000-0000-000000000000'] }),
      { at: 'conditions.applications.includeAuthenticationContextClassReferences[]', to: ['authenticationContext'], drops: 'value' },
      { at: 'grantControls.termsOfUse[]', to: ['agreement'], drops: 'value' },
      { at: 'grantControls.authenticationStrength.id', to: ['authenticationStrength'] },
    ],
    owned: [{ when: [{ at: 'displayName', startsWith: 'Microsoft-managed: ' }], because: 'Microsoft made it and keeps it' }],
    arrives: { at: 'state', from: 'enabled', to: 'enabledForReportingButNotEnforced', because: 'a wrong policy locks people out: look at its report, then switch it on' },
  },
  {
    kind: 'namedLocation',
    title: 'Named location',
    area: 'access',
    link: resource('namedlocation'),
    api: 'beta',
    service: 'conditional-access',
    collection: 'identity/conditionalAccess/namedLocations',
    name: 'displayName',
    mapping: 'named-locations',
    scopes: entra(read, write),
    drop: ['modifiedDateTime', 'deletedDateTime'],
    update: 'patch',
    refs: [],
    matchOnly: {
      compliantNetworkNamedLocation: 'Global Secure Access makes it: switch on its signaling in the destination',
      privateLinkNamedLocation: 'Make it by hand: it points at private link policies of the tenant',
      serviceTagNamedLocation: 'Make it by hand in the destination',
    },
  },
];
