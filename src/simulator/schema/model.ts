import { newerEnums, newerMembers, newerProperties, newerTypes } from './newer.js';
import { publishedComplex } from './published-complex.js';
import { publishedEntities } from './published-entities.js';
import { publishedEnums } from './published-enums.js';
import { corrections } from './corrections.js';
import { createOnly, hidden, readOnly } from './service-set.js';
import { abstractTypes, flagsEnums, formats } from './traits.js';

/** One property or navigation property of a type. */
export interface Member {
  readonly name: string;
  /** `string`, `boolean`, `number`, `any`, an enum, a complex or an entity type. */
  readonly type: string;
  readonly many: boolean;
  readonly nullable: boolean;
  /** The Edm primitive where `string` or `number` says too little: Binary, DateTimeOffset, Guid … */
  readonly format: string | undefined;
}

/** What the service's schema says about one type, with all that it inherits. */
export interface TypeFacts {
  readonly name: string;
  /** Itself and its bases, nearest first. */
  readonly lineage: readonly string[];
  readonly abstract: boolean;
  readonly properties: ReadonlyMap<string, Member>;
  /** A navigation that the simulator does not keep has the type `-`. */
  readonly navigation: ReadonlyMap<string, Member>;
  /** Direct subtypes. */
  readonly derived: readonly string[];
  readonly readOnly: ReadonlySet<string>;
  readonly createOnly: ReadonlySet<string>;
  readonly hidden: ReadonlySet<string>;
}

export interface EnumFacts {
  readonly name: string;
  readonly members: ReadonlySet<string>;
  readonly flags: boolean;
  /** Members behind the sentinel: read as `unknownFutureValue` by clients that do not ask for them (graph-intune.md 1). */
  readonly later: ReadonlySet<string>;
}

const lines: Readonly<Record<string, string>> = { ...publishedComplex, ...publishedEntities, ...newerTypes };
const enumLines: Readonly<Record<string, string>> = { ...publishedEnums, ...newerEnums };
const derivedBy = new Map<string, string[]>();
for (const [name, line] of Object.entries(lines)) {
  const base = line.slice(0, line.indexOf('|'));
  if (base !== '') derivedBy.set(base, [...(derivedBy.get(base) ?? []), name]);
}
const formatOf = new Map<string, string>();
for (const [format, names] of Object.entries(formats)) for (const name of names.split(' ')) formatOf.set(name, format);

const types = new Map<string, TypeFacts>();
const enums = new Map<string, EnumFacts>();

/** The facts of a type; undefined for a name that is no entity or complex type of the schema. */
export function typeNamed(name: string): TypeFacts | undefined {
  const known = types.get(name);
  if (known !== undefined) return known;
  const line = Object.hasOwn(lines, name) ? lines[name] : undefined;
  if (line === undefined) return undefined;
  const [baseName = '', properties = '', navigation = ''] = line.split('|');
  const base = baseName === '' ? undefined : typeNamed(baseName);
  const own = [...words(properties), ...words(newerProperties[name]), ...words(corrections.properties[name])];
  const facts: TypeFacts = {
    name,
    lineage: [name, ...(base?.lineage ?? [])],
    abstract: abstractTypes.has(name) || corrections.abstract.has(name),
    properties: new Map([...(base?.properties ?? []), ...own.map((text) => member(name, text))]),
    navigation: new Map([...(base?.navigation ?? []), ...[...words(navigation), ...words(corrections.navigation[name])].map((text) => member(name, text))]),
    derived: derivedBy.get(name) ?? [],
    readOnly: new Set([...(base?.readOnly ?? []), ...words(readOnly[name])]),
    createOnly: new Set([...(base?.createOnly ?? []), ...words(createOnly[name])]),
    hidden: new Set([...(base?.hidden ?? []), ...words(hidden[name])]),
  };
  types.set(name, facts);
  return facts;
}

/** The facts of an enum; undefined for other names. */
export function enumNamed(name: string): EnumFacts | undefined {
  const known = enums.get(name);
  if (known !== undefined) return known;
  const line = Object.hasOwn(enumLines, name) ? enumLines[name] : undefined;
  if (line === undefined) return undefined;
  const members = [...words(line), ...words(newerMembers[name]), ...words(corrections.members[name])];
  const sentinel = members.indexOf('unknownFutureValue');
  const facts: EnumFacts = { name, members: new Set(members), flags: flagsEnums.has(name) || corrections.flags.has(name), later: new Set(sentinel < 0 ? [] : members.slice(sentinel + 1)) };
  enums.set(name, facts);
  return facts;
}

/** Whether a type is another one or derives from it. */
export function isA(type: string, base: string): boolean {
  return typeNamed(type)?.lineage.includes(base) ?? false;
}

/** Every concrete type below a type, itself among them where it is concrete. */
export function concreteBelow(name: string): string[] {
  const facts = typeNamed(name);
  if (facts === undefined) return [];
  return [...(facts.abstract ? [] : [name]), ...facts.derived.flatMap(concreteBelow)];
}

function words(text: string | undefined): string[] {
  return text === undefined || text === '' ? [] : text.split(' ');
}

function member(owner: string, text: string): [string, Member] {
  const colon = text.indexOf(':');
  const name = text.slice(0, colon);
  const nullable = text.endsWith('?');
  const many = text.endsWith(nullable ? '[]?' : '[]');
  const type = text.slice(colon + 1).replace(/(\[\])?\??$/, '');
  const format = type === 'string' || type === 'number' ? (formatOf.get(`${owner}.${name}`) ?? formatOf.get(name)) : undefined;
  return [name, { name, type, many, nullable, format: (format === 'Double') === (type === 'number') ? format : undefined }];
}
