import { Buffer, isUtf8 } from 'node:buffer';

/** How the bytes inside a base64 text spell text. `bytes`: they do not (an image, a certificate); read as Latin-1 to look for known ids, never rewritten. */
export type Charset = 'utf-8' | 'utf-16le' | 'utf-16be' | 'latin-1' | 'bytes';

export interface Decoded {
  readonly text: string;
  readonly charset: Charset;
}

/** A stretch of a text that is base64: with its line breaks and indents, without what stands around it. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Fewer characters hold no value worth finding: `a.co` needs eight. */
const shortestWhole = 8;
const shortestRun = 16;
/** A whole string of at least this many characters may be binary; shorter or embedded ones must be text to be believed. */
const shortestBinary = 64;

const alphabet = new Uint8Array(128);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/') alphabet[character.charCodeAt(0)] = 1;
for (const character of ' \t\r\n') alphabet[character.charCodeAt(0)] = 2;

/** Kind of a character: 1 of the alphabet, 2 white, 0 neither. */
function kindAt(text: string, index: number): number {
  return alphabet[text.charCodeAt(index)] ?? 0;
}

/** The base64 stretches of a text: the whole of it where it is nothing else, else the runs in it, over line breaks too. */
export function base64In(text: string): Stretch[] {
  const whole = wholeStretch(text);
  if (whole !== undefined) return [whole];
  if (text.length < shortestRun) return [];
  const stretches: Stretch[] = [];
  const search = /\beyJ[A-Za-z0-9_-]{13,}|[A-Za-z0-9+/]{16,}={0,2}/g;
  // a block whose lines do not read as one is looked at line by line, once: joining again from each line would take for ever
  let singly = 0;
  for (let match = search.exec(text); match !== null; match = search.exec(text)) {
    const from = match.index;
    const end = from + match[0].length;
    const long = from < singly ? end : linesFrom(text, end);
    const to = long > end && readable(text, from, long) ? long : readable(text, from, end) ? end : 0;
    if (to === 0) {
      singly = Math.max(singly, long);
      continue;
    }
    stretches.push({ from, to });
    search.lastIndex = to;
  }
  return stretches;
}

/** What a stretch says; undefined where it is no base64 or its bytes are neither text nor long enough to be a file. */
export function decodeBase64(written: string, whole: boolean): Decoded | undefined {
  const bytes = bytesOf(written);
  if (bytes === undefined) return undefined;
  const charset = charsetOf(bytes);
  if (charset === 'bytes' && !(whole && written.length >= shortestBinary)) return undefined;
  return { text: decoded(bytes, charset), charset };
}

/** The text of a stretch whose charset is known. */
export function textOfBase64(written: string, charset: Charset): string | undefined {
  const bytes = bytesOf(written);
  return bytes === undefined ? undefined : decoded(bytes, charset);
}

/**
 * Base64 of a new text in the manner of the old one: charset, alphabet, padding, line width, line ends and indents.
 * Undefined where the charset cannot spell it.
 */
export function encodeBase64(text: string, charset: Charset, written: string): string | undefined {
  const bytes = encoded(text, charset);
  if (bytes === undefined) return undefined;
  const letters = written.replace(/\s+/g, '');
  const padded = letters.endsWith('=') || letters.length % 4 === 0;
  let fresh = bytes.toString(/[-_]/.test(letters) ? 'base64url' : 'base64');
  fresh = fresh.replace(/=+$/, '');
  if (padded) fresh += '='.repeat((4 - (fresh.length % 4)) % 4);
  return laidOut(fresh, written);
}

function wholeStretch(text: string): Stretch | undefined {
  let from = 0;
  let to = text.length;
  while (from < to && (kindAt(text, from) === 2 || text.charCodeAt(from) === 0xfeff)) from++;
  while (to > from && kindAt(text, to - 1) === 2) to--;
  if (to - from < shortestWhole) return undefined;
  let end = to;
  for (let pads = 0; pads < 2 && end > from && text.charCodeAt(end - 1) === 61; pads++) end--;
  for (let index = from; index < end; index++) if (kindAt(text, index) === 0) return undefined;
  // several words on one line are a sentence, though each of its letters is of the alphabet
  if (/[^\s][ \t]+[^\s]/.test(text.slice(from, Math.min(end, from + 400)))) return undefined;
  return { from, to };
}

