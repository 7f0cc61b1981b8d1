/** Where a JSON text stops being JSON, counted from 1. */
export interface Fault {
  readonly line: number;
  readonly column: number;
  /** What stands there, for people: `"}"`, or `the end of the file`. */
  readonly found: string;
}

const token = /[\s]*(?:([{}[\],:])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])|(true|false|null)(?!\w))/uy;

/**
 * Finds the first place where a text that JSON.parse refused breaks the grammar. The parser's own message names a
 * position only sometimes, and its words change with the engine.
 */
export function jsonFault(text: string): Fault {
  const closers: string[] = [];
  let wanted: 'value' | 'value or end' | 'name' | 'name or end' | 'colon' | 'comma or end' | 'nothing' = 'value';
  let at = 0;
  for (;;) {
    token.lastIndex = at;
    const match = token.exec(text);
    if (match === null) return faultAt(text, at);
    const [whole, mark, quoted] = match;
    const start = at + (whole.length - whole.trimStart().length);
    const inList = closers.at(-1) === ']';
    const ends = (): boolean => mark === closers.at(-1) && (wanted === 'comma or end' || wanted === (inList ? 'value or end' : 'name or end'));
    if ((mark === '}' || mark === ']') && closers.length > 0 && ends()) {
      closers.pop();
      wanted = closers.length === 0 ? 'nothing' : 'comma or end';
    } else if (wanted === 'value' || wanted === 'value or end') {
      if (mark === '{' || mark === '[') {
        closers.push(mark === '{' ? '}' : ']');
        wanted = mark === '{' ? 'name or end' : 'value or end';
      } else if (mark === undefined) wanted = closers.length === 0 ? 'nothing' : 'comma or end';
      else return faultAt(text, start, true);
    } else if ((wanted === 'name' || wanted === 'name or end') && quoted !== undefined) wanted = 'colon';
    else if (wanted === 'colon' && mark === ':') wanted = 'value';
    else if (wanted === 'comma or end' && mark === ',') wanted = inList ? 'value' : 'name';
    else return faultAt(text, start, true);
    at += whole.length;
  }
}

/** A string as far as it is one: where it stops, its fault is. */
const stringStart = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/uy;

function faultAt(text: string, from: number, wholeToken = false): Fault {
  const rest = text.slice(from);
  let start = from + (rest.length - rest.trimStart().length);
  stringStart.lastIndex = start;
  if (!wholeToken) start += stringStart.exec(text)?.[0].length ?? 0;
  const before = text.slice(0, start).split('\n');
  const character = String.fromCodePoint(text.codePointAt(start) ?? 32);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, found: start >= text.length ? 'the end of the file' : `"${character}"` };
}
