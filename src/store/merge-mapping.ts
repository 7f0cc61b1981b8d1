import { isGuid } from '../model/ids.js';
import type { Mapping, MappingEntry, ValueEntry, ValueMapping } from '../model/mapping.js';
import { hashOf, lineText } from './text.js';

/**
 * Brings what the tool found today into a mapping file that people may have edited. Pure.
 * An entry that is still as the tool wrote it (its `auto` fits) is refreshed; one that a person wrote or touched stays as
 * it is, but for `usedBy` and the name of its source. An entry that nothing uses any more stays with `usedBy` 0.
 * @param old the file; undefined where there is none yet.
 * @param fresh what the tool decided, each source once.
 */
export function mergeMapping(old: Mapping | undefined, fresh: Mapping): Mapping {
  const entries = merged(old?.entries ?? [], fresh.entries, (entry) => keyOfId(entry.source.id), markOf, (mine, found) => {
    const name = found?.source.name ?? mine.source.name;
    const source = name === undefined ? mine.source : { ...mine.source, name };
    const usedBy = found?.usedBy ?? 0;
    const nothingToChooseFrom = mine.decision === 'open' && mine.candidates.length === 0 && found?.decision === 'open';
    return nothingToChooseFrom ? { ...mine, source, usedBy, candidates: found.candidates } : { ...mine, source, usedBy };
  });
  return { ...fresh, entries };
}

/** The same for values.json. */
export function mergeValues(old: ValueMapping | undefined, fresh: ValueMapping): ValueMapping {
  const entries = merged(old?.entries ?? [], fresh.entries, keyOfValue, markOfValue, (mine, found) => {
    const facts = { usedBy: found?.usedBy ?? 0, ...(found?.where === undefined ? {} : { where: found.where }) };
    const nothingToChooseFrom = mine.decision === 'open' && mine.candidates.length === 0 && found?.decision === 'open';
    return nothingToChooseFrom ? { ...mine, ...facts, candidates: found.candidates } : { ...mine, ...facts };
  });
  return { ...fresh, entries };
}

/** What makes two ids one: GUIDs are the same in any case, other ids are not. */
export function keyOfId(id: string): string {
  return isGuid(id) ? id.toLowerCase() : id;
}

export function keyOfValue({ source }: Pick<ValueEntry, 'source'>): string {
  return lineText([source.class, source.value]);
}

interface Marked {
  readonly auto?: string;
}

function merged<E extends Marked>(old: readonly E[], fresh: readonly E[], keyOf: (entry: E) => string, mark: (entry: E) => string, kept: (mine: E, found: E | undefined) => E): E[] {
  const found = new Map(fresh.map((entry) => [keyOf(entry), { ...entry, auto: mark(entry) }]));
  const known = new Set(old.map(keyOf));
  const standing = old.map((entry) => {
    const now = found.get(keyOf(entry));
    return now !== undefined && entry.auto === mark(entry) ? now : kept(entry, now);
  });
  return [...standing, ...[...found].filter(([key]) => !known.has(key)).map(([, entry]) => entry)];
}

/** What an entry decides, as a hash: it changes with everything a person may have wanted to say, and with nothing else. */
function markOf(entry: MappingEntry): string {
  const { source, decision, because } = entry;
  return short([
    source.id,
    decision,
    because,
    decision === 'map' ? [entry.destination.id, entry.destination.name ?? ''] : null,
    decision === 'open' ? entry.candidates.map(({ id, name }) => [id, name ?? '']) : null,
  ]);
}

function markOfValue(entry: ValueEntry): string {
  const { source, decision, because } = entry;
  return short([
    source.class,
    source.value,
    decision,
    because,
    decision === 'map' ? entry.destination.value : null,
    decision === 'open' ? entry.candidates.map(({ value }) => value) : null,
  ]);
}

function short(content: readonly unknown[]): string {
  return hashOf(lineText(content)).slice(0, 12);
}
