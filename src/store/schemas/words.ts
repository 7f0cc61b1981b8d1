import type { Failure } from '../../model/failure.js';
import type { Finding } from '../../model/finding.js';
import type { JsonObject } from '../../model/json.js';
import type { Named } from '../../model/mapping.js';
import type { KindSight, Manifest, SecretPlace, TenantFacts } from '../../model/policy.js';

/**
 * The grammar of our schemas. Each is written against the type it stands for: a member that the type gains, loses or
 * makes optional does not compile here until the schema says so too.
 */
export const draft = 'https://json-schema.org/draft/2020-12/schema';

export const text: JsonObject = { type: 'string', minLength: 1 };
export const anyText: JsonObject = { type: 'string' };
export const count: JsonObject = { type: 'integer', minimum: 0 };
/** Per cent. */
export const share: JsonObject = { type: 'number', minimum: 0, maximum: 100 };
export const flag: JsonObject = { type: 'boolean' };
export const anyObject: JsonObject = { type: 'object' };
export const sha256: JsonObject = { type: 'string', pattern: '^[0-9a-f]{64}$', description: 'a sha256 of 64 hexadecimal digits' };
export const kind: JsonObject = { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9]{0,63}$', description: 'a kind: letters and digits' };
export const address: JsonObject = { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9]{0,63}/[\\s\\S]* \\([^()]*\\)$', description: 'an address such as compliancePolicy/Windows baseline (3f2a61c0)' };
export const texts: JsonObject = { type: 'array', items: anyText };

type Names<T> = keyof T & string;
type MayMiss<T> = { [N in Names<T>]-?: object extends Pick<T, N> ? N : never }[Names<T>];
type MustHave<T> = Exclude<Names<T>, MayMiss<T>>;
type Parts<N extends string> = Readonly<Record<N, JsonObject>>;
type Optional<T> = [MayMiss<T>] extends [never] ? [] : [optional: Parts<MayMiss<T>>];

/** An object of type T. Members beside T's are let pass, so that a newer minor version may add some. */
export function record<T>(required: Parts<MustHave<T>>, ...[optional]: Optional<T>): JsonObject {
  return loose(required, optional);
}

/** The same without a type to hold on to. */
export function loose(required: Readonly<Record<string, JsonObject>>, optional: Readonly<Record<string, JsonObject>> = {}): JsonObject {
  return { type: 'object', required: Object.keys(required), properties: { ...required, ...optional } };
}

/** Exactly the texts of a union type. */
export function each<T extends string>(names: Readonly<Record<T, true>>): JsonObject {
  return { enum: Object.keys(names) };
}

export function only(value: string | number | boolean): JsonObject {
  return { const: value };
}

/** A union told apart by one member, so that a fault is told about the branch that was meant. A branch for each value of the tag. */
export function union<T extends string>(tag: string, branches: Readonly<Record<T, JsonObject>>): JsonObject {
  return { type: 'object', discriminator: { propertyName: tag }, required: [tag], oneOf: Object.values<JsonObject>(branches) };
}

/** An object whose every member is such a value: a table by kind, by id, by field. */
export function table(value: JsonObject): JsonObject {
  return { type: 'object', additionalProperties: value };
}

export function listOf(items: JsonObject): JsonObject {
  return { type: 'array', items };
}

export function orNull(schema: JsonObject): JsonObject {
  return { anyOf: [schema, { type: 'null' }] };
}

export const tenantFacts = record<TenantFacts>(
  // an export of another tool does not always say which tenant it came from
  { name: text, id: anyText, domains: texts },
  { displayName: anyText, initialDomain: anyText, defaultDomain: anyText, intuneAccountId: anyText },
);

export const kindSight = record<KindSight>(
  { state: each<KindSight['state']>({ complete: true, empty: true, partial: true, 'not seen': true, 'not available': true, 'not asked': true }), count },
  { why: anyText, scopes: texts, license: anyText, requestId: anyText },
);

export const tool = record<Manifest['tool']>({ name: text, version: text });

export const finding = record<Finding>(
  { code: text, severity: each<Finding['severity']>({ blocker: true, high: true, medium: true, low: true, info: true }), message: anyText },
  { address, kind: anyText, at: anyText, remedy: anyText, requestId: anyText, related: texts },
);

export const named = record<Named<'destination'>>({ id: text }, { name: anyText });

export const failure = record<Failure>(
  {
    kind: each<Failure['kind']>({
      throttled: true,
      'signed out': true,
      forbidden: true,
      missing: true,
      clash: true,
      refused: true,
      'approval required': true,
      'not available': true,
      unavailable: true,
      'lost answer': true,
      untrusted: true,
    }),
    side: each<Failure['side']>({ source: true, destination: true }),
    message: anyText,
  },
  { status: { type: 'integer' }, code: anyText, requestId: anyText, activityId: anyText, scopes: texts, call: anyText, approvalCode: anyText },
);

export const secretPlace = record<SecretPlace>({ at: anyText, what: anyText, without: each<SecretPlace['without']>({ 'left out': true, 'not created': true }), drops: each<SecretPlace['drops']>({ value: true, item: true }) }, { setting: anyText, readable: only(true), held: only(true) });
