import { isList, isObject, type Json, type JsonObject } from '../../model/json.js';
import { isA, typeNamed } from '../schema/model.js';
import { badRequest } from '../service/refusal.js';

/** What a filter looks at: the whole object as it is shown, and its type. */
export interface Filtered {
  readonly type: string;
  readonly body: JsonObject;
}

export type Test = (item: Filtered) => boolean;

type Value = (item: Filtered) => Json | undefined;

/**
 * Compiles a `$filter`: eq, ne, gt, ge, lt, le, has, in, and, or, not, isof, startswith, endswith, contains, any, paths
 * with casts. `declared` is the set's element type; `advanced` whether operators that the directory only takes with
 * `ConsistencyLevel: eventual` are open (graph-intune.md 4.3). @throws Refusal "Invalid filter clause" for anything else.
 */
export function compileFilter(text: string, declared: string, advanced = true): Test {
  const parser = new Parser(text);
  const test = parser.either();
  parser.end();
  if (!advanced && parser.advanced !== undefined) throw badRequest(`Operator '${parser.advanced}' is not supported without ConsistencyLevel: eventual and $count=true.`, 'Graph');
  for (const path of parser.paths) {
    const names = path.split('/');
    const first = names.find((name) => !name.includes('.')) ?? '';
    const cast = names[0]?.includes('.') === true ? names[0].replace(/^(microsoft\.graph|graph)\./iu, '') : declared;
    const known = [...(typeNamed(cast)?.properties.keys() ?? [])].some((name) => name.toLowerCase() === first.toLowerCase());
    if (!known && typeNamed(cast) !== undefined) throw badRequest(`Invalid filter clause: Could not find a property named '${first}' on type 'microsoft.graph.${cast}'.`, 'Graph');
  }
  return test;
}

