import { isList, isObject, textAt, type Json, type JsonObject } from '../../../model/json.js';
import type { Entity } from '../../tenant/entity.js';
import type { Tenant } from '../../tenant/tenant.js';
import { badRequest } from '../refusal.js';
import type { Creating, Rule } from '../rule.js';

const instanceId = 'settingInstanceTemplateId';
const valueId = 'settingValueTemplateId';

/** Policies made from a template: the template exists, its ids are compared case-sensitively, the service fills in the rest (graph-intune.md 7.6). */
export const templateRules: readonly Rule[] = [
  {
    on: ['deviceManagement/configurationPolicies'],
    create(creating) {
      const { tenant, incoming, seed } = creating;
      const reference = incoming.body['templateReference'];
      const id = isObject(reference) ? (textAt(reference, 'templateId') ?? '') : '';
      if (id === '') {
        incoming.body['templateReference'] = { templateId: '', templateFamily: 'none', templateDisplayName: null, templateDisplayVersion: null };
        return;
      }
      if (seed) learn(tenant, id, isObject(reference) ? reference : {});
      const template = tenant.set('deviceManagement/configurationPolicyTemplates').get(id);
      if (template === undefined) throw badRequest(`The template '${id}' does not exist.`);
      const state = template.body['lifecycleState'];
      if (!seed && state !== 'active') throw badRequest(`A policy cannot be created from the template '${id}': it is ${textAt(template.body, 'lifecycleState') ?? 'not active'}.`);
      if (!seed) checkCase(creating, template);
      incoming.body['templateReference'] = { templateId: template.id, templateFamily: template.body['templateFamily'] ?? 'none', templateDisplayName: template.body['displayName'] ?? null, templateDisplayVersion: template.body['displayVersion'] ?? null };
    },
    change(changing) {
      const sent = changing.incoming.body['templateReference'];
      const known = changing.entity.body['templateReference'];
      const had = isObject(known) ? (textAt(known, 'templateId') ?? '') : '';
      if (isObject(sent) && (textAt(sent, 'templateId') ?? '').toLowerCase() !== had.toLowerCase()) throw badRequest('The template of a policy cannot be changed.');
      delete changing.incoming.body['templateReference'];
      const template = tenantTemplate(changing.tenant, had);
      if (template !== undefined) checkCase(changing, template);
    },
  },
];

function tenantTemplate(tenant: Tenant, id: string): Entity | undefined {
  return id === '' ? undefined : tenant.set('deviceManagement/configurationPolicyTemplates').get(id);
}

function learn(tenant: Tenant, id: string, reference: JsonObject): void {
  const family = textAt(reference, 'templateFamily');
  tenant.cloud.learn('deviceManagement/configurationPolicyTemplates', {
    id,
    baseId: id.replace(/_\d+$/u, ''),
    version: Number(/_(\d+)$/u.exec(id)?.[1] ?? 1),
    displayName: textAt(reference, 'templateDisplayName') ?? `Template ${id.slice(0, 8)}`,
    displayVersion: textAt(reference, 'templateDisplayVersion') ?? 'Version 1',
    templateFamily: family === undefined || family === '' ? 'none' : family,
    lifecycleState: 'active',
  });
}

/** A template's setting templates know the right casing; an id that differs from it only by case is "invalid". */
function checkCase({ tenant, incoming }: Creating, template: Entity): void {
  const nav = tenant.navigation(template.type, 'settingTemplates');
  const right = new Map<string, string>();
  for (const setting of nav === undefined ? [] : tenant.below(template, 'deviceManagement/configurationPolicyTemplates', nav).list()) collect(setting.body, right);
  if (right.size === 0) return;
  const used = new Map<string, string>();
  for (const setting of incoming.inline.get('settings') ?? []) collect(setting.body, used);
  for (const [lower, id] of used) {
    const known = right.get(lower);
    if (known !== undefined && known !== id) throw badRequest(`Invalid reference id: '${id}' is not a setting instance template of the template '${template.id}'.`);
  }
}

function collect(value: Json, found: Map<string, string>): void {
  if (isList(value)) for (const item of value) collect(item, found);
  if (!isObject(value)) return;
  for (const [name, member] of Object.entries(value)) {
    if ((name === instanceId || name === valueId) && typeof member === 'string') found.set(member.toLowerCase(), member);
    else collect(member, found);
  }
}
