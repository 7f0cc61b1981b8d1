import assert from 'node:assert/strict';
import { createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { openAppFiles } from '../../../src/store/packages/app-files.js';
import { sealFile, sealedSize } from '../../../src/store/packages/seal.js';
import { apk, intunewin, ipa, ipaOfXcode, msix } from '../../journeys/packages.js';

let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'installers-'));
});
after(() => rm(folder, { recursive: true, force: true }));

test('what is sealed opens with its keys and with no others, whatever its size and the size of the blocks', async () => {
  const file = join(folder, 'any.pkg');
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 70_000 }), fc.integer({ min: 1, max: 9000 }), async (size, most) => {
      const content = randomBytes(size);
      await writeFile(file, content);
      const sealed = await sealFile(file);
      const blocks: Uint8Array[] = [];
      for await (const block of sealed.blocks(most)) {
        assert.ok(block.length <= most && block.length > 0);
        blocks.push(block);
      }
      const { info, header, sha256 } = sealed.finish();
      const whole = Buffer.concat([header ?? Buffer.alloc(0), ...blocks]);
      assert.equal(whole.length, sealed.sizeEncrypted);
      assert.equal(sealedSize(size), whole.length);
      assert.equal(sealed.size, size);
      const from = (text: string): Buffer => Buffer.from(text, 'base64');
      assert.deepEqual(createHmac('sha256', from(info.macKey)).update(whole.subarray(32)).digest(), whole.subarray(0, 32));
      assert.deepEqual(from(info.mac), whole.subarray(0, 32));
      assert.deepEqual(from(info.initializationVector), whole.subarray(32, 48));
      const decipher = createDecipheriv('aes-256-cbc', from(info.encryptionKey), whole.subarray(32, 48));
      assert.deepEqual(Buffer.concat([decipher.update(whole.subarray(48)), decipher.final()]), content);
      assert.equal(from(info.fileDigest).toString('hex'), createHash('sha256').update(content).digest('hex'));
      assert.equal(sha256, createHash('sha256').update(content).digest('hex'));
    }),
    { numRuns: 60 },
  );
});

test('a large file is sealed in constant memory', async () => {
  const file = join(folder, 'large.dmg');
  await writeFile(file, '');
  await truncate(file, 160 * 1024 * 1024);
  const sealed = await sealFile(file);
  let most = 0;
  let bytes = 0;
  for await (const block of sealed.blocks(4 * 1024 * 1024)) {
    bytes += block.length;
    const { arrayBuffers } = process.memoryUsage();
    most = Math.max(most, arrayBuffers);
  }
  assert.equal(bytes + 48, sealed.sizeEncrypted);
  assert.ok(most < 100 * 1024 * 1024, `${String(Math.round(most / 1024 / 1024))} MB at most`);
  await rm(file);
});

test('packages say who they are: Apple in both forms of its list, Android, Windows, and the Win32 content tool', async () => {
  const inside = join(folder, 'list');
  await rm(inside, { recursive: true, force: true });
  const files = {
    'a.ipa': ipa('com.contoso.a', '1.1').bytes,
    'b.ipa': ipaOfXcode('com.contoso.a.name.longer.than.fifteen', '2.0').bytes,
    'c.apk': apk('com.contoso.c', '3.0').bytes,
    'd.msix': msix('Contoso.D', '4.0.0.0').bytes,
    'e.intunewin': intunewin({ setupFile: 'e.msi', productCode: '{E}' }).bytes,
    'f.msi': randomBytes(10),
    'g.ipa': randomBytes(10),
    'h.txt': randomBytes(10),
  };
  const { mkdir } = await import('node:fs/promises');
  await mkdir(inside);
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(inside, name), bytes);
  const list = await (await openAppFiles(inside)).list();
  assert.deepEqual(
    list.map(({ path, identity, version, setupFile, broken }) => [path, identity, version, setupFile, broken === undefined]),
    [
      ['a.ipa', 'com.contoso.a', '1.1', undefined, true],
      ['b.ipa', 'com.contoso.a.name.longer.than.fifteen', '2.0', undefined, true],
      ['c.apk', 'com.contoso.c', '3.0', undefined, true],
      ['d.msix', 'Contoso.D', '4.0.0.0', undefined, true],
      ['e.intunewin', '{E}', '1.0', 'e.msi', true],
      ['f.msi', undefined, undefined, undefined, true],
      ['g.ipa', undefined, undefined, undefined, false],
    ],
  );
});

test('a damaged or hostile package is a broken file, never a crash', async () => {
  const inside = join(folder, 'broken');
  const { mkdir } = await import('node:fs/promises');
  await mkdir(inside, { recursive: true });
  const whole = [ipa('com.contoso.a', '1.1').bytes, ipaOfXcode('com.contoso.b', '1').bytes, apk('com.contoso.c', '3.0').bytes, intunewin({ setupFile: 'e.msi' }).bytes];
  const names = ['a.ipa', 'b.ipa', 'c.apk', 'e.intunewin'];
  const files = await openAppFiles(inside);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 3 }), fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 30 }), fc.nat(), async (which, changes, cut) => {
      const bytes = Buffer.from(whole[which] ?? []);
      for (const [at, value] of changes) bytes[at % bytes.length] = value;
      await writeFile(join(inside, names[which] ?? ''), cut % 3 === 0 ? bytes.subarray(0, cut % bytes.length) : bytes);
      const list = await files.list();
      assert.ok(list.every((one) => one.broken === undefined || one.identity === undefined));
    }),
    { numRuns: 100 },
  );
});

test('a Win32 package whose inside is packed is read all the same', async () => {
  const made = zipSync({ 'IntuneWinPackage/Metadata/Detection.xml': Buffer.from('<ApplicationInfo><UnencryptedContentSize>9</UnencryptedContentSize><FileName>x.intunewin</FileName><EncryptionInfo><EncryptionKey>a</EncryptionKey><MacKey>b</MacKey><InitializationVector>c</InitializationVector><Mac>d</Mac><ProfileIdentifier>ProfileVersion1</ProfileIdentifier><FileDigest>e</FileDigest><FileDigestAlgorithm>SHA256</FileDigestAlgorithm></EncryptionInfo></ApplicationInfo>'), 'IntuneWinPackage/Contents/x.intunewin': new Uint8Array(5000) }, { level: 9 });
  assert.ok(made.length < deflateRawSync(randomBytes(5000)).length);
  await writeFile(join(folder, 'packed.intunewin'), made);
  const opened = await (await openAppFiles(folder)).open('packed.intunewin');
  assert.equal(opened.sizeEncrypted, 5000);
  let bytes = 0;
  for await (const block of opened.blocks(999)) bytes += block.length;
  assert.equal(bytes, 5000);
  assert.equal(opened.finish().info.macKey, 'b');
  await opened.close();
});
