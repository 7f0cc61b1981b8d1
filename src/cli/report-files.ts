import { join } from 'node:path';
import type { GapReport } from '../model/gap-report.js';
import type { Catalog } from '../model/policy-type.js';
import { Stop } from '../model/failure.js';
import type { KindFacts, ReportInputs } from '../report/inputs.js';
import type { Args } from './args.js';
import type { Option } from './command.js';
import { nearestNames } from './kinds.js';
import { configFolder, pathOf, type World } from './world.js';

/** What people call the kinds, for everything that renders. */
export function kindFacts(catalog: Catalog): Record<string, KindFacts> {
  return Object.fromEntries(catalog.rows.map((row) => [row.kind, { title: row.title, area: row.area, mapping: row.mapping }]));
}

const usual = ['html', 'md', 'csv', 'json'] as const;
const formats = [...usual, 'xlsx', 'sarif', 'junit'] as const;
type Format = (typeof formats)[number];

/** @throws Stop (2) for a format nobody renders. */
export function formatsOf(words: readonly string[]): readonly Format[] {
  if (words.length === 0) return usual;
  return words.map((word) => {
    const found = formats.find((format) => format === word.toLowerCase());
    if (found === undefined) throw new Stop(2, `There is no report format "${word}".`, `Formats are ${formats.join(', ')}${nearestNames(word, formats).length > 0 ? `; did you mean ${nearestNames(word, formats).join(', ')}?` : '.'}`);
    return found;
  });
}

/** Writes a gap report in some formats into a folder; answers role → path. */
export async function writeReport(folder: string, report: GapReport, wanted: readonly Format[]): Promise<Record<string, string>> {
  const [{ writeFileWhole, makeFolder }, { renderHtml }, { renderMarkdown }, { renderCsv }, { sheetNames }, { renderJson }, { renderXlsx }, { renderSarif }, { renderJunit }] = await Promise.all([
    import('../store/write-file.js'),
    import('../report/html.js'),
    import('../report/markdown.js'),
    import('../report/csv.js'),
    import('../report/sheets.js'),
    import('../report/json.js'),
    import('../report/xlsx.js'),
    import('../report/sarif.js'),
    import('../report/junit.js'),
  ]);
  await makeFolder(folder);
  const files: Record<string, string> = {};
  const write = async (role: string, name: string, text: string | Uint8Array): Promise<void> => {
    const file = join(folder, name);
    await writeFileWhole(file, text);
    files[role] = file;
  };
  if (wanted.includes('html')) await write('report', 'gap-report.html', renderHtml(report));
  if (wanted.includes('md')) await write('markdown', 'gap-report.md', renderMarkdown(report));
  if (wanted.includes('json')) await write('json', 'gap-report.json', renderJson(report));
  if (wanted.includes('csv')) {
    for (const sheet of sheetNames) await write(`${sheet}Csv`, `gap-report-${sheet}.csv`, renderCsv(report, sheet));
  }
  if (wanted.includes('xlsx')) await write('xlsx', 'gap-report.xlsx', renderXlsx(report));
  if (wanted.includes('sarif')) await write('sarif', 'gap-report.sarif', renderSarif(report));
  if (wanted.includes('junit')) await write('junit', 'gap-report-junit.xml', renderJunit(report));
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

/** Options of every command that makes a gap report. */
export const reportOptions = {
  waivers: { type: 'string', describe: 'Risks that somebody takes (default: waivers.json beside the configuration, if there)', value: 'FILE' },
  compare: { type: 'string', describe: 'An earlier report, its folder or gap-report.json: shows new, solved, unchanged', value: 'OLD' },
} as const satisfies Readonly<Record<string, Option>>;

/** What those options bring into a report. @throws Stop (2) for files that are none */
export async function reportExtras(args: Args, world: World): Promise<Pick<ReportInputs, 'waivers' | 'past'>> {
  const [{ readWaivers, readPastReport }, { exists }] = await Promise.all([import('../store/waivers.js'), import('../store/write-file.js')]);
  const [given, old] = [args.text('waivers'), args.text('compare')];
  const file = given === undefined ? join(configFolder(world), 'waivers.json') : pathOf(world, given);
  const waivers = given !== undefined || (await exists(file)) ? await readWaivers(file) : undefined;
  const past = old === undefined ? undefined : await readPastReport(old.endsWith('.json') ? pathOf(world, old) : join(pathOf(world, old), 'gap-report.json'));
  return { ...(waivers === undefined ? {} : { waivers }), ...(past === undefined ? {} : { past }) };
}
