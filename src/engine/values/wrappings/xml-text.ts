import { isGuid } from '../../../model/ids.js';

/** A piece of an XML text that can carry a value. `name` says what it is the value of, as far as the markup tells. */
export interface XmlPiece {
  readonly from: number;
  readonly to: number;
  readonly as: 'xml text' | 'xml attribute' | 'cdata';
  readonly name: string;
  /** Of a plist pair, `<key>key</key>…<key>value</key>…`: what it is called. */
  readonly title?: string;
}

/**
 * The texts and attribute values of XML, HTML, a plist or a fragment of one, wherever a tokenizer can stand: configuration
 * profiles come without header, OMA-URI values without root. Undefined where the text does not begin as markup.
 *
 * The name is what settings go by: the `<key>` before a plist value, the `id`, `name` or `key` of an element for its other
 * attributes and its text, else the element's name.
 */
export function xmlPieces(text: string): XmlPiece[] | undefined {
  const start = /^[\ufeff\s]*</.exec(text)?.[0].length;
  if (start === undefined || !text.includes('>', start)) return undefined;
  const pieces: XmlPiece[] = [];
  let key = '';
  /** the key of a plist list: it names every item */
  let held = '';
  /** what the pair is called that is being read */
  let title = '';
  let element = '';
  let index = start - 1;
  while (index < text.length) {
    const open = text.indexOf('<', index);
    const textEnd = open === -1 ? text.length : open;
    if (textEnd > index && /\S/.test(text.slice(index, textEnd))) {
      const isKey = element === 'key';
      pieces.push({ from: index, to: textEnd, as: 'xml text', name: isKey ? 'key' : key === '' ? element : key, ...(!isKey && key === 'value' && title !== '' ? { title } : {}) });
      if (isKey) key = text.slice(index, textEnd).trim();
      else if (key === 'key') title = text.slice(index, textEnd).trim();
    }
    if (open === -1) break;
    if (text.startsWith('<![CDATA[', open)) {
      const close = endOf(text, ']]>', open);
      if (close - 3 > open + 9) pieces.push({ from: open + 9, to: close - 3, as: 'cdata', name: key === '' ? element : key });
      index = close;
    } else if (text.startsWith('<!--', open)) {
      const close = endOf(text, '-->', open);
      if (close - 3 > open + 4) pieces.push({ from: open + 4, to: close - 3, as: 'cdata', name: 'comment' });
      index = close;
    } else {
      const tag = readTag(text, open);
      if (tag.closes) {
        if (tag.name === 'array') held = '';
        if (tag.name === 'dict') title = '';
        if (tag.name !== 'key') key = held;
        element = '';
      } else {
        const named = tag.attributes.find((attribute) => /^(?:id|name|key)$/i.test(attribute.name));
        const given = named === undefined ? '' : text.slice(named.from, named.to);
        // a GUID names nothing that a setting could be known by: rules of AppLocker have one each
        const own = isGuid(given) ? '' : given;
        for (const attribute of tag.attributes) {
          const name = own !== '' && attribute !== named ? own : `${tag.name}@${attribute.name}`;
          if (attribute.to > attribute.from) pieces.push({ from: attribute.from, to: attribute.to, as: 'xml attribute', name });
        }
        element = tag.name === 'key' ? 'key' : own === '' ? tag.name : own;
        if (tag.name === 'array') held = key;
        else if (tag.name === 'dict') held = key = title = '';
        else if (tag.empty) key = held;
      }
      index = tag.to;
    }
  }
  return pieces;
}

interface Tag {
  readonly name: string;
  readonly closes: boolean;
  readonly empty: boolean;
  readonly to: number;
  readonly attributes: readonly { readonly name: string; readonly from: number; readonly to: number }[];
}

/** Reads a tag by hand, because a pattern that allows for every broken tag can be made to run for ever. */
function readTag(text: string, open: number): Tag {
  let index = open + 1;
  const closes = text[index] === '/';
  if (closes) index++;
  const nameFrom = index;
  while (index < text.length && !isWhite(text.charCodeAt(index)) && text[index] !== '>' && text[index] !== '/') index++;
  const name = text.slice(nameFrom, index);
  const attributes: { name: string; from: number; to: number }[] = [];
  while (index < text.length && text[index] !== '>') {
    const code = text.charCodeAt(index);
    if (isWhite(code) || text[index] === '/' || text[index] === '=' || text[index] === '"' || text[index] === "'") {
      index++;
      continue;
    }
    const from = index;
    while (index < text.length && !isWhite(text.charCodeAt(index)) && !'=>/"\''.includes(text.charAt(index))) index++;
    const attribute = text.slice(from, index);
    let value = index;
    while (isWhite(text.charCodeAt(value))) value++;
    if (text[value] !== '=') continue;
    value++;
    while (isWhite(text.charCodeAt(value))) value++;
    const quote = text[value];
    if (quote !== '"' && quote !== "'") {
      index = value;
      continue;
    }
    const close = text.indexOf(quote, value + 1);
    const to = close === -1 ? text.length : close;
    attributes.push({ name: attribute, from: value + 1, to });
    index = to + 1;
  }
  return { name, closes, empty: text[index - 1] === '/', to: Math.min(index + 1, text.length), attributes };
}

function isWhite(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}

function endOf(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at === -1 ? text.length + mark.length : at + mark.length;
}
