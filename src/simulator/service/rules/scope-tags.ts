import { textsAt } from '../../../model/json.js';
import type { Incoming } from '../check-body.js';
import { badRequest } from '../refusal.js';
import type { Rule } from '../rule.js';
import type { Tenant } from '../../tenant/tenant.js';

const members = ['roleScopeTagIds', 'roleScopeTags'] as const;

/** Every scope tag must exist; an object without any gets the default one (graph-intune.md 7.13, 17.4). */
export const scopeTagRules: readonly Rule[] = [
  {
    create({ tenant, incoming, seed }) {
      for (const name of members) {
        if (incoming.type.properties.get(name)?.many !== true) continue;
        if (textsAt(incoming.body, name).length === 0) incoming.body[name] = ['0'];
      }
      if (!seed) check(tenant, incoming);
    },
    change({ tenant, incoming, seed }) {
      if (!seed) check(tenant, incoming);
    },
  },
];

function check(tenant: Tenant, incoming: Incoming): void {
  const tags = tenant.set('deviceManagement/roleScopeTags');
  for (const name of members) {
    const missing = textsAt(incoming.body, name).find((id) => id !== '0' && tags.get(id) === undefined);
    if (missing !== undefined) throw badRequest(`Scope tag with id '${missing}' does not exist.`);
  }
}
