import { isList, isObject, type Json, type JsonObject } from '../../model/json.js';
import { enumNamed, isA, typeNamed, type Member, type TypeFacts } from '../schema/model.js';
import { checkFormat } from './check-format.js';
import { badRequest, malformed, Refusal, SimulatorLacks } from './refusal.js';

/** A body that has passed the schema: structural members, objects of navigation properties inline, and links to bind. */
export interface Incoming {
  readonly type: TypeFacts;
  readonly body: JsonObject;
  readonly inline: ReadonlyMap<string, readonly Incoming[]>;
  readonly binds: ReadonlyMap<string, readonly string[]>;
  /** Read-only members that were sent and ignored. */
  readonly ignored: readonly string[];
}

export interface Reading {
  /** `seed` takes what a client may not: ids, read-only members, every contained object inline. */
  readonly mode: 'create' | 'change' | 'seed';
  /** Whether the object must say its type: members of polymorphic sets (graph-intune.md 7.3). */
  readonly mustSay: boolean;
  /** Navigation properties taken inline, by the type they stand on. */
  readonly inline: (member: Member) => readonly string[] | 'any' | undefined;
}

/**
 * Checks a body against the schema of a declared type as the service does: unknown names, wrong primitives, unknown enum
 * members, abstract and foreign types are refused; read-only members are ignored.
 * @throws Refusal 400
 */
export function readBody(json: Json | undefined, declared: string, reading: Reading, where = ''): Incoming {
  if (!isObject(json)) throw badRequest(json === undefined ? 'The request body is empty; a JSON object was expected.' : `A JSON object was expected${at(where)}.`);
  const type = typeSaid(json, declared, reading.mustSay, where);
  const body: JsonObject = {};
  const inline = new Map<string, Incoming[]>();
  const binds = new Map<string, string[]>();
  const ignored: string[] = [];
  for (const [name, value] of Object.entries(json)) {
    if (name === '@odata.type') continue;
    if (name.endsWith('@odata.bind')) {
      const nav = type.navigation.get(name.slice(0, -'@odata.bind'.length));
      if (nav === undefined) throw unknown(name, type.name);
      binds.set(nav.name, bound(nav, value));
      continue;
    }
    if (name.includes('@')) {
      if (reading.mode === 'seed') continue;
      throw badRequest(`The annotation '${name}'${at(where)} is not allowed in a request payload.`);
    }
    const property = type.properties.get(name);
    if (property !== undefined) {
      if (reading.mode !== 'seed' && name !== 'id' && type.readOnly.has(name)) ignored.push(name);
      else body[name] = checkValue(value, property, where === '' ? name : `${where}.${name}`);
      continue;
    }
    const nav = type.navigation.get(name);
    if (nav === undefined) throw unknown(name, type.name);
    if (nav.type === '-') throw new SimulatorLacks(`the navigation property '${name}' of ${type.name}`, 'test/generate/kept.ts');
    const deeper = reading.inline(nav);
    if (deeper === undefined) throw refusedNavigation(name, type.name, reading.mode);
    const items = nav.many ? value : [value];
    if (!isList(items)) throw badRequest(`A JSON array was expected for the navigation property '${name}'.`);
    const within: Reading = { ...reading, mustSay: mustSay(nav.type), inline: (inner) => (deeper === 'any' || deeper.includes(inner.name) ? deeper : undefined) };
    inline.set(name, items.filter((item) => item !== null).map((item, index) => readBody(item, nav.type, within, `${name}[${index}]`)));
  }
  return { type, body, inline, binds, ignored };
}

/** Whether objects declared as this type must say which subtype they are. */
export function mustSay(declared: string): boolean {
  const facts = typeNamed(declared);
  return facts !== undefined && facts.abstract;
}

