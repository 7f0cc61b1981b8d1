import { pointerOf } from '../walk.js';

/** A string inside a JSON text: the span between its quotes, where it is in the document, and whether it is a member's name. */
export interface JsonString {
  readonly from: number;
  readonly to: number;
  readonly at: string;
  readonly isName: boolean;
}

interface Frame {
  readonly isList: boolean;
  index: number;
  name: string;
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
        frames.push({ isList: text[index] === '[', index: 0, name: '' });
        expectsName = text[index] === '{';
        break;
      case 0x7d: // }
      case 0x5d: // ]
        frames.pop();
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
        strings.push({ from, to: index, at: pointerOf([...path, ...own]), isName: expectsName });
        expectsName = false;
        break;
      }
      default:
    }
  }
  return strings;
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
