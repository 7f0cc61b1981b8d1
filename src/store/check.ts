import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { closest, distance } from 'fastest-levenshtein';
import { Stop } from '../model/failure.js';
import { isObject, type JsonObject } from '../model/json.js';

/** A schema and how its files are called in messages. */
export interface Door {
  /** "a policy file": for messages. */
  readonly what: string;
  readonly schema: JsonObject;
  /** What to do about a file that does not fit. */
  readonly remedy: string;
  /** Whether people edit such files: then every fault is told at once, not the first alone. */
  readonly edited?: true;
}

/** How a person finds the place that a JSON pointer names: `entry 3 ("Sales"), /destination`. The pointer itself unless said. */
export type PlaceOf = (pointer: string) => string;

// our own schemas are checked by a test, not at every start; tidying the code of a check takes longer than the checks of a run save by it
const options = { validateSchema: false, strict: true, allowUnionTypes: true, discriminator: true, strictRequired: false, strictTypes: false, code: { optimize: false } } as const;
let forPeople: Ajv2020 | undefined;
let forMachines: Ajv2020 | undefined;

/**
 * Makes the guard of a door. The schema is compiled at its first use, because a start that reads no file should not pay for it.
 * The caller vouches that the schema says what T says; test/store/schemas.test.ts holds the two together.
 * @returns a function that gives the value back as T, or throws Stop (exit 2) with file, place and what was expected.
 */
export function makeCheck<T>(door: Door): (value: unknown, where: string, placeOf?: PlaceOf) => T {
  let validate: ValidateFunction<T> | undefined;
  return (value, where, placeOf = (pointer) => pointer) => {
    const ajv = door.edited === true ? (forPeople ??= new Ajv2020({ ...options, allErrors: true, verbose: true })) : (forMachines ??= new Ajv2020({ ...options, verbose: true }));
    validate ??= ajv.compile<T>(door.schema);
    if (validate(value)) return value;
    throw new Stop(2, `${where} is not ${door.what}: ${sentences(validate.errors ?? [], placeOf).join('; ')}.`, door.remedy);
  };
}

/** What ajv found, as short sentences: `/tenants/contoso/cloud: expected one of global, usgov, dod, china`. */
function sentences(errors: readonly ErrorObject[], placeOf: PlaceOf): string[] {
  // a parent's summary of what its parts already say is no news
  const unions = new Set(errors.filter(({ keyword }) => keyword === 'discriminator').map(({ instancePath }) => instancePath));
  const repeats = ({ keyword, instancePath, parentSchema }: ErrorObject): boolean =>
    ['if', 'oneOf', 'anyOf', 'not', 'allOf', 'propertyNames'].includes(keyword) || (keyword === 'required' && isObject(parentSchema) && 'discriminator' in parentSchema && unions.has(instancePath));
  const own = errors.filter((error) => !repeats(error));
  const told = [...new Set((own.length > 0 ? own : errors).map((error) => sentence(error, placeOf)))];
  return told.length > 12 ? [...told.slice(0, 12), `and ${told.length - 12} more`] : told;
}

function sentence(error: ErrorObject, placeOf: PlaceOf): string {
  if (error.propertyName !== undefined) return `at ${printable(placeOf(error.instancePath))} the name "${printable(error.propertyName)}" is not fit: expected ${descriptionOf(error.parentSchema) ?? error.message ?? 'another name'}`;
  const place = error.instancePath === '' ? 'at the top' : `at ${printable(placeOf(error.instancePath))}`;
  return `${place} ${expectation(error)}`;
}

function expectation(error: ErrorObject): string {
  const params: Readonly<Record<string, unknown>> = error.params;
  switch (error.keyword) {
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return unknownName(textOf(params['additionalProperty'] ?? params['unevaluatedProperty']), error.parentSchema);
    case 'required':
      return `the member "${textOf(params['missingProperty'])}" is missing`;
    case 'enum':
      return oneOf(listOf(params['allowedValues']), error.data);
    case 'const':
      return `expected ${JSON.stringify(params['allowedValue'])}`;
    case 'discriminator':
      return oneOf(tagsOf(error.parentSchema, textOf(params['tag'])), params['tagValue'], textOf(params['tag']));
    case 'type':
      return `expected ${[params['type']].flat().map((name) => typeWords[textOf(name)] ?? textOf(name)).join(' or ')}`;
    case 'pattern':
    case 'format':
      return `expected ${descriptionOf(error.parentSchema) ?? `a text that matches ${textOf(params['pattern'])}`}`;
    case 'minLength':
      return 'expected a text that is not empty';
    default:
      return error.message ?? 'something else was expected';
  }
}

const typeWords: Readonly<Record<string, string>> = { object: 'an object { … }', array: 'a list [ … ]', string: 'a text in quotes', integer: 'a whole number', number: 'a number', boolean: 'true or false', null: 'null' };

function unknownName(name: string, schema: unknown): string {
  const known = isObject(schema) && isObject(schema['properties']) ? Object.keys(schema['properties']).filter((one) => one !== '$schema') : [];
  const near = nearest(name, known);
  const hint = near !== undefined ? `; did you mean "${near}"?` : known.length > 0 ? `; known are ${known.join(', ')}` : '';
  return `the member "${printable(name)}" is not known${hint}`;
}

function oneOf(allowed: readonly string[], found: unknown, name?: string): string {
  const near = typeof found === 'string' ? nearest(found, allowed) : undefined;
  return `${name === undefined ? 'expected' : `the member "${name}" must be`} one of ${allowed.join(', ')}${near === undefined ? '' : `; did you mean "${near}"?`}`;
}

/** The one known name that a mistyped one most likely meant; undefined where none is near. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  if (known.length === 0 || name.length > 100) return undefined;
  const found = closest(name.toLowerCase(), known.map((one) => one.toLowerCase()));
  const near = known.find((one) => one.toLowerCase() === found);
  return near !== undefined && distance(name.toLowerCase(), found) <= Math.max(2, Math.floor(near.length / 3)) ? near : undefined;
}

/** Text from a file for a message: no control characters that a terminal would obey, not endless. */
export function printable(text: string): string {
  const safe = text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '\uFFFD');
  return safe.length > 200 ? `${safe.slice(0, 200)}…` : safe;
}

function tagsOf(schema: unknown, tag: string): string[] {
  const branches = isObject(schema) && Array.isArray(schema['oneOf']) ? schema['oneOf'] : [];
  return branches.flatMap((branch) => {
    const rule = isObject(branch) && isObject(branch['properties']) ? branch['properties'][tag] : undefined;
    return isObject(rule) ? listOf(rule['const'] ?? rule['enum']) : [];
  });
}

function descriptionOf(schema: unknown): string | undefined {
  return isObject(schema) && typeof schema['description'] === 'string' ? schema['description'] : undefined;
}

function listOf(value: unknown): string[] {
  return [value].flat().filter((one) => one !== undefined).map(textOf);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
}
