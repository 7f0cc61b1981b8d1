import type { Address } from '../model/address.js';
import type { Id } from '../model/ids.js';
import type { MappingEntry, Named } from '../model/mapping.js';
import { byKey, isNameless, keyBelow } from './keys.js';
import type { Summary } from './summary.js';

/** One object of the destination as the planner knows it. */
export interface Existing {
  readonly id: Id<'destination'>;
  readonly name: string;
  readonly key: string;
  /** `@odata.type` without prefix, where the list says it. */
  readonly type?: string;
  /** Suffix of its id where it is a default object. */
  readonly defaultObject?: string;
  /** The object of another kind that it stands under, where that tells it from others of its name. */
  readonly under?: string;
}

/** What shall become of an object of the bundle, before its references are looked at. */
export type Fate =
  | { readonly as: 'create'; readonly because: string }
  | { readonly as: 'exists'; readonly destination: Named<'destination'>; readonly because: string; readonly byPerson: boolean }
  | { readonly as: 'left out'; readonly because: string }
  | { readonly as: 'not portable'; readonly why: 'owned' | 'match only' | 'stays' | 'secret' | 'no default' | 'retired'; readonly because: string; /** what stands for it in the destination, where every tenant has it */ readonly standsIn?: Named<'destination'> }
  | { readonly as: 'question'; readonly because: string; readonly candidates: readonly Named<'destination'>[] };

/** Answers the entry of a mapping file for an object, if there is one. */
export type EntryOf = (kind: string, id: string) => MappingEntry | undefined;

/**
 * Decides the fate of every object of one kind together, because two of one name in one tenant and one in the other is a
 * question and not a choice (promise 1).
 */
export function fatesOf(summaries: readonly Summary[], existing: readonly Existing[], entryOf: EntryOf): Map<Address, Fate> {
  const fates = new Map<Address, Fate>();
  const keyOf = (one: Summary): string => keyBelow(one.key, one.under === undefined ? undefined : (standsFor(entryOf(one.under.kind, one.under.id)) ?? `nothing for ${one.under.id}`));
  const twinsOf = byKey(existing.flatMap((one) => (one.defaultObject === undefined ? [{ key: keyBelow(one.key, one.under), one }] : [])));
  const rivalsOf = byKey(summaries.flatMap((one) => (one.stays === undefined && one.defaultObject === undefined ? [{ key: keyOf(one), one }] : [])));
  for (const summary of summaries) {
    const key = keyOf(summary);
    const twins = twinsOf(key);
    // whoever may have one of these twins too
    const rivals = new Set([key, ...twins.map((twin) => twin.key)].flatMap((other) => rivalsOf(other)));
    const sure = !isNameless(key) && twins.every((twin) => twin.key === key);
    fates.set(summary.address, fateOf(summary, { twins: twins.map(({ one }) => one), rivals: rivals.size, sure }, existing, entryOf(summary.kind, summary.id)));
  }
  return fates;
}

/** The object of the destination that stands for one of the source. */
function standsFor(entry: MappingEntry | undefined): string | undefined {
  if (entry?.decision === 'map') return entry.destination.id;
  return entry?.decision === 'keep' ? entry.source.id : undefined;
}

/** What of the destination may be an object: `sure` where its whole key says so, and not only what both sides tell of it. */
interface Likely {
  readonly twins: readonly Existing[];
  readonly rivals: number;
  readonly sure: boolean;
}

function fateOf(summary: Summary, { twins, rivals, sure }: Likely, existing: readonly Existing[], entry: MappingEntry | undefined): Fate {
  if (entry?.decision === 'map') return { as: 'exists', destination: entry.destination, because: entry.because, byPerson: true };
  if (entry?.decision === 'drop' && summary.stays?.why !== 'match only') return { as: 'left out', because: entry.because };
  const { stays } = summary;
  if (stays !== undefined) {
    const same = stays.everywhere === true ? (existing.find((one) => one.id.toLowerCase() === summary.id.toLowerCase()) ?? (twins.length === 1 ? twins[0] : undefined)) : undefined;
    return { as: 'not portable', why: stays.why, because: stays.because, ...(same === undefined ? {} : { standsIn: { id: same.id, name: same.name } }) };
  }
  if (summary.defaultObject !== undefined) {
    const twin = existing.find((one) => one.defaultObject === summary.defaultObject);
    return twin === undefined
      ? { as: 'not portable', why: 'no default', because: `the destination shows no default object ${summary.defaultObject}` }
      : { as: 'exists', destination: { id: twin.id, name: twin.name }, because: 'the default object of every tenant', byPerson: false };
  }
  const inPlace = summary.place === true ? existing.find((one) => one.id.toLowerCase() === summary.id.toLowerCase()) : undefined;
  if (inPlace !== undefined && inPlace.key !== summary.key && twins.length === 0) {
    return { as: 'question', because: `its place ${summary.id} belongs to "${inPlace.name}" in the destination, and others may rely on either`, candidates: [{ id: inPlace.id, name: inPlace.name }] };
  }
  if (entry?.decision === 'create') return { as: 'create', because: entry.because };
  if (entry?.decision === 'open') return { as: 'question', because: entry.because, candidates: entry.candidates };
  const [only] = twins;
  const holder = only !== undefined || summary.onlyName === undefined ? undefined : existing.find((one) => one.name.toLowerCase() === summary.onlyName);
  if (holder !== undefined) return { as: 'question', because: `the destination has "${holder.name}", and the service takes a name once, whatever the case of its letters`, candidates: [{ id: holder.id, name: holder.name }] };
  if (only === undefined) return { as: 'create', because: 'nothing of this name and type in the destination' };
  if (twins.length === 1 && rivals === 1 && sure) return { as: 'exists', destination: { id: only.id, name: only.name }, because: 'same name and type', byPerson: false };
  return {
    as: 'question',
    because: sure ? `${String(rivals)} of this name and type in the source, ${String(twins.length)} in the destination` : `${twins.length === 1 ? 'one' : String(twins.length)} in the destination may be it, but not all that would tell them apart is known`,
    candidates: twins.map((twin) => ({ id: twin.id, name: twin.name })),
  };
}
