import { parse } from 'csv-parse/sync';
import { Stop } from '../model/failure.js';
import { printable } from './check.js';
import { longestRecord, refuseEndless } from './csv-table.js';
import { decodeText } from './decode-text.js';
import { largestTable, readBytes } from './parse-json.js';

/** One record of a file that may have a header or none. */
export interface LooseRow {
  /** The line of the file on which it ends. */
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Reads a text or CSV file whose rows may have a header or none and may differ in length: a byte order mark, quotes, UTF-16,
 * commas, semicolons or tabs, and a first line `sep=;` are understood.
 * @throws Stop (exit 2) where it is a file of another kind
 */
export async function readLooseRows(file: string): Promise<readonly LooseRow[]> {
  const bytes = await readBytes(file, largestTable);
  const kind = kindOf(bytes);
  if (kind !== undefined) throw new Stop(2, `${file} is ${kind}, not a text or CSV file.`, 'Give one serial a line, or a CSV file with a header (in Excel: save as "CSV UTF-8").');
  return looseRows(decodeText(bytes, file), file);
}

/** The same for a text that is read already. */
export function looseRows(text: string, where: string): readonly LooseRow[] {
  const told = /^\uFEFF?"?sep=(.)"?\r?\n/iu.exec(text);
  const content = told === null ? text.replace(/^\uFEFF/u, '') : text.slice(told[0].length);
  if (/^\s*[[{<]/u.test(content)) throw new Stop(2, `${where} holds ${/^\s*</u.test(content) ? 'XML or HTML' : 'JSON'}, not text or CSV.`, 'Give one serial a line, or a CSV file with a header.');
  refuseEndless(content, where);
  try {
    const skipped = told === null ? 0 : 1;
    const rows: LooseRow[] = [];
    parse(content, {
      delimiter: told?.[1] ?? delimiterOf(content), relax_column_count: true, relax_quotes: true, trim: true, max_record_size: longestRecord,
      on_record(cells, { lines }) {
        rows.push({ line: lines + skipped, cells });
        return null;
      },
    });
    return rows;
  } catch (cause) {
    throw new Stop(2, `${where} is no CSV: ${cause instanceof Error ? printable(cause.message) : 'unknown reason'}.`, 'Save it from a spreadsheet as "CSV UTF-8" again.', { cause });
  }
}

/** What a file is by its first bytes, where that is no text. */
function kindOf(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 8)).toString('latin1');
  if (start.startsWith('PK')) return 'an Excel workbook or a zip archive';
  if (start.startsWith('%PDF')) return 'a PDF';
  if (/^\u0089PNG|^GIF8|^\u00FF\u00D8\u00FF/u.test(start)) return 'a picture';
  return undefined;
}

function delimiterOf(content: string): string {
  const header = content.slice(0, /[\r\n]/u.exec(content)?.index ?? content.length).replaceAll(/"[^"]*"/gu, '');
  const [most] = [',', ';', '\t'].map((mark) => ({ mark, count: header.split(mark).length })).sort((a, b) => b.count - a.count);
  return most?.mark ?? ',';
}
