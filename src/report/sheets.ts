import type { GapReport } from '../model/gap-report.js';
import { spokenClass } from '../model/rules.js';
import { alsoConcerned, objectNames } from './phrases.js';

export interface Sheet {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** In the order of a workbook. */
export const sheetNames = ['findings', 'decisions', 'runbook', 'objects', 'references', 'values', 'secrets'] as const;
export type SheetName = (typeof sheetNames)[number];

/** The report as tables for people who filter and assign: what CSV and XLSX write. No cell is cut. */
export function sheets(report: GapReport): Readonly<Record<SheetName, Sheet>> {
  const show = objectNames(report);
  const others = alsoConcerned(report);
  return {
    findings: {
      title: 'Findings',
      columns: ['Id', 'Code', 'Severity', 'Status', 'Moment', 'Owner', 'Effort', 'Certainty', 'Title', 'Kind', 'Object', 'Finding', 'Place', 'Advice', 'Consequence', 'Remedy', 'Objects', 'Assignments', 'Also concerned', 'Request id', 'Note', 'Link', 'Address'],
      rows: report.findings.map((one) => [
        one.id, one.code, one.severity, one.status, one.moment, one.owner, one.effort, one.certainty, one.title, one.kindTitle ?? '', one.name ?? '', one.message, one.at ?? '', one.advice ?? '', one.consequence, one.remedy.join(' '),
        one.reach.objects, one.reach.assignments, others(one).join('; '), one.requestId ?? '', one.note ?? '', one.link ?? '', one.address ?? '',
      ]),
    },
    objects: {
      title: 'Objects',
      columns: ['Kind', 'Object', 'Class', 'State', 'Why', 'Read back', 'References', 'Assignments', 'Open findings', 'Address'],
      rows: report.objects.map((one) => [one.title, one.name, one.portability, one.state ?? '', one.because ?? '', one.proof ?? '', one.references, one.assignments ?? 'not known', one.findings, one.address]),
    },
    decisions: {
      title: 'Decisions',
      columns: ['Question', 'Why', 'Answer in', 'Candidates', 'Blocks', 'What waits', 'Findings'],
      rows: report.decisions.map((one) => [one.question, one.because, one.answerIn, one.candidates.join('; '), one.blocks.count, one.blocks.objects.map(show).join('; '), one.findings.join(' ')]),
    },
    references: {
      title: 'Reference map',
      columns: ['Kind', 'Source', 'Source id', 'Decision', 'Destination', 'Destination id', 'By which key', 'How sure', 'Used by'],
      rows: report.references.map((one) => [one.title, one.source.name ?? '', one.source.id, one.decision, one.destination?.name ?? '', one.destination?.id ?? '', one.because, one.certainty, one.usedBy]),
    },
    values: {
      title: 'Tenant-bound values',
      columns: ['Class', 'Value', 'Becomes', 'Decision', 'Why', 'Used by', 'Where'],
      rows: report.values.map((one) => [spokenClass(one.class), one.from, one.to ?? '', one.to === undefined ? 'open' : one.to === null ? 'keep' : 'map', one.because, one.usedBy, one.where.join('; ')]),
    },
    runbook: {
      title: 'Runbook',
      columns: ['Moment', 'Step', 'What to do', 'Owner', 'Time', 'Code', 'Findings', 'Assigned to', 'Done'],
      rows: report.runbook.map((one) => [one.moment, one.title, one.steps.join(' '), one.owner, one.time, one.code ?? '', one.findings, '', '']),
    },
    secrets: {
      title: 'Secrets',
      columns: ['Kind', 'Object', 'Secret', 'Setting', 'Name to supply it by', 'State', 'Place', 'Without it', 'Address'],
      rows: report.secrets.map((one) => [one.title, one.name, one.what, one.setting ?? '', one.supplyAs ?? '', one.state ?? 'to supply', one.at, one.without, one.address]),
    },
  };
}
