import { guidPattern } from '../model/ids.js';
import type { Json } from '../model/json.js';
import type { PolicyType } from '../model/policy-type.js';
import { placesIn, type Draft } from './draft.js';

/** Every GUID of a template's parts whose spelling is not lower case, by lower case. Two spellings of one id: the first counts. */
export function spellingsIn(parts: Json, into: Record<string, string>): void {
  for (const [guid] of JSON.stringify(parts).matchAll(new RegExp(guidPattern.source, 'giu'))) {
    const lower = guid.toLowerCase();
    if (guid !== lower) into[lower] ??= guid;
  }
}

/** Writes template ids as the destination spells them (graph-intune.md 7.6: they are compared letter by letter). */
export function respell(row: PolicyType, draft: Draft, spellings: Readonly<Record<string, string>>): void {
  for (const path of row.spelling?.at ?? []) {
    for (const place of placesIn(row, draft, path)) {
      if (typeof place.value !== 'string') continue;
      const lower = place.value.toLowerCase();
      const spelled = Object.hasOwn(spellings, lower) ? spellings[lower] : undefined;
      if (spelled !== undefined && spelled !== place.value) place.set(spelled);
    }
  }
}
