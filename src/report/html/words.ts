import type { Severity } from '../../model/finding.js';
import { severityMarks } from '../scales.js';
import { html, ours, type Markup } from './markup.js';

/** A severity as mark and word. */
export function severity(step: Severity): Markup {
  return html`<span class="s s-${step}">${severityMarks[step]} ${step}</span>`;
}

/** A name that a tenant gave: kept apart from the direction of the text around it. */
export function name(text: string): Markup {
  return html`<bdi>${text === '' ? '(no name)' : text}</bdi>`;
}

/** Name over kind, as the first cell of a row. */
export function object(text: string, kind: string): Markup {
  return html`${name(text)} <span class="kind">${kind}</span>`;
}

/** Pass, fail or unknown, as word and mark. */
export function passed(state: 'pass' | 'fail' | 'unknown', word: string = state): Markup {
  switch (state) {
    case 'pass':
      return html`<span class="yes">✓ ${word}</span>`;
    case 'fail':
      return html`<span class="no">✗ ${word}</span>`;
    case 'unknown':
      return html`<span class="maybe">? ${word}</span>`;
  }
}

/** A JSON pointer or another long word of parts: it may break between its parts, so that no part is torn. */
export function place(text: string): Markup {
  const parts = text.split(/(?<=[/._-])(?=[^/._-])|(?<=[a-z])(?=[A-Z])/u);
  return html`<code>${parts.map((part, i) => html`${i > 0 && ours('<wbr>')}${part}`)}</code>`;
}
