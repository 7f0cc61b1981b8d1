import { isGuid } from '../../model/ids.js';

/**
 * An Entra object id and its SID say the same thing: `S-1-12-1-a-b-c-d` holds the sixteen bytes of the GUID, in Windows'
 * byte order, as four little-endian 32-bit numbers (real-exports.md 3.2). So a SID in a setting can be turned into the
 * id of a group, user or directory role, mapped like any other id, and turned back.
 */
const sidShape = /^S-1-12-1-(\d{1,10})-(\d{1,10})-(\d{1,10})-(\d{1,10})$/i;

/** Matches an Entra SID anywhere in a text. Make a new RegExp from it per search: it carries no state. */
export const entraSidPattern = /\bS-1-12-1-\d{1,10}-\d{1,10}-\d{1,10}-\d{1,10}(?!\d|-\d)/i;

/**
 * The SID by which Windows knows an Entra object.
 * @throws Error when the id is no GUID: ids of Entra objects always are.
 */
export function sidOf(objectId: string): string {
  if (!isGuid(objectId)) throw new Error(`"${objectId}" is no object id: a SID can be made of a GUID only`);
  const hex = objectId.replaceAll('-', '');
  const first = parseInt(hex.slice(0, 8), 16);
  const second = parseInt(hex.slice(12, 16) + hex.slice(8, 12), 16);
  return `S-1-12-1-${first}-${second}-${swapped(hex.slice(16, 24))}-${swapped(hex.slice(24))}`;
}

/** The object id inside an Entra SID, in lower case; undefined when the text is no Entra SID. */
export function objectIdOf(sid: string): string | undefined {
  const words = sidShape.exec(sid)?.slice(1).map(Number);
  if (words === undefined || words.some((word) => word > 0xffffffff)) return undefined;
  const [a = '', b = '', c = '', d = ''] = words.map((word) => word.toString(16).padStart(8, '0'));
  const tail = turned(c) + turned(d);
  return `${a}-${b.slice(4)}-${b.slice(0, 4)}-${tail.slice(0, 4)}-${tail.slice(4)}`;
}

function swapped(hex: string): number {
  return parseInt(turned(hex), 16);
}

/** The bytes of eight hex digits in the opposite order. */
function turned(hex: string): string {
  return hex.slice(6, 8) + hex.slice(4, 6) + hex.slice(2, 4) + hex.slice(0, 2);
}
