import { createHash } from 'node:crypto';
import { stableText, type Json } from '../model/json.js';

/** sha256, hex, of a value whose members may come in any order. */
export function digestOf(value: Json): string {
  return createHash('sha256').update(stableText(value)).digest('hex');
}
