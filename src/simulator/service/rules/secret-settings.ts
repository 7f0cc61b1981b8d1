import { isList, isObject, type Json, type JsonObject } from '../../../model/json.js';
import type { Entity } from '../../tenant/entity.js';
import type { Tenant } from '../../tenant/tenant.js';
import { badRequest } from '../refusal.js';
import type { Rule } from '../rule.js';

const secretType = '#microsoft.graph.deviceManagementConfigurationSecretSettingValue';
const referenceType = '#microsoft.graph.deviceManagementConfigurationReferenceSettingValue';
/** Sets whose objects hold a setting instance. */
export const settingPaths: readonly string[] = ['deviceManagement/configurationPolicies/settings', 'deviceManagement/compliancePolicies/settings', 'deviceManagement/inventoryPolicies/settings', 'deviceAppManagement/targetedManagedAppConfigurations/settings', 'deviceManagement/reusablePolicySettings'];

/**
 * Secrets inside settings become tokens of this tenant, and reusable settings that a setting points at must exist
 * (graph-intune.md 7.6, 7.7, 9).
 */
export const secretSettingRules: readonly Rule[] = [
  {
    on: settingPaths,
    create({ tenant, incoming, seed }) {
      if (!seed) checkReferences(tenant, incoming.body['settingInstance']);
    },
    created({ tenant, entity, seed }) {
      entity.body = { ...entity.body, settingInstance: sealed(tenant, entity, entity.body['settingInstance'] ?? null, seed) };
    },
    change({ tenant, incoming }) {
      checkReferences(tenant, incoming.body['settingInstance']);
    },
    changed({ tenant, entity }) {
      entity.body = { ...entity.body, settingInstance: sealed(tenant, entity, entity.body['settingInstance'] ?? null, false) };
    },
  },
];

function sealed(tenant: Tenant, entity: Entity, value: Json, seed: boolean): Json {
  if (isList(value)) return value.map((item) => sealed(tenant, entity, item, seed));
  if (!isObject(value)) return value;
  if (value['@odata.type'] === secretType) return sealedSecret(tenant, entity, value, seed);
  const copy: JsonObject = {};
  for (const [name, member] of Object.entries(value)) copy[name] = sealed(tenant, entity, member, seed);
  return copy;
}

function sealedSecret(tenant: Tenant, entity: Entity, value: JsonObject, seed: boolean): JsonObject {
  const text = value['value'];
  if (typeof text !== 'string') return value;
  if (value['valueState'] === 'encryptedValueToken') {
    if (!seed && !tenant.tokens.has(text)) throw badRequest(`The encrypted value token '${text}' is not valid in this tenant.`);
    tenant.tokens.add(text);
    return value;
  }
  const token = tenant.chance.guid('secret');
  tenant.tokens.add(token);
  entity.secrets.set(token, text);
  return { ...value, value: token, valueState: 'encryptedValueToken' };
}

function checkReferences(tenant: Tenant, value: Json | undefined): void {
  if (isList(value)) for (const item of value) checkReferences(tenant, item);
  if (!isObject(value)) return;
  const id = value['value'];
  if (value['@odata.type'] === referenceType && typeof id === 'string' && tenant.set('deviceManagement/reusablePolicySettings').get(id) === undefined) {
    throw badRequest(`The reusable setting with id '${id}' does not exist.`);
  }
  for (const member of Object.values(value)) checkReferences(tenant, member);
}
