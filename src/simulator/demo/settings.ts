import type { JsonObject } from '../../model/json.js';

const graph = '#microsoft.graph.deviceManagementConfiguration';

/** Shapes of settings catalog settings, as the service stores them. */
export function setting(instance: JsonObject): JsonObject {
  return { settingInstance: instance };
}

export function choice(definition: string, option: string, children: readonly JsonObject[] = []): JsonObject {
  return { '@odata.type': `${graph}ChoiceSettingInstance`, settingDefinitionId: definition, choiceSettingValue: { value: `${definition}_${option}`, children: [...children] } };
}

export function text(definition: string, value: string): JsonObject {
  return { '@odata.type': `${graph}SimpleSettingInstance`, settingDefinitionId: definition, simpleSettingValue: { '@odata.type': `${graph}StringSettingValue`, value } };
}

export function integer(definition: string, value: number): JsonObject {
  return { '@odata.type': `${graph}SimpleSettingInstance`, settingDefinitionId: definition, simpleSettingValue: { '@odata.type': `${graph}IntegerSettingValue`, value } };
}

export function secret(definition: string, value: string): JsonObject {
  return { '@odata.type': `${graph}SimpleSettingInstance`, settingDefinitionId: definition, simpleSettingValue: { '@odata.type': `${graph}SecretSettingValue`, value, valueState: 'notEncrypted' } };
}

/** A pointer to a reusable setting. */
export function reference(definition: string, id: string): JsonObject {
  return { '@odata.type': `${graph}SimpleSettingInstance`, settingDefinitionId: definition, simpleSettingValue: { '@odata.type': `${graph}ReferenceSettingValue`, value: id } };
}

export function texts(definition: string, values: readonly string[]): JsonObject {
  return { '@odata.type': `${graph}SimpleSettingCollectionInstance`, settingDefinitionId: definition, simpleSettingCollectionValue: values.map((value) => ({ '@odata.type': `${graph}StringSettingValue`, value })) };
}

export function references(definition: string, ids: readonly string[]): JsonObject {
  return { '@odata.type': `${graph}SimpleSettingCollectionInstance`, settingDefinitionId: definition, simpleSettingCollectionValue: ids.map((value) => ({ '@odata.type': `${graph}ReferenceSettingValue`, value })) };
}

export function groups(definition: string, items: readonly (readonly JsonObject[])[]): JsonObject {
  return { '@odata.type': `${graph}GroupSettingCollectionInstance`, settingDefinitionId: definition, groupSettingCollectionValue: items.map((children) => ({ children: [...children] })) };
}

/** Says of which template of its policy's template an instance is. */
export function templated(instance: JsonObject, template: string, value?: string): JsonObject {
  const choiceValue = instance['choiceSettingValue'];
  const withValue = value !== undefined && typeof choiceValue === 'object' && choiceValue !== null && !Array.isArray(choiceValue) ? { choiceSettingValue: { ...choiceValue, settingValueTemplateReference: { settingValueTemplateId: value } } } : {};
  return { ...instance, ...withValue, settingInstanceTemplateReference: { settingInstanceTemplateId: template } };
}
