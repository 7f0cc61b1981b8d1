import type { Json } from '../../model/json.js';
import { walkTexts, type Here, type Unread } from './walk.js';
import { base64In, decodeBase64, textOfBase64, type Charset } from './wrappings/base64.js';
import { plainOf, type Spelling } from './wrappings/escapes.js';
import { jsonStrings } from './wrappings/json-text.js';
import { pairsIn } from './wrappings/pairs.js';
import { xmlPieces } from './wrappings/xml-text.js';

/**
 * One step from a text to a text inside it: which span of the outer one, and how it is wrapped. Steps are plain data, so a
 * found value can be written to a file and rewritten later: the same text unwraps the same way every time.
 */
export type Step =
  | { readonly as: 'base64'; readonly from: number; readonly to: number; readonly charset: Charset }
  | { readonly as: Spelling; readonly from: number; readonly to: number; /** the JSON pointer, the XML name or the name of the pair it stands under */ readonly name?: string; /** what the pair is called whose value it is: `{ "key": title, "value": … }` */ readonly title?: string; readonly isName?: true };

/** A text found in a JSON value at some depth of wrapping. Valid during the visit only, as far as `here` goes. */
export interface Inner {
  readonly text: string;
  readonly steps: readonly Step[];
  /** Whether the outermost text is the name of a member and not its value. */
  readonly isName: boolean;
  /** False for what reads as bytes: it can be searched for known ids and never rewritten. */
  readonly editable: boolean;
  /** Whether a span of this text was given to the visitor already, unwrapped, as a text of its own. */
  covered(from: number, to: number): boolean;
  /** Whether such an unwrapped text reaches into a span from outside it, so that the span is no unit of its own. */
  cut(from: number, to: number): boolean;
  readonly here: Here;
}

/** More wrappings around each other than anybody has reason for. */
const deepest = 12;

