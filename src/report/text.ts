import type { GapReport, ObjectEnd } from '../model/gap-report.js';
import type { Mapping, ValueMapping } from '../model/mapping.js';
import type { PolicyType } from '../model/policy-type.js';
import { finalStates } from '../model/plan.js';
import type { Rule } from '../model/rules.js';
import type { Verdict } from '../model/verdict.js';
import { moveOf, timeLine, verdictWords } from './phrases.js';
import { proofSummary } from './plan-summary.js';
import { byText, certaintyMeanings, effortTimes, grouped, plural, portabilityTitles, severities, severityMarks, stateTitles } from './scales.js';
import { textTable, toned, wrapped, type TextCell, type TextOptions, type Tone } from './text-table.js';

const severityTones: Readonly<Record<(typeof severities)[number], Tone>> = { blocker: 'red', high: 'yellow', medium: 'yellow', low: 'blue', info: 'dim' };

/** What `assess` prints: verdict, ledger with its sum, the first decisions, the open findings by rule. */
export function assessText(report: GapReport, options: TextOptions): string {
  const tone = { ready: 'green', 'ready with decisions': 'yellow', 'not ready': 'red', moved: 'green', 'moved with exceptions': 'yellow' } as const;
  const parts = [
    `${toned(wrapped(`Gap report: ${moveOf(report)}`, options).trimEnd(), 'bold', options)}\n`,
    wrapped(`${verdictWords[report.verdict.as]}: ${report.verdict.because}`, options).replace(verdictWords[report.verdict.as], (word) => toned(word, tone[report.verdict.as], options)),
    ledgerText(report.portability.parts.map((one) => [portabilityTitles[one.part], one.count]), report.portability.total, report.portability.balanced, options),
    report.outcome === undefined ? '' : ledgerText(report.outcome.parts.map((one) => [stateTitles[one.part], one.count]), report.outcome.total, report.outcome.balanced, options),
    report.comparison === undefined ? '' : `\n${wrapped(`Since ${timeLine(report.comparison.since)}: ${grouped(report.comparison.added.length)} new, ${grouped(report.comparison.solved.length)} solved, ${grouped(report.comparison.unchanged)} unchanged.`, options)}`,
    decisionText(report, options),
    findingText(report, options),
  ];
  return parts.join('');
}

function ledgerText(parts: readonly (readonly [string, number])[], total: number, balanced: boolean, options: TextOptions): string {
  const sum = parts.reduce((all, [, count]) => all + count, 0);
  const sumRow: TextCell[] = [{ text: balanced ? 'Sum, equal to the export' : `Sum; the export holds ${grouped(total)}`, tone: balanced ? 'bold' : 'red' }, grouped(sum)];
  const rows = [...parts.map(([title, count]): TextCell[] => [title, grouped(count)]), sumRow];
  return `\n${textTable([{ label: '' }, { label: '', right: true }], rows, options, 2)}`;
}

function decisionText(report: GapReport, options: TextOptions): string {
  if (report.decisions.length === 0) return '';
  const rows = report.decisions.slice(0, 10).map((one): TextCell[] => [{ text: '? decide', tone: 'yellow' }, `${one.question} ${one.because}`, one.answerIn, grouped(one.blocks.count)]);
  const rest = report.decisions.length - rows.length;
  return `\n${toned('Decisions needed', 'bold', options)}\n${textTable([{ label: '' }, { label: 'Question', grows: true, wraps: true }, { label: 'Answer in' }, { label: 'Blocks', right: true }], rows, options, 2)}${rest > 0 ? `  … and ${grouped(rest)} more in the report\n` : ''}`;
}

