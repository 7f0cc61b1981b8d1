import type { Certainty } from '../../model/finding.js';
import { guidPattern } from '../../model/ids.js';
import { isObject, textAt, type Json } from '../../model/json.js';
import type { ValueClass } from '../../model/rules.js';
import { addressStart, eachDotted, isPublicHost, ownNames, type OwnNames } from './hosts.js';
import type { SourceFacts } from './inventory.js';
import { keyedRules, type KeyedRule } from './keyed.js';
import { notBound } from './not-bound.js';
import { isOption, keyOf, placeOf, type Place } from './place.js';
import type { Spot } from './rewrite.js';
import { azurePattern, isLibraryString, isPublishedKey, jwtPattern, placeHoldersIn, productKeyPattern, profileNamesIn, saysNothing } from './shapes.js';
import { entraSidPattern, objectIdOf } from './sid.js';
import { unwrap, wrappingOf, type Inner } from './unwrap.js';
import { isPortableGuid } from './well-known.js';

/** A text that belongs to the source tenant, and exactly where it stands: enough to report it and to rewrite it. */
export interface Found extends Spot {
  readonly class: ValueClass;
  /** As it is written. */
  readonly value: string;
  /** From the outermost wrapping to the innermost; empty where it stands plainly. */
  readonly wrapping: readonly string[];
  /** The setting it sits in, as a person would call it. */
  readonly key: string;
  readonly certainty: Certainty;
  /** Of a SID or an object id: the object of the source, in lower case, and its kind where the inventory has it. */
  readonly objectId?: string;
  readonly kind?: string;
  /** It stands in bytes that are no text (a certificate, an image): it cannot be rewritten. */
  readonly sealed?: true;
}

export interface FindOptions {
  /** Places that somebody else answers for: the references that rows name. Given a JSON pointer. */
  readonly claimedAt?: (pointer: string) => boolean;
}

/** All tenant-bound values of a policy or any other JSON value: see valueFinder. For many objects make the finder once. */
export function findTenantValues(value: Json, facts: SourceFacts, options: FindOptions = {}): Found[] {
  return valueFinder(facts)(value, options);
}

/**
 * Makes the finder for one source tenant: given a JSON value it returns what in it belongs to that tenant, at any depth and
 * through any wrapping, keyed on the setting where that is known to be bound (real-exports.md 3) and on the shape where not.
 * What only looks bound is left out (real-exports.md 4). Places come in the order of the document, and none lies in another.
 */
export function valueFinder(facts: SourceFacts): (value: Json, options?: FindOptions) => Found[] {
  const own = ownNames(facts.tenant);
  const search = [knownIds(facts), keyed, tokens, productKeys, sids(facts), azureResources, addressesAndHosts(own), otherGuids, placeHolders, profileNames] as const;

  return (value, options = {}) => {
    const found: Found[] = [];

    unwrap(value, (inner) => {
      if (inner.text.length < 3 || isProtocol(inner)) return;
      const place = placeOf(inner);
      if (isOption(inner.text, place)) return;
      const sketches = new Sketches(inner);
      for (const one of search) one(inner, place, sketches);
      if (sketches.list.length === 0) return;
      const at = inner.here.pointer();
      if (options.claimedAt?.(at) === true) return;
      const wrapping = wrappingOf(inner.steps);
      for (const sketch of sketches.list) {
        if (sketch.absorbs === true && inner.covered(sketch.from, sketch.to)) dropInside(found, at, inner, sketch);
        found.push({
          class: sketch.class,
          value: inner.text.slice(sketch.from, sketch.to),
          at,
          ...(inner.isName ? { isName: true } : {}),
          steps: inner.steps,
          from: sketch.from,
          to: sketch.to,
          wrapping,
          key: keyOf(place),
          certainty: sketch.certainty,
          ...(sketch.objectId === undefined ? {} : { objectId: sketch.objectId }),
          ...(sketch.kind === undefined ? {} : { kind: sketch.kind }),
          ...(inner.editable ? {} : { sealed: true }),
        });
      }
    });
    return found;
  };
}

interface Sketch {
  readonly class: ValueClass;
  readonly from: number;
  readonly to: number;
  readonly certainty: Certainty;
  readonly objectId?: string;
  readonly kind?: string;
  /** It is one value whatever is wrapped inside it: what was found in there is not reported beside it. */
  readonly absorbs?: boolean;
}

/** What was found in one text so far; a later find gives way to an earlier one, because searches run from sure to unsure. */
class Sketches {
  /** By place, none overlapping another. */
  readonly list: Sketch[] = [];
  constructor(private readonly inner: Inner) {}

