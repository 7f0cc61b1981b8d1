import { isObject, type Json } from '../model/json.js';
import type { PolicyType } from '../model/policy-type.js';
import type { SecretPlace } from '../model/policy.js';
import { placesIn, type Draft } from './draft.js';
import type { Leaving } from './leaving.js';
import { allHold, placeAt, placesOf, pointerName, type Place } from './paths.js';

/** Values by which services say "there is a secret here that you do not get" (real-exports.md 5). */
const masks: readonly RegExp[] = [/^\*{3,}$/u, /^<EncryptedMessage\b/u, /^\u2022{3,}$/u];

function isMask(value: Json): boolean {
  return typeof value === 'string' && masks.some((mask) => mask.test(value));
}

/**
 * Names every place of a policy that holds, or should hold, a secret, and puts null there: neither a password nor its
 * mask is ever in a bundle (promise 7). A rule with signs (`preSharedKeyIsSet`) counts also where the value is already null.
 */
export function hideSecrets(row: PolicyType, type: string | undefined, draft: Draft): SecretPlace[] {
  const found = new Map<string, SecretPlace>();
  for (const rule of row.secrets ?? []) {
    if (rule.types !== undefined && (type === undefined || !rule.types.includes(type))) continue;
    for (const place of placesIn(row, draft, rule.at)) {
      const there = rule.when === undefined ? place.value !== null && place.value !== '' : allHold(rule.when, place.around);
      if (!there || found.has(place.pointer)) continue;
      place.set(null);
      found.set(place.pointer, { at: place.pointer, what: rule.what, without: rule.without, drops: rule.drops ?? 'value' });
    }
  }
  for (const place of maskedPlaces(row, draft)) {
    place.set(null);
    found.set(place.pointer, { at: place.pointer, what: 'value that the service masks', without: 'left out', drops: 'value' });
  }
  return [...found.values()];
}

/** Masks where no rule of the row expects one: a mask is never written back as a value. A name may well be three stars. */
function maskedPlaces(row: PolicyType, draft: Draft): Place[] {
  const roots = { body: draft.body, children: draft.children };
  return placesOf(roots, '**').flatMap((holder) => {
    const { value } = holder;
    if (!isObject(value)) return [];
    return Object.keys(value).flatMap((name) => {
      if (!isMask(value[name] ?? null) || (value === draft.body && name === row.name)) return [];
      return placeAt(roots, `${holder.pointer}/${pointerName(name)}`) ?? [];
    });
  });
}

/** Has the empty places of secrets leave a draft, so that nothing is sent where a secret would be. */
export function leaveSecrets(leaving: Leaving, draft: Draft, secrets: readonly SecretPlace[]): void {
  for (const secret of secrets) {
    const place = placeAt({ body: draft.body, children: draft.children, assignments: draft.assignments ?? [] }, secret.at);
    if (place !== undefined) leaving.take(place, secret.drops);
  }
}
