import type { Certainty } from '../../model/finding.js';
import { guidPattern } from '../../model/ids.js';
import type { Json } from '../../model/json.js';
import type { StrayClass } from '../../model/rules.js';
import { hyphenated } from './find.js';
import { addressStart, eachDotted, ownNames } from './hosts.js';
import type { SourceFacts } from './inventory.js';
import { notBound } from './not-bound.js';
import { placeOf } from './place.js';
import { entraSidPattern, objectIdOf } from './sid.js';
import { unwrap, wrappingOf, type Inner } from './unwrap.js';
import { isPortableGuid } from './well-known.js';

/** Something of the source that is still in what would be written to the destination (DESIGN, promise 2). */
export interface Stray {
  readonly class: StrayClass;
  /** As it is written. */
  readonly value: string;
  /** JSON pointer of the text it stands in. */
  readonly at: string;
  /** It stands in the name of the member, not in its value. */
  readonly isName?: true;
  /** From the outermost wrapping to the innermost; empty where it stands plainly. */
  readonly wrapping: readonly string[];
  /** Whether it must hold the object back. */
  readonly stops: boolean;
  readonly certainty: Certainty;
  /** Kind of the source's object that the id names, where it is known. */
  readonly kind?: string;
}

/** Whether a value, in lower case, may arrive: an id of the destination, a value that somebody decided to keep. */
export type Claimed = (value: string) => boolean;

/** The second net over one object: see strayFinder. For many objects make the finder once. */
export function findStrays(value: Json, facts: SourceFacts, claimed: Claimed = () => false): Stray[] {
  return strayFinder(facts, claimed)(value);
}

/**
 * Makes the second net: given what is about to be sent, it returns every GUID, SID, domain, host and name of the source that
 * is still in there, at any depth and through any wrapping, with its path. Ids of the inventory, the tenant's ids, domains and
 * Entra SIDs stop the object; a GUID that nobody knows and nothing explains, and the bare name of the tenant, are said and do not.
 * What nests too deep to be searched stops too: unread is not clean.
 */
