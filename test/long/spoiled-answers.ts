import fc from 'fast-check';
import { isList, isObject, type Json, type JsonObject } from '../../src/model/json.js';
import { isJson } from '../../src/store/parse-json.js';
import { damage, damaged, type Damage } from '../store/damage.js';

/** An answer as it comes over the wire. */
export interface Wired {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
}

/** What a server, or somebody in its place, makes of an answer. */
export type Spoilage =
  | { readonly as: 'damage'; readonly change: Damage }
  | { readonly as: 'body'; readonly text: string; readonly type: string; readonly status: number }
  | { readonly as: 'node'; readonly at: number; readonly by: Odd }
  | { readonly as: 'ids'; readonly id: string }
  | { readonly as: 'next'; readonly link: 'itself' | 'other host' | 'endless' | 'no text' | 'no link'; readonly empty: boolean }
  | { readonly as: 'redirect'; readonly to: 'itself' | 'other host' | 'nowhere'; readonly status: number }
  | { readonly as: 'retry after'; readonly value: string; readonly status: number }
  | { readonly as: 'bytes' | 'value gone' | 'twice' | 'turned' };

type Odd = 'huge' | 'deep' | 'proto' | 'surrogate' | 'number' | 'null' | 'list' | 'object' | 'escape';

/** Ids that are anything but ids. What follows `zz` must never be a part of an address by itself. */
const poison = ['../../zz/poison', 'zz/poison', 'zz?poison=1', 'zz#poison', '..', '.', '', ' ', '%2e%2e', 'a b', 'zz"<>', '\ud800', '\u0000', '\u001b[31mzz', '__proto__', 'constructor', 'CON', `zz${'y'.repeat(5000)}`, "zz')/poison"];
const bodies: readonly (readonly [string, string])[] = [
  ['<!DOCTYPE html><html><body><h1>Sign in to the guest network</h1></body></html>', 'text/html'],
  ['', 'application/json'],
  ['null', 'application/json'],
  ['[]', 'application/json'],
  ['"text"', 'application/json'],
  ['12', 'application/json'],
  ['{}', 'application/json'],
  ['{"value":null}', 'application/json'],
  ['{"value":{}}', 'application/json'],
  ['{"value":[null,1,"x",[]]}', 'application/json'],
  ['{"value":[{}]}', 'application/json'],
  ['{"value":[{"id":7,"displayName":9,"@odata.type":4}]}', 'application/json'],
  ['{"error":{"code":"X","message":"no"}}', 'application/json'],
  ['{"error":"no"}', 'application/json'],
  ['{"error":{"code":{},"message":[],"innerError":7,"details":"x"}}', 'application/json'],
  ['{"responses":"x"}', 'application/json'],
  ['{"responses":[{"id":1,"status":"200"},{"id":"0","status":200,"body":"x"}]}', 'application/json'],
  ['{"value":[]}', 'text/plain'],
  ['{"value":[]}\n{"value":[]}', 'application/json'],
  ['\ufeff{"value":[]}', 'application/json'],
];

export const spoilage: fc.Arbitrary<Spoilage> = fc.oneof(
  fc.record({ as: fc.constant('damage' as const), change: damage }),
  fc.record({ as: fc.constant('body' as const), body: fc.constantFrom(...bodies), status: fc.constantFrom(200, 200, 200, 201, 204, 400, 404, 500, 299, 102, 600) }).map(({ as, body: [text, type], status }) => ({ as, text, type, status })),
  fc.record({ as: fc.constant('node' as const), at: fc.nat(60), by: fc.constantFrom<Odd>('huge', 'deep', 'proto', 'surrogate', 'number', 'null', 'list', 'object', 'escape') }),
  fc.record({ as: fc.constant('ids' as const), id: fc.constantFrom(...poison) }),
  fc.record({ as: fc.constant('next' as const), link: fc.constantFrom('itself', 'other host', 'endless', 'no text', 'no link'), empty: fc.boolean() }),
  fc.record({ as: fc.constant('redirect' as const), to: fc.constantFrom('itself', 'other host', 'nowhere'), status: fc.constantFrom(301, 302, 307, 308, 300, 304) }),
  fc.record({ as: fc.constant('retry after' as const), value: fc.constantFrom('0', '-1', 'x', '1e999', '9'.repeat(400), '99999999', 'Fri, 31 Dec 9999 23:59:59 GMT', '3'), status: fc.constantFrom(429, 503, 423) }),
  fc.record({ as: fc.constantFrom('bytes', 'value gone', 'twice', 'turned') }),
);

