/** Where a text stops being JSON, or says a thing twice. Node's own message has no position for most faults. */
export interface JsonFault {
  readonly line: number;
  readonly column: number;
  readonly what: string;
  /** The text ends too early: half a file. */
  readonly cut: boolean;
}

type Due = 'value' | 'first item' | 'first name' | 'name' | 'colon' | 'comma' | 'end';

const words: Readonly<Record<Due, string>> = {
  value: 'a value',
  'first item': 'a value or "]"',
  'first name': 'a name in quotes or "}"',
  name: 'a name in quotes (a comma must not stand before "}")',
  colon: '":"',
  comma: '"," or the closing bracket',
  end: 'the end of the file',
};

/** Finds the first fault of a text that JSON.parse has refused. */
export function faultOf(text: string): JsonFault {
  const open: ('{' | '[')[] = [];
  let due: Due = 'value';
  for (let at = afterBlanks(text, text.startsWith('\uFEFF') ? 1 : 0); ; at = afterBlanks(text, at)) {
    const token = tokenAt(text, at);
    const next: Due | undefined = token === undefined ? undefined : step(open, due, token.seen);
    if (token === undefined || next === undefined) return fault(text, at, due);
    due = next;
    at = token.end;
  }
}

/**
 * The first member of a valid JSON text that its object had before. Of two, a parser takes the last without a word, and a
 * person who pasted a second one meant either.
 */
export function twinOf(text: string): { readonly name: string; readonly line: number } | undefined {
  const open: (Set<string> | 'list')[] = [];
  let due: 'name' | 'other' = 'other';
  for (let at = afterBlanks(text, 0); ; at = afterBlanks(text, at)) {
    const token = tokenAt(text, at);
    if (token === undefined) return undefined;
    const names = open.at(-1);
    if (due === 'name' && token.seen === 'text' && names instanceof Set) {
      const name = text.slice(at, token.end);
      if (names.has(name)) return { name, line: text.slice(0, at).split('\n').length };
      names.add(name);
    }
    if (token.seen === '{') open.push(new Set());
    if (token.seen === '[') open.push('list');
    if (token.seen === '}' || token.seen === ']') open.pop();
    due = (token.seen === '{' || token.seen === ',') && open.at(-1) instanceof Set ? 'name' : 'other';
    at = token.end;
  }
}

function afterBlanks(text: string, from: number): number {
  let at = from;
  while (' \t\r\n'.includes(text[at] ?? 'x')) at++;
  return at;
}

const literal = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/uy;

/** The token at a place: a mark, a whole text in quotes or a literal. Undefined where none stands there. */
function tokenAt(text: string, at: number): { seen: string; end: number } | undefined {
  const first = text[at];
  if (first === undefined) return undefined;
  if ('{}[],:'.includes(first)) return { seen: first, end: at + 1 };
  if (first === '"') {
    const end = endOfText(text, at + 1);
    return end === undefined ? undefined : { seen: 'text', end };
  }
  literal.lastIndex = at;
  return literal.test(text) ? { seen: 'literal', end: literal.lastIndex } : undefined;
}

const escaped = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/uy;

/** The place after the closing quote. Not one regular expression, because a text of many megabytes would overflow its stack. */
function endOfText(text: string, from: number): number | undefined {
  for (let at = from; ; ) {
    const character = text[at];
    if (character === undefined || character < ' ') return undefined;
    if (character === '"') return at + 1;
    escaped.lastIndex = at;
    if (character === '\\' && !escaped.test(text)) return undefined;
    at = character === '\\' ? escaped.lastIndex : at + 1;
  }
}

/** What is due after a token; undefined where the token is not what was due. */
function step(open: ('{' | '[')[], due: Due, seen: string): Due | undefined {
  const value = due === 'value' || due === 'first item';
  if (value && (seen === 'text' || seen === 'literal')) return afterValue(open);
  if (value && seen === '{') return open.push('{') > 0 ? 'first name' : undefined;
  if (value && seen === '[') return open.push('[') > 0 ? 'first item' : undefined;
  if ((due === 'first name' || due === 'name') && seen === 'text') return 'colon';
  if (due === 'colon' && seen === ':') return 'value';
  if (due === 'comma' && seen === ',') return open.at(-1) === '{' ? 'name' : 'value';
  const closes = seen === '}' ? '{' : seen === ']' ? '[' : undefined;
  const mayClose = due === 'comma' || (due === 'first name' && seen === '}') || (due === 'first item' && seen === ']');
  if (mayClose && closes !== undefined && open.at(-1) === closes) {
    open.pop();
    return afterValue(open);
  }
  return undefined;
}

function afterValue(open: readonly string[]): Due {
  return open.length === 0 ? 'end' : 'comma';
}

function fault(text: string, at: number, due: Due): JsonFault {
  const line = text.slice(0, at).split('\n').length;
  const column = at - text.lastIndexOf('\n', at - 1);
  const rest = text.slice(at);
  if (rest === '') return { line, column, what: `the file ends where ${words[due]} was expected`, cut: true };
  if (rest.startsWith('"') && due !== 'comma' && due !== 'colon' && due !== 'end') return { line, column, what: 'a text in quotes is not closed on its line or holds a character that must be escaped', cut: !/[\r\n]/u.test(rest) };
  const shown = /^(?:[\w.+-]{1,20}|[^\p{C}])/u.exec(rest)?.[0];
  return { line, column, what: `${words[due]} was expected${shown === undefined ? ', and a control character stands there' : `, and ${JSON.stringify(shown)} stands there`}`, cut: false };
}
