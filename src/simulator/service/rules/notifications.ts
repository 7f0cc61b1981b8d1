import { textAt } from '../../../model/json.js';
import type { Entity } from '../../tenant/entity.js';
import { badRequest, Refusal } from '../refusal.js';
import type { Rule } from '../rule.js';

const messages = 'deviceManagement/notificationMessageTemplates/localizedNotificationMessages';

/** One message a language, exactly one of them the default, which names the template's default language (graph-intune.md 7.12). */
export const notificationRules: readonly Rule[] = [
  {
    on: [messages],
    create({ collection, incoming, seed }) {
      const locale = textAt(incoming.body, 'locale') ?? '';
      if (!/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/u.test(locale)) throw badRequest(`The locale '${locale}' is not valid.`);
      if (!seed && collection.list().some((other) => textAt(other.body, 'locale')?.toLowerCase() === locale.toLowerCase())) {
        throw new Refusal(409, 'Conflict', `The template already has a message for '${locale}'.`);
      }
      if (collection.size === 0 && incoming.body['isDefault'] !== true && !seed) throw badRequest('The first message of a template must be the default one.');
    },
    created: ({ collection, entity }) => settle(collection.list(), entity, collection.owner),
    changed: ({ collection, entity }) => settle(collection.list(), entity, collection.owner),
  },
];

function settle(others: readonly Entity[], entity: Entity, template: Entity | undefined): void {
  if (entity.body['isDefault'] !== true) return;
  for (const other of others) if (other !== entity && other.body['isDefault'] === true) other.body = { ...other.body, isDefault: false };
  if (template !== undefined) template.body = { ...template.body, defaultLocale: entity.body['locale'] ?? null };
}
