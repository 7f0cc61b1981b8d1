/** A table in Markdown; bars and line ends in cells are made harmless. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(head), `| ${head.map(() => '---').join(' | ')} |`, ...rows.map(line)].join('\n');
}

/** `settings` → `Settings`. */
export function heading(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

export function code(text: string): string {
  return `\`${text}\``;
}
