import type { Readable } from 'node:stream';
import { openPromise, type Entry, type ZipFile } from 'yauzl';

/** A zip archive whose entries are read one at a time; its content is never in memory whole. */
export interface Zip {
  readonly names: readonly string[];
  /** Bytes of an entry when unpacked; undefined where there is none of the name. */
  sizeOf(name: string): number | undefined;
  /** @throws Error where there is no such entry */
  stream(name: string): Promise<Readable>;
  /** A small entry whole. @throws Error where there is none, or it is larger than `most` */
  bytes(name: string, most: number): Promise<Buffer>;
  close(): void;
}

/** More entries than any installer has. */
const mostEntries = 200_000;

/** Opens an archive. @throws Error where the file is none */
export async function openZip(file: string): Promise<Zip> {
  const zip = await openPromise(file, { autoClose: false, lazyEntries: true, strictFileNames: false });
  const entries = new Map<string, Entry>();
  try {
    if (zip.entryCount > mostEntries) throw new Error(`${String(zip.entryCount)} entries are more than any installer has`);
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
  } catch (error) {
    zip.close();
    throw error;
  }
  const stream = (name: string): Promise<Readable> => zip.openReadStreamPromise(entryOf(entries, name));
  return {
    names: [...entries.keys()],
    sizeOf: (name) => entries.get(name)?.uncompressedSize,
    stream,
    async bytes(name, most) {
      const { uncompressedSize } = entryOf(entries, name);
      if (uncompressedSize > most) throw new Error(`${name} has ${String(uncompressedSize)} bytes, more than anybody expects there`);
      return Buffer.concat(await piecesOf(await stream(name)));
    },
    close: () => closed(zip),
  };
}

function closed(zip: ZipFile): void {
  zip.close();
}

function entryOf(entries: ReadonlyMap<string, Entry>, name: string): Entry {
  const entry = entries.get(name);
  if (entry === undefined) throw new Error(`there is no ${name} inside`);
  return entry;
}

async function piecesOf(stream: AsyncIterable<unknown>): Promise<Buffer[]> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) if (Buffer.isBuffer(piece)) pieces.push(piece);
  return pieces;
}
