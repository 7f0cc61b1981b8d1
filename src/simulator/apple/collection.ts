import type { JsonObject } from '../../model/json.js';
import { graphError, type GraphAnswer, type GraphRequest } from './mount.js';

const largestPage = 1000;
const known = new Set(['$top', '$skiptoken', '$filter', '$select', '$count', '$expand']);
const condition = /^(?:(\w+) eq (?:'((?:[^']|'')*)'|(true|false))|contains\((\w+), *'((?:[^']|'')*)'\))$/;

/**
 * A page of a collection with `$filter` (eq and contains, joined by and), `$select` and `$top`. What it cannot do is an
 * error: an answer that silently ignored a filter would prove nothing.
 */
export function page(request: GraphRequest, all: readonly JsonObject[], size = 100): GraphAnswer {
  const strange = [...request.query.keys()].find((name) => !known.has(name));
  if (strange !== undefined) return graphError(400, 'BadRequest', `The simulated tenant does not know the query option ${strange}.`);
  const filter = request.query.get('$filter');
  const tests = filter === null ? [] : filter.split(/ and (?=(?:[^']*'[^']*')*[^']*$)/).map((part) => condition.exec(part.trim()));
  if (tests.includes(null)) return graphError(400, 'BadRequest', `The simulated tenant does not understand the filter ${filter ?? ''}.`);
  const kept = all.filter((item) => tests.every((test) => {
    const [, name = '', text, flag, inName = '', part = ''] = test ?? [];
    if (inName !== '') return textOf(item[inName]).includes(plain(part));
    return textOf(item[name]) === (flag ?? plain(text ?? ''));
  }));
  const top = Math.min(Number(request.query.get('$top') ?? size), largestPage);
  const from = Number(request.query.get('$skiptoken') ?? '0');
  const next = new URLSearchParams(request.query);
  next.set('$skiptoken', String(from + top));
  return { status: 200, body: {
    value: kept.slice(from, from + top).map((item) => selected(request, item)),
    ...(from + top < kept.length ? { '@odata.nextLink': `${request.root}/${request.path}?${next.toString()}` } : {}),
    ...(request.query.get('$count') === 'true' ? { '@odata.count': kept.length } : {}),
  } };
}

function plain(quoted: string): string {
  return quoted.replaceAll("''", "'");
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'boolean' ? String(value) : '';
}

/** The members that `$select` names. */
export function selected(request: GraphRequest, item: JsonObject): JsonObject {
  const names = request.query.get('$select')?.split(',').map((name) => name.trim());
  return names === undefined ? item : Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name) || name.startsWith('@')));
}
