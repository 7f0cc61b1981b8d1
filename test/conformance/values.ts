import { isObject, type Json, type JsonObject } from '../../src/model/json.js';
import { concreteBelow, enumNamed, typeNamed, type Member } from '../../src/simulator/schema/model.js';
import { particulars } from './particular.js';

/** Deeper than this the schema only repeats itself: settings within settings, folders within folders. */
const deepest = 6;

/**
 * A valid value of a member of the schema that is not what the service fills in by itself: true, not the first enum
 * member, every kind of item in a list.
 * @param variant which one of several kinds a single polymorphic member is
 */
export function valueFor(owner: string, member: Member, variant: number, around: readonly string[] = []): Json {
  const one = (at: number): Json => single(owner, member, variant + at, around);
  if (!member.many) return one(0);
  if (typeNamed(member.type) === undefined) return enumNamed(member.type) === undefined ? [one(0), one(1)] : someMembers(member.type);
  const kinds = kindsOf(member.type);
  const items = kinds.flatMap((kind) => Array.from({ length: variantsOf(kind) }, (_each, at) => objectOf(kind, at, [...around, member.type], kind !== member.type || isAbstract(member.type))));
  return items.filter(isObject);
}

/** An object of a complex type with every member set; null where the type stands inside itself. */
export function objectOf(type: string, variant: number, around: readonly string[], said: boolean): JsonObject | null {
  const facts = typeNamed(type);
  if (facts === undefined || around.length > deepest || around.filter((name) => name === type).length > 1) return null;
  const object: JsonObject = said ? { '@odata.type': `#microsoft.graph.${type}` } : {};
  for (const member of facts.properties.values()) object[member.name] = valueFor(type, member, variant, [...around, type]);
  return Object.assign(object, structuredClone(particulars[type]?.object));
}

/** How many objects of a type it takes until each kind of every polymorphic member has been there once. */
export function variantsOf(type: string, around: readonly string[] = []): number {
  if (around.includes(type)) return 1;
  const members = [...(typeNamed(type)?.properties.values() ?? [])].filter((member) => !member.many && typeNamed(member.type) !== undefined);
  return Math.max(1, ...members.map((member) => Math.max(kindsOf(member.type).length, ...kindsOf(member.type).map((kind) => variantsOf(kind, [...around, type])))));
}

function kindsOf(type: string): string[] {
  const kinds = concreteBelow(type);
  return kinds.length === 0 ? [type] : kinds;
}

function isAbstract(type: string): boolean {
  return typeNamed(type)?.abstract === true;
}

function single(owner: string, member: Member, variant: number, around: readonly string[]): Json {
  switch (member.type) {
    case 'boolean':
      return true;
    case 'number':
      return member.format === undefined ? 3 + variant : 1.5 + variant;
    case 'string':
      return textOf(member, variant);
    case 'any':
      return textOf(member, variant);
    default: {
      if (enumNamed(member.type) !== undefined) return someMembers(member.type)[variant % 2] ?? null;
      const kinds = kindsOf(member.type);
      const kind = kinds[variant % kinds.length] ?? member.type;
      return objectOf(kind, variant, [...around, owner], kind !== member.type || isAbstract(member.type));
    }
  }
}

/** Members of an enum that are not its first, and known to every client. */
function someMembers(name: string): string[] {
  const facts = enumNamed(name);
  const known = [...(facts?.members ?? [])].filter((text) => !/^un?know?nFutureValue$/iu.test(text) && facts?.later.has(text) !== true);
  const [first = '', ...rest] = known.reverse();
  return rest.length === 0 ? [first] : [first, rest[0] ?? first];
}

function textOf(member: Member, variant: number): string {
  const plain = `${member.name} ${String(variant + 1)}`;
  switch (member.format) {
    case 'Binary':
      return Buffer.from(`${plain}: ünïcode\r\n`).toString('base64');
    case 'DateTimeOffset':
      return `2031-0${String((variant % 9) + 1)}-05T06:07:08Z`;
    case 'Date':
      return `2031-0${String((variant % 9) + 1)}-05`;
    case 'TimeOfDay':
      return `0${String((variant % 9) + 1)}:30:00.0000000`;
    case 'Duration':
      return `PT${String(variant + 1)}H`;
    case 'Guid':
      return `5a3b0000-0000-4000-8000-00000000000${String(variant % 10)}`;
    default:
      return plain;
  }
}
