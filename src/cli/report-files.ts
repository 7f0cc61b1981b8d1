import { join } from 'node:path';
import type { GapReport } from '../model/gap-report.js';
import type { Catalog } from '../model/policy-type.js';
import { Stop } from '../model/failure.js';
import type { KindFacts } from '../report/inputs.js';
import { nearestNames } from './kinds.js';

/** What people call the kinds, for everything that renders. */
export function kindFacts(catalog: Catalog): Record<string, KindFacts> {
  return Object.fromEntries(catalog.rows.map((row) => [row.kind, { title: row.title, area: row.area, mapping: row.mapping }]));
}

const formats = ['html', 'md', 'csv', 'json'] as const;
type Format = (typeof formats)[number];

/** @throws Stop (2) for a format nobody renders. */
export function formatsOf(words: readonly string[]): readonly Format[] {
  if (words.length === 0) return formats;
  return words.map((word) => {
    const found = formats.find((format) => format === word.toLowerCase());
    if (found === undefined) throw new Stop(2, `There is no report format "${word}".`, `Formats are ${formats.join(', ')}${nearestNames(word, formats).length > 0 ? `; did you mean ${nearestNames(word, formats).join(', ')}?` : '.'}`);
    return found;
  });
}

/** Writes a gap report in some formats into a folder; answers role → path. */
export async function writeReport(folder: string, report: GapReport, wanted: readonly Format[]): Promise<Record<string, string>> {
  const [{ writeFileWhole, makeFolder }, { renderHtml }, { renderMarkdown }, { renderCsv }, { renderJson }] = await Promise.all([
    import('../store/write-file.js'),
    import('../report/html.js'),
    import('../report/markdown.js'),
    import('../report/csv.js'),
    import('../report/json.js'),
  ]);
  await makeFolder(folder);
  const files: Record<string, string> = {};
  const write = async (role: string, name: string, text: string): Promise<void> => {
    const file = join(folder, name);
    await writeFileWhole(file, text);
    files[role] = file;
  };
  if (wanted.includes('html')) await write('report', 'gap-report.html', renderHtml(report));
  if (wanted.includes('md')) await write('markdown', 'gap-report.md', renderMarkdown(report));
  if (wanted.includes('json')) await write('json', 'gap-report.json', renderJson(report));
  if (wanted.includes('csv')) {
    for (const sheet of ['findings', 'objects', 'decisions', 'references', 'secrets'] as const) await write(`${sheet}Csv`, `gap-report-${sheet}.csv`, renderCsv(report, sheet));
  }
  return files;
}

/** Whether `--fail-on` holds the run up: open findings only. */
export function failsOn(report: GapReport, limit: string | undefined): boolean {
  const open = report.findings.filter((one) => one.status === 'open');
  if (limit === 'blocker') return open.some((one) => one.severity === 'blocker');
  if (limit === 'warning') return open.some((one) => one.severity === 'blocker' || one.severity === 'high' || one.severity === 'medium');
  return false;
}

/** Counts of a report for the JSON document. */
export function reportSummary(report: GapReport): Record<string, number | string> {
  const open = report.findings.filter((one) => one.status === 'open');
  const severity = (name: string): number => open.filter((one) => one.severity === name).length;
  return {
    verdict: report.verdict.as,
    objects: report.portability.total,
    ...Object.fromEntries(report.portability.parts.map(({ part, count }) => [part === 'as-is' ? 'asIs' : part, count])),
    findings: open.length,
    blocker: severity('blocker'),
    high: severity('high'),
    medium: severity('medium'),
    low: severity('low'),
    info: severity('info'),
    decisions: report.decisions.length,
  };
}
