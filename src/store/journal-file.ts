import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Stop } from '../model/failure.js';
import type { JournalEvent, JournalLine } from '../model/journal.js';
import type { Clock, Say } from '../model/ports.js';
import { checkLine, readJournal, readLines, startOfChain, type ChainedLine, type LineCheck } from './journal-lines.js';
import { takeLock, type Lock } from './lock-file.js';
import { hashOf, lineText } from './text.js';
import { cannotWrite, fileMode, makeFolder, syncFolder } from './write-file.js';

/** A file of events that this process appends to. */
export interface OpenLines<E, L> {
  append(event: E): Promise<void>;
  readonly past: readonly L[];
  readonly file: string;
  /** Waits for what was appended, and lets the next writer in. Further calls do nothing. */
  close(): Promise<void>;
}

/** A journal that this process writes. */
export type OpenJournal = OpenLines<JournalEvent, JournalLine>;

interface Waiting<E> {
  readonly event: E;
  readonly done: () => void;
  readonly failed: (cause: unknown) => void;
}

/**
 * Opens the journal of a plan to write on: makes it, or goes on where it stands. A half-written last line, which a kill in
 * the middle of a write leaves, is cut off.
 * @throws Stop (exit 1) where another process writes it or it cannot be written; Stop (exit 2) where it is damaged anywhere else.
 */
export function openJournal(file: string, ports: LinePorts): Promise<OpenJournal> {
  return openLines<JournalEvent, JournalLine>(file, ports, checkLine);
}

export interface LinePorts {
  readonly clock: Pick<Clock, 'now'>;
  readonly say: Pick<Say, 'note'>;
}

/** The same for events of another kind, each line guarded by `check`. */
export async function openLines<E extends { readonly event: string }, L extends ChainedLine>(file: string, ports: LinePorts, check: LineCheck<L>): Promise<OpenLines<E, L>> {
  const place = resolve(file);
  await makeFolder(dirname(place));
  const lock = await takeLock(place, ports);
  try {
    const { lines, end, size } = await readLines(place, check);
    const handle = await openToAppend(place);
    if (size > end) {
      await handle.truncate(end);
      await handle.sync();
      ports.say.note(`The last line of ${file} was only half written and is cut off; what it was about is looked up.`);
    }
    return appender<E, L>({ place, handle, lock, past: lines, end, clock: ports.clock });
  } catch (cause) {
    await lock.release();
    throw cause instanceof Stop ? cause : cannotWrite(file, cause);
  }
}

async function openToAppend(place: string): Promise<FileHandle> {
  const handle = await open(place, constants.O_RDWR | constants.O_CREAT | constants.O_APPEND, fileMode);
  await syncFolder(dirname(place));
  return handle;
}

interface Parts<L> {
  readonly place: string;
  readonly handle: FileHandle;
  readonly lock: Lock;
  readonly past: readonly L[];
  readonly end: number;
  readonly clock: Pick<Clock, 'now'>;
}

/** Appends that arrive while one flush runs share the next: a flush takes as long for a hundred lines as for one. */
function appender<E extends { readonly event: string }, L extends ChainedLine>({ place, handle, lock, past, end, clock }: Parts<L>): OpenLines<E, L> {
  let waiting: Waiting<E>[] = [];
  let running: Promise<void> | undefined;
  let broken: Stop | undefined;
  let closed = false;
  let size = end;
  let n = past.at(-1)?.n ?? 0;
  let prev = past.at(-1)?.hash ?? startOfChain;

  const writeWaiting = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        if (broken !== undefined) throw broken;
        const text = batch.map(({ event }) => nextLine(event)).join('');
        await refuseForeignWriter();
        await handle.appendFile(text);
        await handle.datasync();
        size += Buffer.byteLength(text);
        for (const { done } of batch) done();
      } catch (cause) {
        // after a failed write nobody knows how much of it is there: nothing may follow it in this process
        broken = cannotWrite(place, cause);
        for (const { failed } of batch) failed(broken);
      }
    }
    running = undefined;
  };

  const nextLine = (event: E): string => {
    n += 1;
    const line = { ...event, ...(event.event === 'begin' ? { format: 1 } : {}), n, at: new Date(clock.now()).toISOString(), prev };
    prev = hashOf(lineText(line));
    return `${lineText({ ...line, hash: prev })}\n`;
  };

  const refuseForeignWriter = async (): Promise<void> => {
    const found = (await handle.stat()).size;
    if (found !== size) throw new Stop(1, `${place} was written by another process (${found} bytes, ${size} expected).`, 'Make sure that one import or rollback of this plan runs at a time, then run the command again.');
  };

  return {
    file: place,
    past,
    append(event) {
      if (closed) return Promise.reject(new Error(`${place} is closed`));
      return new Promise((done, failed) => {
        waiting.push({ event, done, failed });
        running ??= Promise.resolve().then(writeWaiting);
      });
    },
    async close() {
      if (closed) return;
      closed = true;
      await running;
      await handle.close();
      await lock.release();
    },
  };
}

export { readJournal };
