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
 */
export function withoutMasked(wanted: Draft, found: Draft, secrets: readonly SecretPlace[]): Draft {
  if (secrets.length === 0) return wanted;
  const copy: Draft = { body: copyOf(wanted.body), children: copyOf(wanted.children), assignments: wanted.assignments };
  for (const secret of secrets) {
    if (secret.drops === 'value') placeAt(whole(copy), secret.at)?.remove();
    else removeItem(whole(copy), whole(found), secret.at);
  }
  return copy;
}

function removeItem(wanted: JsonObject, found: JsonObject, at: string): void {
  const [, list = '', index = '', rest = ''] = item.exec(at) ?? [];
  const masked = placeAt(found, `${list}/${index}`)?.value;
  const items = placeAt(wanted, list)?.value;
  if (!isObject(masked) || !isList(items)) return;
  const arrived = items.findIndex((one) => isObject(one) && sameButFor(one, masked, rest));
  if (arrived >= 0) items.splice(arrived, 1);
}

function sameButFor(one: JsonObject, masked: JsonObject, rest: string): boolean {
  const copy: Json = copyOf(one);
  if (!isObject(copy)) return false;
  placeAt(copy, rest)?.set(null);
  return compare(copy, masked).differences.length === 0;
}
