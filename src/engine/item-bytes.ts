import { objectsAt, textAt, type JsonObject } from '../model/json.js';
import type { Apart, PolicyType } from '../model/policy-type.js';
import type { Policy } from '../model/policy.js';
import type { Side } from '../model/ids.js';
import { appliesTo } from './draft.js';
import { placesOf, putAt, valuesAt } from './paths.js';

/**
 * Puts the file of an item in its place.
 * @param answer what the item's own address answered: `{ "value": "<base64>" }`; undefined where it did not
 */
export function withBytes(item: JsonObject, at: string, answer: JsonObject | undefined): void {
  const value = answer === undefined ? undefined : textAt(answer, 'value');
  if (value === undefined || value === '') return;
  putAt(item, at, value);
}

/** A text that was shortened for a log, or a place holder, is no file. */
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/u;

function lacks(item: JsonObject, at: string): boolean {
  const [value] = valuesAt(item, at);
  return typeof value !== 'string' || !isBase64(value);
}

/** In pieces: a file of many megabytes is more than one regular expression takes. */
function isBase64(text: string): boolean {
  const size = 1 << 20;
  if (text === '' || text.length % 4 !== 0) return false;
  for (let from = 0; from < text.length; from += size) {
    const piece = text.slice(from, from + size);
    if (!(from + size < text.length ? /^[A-Za-z0-9+/]+$/u : base64).test(piece)) return false;
  }
  return true;
}

/** What to do about an object that cannot be created, because files that belong to it were not given; undefined where all are there. */
export function withoutBytes(row: PolicyType, policy: Pick<Policy<Side>, 'type' | 'body' | 'children'>): string | undefined {
  for (const apart of row.apart ?? []) {
    if (apart.bytes === undefined || !appliesTo(apart, policy.type, policy.body)) continue;
    const { at, without } = apart.bytes;
    const items = policy.children[apart.field] ?? [];
    if (items.length === 0 || items.some((item) => lacks(item, at))) return without;
  }
  return undefined;
}

/** Takes files out of both sides of a comparison where one side was not given them: what nobody saw is no difference. */
export function leaveUnseenBytes(apart: Apart, wanted: JsonObject, found: JsonObject): void {
  const { bytes, field } = apart;
  if (bytes === undefined) return;
  const items = [...objectsAt(wanted, field), ...objectsAt(found, field)];
  if (!items.some((item) => lacks(item, bytes.at))) return;
  const [first = bytes.at] = bytes.at.split('.');
  for (const item of items) for (const place of placesOf(item, first)) place.remove();
}
