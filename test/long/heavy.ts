import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { strToU8, zipSync, type Zippable } from 'fflate';

/*
 * Files that are meant to fill the memory or to keep a reader busy for ever. Each is read in a process of its own, so that
 * the memory it took can be told, and what hangs can be ended.
 */

/** Readers by name, with what they read: see heavy-reader.ts. */
export type HeavyReader = 'bundle' | 'policy' | 'mappings' | 'plan' | 'journal' | 'config' | 'wave' | 'wave journal' | 'loose rows' | 'secrets' | 'installers' | 'foreign';

interface Heavy {
  readonly what: string;
  readonly reader: HeavyReader;
  /** Relative to the folder that the reader is given. */
  readonly file: string;
  /** Bytes, or how many zero bytes there are. */
  readonly content: () => Uint8Array | string | number;
}

const limit = 200 * 1024 * 1024;
const deep = (left: string, inner: string, right: string, times: number): string => `${left.repeat(times)}${inner}${right.repeat(times)}`;
const deepJson = deep('[', '', ']', 100_000);
const zip = (files: Zippable): Uint8Array => zipSync(files, { level: 9 });
/** A property list whose every key has to be looked for. */
const manyKeys = `<plist version="1.0"><dict>${Array.from({ length: 200_000 }, (_, index) => `<key>k${String(index)}</key><integer>1</integer>`).join('')}</dict></plist>`;
const laughs = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "${'ha'.repeat(50)}">${Array.from({ length: 12 }, (_, index) => `<!ENTITY ${String.fromCharCode(98 + index)} "${`&${String.fromCharCode(97 + index)};`.repeat(10)}">`).join('')}]><Package><Identity Name="&m;" Version="1"/></Package>`;

/** A compiled manifest whose four million texts all are the same large one. */
function manifest(): Uint8Array {
  const count = 3_500_000;
  const bytes = Buffer.alloc(8 + 28 + count * 4 + 40_000);
  bytes.writeUInt16LE(0x0003, 0);
  bytes.writeUInt16LE(8, 2);
  bytes.writeUInt16LE(0x0001, 8);
  bytes.writeUInt16LE(28, 10);
  bytes.writeUInt32LE(bytes.length - 8, 12);
  bytes.writeUInt32LE(count, 16);
  bytes.writeUInt32LE(28 + count * 4, 28);
  bytes.writeUInt16LE(18_000, 36 + count * 4);
  return bytes;
}

/** A binary property list whose million entries all are the same large text. */
function propertyList(): Uint8Array {
  const count = 1_000_000;
  const text = 2_000_000;
  const list = Buffer.alloc(8 + 6 + count * 2 + 6 + text + 2 * 4 + 32);
  list.write('bplist00', 0, 'latin1');
  list.writeUInt8(0xdf, 8);
  list.writeUInt8(0x12, 9);
  list.writeUInt32BE(count, 10);
  list.fill(1, 14, 14 + count * 2); // each names the text
  const at = 14 + count * 2;
  list.writeUInt8(0x5f, at);
  list.writeUInt8(0x12, at + 1);
  list.writeUInt32BE(text, at + 2);
  const table = at + 6 + text;
  list.writeUInt32BE(8, table);
  list.writeUInt32BE(at, table + 4);
  const trailer = list.length - 32;
  list.writeUInt8(4, trailer + 6);
  list.writeUInt8(1, trailer + 7);
  list.writeBigUInt64BE(2n, trailer + 8);
  list.writeBigUInt64BE(0n, trailer + 16); // the dictionary
  list.writeBigUInt64BE(BigInt(table), trailer + 24);
  return list;
}

/** A zip whose only entry says another size than it has. */
function lying(name: string): Uint8Array {
  const bytes = Buffer.from(zip({ [name]: new Uint8Array(300 * 1024 * 1024) }));
  for (let at = bytes.indexOf('PK\u0001\u0002', 0, 'latin1'); at >= 0; at = bytes.indexOf('PK\u0001\u0002', at + 4, 'latin1')) bytes.writeUInt32LE(1000, at + 24);
  return bytes;
}

/** Half of the files are of the largest size that is read, so that they are read. */
const sparse = (['bundle', 'policy', 'mappings', 'plan', 'journal', 'config', 'wave', 'wave journal', 'loose rows', 'secrets', 'foreign'] as const).flatMap((reader): Heavy[] => {
  const file = { bundle: 'manifest.json', policy: 'policies/x/a.json', mappings: 'groups.json', plan: 'plan.json', journal: 'plan.json.journal.jsonl', config: 'tenantferry.json', wave: 'WAVE.json', 'wave journal': 'WAVE.json.journal.jsonl', 'loose rows': 'serials.csv', secrets: 'secrets.env', foreign: 'a.json' }[reader];
  return [
    { what: '200 MB of nothing', reader, file, content: () => limit },
    { what: '200 MB of nothing and one byte', reader, file, content: () => limit + 1 },
  ];
});

export const heavy: readonly Heavy[] = [
  ...sparse,
  { what: '200 MB of nothing', reader: 'mappings', file: 'groups.csv', content: () => limit },
  { what: '16 MB of commas', reader: 'mappings', file: 'groups.csv', content: () => ','.repeat(16_000_000) },
  { what: '16 MB of commas', reader: 'loose rows', file: 'serials.csv', content: () => ','.repeat(16_000_000) },
  { what: '16 MB of quotes', reader: 'loose rows', file: 'serials.csv', content: () => '"'.repeat(16_000_001) },
  { what: '16 MB of line ends', reader: 'loose rows', file: 'serials.csv', content: () => '\n'.repeat(16_000_000) },
  { what: '16 MB without a line end', reader: 'secrets', file: 'secrets.env', content: () => `A='${'x'.repeat(16_000_000)}` },
  { what: '60 MB of open brackets', reader: 'plan', file: 'plan.json', content: () => '['.repeat(60_000_000) },
  ...(['bundle', 'mappings', 'plan', 'config', 'wave', 'foreign'] as const).map((reader): Heavy => ({ what: '100,000 lists in each other', reader, file: { bundle: 'manifest.json', mappings: 'groups.json', plan: 'plan.json', config: 'tenantferry.json', wave: 'WAVE.json', foreign: 'a.json' }[reader], content: () => deepJson })),
  { what: 'a line of 100,000 lists in each other', reader: 'journal', file: 'plan.json.journal.jsonl', content: () => `${deepJson}\n` },
  { what: 'the work of a passphrase is 2^40', reader: 'secrets', file: 'secrets.env', content: () => `age-encryption.org/v1\n-> scrypt ${Buffer.alloc(16).toString('base64').replaceAll('=', '')} 40\n${Buffer.alloc(32).toString('base64').replaceAll('=', '')}\n--- ${Buffer.alloc(32).toString('base64').replaceAll('=', '')}\n` },
  { what: 'half a megabyte in the armor of age', reader: 'secrets', file: 'secrets.env', content: () => `-----BEGIN AGE ENCRYPTED FILE-----\n${`${'A'.repeat(64)}\n`.repeat(8_000)}-----END AGE ENCRYPTED FILE-----\n` },
  { what: 'elements 100,000 deep', reader: 'installers', file: 'a.msix', content: () => zip({ 'AppxManifest.xml': strToU8(deep('<a>', '', '</a>', 100_000)) }) },
  { what: 'entities that multiply', reader: 'installers', file: 'a.msix', content: () => zip({ 'AppxManifest.xml': strToU8(laughs) }) },
  { what: 'a manifest of 300 MB, well packed', reader: 'installers', file: 'a.msix', content: () => zip({ 'AppxManifest.xml': new Uint8Array(300 * 1024 * 1024) }) },
  { what: 'a manifest of 300 MB that says 1,000 bytes', reader: 'installers', file: 'a.msix', content: () => lying('AppxManifest.xml') },
  { what: '200,000 keys', reader: 'installers', file: 'a.ipa', content: () => zip({ 'Payload/A.app/Info.plist': strToU8(manyKeys) }) },
  { what: 'a million entries of one large text', reader: 'installers', file: 'a.ipa', content: () => zip({ 'Payload/A.app/Info.plist': propertyList() }) },
  { what: 'three million texts that are one', reader: 'installers', file: 'a.apk', content: () => zip({ 'AndroidManifest.xml': manifest() }) },
];

