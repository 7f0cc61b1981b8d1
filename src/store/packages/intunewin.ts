import type { FileEncryptionInfo, SealedContent } from '../../model/app-files.js';
import { isObject, type JsonObject } from '../../model/json.js';
import { inBlocks } from './blocks.js';
import { xmlOf, xmlText } from './xml.js';
import { openZip, type Zip } from './zip.js';

/** What a package of the Win32 content tool says of itself. */
export interface Detection {
  readonly name?: string;
  readonly setupFile?: string;
  readonly fileName: string;
  /** Bytes before the tool encrypted them. */
  readonly size: number;
  readonly info: FileEncryptionInfo;
  /** Where the setup file is an MSI. */
  readonly productCode?: string;
  readonly productVersion?: string;
}

const metadata = 'IntuneWinPackage/Metadata/Detection.xml';
const contents = 'IntuneWinPackage/Contents/';

/** Reads the tool's description of a package. @throws Error where it is none, or says too little */
export async function readDetection(zip: Zip): Promise<Detection> {
  const document = xmlOf((await zip.bytes(metadata, 1024 * 1024)).toString('utf8'));
  const root = document['ApplicationInfo'];
  const about: JsonObject = isObject(root) ? root : {};
  const keys = about['EncryptionInfo'];
  const msi = about['MsiInfo'];
  const must = (of: JsonObject, name: string): string => {
    const text = xmlText(of, name);
    if (text === undefined || text === '') throw new Error(`${metadata} does not say its ${name}`);
    return text;
  };
  const sealed = isObject(keys) ? keys : {};
  const productCode = isObject(msi) ? xmlText(msi, 'MsiProductCode') : undefined;
  const productVersion = isObject(msi) ? xmlText(msi, 'MsiProductVersion') : undefined;
  const name = xmlText(about, 'Name');
  const setupFile = xmlText(about, 'SetupFile');
  return {
    fileName: must(about, 'FileName'),
    size: Number(must(about, 'UnencryptedContentSize')),
    info: {
      encryptionKey: must(sealed, 'EncryptionKey'),
      macKey: must(sealed, 'MacKey'),
      initializationVector: must(sealed, 'InitializationVector'),
      mac: must(sealed, 'Mac'),
      profileIdentifier: must(sealed, 'ProfileIdentifier'),
      fileDigest: must(sealed, 'FileDigest'),
      fileDigestAlgorithm: must(sealed, 'FileDigestAlgorithm'),
    },
    ...(name === undefined ? {} : { name }),
    ...(setupFile === undefined ? {} : { setupFile }),
    ...(productCode === undefined ? {} : { productCode }),
    ...(productVersion === undefined ? {} : { productVersion }),
  };
}

/** Opens what the tool encrypted, which is uploaded as it is (intune-objects.md 2.16). */
export async function openIntunewin(file: string, sha256: string): Promise<SealedContent> {
  const zip = await openZip(file);
  try {
    const { fileName, size, info } = await readDetection(zip);
    const inner = `${contents}${fileName}`;
    const sizeEncrypted = zip.sizeOf(inner);
    if (sizeEncrypted === undefined) throw new Error(`there is no ${inner} inside`);
    const stream = await zip.stream(inner);
    return {
      size,
      sizeEncrypted,
      blocks: (most) => inBlocks(stream, most),
      finish: () => ({ info, sha256 }),
      async close() {
        stream.destroy();
        zip.close();
      },
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}