function findingText(report: GapReport, options: TextOptions): string {
  const open = report.findings.filter((one) => one.status === 'open' && one.severity !== 'info');
  if (open.length === 0) return `\n${toned('No finding is open.', 'green', options)}\n`;
  const groups = new Map<string, { row: TextCell[]; count: number }>();
  for (const one of open) {
    const key = `${String(severities.indexOf(one.severity))}${one.code}`;
    const group = groups.get(key) ?? { row: [{ text: `${severityMarks[one.severity]} ${one.severity}`, tone: severityTones[one.severity] }, one.code, one.title, one.owner], count: 0 };
    group.count += 1;
    groups.set(key, group);
  }
  const rows = [...groups].sort(([a], [b]) => byText(a, b)).map(([, group]) => [...group.row, grouped(group.count)]);
  return `\n${toned('Open findings', 'bold', options)}: ${grouped(open.length)}; "explain CODE" tells what to do\n${textTable([{ label: '' }, { label: 'Code' }, { label: 'Title', grows: true, wraps: true }, { label: 'Owner' }, { label: 'Count', right: true }], rows, options, 2)}`;
}

/** What `types` prints: the catalog by area, each kind with where it lives, whether it moves and what of it does not. */
export function typesText(rows: readonly PolicyType[], options: TextOptions): string {
  const sorted = [...rows].sort((a, b) => byText(a.area, b.area) || byText(a.title, b.title));
  const lines = [...new Set(sorted.map((row) => row.area))].flatMap((area, index): TextCell[][] => [
    ...(index === 0 ? [] : [['', '', '']]),
    [{ text: area, tone: 'bold' }, '', ''],
    ...sorted.filter((row) => row.area === area).flatMap(kindLines),
  ]);
  return `${textTable([{ label: 'Kind' }, { label: 'Moves' }, { label: 'What it is, where it lives, what of it does not move', grows: true, wraps: true }], lines, options)}\n${plural(rows.length, 'kind')}\n`;
}

function kindLines(row: PolicyType): TextCell[][] {
  return [[row.kind, carried(row), row.title], ['', '', { text: `${row.api}/${row.collection}`, tone: 'dim' }], ...(row.loses ?? []).map((loss): TextCell[] => ['', '', `not carried: ${loss}`])];
}

function carried(row: PolicyType): TextCell {
  if (row.neighbor === true) return row.makes === undefined ? { text: 'matched', tone: 'dim' } : 'matched or made';
  if (row.texts !== undefined || row.content !== undefined) return 'with files';
  if (row.matchOnly?.['*'] !== undefined) return { text: 'matched', tone: 'dim' };
  if (row.loses !== undefined && row.loses.length > 0) return { text: 'with loss', tone: 'yellow' };
  return { text: 'yes', tone: 'green' };
}

/** What `map` prints: each file with its decisions, then the open questions. */
export function mapText(mappings: readonly Mapping[], values: ValueMapping | undefined, options: TextOptions): string {
  const words = ['map', 'create', 'drop', 'keep', 'open'] as const;
  const all = [...mappings.map((one) => ({ kind: one.kind, decisions: one.entries.map((entry) => entry.decision) })), ...(values === undefined ? [] : [{ kind: 'value', decisions: values.entries.map((entry) => entry.decision) }])];
  const rows = all.map(({ kind, decisions }): TextCell[] => [kind, ...words.map((word): TextCell => (word === 'open' && decisions.includes('open') ? { text: grouped(decisions.filter((one) => one === word).length), tone: 'red' } : grouped(decisions.filter((one) => one === word).length)))]);
  const open = [
    ...mappings.flatMap((one) => one.entries.filter((entry) => entry.decision === 'open').map((entry): [string, string, string, number] => [one.kind, entry.source.name ?? entry.source.id, entry.because, entry.usedBy])),
    ...(values?.entries ?? []).filter((entry) => entry.decision === 'open').map((entry): [string, string, string, number] => ['value', entry.source.value, entry.because, entry.usedBy]),
  ].sort((a, b) => b[3] - a[3] || byText(a[0], b[0]) || byText(a[1], b[1]));
  const questions = open.map(([kind, name, because, usedBy]): TextCell[] => [{ text: '? decide', tone: 'yellow' }, name, { text: kind, tone: 'dim' }, because, grouped(usedBy)]);
  const table = textTable([{ label: 'Mapping', grows: true }, ...words.map((word) => ({ label: word, right: true }) as const)], rows, options);
  if (open.length === 0) return `${table}\n${toned('No question is open.', 'green', options)}\n`;
  return `${table}\n${textTable([{ label: '' }, { label: 'Source', grows: true }, { label: 'Kind' }, { label: 'Why', grows: true, wraps: true }, { label: 'Used by', right: true }], questions, options)}\n${toned(`${plural(open.length, 'question')} open`, 'bold', options)}\n`;
}