/** How one of them ended. */
export interface HeavyEnd {
  readonly what: string;
  readonly reader: string;
  /** What was said; a stack where it was no sentence. */
  readonly said: string;
  readonly sentence: boolean;
  readonly seconds: number;
  /** The most memory that the process had. */
  readonly megabytes: number;
}

const mostSeconds = 30;

/** Writes one of them into a folder of its own and has it read. */
export async function readHeavy({ what, reader, file, content }: Heavy): Promise<HeavyEnd> {
  const folder = await mkdtemp(join(tmpdir(), 'tenantferry-heavy-'));
  try {
    const path = join(folder, file);
    await mkdir(dirname(path), { recursive: true });
    const bytes = content();
    await writeFile(path, typeof bytes === 'number' ? '' : bytes);
    if (typeof bytes === 'number') await truncate(path, bytes);
    const begun = performance.now();
    const child = spawn(process.execPath, [join(import.meta.dirname, 'heavy-reader.js'), reader, folder, path], { stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    const timer = setTimeout(() => child.kill('SIGKILL'), mostSeconds * 1000);
    await new Promise((done) => child.on('close', done));
    clearTimeout(timer);
    const seconds = Math.round((performance.now() - begun) / 100) / 10;
    const [, kind = '', megabytes = '0', said = ''] = /^(sentence|crash) (\d+) ([^]*)$/u.exec(out) ?? [];
    return { what, reader, said: kind === '' ? `no end within ${String(seconds)} s: ${errors.slice(0, 500)}` : said.trim(), sentence: kind === 'sentence', seconds, megabytes: Number(megabytes) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** All of them; one line each. @returns whether each ended in a sentence, within seconds and without filling the memory */
export async function heavySuite(chosen: readonly Heavy[], say: (line: string) => void): Promise<boolean> {
  let good = true;
  for (const one of chosen) {
    const end = await readHeavy(one);
    const fine = end.sentence && end.seconds < 15 && end.megabytes < 2000;
    good &&= fine;
    say(JSON.stringify({ heavy: end.what, reader: end.reader, ...(fine ? {} : { BAD: end.sentence ? 'too slow or too large' : 'no sentence' }), seconds: end.seconds, megabytes: end.megabytes, said: end.said.replace(/\S*tenantferry-heavy-[^/]*\//gu, '').slice(0, fine ? 160 : 800) }));
  }
  return good;
}
