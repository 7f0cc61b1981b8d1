import { serialOf, type Serial } from '../../model/apple.js';

export interface SerialRow {
  readonly line: number;
  readonly cells: readonly string[];
}

export type SerialReading =
  | { readonly ok: true; readonly serials: readonly Serial[] }
  | { readonly ok: false; readonly problem: string; readonly remedy: string };

const names = new Set(['serial', 'serialnumber', 'serialno', 'deviceserialnumber']);

/**
 * Reads a list of serials: one a line, or CSV with a column `serial` (also `serialNumber`, as Intune and Apple export it). A double
 * is refused, because it is more often a mistake than a wish.
 */
export function readSerials(rows: readonly SerialRow[]): SerialReading {
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const [first] = filled;
  if (first === undefined) return { ok: false, problem: 'holds no serial', remedy: 'write one serial a line' };
  const column = first.cells.findIndex((cell) => names.has(cell.toLowerCase().replace(/[^a-z]/g, '')));
  const single = filled.every(({ cells }) => cells.slice(1).every((cell) => cell.trim() === ''));
  if (column < 0 && !single) return { ok: false, problem: `has no column "serial"; its columns are ${first.cells.map((cell) => cell.trim()).join(', ').slice(0, 120)}`, remedy: 'name the column with the serials "serial", or write one serial a line' };
  const places = new Map<Serial, number>();
  const bad: string[] = [];
  const doubles: string[] = [];
  for (const { line, cells } of column < 0 ? filled : filled.slice(1)) {
    const text = (cells[Math.max(0, column)] ?? '').trim();
    const serial = text.startsWith('#') ? undefined : serialOf(text);
    if (serial === undefined) {
      if (text !== '' && !text.startsWith('#')) bad.push(`line ${line}: "${text.slice(0, 40)}"`);
      continue;
    }
    const earlier = places.get(serial);
    if (earlier === undefined) places.set(serial, line);
    else doubles.push(`${serial} in lines ${earlier} and ${line}`);
  }
  if (bad.length > 0) return { ok: false, problem: `holds what cannot be a serial (${some(bad)})`, remedy: 'correct it or take it out' };
  if (doubles.length > 0) return { ok: false, problem: `holds serials twice (${some(doubles)})`, remedy: 'keep each once' };
  return places.size === 0 ? { ok: false, problem: 'holds no serial', remedy: 'write one serial a line' } : { ok: true, serials: [...places.keys()] };
}

function some(texts: readonly string[]): string {
  return `${texts.slice(0, 3).join('; ')}${texts.length > 3 ? `; and ${texts.length - 3} more` : ''}`;
}
