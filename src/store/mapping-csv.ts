import { Stop } from '../model/failure.js';
import { isObject, textAt, type Json, type JsonObject } from '../model/json.js';
import type { MappingEntry, ValueEntry } from '../model/mapping.js';
import { nearest, printable } from './check.js';
import { readTable, writeTable, type Cells } from './csv-table.js';
import type { MappingContent } from './mapping-content.js';

/** Columns of the files; others are a person's own and are kept as text. */
const objectColumns = ['sourceId', 'sourceName', 'decision', 'destinationId', 'destinationName', 'because', 'usedBy', 'candidates', 'auto'] as const;
const valueColumns = ['value', 'class', 'decision', 'destinationValue', 'because', 'usedBy', 'candidates', 'where', 'auto'] as const;
const fileColumns = ['kind', 'sourceTenant', 'destinationTenant'] as const;

const members: ReadonlySet<string> = new Set(['source', 'decision', 'destination', 'because', 'usedBy', 'candidates', 'where', 'auto']);

/** A mapping as a table for a spreadsheet: a row an entry, the tenants in the last columns. */
export function mappingTable(content: MappingContent): string {
  const { mapping } = content;
  const rows: Cells[] = content.of === 'values' ? content.mapping.entries.map(valueCells) : content.mapping.entries.map(objectCells);
  const columns = content.of === 'values' ? valueColumns : objectColumns;
  const own = new Set(mapping.entries.flatMap((entry) => Object.keys(entry).filter((name) => !members.has(name))));
  const tenants = { kind: mapping.kind, sourceTenant: mapping.source, destinationTenant: mapping.destination };
  // one row without an entry says what a table without entries is about
  return writeTable([...columns, ...[...own].sort(), ...fileColumns], (rows.length === 0 ? [{}] : rows).map((cells) => ({ ...cells, ...tenants })));
}

/** What a table says, in the shape of the JSON file, and the row of each entry. */
export interface TableContent {
  readonly found: JsonObject;
  readonly rowOf: (index: number) => number;
}

/**
 * Reads a mapping from a table. The shape is checked by mappingContent like that of a JSON file.
 * @throws Stop (exit 2) where a column or every row is missing, a row contradicts another about the tenants, or a cell that must be a number is none.
 */
export function tableContent(text: string, file: string): TableContent {
  const { columns, rows } = readTable(text, file);
  const values = columns.includes('value') && !columns.includes('sourceId');
  const needed = [...(values ? ['value', 'class'] : ['sourceId']), 'decision', values ? 'destinationValue' : 'destinationId', ...fileColumns];
  for (const name of needed) {
    if (columns.includes(name)) continue;
    const near = nearest(name, columns);
    throw new Stop(2, `${file}: the column "${name}" is missing${near === undefined ? '' : ` ("${printable(near)}" is there)`}.`, `The first row names the columns: ${[...(values ? valueColumns : objectColumns), ...fileColumns].join(', ')}.`);
  }
  const [first] = rows;
  if (first === undefined) throw new Stop(2, `${file} holds no row below its header.`, 'Delete the file and run `tenantferry map` again, or take the copy that has your decisions.');
  const about: JsonObject = { kind: first.cells['kind'] ?? '', source: first.cells['sourceTenant'] ?? '', destination: first.cells['destinationTenant'] ?? '' };
  for (const { number, cells } of rows) {
    for (const [column, member] of [['kind', 'kind'], ['sourceTenant', 'source'], ['destinationTenant', 'destination']] as const) {
      // a row that a person added may leave them blank
      if (cells[column] !== undefined && cells[column] !== about[member]) throw new Stop(2, `${file}, row ${number}: "${column}" differs from the row above.`, 'A file is about one kind and one pair of tenants: move the row to its own file.');
    }
  }
  const entryRows = rows.filter(({ cells }) => Object.keys(cells).some((name) => !fileColumns.some((one) => one === name)));
  const own = columns.filter((name) => ![...(values ? valueColumns : objectColumns), ...fileColumns].some((one) => one === name));
  const entries: Json[] = entryRows.map(({ cells, number }) => {
    const usedBy = cells['usedBy'] === undefined ? undefined : Number(cells['usedBy']);
    if (usedBy !== undefined && !Number.isInteger(usedBy)) throw new Stop(2, `${file}, row ${number}: "usedBy" is no whole number.`, 'Leave the cell empty: the tool counts.');
    return {
      ...(values ? valueEntry(cells) : objectEntry(cells)),
      ...(usedBy === undefined ? {} : { usedBy }),
      ...(cells['because'] === undefined ? {} : { because: cells['because'] }),
      ...(cells['auto'] === undefined ? {} : { auto: cells['auto'].trim() }),
      ...Object.fromEntries(own.flatMap((name) => (cells[name] === undefined ? [] : [[name, cells[name]]]))),
    };
  });
  return { found: { ...about, entries }, rowOf: (index) => entryRows[index]?.number ?? 1 };
}

