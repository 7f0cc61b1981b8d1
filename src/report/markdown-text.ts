import { visible } from './plain.js';

/**
 * A text of a tenant within a line or a table cell of Markdown: every character that Markdown or a code host gives a
 * meaning is made harmless. Marks are escaped, HTML and pipes become entities, and `@name` or `#12` stays text instead
 * of calling somebody: a mark followed by an empty comment is no mention.
 */
export function md(text: string): string {
  return visible(text)
    .replace(/(?<![\p{L}\p{N}])[@#](?=[\p{L}\p{N}])|:(?=\/\/)|[&<>|\\`*_[\]~$^]/gu, (mark) => entities[mark] ?? (mark === '@' || mark === '#' ? `${mark}<!-- -->` : `\\${mark}`))
    .replace(/^(\s*)([#+=-])(?!<)/u, '$1\\$2')
    .replace(/^(\s*\d+)([.)])(?=\s)/u, '$1\\$2');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '|': '&#124;', ':': '&#58;' };

/** A table; cells are Markdown already. */
export function mdTable(columns: readonly string[], rows: readonly (readonly (string | number)[])[], right: readonly number[] = []): string {
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |\n`;
  return `${line(columns)}${line(columns.map((_column, i) => (right.includes(i) ? '---:' : '---')))}${rows.map(line).join('')}\n`;
}

/** Long lists are folded: a reviewer opens what is of interest. */
export function folded(summary: string, body: string): string {
  return `<details><summary>${summary}</summary>\n\n${body}\n</details>\n\n`;
}
