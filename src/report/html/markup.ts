import { encode } from 'html-entities';
import { visible } from '../plain.js';

/** A piece of HTML that is safe to put into a page: made by `html` only. */
export interface Markup {
  readonly markup: string;
}

type Part = string | number | Markup | readonly Part[] | undefined | false;

function isMany(part: Part): part is readonly Part[] {
  return Array.isArray(part);
}

function textOf(part: Part): string {
  if (part === undefined || part === false) return '';
  if (typeof part === 'string') return encode(visible(part), { mode: 'specialChars', level: 'html5' });
  if (typeof part === 'number') return String(part);
  if (isMany(part)) return part.map(textOf).join('');
  return part.markup;
}

/** Every value is escaped, in text and in quoted attributes alike; only other pieces of markup pass as they are. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { markup: strings.map((text, i) => text + textOf(parts[i])).join('') };
}

/** Markup of our own that no value of a tenant is in: style sheet and script. */
export function ours(markup: string): Markup {
  return { markup };
}
