import { isList, isObject, type Json, type JsonObject } from '../../model/json.js';

/** Where a walk stands. The same object is given at every call: read it at once, keep nothing of it. */
export interface Here {
  /** JSON pointer of the text; of the member, where the text is a member's name. */
  pointer(): string;
  /** The objects and lists around the text, the root first. */
  readonly around: readonly (JsonObject | Json[])[];
  /** Names and indexes from the root to the text. */
  readonly path: readonly (string | number)[];
}

/** A place that was not looked into, and why: whoever searches must say so, because what nobody read may hold anything. */
export interface Unread {
  readonly at: string;
  readonly why: 'nested too deep';
}

/** No object of Graph nests past a few dozen; more is hostile, and recursion has an end. */
const deepest = 400;

/** Names made of letters alone carry no value; the names of OData annotations are the protocol's. */
const telling = /[^A-Za-z_@][^]{3}|[A-Za-z0-9]{16}/;

/**
 * Calls `visit` with every text of a JSON value in document order: text values, and member names that could carry one.
 * @returns the places it did not enter; empty for anything a tenant gives.
 */
export function walkTexts(value: Json, visit: (text: string, isName: boolean, here: Here) => void): Unread[] {
  const path: (string | number)[] = [];
  const around: (JsonObject | Json[])[] = [];
  const unread: Unread[] = [];
  const here: Here = { path, around, pointer: () => pointerOf(path) };

  function enter(node: Json): void {
    if (typeof node === 'string') {
      if (node !== '') visit(node, false, here);
      return;
    }
    if (typeof node !== 'object' || node === null) return;
    if (around.length >= deepest) {
      unread.push({ at: pointerOf(path), why: 'nested too deep' });
      return;
    }
    around.push(node);
    if (isList(node)) {
      for (let index = 0; index < node.length; index++) {
        const item = node[index];
        if (item === undefined) continue;
        path.push(index);
        enter(item);
        path.pop();
      }
    } else if (isObject(node)) {
      for (const name of Object.keys(node)) {
        const member = node[name];
        if (member === undefined) continue;
        path.push(name);
        if (name.length >= 8 && telling.test(name) && !name.includes('@odata.')) visit(name, true, here);
        enter(member);
        path.pop();
      }
    }
    around.pop();
  }

  enter(value);
  return unread;
}

/** RFC 6901. */
export function pointerOf(path: readonly (string | number)[]): string {
  let pointer = '';
  for (const part of path) pointer += `/${typeof part === 'number' ? part : part.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  return pointer;
}

/** The names of a JSON pointer, unescaped. */
export function pathOf(pointer: string): string[] {
  return pointer === '' ? [] : pointer.slice(1).split('/').map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}
