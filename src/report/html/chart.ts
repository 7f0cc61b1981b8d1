import { plural } from '../scales.js';
import { html, type Markup } from './markup.js';

export interface Slice {
  readonly label: string;
  readonly count: number;
  /** Class of the style sheet that colors it: `c1` … `c7`. */
  readonly color: string;
}

/** One bar that shows how a whole is made of its parts. Its text twin is the table below it, and its own label. */
export function bar(name: string, whole: number, slices: readonly Slice[]): Markup {
  const total = slices.reduce((sum, slice) => sum + slice.count, 0);
  if (total === 0) return html``;
  const said = slices.filter((slice) => slice.count > 0).map((slice) => `${slice.label} ${String(slice.count)}`);
  let x = 0;
  const drawn = slices
    .filter((slice) => slice.count > 0)
    .map((slice) => {
      const width = (slice.count / total) * 100;
      const at = x;
      x += width;
      const text = width >= 5 && html`<text x="${percent(at + width / 2)}" y="23" class="${slice.color}">${slice.count}</text>`;
      return html`<rect x="${percent(at)}" y="1" width="${percent(width)}" height="34" class="${slice.color}"/>${text}`;
    });
  return html`<svg class="bar" width="100%" height="36" role="img" aria-label="${name}, ${plural(whole, 'object')}: ${said.join(', ')}.">${drawn}</svg>
`;
}

/** The sample of a color beside the word it stands for. */
export function swatch(color: string): Markup {
  return html`<svg class="swatch" width="14" height="14" aria-hidden="true" focusable="false"><rect x="1" y="1" width="12" height="12" class="${color}"/></svg> `;
}

/** The stripes that tell two parts apart without color; once in a page. */
export function patterns(): Markup {
  return html`<svg width="0" height="0" aria-hidden="true" focusable="false" class="defs"><defs><pattern id="stripes-a" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" class="paper"/><rect width="3" height="6" class="c2"/></pattern><pattern id="stripes-b" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><rect width="6" height="6" class="paper"/><rect width="3" height="6" class="c5"/></pattern></defs></svg>
`;
}

function percent(value: number): string {
  return `${value.toFixed(3)}%`;
}
