import { parseAddress } from '../model/address.js';
import type { ReferenceLine, ValueLine } from '../model/gap-report.js';
import type { MappingEntry } from '../model/mapping.js';
import type { Plan } from '../model/plan.js';
import { titleOf, type ReportInputs } from './inputs.js';
import { byText } from './scales.js';

/**
 * The reference map: every entry of the mapping files, and what the plan makes itself. A match by name alone is no more
 * than inferred; every other key, and a person's word, is proof.
 */
export function referenceLines(inputs: ReportInputs): ReferenceLine[] {
  const lines = (inputs.mappings ?? []).flatMap((mapping) => mapping.entries.map((entry) => fromEntry(mapping.kind, titleOf(inputs, mapping.kind), entry)));
  const known = new Set(lines.map((line) => `${line.kind}\n${line.source.id}`));
  const made = inputs.plan === undefined ? [] : madeBy(inputs, inputs.plan).filter((line) => !known.has(`${line.kind}\n${line.source.id}`));
  return [...lines, ...made].sort((a, b) => byText(a.kind, b.kind) || byText(a.source.name ?? '', b.source.name ?? '') || byText(a.source.id, b.source.id));
}

function fromEntry(kind: string, title: string, entry: MappingEntry): ReferenceLine {
  const facts = { kind, title, source: entry.source, because: entry.because, usedBy: entry.usedBy };
  switch (entry.decision) {
    case 'map':
      return { ...facts, decision: 'map', destination: entry.destination, certainty: entry.because === 'same name' ? 'inferred' : 'proven' };
    case 'keep':
      return { ...facts, decision: 'keep', destination: entry.source, certainty: 'documented' };
    case 'open':
      return { ...facts, decision: 'open', certainty: 'open' };
    case 'create':
    case 'drop':
      return { ...facts, decision: entry.decision, certainty: 'proven' };
  }
}

function madeBy(inputs: ReportInputs, plan: Plan): ReferenceLine[] {
  const users = new Map<string, number>();
  for (const action of plan.waves.flat()) for (const need of action.needs) users.set(need, (users.get(need) ?? 0) + 1);
  return Object.entries(plan.resolutions).flatMap(([kind, byId]) =>
    Object.entries(byId).flatMap(([id, resolution]): ReferenceLine[] =>
      resolution.as === 'made' ? [{ kind, title: titleOf(inputs, kind), source: { id, ...nameIn(resolution.by) }, decision: 'made', destination: nameIn(resolution.by), because: 'this plan creates it', certainty: 'proven', usedBy: users.get(resolution.by) ?? 0 }] : [],
    ),
  );
}

/** The name within an address; the whole text where it is none. */
function nameIn(address: string): { readonly name: string } {
  return { name: parseAddress(address)?.name ?? address };
}

/** The tenant-bound values: as `values.json` has them, or as the plan carries them where no file was given. */
export function valueLines(inputs: ReportInputs): ValueLine[] {
  if (inputs.values === undefined) {
    return (inputs.plan?.values ?? []).map((one) => ({ class: one.class, from: one.from, to: one.to, because: 'as planned', usedBy: 0, where: [] }));
  }
  return inputs.values.entries
    .map((entry) => ({
      class: entry.source.class,
      from: entry.source.value,
      ...(entry.decision === 'map' ? { to: entry.destination.value } : entry.decision === 'keep' ? { to: null } : {}),
      because: entry.because,
      usedBy: entry.usedBy,
      where: entry.where ?? [],
    }))
    .sort((a, b) => byText(a.class, b.class) || byText(a.from, b.from));
}
