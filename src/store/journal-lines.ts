import { open, type FileHandle } from 'node:fs/promises';
import { Stop } from '../model/failure.js';
import { isObject, type Json } from '../model/json.js';
import type { JournalLine } from '../model/journal.js';
import { makeCheck, printable } from './check.js';
import { decodeText } from './decode-text.js';
import { cannotRead, parseJson } from './parse-json.js';
import { journalFormats, journalLineSchema } from './schemas/journal.js';
import { hashOf, lineText } from './text.js';
import { codeOf } from './write-file.js';

/** What the first line has as the hash of the line before it. */
export const startOfChain = hashOf('');

/** A line holds one object as it was before a change, at most. */
const longestLine = 64 * 1024 * 1024;

const remedy = 'Take an undamaged copy of the journal. Without it nobody can say what this plan has done: compare with `tenantferry verify` before anything else.';

export const checkLine = makeCheck<JournalLine>({ what: 'a line of a journal', schema: journalLineSchema, remedy });

/** What every line of a chained journal has, whatever it is about. */
export interface ChainedLine {
  readonly n: number;
  readonly at: string;
  readonly prev: string;
  readonly hash: string;
}

/** The guard of a journal's lines. */
export type LineCheck<L extends ChainedLine> = (value: unknown, where: string) => L;

export interface JournalContent<L extends ChainedLine> {
  readonly lines: readonly L[];
  /** Bytes up to the end of the last whole line. */
  readonly end: number;
  /** Bytes of the file; more than `end` where the last line is half written. */
  readonly size: number;
}

/**
 * The lines of a journal for those who only read it; a half-written last line is left out, a missing file has none.
 * @throws Stop (exit 2) naming the line where one was changed, removed, added or damaged.
 */
export async function readJournal(file: string): Promise<readonly JournalLine[]> {
  return (await readLines(file, checkLine)).lines;
}

/** The same with the places in the file. */
export async function readLines<L extends ChainedLine>(file: string, check: LineCheck<L>): Promise<JournalContent<L>> {
  let handle: FileHandle;
  try {
    handle = await open(file, 'r');
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return { lines: [], end: 0, size: 0 };
    throw cannotRead(file, cause);
  }
  try {
    const lines: L[] = [];
    let prev = startOfChain;
    let pieces: Buffer[] = [];
    let waiting = 0;
    let end = 0;
    for await (const chunk of handle.createReadStream({ autoClose: false, highWaterMark: 1024 * 1024 })) {
      if (!Buffer.isBuffer(chunk)) throw new Error('a stream of a file gives bytes');
      if (!chunk.includes(0x0a)) {
        pieces.push(chunk);
        waiting += chunk.length;
        if (waiting > longestLine) throw new Stop(2, `${file}, line ${lines.length + 1}: longer than ${longestLine / 1024 / 1024} MB.`, remedy);
        continue;
      }
      let bytes = waiting === 0 ? chunk : Buffer.concat([...pieces, chunk]);
      for (let stop = bytes.indexOf(0x0a); stop !== -1; stop = bytes.indexOf(0x0a)) {
        const line = lineOf(bytes.subarray(0, stop), file, lines.length + 1, prev, check);
        lines.push(line);
        prev = line.hash;
        end += stop + 1;
        bytes = bytes.subarray(stop + 1);
      }
      pieces = [Buffer.from(bytes)];
      waiting = bytes.length;
    }
    return { lines, end, size: end + waiting };
  } catch (cause) {
    throw cannotRead(file, cause);
  } finally {
    await handle.close();
  }
}

function lineOf<L extends ChainedLine>(bytes: Buffer, file: string, n: number, prev: string, check: LineCheck<L>): L {
  const where = `${file}, line ${n}`;
  const text = decodeText(bytes, where);
  const found: Json = parseJson(text, where);
  const format = isObject(found) && found['event'] === 'begin' ? (found['format'] ?? 1) : 1;
  if (!journalFormats.some((known) => known === format)) {
    throw new Stop(2, `${where}: the journal has format ${printable(JSON.stringify(format))}; this version reads format ${journalFormats.join(', ')}.`, 'Go on with the version of tenantferry that wrote it.');
  }
  const { hash, ...content } = isObject(found) ? found : {};
  // the text itself counts: a blank that was added is an edit too
  if (hashOf(lineText(content)) !== hash || lineText(found) !== text) throw new Stop(2, `${where} was changed after it was written.`, remedy);
  const line = check(found, where);
  if (line.n !== n || line.prev !== prev) throw new Stop(2, `${where} does not follow the line before it: lines were removed, added or moved.`, remedy);
  return line;
}
