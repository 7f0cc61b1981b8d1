import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { matchFiles, type FileWish } from '../../../src/engine/content/match.js';
import { manifestOf } from '../../../src/engine/content/manifest.js';
import type { SuppliedFile } from '../../../src/model/app-files.js';

const wish: FileWish = { id: '0a0a', endings: ['.ipa'], fileName: 'App.ipa', identity: 'com.contoso.app', version: '1.0' };
const file = (path: string, more: Partial<SuppliedFile> = {}): SuppliedFile => ({ path, size: 1, ...more });

function foundFor(files: readonly SuppliedFile[]): string | undefined {
  const match = matchFiles([wish], files).get(wish.id);
  return match?.as === 'found' ? match.file.path : match?.as;
}

test('a folder called like the app counts before what a file says, and that before its name', () => {
  const named = file('0A0A/x.ipa');
  const said = file('y.ipa', { identity: 'COM.contoso.app', version: '1.0' });
  const called = file('sub/app.IPA');
  assert.equal(foundFor([called, said, named]), '0A0A/x.ipa');
  assert.equal(foundFor([called, said]), 'y.ipa');
  assert.equal(foundFor([called]), 'sub/app.IPA');
  assert.equal(foundFor([file('app.apk')]), 'none', 'a file of another kind never fits');
});

test('of several files that say they are the app the one of its version counts, else it is a question', () => {
  const of = (version: string): SuppliedFile => file(`${version}.ipa`, { identity: 'com.contoso.app', version });
  assert.equal(foundFor([of('1.0'), of('2.0')]), '1.0.ipa');
  assert.equal(foundFor([of('2.0'), of('3.0')]), 'question');
});

test('a file that is damaged or says it is another app is not taken, whatever it is called', () => {
  assert.equal(foundFor([file('app.ipa', { identity: 'com.contoso.other' })]), 'none');
  assert.equal(foundFor([file('app.ipa', { broken: 'no archive' })]), 'none');
});

test('no file is ever given to two apps, and none is taken where two fit equally', () => {
  const paths = fc.constantFrom('a.ipa', 'b.ipa', 'x/a.ipa', 'y/a.ipa', 'id1/a.ipa', 'id2/b.ipa');
  const identities = fc.option(fc.constantFrom('one', 'two'), { nil: undefined });
  const files = fc.uniqueArray(fc.record({ path: paths, identity: identities }), { selector: (one) => one.path, maxLength: 6 });
  const wishes = fc.uniqueArray(fc.record({ id: fc.constantFrom('id1', 'id2', 'id3'), fileName: fc.constantFrom('a.ipa', 'b.ipa'), identity: identities }), { selector: (one) => one.id, maxLength: 3 });
  const given = (one: { readonly identity: string | undefined }): { identity?: string } => (one.identity === undefined ? {} : { identity: one.identity });
  fc.assert(
    fc.property(wishes, files, (apps, supplied) => {
      const matches = matchFiles(apps.map((one) => ({ id: one.id, fileName: one.fileName, endings: ['.ipa'], ...given(one) })), supplied.map((one) => ({ path: one.path, size: 1, ...given(one) })));
      const taken = [...matches].flatMap(([id, match]) => (match.as === 'found' ? [{ id, path: match.file.path }] : []));
      for (const { id, path } of taken) {
        const others = taken.filter((one) => one.path === path && one.id !== id);
        assert.ok(others.length === 0 || path.startsWith(`${id}/`), `${path} goes to ${id} and ${others.map((one) => one.id).join()}`);
      }
      // the order of the files decides nothing
      const again = matchFiles(apps.map((one) => ({ id: one.id, fileName: one.fileName, endings: ['.ipa'], ...given(one) })), [...supplied].reverse().map((one) => ({ path: one.path, size: 1, ...given(one) })));
      for (const [id, match] of matches) assert.equal(again.get(id)?.as, match.as);
    }),
    { numRuns: 300 },
  );
});

test('a manifest says what the app says, and nothing in a name breaks out of it', () => {
  const read = (form: Parameters<typeof manifestOf>[0], body: Parameters<typeof manifestOf>[1]): string => Buffer.from(manifestOf(form, body, 'a<b>.apk'), 'base64').toString('utf8');
  assert.match(read('property list', { bundleId: 'com.contoso.app', versionNumber: '1.2', displayName: 'A & <B>' }), /bundle-identifier<\/key><string>com\.contoso\.app<.*bundle-version<\/key><string>1\.2<.*A &amp; &lt;B&gt;/u);
  assert.match(read('android', { packageId: 'com.contoso.app', versionCode: '44', versionName: '4.4' }), /<Package>com\.contoso\.app<\/Package><PackageVersionCode>44<.*<ApplicationName>a&lt;b&gt;\.apk</u);
  assert.match(read('msi', { productCode: '{1}', useDeviceContext: true }), /MsiExecutionContext="System".*MsiUpgradeCode="\{1\}"/u);
  assert.equal(read('file name', {}), 'a<b>.apk');
});
