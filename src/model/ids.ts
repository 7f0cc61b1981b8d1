import { textAt, type JsonObject } from './json.js';

/** The two tenants of a move: the source is only ever read, the destination is written. */
export type Side = 'source' | 'destination';

declare const side: unique symbol;

/**
 * An object id that belongs to one side. `map.get(id) ?? id` does not compile, because an id of the source is no id of
 * the destination: the commonest silent bug of tenant-to-tenant tools.
 */
export type Id<S extends Side> = string & { readonly [side]: S };

function belongsTo<S extends Side>(_side: S, text: string): text is Id<S> {
  return text.length > 0;
}

/**
 * Brands a text that was read from a tenant of this side.
 * @throws Error when the text is empty: Graph never gives an empty id.
 */
export function idOf<S extends Side>(side: S, text: string): Id<S> {
  if (!belongsTo(side, text)) throw new Error(`an id of the ${side} is empty`);
  return text;
}

/**
 * The id of an object, where it is one that can be kept and asked for. An answer can hold anything: nothing at all, a number,
 * half a character, `..`, which would be a step up in an address however it is encoded.
 */
export function idAt(object: JsonObject, member = 'id'): string | undefined {
  const text = textAt(object, member);
  return text !== undefined && canBeId(text) ? text : undefined;
}

/** Whether a text can be an id that is kept and asked for. */
export function canBeId(text: string): boolean {
  return /^[^\p{Cc}\p{Cs}]{1,1000}$/u.test(text) && !/^\s*\.{0,2}\s*$/u.test(text);
}

/** Matches a GUID in its usual form, anywhere in a text. Make a new RegExp from it per search: it carries no state. */
export const guidPattern = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;

const wholeGuid = new RegExp(`^${guidPattern.source}$`, 'i');

/** Whether the whole text is one GUID. */
export function isGuid(text: string): boolean {
  return wholeGuid.test(text);
}

/** One GUID property can say "none" as null, as this or as an empty text (real-exports.md 6.7). */
export const emptyGuid = '00000000-0000-0000-0000-000000000000';
