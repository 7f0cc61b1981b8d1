import { textAt, textsAt, type JsonObject } from '../../../model/json.js';
import { Refusal } from '../refusal.js';
import type { Rule } from '../rule.js';
import { serviceTime } from '../stamps.js';

/** Groups of the directory (graph-intune.md 13.1). */
export const groupRules: readonly Rule[] = [
  {
    on: ['groups'],
    create({ incoming, seed }) {
      const { body } = incoming;
      if (seed) return;
      const nickname = textAt(body, 'mailNickname') ?? '';
      if (nickname.length > 64 || !/^[\x21-\x7e]+$/u.test(nickname) || /[@()\\[\]";:<>,\s]/u.test(nickname)) throw bad("Invalid value specified for property 'mailNickname' of resource 'Group'.");
      const types = textsAt(body, 'groupTypes');
      const unified = types.includes('Unified');
      if (!unified && (body['mailEnabled'] === true || body['securityEnabled'] !== true)) throw bad('The service does not currently support writes of mail-enabled groups. Please ensure that the mail-enablement property is unset and the security-enablement property is set.');
      checkRule(body, types.includes('DynamicMembership'));
    },
    created({ entity, seed, tenant }) {
      entity.body = { securityIdentifier: sidOf(entity.id), renewedDateTime: serviceTime(tenant.now()), ...entity.body, ...(seed ? {} : { securityIdentifier: sidOf(entity.id) }) };
    },
    change({ incoming, entity }) {
      const { body } = incoming;
      if (entity.body['onPremisesSyncEnabled'] === true) throw bad('Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.');
      if (body['isAssignableToRole'] !== undefined && body['isAssignableToRole'] !== entity.body['isAssignableToRole']) throw bad("The property 'isAssignableToRole' cannot be changed.");
      if (body['membershipRule'] !== undefined) checkRule({ ...entity.body, ...body }, textsAt({ ...entity.body, ...body }, 'groupTypes').includes('DynamicMembership'));
    },
  },
];

/** A service principal stands for an application, once in a tenant (graph-intune.md 13.3). */
export const principalRules: readonly Rule[] = [
  {
    on: ['servicePrincipals'],
    create({ tenant, collection, incoming, seed }) {
      if (seed) return;
      const appId = textAt(incoming.body, 'appId');
      if (appId === undefined) throw bad("The property 'appId' is required.");
      if (collection.list().some((other) => textAt(other.body, 'appId')?.toLowerCase() === appId.toLowerCase())) {
        throw new Refusal(409, 'Request_MultipleObjectsWithSameKeyValue', `The service principal cannot be created because ${appId} is already in use.`, { dress: 'Graph' });
      }
      incoming.body['displayName'] ??= `Application ${appId.slice(0, 8)}`;
      incoming.body['servicePrincipalType'] ??= 'Application';
      incoming.body['appOwnerOrganizationId'] ??= tenant.identity.tenantId;
    },
  },
];

function checkRule(body: JsonObject, dynamic: boolean): void {
  const rule = textAt(body, 'membershipRule');
  if (!dynamic) {
    if (rule !== undefined && rule !== '') throw bad("Property 'membershipRule' is only valid for groups with the group type 'DynamicMembership'.");
    return;
  }
  if (rule === undefined || textAt(body, 'membershipRuleProcessingState') === undefined) throw bad("A dynamic group needs 'membershipRule' and 'membershipRuleProcessingState'.");
  const parts = /\b(user|device)\.\w+/u.test(rule) && /-(eq|ne|contains|notContains|startsWith|notStartsWith|match|notMatch|in|notIn|any|all|le|ge|lt|gt)\b/iu.test(rule);
  let depth = 0;
  for (const letter of rule.replace(/"(?:[^"\\]|\\.)*"/gu, '""')) depth += letter === '(' ? 1 : letter === ')' ? -1 : 0;
  if ((!parts && !/Direct Reports|memberOf/iu.test(rule)) || depth !== 0 || (rule.match(/"/gu)?.length ?? 0) % 2 !== 0) {
    throw bad('Dynamic membership rule validation error: Invalid rule syntax.', 'DynamicGroupInvalidRuleSyntax');
  }
}

/** The SID of a directory object: the four words of its GUID in Windows byte order (real-exports.md 3.2). */
export function sidOf(id: string): string {
  const hex = id.replace(/-/gu, '');
  if (!/^[0-9a-f]{32}$/iu.test(hex)) return '';
  const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
  const bytes = Buffer.from(order.map((index) => Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16)));
  return `S-1-12-1-${[0, 4, 8, 12].map((offset) => bytes.readUInt32LE(offset)).join('-')}`;
}

function bad(message: string, code = 'Request_BadRequest'): Refusal {
  return new Refusal(400, code, message, { dress: 'Graph' });
}
