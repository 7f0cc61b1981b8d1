import stringWidth from 'string-width';
import { visible } from './plain.js';

/** How text for a terminal is made. Color is extra: everything is also said in words. */
export interface TextOptions {
  /** Columns of the terminal. */
  readonly width: number;
  readonly color?: boolean;
}

export interface TextColumn {
  readonly label: string;
  readonly right?: true;
  /** Takes what is left and gives way first. */
  readonly grows?: true;
  /** Goes on in the next line where it does not fit, and is not cut. */
  readonly wraps?: true;
}

export type Tone = 'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'blue';

/** A cell with a color; a plain string has none. */
export type TextCell = string | { readonly text: string; readonly tone: Tone };

const codes: Readonly<Record<Tone, string>> = { bold: '1', dim: '2', red: '31', yellow: '33', green: '32', blue: '36' };

/** Colors a text where color is wanted. The text must be safe already: `visible`. */
export function toned(text: string, tone: Tone, options: TextOptions): string {
  return options.color === true ? `\u001b[${codes[tone]}m${text}\u001b[0m` : text;
}

/** The text as wide as there is room, with `…` where it is cut. Wide letters count two. */
function fitted(text: string, room: number): string {
  if (stringWidth(text) <= room) return text;
  let result = '';
  let used = 0;
  for (const character of text) {
    const wide = stringWidth(character);
    if (used + wide > room - 1) break;
    result += character;
    used += wide;
  }
  return `${result}…`;
}

const gap = 2;
const least = 10;

/**
 * Rows under heads, never wider than the terminal: columns that grow give way first, then the widest; what is cut ends
 * in `…`, what wraps goes on below. A column without content is left out. Where even that does not fit, each row becomes
 * a block of lines. No trailing blanks.
 */
export function textTable(all: readonly TextColumn[], cells: readonly (readonly TextCell[])[], options: TextOptions, indent = 0): string {
  const kept = all.map((_column, i) => i).filter((i) => cells.length === 0 || cells.some((row) => textOf(row[i] ?? '') !== ''));
  const columns = kept.flatMap((i) => all[i] ?? []);
  const rows = cells.map((row) => kept.map((i) => row[i] ?? ''));
  const texts = rows.map((row) => row.map((cell) => visible(textOf(cell))));
  const natural = columns.map((column, i) => Math.max(stringWidth(column.label), ...texts.map((row) => stringWidth(row[i] ?? ''))));
  const widths = shrink(columns, natural, options.width - indent - gap * (columns.length - 1));
  const pad = ' '.repeat(indent);
  if (widths === undefined) return blocks(columns, texts, options, pad);
  const line = (parts: readonly string[], paint: (part: string, i: number) => string): string =>
    `${pad}${parts
      .map((part, i) => {
        const blanks = ' '.repeat(Math.max(0, (widths[i] ?? 0) - stringWidth(part)));
        return columns[i]?.right === true ? `${blanks}${paint(part, i)}` : `${paint(part, i)}${i === columns.length - 1 ? '' : blanks}`;
      })
      .join(' '.repeat(gap))}`.trimEnd();
  const head = line(columns.map((column, i) => fitted(column.label, widths[i] ?? 0)), (part) => (part === '' ? '' : toned(part, 'dim', options)));
  const body = texts.flatMap((row, r) => {
    const lines = row.map((text, i) => (columns[i]?.wraps === true ? broken(text, widths[i] ?? 0) : [fitted(text, widths[i] ?? 0)]));
    return Array.from({ length: Math.max(...lines.map((one) => one.length)) }, (_unused, n) => line(lines.map((one) => one[n] ?? ''), (part, i) => paintOf(rows[r]?.[i], part, options)));
  });
  return `${[...(columns.some((column) => column.label !== '') ? [head] : []), ...body].join('\n')}\n`;
}

/** A text in lines of a width, broken at blanks where it can be. */
function broken(text: string, room: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/ +/u).flatMap((one) => pieces(one, room))) {
    if (line !== '' && stringWidth(line) + 1 + stringWidth(word) > room) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** A word in parts that fit. */
function pieces(word: string, room: number): string[] {
  const parts: string[] = [];
  let part = '';
  for (const character of word) {
    if (part !== '' && stringWidth(part) + stringWidth(character) > room) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}

function textOf(cell: TextCell): string {
  return typeof cell === 'string' ? cell : cell.text;
}

function paintOf(cell: TextCell | undefined, text: string, options: TextOptions): string {
  return cell === undefined || typeof cell === 'string' || text === '' ? text : toned(text, cell.tone, options);
}

/** Widths that fit the room, or undefined where a column would be too narrow to read. */
function shrink(columns: readonly TextColumn[], natural: readonly number[], room: number): readonly number[] | undefined {
  const widths = [...natural];
  for (const giving of [(i: number) => columns[i]?.grows === true, () => true]) {
    for (;;) {
      const over = widths.reduce((sum, one) => sum + one, 0) - room;
      if (over <= 0) return widths;
      const wide = widths.map((one, i) => (giving(i) && columns[i]?.right !== true ? one : 0));
      const most = Math.max(...wide);
      if (most <= least) break;
      const next = Math.max(least, ...wide.filter((one) => one < most));
      const same = wide.filter((one) => one === most).length;
      const to = Math.max(next, most - Math.ceil(over / same));
      for (const [i, one] of wide.entries()) if (one === most) widths[i] = to;
    }
  }
  return undefined;
}

function blocks(columns: readonly TextColumn[], rows: readonly (readonly string[])[], options: TextOptions, pad: string): string {
  const room = Math.max(least, options.width - pad.length);
  return rows.map((row) => `${columns.flatMap((column, i) => ((row[i] ?? '') === '' ? [] : [`${pad}${fitted(column.label === '' ? (row[i] ?? '') : `${column.label}: ${row[i] ?? ''}`, room)}`])).join('\n')}\n`).join('\n');
}

/** A sentence broken at blanks to the width; a word longer than a line is left whole. */
export function wrapped(text: string, options: TextOptions, indent = 0, hang = indent): string {
  const lines: string[] = [];
  let line = ' '.repeat(indent);
  let empty = true;
  for (const word of visible(text).split(/ +/u)) {
    if (!empty && stringWidth(line) + 1 + stringWidth(word) > options.width) {
      lines.push(line);
      line = ' '.repeat(hang);
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return `${[...lines, line].join('\n')}\n`;
}
