import { emptyGuid } from '../../../model/ids.js';
import { isObject, textAt, textsAt, type JsonObject } from '../../../model/json.js';
import type { Collection, Entity } from '../../tenant/entity.js';
import type { Tenant } from '../../tenant/tenant.js';
import { badRequest } from '../refusal.js';
import type { Rule } from '../rule.js';

const tokens = 'deviceManagement/depOnboardingSettings';
const word = 'DepTokenId_';
/** Templates of Apple's automated enrollment without their version, and the type of profile that mirrors a policy of each (apple.md 3.5). */
const templates: Readonly<Record<string, string>> = {
  '27d20e9c-50c1-48f8-a44c-f37de4510051': 'depIOSEnrollmentProfile',
  '2e29557d-70fc-405a-8082-d1e5b6be2b8c': 'depMacOSEnrollmentProfile',
  'b974d292-62c4-4853-bdab-166cf42df51c': 'depVisionOSEnrollmentProfile',
};

/** Enrollment profiles below a token, and enrollment policies of the settings catalog, which name their token on every write (graph-intune.md 7.6, apple.md 3.5). */
export const appleEnrollmentRules: readonly Rule[] = [
  {
    on: [`${tokens}/enrollmentProfiles`],
    create({ tenant, incoming, seed }) {
      if (seed) return;
      checkPointers(tenant, incoming.body);
      if ((textAt(incoming.body, 'displayName') ?? '') === '') throw badRequest('An enrollment profile needs a displayName.');
      const refused = textsAt(incoming.body, 'enabledSkipKeys').find((key) => key === 'Privacy' || key === 'Registration');
      if (refused !== undefined) throw badRequest(`The skip key '${refused}' is not valid.`);
      delete incoming.body['isDefault'];
    },
    change({ tenant, incoming }) {
      checkPointers(tenant, incoming.body);
      if (incoming.body['isDefault'] !== undefined) throw badRequest("'isDefault' is set by setDefaultProfile.");
    },
  },
  {
    on: ['deviceManagement/configurationPolicies'],
    create({ tenant, incoming, seed }) {
      if (!seed && profileType(incoming.body['templateReference']) !== undefined) tokenOf(tenant, incoming.body['creationSource']);
    },
    created({ tenant, entity }) {
      const type = profileType(entity.body['templateReference']);
      if (type === undefined) return;
      const at = profilesOf(tenant, entity.body['creationSource']);
      at?.profiles.add(tenant.make({ id: `${at.token.id}_${entity.id}`, type, body: { displayName: entity.body['name'] ?? null } }));
    },
    change({ tenant, incoming, entity, whole }) {
      if (whole && profileType(entity.body['templateReference']) !== undefined) tokenOf(tenant, incoming.body['creationSource']);
    },
    remove({ tenant, entity }) {
      const at = profilesOf(tenant, entity.body['creationSource']);
      at?.profiles.remove(`${at.token.id}_${entity.id}`);
    },
  },
];

/** What a profile names is in this tenant: the token that licenses Company Portal, the groups that devices join. */
function checkPointers(tenant: Tenant, body: JsonObject): void {
  const token = textAt(body, 'companyPortalVppTokenId') ?? '';
  if (token !== '' && token !== emptyGuid && tenant.set('deviceAppManagement/vppTokens').get(token) === undefined) throw badRequest(`The token '${token}' does not exist.`);
  for (const id of textsAt(body, 'enrollmentTimeAzureAdGroupIds')) if (tenant.set('groups').get(id) === undefined) throw badRequest(`The group '${id}' does not exist.`);
}

function profileType(reference: unknown): string | undefined {
  const id = isObject(reference) ? (textAt(reference, 'templateId') ?? '') : '';
  return templates[id.replace(/_\d+$/u, '').toLowerCase()];
}

/** @throws Refusal where no token of the tenant is named */
function tokenOf(tenant: Tenant, source: unknown): Entity {
  const token = typeof source === 'string' && source.startsWith(word) ? tenant.set(tokens).get(source.slice(word.length)) : undefined;
  if (token === undefined) throw badRequest("'creationSource' must name an enrollment program token.");
  return token;
}

function profilesOf(tenant: Tenant, source: unknown): { token: Entity; profiles: Collection } | undefined {
  const token = typeof source === 'string' && source.startsWith(word) ? tenant.set(tokens).get(source.slice(word.length)) : undefined;
  const nav = token === undefined ? undefined : tenant.navigation(token.type, 'enrollmentProfiles');
  return token === undefined || nav === undefined ? undefined : { token, profiles: tenant.below(token, tokens, nav) };
}
