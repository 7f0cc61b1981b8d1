import { Buffer } from 'node:buffer';
import { isList, isObject, typeOf, type Json, type JsonObject } from '../../model/json.js';

/** Members that Graph has as base64 and that tools write decoded, as text (real-exports.md 1.3, 3.4). */
const xml: ReadonlySet<string> = new Set(['payload', 'configurationXml', 'encodedSettingXml', 'officeConfigurationXml', 'startMenuLayoutXml']);

/**
 * Encodes again what a tool decoded for reading: IntuneCD's `payloadJson` as an object, XML in clear. In place.
 * @returns the members that were encoded
 */
export function encodeAgain(object: JsonObject): string[] {
  const done: string[] = [];
  visit(object, done);
  return done;
}

function visit(value: Json, done: string[]): void {
  if (isList(value)) for (const item of value) visit(item, done);
  if (!isObject(value)) return;
  for (const [name, member] of Object.entries(value)) {
    if (name === 'payloadJson' && isObject(member)) {
      value[name] = base64(JSON.stringify(member));
      done.push(name);
    } else if (typeof member === 'string' && /^\s*<[?!A-Za-z]/u.test(member) && (xml.has(name) || (name === 'value' && typeOf(value) === 'omaSettingStringXml'))) {
      // the service's own blob is no XML of ours
      if (member.includes('<EncryptedMessage')) continue;
      value[name] = base64(member);
      done.push(name);
    } else visit(member, done);
  }
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
