import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { openBundle } from './bundle-reader.js';
import { litter } from './folder-swap.js';
import type { Keys } from './cipher.js';
import { encryptedManifest, encryptedSignature, inOrder, manifestName, manifestSignature } from './bundle-files.js';
import { Stop } from '../model/failure.js';
import { printable } from './check.js';
import { cannotRead } from './parse-json.js';

/** What a look at every file of a bundle found. */
export interface BundleCheck {
  /** Files that are as they were exported. */
  readonly sound: number;
  /** One sentence for each file that is missing, changed, damaged or a link. */
  readonly faults: readonly string[];
  /** Files that the manifest does not know: no command reads them. */
  readonly strangers: readonly string[];
  /** Of the manifest, less its time: what a plan remembers its bundle by. */
  readonly fingerprint: string;
  /** The file of the manifest, which a signature is about. */
  readonly manifest: string;
}

/**
 * Looks at every file of a bundle and goes on after the first fault, where reading would stop.
 * @throws Stop (exit 2) where the folder is no bundle or its manifest cannot be read.
 */
export async function checkBundle(folder: string, keys?: Keys): Promise<BundleCheck> {
  const bundle = await openBundle(folder, keys);
  const listed = Object.keys(bundle.manifest.files).sort(inOrder);
  const faults: string[] = [];
  for (const path of listed) {
    const fault = await faultOf(() => bundle.check(path));
    if (fault !== undefined) faults.push(fault);
  }
  const known = new Set([...bundle.listed, bundle.encrypted ? encryptedSignature : manifestSignature]);
  const strangers = (await filesBelow(bundle.folder)).filter((path) => !known.has(path) && !litter.has(basename(path)));
  return { sound: listed.length - faults.length, faults, strangers: strangers.map(printable), fingerprint: bundle.fingerprint(), manifest: join(bundle.folder, bundle.encrypted ? encryptedManifest : manifestName) };
}

async function faultOf(check: () => Promise<void>): Promise<string | undefined> {
  try {
    await check();
    return undefined;
  } catch (cause) {
    if (cause instanceof Stop) return cause.message;
    throw cause;
  }
}

async function filesBelow(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1).replaceAll('\\', '/'))
      .sort(inOrder);
  } catch (cause) {
    throw cannotRead(folder, cause);
  }
}