function objectCells(entry: MappingEntry): Cells {
  return {
    ...factCells(entry),
    sourceId: entry.source.id,
    sourceName: entry.source.name ?? '',
    destinationId: leftOver(entry, 'id'),
    destinationName: leftOver(entry, 'name'),
    ...(entry.decision === 'open' ? { candidates: entry.candidates.map(({ id, name }) => oneLine(id).replaceAll(' ', '\\s') + (name === undefined ? '' : ` ${oneLine(name)}`)).join('\n') } : {}),
  };
}

function valueCells(entry: ValueEntry): Cells {
  return {
    ...factCells(entry),
    value: entry.source.value,
    class: entry.source.class,
    where: (entry.where ?? []).map(oneLine).join('\n'),
    destinationValue: leftOver(entry, 'value'),
    ...(entry.decision === 'open' ? { candidates: entry.candidates.map(({ value }) => oneLine(value)).join('\n') } : {}),
  };
}

/** A member of the destination: a person may have named one without deciding "map", or decided something else since. */
function leftOver(entry: MappingEntry | ValueEntry, member: string): string {
  const destination: unknown = 'destination' in entry ? entry.destination : undefined;
  return isObject(destination) ? (textAt(destination, member) ?? '') : '';
}

function factCells(entry: MappingEntry | ValueEntry): Cells {
  const own = Object.entries(entry).filter(([name]) => !members.has(name));
  return {
    ...Object.fromEntries(own.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)])),
    decision: entry.decision,
    because: entry.because,
    usedBy: String(entry.usedBy),
    auto: entry.auto ?? '',
  };
}

function objectEntry(cells: Cells): JsonObject {
  const decision = decisionOf(cells);
  const { sourceName, destinationName } = cells;
  const destinationId = cells['destinationId']?.trim() ?? '';
  return {
    source: { id: cells['sourceId']?.trim() ?? '', ...(sourceName === undefined ? {} : { name: sourceName }) },
    decision,
    ...(destinationId === '' ? {} : { destination: { id: destinationId, ...(destinationName === undefined ? {} : { name: destinationName }) } }),
    ...(decision === 'open' ? { candidates: linesOf(cells['candidates']).map(candidateOf) } : {}),
  };
}

function valueEntry(cells: Cells): JsonObject {
  const decision = decisionOf(cells);
  return {
    source: { value: cells['value'] ?? '', class: cells['class']?.trim() ?? '' },
    decision,
    ...(cells['destinationValue'] === undefined ? {} : { destination: { value: cells['destinationValue'] } }),
    ...(decision === 'open' ? { candidates: linesOf(cells['candidates']).map((line) => ({ value: unescaped(line) })) } : {}),
    ...(cells['where'] === undefined ? {} : { where: linesOf(cells['where']).map(unescaped) }),
  };
}

/** Spreadsheets like to begin words with a capital. */
function decisionOf(cells: Cells): string {
  return (cells['decision'] ?? '').trim().toLowerCase();
}

/** A candidate is a line in a cell: its id, a blank, its name. */
function candidateOf(line: string): JsonObject {
  const blank = line.indexOf(' ');
  return blank === -1 ? { id: unescaped(line) } : { id: unescaped(line.slice(0, blank)), name: unescaped(line.slice(blank + 1)) };
}

function linesOf(cell: string | undefined): string[] {
  return (cell ?? '').split(/\r?\n/u).filter((line) => line !== '');
}

function oneLine(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
}

const meanings: Readonly<Record<string, string>> = { '\\\\': '\\', '\\n': '\n', '\\r': '\r', '\\s': ' ' };

function unescaped(line: string): string {
  return line.replaceAll(/\\[\\nrs]/gu, (escape) => meanings[escape] ?? escape);
}
