import { Stop } from '../model/failure.js';
import { guidPattern } from '../model/ids.js';
import { isObject, objectAt, textAt, type Json, type JsonObject } from '../model/json.js';
import type { Mapping, MappingEntry, ValueEntry, ValueMapping } from '../model/mapping.js';
import { makeCheck, nearest, printable, type PlaceOf } from './check.js';
import { keyOfId, keyOfValue } from './merge-mapping.js';
import { mappingSchema, valuesSchema } from './schemas/mapping.js';

/** What one mapping file holds: decisions about objects of one kind, or values.json. */
export type MappingContent = { readonly of: 'objects'; readonly mapping: Mapping } | { readonly of: 'values'; readonly mapping: ValueMapping };

/** Something in a mapping file that is no error, but that its writer should know. */
export interface MappingRemark {
  readonly file: string;
  /** `entry 3 ("Sales")`, `row 4 ("Sales")` */
  readonly at: string;
  /** A whole sentence, with file and place. */
  readonly message: string;
}

function remark(file: string, at: string, what: string): MappingRemark {
  return { file, at, message: `${file}, ${at}: ${what}` };
}

type Written<E> = E extends unknown ? Omit<E, 'because' | 'usedBy' | 'candidates'> & Partial<Pick<E, keyof E & ('because' | 'usedBy' | 'candidates')>> : never;
type WrittenMapping = Omit<Mapping, 'entries'> & { readonly entries: readonly Written<MappingEntry>[] };
type WrittenValues = Omit<ValueMapping, 'entries'> & { readonly entries: readonly Written<ValueEntry>[] };

const remedy = 'Mend the entry: "map" needs a destination, the other decisions are create, drop, keep and open (values: map, keep, open). docs/schemas has the whole shape.';

const checkMapping = makeCheck<WrittenMapping>({ what: 'a mapping file', schema: mappingSchema, remedy, edited: true });
const checkValues = makeCheck<WrittenValues>({ what: 'a values.json', schema: valuesSchema, remedy, edited: true });

const entryNames = ['source', 'decision', 'destination', 'because', 'usedBy', 'candidates', 'auto'];
const fileNames = ['$schema', 'kind', 'source', 'destination', 'entries'];

/**
 * Looks at what a mapping file holds, be it JSON or a table. What a person need not write is filled in: `because`, `usedBy`,
 * `candidates`. Members nobody knows are kept and remarked upon.
 * @param numberOf how the file counts an entry: "entry 3", "row 4".
 * @throws Stop (exit 2) with every faulty entry by number and name.
 */
export function mappingContent(found: Json, file: string, numberOf: (index: number) => string = (index) => `entry ${index + 1}`): MappingContent & { readonly remarks: readonly MappingRemark[] } {
  const labelOf = (index: number): string => `${numberOf(index)}${nameOf(found, index)}`;
  const placeOf: PlaceOf = (pointer) => {
    const [, index, rest = ''] = /^\/entries\/(\d+)(.*)$/su.exec(pointer) ?? [];
    return index === undefined ? pointer : `${labelOf(Number(index))}${rest === '' ? '' : `, ${rest}`}`;
  };
  const values = isObject(found) && found['kind'] === 'value';
  const remarks = [...unknownMembers(found, file, labelOf, values ? [...entryNames, 'where'] : entryNames), ...halfAnswered(found, file, labelOf)];
  if (values) {
    const written = checkValues(found, file, placeOf);
    refuseTwins(written.entries.map(keyOfValue), file, labelOf);
    return { of: 'values', mapping: { kind: 'value', source: written.source, destination: written.destination, entries: written.entries.map(filledValue) }, remarks };
  }
  const written = checkMapping(found, file, placeOf);
  refuseTwins(written.entries.map(({ source }) => keyOfId(source.id)), file, labelOf);
  const same = written.entries.flatMap((entry, index) => (entry.decision === 'map' && keyOfId(entry.destination.id) === keyOfId(entry.source.id) && guidPattern.test(entry.source.id) ? [index] : []));
  return {
    of: 'objects',
    mapping: { kind: written.kind, source: written.source, destination: written.destination, entries: written.entries.map(filled) },
    remarks: [...remarks, ...same.map((index) => remark(file, labelOf(index), 'the destination has the id of the source; if it is the same in every tenant, decide "keep".'))],
  };
}

const byHand = 'you said so';

function filled(entry: Written<MappingEntry>): MappingEntry {
  const facts = { because: entry.because === undefined || entry.because === '' ? byHand : entry.because, usedBy: entry.usedBy ?? 0 };
  return entry.decision === 'open' ? { ...entry, ...facts, candidates: entry.candidates ?? [] } : { ...entry, ...facts };
}

function filledValue(entry: Written<ValueEntry>): ValueEntry {
  const facts = { because: entry.because === undefined || entry.because === '' ? byHand : entry.because, usedBy: entry.usedBy ?? 0 };
  return entry.decision === 'open' ? { ...entry, ...facts, candidates: entry.candidates ?? [] } : { ...entry, ...facts };
}

/** A source that is decided twice is a question, not a choice. */
function refuseTwins(keys: readonly string[], file: string, labelOf: (index: number) => string): void {
  const first = new Map<string, number>();
  const twins: string[] = [];
  for (const [index, key] of keys.entries()) {
    const before = first.get(key);
    if (before === undefined) first.set(key, index);
    else twins.push(`${labelOf(before)} and ${labelOf(index)}`);
  }
  if (twins.length === 0) return;
  const more = twins.length > 5 ? ` and ${twins.length - 5} more` : '';
  throw new Stop(2, `${file} decides about one object twice: ${twins.slice(0, 5).join('; ')}${more}.`, 'Keep one entry for each source.');
}

function unknownMembers(found: Json, file: string, labelOf: (index: number) => string, known: readonly string[]): MappingRemark[] {
  if (!isObject(found)) return [];
  const unknown = (object: JsonObject, names: readonly string[], at: string): MappingRemark[] =>
    Object.keys(object)
      .filter((name) => !names.includes(name))
      .map((name) => {
        const near = nearest(name, names);
        return remark(file, at, `the member "${printable(name)}" is not known and has no effect${near === undefined ? '.' : `; did you mean "${near}"?`}`);
      });
  const entries = Array.isArray(found['entries']) ? found['entries'] : [];
  return [...unknown(found, fileNames, 'the top'), ...entries.flatMap((entry, index) => (isObject(entry) ? unknown(entry, known, labelOf(index)) : []))];
}

/** Who fills in the destination and forgets the decision has not answered. */
function halfAnswered(found: Json, file: string, labelOf: (index: number) => string): MappingRemark[] {
  const entries = isObject(found) && Array.isArray(found['entries']) ? found['entries'] : [];
  return entries.flatMap((entry, index) =>
    isObject(entry) && entry['decision'] === 'open' && isObject(entry['destination']) ? [remark(file, labelOf(index), 'it names a destination, but its decision is still "open": write "map".')] : [],
  );
}

/** ` ("Sales")`, where the entry has a name. */
function nameOf(found: Json, index: number): string {
  const entry = isObject(found) ? objectsAtAnyPlace(found['entries'])[index] : undefined;
  const source = entry === undefined ? undefined : objectAt(entry, 'source');
  const name = source === undefined ? undefined : (textAt(source, 'name') ?? textAt(source, 'value') ?? textAt(source, 'id'));
  return name === undefined ? '' : ` ("${printable(name)}")`;
}

function objectsAtAnyPlace(list: Json | undefined): (JsonObject | undefined)[] {
  return Array.isArray(list) ? list.map((item) => (isObject(item) ? item : undefined)) : [];
}

