import { isUtf8 } from 'node:buffer';
import { Stop } from '../model/failure.js';

/**
 * The text of a file: UTF-8, or UTF-16 as Windows PowerShell 5 writes it (real-exports.md 1), told by the byte order mark
 * or, without one, by the zero bytes of its first characters. The mark is not part of the text.
 * @throws Stop (exit 2) naming the line where the bytes are no text.
 */
export function decodeText(bytes: Uint8Array, where: string): string {
  const encoding = encodingOf(bytes);
  if (encoding === 'utf-8') {
    if (!isUtf8(bytes)) {
      throw new Stop(2, `${where} is no UTF-8 text: line ${lineOfFault(bytes)} holds bytes of another encoding.`, 'Save it as UTF-8 (in Excel: "CSV UTF-8").');
    }
    return new TextDecoder().decode(bytes);
  }
  if (bytes.length % 2 === 1) throw new Stop(2, `${where} is UTF-16 text with half a character at its end.`, 'The file looks cut off: take an undamaged copy.');
  return new TextDecoder(encoding).decode(bytes);
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  // a text that starts with an ASCII character, as all JSON and all our CSV does
  if (first !== 0 && second === 0) return 'utf-16le';
  if (first === 0 && second !== 0 && second !== undefined) return 'utf-16be';
  return 'utf-8';
}

/** The first line whose bytes do not survive decoding and encoding. */
function lineOfFault(bytes: Uint8Array): number {
  const again = Buffer.from(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
  let line = 1;
  for (let i = 0; i < bytes.length && bytes[i] === again[i]; i++) if (bytes[i] === 0x0a) line++;
  return line;
}
