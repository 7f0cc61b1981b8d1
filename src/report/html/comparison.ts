import type { Comparison, GapReport } from '../../model/gap-report.js';
import { timeLine } from '../phrases.js';
import { grouped, plural } from '../scales.js';
import { html, type Markup } from './markup.js';
import { table, type Row } from './table.js';
import { object, severity } from './words.js';

/** What is new and what is solved since an older report. */
export function comparison(report: GapReport, since: Comparison): Markup {
  const added = new Set(since.added);
  const columns = [{ label: 'Object', width: 28 }, { label: 'Finding' }, { label: 'Severity', width: 12 }] as const;
  const line = (one: { readonly name?: string; readonly kindTitle?: string; readonly title: string; readonly message: string; readonly severity: GapReport['findings'][number]['severity'] }): Row => ({
    cells: [one.name === undefined ? (one.kindTitle ?? 'The move as a whole') : object(one.name, one.kindTitle ?? ''), html`${one.title} <span class="kind">${one.message}</span>`, severity(one.severity)],
  });
  const fresh = report.findings.filter((one) => added.has(one.id));
  return html`<p>Compared with the report of ${timeLine(since.since)}: <strong>${grouped(fresh.length)} new, ${grouped(since.solved.length)} solved, ${grouped(since.unchanged)} unchanged</strong>.</p>
${fresh.length > 0 && table(`${plural(fresh.length, 'new finding')}`, columns, fresh.map(line))}${since.solved.length > 0 && table(`${plural(since.solved.length, 'solved finding')}`, columns, since.solved.map(line))}`;
}
