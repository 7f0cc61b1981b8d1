import { isList, isObject, type Json, type JsonObject } from '../../model/json.js';
import { stepInto, type Step } from './unwrap.js';
import { pathOf } from './walk.js';
import { encodeBase64 } from './wrappings/base64.js';
import { respeller, type Change } from './wrappings/escapes.js';

/** Where a span of text stands: which text of the JSON value, how deep inside it, from where to where. */
export interface Spot {
  /** JSON pointer of the outermost text, or of the member whose name it is. */
  readonly at: string;
  readonly isName?: boolean;
  readonly steps: readonly Step[];
  readonly from: number;
  readonly to: number;
}

/** Puts `text` in place of a spot. */
export interface Edit extends Spot {
  readonly text: string;
}

export interface Refused {
  readonly edit: Edit;
  readonly because: 'no such place' | 'overlaps another edit' | 'the bytes are no text' | 'the charset has no such letter' | 'two members would have one name';
}

/**
 * A copy of the value with the spots replaced, and everything else as it was to the byte: line ends, byte order marks,
 * base64 line breaks and padding, escapes, order of members. JSON and XML inside texts are never parsed and written anew,
 * only the span is spliced. What cannot be done is refused and said, and nothing of it is done.
 */
export function rewrite(value: Json, edits: readonly Edit[]): { readonly value: Json; readonly refused: readonly Refused[] } {
  const refused: Refused[] = [];
  const root: Branch = { branches: new Map(), value: [], name: [] };
  for (const edit of edits) {
    let branch = root;
    for (const part of pathOf(edit.at)) {
      const next = branch.branches.get(part) ?? { branches: new Map<string, Branch>(), value: [], name: [] };
      branch.branches.set(part, next);
      branch = next;
    }
    (edit.isName === true ? branch.name : branch.value).push(edit);
  }
  return { value: rebuilt(value, root, refused), refused };
}

/** Edits by where they go, so that only touched branches of the value are copied. */
interface Branch {
  readonly branches: Map<string, Branch>;
  readonly value: Edit[];
  readonly name: Edit[];
}

function rebuilt(node: Json, branch: Branch, refused: Refused[]): Json {
  if (typeof node === 'string') {
    refuseBelow(branch, refused);
    return rewriteText(node, branch.value.map((edit) => ({ edit, rest: edit.steps })), refused);
  }
  refuse(branch.value, 'no such place', refused);
  if (branch.branches.size === 0) return node;
  if (isList(node)) {
    const copy = [...node];
    for (const [part, below] of branch.branches) {
      const item = /^\d+$/.test(part) ? node[Number(part)] : undefined;
      if (item === undefined) refuseAll(below, refused);
      else {
        refuse(below.name, 'no such place', refused);
        copy[Number(part)] = rebuilt(item, below, refused);
      }
    }
    return copy;
  }
  if (!isObject(node)) {
    refuseBelow(branch, refused);
    return node;
  }
  const result: JsonObject = {};
  const names = new Set(Object.keys(node));
  for (const [part, below] of branch.branches) if (!names.has(part)) refuseAll(below, refused);
  for (const [name, member] of Object.entries(node)) {
    const below = branch.branches.get(name);
    const renamed = below === undefined || below.name.length === 0 ? name : rewriteText(name, below.name.map((edit) => ({ edit, rest: edit.steps })), refused);
    const taken = renamed !== name && names.has(renamed);
    if (taken && below !== undefined) refuse(below.name, 'two members would have one name', refused);
    if (!taken && renamed !== name) names.add(renamed);
    // defineProperty, because a plain assignment to __proto__ would set the prototype instead of a member
    Object.defineProperty(result, taken ? name : renamed, {
      value: below === undefined ? member : rebuilt(member, below, refused),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return result;
}

/** An edit on its way in: the steps that are still to be taken. */
interface Going {
  readonly edit: Edit;
  readonly rest: readonly Step[];
}

function rewriteText(text: string, going: readonly Going[], refused: Refused[]): string {
  return changed(text, changesOf(text, going, refused));
}

function changed(text: string, changes: readonly Change[]): string {
  let result = '';
  let done = 0;
  for (const change of changes) {
    result += text.slice(done, change.from) + change.text;
    done = change.to;
  }
  return changes.length === 0 ? text : result + text.slice(done);
}

/** What changes in a text, by place in it, in order, without overlap. */
function changesOf(text: string, going: readonly Going[], refused: Refused[]): Change[] {
  const changes: Change[] = [];
  const wrapped = new Map<string, Going[]>();
  const spans: { from: number; to: number; edits: Edit[]; make: () => string | undefined }[] = [];
  for (const one of going) {
    const [step] = one.rest;
    if (step === undefined) spans.push({ from: one.edit.from, to: one.edit.to, edits: [one.edit], make: () => one.edit.text });
    else {
      const key = `${step.as} ${step.from} ${step.to}`;
      const together = wrapped.get(key);
      if (together === undefined) wrapped.set(key, [one]);
      else together.push(one);
    }
  }
  for (const together of wrapped.values()) {
    const step = together[0]?.rest[0];
    if (step === undefined) continue;
    spans.push({ from: step.from, to: step.to, edits: together.map(({ edit }) => edit), make: () => rewrapped(text, step, together, refused) });
  }
  spans.sort((a, b) => a.from - b.from || a.to - b.to);
  let end = 0;
  for (const span of spans) {
    if (span.from < end) refuse(span.edits, 'overlaps another edit', refused);
    else if (span.to > text.length || span.from > span.to) refuse(span.edits, 'no such place', refused);
    else {
      const fresh = span.make();
      if (fresh !== undefined) changes.push({ from: span.from, to: span.to, text: fresh });
      end = span.to;
    }
  }
  return changes;
}

/** The written form of a wrapped text after the edits inside it; undefined where it stays as it is. */
function rewrapped(outer: string, step: Step, going: readonly Going[], refused: Refused[]): string | undefined {
  const written = outer.slice(step.from, step.to);
  const deeper = going.map(({ edit, rest }) => ({ edit, rest: rest.slice(1) }));
  const edits = going.map(({ edit }) => edit);
  const inner = stepInto(outer, step);
  if (inner === undefined) {
    refuse(edits, 'no such place', refused);
    return undefined;
  }
  if (step.as !== 'base64') {
    const respell = respeller(step.as, written);
    return changed(written, changesOf(inner, deeper, refused).map((change) => respell(change.from, change.to, change.text)));
  }
  if (step.charset === 'bytes') {
    refuse(edits, 'the bytes are no text', refused);
    return undefined;
  }
  const fresh = rewriteText(inner, deeper, refused);
  if (fresh === inner) return undefined;
  const encoded = encodeBase64(fresh, step.charset, written);
  if (encoded === undefined) refuse(edits, 'the charset has no such letter', refused);
  return encoded;
}

function refuse(edits: readonly Edit[], because: Refused['because'], refused: Refused[]): void {
  for (const edit of edits) refused.push({ edit, because });
}

function refuseAll(branch: Branch, refused: Refused[]): void {
  refuse([...branch.name, ...branch.value], 'no such place', refused);
  refuseBelow(branch, refused);
}

function refuseBelow(branch: Branch, refused: Refused[]): void {
  for (const below of branch.branches.values()) refuseAll(below, refused);
}
