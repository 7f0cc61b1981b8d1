import type { Address } from '../../model/address.js';
import type { Finding } from '../../model/finding.js';
import { codes, makeFinding, spokenClass, strayClasses, valueClasses } from '../../model/rules.js';
import { classFacts } from './classes.js';
import type { Found } from './find.js';
import type { Stray } from './strays.js';

/** Where a finding belongs. `prefix` is put before the pointers: `/body` where only the body was searched. */
export interface Owner {
  readonly address?: Address;
  readonly kind?: string;
  readonly prefix?: string;
}

/**
 * What was found, as a line of the report. `to` is what takes its place; null where it stays; undefined where nobody has decided:
 * then an id follows its object, what is only to be checked stays, and the rest is open.
 */
export function valueFinding(found: Found, to: string | null | undefined, owner: Owner = {}): Finding {
  const facts = classFacts(found.class);
  const place = `${spokenClass(found.class)} ${shownValue(found)} in "${shortened(found.key)}"${inside(found.wrapping)}`;
  const at = `${owner.prefix ?? ''}${found.at}`;
  if (to === undefined && found.kind !== undefined) return makeFinding(valueClasses[found.class], `${capital(place)} stands for a ${found.kind} and follows its mapping.`, { address: owner.address, kind: owner.kind, at, severity: 'info' });
  if (to === undefined && facts.need !== 'check') return makeFinding(valueClasses[found.class], `${capital(place)} has no counterpart yet: ${facts.hint}.`, { address: owner.address, kind: owner.kind, at });
  if (to === undefined || to === null) {
    const why = facts.need === 'check' ? `: ${facts.hint}` : ', as values.json says';
    return makeFinding(valueClasses[found.class], `${capital(place)} stays as it is${why}.`, { address: owner.address, kind: owner.kind, at, severity: facts.need === 'check' ? 'low' : 'info' });
  }
  return makeFinding(codes.valueRewritten, `${capital(place)} becomes ${facts.secret === true ? 'the new one' : `"${shortened(to)}"`}.`, { address: owner.address, kind: owner.kind, at });
}

/** What the second net caught, as a finding; one that stops is a blocker, whatever its rule says. */
export function strayFinding(stray: Stray, owner: Owner = {}): Finding {
  const at = `${owner.prefix ?? ''}${stray.at}`;
  const where = `${at}${inside(stray.wrapping)}`;
  const message =
    stray.class === 'not searched'
      ? `${where} nests too deep to be searched.`
      : `${capital(spokenClass(stray.class))} "${shortened(stray.value)}"${stray.kind === undefined ? '' : ` of a ${stray.kind}`} is still at ${where}.`;
  return makeFinding(strayClasses[stray.class], message, { address: owner.address, kind: owner.kind, at, ...(stray.stops ? { severity: 'blocker' } : {}) });
}

/** What the second net caught in one object: every stray in a line of its own, and the bare name of the tenant once, with its places. */
export function strayFindings(strays: readonly Stray[], owner: Owner = {}): Finding[] {
  const names = strays.filter((stray) => stray.class === 'tenant name');
  const found = strays.filter((stray) => stray.class !== 'tenant name').map((stray) => strayFinding(stray, owner));
  const [first] = names;
  const places = [...new Set(names.map((stray) => `${owner.prefix ?? ''}${stray.at}`))];
  if (first === undefined || places.length < 2) return [...found, ...names.slice(0, 1).map((stray) => strayFinding(stray, owner))];
  const more = places.length > 3 ? ` and ${String(places.length - 3)} more` : '';
  return [...found, makeFinding(codes.strayName, `${capital(first.class)} "${shortened(first.value)}" is still in ${String(places.length)} texts: ${places.slice(0, 3).join(', ')}${more}.`, { address: owner.address, kind: owner.kind, at: places[0] })];
}

function shownValue(found: Found): string {
  return classFacts(found.class).secret === true ? '(not shown)' : `"${shortened(found.value)}"`;
}

function inside(wrapping: readonly string[]): string {
  return wrapping.length === 0 ? '' : ` (inside ${wrapping.map(shortened).join(', then ')})`;
}

function shortened(text: string): string {
  const flat = text.replace(/\s+/g, ' ');
  return flat.length <= 120 ? flat : `${flat.slice(0, 80)}…${flat.slice(-32)}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
