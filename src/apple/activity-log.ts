import { parse } from 'csv-parse/sync';
import { serialOf, type ActivityLog, type LogRow } from '../model/apple.js';

/**
 * Reads an activity's log: lines of `KEY,value`, an empty line, a table (apple.md 2.7). The table is found by the header
 * that names a serial number and read by header names, because Apple documents neither order nor number of its columns.
 * @returns undefined for what is no CSV
 */
export function logIn(text: string): ActivityLog | undefined {
  const lines = linesOf(text);
  if (lines === undefined) return undefined;
  const head = lines.findIndex((line) => line.some((cell) => wordOf(cell) === 'serialnumber'));
  const names = (lines[head] ?? []).map(wordOf);
  const column = (...wanted: readonly string[]): number => names.findIndex((name) => wanted.includes(name));
  const serialAt = column('serialnumber');
  const statusAt = column('operationstatus', 'status');
  const reasonAt = column('operationsubstatus', 'substatus', 'reason');
  const rows: LogRow[] = [];
  for (const line of head < 0 ? [] : lines.slice(head + 1)) {
    const serial = serialOf(line[serialAt] ?? '');
    if (serial === undefined) continue;
    const status = (line[statusAt] ?? '').toUpperCase();
    const reason = reasonAt < 0 ? undefined : line[reasonAt];
    rows.push({ serial, status, succeeded: status === 'SUCCESS' || status === 'SUCCEEDED', ...(reason === undefined || reason === '' ? {} : { reason }) });
  }
  const preamble = Object.fromEntries(lines.slice(0, head < 0 ? lines.length : head).map(([key = '', value = '']) => [key, value]));
  return { rows, preamble, text };
}

function linesOf(text: string): string[][] | undefined {
  try {
    return parse(text, { bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, trim: true });
  } catch {
    // a quote that is never closed, or no text at all
    return undefined;
  }
}

function wordOf(cell: string): string {
  return cell.toLowerCase().replace(/[^a-z]/g, '');
}