/** Nothing in the text can begin a wrapping: no letter run long enough, no escape, no markup, no document. */
const plain = /[%&\\<[{"?]|[A-Za-z0-9+/]{8}|DC\s{0,4}=/i;

/**
 * Walks every text of a JSON value, and every text inside those: base64 (also unpadded, broken into lines, UTF-8 or UTF-16),
 * JSON in strings, XML and plist and their fragments, entities, `name=value&…`, percent-encoding, distinguished names. Inner texts come before the text around them.
 *
 * Every step shortens its text, and the texts inside a text do not overlap: the work is linear in size and depth.
 * @returns the places that were not looked into because they nest too deep.
 */
export function unwrap(value: Json, visit: (inner: Inner) => void): Unread[] {
  const tooDeep: Unread[] = [];
  const unread = walkTexts(value, (text, isName, here) => {
    within(text, [], isName, true, here, visit, tooDeep);
  });
  return [...unread, ...tooDeep];
}

function within(text: string, steps: readonly Step[], isName: boolean, editable: boolean, here: Here, visit: (inner: Inner) => void, tooDeep: Unread[]): void {
  const spans: number[] = [];
  if (editable && plain.test(text)) {
    for (const step of stepsInto(text)) {
      if (steps.length >= deepest) {
        tooDeep.push({ at: here.pointer(), why: 'nested too deep' });
        break;
      }
      const inner = stepInto(text, step);
      if (inner === undefined) continue;
      spans.push(step.from, step.to);
      within(inner, [...steps, step], isName, !(step.as === 'base64' && step.charset === 'bytes'), here, visit, tooDeep);
    }
  }
  visit({
    text,
    steps,
    isName,
    editable,
    here,
    covered: (from, to) => (spans[firstEndingAfter(spans, from)] ?? to) < to,
    cut: (from, to) => {
      const first = spans[firstEndingAfter(spans, from)] ?? to;
      const last = firstEndingAfter(spans, to);
      return (first < from && first < to) || (spans[last] ?? to) < to;
    },
  });
}

/** The steps that lead from a text to the texts inside it, in order, none overlapping another. */
export function stepsInto(text: string): Step[] {
  const first = text.charCodeAt(firstInk(text));
  if (first === 0x7b || first === 0x5b || first === 0x22) {
    const strings = jsonStrings(text);
    if (strings !== undefined) {
      return strings.map(({ from, to, at, title, isName }) => ({ as: 'json', from, to, name: at, ...(title === undefined ? {} : { title }), ...(isName ? { isName } : {}) }));
    }
  }
  if (first === 0x3c) {
    const pieces = xmlPieces(text);
    if (pieces !== undefined && pieces.length > 0) return pieces;
  }
  const pairs = pairsIn(text);
  if (pairs !== undefined) return pairs.map(({ from, to, name }) => ({ as: 'pair', from, to, name }));
  const spelling = escapedAs(text);
  if (spelling !== undefined) return [{ as: spelling, from: 0, to: text.length }];
  const encoded = base64In(text).flatMap(({ from, to }): Step[] => {
    const decoded = decodeBase64(text.slice(from, to), from === 0 || text.slice(0, from).trim() === '');
    return decoded === undefined ? [] : [{ as: 'base64', from, to, charset: decoded.charset }];
  });
  const domains = domainParts(text).filter(({ from, to }) => encoded.every((step) => step.to <= from || step.from >= to));
  return domains.length === 0 ? encoded : [...encoded, ...domains].sort((a, b) => a.from - b.from);
}

/** Domains that are spelled part by part, as distinguished names do: `DC=contoso,DC=com`. */
function domainParts(text: string): Step[] {
  if (!/DC\s{0,4}=/i.test(text)) return [];
  return [...text.matchAll(/(?<![\w-])DC\s{0,4}=\s{0,4}([\p{L}\p{N}_-]{1,63}(?:\s{0,4},\s{0,4}DC\s{0,4}=\s{0,4}[\p{L}\p{N}_-]{1,63}){1,20})/giu)].map((found) => {
    const to = found.index + found[0].length;
    return { as: 'dn', from: to - (found[1] ?? '').length, to };
  });
}

/** The text behind one step. */
export function stepInto(text: string, step: Step): string | undefined {
  const written = text.slice(step.from, step.to);
  return step.as === 'base64' ? textOfBase64(written, step.charset) : plainOf(step.as, written).text;
}

/** Steps in words, outermost first: `base64`, `base64 (utf-16le)`, `xml PayloadOrganization`, `json /id`. */
export function wrappingOf(steps: readonly Step[]): string[] {
  return steps.map((step) => {
    switch (step.as) {
      case 'base64':
        return step.charset === 'utf-8' ? 'base64' : `base64 (${step.charset})`;
      case 'percent':
        return 'percent-encoding';
      case 'unicode':
        return '\\u escapes';
      case 'regex':
        return 'pattern';
      case 'dn':
        return 'distinguished name';
      case 'pair':
        return `pair ${step.name ?? ''}`;
      case 'json':
        return `json ${step.isName ? 'name ' : ''}${step.name ?? ''}`.trimEnd();
      case 'xml text':
      case 'xml attribute':
      case 'cdata':
        return `xml ${step.name ?? ''}`.trimEnd();
    }
  });
}

/** The spelling, other than a whole document's, in which some characters of a text are written; the first that holds. */
function escapedAs(text: string): Spelling | undefined {
  if (text.includes('%') && changes('percent', text)) return 'percent';
  if (text.includes('&') && changes('xml text', text)) return 'xml text';
  if (text.includes('\\u') && changes('unicode', text)) return 'unicode';
  if (text.includes('\\.') && changes('regex', text)) return 'regex';
  return undefined;
}

function changes(spelling: Spelling, text: string): boolean {
  return plainOf(spelling, text).escapes.length > 0;
}

function firstInk(text: string): number {
  let index = 0;
  for (; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code !== 32 && code !== 9 && code !== 10 && code !== 13 && code !== 0xfeff) break;
  }
  return index;
}

/** Spans are pairs of numbers in order: the index of the first that ends after a place. */
function firstEndingAfter(spans: readonly number[], place: number): number {
  let low = 0;
  let high = spans.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle * 2 + 1] ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return low * 2;
}
