import { isList, type Json } from '../../../model/json.js';
import type { Member } from '../../schema/model.js';
import { noContent, type Answer } from '../answer.js';
import { readBody, type Incoming } from '../check-body.js';
import type { Call, Operation } from '../operation.js';
import { badRequest } from '../refusal.js';
import { checkActions } from '../rules/compliance.js';
import { store } from '../write.js';

/** Actions for noncompliance are replaced by an action, never by PATCH (graph-intune.md 7.4, 7.5). */
export const complianceActions: readonly Operation[] = [
  { name: 'scheduleActionsForRules', method: 'POST', on: ['deviceManagement/deviceCompliancePolicies'], entity: true, run: (call) => replaceActions(call, 'deviceComplianceScheduledActionForRules') },
  { name: 'setScheduledActions', method: 'POST', on: ['deviceManagement/compliancePolicies'], entity: true, run: (call) => replaceActions(call, 'scheduledActions') },
];

function replaceActions({ tenant, collection, entity, body }: Call, member: string): Answer {
  const nav = entity === undefined ? undefined : tenant.navigation(entity.type, 'scheduledActionsForRule');
  if (entity === undefined || nav === undefined) throw badRequest('There is no policy to set actions on.');
  const rules = readList(body[member], nav, member);
  checkActions(tenant, rules);
  const child = tenant.below(entity, collection.path, nav);
  child.clear();
  for (const rule of rules) store(tenant, child, rule, false);
  return noContent;
}

function readList(value: Json | undefined, nav: Member, member: string): Incoming[] {
  if (!isList(value)) throw badRequest(`The parameter '${member}' is missing: it takes a list.`);
  return value.map((item) => readBody(item, nav.type, { mode: 'create', mustSay: false, inline: (inner) => (inner.name === 'scheduledActionConfigurations' ? [] : undefined) }, member));
}
