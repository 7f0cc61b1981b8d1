/** The value of one `name=value` in a text: the span after the equals sign. */
export interface Pair {
  readonly from: number;
  readonly to: number;
  readonly name: string;
}

/**
 * The pairs of a text that is `name=value&name=value` or a link with a query; undefined where it is none. Split before
 * anything is decoded, because an encoded `&` belongs to its value.
 */
export function pairsIn(text: string): Pair[] | undefined {
  const begin = text.length - text.trimStart().length;
  const last = text.trimEnd().length;
  const query = text.indexOf('?') + 1 || begin;
  if ((query === begin && !text.includes('&')) || !text.includes('=', query) || /[\s<>"]/.test(text.slice(begin, last))) return undefined;
  if (query === begin && !/^[\w.-]{1,64}=/.test(text.slice(begin, begin + 80))) return undefined;
  const fragment = text.indexOf('#', query);
  const end = fragment === -1 ? last : fragment;
  const pairs: Pair[] = [];
  for (let from = query; from < end; ) {
    const next = text.indexOf('&', from);
    const to = next === -1 || next > end ? end : next;
    const equals = text.indexOf('=', from);
    if (equals !== -1 && equals < to - 1) pairs.push({ from: equals + 1, to, name: text.slice(from, equals) });
    from = to + 1;
  }
  return pairs.length === 0 ? undefined : pairs;
}
