import { createCipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { strToU8, zipSync, type Zippable } from 'fflate';

/** A file, and the sha256 of what a device would get of it. */
export interface Package {
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

const sumOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function plain(bytes: Uint8Array): Package {
  return { bytes, sha256: sumOf(bytes) };
}

/** Bytes that nobody looks into: MSI, PKG, DMG. */
export function opaque(size: number): Package {
  return plain(randomBytes(size));
}

function zipped(files: Zippable): Uint8Array {
  return zipSync(files, { level: 0 });
}

/** What Microsoft's content tool makes of a folder: the encrypted archive and its description, in a zip. */
export function intunewin(options: { readonly setupFile: string; readonly size?: number; readonly productCode?: string; readonly spoiled?: 'mac' | 'digest' }): Package {
  const content = zipped({ [options.setupFile]: randomBytes(options.size ?? 5000) });
  const key = randomBytes(32);
  const macKey = randomBytes(32);
  const vector = randomBytes(16);
  const cipher = createCipheriv('aes-256-cbc', key, vector);
  const behind = Buffer.concat([vector, cipher.update(content), cipher.final()]);
  const mac = createHmac('sha256', macKey).update(behind).digest();
  const digest = createHash('sha256').update(content).digest();
  if (options.spoiled === 'digest') digest.fill(0);
  const sealed = Buffer.concat([options.spoiled === 'mac' ? randomBytes(32) : mac, behind]);
  const msi = options.productCode === undefined ? '' : `<MsiInfo><MsiProductCode>${options.productCode}</MsiProductCode><MsiProductVersion>1.0</MsiProductVersion></MsiInfo>`;
  const about = `\uFEFF<?xml version="1.0" encoding="utf-8"?><ApplicationInfo xmlns:xsd="http://www.w3.org/2001/XMLSchema" ToolVersion="1.8.6.0"><Name>${options.setupFile}</Name><UnencryptedContentSize>${String(content.length)}</UnencryptedContentSize><FileName>IntunePackage.intunewin</FileName><SetupFile>${options.setupFile}</SetupFile><EncryptionInfo><EncryptionKey>${key.toString('base64')}</EncryptionKey><MacKey>${macKey.toString('base64')}</MacKey><InitializationVector>${vector.toString('base64')}</InitializationVector><Mac>${mac.toString('base64')}</Mac><ProfileIdentifier>ProfileVersion1</ProfileIdentifier><FileDigest>${digest.toString('base64')}</FileDigest><FileDigestAlgorithm>SHA256</FileDigestAlgorithm></EncryptionInfo>${msi}</ApplicationInfo>`;
  return {
    bytes: zipped({ 'IntuneWinPackage/Contents/IntunePackage.intunewin': sealed, 'IntuneWinPackage/Metadata/Detection.xml': strToU8(about) }),
    sha256: sumOf(content),
  };
}

/** An iOS app with its property list in XML. */
export function ipa(identifier: string, version: string, size = 3000): Package {
  const list = `<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd"><plist version="1.0"><dict><key>UISupportedDevices</key><array><string>iPhone</string></array><key>CFBundleIdentifier</key><string>${identifier}</string><key>CFBundleShortVersionString</key><string>${version}</string></dict></plist>`;
  return plain(zipped({ 'Payload/App.app/Info.plist': strToU8(list), 'Payload/App.app/App': randomBytes(size) }));
}

/** The same with its property list in Apple's binary form. */
export function ipaOfXcode(identifier: string, version: string): Package {
  const texts = ['CFBundleIdentifier', 'CFBundleShortVersionString', identifier, version];
  const objects = [Buffer.from([0xd2, 1, 2, 3, 4]), ...texts.map((text) => Buffer.concat([text.length < 15 ? Buffer.from([0x50 | text.length]) : Buffer.from([0x5f, 0x10, text.length]), Buffer.from(text, 'latin1')]))];
  let at = 8;
  const offsets = objects.map((object) => {
    const here = at;
    at += object.length;
    return here;
  });
  const trailer = Buffer.alloc(32);
  trailer.writeUInt8(1, 6);
  trailer.writeUInt8(1, 7);
  trailer.writeBigUInt64BE(BigInt(objects.length), 8);
  trailer.writeBigUInt64BE(BigInt(at), 24);
  const list = Buffer.concat([Buffer.from('bplist00'), ...objects, Buffer.from(offsets), trailer]);
  return plain(zipped({ 'Payload/App.app/Info.plist': new Uint8Array(list), 'Payload/App.app/App': randomBytes(2000) }));
}

/** An Android app with its compiled manifest. */
export function apk(packageId: string, version: string): Package {
  const texts = ['package', 'versionName', 'manifest', packageId, version];
  const strings = texts.map((text) => {
    const length = Buffer.alloc(2);
    length.writeUInt16LE(text.length);
    return Buffer.concat([length, Buffer.from(text, 'utf16le'), Buffer.from([0, 0])]);
  });
  const pool = Buffer.alloc(28 + texts.length * 4);
  pool.writeUInt16LE(1, 0);
  pool.writeUInt16LE(28, 2);
  pool.writeUInt32LE(pool.length + strings.reduce((sum, text) => sum + text.length, 0), 4);
  pool.writeUInt32LE(texts.length, 8);
  pool.writeUInt32LE(pool.length, 20);
  let at = 0;
  strings.forEach((text, index) => {
    pool.writeUInt32LE(at, 28 + index * 4);
    at += text.length;
  });
  const element = Buffer.alloc(36 + 2 * 20);
  element.writeUInt16LE(0x0102, 0);
  element.writeUInt16LE(16, 2);
  element.writeUInt32LE(element.length, 4);
  element.writeUInt32LE(2, 20);
  element.writeUInt16LE(20, 24);
  element.writeUInt16LE(20, 26);
  element.writeUInt16LE(2, 28);
  [[0, 3], [1, 4]].forEach(([name = 0, value = 0], index) => {
    const from = 36 + index * 20;
    element.writeUInt32LE(name, from + 4);
    element.writeUInt32LE(value, from + 8);
    element.writeUInt8(3, from + 15);
    element.writeUInt32LE(value, from + 16);
  });
  const header = Buffer.alloc(8);
  header.writeUInt16LE(3, 0);
  header.writeUInt16LE(8, 2);
  const manifest = Buffer.concat([header, pool, ...strings, element]);
  manifest.writeUInt32LE(manifest.length, 4);
  return plain(zipped({ 'AndroidManifest.xml': new Uint8Array(manifest), 'classes.dex': randomBytes(2000) }));
}

/** A Windows app package. */
export function msix(name: string, version: string): Package {
  return plain(zipped({ 'AppxManifest.xml': strToU8(`<?xml version="1.0"?><Package xmlns="http://schemas.microsoft.com/appx/manifest/foundation/windows10"><Identity Name="${name}" Publisher="CN=Contoso" Version="${version}"/></Package>`), 'app.exe': randomBytes(2000) }));
}
