import type { DecisionNeeded, ReportFinding } from '../model/gap-report.js';
import { mappingWord, type MappingEntry, type ValueEntry } from '../model/mapping.js';
import { codes, findRule, spokenClass } from '../model/rules.js';
import { titleOf, type ReportInputs } from './inputs.js';
import { byText } from './scales.js';

/** Findings that an open entry of a mapping file says again: listed once, by the entry. */
const saidByEntries: ReadonlySet<string> = new Set([codes.twinNames, codes.noTwin, codes.openReference]);

/**
 * The questions that only a person can answer, the one that blocks most first: open entries of the mapping files, then
 * findings that an answer settles and no entry speaks of.
 */
export function decisionsNeeded(inputs: ReportInputs, findings: readonly ReportFinding[]): DecisionNeeded[] {
  const known = new Set<string>(inputs.objects.map((one) => one.address));
  const open = findings.filter((one) => one.status === 'open' && (one.severity === 'blocker' || one.severity === 'high'));
  const entries = (inputs.mappings ?? []).flatMap((mapping) =>
    mapping.entries.filter((entry) => entry.decision === 'open').map((entry) => fromEntry(titleOf(inputs, mapping.kind), fileOf(mapping.kind, inputs), entry, open, known)),
  );
  const values = (inputs.values?.entries ?? []).filter((entry) => entry.decision === 'open').map((entry) => fromValue(entry));
  const mapped = inputs.mappings !== undefined;
  const rest = new Map<string, ReportFinding[]>();
  for (const one of open) {
    const answer = findRule(one.code)?.answer;
    if (answer === undefined || (mapped && saidByEntries.has(one.code)) || (answer === 'values' && inputs.values !== undefined)) continue;
    const key = `${one.code}\n${one.message}`;
    rest.set(key, [...(rest.get(key) ?? []), one]);
  }
  return [...entries, ...values, ...[...rest.values()].map((list) => fromFindings(list, known))].sort((a, b) => b.blocks.count - a.blocks.count || byText(a.question, b.question));
}

/** DESIGN's file of a kind: `groups.json`. The mapping itself knows its kind only. */
function fileOf(kind: string, inputs: ReportInputs): string {
  const files = Object.values(inputs.kinds ?? {}).flatMap((facts) => facts.mapping ?? []);
  const file = inputs.kinds?.[kind]?.mapping ?? files.find((one) => mappingWord(one) === kind) ?? kind;
  return `${file}.json`;
}

function fromEntry(title: string, file: string, entry: MappingEntry, open: readonly ReportFinding[], known: ReadonlySet<string>): DecisionNeeded {
  const name = entry.source.name ?? entry.source.id;
  const about = open.filter((one) => saidByEntries.has(one.code) && (one.related.includes(entry.source.id) || one.message.includes(`"${name}"`) || one.message.includes(entry.source.id)));
  const objects = waiting(about, known);
  return {
    question: `What stands for the ${lowered(title)} "${name}"?`,
    because: entry.because,
    answerIn: file,
    candidates: entry.decision === 'open' ? entry.candidates.map((one) => (one.name === undefined ? one.id : `${one.name} (${one.id})`)) : [],
    blocks: { count: Math.max(entry.usedBy, objects.length), objects },
    findings: about.map((one) => one.id),
  };
}

function fromValue(entry: ValueEntry): DecisionNeeded {
  const places = entry.where ?? [];
  return {
    question: `What takes the place of the ${spokenClass(entry.source.class)} "${entry.source.value}"?`,
    because: entry.because,
    answerIn: 'values.json',
    candidates: entry.decision === 'open' ? entry.candidates.map((one) => one.value) : [],
    blocks: { count: Math.max(entry.usedBy, 1), objects: [...new Set(places.map((place) => place.split('#')[0] ?? place))].sort(byText) },
    findings: [],
  };
}

/** The objects of the export that findings are about; ids of other things are none. */
function waiting(findings: readonly ReportFinding[], known: ReadonlySet<string>): string[] {
  return [...new Set(findings.flatMap((one) => [...(one.address === undefined ? [] : [one.address]), ...one.related]))].filter((address) => known.has(address)).sort(byText);
}

function fromFindings(findings: readonly ReportFinding[], known: ReadonlySet<string>): DecisionNeeded {
  const [first] = findings;
  const objects = waiting(findings, known);
  const places = { mapping: 'mapping files', values: 'values.json', secret: 'secrets at import', option: 'option of plan' } as const;
  const answer = findRule(first?.code ?? '')?.answer;
  return {
    question: first?.title ?? '',
    because: first?.message ?? '',
    answerIn: answer === undefined ? '' : places[answer],
    candidates: [],
    blocks: { count: Math.max(objects.length, 1), objects },
    findings: findings.map((one) => one.id),
  };
}

/** "Assignment filter" → "assignment filter", but "VPN profile" stays. */
export function lowered(title: string): string {
  return /^[A-Z][a-z]/u.test(title) ? `${title.charAt(0).toLowerCase()}${title.slice(1)}` : title;
}
