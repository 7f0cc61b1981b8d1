import { emptyGuid } from '../model/ids.js';
import { madeByAutopatch, resource } from './everywhere.js';
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
    license: 'Microsoft Entra ID P1',
    title: 'Conditional access policy',
    licenses: [
      { what: 'Entra ID P1 (conditional access)', plans: ['AAD_PREMIUM'], without: 'refused' },
      { what: 'Entra ID P2 (conditional access by risk of the user)', plans: ['AAD_PREMIUM_P2'], when: [{ at: 'conditions.userRiskLevels[]' }], without: 'refused' },
      { what: 'Entra ID P2 (conditional access by risk of the sign-in)', plans: ['AAD_PREMIUM_P2'], when: [{ at: 'conditions.signInRiskLevels[]' }], without: 'refused' },
    ],
    limits: [{ what: 'conditional access policies, whatever their state', most: 240, link: 'https://learn.microsoft.com/entra/identity/conditional-access/plan-conditional-access' }],
    area: 'access',
    link: resource('conditionalaccesspolicy'),
    api: 'beta',
    service: 'conditional-access',
    collection: 'identity/conditionalAccess/policies',
    implied: 'conditionalAccessPolicy',
    name: 'displayName',
    mapping: 'conditional-access',
    scopes: entra(read, write),
    // what the service keeps beside the policy (graph-intune.md 13.3), and conditions that it took back
    drop: ['templateId', 'partialEnablementStrategy', 'conditions.deviceStates', 'conditions.devices.includeDeviceStates', 'conditions.devices.excludeDeviceStates'],
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
      ...both('clientApplications', 'AgentIdServicePrincipals', { to: ['servicePrincipal'], same: ['All'] }),
      // the all-zero id means the trusted addresses of the old multifactor authentication settings
      ...both('locations', 'Locations', { to: ['namedLocation'], same: ['All', 'AllTrusted', emptyGuid] }),
      { at: 'conditions.applications.includeAuthenticationContextClassReferences[]', to: ['authenticationContext'], drops: 'value' },
      { at: 'grantControls.termsOfUse[]', to: ['agreement'], drops: 'value' },
      { at: 'grantControls.authenticationStrength.id', to: ['authenticationStrength'], drops: 'holder' },
    ],
    owned: [...madeByAutopatch('displayName'), { when: [{ at: 'displayName', startsWith: 'Microsoft-managed: ' }], because: 'Microsoft makes its managed policies in every tenant: look at those of the destination' }],
    stays: [
      {
        when: [{ at: 'grantControls.customAuthenticationFactors[]' }],
        because: 'It asks for a custom control, which Graph lets nobody create: choose another control in the source, or make the policy by hand',
      },
      {
        when: [{ at: 'sessionControls.globalSecureAccessFilteringProfile.profileId' }],
        because: 'It uses a filtering profile of Global Secure Access: make the profile and the policy by hand in the destination',
      },
    ],
    arrives: { at: 'state', from: 'enabled', to: 'enabledForReportingButNotEnforced', because: 'a wrong policy locks people out: look at its report, then switch it on' },
  },
  {
    kind: 'namedLocation',
    license: 'Microsoft Entra ID P1',
    title: 'Named location',
    limits: [{ what: 'named locations by address', most: 195, types: ['ipNamedLocation'], link: 'https://learn.microsoft.com/entra/identity/conditional-access/concept-assignment-network' }],
    area: 'access',
    link: resource('namedlocation'),
    api: 'beta',
    service: 'conditional-access',
    collection: 'identity/conditionalAccess/namedLocations',
    types: ['compliantNetworkNamedLocation', 'countryNamedLocation', 'ipNamedLocation', 'privateLinkNamedLocation', 'serviceTagNamedLocation'],
    rest: true,
    name: 'displayName',
    mapping: 'named-locations',
    scopes: entra(read, write),
    update: 'patch',
    // a trusted one cannot be deleted (graph-intune.md 13.4)
    removal: { first: { when: [{ at: 'isTrusted', is: true }], set: { '@odata.type': '#microsoft.graph.ipNamedLocation', isTrusted: false } } },
    refs: [],
    matchOnly: {
      compliantNetworkNamedLocation: 'Global Secure Access makes it: switch on its signaling in the destination',
      privateLinkNamedLocation: 'Make it by hand: it points at private link policies of the tenant',
      serviceTagNamedLocation: 'Make it by hand in the destination',
    },
  },
  {
    kind: 'authenticationStrength',
    license: 'Microsoft Entra ID P1',
    title: 'Authentication strength',
    area: 'access',
    link: resource('authenticationstrengthpolicy'),
    api: 'beta',
    service: 'conditional-access',
    collection: 'identity/conditionalAccess/authenticationStrength/policies',
    implied: 'authenticationStrengthPolicy',
    name: 'displayName',
    mapping: 'authentication-strengths',
    scopes: entra(read, ['Policy.Read.All', 'Policy.ReadWrite.ConditionalAccess', 'Policy.ReadWrite.AuthenticationMethod']),
    apart: [
      {
        field: 'combinationConfigurations',
        read: { child: 'combinationConfigurations' },
        send: { each: 'combinationConfigurations', key: 'appliesToCombinations' },
        drop: ['id'],
      },
    ],
    // once the strength is there, an action of its own takes them (graph-intune.md 8)
    setBy: [{ at: 'allowedCombinations', action: 'updateAllowedCombinations' }],
    updateDrop: ['policyType', 'requirementsSatisfied'],
    update: 'patch',
    refs: [],
    facts: ['allowedCombinations', 'displayName', 'policyType', 'requirementsSatisfied'],
    twins: [{ by: ['id'], because: 'built in: the same id in every tenant' }],
    owned: [{ when: [{ at: 'policyType', is: 'builtIn' }], because: 'built in: every tenant has the same three', everywhere: true }],
  },
  {
    kind: 'authenticationContext',
    license: 'Microsoft Entra ID P1',
    title: 'Authentication context',
    area: 'access',
    link: resource('authenticationcontextclassreference'),
    api: 'beta',
    service: 'conditional-access',
    collection: 'identity/conditionalAccess/authenticationContextClassReferences',
    implied: 'authenticationContextClassReference',
    name: 'displayName',
    mapping: 'authentication-contexts',
    scopes: entra(['AuthenticationContext.Read.All'], ['AuthenticationContext.ReadWrite.All']),
    places: true,
    update: 'patch',
    // one that apps can ask for cannot be deleted (graph-intune.md 13.5)
    removal: { first: { when: [{ at: 'isAvailable', is: true }], set: { isAvailable: false } } },
    refs: [],
    facts: ['description', 'displayName', 'isAvailable'],
    // c1 to c99 are slots that every tenant fills for itself: the slot alone proves nothing
    twins: [{ by: ['id', 'displayName'], because: 'same slot and same name' }],
  },
  {
    kind: 'agreement',
    license: 'Microsoft Entra ID P1',
    title: 'Terms of use',
    area: 'access',
    link: resource('agreement'),
    api: 'beta',
    service: 'directory',
    collection: 'identityGovernance/termsOfUse/agreements',
    implied: 'agreement',
    name: 'displayName',
    mapping: 'terms-of-use',
    scopes: entra(['Agreement.Read.All'], ['Agreement.ReadWrite.All']),
    apart: [
      {
        field: 'files',
        // the newer of two ways to the same documents (graph-intune.md 13.5)
        read: { child: 'file/localizations' },
        bytes: {
          at: 'fileData.data',
          read: 'fileData/data',
          without: 'The source did not give its PDF: make the terms of use in the destination with the document (Entra, Protection, Conditional Access, Terms of use), then run the mapping again',
        },
        send: 'inline',
        sendAs: 'file.localizations',
        // another document is another agreement to whoever accepted the first one
        update: 'never',
        drop: ['id', 'createdDateTime', 'versions'],
      },
    ],
    // a PATCH takes the name and how the document is shown
    updateDrop: ['termsExpiration', 'userReacceptRequiredFrequency'],
    update: 'patch',
    refs: [],
    facts: ['displayName', 'isPerDeviceAcceptanceRequired', 'isViewingBeforeAcceptanceRequired'],
    loses: ['Who accepted the terms: users accept them again'],
  },
];
