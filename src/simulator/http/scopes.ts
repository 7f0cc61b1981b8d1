import { Refusal } from '../service/refusal.js';
import type { Caller } from './token.js';

/** Scope families by path (graph-intune.md 12); the first pattern that fits counts. */
const families: readonly (readonly [RegExp, string])[] = [
  [/^deviceManagement\/(deviceManagementScripts|deviceShellScripts|deviceHealthScripts|deviceCustomAttributeShellScripts|deviceComplianceScripts)/iu, 'DeviceManagementScripts'],
  [/^deviceManagement\/(deviceEnrollmentConfigurations|windowsAutopilot|notificationMessageTemplates|termsAndConditions|depOnboardingSettings|appleUserInitiated|importedDeviceIdentities|derivedCredentials|resourceAccessProfiles|complianceManagementPartners|mobileThreatDefenseConnectors|remoteAssistance)/iu, 'DeviceManagementServiceConfig'],
  [/^deviceManagement\/(role|resourceOperations|operationApproval)/iu, 'DeviceManagementRBAC'],
  [/^deviceManagement\/(deviceCategories|managedDevices|managedDeviceCleanup)/iu, 'DeviceManagementManagedDevices'],
  [/^deviceManagement\/microsoftTunnel/iu, 'MicrosoftTunnelGateway'],
  [/^deviceManagement\/virtualEndpoint/iu, 'CloudPC'],
  [/^deviceManagement\/intuneBrandingProfiles/iu, 'DeviceManagementApps'],
  [/^deviceAppManagement\/vppTokens/iu, 'DeviceManagementServiceConfig'],
  [/^deviceAppManagement\/policySets/iu, 'DeviceManagementConfiguration'],
  [/^deviceAppManagement/iu, 'DeviceManagementApps'],
  [/^deviceManagement/iu, 'DeviceManagementConfiguration'],
];

/** Any one of these suffices, for reading and for writing. */
const directory: readonly (readonly [RegExp, readonly string[], readonly string[]])[] = [
  [/^groups/iu, ['Group.Read.All', 'Directory.Read.All'], ['Group.ReadWrite.All', 'Group.Create', 'Directory.ReadWrite.All']],
  [/^(users|me)/iu, ['User.Read.All', 'User.ReadBasic.All', 'Directory.Read.All'], ['User.ReadWrite.All']],
  [/^(servicePrincipals|applications)/iu, ['Application.Read.All', 'Directory.Read.All'], ['Application.ReadWrite.All']],
  [/^(organization|domains|subscribedSkus)/iu, ['Organization.Read.All', 'Directory.Read.All', 'User.Read.All', 'Domain.Read.All', 'Group.Read.All'], ['Organization.ReadWrite.All']],
  [/^(directoryObjects|devices)/iu, ['Directory.Read.All', 'Group.Read.All', 'User.Read.All', 'Device.Read.All', 'User.ReadBasic.All'], ['Directory.ReadWrite.All']],
  [/^(roleManagement|directoryRoleTemplates)/iu, ['RoleManagement.Read.Directory', 'RoleManagement.Read.All', 'Directory.Read.All'], ['RoleManagement.ReadWrite.Directory']],
  [/^identityGovernance\/termsOfUse/iu, ['Agreement.Read.All'], ['Agreement.ReadWrite.All']],
  [/authenticationContextClassReferences/iu, ['AuthenticationContext.Read.All', 'Policy.Read.All'], ['AuthenticationContext.ReadWrite.All']],
  [/^(identity|policies)/iu, ['Policy.Read.All'], ['Policy.ReadWrite.ConditionalAccess']],
];

/** @throws Refusal 403 where none of the caller's scopes opens the path. */
export function checkScopes(caller: Caller, method: string, path: string): void {
  const write = method !== 'GET' && !/\/?(getByIds|validateFilter|\$batch)$/iu.test(path);
  if (/^\$batch$/iu.test(path) || /^deviceManagement\/?$/iu.test(path)) return;
  const enough = wanted(path, write);
  if (enough.some((scope) => caller.scopes.includes(scope))) return;
  throw new Refusal(403, 'Forbidden', `Application is not authorized to perform this operation. Application must have one of the following scopes: ${enough.join(', ')}.`);
}

function wanted(path: string, write: boolean): readonly string[] {
  const entra = directory.find(([pattern]) => pattern.test(path));
  if (entra !== undefined) return write ? entra[2] : [...entra[1], ...entra[2]];
  const family = families.find(([pattern]) => pattern.test(path))?.[1] ?? 'Directory';
  return write ? [`${family}.ReadWrite.All`] : [`${family}.Read.All`, `${family}.ReadWrite.All`];
}
