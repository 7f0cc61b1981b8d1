import { stringify } from 'csv-stringify/sync';
import type { GapReport } from '../model/gap-report.js';
import { visible } from './plain.js';
import { sheets, type SheetName } from './sheets.js';

/**
 * One sheet of the report as CSV: UTF-8 with its mark, so that spreadsheets read names right; CR LF as RFC 4180 has it.
 * A cell that a spreadsheet would run as a formula is written as text, with an apostrophe in front.
 */
export function renderCsv(report: GapReport, sheet: SheetName): string {
  const { columns, rows } = sheets(report)[sheet];
  return stringify([[...columns], ...rows.map((row) => row.map((cell) => (typeof cell === 'number' ? cell : visible(cell))))], {
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
  });
}
