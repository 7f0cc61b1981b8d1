import { nothing, resource, usual } from './everywhere.js';
import { intune } from './scopes.js';
import type { PolicyType } from '../model/policy-type.js';

/** What all rows of deviceManagement/deviceEnrollmentConfigurations share (graph-intune.md 4.2, 7.11). */
export const enrollmentConfigurations = {
  api: 'beta',
  service: 'device-enrollment',
  collection: 'deviceManagement/deviceEnrollmentConfigurations',
  list: '$top=1000&$expand=assignments',
  name: 'displayName',
  scopes: intune('DeviceManagementServiceConfig'),
  assign: { by: 'action', as: 'enrollmentConfigurationAssignments', read: 'expand' },
  // derived from the type
  drop: ['deviceEnrollmentConfigurationType'],
  createDrop: ['priority'],
  updateDrop: ['priority'],
  priority: { at: 'priority', action: 'setPriority' },
  // the default objects have the priority 0 and an id that begins with the tenant's Intune account id
  defaults: { when: [{ at: 'priority', is: 0 }] },
  update: 'patch',
} as const satisfies Partial<PolicyType>;

export const enrollment: readonly PolicyType[] = [
  {
    ...enrollmentConfigurations,
    kind: 'enrollmentStatusPage',
    title: 'Enrollment status page',
    area: 'enrollment',
    link: resource('intune-onboarding-windows10enrollmentcompletionpageconfiguration'),
    types: ['windows10EnrollmentCompletionPageConfiguration'],
    mapping: 'enrollment-status-pages',
    refs: [...usual, { at: 'selectedMobileAppIds[]', to: ['mobileApp', 'packagedApp'], none: nothing, drops: 'value' }],
  },
  {
    ...enrollmentConfigurations,
    kind: 'platformRestriction',
    title: 'Enrollment restriction: device platforms',
    limits: [{ what: 'device platform restrictions', most: 25, link: 'https://learn.microsoft.com/mem/intune/enrollment/create-device-platform-restrictions' }],
    area: 'enrollment',
    link: resource('intune-onboarding-deviceenrollmentplatformrestrictionconfiguration'),
    types: ['deviceEnrollmentPlatformRestrictionConfiguration', 'deviceEnrollmentPlatformRestrictionsConfiguration'],
    key: ['platformType'],
    mapping: 'platform-restrictions',
    // Windows Phone is gone and refused (graph-intune.md 7.11)
    drop: [...enrollmentConfigurations.drop, 'windowsMobileRestriction'],
    refs: usual,
    stays: [
      {
        when: [{ at: 'platformType', oneOf: ['windowsPhone', 'androidAosp'] }],
        because: 'The service does not let anybody create a restriction for this platform',
      },
      {
        // graph-intune.md 7.11
        when: [{ at: '@odata.type', is: '#microsoft.graph.deviceEnrollmentPlatformRestrictionsConfiguration' }, { at: 'priority', isNot: 0 }],
        because: 'Only the default restriction still covers all platforms at once: make one restriction for each platform',
      },
    ],
  },
  {
    ...enrollmentConfigurations,
    kind: 'enrollmentLimit',
    title: 'Enrollment restriction: number of devices',
    limits: [{ what: 'device limit restrictions', most: 25, link: 'https://learn.microsoft.com/mem/intune/enrollment/create-device-limit-restrictions' }],
    area: 'enrollment',
    link: resource('intune-onboarding-deviceenrollmentlimitconfiguration'),
    types: ['deviceEnrollmentLimitConfiguration'],
    mapping: 'enrollment-limits',
    refs: usual,
  },
  {
    ...enrollmentConfigurations,
    kind: 'enrollmentNotification',
    title: 'Enrollment notification',
    area: 'enrollment',
    link: resource('intune-onboarding-deviceenrollmentnotificationconfiguration'),
    types: ['deviceEnrollmentNotificationConfiguration'],
    key: ['platformType'],
    mapping: 'enrollment-notifications',
    // always empty; the templates are named beside them
    drop: [...enrollmentConfigurations.drop, 'notificationMessageTemplateId', 'templateType'],
    // the service makes a hidden template for the mail and one for the push message, and names them in its answer (graph-intune.md 7.11)
    companions: {
      at: 'notificationTemplates[]',
      field: 'messageTemplates',
      collection: 'deviceManagement/notificationMessageTemplates',
      query: '$expand=localizedNotificationMessages',
      keep: ['brandingOptions'],
      each: { field: 'localizedNotificationMessages', key: 'locale', leads: { at: 'isDefault', is: true }, drop: ['id', 'lastModifiedDateTime'] },
      unseen: 'its messages lie in hidden templates that are not in the export: write them again',
    },
    refs: usual,
  },
  {
    ...enrollmentConfigurations,
    kind: 'otherEnrollmentConfiguration',
    title: 'Other enrollment settings',
    area: 'enrollment',
    link: resource('intune-onboarding-deviceenrollmentconfiguration'),
    types: [],
    rest: true,
    mapping: 'other-enrollment-configurations',
    refs: usual,
    matchOnly: { '*': 'This kind of enrollment setting is not moved: set it by hand in the destination' },
  },
];
