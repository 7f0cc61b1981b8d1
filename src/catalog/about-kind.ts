import type { Api, Service } from '../model/ports.js';
import type { TypeFate, TypeVerdict } from '../model/type-verdict.js';
import { typeVerdicts } from './type-verdicts.js';
import type { Apart, Area, PolicyType, Ref, Scope } from '../model/policy-type.js';

/** What becomes of the objects of a kind in the destination. */
export type Moves = 'reported only' | 'created, updated on request' | 'created' | 'created with the original files, else matched' | 'matched, never created' | 'matched, or created when the mapping says so' | 'matched';

/** What people ask about a kind, derived from its row: for `types`, for the pages of docs/, for scripts. */
export interface AboutKind {
  readonly kind: string;
  readonly title: string;
  readonly area: Area;
  /** Microsoft's reference page. */
  readonly link: string;
  readonly api: Api;
  readonly collection: string;
  readonly service: Service;
  /** `neighbor`: no policy; it comes along where a policy points at it. */
  readonly role: 'policy' | 'neighbor';
  /** `@odata.type`s without prefix; empty where the collection has one type only. */
  readonly types: readonly string[];
  /** Also whatever no other kind of the collection claims. */
  readonly rest: boolean;
  readonly moves: Moves;
  /** The verdicts on its types, each once; docs/types.md says which type has which. */
  readonly portability: readonly TypeFate[];
  /** How sure that is; where its types differ, the least sure. */
  readonly certainty: TypeVerdict['certainty'];
  /** What a tenant must have beside Intune; absent where nothing. */
  readonly license?: string;
  readonly scopes: { readonly read: readonly Scope[]; readonly write: readonly Scope[] };
  /** Kinds that objects of it point at. */
  readonly references: readonly { readonly at: string; readonly to: readonly string[] }[];
  /** What belongs to an object and is read apart from it. */
  readonly children: readonly string[];
  readonly assigned: boolean;
  /** How the twin in the destination is known, strongest key first. */
  readonly twins: readonly string[];
  /** File of mappings/ that answers for references to it. */
  readonly mapping: string;
  /** What is not carried. */
  readonly loses: readonly string[];
  /** Values that are never in a bundle. */
  readonly secrets: readonly string[];
  /** Objects that stay behind, and why. */
  readonly stays: readonly string[];
  /** What is never created and only matched, with what to do where there is no twin; no types means all of them. */
  readonly neverCreated: readonly { readonly types: readonly string[]; readonly remedy: string }[];
  /** What arrives changed, and why. */
  readonly arrives: readonly string[];
}

/** In one phrase, what becomes of the objects of a kind. */
export function movesOf(row: PolicyType): Moves {
  if (row.reported !== undefined && row.makes === undefined) return 'reported only';
  if (row.neighbor === true) return row.makes === undefined ? 'matched' : 'matched, or created when the mapping says so';
  if (row.texts !== undefined || row.content !== undefined) return 'created with the original files, else matched';
  if (row.matchOnly?.['*'] !== undefined) return 'matched, never created';
  return row.update === 'never' ? 'created' : 'created, updated on request';
}

function unique(words: readonly string[]): readonly string[] {
  return [...new Set(words)];
}

function linked(row: PolicyType): readonly { readonly at: string; readonly to: readonly string[] }[] {
  const byProperty = new Map<string, Set<string>>();
  for (const navigations of Object.values(row.links ?? {})) {
    for (const [property, rule] of Object.entries(navigations)) byProperty.set(property, new Set([...(byProperty.get(property) ?? []), ...rule.to]));
  }
  return [...byProperty].sort(([a], [b]) => (a < b ? -1 : 1)).map(([at, to]) => ({ at, to: [...to].sort() }));
}

function neverCreated(row: PolicyType): AboutKind['neverCreated'] {
  const byRemedy = new Map<string, string[]>();
  for (const [type, remedy] of Object.entries(row.matchOnly ?? {})) byRemedy.set(remedy, [...(byRemedy.get(remedy) ?? []), type]);
  return [...byRemedy].map(([remedy, types]) => ({ types: types.includes('*') ? [] : types, remedy }));
}

function twins(row: PolicyType): readonly string[] {
  const last = row.neighbor === true ? 'same name' : row.key === undefined ? 'same name and type' : `same name, type and ${row.key.join(', ')}`;
  return unique([...(row.twins ?? []).map((twin) => twin.because), last]);
}

const fates: readonly TypeFate[] = ['as-is', 'remap', 'lossy', 'rebuild', 'never', 'service-owned'];
const certainties: readonly TypeVerdict['certainty'][] = ['inferred', 'documented', 'proven here'];

/** The verdicts on the types of a kind, or of the collection it shares; parts of its objects have their own. */
function verdictsOn(row: PolicyType): readonly TypeVerdict[] {
  const own = typeVerdicts.filter((one) => one.kind === row.kind && one.at === row.collection);
  return own.length > 0 ? own : typeVerdicts.filter((one) => one.at === row.collection);
}

/** Describes a kind from its row. */
export function aboutKind(row: PolicyType): AboutKind {
  const verdicts = verdictsOn(row);
  const arrives = row.arrives === undefined ? [] : [`${row.arrives.at} is ${row.arrives.to} in place of ${row.arrives.from}, unless --keep-state: ${row.arrives.because}`];
  return {
    kind: row.kind,
    title: row.title,
    area: row.area,
    link: row.link,
    api: row.api,
    collection: row.collection,
    service: row.service,
    role: row.neighbor === true ? 'neighbor' : 'policy',
    types: row.types ?? [],
    rest: row.rest === true,
    moves: movesOf(row),
    portability: fates.filter((fate) => verdicts.some((one) => one.verdict === fate)),
    certainty: certainties.find((one) => verdicts.some((verdict) => verdict.certainty === one)) ?? 'inferred',
    ...(row.license === undefined ? {} : { license: row.license }),
    scopes: row.scopes,
    references: [...row.refs.map(({ at, to }: Ref) => ({ at, to })), ...linked(row)],
    children: (row.apart ?? []).map(({ field }: Apart) => field),
    assigned: row.assign !== undefined,
    twins: twins(row),
    mapping: row.mapping,
    loses: row.loses ?? [],
    secrets: unique((row.secrets ?? []).map((rule) => rule.what)),
    stays: unique([...(row.owned ?? []), ...(row.stays ?? [])].map((rule) => rule.because)),
    neverCreated: neverCreated(row),
    arrives: row.defaults === undefined ? arrives : [...arrives, 'the default object that every tenant has is updated, never created or assigned'],
  };
}
