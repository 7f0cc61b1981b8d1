import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { Stop } from '../model/failure.js';
import { printable } from './check.js';

/** One row by the names of its columns; a cell without text is absent. */
export type Cells = Readonly<Record<string, string>>;

export interface Row {
  /** As a spreadsheet counts: the header is 1. */
  readonly number: number;
  readonly cells: Cells;
}

/**
 * A table as CSV that Excel opens as it is meant: UTF-8 with a byte order mark, every cell in quotes, and no cell that it
 * would take for a formula. readTable gives the same rows back.
 */
export function writeTable(columns: readonly string[], rows: readonly Cells[]): string {
  const cells = rows.map((row) => columns.map((column) => inert(row[column] ?? '')));
  return stringify([[...columns], ...cells], { bom: true, quoted: true, quoted_empty: true, record_delimiter: '\n' });
}

/**
 * Reads a table, rows without any text left out, as Excel, LibreOffice or writeTable wrote it: commas, semicolons or tabs, any line ends, a line `sep=;`.
 * @throws Stop (exit 2) where it is no table, a column comes twice, or a row is longer than the header.
 */
export function readTable(text: string, where: string): { columns: string[]; rows: Row[] } {
  const told = /^\uFEFF?"?sep=(.)"?\r?\n/iu.exec(text);
  const content = told === null ? text : text.slice(told[0].length);
  const [header = [], ...records] = recordsOf(content, told?.[1] ?? delimiterOf(content), where);
  const columns = header.map((name) => plain(name.trim()));
  while (columns.at(-1) === '') columns.pop();
  for (const [i, name] of columns.entries()) {
    if (name === '' || columns.indexOf(name) !== i) throw new Stop(2, `${where}: the header has ${name === '' ? 'a column without a name' : `two columns "${printable(name)}"`}.`, 'Mend the first row.');
  }
  const rows = records.flatMap((cells, i) => {
    const number = i + 2;
    if (cells.every((cell) => cell.trim() === '')) return [];
    if (cells.slice(columns.length).some((cell) => cell.trim() !== '')) throw new Stop(2, `${where}, row ${number}: more cells than the header has columns.`, 'A text with a comma or semicolon must stand in quotes: save the file from a spreadsheet again.');
    const filled = columns.map((name, column) => [name, plain(cells[column] ?? '')] as const).filter(([, cell]) => cell !== '');
    return [{ number, cells: Object.fromEntries(filled) }];
  });
  return { columns, rows };
}

/** Letters of one record: more than any row that people make. */
export const longestRecord = 1_000_000;

/** @throws Stop (exit 2) for a table of more lines than anybody keeps in one, or of lines that no row makes: arrays for them would fill the memory */
export function refuseEndless(content: string, where: string): void {
  let lines = 0;
  for (let from = 0, at = 0; at !== -1; from = at + 1) {
    at = content.indexOf('\n', from);
    lines += 1;
    if ((at === -1 ? content.length : at) - from > longestRecord) throw new Stop(2, `${where}, line ${String(lines)}: longer than a million letters.`, 'Save it from a spreadsheet as "CSV UTF-8" again.');
  }
  if (lines > 1_000_000) throw new Stop(2, `${where} has ${String(lines)} lines; tables of more than a million are not read.`, 'Split it, or take out the empty lines.');
}

function recordsOf(content: string, delimiter: string, where: string): string[][] {
  refuseEndless(content, where);
  try {
    return parse(content, { bom: true, delimiter, relax_column_count: true, max_record_size: longestRecord });
  } catch (cause) {
    throw new Stop(2, `${where} is no CSV: ${cause instanceof Error ? printable(cause.message) : 'unknown reason'}.`, 'Save it from a spreadsheet as "CSV UTF-8" again.', { cause });
  }
}

/** What separates the names of the header: Excel takes the semicolon where the comma is the decimal sign. */
function delimiterOf(content: string): string {
  const header = content.slice(0, /[\r\n]/u.exec(content)?.index ?? content.length).replaceAll(/"[^"]*"/gu, '');
  const [most] = [',', ';', '\t'].map((mark) => ({ mark, count: header.split(mark).length })).sort((a, b) => b.count - a.count);
  return most?.mark ?? ',';
}

// Formulas start with these (the wide ones too); where Excel splits at another delimiter than ours, a cell starts within a cell.
const starts = /(?<=^|[,;\t\r\n"])(?=['=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20])/gu;
const escapedStarts = /(?<=^|[,;\t\r\n"])'(?=['=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20])/gu;

/** An apostrophe before what would be a formula: a spreadsheet then shows it as text. */
function inert(cell: string): string {
  return cell.replaceAll(starts, "'");
}

function plain(cell: string): string {
  return cell.replaceAll(escapedStarts, '');
}
