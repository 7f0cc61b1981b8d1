import { strToU8, zipSync } from 'fflate';
import type { GapReport } from '../model/gap-report.js';
import { shortened } from './plain.js';
import { sheetNames, sheets, type Sheet } from './sheets.js';
import { xml } from './xml.js';

/** A cell of Excel holds no more. */
const longest = 32_000;

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';

/**
 * The report as a workbook to filter and assign: a sheet each for findings, decisions, runbook, objects, references, values, secrets, with
 * heads that stay in sight and a filter. Texts are texts: no cell is ever a formula. Identical reports give identical
 * bytes, which is why the few parts of the format are written here: the libraries for it stamp the clock.
 */
export function renderXlsx(report: GapReport): Uint8Array {
  const all = sheets(report);
  const list = sheetNames.map((name) => all[name]);
  const parts: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${list.map((_sheet, i) => `<Override PartName="/xl/worksheets/sheet${String(i + 1)}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('')}</Types>`,
    '_rels/.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${list.map((sheet, i) => `<sheet name="${xml(sheet.title)}" sheetId="${String(i + 1)}" r:id="r${String(i + 1)}"/>`).join('')}</sheets><definedNames>${list.map((sheet, i) => `<definedName name="_xlnm._FilterDatabase" localSheetId="${String(i)}" hidden="1">'${xml(sheet.title)}'!$A$1:$${columnName(sheet.columns.length - 1)}$${String(sheet.rows.length + 1)}</definedName>`).join('')}</definedNames></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packages}/relationships">${list.map((_sheet, i) => `<Relationship Id="r${String(i + 1)}" Type="${office}/worksheet" Target="worksheets/sheet${String(i + 1)}.xml"/>`).join('')}<Relationship Id="r${String(list.length + 1)}" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top"/></xf><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
  };
  list.forEach((sheet, i) => {
    parts[`xl/worksheets/sheet${String(i + 1)}.xml`] = worksheet(sheet);
  });
  const files = Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(head + text)]));
  // the first day that the format can hold: a zip stamps each part, and the time of the report is in the report
  return zipSync(files, { level: 6, mtime: new Date(1980, 0, 1) });
}

function worksheet(sheet: Sheet): string {
  const widths = sheet.columns.map((column, i) => Math.min(60, Math.max(column.length + 4, ...sheet.rows.slice(0, 200).map((row) => String(row[i] ?? '').length + 2))));
  const last = columnName(sheet.columns.length - 1);
  const line = (cells: readonly (string | number)[], number: number, style: (i: number) => number): string =>
    `<row r="${String(number)}">${cells.map((cell, i) => cellXml(cell, `${columnName(i)}${String(number)}`, style(i))).join('')}</row>`;
  const rows = [line(sheet.columns, 1, () => 1), ...sheet.rows.map((row, i) => line(row, i + 2, (column) => ((widths[column] ?? 0) >= 60 ? 2 : 0)))];
  return `<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.map((width, i) => `<col min="${String(i + 1)}" max="${String(i + 1)}" width="${String(width)}" customWidth="1"/>`).join('')}</cols><sheetData>${rows.join('')}</sheetData><autoFilter ref="A1:${last}${String(sheet.rows.length + 1)}"/></worksheet>`;
}

function cellXml(cell: string | number, at: string, style: number): string {
  if (typeof cell === 'number') return `<c r="${at}" s="${String(style)}"><v>${String(cell)}</v></c>`;
  return cell === '' ? '' : `<c r="${at}" s="${String(style)}" t="inlineStr"><is><t xml:space="preserve">${xml(shortened(cell, longest))}</t></is></c>`;
}

/** 0 → `A`, 26 → `AA`. */
function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : `${columnName(Math.floor(index / 26) - 1)}${letter}`;
}
