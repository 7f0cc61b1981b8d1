import { encode } from 'html-entities';
import { visible } from './plain.js';

/** A text of a tenant within XML, in content and quoted attributes alike; what XML cannot hold is shown as U+FFFD. */
export function xml(text: string): string {
  return encode(visible(text).replace(/[\ufffe\uffff]/gu, '\ufffd'), { mode: 'specialChars', level: 'xml' });
}
