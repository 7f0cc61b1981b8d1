import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { test } from 'node:test';
import fc from 'fast-check';
import { isObject, type Json } from '../../../src/model/json.js';
import { rewrite, type Edit } from '../../../src/engine/values/rewrite.js';
import { unwrap } from '../../../src/engine/values/unwrap.js';

/** Edits that put `to` wherever `from` stands, however wrapped. */
function replacing(value: Json, from: string, to: string): Edit[] {
  const edits: Edit[] = [];
  unwrap(value, (inner) => {
    for (let at = inner.text.indexOf(from); at !== -1; at = inner.text.indexOf(from, at + from.length)) {
      if (inner.covered(at, at + from.length)) continue;
      edits.push({ at: inner.here.pointer(), isName: inner.isName, steps: inner.steps, from: at, to: at + from.length, text: to });
    }
  });
  return edits;
}

function replaced(value: Json, from: string, to: string): Json {
  const result = rewrite(value, replacing(value, from, to));
  assert.deepEqual(result.refused, []);
  return result.value;
}

const here = 'e0a1b2c3-1111-4222-8333-444455556666';
const there = '0f9e8d7c-aaaa-4bbb-9ccc-ddddeeeeffff';
const base64 = (text: string, encoding: BufferEncoding = 'utf8') => Buffer.from(text, encoding).toString('base64');

function parsed(text: string): Json {
  const value: unknown = JSON.parse(text);
  assert.ok(isObject(value));
  return value;
}

/** The ways to wrap a text that are found again by unwrap, each as tools and tenants write it. */
const wrappings: Record<string, (text: string) => string> = {
  'in a sentence': (text) => `the id is ${text}, they say`,
  'base64 with byte order mark': (text) => base64(`\ufeff${text}\r\n`),
  'base64 in lines of 76': (text) => base64(`${' '.repeat(90)}${text}${'\n'.repeat(90)}`).replace(/.{76}(?=.)/g, '$&\r\n'),
  'base64 in indented lines': (text) => `\n\t\t${base64(`<dict><key>x</key><string>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</string><key>padding</key><string>to make some lines</string></dict>`).replace(/.{52}(?=.)/g, '$&\n\t\t')}\n\t`,
  'UTF-16 in base64': (text) => base64(`\ufeff${text}\r\n`, 'utf16le'),
  'JSON': (text) => JSON.stringify({ id: text, type: '#microsoft.graph.x' }, undefined, 2),
  'JSON as PowerShell writes it': (text) => `{\r\n    "a":  "it\\u0027s",\r\n    "id":  ${JSON.stringify(text).replaceAll('&', '\\u0026').replaceAll('<', '\\u003c')}\r\n}`,
  'XML element': (text) => `<?xml version="1.0"?>\r\n<a><b c='1'>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</b></a>`,
  'XML attribute': (text) => `<enabled/><data id="x" value="${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')}"/>`,
  'percent-encoding': (text) => `a=%7B1%7D&id=${encodeURIComponent(text)}`,
  'percent-encoding as SharePoint writes it': (text) => `tenantId=${encodeURIComponent(text).replaceAll('-', '%2D').replaceAll('.', '%2E')}&web=https%3A%2F%2Fx%2Dy%2Ez`,
};

/** Any of them around any other; a sentence only innermost, because nobody writes prose around a broken-up document. */
const wrapped = fc
  .tuple(fc.array(fc.constantFrom('in a sentence'), { maxLength: 1 }), fc.array(fc.constantFrom(...Object.keys(wrappings).slice(1)), { maxLength: 4 }))
  .map(([inner, outer]) => [...inner, ...outer]);

function wrap(text: string, ways: readonly string[]): string {
  return ways.reduce((inner, way) => wrappings[way]?.(inner) ?? inner, text);
}

test('replacing a value by itself changes no byte, through any wrapping', () => {
  fc.assert(
    fc.property(wrapped, (ways) => {
      const value = { a: [wrap(here, ways)], b: 'x' };
      const edits = replacing(value, here, here);
      assert.equal(edits.length, 1, `found once in ${value.a[0]}`);
      assert.deepEqual(rewrite(value, edits).value, value);
    }),
    { numRuns: 400 },
  );
});

test('a rewritten value is what the same wrappings make of the new one, and nothing else changes', () => {
  fc.assert(
    fc.property(wrapped, (ways) => assert.deepEqual(replaced({ a: wrap(here, ways), b: { c: [1, null] } }, here, there), { a: wrap(there, ways), b: { c: [1, null] } })),
    { numRuns: 400 },
  );
});