const token = /\s*(?:('(?:[^']|'')*')|([A-Za-z_@][\w.@]*(?:\/[A-Za-z_@][\w.@]*)*)'((?:[^']|'')*)'|([A-Za-z_@][\w.@-]*(?:\/[A-Za-z_@][\w.@]*)*)|(-?\d[\w:.+-]*)|([(),:]))/yu;

interface Token {
  readonly kind: 'text' | 'word' | 'number' | 'mark';
  readonly text: string;
}

class Parser {
  private readonly tokens: Token[] = [];
  private at = 0;
  /** Paths that were read, without those of lambda variables. */
  readonly paths: string[] = [];
  /** The first operator of the directory's advanced query capability. */
  advanced: string | undefined;
  private readonly ranges = new Set<string>();
  constructor(private readonly source: string) {
    token.lastIndex = 0;
    while (token.lastIndex < source.trimEnd().length) {
      const match = token.exec(source);
      if (match === null) throw this.wrong();
      const [, quoted, , enumMember, word, number, mark] = match;
      if (quoted !== undefined) this.tokens.push({ kind: 'text', text: quoted.slice(1, -1).replace(/''/g, "'") });
      else if (enumMember !== undefined) this.tokens.push({ kind: 'text', text: enumMember });
      else if (word !== undefined) this.tokens.push({ kind: 'word', text: word });
      else if (number !== undefined) this.tokens.push({ kind: 'number', text: number });
      else this.tokens.push({ kind: 'mark', text: mark ?? '' });
    }
  }

  wrong(): Error {
    return badRequest(`Invalid filter clause: ${this.source}`, 'Graph');
  }

  end(): void {
    if (this.at < this.tokens.length) throw this.wrong();
  }

  either(): Test {
    const parts = [this.both()];
    while (this.takes('or')) parts.push(this.both());
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : (item) => parts.some((part) => part(item));
  }

  private both(): Test {
    const parts = [this.single()];
    while (this.takes('and')) parts.push(this.single());
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : (item) => parts.every((part) => part(item));
  }

  private single(): Test {
    if (this.takes('not')) {
      this.advanced ??= 'not';
      const inner = this.single();
      return (item) => !inner(item);
    }
    if (this.takes('(')) {
      const inner = this.either();
      this.need(')');
      return inner;
    }
    const called = this.call();
    if (called !== undefined) return this.compared((item) => called(item)) ?? called;
    const value = this.value();
    const test = this.compared(value);
    if (test === undefined) return (item) => value(item) === true;
    return test;
  }

  private compared(left: Value): Test | undefined {
    const operator = this.peek()?.text.toLowerCase();
    switch (operator) {
      case 'eq': this.at += 1; return this.pair(left, (a, b) => same(a, b));
      case 'ne': this.at += 1; this.advanced ??= 'ne'; return this.pair(left, (a, b) => !same(a, b));
      case 'gt': this.at += 1; return this.pair(left, (a, b) => order(a, b) > 0);
      case 'ge': this.at += 1; return this.pair(left, (a, b) => order(a, b) >= 0);
      case 'lt': this.at += 1; return this.pair(left, (a, b) => order(a, b) < 0);
      case 'le': this.at += 1; return this.pair(left, (a, b) => order(a, b) <= 0);
      case 'has': this.at += 1; return this.pair(left, (a, b) => flags(a).has(lower(b)));
      case 'in': {
        this.at += 1;
        this.need('(');
        const values: Value[] = [];
        do values.push(this.value()); while (this.takes(','));
        this.need(')');
        if (values.length > 15) throw badRequest('Too many child clauses specified in search filter expression containing \'OR\' operators: 16. Max allowed: 15.', 'Graph');
        return (item) => values.some((value) => same(left(item), value(item)));
      }
      default: return undefined;
    }
  }

  private pair(left: Value, compare: (a: Json | undefined, b: Json | undefined) => boolean): Test {
    const right = this.value();
    return (item) => compare(left(item), right(item));
  }

  /** A boolean function, or a lambda behind a path. */
  private call(): Test | undefined {
    const word = this.peek();
    if (word?.kind !== 'word' || this.tokens[this.at + 1]?.text !== '(') return undefined;
    const name = word.text.toLowerCase();
    this.at += 2;
    if (name.endsWith('/any') || name.endsWith('/all')) return this.lambda(word.text.slice(0, -4), name.endsWith('/any'));
    if (name === 'isof') {
      const type = this.next();
      const wanted = type.text.replace(/^#?(microsoft\.graph\.|graph\.)/iu, '');
      this.need(')');
      return (item) => isA(item.type, wanted);
    }
    const text = this.value();
    this.need(',');
    const part = this.value();
    this.need(')');
    switch (name) {
      case 'startswith': return (item) => lower(text(item)).startsWith(lower(part(item)));
      case 'endswith': this.advanced ??= 'endsWith'; return (item) => lower(text(item)).endsWith(lower(part(item)));
      case 'contains': this.advanced ??= 'contains'; return (item) => lower(text(item)).includes(lower(part(item)));
      default: throw badRequest(`An unknown function with name '${word.text}' was found. This may also be a function import or a key lookup on a navigation property, which is not allowed.`, 'Graph');
    }
  }

  private lambda(path: string, any: boolean): Test {
    const list = this.path(path);
    const range = this.next();
    this.ranges.add(range.text);
    this.need(':');
    const inner = this.either();
    this.need(')');
    return (item) => {
      const items = list(item);
      const members = isList(items) ? items : [];
      const each = (member: Json): boolean => inner({ type: item.type, body: { [range.text]: member } });
      return any ? members.some(each) : members.every(each);
    };
  }

  private value(): Value {
    const { kind, text } = this.next();
    if (kind === 'text') return () => text;
    if (kind === 'number') return () => (/^-?\d+(\.\d+)?$/u.test(text) ? Number(text) : text);
    if (kind === 'mark') throw this.wrong();
    switch (text.toLowerCase()) {
      case 'null': return () => null;
      case 'true': return () => true;
      case 'false': return () => false;
      case 'tolower':
        if (this.takes('(')) {
          const inner = this.value();
          this.need(')');
          return (item) => lower(inner(item));
        }
        return this.path(text);
      default: return /^[0-9a-f]{8}-[0-9a-f-]{27}$/iu.test(text) ? () => text : this.path(text);
    }
  }

  private path(text: string): Value {
    if (!this.ranges.has(text.split('/')[0] ?? '')) this.paths.push(text);
    return pathValue(text);
  }

  private peek(): Token | undefined {
    return this.tokens[this.at];
  }

  private next(): Token {
    const found = this.tokens[this.at];
    if (found === undefined) throw this.wrong();
    this.at += 1;
    return found;
  }

  private takes(text: string): boolean {
    const found = this.peek();
    if (found === undefined || found.kind === 'text' || found.text.toLowerCase() !== text) return false;
    this.at += 1;
    return true;
  }

  private need(text: string): void {
    if (!this.takes(text)) throw this.wrong();
  }
}

/** The value at a path; names are compared without regard to case, a cast that does not fit gives nothing. */
function pathValue(path: string): Value {
  const names = path.split('/');
  return (item) => {
    let value: Json | undefined = item.body;
    for (const name of names) {
      if (name.includes('.')) {
        if (!isA(item.type, name.replace(/^(microsoft\.graph|graph)\./iu, ''))) return null;
        continue;
      }
      if (!isObject(value)) return undefined;
      value = Object.hasOwn(value, name) ? value[name] : anyCase(value, name);
    }
    return value;
  };
}

function anyCase(object: JsonObject, name: string): Json | undefined {
  const wanted = name.toLowerCase();
  const found = Object.keys(object).find((key) => key.toLowerCase() === wanted);
  return found === undefined ? undefined : object[found];
}

function lower(value: Json | undefined): string {
  return typeof value === 'string' ? value.toLowerCase() : '';
}

function flags(value: Json | undefined): Set<string> {
  return new Set(lower(value).split(',').map((flag) => flag.trim()));
}

/** Graph compares texts without regard to case; null and absent are one. */
function same(a: Json | undefined, b: Json | undefined): boolean {
  if (typeof a === 'string' && typeof b === 'string') return a.toLowerCase() === b.toLowerCase();
  return (a ?? null) === (b ?? null);
}

function order(a: Json | undefined, b: Json | undefined): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  return Number.NaN;
}