/** The name in an `@odata.type`. */
export function typeName(said: string): string {
  return said.replace(/^#?(microsoft\.graph\.)?/iu, '');
}

function typeSaid(json: JsonObject, declared: string, needed: boolean, where: string): TypeFacts {
  const said = json['@odata.type'];
  if (said === undefined) {
    const facts = typeNamed(declared);
    if (facts === undefined) throw new SimulatorLacks(`the type ${declared}`, 'test/generate/kept.ts');
    if (facts.abstract || needed) {
      throw malformed(`Type information is required for abstract type 'microsoft.graph.${declared}'${at(where)}: the annotation '@odata.type' is missing.`);
    }
    return facts;
  }
  if (typeof said !== 'string' || !/^#?microsoft\.graph\./u.test(said)) throw badRequest(`'@odata.type'${at(where)} is not valid: ${JSON.stringify(said)}.`);
  const facts = typeNamed(typeName(said));
  if (facts === undefined) throw malformed(`A type named '${said.replace('#', '')}' could not be resolved by the model${at(where)}. When a model is available, each type name must resolve to a valid type.`);
  if (!isA(facts.name, declared)) {
    throw malformed(`The type '${facts.name}'${at(where)} is not compatible with the expected type 'microsoft.graph.${declared}'.`);
  }
  if (facts.abstract) throw malformed(`Cannot create an abstract type 'microsoft.graph.${facts.name}'${at(where)}.`);
  return facts;
}

function checkValue(value: Json, member: Member, where: string): Json {
  if (value === null) return member.many ? [] : null;
  if (!member.many) return checkOne(value, member, where);
  if (!isList(value)) throw badRequest(`An unexpected value was found for '${where}'. A JSON array was expected for a property of the type 'Collection(${member.type})'.`);
  return value.map((item, index) => checkOne(item, member, `${where}[${index}]`));
}

function checkOne(value: Json, member: Member, where: string): Json {
  switch (member.type) {
    case 'any': return value;
    case 'string':
    case 'boolean':
    case 'number': {
      const wrong = typeof value !== member.type || (member.type === 'number' && member.format === undefined && !Number.isInteger(value));
      if (wrong) throw badRequest(`Cannot convert the literal '${literal(value)}' of '${where}' to the expected type 'Edm.${edm(member)}'.`);
      if (typeof value === 'string' && member.format !== undefined) checkFormat(value, member.format, where);
      return value;
    }
    default: {
      const enumeration = enumNamed(member.type);
      if (enumeration !== undefined) return checkEnum(value, member.type, where);
      if (!isObject(value)) throw badRequest(`An unexpected value was found for '${where}'. A JSON object was expected for a property of the type 'microsoft.graph.${member.type}'.`);
      return checkComplex(value, member.type, where);
    }
  }
}

function checkComplex(value: JsonObject, declared: string, where: string): JsonObject {
  const type = typeSaid(value, declared, false, where);
  for (const [name, inner] of Object.entries(value)) {
    if (name === '@odata.type') continue;
    if (name.includes('@')) throw badRequest(`The annotation '${name}' at '${where}' is not allowed in a request payload.`);
    // an entity inside a complex type comes expanded, with what it contains (graph-intune.md 13.3)
    if (type.navigation.has(name)) continue;
    const property = type.properties.get(name);
    // an entity stands inside a complex type only where the service expanded it
    if (property === undefined && type.navigation.has(name)) continue;
    if (property === undefined) throw unknown(name, type.name);
    value[name] = checkValue(inner, property, `${where}.${name}`);
  }
  return value;
}

function checkEnum(value: Json, name: string, where: string): Json {
  const facts = enumNamed(name);
  if (typeof value !== 'string') throw badRequest(`Cannot convert the literal '${literal(value)}' of '${where}' to the expected type 'microsoft.graph.${name}'.`);
  const parts = facts?.flags === true ? value.split(',').map((part) => part.trim()) : [value];
  const wrong = parts.find((part) => facts?.members.has(part) !== true);
  if (wrong !== undefined) throw malformed(`Requested value '${wrong}' was not found: '${where}' takes a member of microsoft.graph.${name}.`);
  return parts.join(',');
}

function bound(nav: Member, value: Json): string[] {
  const urls = nav.many ? value : [value];
  if (!isList(urls) || urls.some((url) => typeof url !== 'string')) throw badRequest(`'${nav.name}@odata.bind' must hold ${nav.many ? 'a list of URLs' : 'one URL'}.`);
  return urls.filter((url) => typeof url === 'string');
}

function unknown(name: string, type: string): Refusal {
  return badRequest(`The property '${name}' does not exist on type 'microsoft.graph.${type}'. Make sure to only use property names that are defined by the type.`);
}

function refusedNavigation(name: string, type: string, mode: Reading['mode']): Refusal {
  return mode === 'change'
    ? badRequest(`Cannot apply PATCH to navigation property '${name}' on entity type 'microsoft.graph.${type}'.`)
    : badRequest(`The navigation property '${name}' of 'microsoft.graph.${type}' cannot be set in a request payload.`);
}

function edm(member: Member): string {
  return member.format ?? { string: 'String', boolean: 'Boolean', number: 'Int32' }[member.type] ?? member.type;
}

function literal(value: Json): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

function at(where: string): string {
  return where === '' ? '' : ` at '${where}'`;
}
