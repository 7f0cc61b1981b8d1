import type { Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { cannotRead } from '../parse-json.js';
import { whyNot } from './why-not.js';

/** One entry of a foreign folder: a file to look at, or the reason why it is not opened. */
export type Found = { readonly path: string; readonly size: number } | { readonly path: string; readonly because: string };

/** Larger than any export of one object or list (the largest seen is 1 MB); a file beyond is no export, and reading it could end the run. */
export const largestFile = 64 * 1024 * 1024;

const deepestFolder = 64;

/** Folders of tools beside the data: version control, package stores, IntuneCD's archive of deleted objects (real-exports.md 1.3). */
const passedOver: ReadonlySet<string> = new Set(['.git', '.github', '.svn', 'node_modules', '__archive__', '__MACOSX']);

/**
 * Every file below a folder, by path with forward slashes, in an order that does not depend on the machine.
 * Links are named and not followed: they may lead out of the folder or in a circle.
 * @throws Stop (exit code 2) when the folder itself cannot be listed.
 */
export async function* filesBelow(root: string, below = '', depth = 0): AsyncGenerator<Found> {
  let entries: Dirent[];
  try {
    entries = await readdir(join(root, below), { withFileTypes: true });
  } catch (error) {
    if (below === '') throw cannotRead(root, error);
    yield { path: below, because: whyNot(error) };
    return;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  for (const entry of entries) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isSymbolicLink()) yield { path, because: 'it is a link, and links are not followed; copy the file it points at into the folder' };
    else if (entry.isDirectory()) {
      if (passedOver.has(entry.name)) continue;
      if (depth >= deepestFolder) yield { path, because: `it lies more than ${String(deepestFolder)} folders deep` };
      else yield* filesBelow(root, path, depth + 1);
    } else if (entry.isFile()) {
      const size = await lstat(join(root, path)).then((found) => found.size, whyNot);
      if (typeof size === 'string') yield { path, because: size };
      else yield size > largestFile ? { path, because: tooLarge(size) } : { path, size };
    } else yield { path, because: 'it is no ordinary file' };
  }
}

function tooLarge(size: number): string {
  const megabytes = (bytes: number): string => `${String(Math.round(bytes / 1024 / 1024))} MB`;
  return `it has ${megabytes(size)}, and no export of a policy is larger than ${megabytes(largestFile)}`;
}
