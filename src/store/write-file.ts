import { randomBytes } from 'node:crypto';
import { lstat, mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Stop } from '../model/failure.js';

/** Only the owner reads what we write: bundles and journals tell how a company protects itself. */
export const fileMode = 0o600;
export const folderMode = 0o700;

/** Makes a folder and those above it, for the owner only. */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: folderMode });
  } catch (cause) {
    throw cannotWrite(folder, cause);
  }
}

/**
 * Replaces a file whole or not at all: a temporary file beside it, flushed to disk, then renamed.
 * Folders above it are made.
 * @throws Stop (exit 1) where it cannot be written; the old file is untouched then.
 */
export async function writeFileWhole(file: string, content: string | Uint8Array): Promise<void> {
  const folder = dirname(resolve(file));
  await makeFolder(folder);
  const temporary = join(folder, `.${basename(file).slice(0, 80)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const handle = await open(temporary, 'wx', fileMode);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await renameStubbornly(temporary, file);
    await syncFolder(folder);
  } catch (cause) {
    await rm(temporary, { force: true });
    throw cannotWrite(file, cause);
  }
}

const passing = new Set(['EBUSY', 'EPERM', 'EACCES']);

/** Renames; on Windows a virus scanner may hold a file for a moment, so a refusal counts only when it lasts. */
export async function renameStubbornly(from: string, to: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await rename(from, to);
      return;
    } catch (cause) {
      if (tries === 6 || process.platform !== 'win32' || !passing.has(codeOf(cause) ?? '')) throw cause;
      await new Promise((done) => setTimeout(done, 20 * 2 ** tries));
    }
  }
}

/** A rename survives a power cut only when the folder is flushed too. Windows cannot open a folder, and needs it not. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The system's code of an error: `ENOENT`. Undefined where it has none. */
export function codeOf(cause: unknown): string | undefined {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
}

const reasons: Readonly<Record<string, readonly [string, string]>> = {
  EACCES: ['the permission is missing', 'Choose a place you may write to, or change its permissions.'],
  EPERM: ['the system does not allow it', 'Choose a place you may write to, or change its permissions.'],
  EBUSY: ['another program has it open', 'Close it there (a spreadsheet, an editor) and run the command again.'],
  EROFS: ['the disk is read-only', 'Choose a place on another disk.'],
  ENOSPC: ['the disk is full', 'Make room and run the command again.'],
  EDQUOT: ['the disk quota is used up', 'Make room and run the command again.'],
  EISDIR: ['a folder of that name is there', 'Choose another name.'],
  ENOTDIR: ['a file stands where a folder is needed', 'Choose another place.'],
  EEXIST: ['a file stands where a folder is needed', 'Choose another place.'],
  ENAMETOOLONG: ['the path is too long', 'Choose a shorter path.'],
};

/** The Stop for a place that cannot be written, with the reason in words. A Stop that is already one stays as it is. */
export function cannotWrite(place: string, cause: unknown): Stop {
  if (cause instanceof Stop) return cause;
  const [why, remedy] = reasons[codeOf(cause) ?? ''] ?? [cause instanceof Error ? cause.message : 'of an unknown reason', 'Choose another place.'];
  return new Stop(1, `${place} cannot be written: ${why}.`, remedy, { cause });
}

/** Whether something is at a place; a link that leads nowhere counts. @throws Stop (exit 1) where nobody may look. */
export async function exists(place: string): Promise<boolean> {
  try {
    await lstat(place);
    return true;
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT' || codeOf(cause) === 'ENOTDIR') return false;
    throw cannotWrite(place, cause);
  }
}
