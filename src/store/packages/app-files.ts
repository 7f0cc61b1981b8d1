import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import type { AppFiles, PlannedFile, SealedContent, SuppliedFile } from '../../model/app-files.js';
import { Stop } from '../../model/failure.js';
import { identify } from './identify.js';
import { openIntunewin } from './intunewin.js';
import { sealFile } from './seal.js';

/** What installers are called. */
const endings: readonly string[] = ['.intunewin', '.msi', '.appx', '.msix', '.appxbundle', '.msixbundle', '.ipa', '.apk', '.pkg', '.dmg'];

/**
 * The folder with the installers of apps. Nothing is read before it is asked for; no file is ever in memory whole.
 * @throws Stop (2) where there is no such folder
 */
export async function openAppFiles(folder: string): Promise<AppFiles> {
  const facts = await stat(folder).catch(() => undefined);
  if (facts?.isDirectory() !== true) throw new Stop(2, `${folder} is no folder.`, 'Name the folder with the installers: --app-files DIR.');
  const known = new Map<string, PlannedFile>();
  const digest = async (path: string): Promise<PlannedFile | undefined> => {
    const before = known.get(path);
    if (before !== undefined) return before;
    const found = await digestOf(join(folder, path));
    if (found === undefined) return undefined;
    const planned: PlannedFile = { file: path, ...found };
    known.set(path, planned);
    return planned;
  };
  return {
    folder,
    list: () => listed(folder),
    digest,
    async open(path): Promise<SealedContent> {
      try {
        if (extname(path).toLowerCase() !== '.intunewin') return await sealFile(join(folder, path));
        const planned = await digest(path);
        return await openIntunewin(join(folder, path), planned?.sha256 ?? '');
      } catch (error) {
        throw new Stop(2, `${join(folder, path)} cannot be read as an installer: ${error instanceof Error ? error.message : String(error)}.`, 'Bring the original file back, or plan again without it.');
      }
    },
  };
}

async function listed(folder: string): Promise<SuppliedFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && endings.includes(extname(entry.name).toLowerCase())).map((entry) => join(entry.parentPath, entry.name)).sort();
  const found: SuppliedFile[] = [];
  for (const file of files) {
    const { size } = await stat(file);
    const path = relative(folder, file).split(sep).join('/');
    try {
      found.push({ path, size, ...(await identify(file, extname(file).toLowerCase())) });
    } catch (error) {
      found.push({ path, size, broken: error instanceof Error ? error.message : String(error) });
    }
  }
  return found;
}

async function digestOf(file: string): Promise<{ size: number; sha256: string } | undefined> {
  const facts = await stat(file).catch(() => undefined);
  if (facts?.isFile() !== true) return undefined;
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file, { highWaterMark: 1024 * 1024 })) if (Buffer.isBuffer(piece)) hash.update(piece);
  return { size: facts.size, sha256: hash.digest('hex') };
}
