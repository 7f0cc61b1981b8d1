import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Stop } from '../../src/model/failure.js';
import { isList, isObject, type Json } from '../../src/model/json.js';
import { isJson } from '../../src/store/parse-json.js';

/** Reads or says in a sentence why not; anything else is a fault of ours. */
export async function readsOrSaysWhy(read: () => Promise<unknown>): Promise<void> {
  try {
    await read();
  } catch (cause) {
    assert.ok(cause instanceof Stop, cause instanceof Error ? cause.stack : String(cause));
    assert.equal(cause.exitCode, 2);
    assert.doesNotMatch(cause.message, /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u, 'a message is printed to a terminal');
    assert.ok(cause.remedy.length > 0);
  }
}

/** What may happen to a file. */
export const damage = fc.oneof(
  fc.record({ how: fc.constant('cut' as const), at: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({ how: fc.constant('byte' as const), at: fc.double({ min: 0, max: 0.9999, noNaN: true }), byte: fc.integer({ min: 0, max: 255 }) }),
  fc.record({ how: fc.constant('insert' as const), at: fc.double({ min: 0, max: 1, noNaN: true }), text: fc.constantFrom('"', '\u0000', '\u001b[31m', '{', ']]', ',', '\uFEFF', '"__proto__":1,', '1e999', '\n', ';', "'", '\u202e') }),
  fc.record({ how: fc.constant('value' as const), at: fc.nat(500), value: fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom(null, '', '../x', '\u001b[31m', 1e300, -1, [], {})) }),
);
export type Damage = typeof damage extends fc.Arbitrary<infer D> ? D : never;

/** Puts a value in the place of the nth node. */
function replaced(value: Json, counter: { left: number }, by: Json): Json {
  if (counter.left-- === 0) return by;
  if (isList(value)) return value.map((item) => replaced(item, counter, by));
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, replaced(member, counter, by)]));
  return value;
}

function asJson(value: unknown): Json {
  const copy: unknown = JSON.parse(JSON.stringify(value) ?? 'null');
  return isJson(copy) ? copy : null;
}

/** The bytes with the damage done. */
export function damaged(bytes: Buffer, change: Damage): Buffer {
  if (change.how === 'value') {
    try {
      return Buffer.from(JSON.stringify(replaced(asJson(JSON.parse(bytes.toString())), { left: change.at }, asJson(change.value)), undefined, 2));
    } catch {
      return Buffer.from(JSON.stringify(change.value)); // a table or lines: no one JSON value
    }
  }
  const at = Math.floor(bytes.length * change.at);
  if (change.how === 'cut') return bytes.subarray(0, at);
  if (change.how === 'insert') return Buffer.concat([bytes.subarray(0, at), Buffer.from(change.text), bytes.subarray(at)]);
  const copy = Buffer.from(bytes);
  copy[at] = change.byte;
  return copy;
}
