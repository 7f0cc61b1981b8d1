import { isList, isObject, objectAt, textAt, type Json, type JsonObject } from '../../model/json.js';
import { boundId } from './hints.js';

/** Whether an object is one value of an administrative template, in any of the spellings seen (real-exports.md 1.2, 1.3, 1.4). */
export function isDefinitionValue(value: Json): value is JsonObject {
  return isObject(value) && 'enabled' in value && ('definition@odata.bind' in value || isObject(value['definition']));
}

/**
 * Definition values as Graph answers them with the definition and presentation expanded, whatever wrote them: binds and
 * `#Definition_…` members become `definition`, binds and `#Presentation_…` become `presentation`, the texts "true" and
 * "3" of old scripts become what the value's type wants, a single one becomes a list.
 */
export function definitionValuesOf(value: Json | undefined): JsonObject[] {
  const items = isList(value) ? value : value === undefined ? [] : [value];
  return items.filter(isDefinitionValue).map(definitionValueOf);
}

function definitionValueOf(value: JsonObject): JsonObject {
  const { presentationValues, ...rest } = value;
  const list = isList(presentationValues) ? presentationValues : isObject(presentationValues) ? [presentationValues] : [];
  return {
    ...rest,
    enabled: truth(value['enabled']),
    definition: expanded(value, 'definition', '#Definition_', { Id: 'id', displayName: 'displayName', classType: 'classType', categoryPath: 'categoryPath' }),
    presentationValues: list.filter(isObject).map(presentationValueOf),
  };
}

function presentationValueOf(value: JsonObject): JsonObject {
  const type = textAt(value, '@odata.type') ?? '';
  const result: JsonObject = { ...value, presentation: expanded(value, 'presentation', '#Presentation_', { Id: 'id', Label: 'label' }) };
  const own = value['value'];
  if (type.endsWith('PresentationValueBoolean')) result['value'] = truth(own);
  if (/PresentationValue(?:Long)?Decimal$/u.test(type) && typeof own === 'string' && /^\d+$/u.test(own)) result['value'] = Number(own);
  if (isObject(value['values'])) result['values'] = [value['values']];
  return result;
}

/** The expanded object of a value: its own, filled up with what bind and hint members tell. */
function expanded(value: JsonObject, member: string, prefix: string, told: Readonly<Record<string, string>>): JsonObject {
  const result: JsonObject = { ...objectAt(value, member) };
  for (const [suffix, name] of Object.entries(told)) {
    const text = textAt(value, prefix + suffix);
    if (text !== undefined && result[name] === undefined) result[name] = text;
  }
  const id = boundId(value[`${member}@odata.bind`]);
  if (id !== undefined) result['id'] = id;
  return result;
}

function truth(value: Json | undefined): Json {
  if (value === 'true' || value === 'True') return true;
  if (value === 'false' || value === 'False') return false;
  return value ?? null;
}
