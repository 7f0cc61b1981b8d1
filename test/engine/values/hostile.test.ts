import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Json, JsonObject } from '../../../src/model/json.js';
import { valueFinder } from '../../../src/engine/values/find.js';
import { rewrite } from '../../../src/engine/values/rewrite.js';
import { strayFinder } from '../../../src/engine/values/strays.js';
import { unwrap } from '../../../src/engine/values/unwrap.js';
import { facts } from './sample.js';

const find = valueFinder(facts);
const strays = strayFinder(facts);
const tenantId = facts.tenant.id;

/** What a text made to stall a search repeats: beginnings without an end, and ends without a beginning. */
const units = [
  'a', '=', '%', '&', '<', '{', '[', '"', '\\', '\\u', '.', 'a.', '-', '@', 'a@', '/', ' ', '\n', 'ä', '\ud83d\ude00', '\ud800', ';', '|', '_',
  'AAAA\n', 'AAAAAAAAAAAAAAAAAAAA\n', 'AAAAAAAAAAAAAAAAAAAA==\n', 'eyJ', 'eyJaaaaaaaaaaaa.', '<a ', '<a b="', '<a b=c>', '<!--', '<![CDATA[', '</x>', '<dict><key>a</key>', '&#65;', '&#', '%41', '%2', '%ff', '%25',
  'S-1-12-1-', 'S-1-12-1-1-2-3-4 ', '12345678-', '12345678-1234-1234-1234-123456789012', '0123456789abcdef', 'vpn', 'scep', '{{made:', '{{', '{"a":', '[[', 'yourtenant', 'REPLACE_', '<your ', '<tenant id>', '{tenantid}',
  'enrollmentProfileName -eq "', '/subscriptions/', '/subscriptions/12345678-1234-1234-1234-123456789012/a', 'msiexec ', 'PayloadUUID ', 'x=1&', 'a=b?', 'tenantId=1&siteId=', 'contososhoes ', 'a@contoso-shoes.example ', '*.',
];

function places(text: string): JsonObject[] {
  return [{ a: text }, { a: JSON.stringify({ [text]: text }) }, { a: Buffer.from(text).toString('base64') }, { a: `<a>${text}</a>` }, { [text]: 1 }, { settingDefinitionId: text, value: text }, { scepServerUrls: [text], trustedServerCertificateNames: [text], tenantId: text }];
}

test('a text made to stall the search does not, and what stands at its end is found', { timeout: 120_000 }, () => {
  for (const unit of units) {
    const text = `${unit.repeat(Math.ceil(12_000 / unit.length))} ${tenantId}`;
    for (const value of places(text)) {
      find(value);
      const caught = strays(value);
      // quotes and angle brackets may open markup that swallows the end; the plain place never does
      if (value['a'] === text) assert.ok(caught.some((stray) => stray.class === 'tenant id'), JSON.stringify(unit));
    }
  }
});

test('whatever the JSON, searching it returns, and its finds are true to their places', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.array(fc.constantFrom(...units, tenantId, 'contoso-shoes.example', 'S-1-12-1-1-2-3-4', ' '), { maxLength: 12 }).map((parts) => parts.join('')),
  );
  const wrapped = text.chain((plain) => fc.constantFrom(plain, Buffer.from(plain).toString('base64'), JSON.stringify(plain), JSON.stringify({ x: plain }), encodeURIComponent(plain.replace(/\p{Surrogate}/gu, '')), `<a>${plain}</a>`));
  const { tree } = fc.letrec<{ tree: Json }>((tie) => ({
    tree: fc.oneof({ maxDepth: 3 }, wrapped, fc.constantFrom<Json[]>(null, 1, true), fc.array(tie('tree'), { maxLength: 3 }), fc.dictionary(text, tie('tree'), { maxKeys: 3, noNullPrototype: true })),
  }));
  fc.assert(
    fc.property(tree, (value) => {
      strays(value);
      const found = find(value);
      for (const one of found) assert.ok(one.to > one.from && one.value.length === one.to - one.from);
      // an edit to each place, with what stands there, changes nothing and is never refused but in bytes
      const result = rewrite(value, found.map((one) => ({ ...one, text: one.value })));
      assert.deepEqual(result.value, value);
      for (const { edit, because } of result.refused) assert.equal(because, 'the bytes are no text', JSON.stringify(edit));
    }),
    { numRuns: 300 },
  );
});

test('what unwrapping finds in a text is no longer than the text', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...units), { maxLength: 60 }).map((parts) => parts.join('')), (text) => {
      unwrap({ a: text }, (inner) => assert.ok(inner.text.length <= text.length));
    }),
    { numRuns: 300 },
  );
});
