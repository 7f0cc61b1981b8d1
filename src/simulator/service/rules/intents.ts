import { textAt, type JsonObject } from '../../../model/json.js';
import type { Tenant } from '../../tenant/tenant.js';
import type { Rule } from '../rule.js';

/** Endpoint security of the old kind: templates are Microsoft's, and one that a policy of old was made from is known to the service (graph-intune.md 7.8). */
export const intentRules: readonly Rule[] = [
  {
    on: ['deviceManagement/intents'],
    create({ tenant, incoming, seed }) {
      if (seed) learnTemplate(tenant, incoming.body);
    },
  },
];

function learnTemplate(tenant: Tenant, intent: JsonObject): void {
  const id = textAt(intent, 'templateId') ?? '';
  if (!/^[0-9a-f-]{36}$/iu.test(id) || tenant.set('deviceManagement/templates').get(id) !== undefined) return;
  tenant.cloud.learn('deviceManagement/templates', { id, displayName: `Template ${id.slice(0, 8)}`, isDeprecated: false, templateType: 'securityTemplate', templateSubtype: 'none', platformType: 'windows10AndLater' });
}