  add(sketch: Sketch): void {
    if (sketch.to <= sketch.from) return;
    let at = this.list.length;
    if ((this.list.at(-1)?.to ?? 0) > sketch.from) {
      let low = 0;
      while (low < at) {
        const middle = (low + at) >> 1;
        if ((this.list[middle]?.to ?? 0) <= sketch.from) low = middle + 1;
        else at = middle;
      }
      if ((this.list[at]?.from ?? sketch.to) < sketch.to) return;
    }
    const whole = sketch.absorbs === true ? !this.inner.cut(sketch.from, sketch.to) : !this.inner.covered(sketch.from, sketch.to);
    if (whole) this.list.splice(at, 0, sketch);
  }
}

type Search = (inner: Inner, place: Place, found: Sketches) => void;

/** Members that hold definitions of the service or words of the protocol, never a value of a tenant. */
const silentMembers = new Set(['settingdefinitionid', 'settinginstancetemplateid', 'settingvaluetemplateid', '@odata.type', 'definitionid']);

function isProtocol({ here: { path }, steps }: Inner): boolean {
  const last = path.at(-1);
  const inner = steps.at(-1);
  if (inner?.as === 'json' && inner.name?.includes('@odata.') === true && !inner.name.endsWith('@odata.bind')) return true;
  if (typeof last === 'string' && silentMembers.has(last.toLowerCase())) return true;
  return path.some((part) => typeof part === 'string' && (part.startsWith('#microsoft.graph.') || (part.includes('@odata.') && !part.endsWith('@odata.bind'))));
}

function dropInside(found: Found[], at: string, inner: Inner, sketch: Sketch): void {
  const depth = inner.steps.length;
  for (let index = found.length - 1; index >= 0; index--) {
    const one = found[index];
    if (one === undefined || one.at !== at || (one.isName === true) !== inner.isName) return;
    const step = one.steps[depth];
    if (step === undefined || one.steps.some((other, level) => level < depth && other !== inner.steps[level])) continue;
    if (step.from >= sketch.from && step.to <= sketch.to) found.splice(index, 1);
  }
}

