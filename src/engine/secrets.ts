import { Buffer } from 'node:buffer';
import { isObject, type Json, type JsonObject } from '../model/json.js';
import type { PolicyType, SecretRule } from '../model/policy-type.js';
import type { SecretPlace } from '../model/policy.js';
import { placesIn, type Draft } from './draft.js';
import type { Leaving } from './leaving.js';
import { allHold, placeAt, placesOf, pointerName, textBeside, type Place } from './paths.js';

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
      const setting = rule.label?.map((path) => textBeside(path, place.around)).find((text) => text !== undefined);
      found.set(place.pointer, {
        at: place.pointer,
        what: rule.what,
        ...(setting === undefined ? {} : { setting }),
        ...(rule.reveal === undefined ? {} : { readable: true }),
        without: rule.without,
        drops: rule.drops ?? 'value',
      });
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

/** What stands at a place of a secret, and whose it is. */
export interface SecretText {
  readonly text: string;
  /**
   * `token`: only planned or compared, never sent. `person`: supplied, and sent as it is. `source`: read there, so that it
   * may hold what belongs to the source.
   */
  readonly by: 'token' | 'person' | 'source';
}

/** What stands at the places of one object's secrets, by pointer into the bundle's file. */
export type Filling = ReadonlyMap<string, SecretText>;

export const unfilled: Filling = new Map();

/** Where a secret stands in a draft: its place in the bundle's file, and its holder, which stays the same while others leave. */
export interface FilledPlace {
  readonly from: string;
  readonly name: string;
  readonly holder: JsonObject;
  readonly by: SecretText['by'];
}

/**
 * Puts secrets in their places, and has the places that stay empty leave the draft, so that nothing is sent where a secret
 * would be.
 */
export function fillSecrets(row: PolicyType, type: string | undefined, leaving: Leaving, draft: Draft, secrets: readonly SecretPlace[], filling: Filling): FilledPlace[] {
  const filled: FilledPlace[] = [];
  for (const secret of secrets) {
    const fresh = filling.get(secret.at);
    const place = placeAt({ body: draft.body, children: draft.children, assignments: draft.assignments ?? [] }, secret.at);
    if (place === undefined) continue;
    if (fresh === undefined) {
      leaving.take(place, secret.drops);
      continue;
    }
    const rule = ruleAt(row, type, draft, secret.at);
    place.set(fresh.by !== 'token' && rule?.base64 !== undefined && allHold(rule.base64, place.around) ? asBase64(fresh.text) : fresh.text);
    Object.assign(place.holder, rule?.supplied);
    filled.push({ from: secret.at, name: memberOf(secret.at), holder: place.holder, by: fresh.by });
  }
  return filled;
}

/** Has the empty places of secrets leave a draft. */
export function leaveSecrets(leaving: Leaving, draft: Draft, secrets: readonly SecretPlace[]): void {
  for (const secret of secrets) {
    const place = placeAt({ body: draft.body, children: draft.children, assignments: draft.assignments ?? [] }, secret.at);
    if (place !== undefined) leaving.take(place, secret.drops);
  }
}

/** Where filled places have come to be, once everything has left that leaves: pointers into the draft, by those into the bundle's file. */
export function filledPointers(draft: Draft, filled: readonly FilledPlace[]): { readonly from: string; readonly at: string; readonly by: SecretText['by'] }[] {
  if (filled.length === 0) return [];
  const holders = new Map(placesOf({ body: draft.body, children: draft.children, assignments: draft.assignments ?? [] }, '**').map(({ value, pointer }) => [value, pointer]));
  return filled.flatMap(({ from, name, holder, by }) => {
    const pointer = holders.get(holder);
    return pointer === undefined ? [] : [{ from, at: `${pointer}/${pointerName(name)}`, by }];
  });
}

function memberOf(pointer: string): string {
  return pointer.slice(pointer.lastIndexOf('/') + 1).replaceAll('~1', '/').replaceAll('~0', '~');
}

/** The members that are said beside supplied secrets, and that the service answers otherwise. */
export function saidBeside(row: PolicyType): string[] {
  return [...new Set((row.secrets ?? []).flatMap((rule) => Object.keys(rule.supplied ?? {})))];
}

/**
 * The functions below an object by which its source gives secrets in clear, by the places where they belong.
 * @param draft as the intake left it: everything but the values is there
 */
export function revealPaths(row: PolicyType, type: string | undefined, draft: Draft, secrets: readonly SecretPlace[]): Map<string, string> {
  const paths = new Map<string, string>();
  for (const secret of secrets) {
    const rule = secret.readable === true ? ruleAt(row, type, draft, secret.at) : undefined;
    const place = placeAt({ body: draft.body, children: draft.children, assignments: [] }, secret.at);
    if (rule?.reveal === undefined || place === undefined) continue;
    let missing = false;
    const path = rule.reveal.replace(/\{(\w+)\}/gu, (_all, name: string) => {
      const value = place.holder[name];
      if (typeof value !== 'string' || value === '') missing = true;
      return typeof value === 'string' ? encodeURIComponent(value).replaceAll("'", "''") : '';
    });
    if (!missing) paths.set(secret.at, path);
  }
  return paths;
}

function ruleAt(row: PolicyType, type: string | undefined, draft: Draft, at: string): SecretRule | undefined {
  return (row.secrets ?? []).find((rule) => (rule.types === undefined || (type !== undefined && rule.types.includes(type))) && placesIn(row, draft, rule.at).some((place) => place.pointer === at));
}

/** Clear text in base64. XML that somebody gives in base64 already stays as it is. */
function asBase64(text: string): string {
  const decoded = /^[A-Za-z0-9+/\s]+(?:={1,2}\s*)?$/u.test(text) ? Buffer.from(text, 'base64').toString('utf8') : '';
  return /^\uFEFF?\s*</u.test(decoded) ? text : Buffer.from(text, 'utf8').toString('base64');
}
