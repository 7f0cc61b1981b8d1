import type { GapReport, ReportFinding } from '../model/gap-report.js';
import { xml } from './xml.js';

/**
 * The findings as JUnit XML, for pipelines: a suite a rule, a case a finding. An open blocker or finding of high severity
 * is a failure, what was waived or decided is skipped, everything else has passed.
 */
export function renderJunit(report: GapReport): string {
  const groups = new Map<string, ReportFinding[]>();
  for (const one of report.findings) groups.set(one.code, [...(groups.get(one.code) ?? []), one]);
  const suites = [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, list]) => suite(code, list, report.time));
  const none = `  <testsuite name="gap report" tests="1" failures="0" skipped="0"><testcase classname="gap report" name="there are no findings"/></testsuite>\n`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="gap report" tests="${String(Math.max(1, report.findings.length))}" failures="${String(report.findings.filter(fails).length)}">\n${suites.length === 0 ? none : suites.join('')}</testsuites>\n`;
}

function fails(one: ReportFinding): boolean {
  return one.status === 'open' && (one.severity === 'blocker' || one.severity === 'high');
}

function suite(code: string, list: readonly ReportFinding[], time: string): string {
  const skipped = list.filter((one) => one.status !== 'open').length;
  const title = list[0]?.title ?? '';
  return `  <testsuite name="${xml(`${code} ${title}`)}" tests="${String(list.length)}" failures="${String(list.filter(fails).length)}" skipped="${String(skipped)}" timestamp="${xml(time)}">\n${list.map(testCase).join('')}  </testsuite>\n`;
}

function testCase(one: ReportFinding): string {
  const open = `    <testcase classname="${xml(one.code)}" name="${xml(`${one.name ?? one.kindTitle ?? 'the move as a whole'} ${one.at ?? ''}`.trim())} [${xml(one.id)}]"`;
  const text = [one.message, ...(one.advice === undefined ? [] : [one.advice]), `Owner: ${one.owner}.`, `If nobody acts: ${one.consequence}`, ...one.remedy].map(xml).join('\n');
  if (one.status !== 'open') return `${open}><skipped message="${xml(one.note ?? one.status)}"/></testcase>\n`;
  if (fails(one)) return `${open}><failure type="${one.severity}" message="${xml(one.message)}">${text}</failure></testcase>\n`;
  return `${open}><system-out>${text}</system-out></testcase>\n`;
}