const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;

/** The answer with that done to it. */
export function spoil(plain: Wired, url: string, how: Spoilage): Wired {
  const with_ = (bytes: string | Buffer, more: Partial<Wired> = {}): Wired => ({ ...plain, bytes: Buffer.from(bytes), ...more });
  switch (how.as) {
    case 'damage':
      return with_(damaged(plain.bytes, how.change));
    case 'body':
      return with_(how.text, { status: how.status, headers: { 'content-type': how.type } });
    case 'node':
      return with_(put(plain, how.at, how.by));
    case 'ids':
      return with_(mapped(plain, (name, value) => (name === 'id' ? how.id : value)));
    case 'next': {
      const link: Json = how.link === 'itself' ? url : how.link === 'other host' ? 'https://graph.contoso.example/beta/x' : how.link === 'no text' ? { a: 1 } : how.link === 'no link' ? '::' : following(url);
      return with_(changed(plain, (body) => ({ ...body, ...(how.empty ? listed(body, () => []) : {}), '@odata.nextLink': link, links: { next: link } })));
    }
    case 'redirect': {
      const location = how.to === 'itself' ? url : how.to === 'other host' ? 'https://graph.contoso.example/beta/x' : 'http://[';
      return with_('', { status: how.status, headers: { location } });
    }
    case 'retry after':
      return with_('{"error":{"code":"TooManyRequests","message":"later"}}', { status: how.status, headers: { 'content-type': 'application/json', 'retry-after': how.value } });
    case 'bytes':
      return with_(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0xc3, 0x28, 0x7d]));
    case 'value gone':
      return with_(changed(plain, ({ value: _value, data: _data, ...body }) => body));
    case 'twice':
      return with_(changed(plain, (body) => ({ ...body, ...listed(body, (items) => [...items, ...items]) })));
    case 'turned':
      return with_(mapped(plain, (_name, value) => (typeof value === 'number' ? String(value) : typeof value === 'boolean' ? (value ? 'true' : 0) : typeof value === 'string' && /^\d+$/u.test(value) ? Number(value) : value)));
  }
}

/** The list of an answer of Graph or of Apple, changed. */
function listed(body: JsonObject, how: (items: readonly Json[]) => readonly Json[]): JsonObject {
  const name = isList(body['data']) ? 'data' : 'value';
  const items = body[name];
  return isList(items) ? { [name]: [...how(items)] } : {};
}

/** A link to a page that nobody has read yet: the service, who knows nothing of it, answers what it always does. */
function following(url: string): string {
  const page = /[?&]page=(\d+)$/u.exec(url)?.[1];
  const first = withoutPage(url);
  return `${first}${first.includes('?') ? '&' : '?'}page=${String(Number(page ?? '0') + 1)}`;
}

/** The address that the service knows. */
export function withoutPage(url: string): string {
  return url.replace(/[?&]page=\d+$/u, '');
}

function bodyOf({ bytes }: Wired): Json | undefined {
  try {
    const body: unknown = JSON.parse(bytes.toString());
    return isJson(body) ? body : undefined;
  } catch {
    return undefined; // an answer without a body
  }
}

function changed(plain: Wired, how: (body: JsonObject) => Json): string {
  const body = bodyOf(plain);
  return JSON.stringify(isObject(body) ? how(body) : (body ?? null));
}

function mapped(plain: Wired, how: (name: string, value: Json) => Json): string {
  return JSON.stringify(bodyOf(plain) ?? null, (name, value: unknown) => (isJson(value) ? how(name, value) : value));
}

/** Puts something odd in the place of the nth value. */
function put(plain: Wired, at: number, by: Odd): string {
  let left = at;
  const mark = '\u0001here\u0001';
  const text = JSON.stringify(bodyOf(plain) ?? null, (_name, value: unknown) => (left-- === 0 ? mark : value));
  const odd: Readonly<Record<Odd, string>> = {
    huge: `"${'h'.repeat(1_000_000)}"`,
    deep,
    proto: '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
    surrogate: '"\\ud800 x \\udc00"',
    number: '1e308',
    null: 'null',
    list: '[[],{},null,0]',
    object: '{"id":{},"a":[{"b":null}]}',
    escape: '"\\u001b[2J\\u0000\\u202e"',
  };
  return text.split(JSON.stringify(mark)).join(odd[by]);
}
