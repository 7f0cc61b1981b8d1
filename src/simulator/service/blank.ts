import { isList, isObject, type Json, type JsonObject } from '../../model/json.js';
import { enumNamed, typeNamed, type Member } from '../schema/model.js';

/** What never-set dates say (graph-intune.md 1). */
export const neverDate = '0001-01-01T00:00:00Z';

const templates = new Map<string, JsonObject>();

/** An object of the type with nothing set, as the service fills it: nulls, empty lists, false, 0. Shared: never change it. */
export function blank(type: string): JsonObject {
  const known = templates.get(type);
  if (known !== undefined) return known;
  const object: JsonObject = {};
  for (const member of typeNamed(type)?.properties.values() ?? []) object[member.name] = emptyValue(member);
  templates.set(type, object);
  return object;
}

function emptyValue(member: Member): Json {
  if (member.many) return [];
  if (member.nullable) return null;
  switch (member.type) {
    case 'boolean': return false;
    case 'number': return 0;
    case 'string': return member.format === 'DateTimeOffset' ? neverDate : null;
    default: {
      const facts = enumNamed(member.type);
      return facts === undefined ? null : ([...facts.members][0] ?? null);
    }
  }
}

/** Fills what nested objects leave out, in place, and says their type only where it is not the declared one (minimal metadata). */
export function fillNested(type: string, body: JsonObject): void {
  const facts = typeNamed(type);
  if (facts === undefined) return;
  for (const [name, value] of Object.entries(body)) {
    const member = facts.properties.get(name);
    if (member === undefined || typeNamed(member.type) === undefined) continue;
    if (isList(value)) body[name] = value.map((item) => (isObject(item) ? filled(member.type, item) : item));
    else if (isObject(value)) body[name] = filled(member.type, value);
  }
}

function filled(declared: string, value: JsonObject): JsonObject {
  const said = value['@odata.type'];
  const type = typeof said === 'string' ? said.replace(/^#?(microsoft\.graph\.)?/u, '') : declared;
  const whole: JsonObject = { '@odata.type': '', ...blank(type), ...value, ...(type === declared ? {} : { '@odata.type': `#microsoft.graph.${type}` }) };
  if (type === declared) delete whole['@odata.type'];
  fillNested(type, whole);
  return whole;
}
