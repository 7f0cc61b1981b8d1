import { XMLParser } from 'fast-xml-parser';
import { isObject, type JsonObject } from '../../model/json.js';
import { isJson } from '../parse-json.js';

/** Values stay text, attributes get `@`, entities of the document's own are not followed. */
const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', parseTagValue: false, parseAttributeValue: false, processEntities: true, removeNSPrefix: true });

/** A small XML document as an object. @throws Error where it is none */
export function xmlOf(text: string): JsonObject {
  const value: unknown = parser.parse(text.replace(/^\uFEFF/u, ''));
  if (!isJson(value) || !isObject(value)) throw new Error('it is no XML document');
  return value;
}

/** The text of a member, also of one with attributes; undefined where there is none. */
export function xmlText(object: JsonObject, name: string): string | undefined {
  const value = object[name];
  if (typeof value === 'string') return value;
  const inner = isObject(value) ? value['#text'] : undefined;
  return typeof inner === 'string' ? inner : undefined;
}
