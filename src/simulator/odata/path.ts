import { badRequest } from '../service/refusal.js';

/** One segment of a path: `name`, `name('key')`, or `name(parameter='value',…)`. */
export interface Segment {
  readonly name: string;
  readonly key?: string;
  readonly args?: Readonly<Record<string, string>>;
}

/** Splits the path below the API version. Both key styles come out the same later: a key in parentheses, or the next segment. */
export function parsePath(path: string): Segment[] {
  const segments: Segment[] = [];
  for (const raw of path.split('/')) {
    if (raw === '') continue;
    segments.push(parseSegment(decoded(raw)));
  }
  return segments;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw badRequest(`The request URI is not valid: '${text}' is no percent-encoded text.`, 'Graph');
  }
}

function parseSegment(text: string): Segment {
  const open = text.indexOf('(');
  if (open < 1 || !text.endsWith(')')) return { name: text };
  const name = text.slice(0, open);
  const inside = text.slice(open + 1, -1).trim();
  if (inside === '') return { name, args: {} };
  const args: Record<string, string> = {};
  const pattern = /\s*([A-Za-z]\w*)\s*=\s*('(?:[^']|'')*'|[^,]*)\s*(?:,|$)/y;
  while (pattern.lastIndex < inside.length) {
    const match = pattern.exec(inside);
    if (match === null) return { name, key: unquoted(inside) };
    args[match[1] ?? ''] = unquoted(match[2] ?? '');
  }
  return { name, args };
}

function unquoted(text: string): string {
  return /^'.*'$/su.test(text) ? text.slice(1, -1).replace(/''/g, "'") : text;
}
