import { pointerOf } from '../walk.js';

/** A string inside a JSON text: the span between its quotes, where it is in the document, and whether it is a member's name. */
export interface JsonString {
  readonly from: number;
  readonly to: number;
  readonly at: string;
  /** Of a value whose object says what it is called: `{ "key": "DeviceTag", "valueString": … }`. */
  readonly title?: string;
  readonly isName: boolean;
}

interface Frame {
  readonly isList: boolean;
  index: number;
  name: string;
  /** Of an object that is a pair: what it is called, and which strings are its values. */
  title: string;
  readonly values: number[];
}

/** The strings of a text that is a JSON document (object, list, or a string that holds text); undefined where it is none. */
export function jsonStrings(text: string): JsonString[] | undefined {
  if (!/^[\ufeff\s]*[[{"]/.test(text) || !parses(text)) return undefined;
  const strings: JsonString[] = [];
  const frames: Frame[] = [];
  const path: (string | number)[] = [];
  let expectsName = false;
  for (let index = 0; index < text.length; index++) {
    const frame = frames.at(-1);
    switch (text.charCodeAt(index)) {
      case 0x7b: // {
      case 0x5b: // [
        if (frame !== undefined) path.push(frame.isList ? frame.index : frame.name);
        frames.push({ isList: text[index] === '[', index: 0, name: '', title: '', values: [] });
        expectsName = text[index] === '{';
        break;
      case 0x7d: // }
      case 0x5d: // ]
        frames.pop();
        if (frame !== undefined && frame.title !== '') for (const each of frame.values) titled(strings, each, frame.title);
        if (frames.length > 0) path.pop();
        expectsName = false;
        break;
      case 0x2c: // ,
        if (frame?.isList === true) frame.index++;
        expectsName = frame?.isList === false;
        break;
      case 0x22: {
        const from = index + 1;
        index = closingQuote(text, from);
        if (expectsName && frame !== undefined) frame.name = text.slice(from, index);
        const own = frame === undefined ? [] : [frame.isList ? frame.index : frame.name];
        if (!expectsName && frame?.isList === false) {
          if (frame.name === 'key' || (frame.name === 'name' && frame.title === '')) frame.title = text.slice(from, index);
          else if (/^value/i.test(frame.name)) frame.values.push(strings.length);
        }
        strings.push({ from, to: index, at: pointerOf([...path, ...own]), isName: expectsName });
        expectsName = false;
        break;
      }
      default:
    }
  }
  return strings;
}

function titled(strings: JsonString[], index: number, title: string): void {
  const value = strings[index];
  if (value !== undefined) strings[index] = { ...value, title };
}

function parses(text: string): boolean {
  try {
    JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

function closingQuote(text: string, from: number): number {
  let index = from;
  while (index < text.length && text.charCodeAt(index) !== 0x22) index += text.charCodeAt(index) === 0x5c ? 2 : 1;
  return index;
}
