import type { Entity } from '../../tenant/entity.js';
import { badRequest } from '../refusal.js';
import type { Rule } from '../rule.js';

/** Policies of settings: counted, and never without (graph-intune.md 7.6). */
export const settingsCatalogRules: readonly Rule[] = [
  {
    on: ['deviceManagement/configurationPolicies', 'deviceManagement/compliancePolicies', 'deviceManagement/inventoryPolicies'],
    create({ incoming, seed }) {
      if (!seed && (incoming.inline.get('settings') ?? []).length === 0) throw badRequest('A policy needs at least one setting.');
    },
    created({ entity }) {
      count(entity);
    },
    change({ incoming, entity, whole }) {
      for (const name of ['platforms', 'technologies']) {
        const sent = incoming.body[name];
        if (sent !== undefined && sent !== entity.body[name]) throw badRequest(`'${name}' of a policy cannot be changed.`);
      }
      if (whole && (incoming.inline.get('settings') ?? []).length === 0) throw badRequest('A policy needs at least one setting.');
    },
    changed({ entity }) {
      count(entity);
    },
  },
];

function count(entity: Entity): void {
  entity.body = { ...entity.body, settingCount: entity.children.get('settings')?.size ?? 0 };
}
