/** The attributes of the outermost element of a compiled Android manifest, by name. @throws Error where it is none */
export function manifestAttributes(bytes: Buffer): ReadonlyMap<string, string> {
  if (bytes.readUInt16LE(0) !== 0x0003) throw new Error('it is no compiled Android manifest');
  let texts: readonly string[] = [];
  for (let at = bytes.readUInt16LE(2); at + 8 <= bytes.length; ) {
    const kind = bytes.readUInt16LE(at);
    const size = bytes.readUInt32LE(at + 4);
    if (size < 8) break;
    if (kind === 0x0001) texts = pool(bytes, at);
    if (kind === 0x0102) return attributes(bytes, at, texts);
    at += size;
  }
  throw new Error('the Android manifest has no element');
}

/** The table of texts that everything else names by number. */
function pool(bytes: Buffer, at: number): string[] {
  const headerSize = bytes.readUInt16LE(at + 2);
  const count = bytes.readUInt32LE(at + 8);
  const utf8 = (bytes.readUInt32LE(at + 16) & 0x100) !== 0;
  const start = at + bytes.readUInt32LE(at + 20);
  const texts: string[] = [];
  let size = 0;
  for (let index = 0; index < count; index += 1) {
    const from = start + bytes.readUInt32LE(at + headerSize + index * 4);
    const text = utf8 ? utf8Text(bytes, from) : utf16Text(bytes, from);
    // texts may share their bytes, but not in a manifest that anybody wrote
    size += text.length + 1;
    if (size > bytes.length) throw new Error('the Android manifest holds more text than it has bytes');
    texts.push(text);
  }
  return texts;
}

function utf8Text(bytes: Buffer, from: number): string {
  // two lengths: in characters, then in bytes; each takes a second byte where the first has its highest bit set
  const behind = (at: number): number => at + ((bytes.readUInt8(at) & 0x80) === 0 ? 1 : 2);
  const lengthAt = behind(from);
  const first = bytes.readUInt8(lengthAt);
  const length = (first & 0x80) === 0 ? first : ((first & 0x7f) << 8) | bytes.readUInt8(lengthAt + 1);
  const begin = behind(lengthAt);
  return bytes.subarray(begin, begin + length).toString('utf8');
}

function utf16Text(bytes: Buffer, from: number): string {
  const first = bytes.readUInt16LE(from);
  const long = (first & 0x8000) !== 0;
  const length = long ? ((first & 0x7fff) << 16) | bytes.readUInt16LE(from + 2) : first;
  const begin = from + (long ? 4 : 2);
  return bytes.subarray(begin, begin + length * 2).toString('utf16le');
}

function attributes(bytes: Buffer, at: number, texts: readonly string[]): Map<string, string> {
  const first = at + 16 + bytes.readUInt16LE(at + 24);
  const step = bytes.readUInt16LE(at + 26);
  const count = bytes.readUInt16LE(at + 28);
  const found = new Map<string, string>();
  for (let index = 0; index < count; index += 1) {
    const from = first + index * step;
    const name = texts[bytes.readUInt32LE(from + 4)];
    const kind = bytes.readUInt8(from + 15);
    const value = bytes.readUInt32LE(from + 16);
    if (name !== undefined && name !== '') found.set(name, kind === 0x03 ? (texts[value] ?? '') : String(value));
  }
  return found;
}
