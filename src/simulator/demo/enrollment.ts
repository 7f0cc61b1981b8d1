import type { JsonObject } from '../../model/json.js';
import { placed, wordsOf, type Placed } from './words.js';

const words = wordsOf('contoso');

function restriction(platformType: string, displayName: string, priority: number, more: JsonObject, assignments: JsonObject[]): JsonObject {
  return {
    '@odata.type': '#microsoft.graph.deviceEnrollmentPlatformRestrictionConfiguration', id: `${words.id(`enrollment ${displayName}`)}_SinglePlatformRestriction`, displayName, priority, platformType, deviceEnrollmentConfigurationType: 'singlePlatformRestriction', roleScopeTagIds: ['0'],
    platformRestriction: { platformBlocked: false, personalDeviceEnrollmentBlocked: true, osMinimumVersion: '', osMaximumVersion: '', blockedManufacturers: [], blockedSkus: [], ...more }, assignments,
  };
}

/** Enrollment: own pages and restrictions in order of priority, and the defaults as somebody set them. */
export const contosoEnrollment: readonly Placed[] = [
  ...placed(words, 'deviceManagement/deviceEnrollmentConfigurations', 'enrollment', [
    {
      '@odata.type': '#microsoft.graph.windows10EnrollmentCompletionPageConfiguration', id: `${words.id('enrollment Sales setup')}_Windows10EnrollmentCompletionPageConfiguration`, displayName: 'Sales setup', description: 'Waits for two apps', priority: 1, deviceEnrollmentConfigurationType: 'windows10EnrollmentCompletionPageConfiguration', roleScopeTagIds: ['0'],
      showInstallationProgress: true, blockDeviceSetupRetryByUser: false, allowDeviceResetOnInstallFailure: true, allowLogCollectionOnInstallFailure: true, customErrorMessage: 'Call the Contoso help desk: help@contoso.com', installProgressTimeoutInMinutes: 60, allowDeviceUseOnInstallFailure: false, trackInstallProgressForAutopilotOnly: true,
      selectedMobileAppIds: [words.id('app Company Portal'), words.id('app 7-Zip')], assignments: [words.to('Sales')],
    },
    restriction('windows', 'Windows: company devices only', 1, { osMinimumVersion: '10.0.22631' }, [words.to('Sales'), words.to('Finance')]),
    restriction('windows', 'Windows: contractors', 2, { personalDeviceEnrollmentBlocked: false }, [words.to('Contractors')]),
    restriction('ios', 'iOS: nothing old', 1, { osMinimumVersion: '17.0', personalDeviceEnrollmentBlocked: false }, [words.to('Sales')]),
    { '@odata.type': '#microsoft.graph.deviceEnrollmentLimitConfiguration', id: `${words.id('enrollment Help desk limit')}_Limit`, displayName: 'Help desk limit', priority: 1, deviceEnrollmentConfigurationType: 'limit', limit: 15, roleScopeTagIds: ['0'], assignments: [words.to('Help desk')] },
  ]),
  { path: 'deviceManagement/derivedCredentials', object: { id: words.id('derived credential'), displayName: 'Smart card app', helpUrl: 'https://help.contoso.com/cards', issuer: 'entrustDatacard', notificationType: 'companyPortal', renewalThresholdPercentage: 20 } },
];

/** What somebody changed on the default objects of the source tenant. */
export const contosoDefaults: readonly { readonly suffix: string; readonly members: JsonObject }[] = [
  { suffix: 'DefaultLimit', members: { limit: 10 } },
  { suffix: 'DefaultWindows10EnrollmentCompletionPageConfiguration', members: { showInstallationProgress: true, installProgressTimeoutInMinutes: 45, customErrorMessage: 'Please call the Contoso help desk.' } },
];

