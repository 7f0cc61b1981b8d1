import { lstat, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Stop } from '../model/failure.js';
import { encryptedManifest, manifestName, topNames } from './bundle-files.js';
import { cannotRead } from './parse-json.js';
import { cannotWrite, codeOf, exists, makeFolder, renameStubbornly, syncFolder } from './write-file.js';

/** A folder that is filled beside its place and put there whole. */
export interface Swap {
  /** Where to write. */
  readonly temporary: string;
  /** Puts it in its place; what was there is gone afterwards, and whole until then. */
  commit(): Promise<void>;
  abandon(): Promise<void>;
}

/** Places that this process writes: its own number in a leftover says nothing about them. */
const writing = new Set<string>();

const day = 24 * 60 * 60 * 1000;

/** Files that desktops leave in every folder they show: no reason to refuse, and nothing to keep. */
export const litter = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini']);

/**
 * Begins to replace a bundle's folder. Leftovers of runs that died are cleared away first.
 * @throws Stop (exit 2) where something other than a bundle is there: it would be deleted with the old bundle.
 */
export async function beginSwap(folder: string): Promise<Swap> {
  const place = await realPlace(folder);
  const parent = dirname(place);
  await makeFolder(parent);
  await restoreFolder(place);
  await refuseOtherContent(place);
  if (writing.has(place)) throw new Stop(1, `This process is already writing ${place}.`, 'Write one bundle to a folder at a time.');
  await clearLeftovers(place);
  const temporary = join(parent, `${prefix(place, 'new')}${process.pid}`);
  await rm(temporary, { recursive: true, force: true });
  await makeFolder(temporary);
  writing.add(place);
  return {
    temporary,
    async commit() {
      const old = join(parent, `${prefix(place, 'old')}${process.pid}`);
      try {
        await rm(old, { recursive: true, force: true });
        const replaces = await exists(place);
        if (replaces) await renameStubbornly(place, old);
        await renameStubbornly(temporary, place);
        await syncFolder(parent);
        if (replaces) await rm(old, { recursive: true, force: true });
      } catch (cause) {
        throw cannotWrite(folder, cause);
      } finally {
        writing.delete(place);
      }
    },
    async abandon() {
      writing.delete(place);
      await rm(temporary, { recursive: true, force: true });
    },
  };
}

/**
 * Puts the old bundle back where a run died between moving it aside and putting the new one in its place.
 * Nothing happens where the folder is there.
 */
export async function restoreFolder(folder: string): Promise<void> {
  const place = resolve(folder);
  if (await exists(place)) return;
  const parent = dirname(place);
  const aside = (await namesIn(parent)).filter((name) => name.startsWith(prefix(place, 'old'))).sort();
  const last = aside.at(-1);
  if (last === undefined) return;
  try {
    await rename(join(parent, last), place);
  } catch (cause) {
    throw cannotRead(folder, cause);
  }
}

function prefix(place: string, stage: 'new' | 'old'): string {
  return `.${basename(place)}.${stage}-`;
}

/** A link to a folder is followed: the bundle is replaced where it lies, not the link. */
async function realPlace(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch {
    // it is not there yet
    return resolve(folder);
  }
}

async function refuseOtherContent(place: string): Promise<void> {
  if (!(await exists(place))) return;
  if (!(await stat(place)).isDirectory()) throw new Stop(2, `${place} is a file, and a bundle is a folder.`, 'Choose another place with --out.');
  const names = (await namesIn(place)).filter((name) => !litter.has(name));
  if (names.length === 0) return;
  const others = names.filter((name) => !topNames.has(name));
  if (!(names.includes(manifestName) || names.includes(encryptedManifest)) || others.length > 0) {
    const shown = (others.length > 0 ? others : names).slice(0, 5).join(', ');
    throw new Stop(2, `${place} holds ${shown}, which is not part of a bundle and would be lost when the bundle replaces the folder.`, 'Choose an empty or a new folder with --out, or move those files elsewhere (a repository belongs one folder up).');
  }
}

async function clearLeftovers(place: string): Promise<void> {
  const parent = dirname(place);
  for (const name of await namesIn(parent)) {
    const stage = (['new', 'old'] as const).find((one) => name.startsWith(prefix(place, one)));
    if (stage === undefined) continue;
    const writer = Number(name.slice(prefix(place, stage).length));
    if (Number.isInteger(writer) && (await stillWritten(join(parent, name), writer))) {
      throw new Stop(1, `Another run (process ${writer}) is writing ${place}.`, `Wait until it is done. If no such run exists, delete ${join(parent, name)}.`);
    }
    await rm(join(parent, name), { recursive: true, force: true });
  }
}

/** A process number is used again sooner or later, so a folder of yesterday is nobody's. */
async function stillWritten(folder: string, writer: number): Promise<boolean> {
  return isAlive(writer) && Date.now() - (await lstat(folder)).mtimeMs < day;
}

/** Whether a process of this machine runs. Our own number counts as dead: it was another's before. */
export function isAlive(pid: number): boolean {
  if (pid === process.pid || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return codeOf(cause) !== 'ESRCH';
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return [];
    throw cannotRead(folder, cause);
  }
}
