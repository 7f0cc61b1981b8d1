import { isObject, textAt, textsAt, type JsonObject } from '../../../model/json.js';
import type { Tenant } from '../../tenant/tenant.js';
import type { Incoming } from '../check-body.js';
import { badRequest } from '../refusal.js';
import type { Rule } from '../rule.js';

const emptyGuid = '00000000-0000-0000-0000-000000000000';

/** One rule with a block action, templates and groups that exist, a script that is readable (graph-intune.md 7.4). */
export const complianceRules: readonly Rule[] = [
  {
    on: ['deviceManagement/deviceCompliancePolicies'],
    create({ tenant, incoming, seed }) {
      const rules = incoming.inline.get('scheduledActionsForRule') ?? [];
      if (!seed) checkActions(tenant, rules);
      if (!seed) checkScript(tenant, incoming.body);
    },
    change({ tenant, incoming, seed }) {
      if (!seed) checkScript(tenant, incoming.body);
    },
  },
];

/** @throws Refusal unless there is one rule with a block action and everything it names exists. */
export function checkActions(tenant: Tenant, rules: readonly Incoming[]): void {
  const [rule] = rules;
  if (rule === undefined || rules.length !== 1) throw badRequest('A compliance policy must have exactly one scheduledActionsForRule.');
  const items = rule.inline.get('scheduledActionConfigurations') ?? [];
  if (!items.some((item) => item.body['actionType'] === 'block')) throw badRequest('A compliance policy must have a block action among its scheduled actions.');
  for (const item of items) checkItem(tenant, item.body);
}

function checkItem(tenant: Tenant, item: JsonObject): void {
  const template = textAt(item, 'notificationTemplateId') ?? '';
  if (template !== '' && template !== emptyGuid && tenant.set('deviceManagement/notificationMessageTemplates').get(template) === undefined) {
    throw badRequest(`Notification message template with id '${template}' does not exist.`);
  }
  const missing = textsAt(item, 'notificationMessageCCList').find((id) => tenant.set('groups').get(id) === undefined);
  if (missing !== undefined) throw badRequest(`Group with id '${missing}' in notificationMessageCCList does not exist.`);
}

function checkScript(tenant: Tenant, body: JsonObject): void {
  const script = body['deviceCompliancePolicyScript'];
  const id = isObject(script) ? textAt(script, 'deviceComplianceScriptId') : undefined;
  if (id === undefined || id === '') return;
  const found = tenant.set('deviceManagement/deviceComplianceScripts').get(id);
  if (found === undefined || !tenant.sees(found)) throw badRequest(`Device compliance script with id '${id}' does not exist.`);
}
