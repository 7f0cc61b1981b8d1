/**
 * Spellings in which single characters are written as several: percent-encoding, XML entities, JSON escapes; also places where none
 * are undone but a character must not stand as it is; and a domain in a distinguished name (`DC=contoso,DC=com`). Undoing one
 * keeps the way back for every character, so that a span can be replaced and all else stays as it was written.
 */
export type Spelling = 'percent' | 'xml text' | 'xml attribute' | 'cdata' | 'json' | 'unicode' | 'regex' | 'pair' | 'dn';

/** One character that was written as several: where it stands in the plain text, and where in the written one. */
interface Escape {
  readonly at: number;
  readonly length: number;
  readonly from: number;
  readonly to: number;
}

export interface Plain {
  readonly text: string;
  readonly escapes: readonly Escape[];
}

const shapes: Record<Spelling, RegExp | undefined> = {
  percent: /%[0-9a-f]{2}/gi,
  'xml text': /&(?:#x[0-9a-f]{1,6}|#[0-9]{1,7}|amp|lt|gt|quot|apos);/gi,
  'xml attribute': /&(?:#x[0-9a-f]{1,6}|#[0-9]{1,7}|amp|lt|gt|quot|apos);/gi,
  cdata: undefined,
  pair: undefined,
  json: /\\(?:u[0-9a-f]{4}|["\\/bfnrt])/gi,
  unicode: /\\u[0-9a-f]{4}/gi,
  // the dots of a domain, in the subject of a certificate or the path of a directory
  dn: /\s{0,4},\s{0,4}DC\s{0,4}=\s{0,4}/gi,
  // sign-in restrictions and rules of dynamic groups are patterns: contoso\.com
  regex: /(?<=[\w*@])\\[.-](?=[A-Za-z0-9])/g,
};

/** The plain text behind a written one; the same text where nothing is written specially. */
export function plainOf(spelling: Spelling, written: string): Plain {
  const shape = shapes[spelling];
  if (shape === undefined) return { text: written, escapes: [] };
  const escapes: Escape[] = [];
  let text = '';
  let done = 0;
  const search = new RegExp(shape.source, shape.flags);
  for (let match = search.exec(written); match !== null; match = search.exec(written)) {
    const from = match.index;
    const unit = spelling === 'percent' ? utf8At(written, from) : { plain: meaning(spelling, match[0]), to: from + match[0].length };
    if (unit?.plain === undefined) continue;
    text += written.slice(done, from);
    escapes.push({ at: text.length, length: unit.plain.length, from, to: unit.to });
    text += unit.plain;
    done = unit.to;
    search.lastIndex = unit.to;
  }
  return { text: escapes.length === 0 ? written : text + written.slice(done), escapes };
}

/** A change of a written text. */
export interface Change {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/**
 * Gives the function that says how the written text changes when a span of its plain text is replaced. Only what differs
 * is touched. Each character of the replacement is spelled as the same character was in the replaced span, else as
 * everywhere in the text, else as the spelling demands.
 */
export function respeller(spelling: Spelling, written: string): (from: number, to: number, replacement: string) => Change {
  const plain = plainOf(spelling, written);
  const forms = new Map<string, string>();
  for (const escape of plain.escapes) {
    const character = plain.text.slice(escape.at, escape.at + escape.length);
    if (!forms.has(character)) forms.set(character, written.slice(escape.from, escape.to));
  }
  const style: PercentStyle = {
    smallHex: /%(?:[0-9][a-f]|[a-f][0-9a-f])/.test(written),
    thorough: /%(?:2[de]|5f|7e)/i.test(written) && !/[-._~]/.test(written),
  };
  return (from, to, replacement) => {
    const old = plain.text.slice(from, to);
    const [head, tail] = common(old, replacement);
    const near = new Map<string, string>();
    for (let index = firstEscape(plain, from); ; index++) {
      const escape = plain.escapes[index];
      if (escape === undefined || escape.at >= to) break;
      near.set(plain.text.slice(escape.at, escape.at + escape.length), written.slice(escape.from, escape.to));
    }
    const spell = (character: string): string => {
      const here = near.get(character);
      if (here !== undefined) return here;
      if (/[A-Za-z0-9]/.test(character) || old.includes(character)) return character;
      const elsewhere = forms.get(character);
      return elsewhere !== undefined && !written.includes(character) ? elsewhere : demanded(spelling, character, style);
    };
    const fresh = replacement.slice(head, replacement.length - tail);
    const text = spelling === 'cdata' ? fresh.replaceAll(']]>', ']]]]><![CDATA[>') : [...fresh].map(spell).join('');
    return { from: writtenIndex(plain, from + head), to: writtenIndex(plain, to - tail), text };
  };
}

/** How a text is percent-encoded: with which digits, and whether also what need not be (SharePoint writes `%2D` and `%2E`). */
interface PercentStyle {
  readonly smallHex: boolean;
  readonly thorough: boolean;
}

function demanded(spelling: Spelling, character: string, style: PercentStyle): string {
  switch (spelling) {
    case 'percent': {
      const plain = style.thorough && character.length === 1 && character < '\x80';
      const encoded = plain ? `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}` : encodeURIComponent(/\p{Surrogate}/u.test(character) ? '\ufffd' : character);
      return style.smallHex ? encoded.toLowerCase() : encoded;
    }
    case 'json':
      return JSON.stringify(character).slice(1, -1);
    case 'xml text':
      return character === '&' ? '&amp;' : character === '<' ? '&lt;' : character === '>' ? '&gt;' : character;
    case 'xml attribute':
      return character === '&' ? '&amp;' : character === '<' ? '&lt;' : character === '>' ? '&gt;' : character === '"' ? '&quot;' : character === "'" ? '&apos;' : character;
    case 'pair':
      return /[&#%+\s]/.test(character) ? encodeURIComponent(character) : character;
    case 'regex':
      return character === '.' ? '\\.' : character;
    case 'dn':
      return character === '.' ? ',DC=' : character;
    case 'cdata':
    case 'unicode':
      return character;
  }
}

/** The index of the first escape that stands at a place of the plain text or after it. */
function firstEscape(plain: Plain, index: number): number {
  let low = 0;
  let high = plain.escapes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((plain.escapes[middle]?.at ?? index) < index) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where a place of the plain text stands in the written one. */
function writtenIndex(plain: Plain, index: number): number {
  const before = plain.escapes[firstEscape(plain, index) - 1];
  return before === undefined ? index : index < before.at + before.length ? before.from : before.to + (index - before.at - before.length);
}

/** Lengths of what two texts share at their beginning and at their end, without overlap and never half a character. */
function common(a: string, b: string): [number, number] {
  const most = Math.min(a.length, b.length);
  let head = 0;
  while (head < most && a[head] === b[head]) head++;
  if (head > 0 && /[\ud800-\udbff]/.test(a.charAt(head - 1))) head--;
  let tail = 0;
  while (tail < most - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  if (tail > 0 && /[\udc00-\udfff]/.test(a.charAt(a.length - tail))) tail--;
  return [head, tail];
}

const letters: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function meaning(spelling: Spelling, form: string): string | undefined {
  if (spelling === 'regex') return form.charAt(1);
  if (spelling === 'dn') return '.';
  if (spelling === 'json' || spelling === 'unicode') {
    if (form.length === 6) return String.fromCharCode(parseInt(form.slice(2), 16));
    const letter = form.charAt(1);
    return letters[letter] ?? letter;
  }
  const name = form.slice(1, -1).toLowerCase();
  if (!name.startsWith('#')) return entities[name];
  const code = name.startsWith('#x') ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

/** The character whose percent-encoded UTF-8 begins at a place; undefined where the bytes are none. */
function utf8At(written: string, from: number): { plain: string; to: number } | undefined {
  const lead = parseInt(written.slice(from + 1, from + 3), 16);
  const bytes = lead < 0x80 ? 1 : lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
  if (bytes === 0) return undefined;
  const to = from + bytes * 3;
  if (bytes === 1) return { plain: String.fromCharCode(lead), to };
  try {
    return { plain: decodeURIComponent(written.slice(from, to)), to };
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
