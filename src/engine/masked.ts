import { copyOf, isList, isObject, type Json, type JsonObject } from '../model/json.js';
import type { SecretPlace } from '../model/policy.js';
import { compare } from './compare.js';
import type { Draft } from './draft.js';
import { placeAt } from './paths.js';

/** The nearest list item around a place: pointer of the list, index, and the way from the item to the place. */
const item = /^(.+)\/(\d+)(\/.+)$/su;

function whole(draft: Draft): JsonObject {
  return { body: draft.body, children: draft.children, assignments: draft.assignments ?? [] };
}

/**
 * A draft without what was sent and comes back masked: the service shows nobody what an OMA-URI value or a pre-shared key is,
 * so a value that is wanted where the found object holds a secret counts as arrived (graph-intune.md 9). Everything else
 * of a masked list item must be as it was wanted, or the item stays and is a difference.
 * @param found the draft that was read back, with null where its secrets are
 * @param beside members that are said beside a secret that is sent, and that the service answers otherwise
 */
export function withoutMasked(wanted: Draft, found: Draft, secrets: readonly SecretPlace[], beside: readonly string[] = []): Draft {
  if (secrets.length === 0) return wanted;
  const copy: Draft = { body: copyOf(wanted.body), children: copyOf(wanted.children), assignments: wanted.assignments };
  for (const secret of secrets) {
    if (secret.drops === 'value') placeAt(whole(copy), secret.at)?.remove();
    else removeItem(whole(copy), whole(found), secret.at, beside);
  }
  return copy;
}

/** Whether a draft holds a value of its own where a found object has a secret: in a list, in the item that is the same but for it. */
export function hasValueFor(wanted: Draft, found: Draft, secret: SecretPlace, beside: readonly string[]): boolean {
  const isValue = (value: Json | undefined): boolean => value !== undefined && value !== null && value !== '';
  const [, list, index = '', rest = ''] = item.exec(secret.at) ?? [];
  if (list === undefined) return isValue(placeAt(whole(wanted), secret.at)?.value);
  const masked = placeAt(whole(found), `${list}/${index}`)?.value;
  const items = placeAt(whole(wanted), list)?.value;
  return isObject(masked) && isList(items) && items.some((one) => isObject(one) && isValue(placeAt(one, rest)?.value) && sameButFor(one, masked, rest, beside));
}

function removeItem(wanted: JsonObject, found: JsonObject, at: string, beside: readonly string[]): void {
  const [, list = '', index = '', rest = ''] = item.exec(at) ?? [];
  const masked = placeAt(found, `${list}/${index}`)?.value;
  const items = placeAt(wanted, list)?.value;
  if (!isObject(masked) || !isList(items)) return;
  const arrived = items.findIndex((one) => isObject(one) && sameButFor(one, masked, rest, beside));
  if (arrived >= 0) items.splice(arrived, 1);
}

function sameButFor(one: JsonObject, masked: JsonObject, rest: string, beside: readonly string[]): boolean {
  const mine: Json = copyOf(one);
  const theirs: Json = copyOf(masked);
  if (!isObject(mine) || !isObject(theirs)) return false;
  for (const copy of [mine, theirs]) {
    const place = placeAt(copy, rest);
    place?.set(null);
    for (const name of beside) if (place !== undefined) delete place.holder[name];
  }
  return compare(mine, theirs).differences.length === 0;
}
