/** The text of a file, or why it is none. */
export type Decoded = { readonly text: string } | { readonly because: string };

/**
 * Decodes what Windows PowerShell and everything else wrote: UTF-8 with and without BOM, UTF-16 of both byte orders
 * with BOM (real-exports.md 1.1) and, told by the zero bytes, without.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return decoded(bytes.subarray(2), 'utf-16le');
  if (first === 0xfe && second === 0xff) return decoded(bytes.subarray(2), 'utf-16be');
  if (first === 0xef && second === 0xbb && third === 0xbf) return decoded(bytes.subarray(3), 'utf-8');
  if (first !== 0 && second === 0 && bytes.length > 2) return decoded(bytes, 'utf-16le');
  if (first === 0 && second !== 0 && bytes.length > 2) return decoded(bytes, 'utf-16be');
  return decoded(bytes, 'utf-8');
}

function decoded(bytes: Uint8Array, encoding: string): Decoded {
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { because: 'its bytes are neither UTF-8 nor UTF-16 text' };
  }
  const zero = text.indexOf('\u0000');
  if (zero >= 0) return { because: `it holds a zero character (the ${String(zero + 1)}th), which no JSON text has` };
  return { text };
}