export function strayFinder(facts: SourceFacts, claimed: Claimed = () => false): (value: Json) => Stray[] {
  const own = ownNames(facts.tenant);
  const tenantId = facts.tenant.id.toLowerCase();
  const accountId = facts.tenant.intuneAccountId?.toLowerCase();
  const bareName = nameSearch([own.label, facts.tenant.displayName]);

  function judgeGuid(written: string, inner: Inner, from: number): Particular | undefined {
    const id = written.toLowerCase();
    if (claimed(id)) return undefined;
    if (id === tenantId) return { class: 'tenant id', stops: true, certainty: 'proven' };
    if (id === accountId) return { class: 'account id', stops: true, certainty: 'proven' };
    if (isPortableGuid(id) !== undefined) return undefined;
    const kind = facts.objects.get(id);
    if (kind !== undefined) return { class: 'object id', stops: true, certainty: 'proven', kind };
    if (!inner.editable) return undefined;
    const to = from + written.length;
    const why = notBound(id, placeOf(inner), inner.text.slice(Math.max(0, from - 64), from), inner.text.slice(to, to + 32));
    return why === undefined ? { class: 'unknown guid', stops: false, certainty: 'inferred' } : undefined;
  }

  return (value) => {
    const strays: Stray[] = [];

    function search(found: Inner): void {
      const text = found.text.includes('{{') ? found.text.replace(planToken, (token) => ' '.repeat(token.length)) : found.text;
      const inner = text === found.text ? found : { ...found, text };
      const report = reporter(inner, strays);
      if (text.length >= 36 && text.includes('-')) {
        for (const { 0: written, index } of text.matchAll(anyGuid)) {
          if (inner.covered(index, index + 36)) continue;
          const facts = judgeGuid(written, inner, index);
          if (facts !== undefined) report(index, index + 36, facts);
        }
      }
      if (text.length >= 16 && /S-1-12-1-/i.test(text)) {
        for (const { 0: written, index } of text.matchAll(anySid)) {
          const to = index + written.length;
          const id = objectIdOf(written);
          if (id === undefined || inner.covered(index, to) || claimed(written.toLowerCase()) || claimed(id)) continue;
          const kind = facts.objects.get(id);
          report(index, to, { class: 'sid', certainty: kind === undefined ? 'documented' : 'proven', ...(kind === undefined ? {} : { kind }) });
        }
      }
      if (text.length >= 32) {
        for (const { 0: written, index } of text.matchAll(/(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])/gi)) {
          if (inner.covered(index, index + 32)) continue;
          const id = hyphenated(written);
          const kind = facts.objects.get(id);
          if (claimed(id) || (kind === undefined && id !== tenantId && id !== accountId)) continue;
          report(index, index + 32, kind === undefined ? { class: id === tenantId ? 'tenant id' : 'account id' } : { class: 'object id', kind });
        }
      }
      const hosts: number[] = [];
      eachDotted(text, (from, to) => {
        const found = own.of(text.slice(from, to));
        if (found === undefined || inner.covered(from, to)) return;
        hosts.push(from, to);
        const host = text.slice(from, to).toLowerCase();
        const address = text.slice(addressStart(text, from), to).toLowerCase();
        if (!claimed(found.name) && !claimed(host) && !claimed(address)) report(from, to, { class: found.class });
      });
      if (bareName !== undefined && inner.editable) {
        let passed = 0;
        for (const { 0: written, index } of text.matchAll(bareName)) {
          const to = index + written.length;
          while ((hosts[passed + 1] ?? to) < to) passed += 2;
          if (inner.covered(index, to) || (hosts[passed] ?? to) <= index) continue;
          if (!claimed(written.toLowerCase()) && !claimed(wordAround(text, index, to)) && !claimed(text.trim().toLowerCase())) report(index, to, { class: 'tenant name', stops: false, certainty: 'inferred' });
        }
      }
    }

    for (const { at } of unwrap(value, search)) strays.push({ class: 'not searched', value: '', at, wrapping: [], stops: true, certainty: 'proven' });
    return strays;
  };
}

/** What is particular to one stray; the rest is the same for all of one text, and worked out once. */
type Particular = Partial<Stray> & { readonly class: StrayClass };

/** Notes the strays of one text, each value once. */
function reporter(inner: Inner, strays: Stray[]): (from: number, to: number, particular: Particular) => void {
  const seen = new Set<string>();
  let place: Pick<Stray, 'at' | 'wrapping'> | undefined;
  return (from, to, particular) => {
    const value = inner.text.slice(from, to);
    if (seen.has(value)) return;
    seen.add(value);
    place ??= { at: inner.here.pointer(), wrapping: wrappingOf(inner.steps) };
    strays.push({ stops: true, certainty: 'proven', ...particular, value, ...place, ...(inner.isName ? { isName: true } : {}) });
  };
}

/** What stands for an id that the plan has yet to make: it names an object for people, and is never sent. */
const planToken = /\{\{(?:made|sid|secret):[^]{0,400}?\}\}/g;
const anyGuid = new RegExp(guidPattern.source, 'gi');
const anySid = new RegExp(entraSidPattern.source, 'gi');

/** The host, address or word that a name stands in, in lower case: `contoso` of `ca01.contoso.local`. */
function wordAround(text: string, from: number, to: number): string {
  const before = /[\w.@-]{0,128}$/u.exec(text.slice(Math.max(0, from - 128), from))?.[0] ?? '';
  const after = /^[\w.@-]{0,128}/u.exec(text.slice(to, to + 128))?.[0] ?? '';
  return `${before}${text.slice(from, to)}${after}`.toLowerCase();
}

/** Finds the names as whole words; too short a name would be found everywhere. */
function nameSearch(names: readonly (string | undefined)[]): RegExp | undefined {
  const words = names.flatMap((name) => (name !== undefined && name.length >= 4 ? [name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')] : []));
  return words.length === 0 ? undefined : new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
}
