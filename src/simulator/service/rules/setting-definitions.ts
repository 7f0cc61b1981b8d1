import { isList, isObject, type Json } from '../../../model/json.js';
import { badRequest } from '../refusal.js';
import type { Rule } from '../rule.js';
import { settingPaths } from './secret-settings.js';

export const definitionSet = 'deviceManagement/configurationSettings';

/**
 * Every setting has a definition that the whole cloud shares. The simulator learns definitions from objects that were
 * always there; a new object that names an unheard one is refused where the tenant is told so (graph-intune.md 7.6).
 */
export const settingDefinitionRules: readonly Rule[] = [
  {
    on: settingPaths,
    create({ tenant, incoming, seed }) {
      for (const id of definitionIds(incoming.body['settingInstance'])) {
        if (seed) tenant.cloud.learn(definitionSet, { '@odata.type': '#microsoft.graph.deviceManagementConfigurationSettingDefinition', id, name: id, displayName: id });
        else if (tenant.knownSettings && tenant.set(definitionSet).get(id) === undefined) throw badRequest(`The setting definition '${id}' does not exist.`);
      }
    },
  },
];

/** Ids of the definitions that a setting instance and what is inside it follow. */
export function definitionIds(value: Json | undefined, found: Set<string> = new Set()): Set<string> {
  if (isList(value)) for (const item of value) definitionIds(item, found);
  if (!isObject(value)) return found;
  for (const [name, member] of Object.entries(value)) {
    if (name === 'settingDefinitionId' && typeof member === 'string') found.add(member);
    else definitionIds(member, found);
  }
  return found;
}
