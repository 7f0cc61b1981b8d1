import { textsAt } from '../../../model/json.js';
import { Refusal, badRequest } from '../refusal.js';
import type { Rule } from '../rule.js';

const kinds: Readonly<Record<string, string>> = {
  deviceEnrollmentLimitConfiguration: 'limit',
  deviceEnrollmentPlatformRestrictionConfiguration: 'singlePlatformRestriction',
  deviceEnrollmentPlatformRestrictionsConfiguration: 'platformRestrictions',
  deviceEnrollmentWindowsHelloForBusinessConfiguration: 'windowsHelloForBusiness',
  windows10EnrollmentCompletionPageConfiguration: 'windows10EnrollmentCompletionPageConfiguration',
  deviceComanagementAuthorityConfiguration: 'deviceComanagementAuthorityConfiguration',
  deviceEnrollmentNotificationConfiguration: 'enrollmentNotificationsConfiguration',
  windowsRestoreDeviceEnrollmentConfiguration: 'windowsRestore',
};

/** Defaults are there and stay; priority is the service's (graph-intune.md 7.11). */
export const enrollmentRules: readonly Rule[] = [
  {
    on: ['deviceManagement/deviceEnrollmentConfigurations'],
    create({ tenant, collection, incoming, seed }) {
      const { body, type } = incoming;
      const kind = kinds[type.name] ?? 'unknown';
      if (!seed && body['deviceEnrollmentConfigurationType'] !== undefined && body['deviceEnrollmentConfigurationType'] !== kind) throw badRequest(`A ${type.name} is of the type '${kind}'.`);
      body['deviceEnrollmentConfigurationType'] ??= kind;
      if (seed) return;
      if (type.name === 'deviceEnrollmentPlatformRestrictionsConfiguration' || type.name === 'windowsRestoreDeviceEnrollmentConfiguration') {
        throw badRequest(`A ${type.name} exists by default and cannot be created.`);
      }
      if (body['windowsMobileRestriction'] !== undefined && body['windowsMobileRestriction'] !== null) throw badRequest('windowsMobileRestriction is no longer supported.');
      for (const id of textsAt(body, 'selectedMobileAppIds')) {
        if (tenant.set('deviceAppManagement/mobileApps').get(id) === undefined) throw badRequest(`Mobile app with id '${id}' does not exist.`);
      }
      const others = collection.list().filter((entity) => entity.type === type.name);
      body['priority'] = 1 + Math.max(0, ...others.map((entity) => Number(entity.body['priority'] ?? 0)));
    },
    change({ incoming, seed }) {
      const phone = incoming.body['windowsMobileRestriction'];
      if (!seed && phone !== undefined && phone !== null) throw badRequest('windowsMobileRestriction is no longer supported.');
      if (!seed && incoming.body['priority'] !== undefined) throw badRequest('Priority cannot be changed by PATCH: use the setPriority action.');
    },
    remove({ entity }) {
      if (isDefault(entity.id)) throw new Refusal(400, 'BadRequest', 'A default enrollment configuration cannot be deleted.');
    },
  },
];

/** `<intuneAccountId>_DefaultLimit` and its like. */
export function isDefault(id: string): boolean {
  return /_Default[A-Za-z0-9]*$|_WindowsRestore$/u.test(id);
}
