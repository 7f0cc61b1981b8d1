import { writeSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/**
 * Loaded before the command line (`node --import`): kills the process (SIGKILL) at the nth write of a journal. Journals are
 * the only files that are appended to.
 */
const due = Number(process.env['KILL_AT_WRITE']);
const how = process.env['KILL_HOW'];

function die(): void {
  process.kill(process.pid, 'SIGKILL');
}

const handle = await open(fileURLToPath(import.meta.url), 'r');
const shared: unknown = Object.getPrototypeOf(handle);
await handle.close();
let count = 0;

/** Puts something around a method of every file handle. */
function around(name: 'appendFile' | 'datasync', run: (file: FileHandle, words: unknown[], goOn: () => Promise<unknown>) => Promise<unknown>): void {
  if (typeof shared !== 'object' || shared === null) throw new Error('file handles have a prototype');
  const original: unknown = Reflect.get(shared, name);
  if (typeof original !== 'function') throw new Error(`file handles have ${name}`);
  Reflect.set(shared, name, function wrapped(this: FileHandle, ...words: unknown[]) {
    return run(this, words, async () => {
      const result: unknown = await Reflect.apply(original, this, words);
      return result;
    });
  });
}

around('appendFile', async (file, [data], goOn) => {
  count += 1;
  if (count === due && how === 'before') die();
  if (count === due && how === 'half') {
    const bytes = Buffer.from(String(data));
    writeSync(file.fd, bytes.subarray(0, Math.max(1, Math.floor(bytes.length / 2))));
    die();
  }
  const result = await goOn();
  if (count === due && how === 'written') die();
  return result;
});

around('datasync', async (_file, _words, goOn) => {
  const result = await goOn();
  if (count === due && how === 'synced') die();
  return result;
});
