import type { JsonObject } from '../../model/json.js';
import { directoryRoles } from '../tenant/built-in.js';
import { base64, placed, wordsOf, type Placed } from './words.js';

const words = wordsOf('contoso');

function policy(displayName: string, state: string, users: JsonObject, more: { apps?: JsonObject; locations?: JsonObject; grant?: JsonObject; session?: JsonObject; platforms?: JsonObject; client?: string[] }): JsonObject {
  return {
    displayName, state,
    conditions: {
      clientAppTypes: more.client ?? ['all'],
      users: { excludeGroups: [words.group('Break-glass accounts')], ...users },
      applications: more.apps ?? { includeApplications: ['All'] },
      ...(more.locations === undefined ? {} : { locations: more.locations }),
      ...(more.platforms === undefined ? {} : { platforms: more.platforms }),
    },
    ...(more.grant === undefined ? {} : { grantControls: { operator: 'OR', builtInControls: [], ...more.grant } }),
    ...(more.session === undefined ? {} : { sessionControls: more.session }),
  };
}

const office = words.id('location Head office');

/** Named locations, a strength, terms of use, a context, and the policies over them. */
export const contosoAccess: readonly Placed[] = [
  ...placed(words, 'identity/conditionalAccess/namedLocations', 'location', [
    { '@odata.type': '#microsoft.graph.ipNamedLocation', displayName: 'Head office', isTrusted: true, ipRanges: [{ '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: '203.0.113.0/24' }, { '@odata.type': '#microsoft.graph.iPv6CidrRange', cidrAddress: '2001:db8:1::/48' }] },
    { '@odata.type': '#microsoft.graph.ipNamedLocation', displayName: 'Shops', isTrusted: false, ipRanges: [{ '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: '198.51.100.0/24' }] },
    { '@odata.type': '#microsoft.graph.countryNamedLocation', displayName: 'Countries we work in', countriesAndRegions: ['DE', 'AT', 'CH'], includeUnknownCountriesAndRegions: false, countryLookupMethod: 'clientIpAddress' },
  ]),
  ...placed(words, 'identity/conditionalAccess/authenticationStrength/policies', 'strength', [{ displayName: 'Keys only', description: 'FIDO2 and nothing else', policyType: 'custom', requirementsSatisfied: 'mfa', allowedCombinations: ['fido2'] }]),
  ...placed(words, 'identityGovernance/termsOfUse/agreements', 'agreement', [{ displayName: 'Guest terms', isViewingBeforeAcceptanceRequired: true, isPerDeviceAcceptanceRequired: false, file: { id: words.id('agreement file'), localizations: [{ id: words.id('agreement de'), fileName: 'terms.pdf', displayName: 'Terms', language: 'en', isDefault: true, fileData: { data: base64('%PDF-1.4 not a real document') } }] } }]),
  { path: 'identity/conditionalAccess/authenticationContextClassReferences', object: { id: 'c1', displayName: 'Sensitive data', description: 'Asked for by sites with sensitive data', isAvailable: true } },
  ...placed(words, 'identity/conditionalAccess/policies', 'access', [
    policy('CA001: MFA for everybody', 'enabled', { includeUsers: ['All'], excludeUsers: [words.id('user Break Glass One'), words.id('user Break Glass Two')] }, { grant: { builtInControls: ['mfa'] }, locations: { includeLocations: ['All'], excludeLocations: [office] } }),
    policy('CA002: Administrators need keys', 'enabled', { includeRoles: [directoryRoles['Global Administrator'] ?? '', directoryRoles['Intune Administrator'] ?? ''] }, { grant: { authenticationStrength: { id: words.id('strength Keys only') } } }),
    policy('CA003: No old protocols', 'enabled', { includeUsers: ['All'] }, { grant: { builtInControls: ['block'] }, client: ['exchangeActiveSync', 'other'] }),
    policy('CA004: Compliant devices for Office', 'enabledForReportingButNotEnforced', { includeGroups: [words.group('Sales'), words.group('Finance')] }, { apps: { includeApplications: ['Office365'] }, grant: { operator: 'OR', builtInControls: ['compliantDevice', 'domainJoinedDevice'] }, platforms: { includePlatforms: ['windows', 'macOS'], excludePlatforms: [] } }),
    policy('CA005: Expenses only from our countries', 'enabled', { includeUsers: ['All'] }, { apps: { includeApplications: [words.id('app Expenses'), 'Office365'] }, locations: { includeLocations: ['All'], excludeLocations: [words.id('location Countries we work in'), 'AllTrusted'] }, grant: { builtInControls: ['block'] } }),
    policy('CA006: Guests accept the terms', 'disabled', { includeUsers: ['GuestsOrExternalUsers'] }, { grant: { termsOfUse: [words.id('agreement Guest terms')] } }),
    policy('CA007: Sensitive data', 'enabled', { includeUsers: ['All'] }, { apps: { includeApplications: [], includeAuthenticationContextClassReferences: ['c1'] }, grant: { operator: 'AND', builtInControls: ['mfa', 'compliantDevice'] } }),
    policy('CA008: Sign in again on shared devices', 'enabled', { includeGroups: [words.group('Kiosk devices')] }, { session: { signInFrequency: { isEnabled: true, type: 'hours', value: 8, frequencyInterval: 'timeBased', authenticationType: 'primaryAndSecondaryAuthentication' }, persistentBrowser: { isEnabled: true, mode: 'never' } } }),
    policy('Microsoft-managed: Multifactor authentication for admins accessing Microsoft Admin Portals', 'enabledForReportingButNotEnforced', { includeRoles: [directoryRoles['Global Administrator'] ?? ''] }, { apps: { includeApplications: ['MicrosoftAdminPortals'] }, grant: { builtInControls: ['mfa'] } }),
  ]),
];
