import { html, type Markup } from './markup.js';

/** The shares of a table's width that the style sheet knows. */
export const widths = [6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 36, 40] as const;

export interface Column {
  readonly label: string;
  /** Numbers stand at the right edge. */
  readonly numeric?: true;
  /** Share of the width, in percent; the style sheet has a class for each. */
  readonly width?: (typeof widths)[number];
}

type Cell = string | number | Markup;

export interface Row {
  /** The first cell names the row. */
  readonly cells: readonly Cell[];
  readonly id?: string;
  /** What the filter looks at: severity, status. */
  readonly severity?: string;
  readonly status?: string;
}

/**
 * A table with caption, column heads and row heads. Each cell carries its column's label, so that on a narrow screen the
 * rows can become blocks without a reader losing track.
 */
export function table(caption: string | Markup, columns: readonly Column[], rows: readonly Row[], options: { readonly foot?: readonly Cell[]; readonly name?: string } = {}): Markup {
  const cell = (content: Cell, i: number): Markup => {
    const column = columns[i];
    const numeric = column?.numeric === true ? html` class="n"` : undefined;
    return i === 0 ? html`<th scope="row" data-l="${column?.label}"${numeric}>${content}</th>` : html`<td data-l="${column?.label}"${numeric}>${content}</td>`;
  };
  const line = (row: Row): Markup => {
    const id = row.id === undefined ? undefined : html` id="${row.id}"`;
    const severity = row.severity === undefined ? undefined : html` data-s="${row.severity}"`;
    const status = row.status === undefined ? undefined : html` data-t="${row.status}"`;
    return html`<tr${id}${severity}${status}>${row.cells.map(cell)}</tr>
`;
  };
  const short = rows.length <= 8 && ' short';
  return html`<table class="${options.name ?? 'list'}${short}"><caption>${caption}</caption>
<thead><tr>${columns.map((column) => html`<th scope="col"${classOf(column)}>${column.label}</th>`)}</tr></thead>
<tbody>
${rows.map(line)}</tbody>${options.foot !== undefined && html`
<tfoot><tr>${options.foot.map(cell)}</tr></tfoot>`}</table>
`;
}

function classOf(column: Column): Markup | undefined {
  const names = [...(column.numeric === true ? ['n'] : []), ...(column.width === undefined ? [] : [`w${String(column.width)}`])];
  return names.length === 0 ? undefined : html` class="${names.join(' ')}"`;
}
