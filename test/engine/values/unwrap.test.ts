import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { test } from 'node:test';
import type { Json } from '../../../src/model/json.js';
import { unwrap, wrappingOf } from '../../../src/engine/values/unwrap.js';

const secret = 'e0a1b2c3-1111-4222-8333-444455556666';

/** Where `needle` is found, as the visitor sees it: pointer, wrapping; texts that cover it again are left out. */
function sights(value: Json, needle = secret): string[] {
  const seen: string[] = [];
  unwrap(value, (inner) => {
    const from = inner.text.indexOf(needle);
    if (from === -1 || inner.covered(from, from + needle.length)) return;
    seen.push([inner.here.pointer() + (inner.isName ? ' (name)' : ''), ...wrappingOf(inner.steps)].join(' > '));
  });
  return seen;
}

const base64 = (text: string, encoding: BufferEncoding = 'utf8') => Buffer.from(text, encoding).toString('base64');

test('a value is found through every wrapping, once, with its path', () => {
  const script = `\ufeff$tenant = '${secret}'\r\nWrite-Host $tenant\r\n`;
  const plist = `<?xml version="1.0"?><plist><dict><key>PayloadContent</key><array><dict><key>TenantId</key><string>${secret}</string></dict></array></dict></plist>`;
  const lines = base64(script.repeat(3)).replace(/.{76}/g, '$&\r\n');
  const table: [string, Json, string[]][] = [
    ['plain', { a: [secret] }, ['/a/0']],
    ['in a longer text', { a: `./Device/Vendor/MSFT/PassportForWork/${secret}/Policies` }, ['/a']],
    ['in a list in a string', { a: `one;${secret},two` }, ['/a']],
    ['as the name of a member', { [`tenant ${secret}`]: 1 }, [`/tenant ${secret} (name)`]],
    ['base64', { a: base64(script) }, ['/a > base64']],
    ['base64 without padding', { a: base64(`${script}.`).replace(/=+$/, '') }, ['/a > base64']],
    ['base64 in lines', { a: `\r\n\t${lines}\r\n` }, ['/a > base64']],
    ['base64 of UTF-16', { a: base64(script, 'utf16le') }, ['/a > base64 (utf-16le)']],
    ['base64 of UTF-16 without byte order mark', { a: base64(script.slice(1), 'utf16le') }, ['/a > base64 (utf-16le)']],
    ['base64 of big-endian UTF-16', { a: Buffer.from(script, 'utf16le').swap16().toString('base64') }, ['/a > base64 (utf-16be)']],
    ['base64 of an ANSI script', { a: Buffer.from(`# für Prüfung\r\n$t='${secret}'`, 'latin1').toString('base64') }, ['/a > base64 (latin-1)']],
    ['base64 in base64', { a: base64(base64(script)) }, ['/a > base64 > base64']],
    ['base64 inside a script', { a: `powershell -EncodedCommand ${base64(script, 'utf16le')} -NoProfile` }, ['/a > base64 (utf-16le)']],
    ['JSON in a string', { a: JSON.stringify({ b: [0, { c: secret }] }) }, ['/a > json /b/1/c']],
    ['JSON in JSON in a string', { a: JSON.stringify({ b: JSON.stringify({ c: `say "${secret}"` }) }) }, ['/a > json /b > json /c']],
    ['a string that holds a string that holds JSON', { a: JSON.stringify(JSON.stringify({ c: secret })) }, ['/a > json > json /c']],
    ['a name in JSON in a string', { a: JSON.stringify({ [secret]: true }) }, [`/a > json name /${secret}`]],
    ['JSON with escaped hyphens', { a: JSON.stringify({ b: secret }).replaceAll('-', '\\u002d') }, ['/a > json /b']],
    ['escaped hyphens in a script', { a: `var t = '${secret.replaceAll('-', '\\u002D')}'` }, ['/a > \\u escapes']],
    ['XML', { a: `<enabled/><data id="KFM_Box" value="${secret}"/>` }, ['/a > xml KFM_Box']],
    ['XML with entities', { a: `<a><b>id=${secret.replaceAll('-', '&#45;')}&amp;x=1</b></a>` }, ['/a > xml b > pair id']],
    ['CDATA', { a: `<a><![CDATA[${secret}]]></a>` }, ['/a > xml a']],
    ['a comment', { a: `<a/><!-- ${secret} -->` }, ['/a > xml comment']],
    ['an unquoted attribute', { a: `<a b=${secret}>x</a>` }, ['/a']],
    ['a plist in base64', { a: base64(plist) }, ['/a > base64 > xml TenantId']],
    ['data in a plist in base64', { a: base64(`<dict><key>Profile</key><data>\n\t\t${base64(plist).replace(/.{60}/g, '$&\n\t\t')}\n\t</data></dict>`) }, ['/a > base64 > xml Profile > base64 > xml TenantId']],
    ['percent-encoding', { a: `tenantId=${secret.replaceAll('-', '%2D')}&siteId=%7Bx%7D` }, ['/a > pair tenantId > percent-encoding']],
    ['a link', { a: `https://x.example/app?a=1&state=${encodeURIComponent(JSON.stringify({ t: secret }))}#y` }, ['/a > pair state > percent-encoding > json /t']],
    ['percent-encoding twice', { a: encodeURIComponent(encodeURIComponent(`{${secret}}`).replaceAll('-', '%2D')) }, ['/a > percent-encoding > percent-encoding']],
    ['a pattern', { a: `^x\\.y/${secret}$` }, ['/a > pattern']],
    ['a token', { a: `eyJhbGciOiJub25lIn0.${Buffer.from(JSON.stringify({ aud: 'x', tid: secret })).toString('base64url')}.` }, ['/a > base64 > json /tid']],
    ['a data link', { a: `data:application/json;base64,${base64(JSON.stringify({ t: secret }))}` }, ['/a > base64 > json /t']],
  ];
  assert.deepEqual(table.map(([name, value]) => [name, sights(value)]), table.map(([name, , expected]) => [name, expected]));
});

test('what begins like a wrapping and is none stays a text', () => {
  for (const text of ['<YOURTENANTID>', '{{userprincipalname}}', '{not json', '[x]', '"', '100% of 20% & more', '%ProgramData%\\x', 'C:\\users\\x', '-----BEGIN', 'Administrators', 'a < b > c']) {
    const seen: string[] = [];
    unwrap({ a: text }, (inner) => seen.push(inner.text));
    assert.ok(seen.includes(text), text);
  }
});

test('bytes that are no text are looked through for known ids, and marked as not to be edited', () => {
  const bytes = Buffer.concat([Buffer.from([0, 1, 2, 0xff, 0xd8, 3, 4, 0x90]), Buffer.from(secret), Buffer.alloc(40, 7)]);
  const seen: boolean[] = [];
  unwrap({ a: bytes.toString('base64') }, (inner) => {
    if (inner.text.includes(secret)) seen.push(inner.editable);
  });
  assert.deepEqual(seen, [false]);
});

test('nesting without end is told, not followed and not passed over', () => {
  let list: Json = [secret];
  for (let depth = 0; depth < 5000; depth++) list = [list];
  const deepJson = unwrap({ a: list }, () => undefined);
  assert.equal(deepJson.length, 1);
  let wrapped = secret;
  for (let depth = 0; depth < 20; depth++) wrapped = base64(wrapped);
  assert.deepEqual(unwrap({ b: { c: wrapped } }, () => undefined), [{ at: '/b/c', why: 'nested too deep' }]);
});
