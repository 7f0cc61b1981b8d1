import { isGuid } from '../../model/ids.js';
import type { Json } from '../../model/json.js';
import { classFacts } from './classes.js';
import { decisionKey, keyOfFound, type Decisions } from './decisions.js';
import type { Found, FindOptions } from './find.js';
import { rewrite, type Edit, type Refused } from './rewrite.js';
import { sidOf } from './sid.js';

export interface ApplyWith {
  /** The finder of the source tenant (valueFinder). */
  readonly find: (value: Json, options?: FindOptions) => readonly Found[];
  readonly decisions: Decisions;
  /** The destination's id of an object of the source; a token of the plan where it is still to be made; undefined where nobody knows. */
  readonly idOf: (sourceId: string, kind: string | undefined) => string | undefined;
  readonly options?: FindOptions;
}

/** A value that is still the source's, and why. */
export interface StillOpen {
  readonly found: Found;
  readonly because: string;
}

export interface Applied {
  readonly value: Json;
  /** What was rewritten, and into what. */
  readonly done: readonly { readonly found: Found; readonly to: string }[];
  /** What stays because somebody decided so, or because it is only said and never rewritten unasked. */
  readonly kept: readonly Found[];
  /** What somebody must still answer for: the object does not go with these in it. */
  readonly open: readonly StillOpen[];
}

/**
 * Rewrites the tenant-bound values of a JSON value as decided: ids and SIDs of objects after the objects' mapping, other texts
 * after `values.json`, each inside its wrapping and byte-exact otherwise. What is not decided stays as it is and is returned.
 */
export function applyValues(value: Json, { find, decisions, idOf, options }: ApplyWith): Applied {
  const kept: Found[] = [];
  const open: StillOpen[] = [];
  const edits = new Map<Edit, Found>();
  for (const found of find(value, options)) {
    const to = newText(found, decisions, idOf);
    if (to === null) kept.push(found);
    else if (to === undefined) open.push({ found, because: whyOpen(found) });
    else if (to === found.value) kept.push(found);
    else edits.set({ at: found.at, ...(found.isName === true ? { isName: true } : {}), steps: found.steps, from: found.from, to: found.to, text: to }, found);
  }
  if (edits.size === 0) return { value, done: [], kept, open };
  const result = rewrite(value, [...edits.keys()]);
  const refused = new Map(result.refused.map(({ edit, because }) => [edit, because]));
  const done: { found: Found; to: string }[] = [];
  for (const [edit, found] of edits) {
    const because = refused.get(edit);
    if (because === undefined) done.push({ found, to: edit.text });
    else open.push({ found, because: refusalText(because) });
  }
  return { value: result.value, done, kept, open };
}

/** The text that takes a value's place; null where it stays, undefined where nobody has said. */
function newText(found: Found, decisions: Decisions, idOf: ApplyWith['idOf']): string | null | undefined {
  const decided = decisions.get(keyOfFound(found));
  if (decided !== undefined) return decided === null ? null : written(found.value, decided);
  if (found.objectId !== undefined) {
    const id = idOf(found.objectId, found.kind);
    if (id === undefined) return undefined;
    return found.class === 'sid' ? sidText(id) : written(found.value, id);
  }
  if (classFacts(found.class).need === 'check') return null;
  // a domain that moves along takes its addresses with it; a domain that is mapped does not, because names may differ
  const domain = found.class === 'account' || found.class === 'mail address' ? found.value.slice(found.value.lastIndexOf('@') + 1).toLowerCase() : undefined;
  if (domain !== undefined && (decisions.get(decisionKey('domain', domain)) === null || decisions.get(decisionKey('initial domain', domain)) === null)) return null;
  return undefined;
}

/** The SID of an object; of one that the plan is still to make, a token beside the plan's own. */
function sidText(id: string): string {
  return isGuid(id) ? sidOf(id) : id.replace(/^\{\{made:/, '{{sid:');
}

/** The new text in the manner of the old one: capital letters where it had none but those, a GUID without hyphens where it had none. */
function written(old: string, fresh: string): string {
  const bare = /^[0-9a-f]{32}$/i.test(old) && isGuid(fresh) ? fresh.replaceAll('-', '') : fresh;
  return isGuid(fresh) && /[A-F]/.test(old) && !/[a-f]/.test(old) ? bare.toUpperCase() : bare;
}

function whyOpen(found: Found): string {
  if (found.objectId !== undefined) {
    return found.kind === undefined
      ? 'the object it stands for is not in the export: a directory role, or a deleted one'
      : `its ${found.kind} has no counterpart in the destination yet`;
  }
  return classFacts(found.class).hint;
}

function refusalText(because: Refused['because']): string {
  switch (because) {
    case 'the bytes are no text':
      return 'it stands in bytes that are no text and cannot be rewritten';
    case 'the charset has no such letter':
      return 'the new text has letters that the encoding around it cannot spell';
    case 'two members would have one name':
      return 'the new name is taken by another member beside it';
    case 'overlaps another edit':
    case 'no such place':
      return `it could not be rewritten (${because})`;
  }
}