test('a rewritten value of another length is what the same wrappings make of it, and the way back restores every byte', () => {
  fc.assert(
    fc.property(wrapped, fc.constantFrom('fabrikam.example', 'a.bc', 'a-much-longer-name.of-a-domain.fabrikam-holding.example'), (ways, other) => {
      const value = { a: wrap('contoso-shoes.example', ways) };
      const once = replaced(value, 'contoso-shoes.example', other);
      assert.deepEqual(once, { a: wrap(other, ways) });
      assert.deepEqual(replaced(once, other, 'contoso-shoes.example'), value);
    }),
    { numRuns: 400 },
  );
});

test('inserted text is escaped as its place demands', () => {
  const value = {
    xml: '<a b="contoso.example"><c>contoso.example</c><![CDATA[contoso.example]]></a>',
    json: '{"a":"contoso.example"}',
    link: 'u=contoso.example%20x',
  };
  assert.deepEqual(replaced(value, 'contoso.example', `<&"'\\]]>`), {
    xml: `<a b="&lt;&amp;&quot;&apos;\\]]&gt;"><c>&lt;&amp;"'\\]]&gt;</c><![CDATA[<&"'\\]]]]><![CDATA[>]]></a>`,
    json: `{"a":"<&\\"'\\\\]]>"}`,
    link: `u=%3C%26%22'%5C%5D%5D%3E%20x`,
  });
});

test('several values in one text are all rewritten, each in its own wrapping', () => {
  const one = (id: string) => base64(`<dict><key>a</key><string>${id}</string><key>b</key><data>${base64(`id=${id};again=${id}`)}</data></dict>`);
  const value = { a: one(here), b: [`${here} ${here}`], c: { [`./Vendor/${here}`]: here } };
  assert.deepEqual(replaced(value, here, there), { a: one(there), b: [`${there} ${there}`], c: { [`./Vendor/${there}`]: there } });
});

test('what cannot be written is refused and said, and nothing of it is done', () => {
  const ansi = Buffer.from(`# für Prüfung\r\n$t='${here}'`, 'latin1').toString('base64');
  const bytes = Buffer.concat([Buffer.from([0, 1, 2, 3, 0xff]), Buffer.from(here), Buffer.alloc(40, 7)]).toString('base64');
  const value: Json = { ansi, bytes, names: { [`key-${here}`]: 1, [`key-${there}`]: 2 } };
  const edits = [...replacing({ ansi }, here, 'Привет'), ...replacing({ bytes }, here, there), ...replacing(value, `key-${here}`, `key-${there}`)];
  edits.push({ at: '/nowhere', steps: [], from: 0, to: 1, text: 'x' }, { at: '/ansi', steps: [], from: 0, to: 9999, text: 'x' });
  const result = rewrite(value, edits);
  assert.deepEqual(result.value, value);
  assert.deepEqual(result.refused.map(({ edit, because }) => `${edit.at}: ${because}`).sort(), [
    '/ansi: overlaps another edit',
    '/ansi: the charset has no such letter',
    '/bytes: the bytes are no text',
    `/names/key-${here}: two members would have one name`,
    '/nowhere: no such place',
  ]);
});

test('a member called __proto__ survives a rewrite beside it', () => {
  const value: Json = parsed(`{"__proto__":{"x":"${here}"},"y":"${here}"}`);
  assert.equal(JSON.stringify(replaced(value, here, there)), `{"__proto__":{"x":"${there}"},"y":"${there}"}`);
});

test('a domain that a distinguished name spells part by part is one value, and is written part by part again', () => {
  assert.deepEqual(replaced({ subject: 'CN={{DeviceId}}, OU=HQ, DC=contoso, DC=com' }, 'contoso.com', 'fabrikam.co.uk'), { subject: 'CN={{DeviceId}}, OU=HQ, DC=fabrikam, DC=co, DC=uk' });
  assert.deepEqual(replaced({ path: 'LDAP://OU=A%2CDC%3Dcorp%2CDC%3Dcontoso%2CDC%3Dcom' }, 'corp.contoso.com', 'corp.fabrikam.com'), { path: 'LDAP://OU=A%2CDC%3Dcorp%2CDC%3Dfabrikam%2CDC%3Dcom' });
});