function keyed(inner: Inner, place: Place, found: Sketches): void {
  const { text } = inner;
  if (inner.isName || !inner.editable || isName(place)) return;
  if (text.length < 4000 && !/^\s*[<{[]/.test(text) && isLibraryString(text)) {
    found.add({ class: 'sharepoint library', ...trimmed(text, 0, text.length), certainty: 'documented', absorbs: true });
    return;
  }
  const rules = keyedRules(place.label);
  if (rules.length === 0 || saysNothing(text) || placeHoldersIn(text).length > 0) return;
  for (const rule of rules) {
    if (rule.only !== undefined && !rule.only.test(text)) continue;
    for (const { from, to } of taken(rule, text)) {
      const name = rule.class === 'domain' && isInitial(text.slice(from, to)) ? 'initial domain' : rule.class;
      found.add({ class: name, from, to, certainty: rule.class === 'app registration' ? 'inferred' : 'documented', absorbs: rule.take === 'whole' });
    }
  }
}

/** Whether the text is what a value is known by, and not the value: an `id` attribute, a plist key. */
function isName(place: Place): boolean {
  return /@(?:id|name|key)$|^(?:key|comment)$/i.test(place.names.at(-1) ?? '');
}

/** The spans of a text that are the values a rule speaks of. */
function taken(rule: KeyedRule, text: string): { from: number; to: number }[] {
  const document = /^\s*[<{[]/.test(text);
  const spans: { from: number; to: number }[] = [];
  switch (rule.take) {
    case 'guids':
      for (const { 0: guid, index } of text.matchAll(anyGuid)) if (isPortableGuid(guid.toLowerCase()) === undefined) spans.push({ from: index, to: index + 36 });
      return spans;
    case 'hosts':
      spans.push(...serversIn(text).filter(({ from, to }) => !isPublicHost(text.slice(from, to))));
      if (spans.length === 0 && serversIn(text).length > 0) return [];
      return spans.length > 0 || document ? spans : [trimmed(text, 0, text.length)];
    case 'items':
      if (document) return [];
      for (const { 0: item, index } of text.matchAll(/[^,;|\n]+/g)) if (!saysNothing(item)) spans.push(trimmed(text, index, index + item.length));
      return spans;
    case 'whole':
      return document && rule.class !== 'defender onboarding' ? [] : [trimmed(text, 0, text.length)];
  }
}

/** Where servers are named: the hosts of links, else the dotted names that are no part of a path. */
function serversIn(text: string): { from: number; to: number }[] {
  const links = [...text.matchAll(/:\/\/(?:[^\s/@]{0,64}@)?([^\s/:?#"'<>,;]+)/g)].map((link) => {
    const host = link[1] ?? '';
    const from = link.index + link[0].length - host.length;
    return { from, to: from + host.length };
  });
  if (links.length > 0) return links;
  const spans: { from: number; to: number }[] = [];
  eachDotted(text, (from, to) => {
    const name = text.slice(from, to);
    if (!/[/\\]/.test(text.charAt(from - 1)) && /\.(?:[a-z]{2,}|\d{1,3})$/i.test(name)) spans.push({ from, to });
  });
  return spans;
}

function trimmed(text: string, from: number, to: number): { from: number; to: number } {
  while (from < to && /\s/.test(text.charAt(from))) from++;
  while (to > from && /\s/.test(text.charAt(to - 1))) to--;
  return { from, to };
}

/** Keys of Microsoft: five groups of five out of an alphabet without vowels. Those of volume licensing are published and the same for all. */
function productKeys({ text, editable }: Inner, _place: Place, found: Sketches): void {
  if (!editable || !text.includes('-')) return;
  for (const { 0: key, index } of text.matchAll(productKeyPattern)) if (!isPublishedKey(key)) found.add({ class: 'license key', from: index, to: index + key.length, certainty: 'inferred' });
}

function tokens({ text, editable }: Inner, _place: Place, found: Sketches): void {
  if (!editable || !text.includes('eyJ')) return;
  for (const { 0: token, index } of text.matchAll(jwtPattern)) found.add({ class: 'token', from: index, to: index + token.length, certainty: 'proven', absorbs: true });
}

function sids({ objects }: SourceFacts): Search {
  return ({ text, here }, _place, found) => {
    if (here.path.at(-1) === 'securityIdentifier' || !/S-1-12-1-/i.test(text)) return;
    for (const { 0: sid, index } of text.matchAll(anySid)) {
      const objectId = objectIdOf(sid);
      if (objectId === undefined) continue;
      const kind = objects.get(objectId);
      found.add({ class: 'sid', from: index, to: index + sid.length, certainty: kind === undefined ? 'documented' : 'proven', objectId, ...(kind === undefined ? {} : { kind }) });
    }
  };
}

function azureResources({ text, editable }: Inner, _place: Place, found: Sketches): void {
  if (!editable || !text.includes('ubscriptions/')) return;
  for (const { 0: resource, index } of text.matchAll(azurePattern)) found.add({ class: 'azure resource', from: index, to: index + resource.length, certainty: 'documented', absorbs: true });
}

/** Where a name of a person's account is meant and not a mailbox. */
const accountPlaces = /localusersandgroups|accountupn|allowedaccount|userprincipalname|(?:^|[/._@])upn(?:_|$)|member@|@member$|username|user_name|accountname|admins?$/im;

function addressesAndHosts(own: OwnNames): Search {
  return ({ text, editable }, place, found) => {
    if (!editable) return;
    eachDotted(text, (from, to) => {
      const host = text.slice(from, to);
      const mine = own.of(host);
      const foreign = mine === undefined ? tenantShaped(host) : undefined;
      const name = mine?.class ?? foreign;
      if (name === undefined) return;
      const certainty = mine === undefined ? 'inferred' : 'proven';
      const start = addressStart(text, from);
      if (start < from) {
        const isAccountPlace = accountPlaces.test(place.label) || /AzureAD\\[$]?$/i.test(text.slice(Math.max(0, start - 10), start));
        const account = isAccountPlace || isInitial(host);
        if (account && (mine !== undefined || isAccountPlace || own.label === undefined)) found.add({ class: 'account', from: start, to, certainty });
        else if (mine !== undefined || !isInitial(host)) found.add({ class: 'mail address', from: start, to, certainty });
      } else if (mine === undefined && own.label !== undefined && isInitial(host)) {
        // another tenant's: it stays another tenant's
        return;
      } else if (name !== 'domain') found.add({ class: name, from, to, certainty });
      else if (mine === undefined || mine.name === host.toLowerCase()) found.add({ class: isInitial(host) ? 'initial domain' : 'domain', from, to, certainty });
      else found.add({ class: /:\/\/$/.test(text.slice(Math.max(0, from - 3), from)) ? 'url' : 'network host', from, to, certainty });
    });
  };
}

function isInitial(host: string): boolean {
  return /^[^.]+\.(?:onmicrosoft\.(?:com|us|de)|partner\.onmschina\.cn)$/i.test(host);
}

/** What a host of somebody's tenant looks like. SharePoint can bear another name than the tenant. */
function tenantShaped(host: string): 'domain' | 'sharepoint host' | 'onedrive host' | undefined {
  if (isInitial(host)) return 'domain';
  const site = /^([^.]+)\.sharepoint(?:-mil)?\.(?:com|us|cn|de)$/i.exec(host)?.[1];
  if (site === undefined || /^(?:www|admin|static|cdn|publiccdn|privatecdn|media|support|tenant|yourtenant)$/i.test(site)) return undefined;
  return site.toLowerCase().endsWith('-my') ? 'onedrive host' : 'sharepoint host';
}

/** Ids that the source is known to have: sure whatever the setting, so they come first. */
function knownIds({ tenant, objects }: SourceFacts): Search {
  const tenantId = tenant.id.toLowerCase();
  const accountId = tenant.intuneAccountId?.toLowerCase();

  function known(id: string): Pick<Sketch, 'class' | 'certainty' | 'objectId' | 'kind'> | undefined {
    if (id === tenantId) return { class: 'tenant id', certainty: 'proven' };
    if (id === accountId) return { class: 'account id', certainty: 'proven' };
    const kind = isPortableGuid(id) === undefined ? objects.get(id) : undefined;
    return kind === undefined ? undefined : { class: 'object id', certainty: 'proven', objectId: id, kind };
  }

  return (inner, _place, found) => {
    const { text } = inner;
    if (text.length < 32 || isOwnId(inner)) return;
    for (const { 0: written, index } of text.includes('-') ? text.matchAll(anyGuid) : []) {
      const sure = known(written.toLowerCase());
      if (sure !== undefined) found.add({ ...sure, from: index, to: index + 36 });
    }
    for (const { 0: written, index } of text.matchAll(bareGuid)) {
      const sure = known(hyphenated(written));
      if (sure !== undefined) found.add({ ...sure, from: index, to: index + 32 });
    }
  };
}

/** An object's own id is not a value in it. */
function isOwnId({ steps, here: { path } }: Inner): boolean {
  return steps.length === 0 && (path.length === 1 ? path[0] === 'id' : path.length === 2 && path[0] === 'body' && path[1] === 'id');
}

/** What makes a GUID the Intune account's: default objects are called `<account>_<what they are>`. */
const defaultObject = /^_(?:Default|Windows10Enrollment|Windows\w{0,40}Configuration|Single)/i;

function otherGuids(inner: Inner, place: Place, found: Sketches): void {
  const { text } = inner;
  if (text.length < 36 || !inner.editable || !text.includes('-') || isOwnId(inner) || isSecretToken(inner)) return;
  for (const { 0: written, index } of text.matchAll(anyGuid)) {
    const after = text.slice(index + 36, index + 80);
    if (index === 0 && defaultObject.test(after)) found.add({ class: 'account id', from: index, to: index + 36, certainty: 'inferred' });
    else {
      const before = text.slice(Math.max(0, index - 64), index);
      if (notBound(written, place, before, after) === undefined) found.add({ class: namedBefore(before) ?? 'unknown guid', from: index, to: index + 36, certainty: 'inferred' });
    }
  }
}

/** What the name says that a GUID is given to in a script or a command line: `$WorkspaceId = "…"`, `TENANTID=…`. */
function namedBefore(before: string): ValueClass | undefined {
  // quotes inside quotes are escaped, at any depth
  const name = /([A-Za-z][\w.-]{1,40})["'\])]{0,2}\s{0,8}(?:=|:|\s)\s{0,8}["'{(]{0,2}$/.exec(before.replaceAll('\\', ''))?.[1];
  if (name === undefined) return undefined;
  return keyedRules(name).find((rule) => rule.take === 'guids' || /^(?:commercial id|defender org id)$/.test(rule.class))?.class;
}

function isSecretToken({ here }: Inner): boolean {
  const around = here.around.at(-1);
  return isObject(around) && textAt(around, 'valueState') === 'encryptedValueToken';
}

function placeHolders(inner: Inner, place: Place, found: Sketches): void {
  const { text, editable, steps } = inner;
  // in markup, what stands between angle brackets is a tag
  if (!editable || (/^\s*</.test(text) && inner.covered(0, text.length)) || (steps.length === 0 && /^(?:displayName|description|name)$/i.test(place.member) && !text.includes('%'))) return;
  for (const { from, to } of placeHoldersIn(text)) found.add({ class: 'place holder', ...trimmed(text, from, to), certainty: 'documented' });
}

function profileNames({ text, editable }: Inner, _place: Place, found: Sketches): void {
  if (!editable) return;
  for (const { from, to } of profileNamesIn(text)) found.add({ class: 'profile name', from, to, certainty: 'documented' });
}

const anyGuid = new RegExp(guidPattern.source, 'gi');
const bareGuid = /(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])/gi;
const anySid = new RegExp(entraSidPattern.source, 'gi');

/** A GUID that was written without hyphens, with them and in lower case. */
export function hyphenated(guid: string): string {
  return guid.toLowerCase().replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