/** What `import` prints at its end: the balance of all, and those of `listed` that did not arrive. */
export function importText(ends: readonly ObjectEnd[], options: TextOptions, listed = ends): string {
  const parts = finalStates.map((state) => [stateTitles[state], ends.filter((end) => end.state === state).length] as const);
  const bad = listed.filter((end) => end.state === 'failed' || end.state === 'skipped');
  const rows = bad.map((end): TextCell[] => [end.state === 'failed' ? { text: '! failed', tone: 'red' } : { text: '? skipped', tone: 'yellow' }, end.address, end.requestId === undefined ? end.because : `${end.because} (request ${end.requestId})`]);
  const list = bad.length === 0 ? '' : `${textTable([{ label: '' }, { label: 'Object', grows: true, wraps: true }, { label: 'Why', grows: true, wraps: true }], rows, options)}`;
  return `${list}${ledgerText(parts, ends.length, true, options)}`;
}

/** What `verify` prints: the counts, and for each object that differs the place, what was planned and what was found. */
export function verifyText(verdicts: readonly Verdict[], options: TextOptions): string {
  const proof = proofSummary(verdicts);
  const counts: readonly (readonly [string, number, Tone])[] = [
    ['= equal', proof.counts.equal, 'green'],
    ['≈ tidied by the service', proof.counts.tidied, 'green'],
    ['! different', proof.counts.different, 'red'],
    ['! missing', proof.counts.missing, 'red'],
    ['? not checked', proof.counts.notChecked, 'yellow'],
  ];
  const different = proof.different.flatMap((one) => [
    wrapped(`! different ${one.address}`, options),
    textTable([{ label: 'Place', grows: true, wraps: true }, { label: 'Planned', grows: true, wraps: true }, { label: 'Found', grows: true, wraps: true }], one.differences.map((each): TextCell[] => [each.at, shown(each.wanted), shown(each.found)]), options, 2),
  ]);
  const rest = [...proof.missing.map((one) => ['! missing', one] as const), ...proof.notChecked.map((one) => ['? not checked', one] as const)];
  const others = rest.length === 0 ? '' : textTable([{ label: '' }, { label: '', grows: true }, { label: '', grows: true, wraps: true }], rest.map(([word, one]): TextCell[] => [{ text: word, tone: word.startsWith('!') ? 'red' : 'yellow' }, one.address, one.because]), options);
  return `${different.join('')}${others}${different.length > 0 || others !== '' ? '\n' : ''}${textTable([{ label: '' }, { label: '', right: true }], counts.map(([text, count, tone]): TextCell[] => [count === 0 ? text : { text, tone }, grouped(count)]), options)}`;
}

function shown(value: unknown): string {
  return value === undefined ? '(nothing)' : JSON.stringify(value);
}

/** What `explain CODE` prints. */
export function explainText(rule: Rule, options: TextOptions): string {
  return [
    `${toned(wrapped(`${rule.code}: ${rule.title}`, options).trimEnd(), 'bold', options)}\n`,
    wrapped(`${severityMarks[rule.severity]} ${rule.severity}; owner: ${rule.owner}; ${rule.moment}; effort: ${effortTimes[rule.effort]}; ${rule.certainty}: ${certaintyMeanings[rule.certainty]}`, options),
    `\n${wrapped(`If nobody acts: ${rule.consequence}`, options)}`,
    '\nWhat to do:\n',
    ...rule.remedy.map((step, i) => wrapped(`${String(i + 1)}. ${step}`, options, 2, 5)),
    rule.link === undefined ? '' : `\n${rule.link}\n`,
  ].join('');
}
