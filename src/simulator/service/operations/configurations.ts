import { okWith } from '../answer.js';
import type { Operation } from '../operation.js';
import { badRequest, notFound } from '../refusal.js';
import { isDefault } from '../rules/enrollment.js';

/** Functions and actions of configurations and enrollment (graph-intune.md 7.11, 9). */
export const configurationOperations: readonly Operation[] = [
  {
    name: 'getOmaSettingPlainTextValue',
    method: 'GET',
    on: ['deviceManagement/deviceConfigurations'],
    entity: true,
    run({ entity, args }) {
      const plain = entity?.secrets.get(args['secretReferenceValueId'] ?? '');
      if (plain === undefined) throw notFound('The secret reference does not exist on this policy.');
      return okWith({ '@odata.context': 'https://graph.microsoft.com/beta/$metadata#Edm.String', value: plain });
    },
  },
  {
    name: 'setPriority',
    method: 'POST',
    on: ['deviceManagement/deviceEnrollmentConfigurations', 'deviceManagement/appleUserInitiatedEnrollmentProfiles'],
    entity: true,
    run({ collection, entity, body }) {
      const wanted = body['priority'];
      if (entity === undefined || typeof wanted !== 'number' || !Number.isInteger(wanted) || wanted < 1) throw badRequest("setPriority takes a 'priority' of 1 or more.");
      if (isDefault(entity.id)) throw badRequest('The priority of a default configuration cannot be changed.');
      const others = collection
        .list()
        .filter((other) => other !== entity && other.type === entity.type && !isDefault(other.id))
        .sort((a, b) => Number(a.body['priority'] ?? 0) - Number(b.body['priority'] ?? 0));
      others.splice(Math.min(wanted, others.length + 1) - 1, 0, entity);
      others.forEach((other, index) => {
        other.body = { ...other.body, priority: index + 1 };
      });
      return { status: 204 };
    },
  },
];