/** The end of a run that goes on over whole lines of base64 after its first one. */
function linesFrom(text: string, end: number): number {
  let last = end;
  for (;;) {
    if (text.charCodeAt(last - 1) === 61) return last;
    let next = last;
    while (kindAt(text, next) === 2) next++;
    if (!text.slice(last, next).includes('\n')) return last;
    const begin = next;
    while (kindAt(text, next) === 1) next++;
    for (let pads = 0; pads < 2 && text.charCodeAt(next) === 61; pads++) next++;
    if (next - begin < 4 || !/^[\r\n<"'&;,)\]}]?$/.test(text.charAt(next))) return last;
    last = next;
  }
}

/** Whether a stretch decodes to text; the first bytes decide most cases. */
function readable(text: string, from: number, to: number): boolean {
  const start = Buffer.from(text.slice(from, Math.min(to, from + 24)), 'base64');
  const bom = start[0] === 0xff || start[0] === 0xfe;
  if (!bom && start.some((byte) => byte !== 0 && isControl(byte))) return false;
  return decodeBase64(text.slice(from, to), false) !== undefined;
}

function bytesOf(written: string): Buffer | undefined {
  const letters = /\s/.test(written) ? written.replace(/\s+/g, '') : written;
  const body = letters.replace(/={1,2}$/, '');
  if (body.length % 4 === 1 || body.includes('=')) return undefined;
  return Buffer.from(body, 'base64');
}

function charsetOf(bytes: Buffer): Charset {
  if (bytes.length < 4) return 'bytes';
  const [first = 0, second = 0] = bytes;
  const even = bytes.length % 2 === 0;
  if (even && first === 0xff && second === 0xfe) return 'utf-16le';
  if (even && first === 0xfe && second === 0xff) return 'utf-16be';
  const sample = Math.min(bytes.length, 2048);
  const zeros = [0, 0];
  const controls = [0, 0];
  const high = [0, 0];
  for (let index = 0; index < sample; index++) {
    const byte = bytes[index] ?? 0;
    const side = index & 1;
    if (byte === 0) zeros[side] = (zeros[side] ?? 0) + 1;
    else if (byte >= 0x80) high[side] = (high[side] ?? 0) + 1;
    else if (isControl(byte)) controls[side] = (controls[side] ?? 0) + 1;
  }
  const [zeroEven = 0, zeroOdd = 0] = zeros;
  // every third letter or more of the sample is of the first 256: so much text in Latin letters, or so much noise
  if (even && zeroEven === 0 && zeroOdd >= sample / 6) return 'utf-16le';
  if (even && zeroOdd === 0 && zeroEven >= sample / 6) return 'utf-16be';
  const few = bytes.length < 256 ? 0 : sample / 50;
  if (zeroEven + zeroOdd > 0 || (controls[0] ?? 0) + (controls[1] ?? 0) > few) return 'bytes';
  if (isUtf8(bytes)) return 'utf-8';
  // single bytes above ASCII are an ANSI script when they are rare, noise when they are not
  return bytes.length >= 24 && (high[0] ?? 0) + (high[1] ?? 0) <= sample / 10 ? 'latin-1' : 'bytes';
}

function isControl(byte: number): boolean {
  return (byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d) && byte !== 0x1b) || byte === 0x7f;
}

function decoded(bytes: Buffer, charset: Charset): string {
  switch (charset) {
    case 'utf-8':
      return bytes.toString('utf8');
    case 'utf-16le':
      return bytes.toString('utf16le');
    case 'utf-16be':
      return Buffer.from(bytes).swap16().toString('utf16le');
    case 'latin-1':
      return bytes.toString('latin1');
    case 'bytes':
      // without zeros, so that UTF-16 among other things can be read too; nobody writes this back
      return bytes.toString('latin1').replaceAll('\0', '');
  }
}

function encoded(text: string, charset: Charset): Buffer | undefined {
  switch (charset) {
    case 'utf-8':
      return /\p{Surrogate}/u.test(text) ? undefined : Buffer.from(text, 'utf8');
    case 'utf-16le':
      return Buffer.from(text, 'utf16le');
    case 'utf-16be':
      return Buffer.from(text, 'utf16le').swap16();
    case 'latin-1':
      return /^[\0-\xff]*$/.test(text) ? Buffer.from(text, 'latin1') : undefined;
    case 'bytes':
      return undefined;
  }
}

/** New letters with the line breaks of an old text: at its width where it has one, else at its places. */
function laidOut(letters: string, written: string): string {
  const pieces = written.split(/(\s+)/);
  if (pieces.length < 3) return letters;
  const lines = pieces.filter((_, index) => index % 2 === 0).map((line) => line.length);
  const breaks = pieces.filter((_, index) => index % 2 === 1);
  const [width = letters.length] = lines;
  const even = lines.every((length, index) => (index < lines.length - 1 ? length === width : length <= width));
  let result = '';
  let done = 0;
  for (let line = 0; done < letters.length; line++) {
    const last = !even && line >= lines.length - 1;
    const piece = letters.slice(done, last ? letters.length : done + (even ? width : (lines[line] ?? width)));
    result += (line === 0 ? '' : (breaks[line - 1] ?? breaks.at(-1) ?? '')) + piece;
    done += piece.length;
  }
  return result;
}
