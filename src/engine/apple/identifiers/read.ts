import type { IdentityType } from '../../../model/apple/enrollment.js';
import { checkImei, checkPlatform, checkSerial, checkTriple, identityTypeIn, platformProblem, type Checked } from './check.js';
import { columnsOf, headerIn, type ColumnName, type Columns } from './columns.js';

/** One row that can be imported. */
export interface Identifier {
  readonly line: number;
  readonly type: IdentityType;
  readonly identifier: string;
  readonly platform?: string;
  readonly details: string;
}

/** One row that cannot, and why. */
export interface BadRow {
  readonly line: number;
  readonly text: string;
  readonly problem: string;
  /** The row is a copy of an earlier one: harmless. */
  readonly copy?: true;
}

export interface IdentifierFile {
  readonly good: readonly Identifier[];
  readonly bad: readonly BadRow[];
}

export interface Line {
  readonly line: number;
  readonly cells: readonly string[];
}

const longestDetails = 128;

/**
 * Reads the rows of a file of corporate identifiers, with a header or without, of one type or several.
 * `fill` gives type and platform where a row does not say them.
 * @returns undefined where no column can hold an identifier
 */
export function readIdentifiers(lines: readonly Line[], fill: { readonly type?: IdentityType; readonly platform?: string }): IdentifierFile | undefined {
  const filled = lines.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const [first] = filled;
  const header = first === undefined ? undefined : headerIn(first.cells);
  if (first !== undefined && header === undefined && unusable(first.cells)) return undefined;
  const good: Identifier[] = [];
  const bad: BadRow[] = [];
  const seen = new Map<string, Identifier>();
  for (const { line, cells } of header === undefined ? filled : filled.slice(1)) {
    const columns = header ?? columnsOf(cells) ?? {};
    const row = readRow(line, cells, columns, fill);
    const text = cells.join(',').slice(0, 80);
    if (!('identifier' in row)) {
      bad.push({ line, text, problem: row.problem });
      continue;
    }
    const key = keyOf(row);
    const earlier = seen.get(key);
    if (earlier === undefined) {
      seen.set(key, row);
      good.push(row);
    } else if (earlier.details === row.details) {
      bad.push({ line, text, copy: true, problem: `${row.identifier} stands in line ${earlier.line} already` });
    } else {
      bad.push({ line, text, problem: `${row.identifier} stands in line ${earlier.line} already with other details ("${earlier.details}"): keep one of the two` });
    }
  }
  return { good, bad };
}

/** A header-like row without a usable column, or prose: nothing in it looks like an identifier. */
function unusable(cells: readonly string[]): boolean {
  return cells.length > 3 || cells.every((cell) => /^[A-Za-z ]*$/.test(cell) && !/[A-Z0-9]{8,}/.test(cell));
}

/** Two rows mean the same device when type and identifier agree, whatever their case. */
export function keyOf(row: { readonly type: string; readonly identifier: string }): string {
  return `${row.type} ${row.identifier.toLowerCase()}`;
}

function readRow(line: number, cells: readonly string[], columns: Columns, fill: { readonly type?: IdentityType; readonly platform?: string }): Identifier | { readonly problem: string } {
  const at = (name: ColumnName): string => {
    const index = columns[name];
    return index === undefined ? '' : (cells[index] ?? '').trim();
  };
  const said = at('platform') === '' ? undefined : checkPlatform(at('platform'));
  if (said?.ok === false) return { problem: said.problem };
  const platform = said?.value ?? fill.platform;
  const asked = at('type') === '' ? fill.type : identityTypeIn(at('type'));
  if (at('type') !== '' && asked === undefined) return { problem: `"${at('type')}" is no type: use serial, imei or manufacturerModelSerial` };
  const [type, value] = pick(at, asked, platform);
  if (!value.ok) return { problem: value.problem };
  const wrong = platformProblem(type, platform);
  if (wrong !== undefined) return { problem: wrong };
  const details = at('details');
  if (details.length > longestDetails) return { problem: `the details have ${details.length} characters, ${longestDetails} fit` };
  const implied = platform ?? (type === 'manufacturerModelSerial' ? 'windows' : undefined);
  return { line, type, identifier: value.value, details, ...(implied === undefined ? {} : { platform: implied }) };
}

type Cell = (name: ColumnName) => string;

/** Which of a row's cells identifies the device, and as what. */
function pick(at: Cell, asked: IdentityType | undefined, platform: string | undefined): readonly [IdentityType, Checked] {
  const triple = at('manufacturer') !== '' && at('model') !== '';
  if (asked === 'manufacturerModelSerial' || (asked === undefined && (platform === 'windows' || (triple && at('imei') === '' && platform === undefined)))) {
    const [manufacturer = '', model = '', ...serial] = at('identifier').split(',');
    const whole = at('identifier').includes(',');
    return ['manufacturerModelSerial', whole ? checkTriple(manufacturer, model, serial.join(',')) : checkTriple(at('manufacturer'), at('model'), at('serial') === '' ? at('identifier') : at('serial'))];
  }
  const any = at('identifier');
  // a serial identifies an Apple device for sure, an IMEI only where Intune has recorded the same one of two (apple.md 5.32)
  if (asked === 'serialNumber' || (asked === undefined && at('serial') !== '')) return ['serialNumber', checkSerial(at('serial') === '' ? any : at('serial'), platform)];
  if (asked === 'imei' || (asked === undefined && at('imei') !== '')) return ['imei', checkImei(at('imei') === '' ? any : at('imei'))];
  if (any.split(',').length === 3) return pick(at, 'manufacturerModelSerial', platform);
  return looksLikeImei(any) ? ['imei', checkImei(any)] : ['serialNumber', checkSerial(any, platform)];
}

function looksLikeImei(text: string): boolean {
  return /^\d{14,16}$/.test(text.replace(/[\s-]/g, ''));
}
