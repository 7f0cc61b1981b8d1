import type { Log, ReportingDescriptor, Result } from 'sarif';
import type { Severity } from '../model/finding.js';
import type { GapReport, ReportFinding } from '../model/gap-report.js';
import { rule } from '../model/rules.js';
import { visible } from './plain.js';

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = { blocker: 'error', high: 'error', medium: 'warning', low: 'note', info: 'note' };
/** What GitHub sorts by: 9 and up is critical, 7 high, 4 medium. */
const scores: Readonly<Record<Severity, string>> = { blocker: '9.5', high: '8.0', medium: '5.0', low: '3.0', info: '0.0' };

/**
 * The findings as SARIF 2.1.0, for code scanning. Objects are logical locations, because a tenant has no lines; the file
 * named beside them is the bundle's manifest. Waived findings are suppressed with their reason.
 */
export function renderSarif(report: GapReport): string {
  const codes = [...new Set(report.findings.map((one) => one.code))].sort();
  const sarif: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: report.tool.name, semanticVersion: report.tool.version, rules: codes.map(ruleOf) } },
        originalUriBaseIds: { BUNDLE: { description: { text: 'The folder of the bundle.' } } },
        columnKind: 'utf16CodeUnits',
        results: report.findings.map((one) => resultOf(one, codes)),
      },
    ],
  };
  return `${JSON.stringify(sarif, undefined, 2)}\n`;
}

function ruleOf(code: string): ReportingDescriptor {
  const text = rule(code);
  return {
    id: code,
    name: text.title.replace(/[^A-Za-z0-9]+(.)?/gu, (_all, letter: string | undefined) => (letter ?? '').toUpperCase()),
    shortDescription: { text: text.title },
    fullDescription: { text: text.consequence },
    help: { text: text.remedy.join('\n'), markdown: text.remedy.map((step, i) => `${String(i + 1)}. ${step}`).join('\n') },
    ...(text.link === undefined ? {} : { helpUri: text.link }),
    defaultConfiguration: { level: levels[text.severity] },
    properties: { 'security-severity': scores[text.severity], tags: [text.moment, text.owner], precision: text.certainty === 'inferred' ? 'medium' : 'very-high' },
  };
}

function resultOf(one: ReportFinding, codes: readonly string[]): Result {
  const over = one.status === 'decided' || one.status === 'done' || one.status === 'not applicable';
  return {
    ruleId: one.code,
    ruleIndex: codes.indexOf(one.code),
    ...(over ? { kind: 'notApplicable', level: 'none' } : { kind: 'fail', level: levels[one.severity] }),
    message: { text: visible([one.message, ...(one.advice === undefined ? [] : [one.advice])].join(' ')) },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: 'manifest.json', uriBaseId: 'BUNDLE' }, region: { startLine: 1 } },
        logicalLocations: [{ name: visible(one.name ?? one.kindTitle ?? 'the move as a whole'), fullyQualifiedName: visible(`${one.address ?? ''}${one.at === undefined ? '' : `#${one.at}`}`), kind: 'object' }],
      },
    ],
    partialFingerprints: { 'finding/v1': one.id },
    ...(one.status === 'waived' ? { suppressions: [{ kind: 'external', status: 'accepted', justification: visible(one.note ?? '') }] } : {}),
    properties: { severity: one.severity, status: one.status, moment: one.moment, owner: one.owner, effort: one.effort, certainty: one.certainty },
  };
}
