import type { Address } from '../model/address.js';
import { isGuid } from '../model/ids.js';
import type { MappingEntry, Resolution } from '../model/mapping.js';
import type { EntryOf, Fate } from './fates.js';
import type { Lookup } from './resolve.js';
import type { Summary } from './summary.js';

/** What a mapping entry says about a reference. `made` names the address under which the plan will create the object. */
function fromEntry(entry: MappingEntry, madeAs: string): Resolution {
  switch (entry.decision) {
    case 'map':
      return { as: 'mapped', id: entry.destination.id, ...(entry.destination.name === undefined ? {} : { name: entry.destination.name }), because: entry.because };
    case 'create':
      return { as: 'made', by: madeAs };
    case 'keep':
      return { as: 'kept', because: entry.because };
    case 'drop':
      return { as: 'dropped', because: entry.because };
    case 'open':
      return { as: 'open', because: entry.because, candidates: entry.candidates };
  }
}

function fromFate(summary: Summary, fate: Fate, isThere: boolean): Resolution {
  switch (fate.as) {
    case 'create':
      return { as: 'made', by: summary.address };
    case 'exists':
      return { as: 'mapped', id: fate.destination.id, ...(fate.destination.name === undefined ? {} : { name: fate.destination.name }), because: fate.because };
    case 'left out':
      return { as: 'open', because: `"${summary.name}" is left out: ${fate.because}`, candidates: [] };
    case 'not portable':
      if (fate.standsIn !== undefined) {
        const { id, name } = fate.standsIn;
        return id.toLowerCase() === summary.id.toLowerCase() ? { as: 'kept', because: fate.because } : { as: 'mapped', id, ...(name === undefined ? {} : { name }), because: fate.because };
      }
      if (fate.why === 'owned' && isThere) return { as: 'kept', because: `${fate.because}; the same id in both tenants` };
      return { as: 'open', because: `"${summary.name}" stays behind: ${fate.because}`, candidates: [] };
    case 'question':
      return { as: 'open', because: fate.because, candidates: fate.candidates };
  }
}

export interface LookupInputs {
  /** By kind and id of the source. */
  readonly bundle: ReadonlyMap<string, Summary>;
  readonly fates: ReadonlyMap<Address, Fate>;
  readonly entryOf: EntryOf;
  /** Parts of mapped objects, by id of the source. */
  readonly parts?: ReadonlyMap<string, Resolution>;
  /** Whether the destination has an object of the same kind under the very same id: what a service owns can be built in everywhere. */
  readonly isThere: (kind: string, id: string) => boolean;
  /** Address under which a neighbor would be made. */
  readonly addressOfNeighbor: (kind: string, id: string) => string | undefined;
}

/** Looks up references: first what the bundle brings along, then what the mapping files say. Records every answer it gave. */
export function makeLookup(inputs: LookupInputs): { readonly lookup: Lookup; readonly resolutions: Record<string, Record<string, Resolution>> } {
  const resolutions: Record<string, Record<string, Resolution>> = {};
  const answer = (to: readonly string[], id: string): { kind: string; resolution: Resolution } | undefined => {
    for (const kind of to) {
      const summary = inputs.bundle.get(`${kind}\n${id}`);
      const fate = summary === undefined ? undefined : inputs.fates.get(summary.address);
      if (summary === undefined || fate === undefined) continue;
      const resolution = fromFate(summary, fate, isGuid(id) && inputs.isThere(kind, id));
      // what stays behind can still be answered for: drop the reference, or point it somewhere else
      const entry = resolution.as === 'open' ? inputs.entryOf(kind, id) : undefined;
      return { kind, resolution: entry === undefined || entry.decision === 'open' ? resolution : fromEntry(entry, summary.address) };
    }
    const part = inputs.parts?.get(id);
    const [first] = to;
    if (part !== undefined && first !== undefined) return { kind: first, resolution: part };
    for (const kind of to) {
      const entry = inputs.entryOf(kind, id);
      if (entry !== undefined) return { kind, resolution: fromEntry(entry, inputs.addressOfNeighbor(kind, id) ?? `${kind} ${id}`) };
    }
    return undefined;
  };
  const lookup: Lookup = (to, id) => {
    const found = answer(to, id);
    if (found !== undefined) (resolutions[found.kind] ??= {})[id] = found.resolution;
    return found?.resolution;
  };
  return { lookup, resolutions };
}
