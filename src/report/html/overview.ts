import type { GapReport, Ledger } from '../../model/gap-report.js';
import type { Portability } from '../../model/finding.js';
import type { FinalState } from '../../model/plan.js';
import { tenantLine, timeLine, verdictWords } from '../phrases.js';
import { grouped, plural, portabilityMeanings, portabilityTitles, stateMeanings, stateTitles } from '../scales.js';
import { bar, swatch } from './chart.js';
import { html, type Markup } from './markup.js';
import { table } from './table.js';
import { name } from './words.js';
import { isOpenSecret } from '../secret-words.js';

const tones = { ready: 'good', 'ready with decisions': 'warn', 'not ready': 'stop', moved: 'good', 'moved with exceptions': 'warn' } as const;
const marks = { ready: '✓', 'ready with decisions': '?', 'not ready': '✗', moved: '✓', 'moved with exceptions': '!' } as const;

/** Title, verdict, the numbers a reader asks for first, and who and what this is about. */
export function head(report: GapReport): Markup {
  const as = report.verdict.as;
  const open = report.findings.filter((one) => one.status === 'open');
  const moves = report.portability.parts.filter((one) => one.part === 'as-is' || one.part === 'remap' || one.part === 'lossy').reduce((sum, one) => sum + one.count, 0);
  const facts: readonly (readonly [string, string])[] = [
    ['Objects exported', grouped(report.portability.total)],
    ['Can move', grouped(moves)],
    ['Open blockers', grouped(open.filter((one) => one.severity === 'blocker').length)],
    ['Decisions needed', grouped(report.decisions.length)],
    ['Secrets to supply', grouped(report.secrets.filter(isOpenSecret).length)],
    ['Findings to act on', grouped(open.filter((one) => one.severity !== 'info').length)],
  ];
  return html`<p class="kicker">Gap report</p>
<h1>${report.destination === undefined ? html`Moving policies out of ${name(report.source.name)}` : html`Moving policies from ${name(report.source.name)} to ${name(report.destination.name)}`}</h1>
<section class="verdict ${tones[as]}" aria-label="Verdict"><p class="word"><span aria-hidden="true">${marks[as]}</span> ${verdictWords[as]}</p>
<p>${report.verdict.because}</p></section>
<dl class="facts">${facts.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>
<dl class="who"><dt>Source</dt><dd>${tenantLine(report.source)}, exported ${timeLine(report.export.time)}${report.export.origin === 'converted' && ', converted from the export of another tool'}</dd>
<dt>Destination</dt><dd>${report.destination === undefined ? 'not given' : tenantLine(report.destination)}</dd>
<dt>Report</dt><dd>${timeLine(report.time)}, ${report.tool.name} ${report.tool.version}</dd>
${report.plan !== undefined && html`<dt>Plan</dt><dd><code>${report.plan.fingerprint}</code></dd>
`}</dl>
`;
}

const portabilityColors: Readonly<Record<Portability, string>> = { 'as-is': 'c1', remap: 'c2', lossy: 'c3', rebuild: 'c4', never: 'c5', excluded: 'c6' };
const stateColors: Readonly<Record<FinalState, string>> = { created: 'c1', updated: 'c2', same: 'c3', 'left out': 'c6', 'not portable': 'c5', skipped: 'c4', failed: 'c7' };

/** Both ledgers, each with its sum in sight. */
export function ledgers(report: GapReport): Markup {
  return html`<p>Every exported object stands in exactly one line.</p>
${ledger('What can move', 'What becomes of the exported objects', report.portability, portabilityTitles, portabilityMeanings, portabilityColors)}${report.outcome !== undefined && ledger('What has moved', 'How every exported object ended', report.outcome, stateTitles, stateMeanings, stateColors)}`;
}

function ledger<Part extends string>(title: string, caption: string, of: Ledger<Part>, titles: Readonly<Record<Part, string>>, meanings: Readonly<Record<Part, string>>, colors: Readonly<Record<Part, string>>): Markup {
  const sum = of.parts.reduce((total, one) => total + one.count, 0);
  const slices = of.parts.map((one) => ({ label: titles[one.part], count: one.count, color: colors[one.part] }));
  const rows = of.parts.map((one) => ({ cells: [html`${swatch(colors[one.part])}${titles[one.part]}`, meanings[one.part], grouped(one.count), share(one.count, sum)] }));
  const shown = `${of.parts.map((one) => grouped(one.count)).join(' + ')} = ${grouped(sum)}`;
  const check = of.balanced ? html`<span class="yes">✓ the sum is the export (${grouped(of.total)})</span>` : html`<span class="no">✗ the export holds ${grouped(of.total)}</span>`;
  return html`<h3>${title}</h3>
${bar(title, of.total, slices)}${table(caption, [{ label: 'Class', width: 26 }, { label: 'Meaning' }, { label: 'Objects', numeric: true, width: 10 }, { label: 'Share', numeric: true, width: 10 }], rows, { foot: ['Sum', html`${shown} ${check}`, grouped(sum), ''], name: 'ledger' })}`;
}

function share(count: number, sum: number): string {
  return sum === 0 ? '' : `${((count / sum) * 100).toFixed(count === 0 || count === sum ? 0 : 1)} %`;
}

/** Kinds by how completely they were seen; the complete and the empty ones in one line each. */
export function kinds(report: GapReport): Markup {
  const words = { complete: 'complete', empty: 'complete: there are none', partial: 'read in part', 'not seen': 'not seen', 'not available': 'not offered by the tenant', 'not asked': 'left out on request' } as const;
  const order = ['not seen', 'partial', 'complete', 'empty', 'not available', 'not asked'];
  const lines = [...report.kinds].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  const converted = report.export.origin === 'converted';
  const bad = converted ? 0 : lines.filter((line) => line.state === 'not seen' || line.state === 'partial').length;
  const read = (state: (typeof lines)[number]['state']): Markup | string => {
    if (converted) return state === 'not seen' ? 'not among the files' : state === 'partial' ? 'as far as the files go' : words[state];
    return state === 'not seen' || state === 'partial' ? html`<span class="no">✗ ${words[state]}</span>` : words[state];
  };
  const rows = lines.map((line) => ({
    cells: [
      line.title,
      line.area,
      read(line.state),
      grouped(line.count),
      html`${line.why}${line.scopes !== undefined && html` <span class="kind">${line.scopes.join(', ')}</span>`}${line.requestId !== undefined && html` <code>${line.requestId}</code>`}`,
    ],
  }));
  return html`<p>${bad === 0 ? converted ? 'Kinds are known as far as the files of the other tool go. What no file holds is not "none".' : `All ${plural(lines.length, 'kind')} that were asked for have been read to their end.` : `${plural(bad, 'kind')} could not be read to the end. What is not seen is not "none".`}</p>
${table('Kinds of object in the source and how completely they were read', [{ label: 'Kind', width: 30 }, { label: 'Area', width: 16 }, { label: 'Read', width: 18 }, { label: 'Objects', numeric: true, width: 8 }, { label: 'Why, and which permission' }], rows)}`;
}
