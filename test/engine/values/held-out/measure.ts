import { valueFinder, type Found } from '../../../../src/engine/values/find.js';
import { inventoryOf } from '../../../../src/engine/values/inventory.js';
import type { ValueClass } from '../../../../src/model/rules.js';
import { accessDocuments } from './access.js';
import { mobileDocuments } from './apple-android.js';
import { catalogDocuments } from './catalog.js';
import { objects, type HeldOut } from './marks.js';
import { windowsDocuments } from './windows.js';

interface Bound {
  readonly text: string;
  readonly classes: readonly ValueClass[];
}

export interface Measured {
  readonly bound: number;
  readonly traps: number;
  readonly precision: number;
  readonly recall: number;
  /** One line for each miss, for each wrong report, and for each report under another class than the labels allow. */
  readonly missed: readonly string[];
  readonly wrong: readonly string[];
  readonly misnamed: readonly string[];
}

const documents: readonly HeldOut[] = [...catalogDocuments, ...windowsDocuments, ...mobileDocuments, ...accessDocuments];

/** Escapes off, so that a value as it is written and the label as it is meant can be compared. */
function plain(text: string): string {
  const bare = text.replace(/%[0-9a-f]{2}/gi, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16))).replaceAll('&#64;', '@').replaceAll('&amp;', '&');
  return bare.replaceAll('\\', '').replace(/,DC=/gi, '.').replace(/DC=/gi, '').toLowerCase();
}

function meet(one: string, other: string): boolean {
  return plain(one).includes(plain(other)) || plain(other).includes(plain(one));
}

/** Runs the finder over every document and holds what it says against the labels. */
export function measure(): Measured {
  const missed: string[] = [];
  const wrong: string[] = [];
  const misnamed: string[] = [];
  let labels = 0;
  let traps = 0;
  let right = 0;
  for (const { name, tenant, body } of documents) {
    const bound: Bound[] = [];
    const either: string[] = [];
    const json = body({
      bound: (text, ...classes) => (bound.push({ text, classes }), text),
      trap: (text) => (traps++, text),
      either: (text) => (either.push(text), text),
    });
    labels += bound.length;
    const open = new Set(bound);
    const rest: Found[] = [];
    for (const found of valueFinder({ tenant, objects: inventoryOf(objects, tenant) })(json)) {
      const fits = [...open].filter(({ text }) => meet(text, found.value));
      const best = fits.find(({ text, classes }) => plain(text) === plain(found.value) && classes.includes(found.class)) ?? fits.find(({ classes }) => classes.includes(found.class)) ?? fits[0];
      if (best === undefined) {
        rest.push(found);
        continue;
      }
      open.delete(best);
      right++;
      if (!best.classes.includes(found.class)) misnamed.push(`${name}: ${best.text} as ${found.class}`);
    }
    // A second report about a part of what is bound (the host in a library string) is no mistake.
    for (const found of rest) if (![...bound.map(({ text }) => text), ...either].some((text) => meet(text, found.value))) wrong.push(`${name}: ${found.class} ${found.value} at ${found.at}`);
    for (const { text, classes } of open) missed.push(`${name}: ${classes.join('/')} ${text}`);
  }
  return { bound: labels, traps, precision: right / (right + wrong.length), recall: right / labels, missed, wrong, misnamed };
}
