import { close, constants, fstat, open, read, write, type Stats } from 'node:fs';

/*
 * The calls that thousands of small files are read and written with. A file handle of fs/promises costs several times as
 * much as the calls behind it.
 */
const calls = {
  open: (file: string, flags: number | string, mode?: number) => called<number>((done) => open(file, flags, mode, done)),
  fstat: (handle: number) => called<Stats>((done) => fstat(handle, done)),
  read: (handle: number, into: Buffer, from: number) => called<number>((done) => read(handle, into, from, into.length - from, from, done)),
  write: (handle: number, content: Buffer, from: number) => called<number>((done) => write(handle, content, from, content.length - from, from, done)),
  close: (handle: number) => called<void>((done) => close(handle, done)),
};

function called<T>(call: (done: (cause: Error | null | undefined, value: T) => void) => void): Promise<T> {
  return new Promise((done, failed) => call((cause, value) => (cause === null || cause === undefined ? done(value) : failed(cause))));
}

/** Not every system can be told to refuse a link when it opens one; those are looked at before. */
const noLink = constants.O_NOFOLLOW;

/** Whether `bytesOf` refuses a link by itself. */
export const refusesLinks = typeof noLink === 'number' && noLink !== 0 && process.platform !== 'win32';

/** What is known of an open file before it is read. @throws whatever it likes, to leave it unread */
export type Look = (facts: Stats) => void;

/** Reads a file whole. A link in its place fails with ELOOP where the system can, and a pipe without a writer does not hold it up. */
export async function bytesOf(file: string, look: Look): Promise<Buffer> {
  const handle = await calls.open(file, constants.O_RDONLY | (refusesLinks ? noLink | constants.O_NONBLOCK : 0));
  try {
    const facts = await calls.fstat(handle);
    look(facts);
    const bytes = Buffer.allocUnsafe(facts.size);
    let filled = 0;
    while (filled < bytes.length) {
      const count = await calls.read(handle, bytes, filled);
      if (count === 0) break;
      filled += count;
    }
    return bytes.subarray(0, filled);
  } finally {
    await calls.close(handle);
  }
}

/** Writes a file whole, over whatever was there; not flushed. */
export async function putBytes(file: string, content: Buffer, mode: number): Promise<void> {
  const handle = await calls.open(file, 'w', mode);
  try {
    for (let written = 0; written < content.length; ) written += await calls.write(handle, content, written);
  } finally {
    await calls.close(handle);
  }
}
