import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { Stop } from '../model/failure.js';
import { isObject, textAt } from '../model/json.js';
import type { Clock, Say } from '../model/ports.js';
import { isAlive } from './folder-swap.js';
import { parseJson } from './parse-json.js';
import { lineText } from './text.js';
import { cannotWrite, codeOf, fileMode } from './write-file.js';

/** One writer of one file at a time. */
export interface Lock {
  release(): Promise<void>;
}

/** Locks this process holds: its own number in a lock file may also be left over from a container that had the same number. */
const held = new Set<string>();

/**
 * Takes the lock of a file: `<file>.lock` beside it, which says who holds it.
 * The lock of a process of this machine that no longer runs is taken over, with a note.
 * @throws Stop (exit 1) with who holds it.
 */
export async function takeLock(file: string, { clock, say }: { readonly clock: Pick<Clock, 'now'>; readonly say: Pick<Say, 'note'> }): Promise<Lock> {
  const place = `${file}.lock`;
  const mark = `${lineText({ host: hostname(), pid: process.pid, since: new Date(clock.now()).toISOString(), token: randomBytes(8).toString('hex') })}\n`;
  for (let tries = 0; tries < 20; tries++) {
    if (await made(place, mark)) {
      held.add(place);
      return { release: () => release(place, mark) };
    }
    const found = await contentOf(place);
    if (found === undefined) continue;
    const holder = holderOf(found, place);
    if (holder.mayRun) throw new Stop(1, `${file} is in use by ${holder.who}.`, `Wait until that run is over. If it is over, delete ${place} and run the command again.`);
    if (await removed(place, found)) say.note(`${holder.who} died without closing ${file}; this run goes on.`);
  }
  throw new Stop(1, `${place} keeps changing: several processes want it.`, 'Run one import or rollback of this plan at a time.');
}

/** Made with its content in one step, so that a lock which says nothing is never seen. */
async function made(place: string, mark: string): Promise<boolean> {
  const draft = `${place}.${randomBytes(6).toString('hex')}`;
  try {
    await writeFile(draft, mark, { mode: fileMode, flag: 'wx', flush: true });
    await link(draft, place);
    return true;
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST') return false;
    if (noLinks.has(codeOf(cause) ?? '')) return madeWithoutLink(place, mark);
    throw cannotWrite(place, cause);
  } finally {
    await rm(draft, { force: true });
  }
}

/** What file systems without hard links answer (exFAT, some network shares). */
const noLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

async function madeWithoutLink(place: string, mark: string): Promise<boolean> {
  try {
    await writeFile(place, mark, { mode: fileMode, flag: 'wx', flush: true });
    return true;
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST') return false;
    throw cannotWrite(place, cause);
  }
}

async function contentOf(place: string): Promise<string | undefined> {
  try {
    return await readFile(place, 'utf8');
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return undefined;
    throw cannotWrite(place, cause);
  }
}

function holderOf(found: string, place: string): { who: string; mayRun: boolean } {
  const unknown = { who: `a process that ${place} does not name`, mayRun: true };
  let mark;
  try {
    mark = parseJson(found, place);
  } catch {
    // a lock whose writer was killed before its first byte: only a person can say that nobody else is at work
    return unknown;
  }
  if (!isObject(mark) || typeof mark['pid'] !== 'number') return unknown;
  const host = textAt(mark, 'host') ?? 'unknown';
  const who = `process ${mark['pid']} on ${host} (since ${textAt(mark, 'since') ?? 'unknown'})`;
  return { who, mayRun: host !== hostname() || isAlive(mark['pid']) || (mark['pid'] === process.pid && held.has(place)) };
}

/**
 * Removes a dead lock, and only that: it is moved aside first, and what was moved is looked at, because another process
 * may have taken the dead lock over in between. A live one that was moved by mistake is put back.
 */
async function removed(place: string, dead: string): Promise<boolean> {
  const aside = `${place}.${randomBytes(6).toString('hex')}`;
  try {
    await rename(place, aside);
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return false;
    throw cannotWrite(place, cause);
  }
  const moved = await contentOf(aside);
  if (moved !== dead) await putBack(aside, place);
  await rm(aside, { force: true });
  return moved === dead;
}

async function putBack(aside: string, place: string): Promise<void> {
  try {
    await link(aside, place);
  } catch (cause) {
    if (codeOf(cause) !== 'EEXIST') throw cannotWrite(place, cause);
  }
}

async function release(place: string, mark: string): Promise<void> {
  held.delete(place);
  if ((await contentOf(place)) === mark) await rm(place, { force: true });
}
