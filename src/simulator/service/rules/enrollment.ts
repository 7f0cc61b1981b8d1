import { textsAt } from '../../../model/json.js';
import type { Entity } from '../../tenant/entity.js';
import type { Tenant } from '../../tenant/tenant.js';
import type { Incoming } from '../check-body.js';
import { Refusal, badRequest } from '../refusal.js';
import type { Rule } from '../rule.js';
import { seed } from '../write.js';

const notification = 'deviceEnrollmentNotificationConfiguration';
const templates = 'deviceManagement/notificationMessageTemplates';

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
      checkNewNames(incoming);
      const others = collection.list().filter((entity) => entity.type === type.name);
      body['priority'] = 1 + Math.max(0, ...others.map((entity) => Number(entity.body['priority'] ?? 0)));
    },
    created({ tenant, entity }) {
      if (entity.type === notification) makeTemplates(tenant, entity);
    },
    change({ incoming, entity, seed }) {
      const names = textsAt(incoming.body, 'notificationTemplates');
      if (!seed && names.length > 0 && JSON.stringify(names.map((name) => name.toLowerCase()).sort()) !== JSON.stringify(textsAt(entity.body, 'notificationTemplates').map((name) => name.toLowerCase()).sort())) {
        throw badRequest("'notificationTemplates' must name the templates of this configuration.");
      }
      const phone = incoming.body['windowsMobileRestriction'];
      if (!seed && phone !== undefined && phone !== null) throw badRequest('windowsMobileRestriction is no longer supported.');
      if (!seed && incoming.body['priority'] !== undefined) throw badRequest('Priority cannot be changed by PATCH: use the setPriority action.');
    },
    remove({ tenant, entity }) {
      for (const name of textsAt(entity.body, 'notificationTemplates')) tenant.set(templates).remove(name.replace(/^\w+?_/u, ''), tenant.now());
      if (isDefault(entity.id)) throw new Refusal(400, 'BadRequest', 'A default enrollment configuration cannot be deleted.');
    },
  },
];

/** A new notification asks for templates with the empty id; others are refused (graph-intune.md 7.11). */
function checkNewNames(incoming: Incoming): void {
  if (incoming.type.name !== notification) return;
  const names = textsAt(incoming.body, 'notificationTemplates');
  if (names.length === 0 || names.some((name) => !/^(?:email|push)_0{8}-0{4}-0{4}-0{4}-0{12}$/iu.test(name))) throw badRequest("'notificationTemplates' must be email_ and push_ with the empty id.");
}

/** Makes the hidden templates of a notification; its branding is theirs from then on (as the answer to a create shows). */
function makeTemplates(tenant: Tenant, entity: Entity): void {
  const names = textsAt(entity.body, 'notificationTemplates').map((name) => {
    const [word = '', id = ''] = [name.slice(0, name.indexOf('_')), name.slice(name.indexOf('_') + 1)];
    const mail = word.toLowerCase() === 'email';
    if (!/^[0-]*$/u.test(id)) return name;
    const template = seed(tenant, tenant.set(templates), { displayName: mail ? 'EnrollmentNotificationInternalMEO' : 'EnrollmentNotificationInternalMPN', brandingOptions: 'none', roleScopeTagIds: ['0'] });
    return `${mail ? 'Email' : 'Push'}_${template.id}`;
  });
  entity.body = { ...entity.body, templateType: '0', notificationMessageTemplateId: '00000000-0000-0000-0000-000000000000', notificationTemplates: names, brandingOptions: 'none', defaultLocale: null };
}

/** `<intuneAccountId>_DefaultLimit` and its like. */
export function isDefault(id: string): boolean {
  return /_Default[A-Za-z0-9]*$|_WindowsRestore$/u.test(id);
}
