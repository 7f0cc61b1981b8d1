import { createCipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { SealedContent } from '../../model/app-files.js';
import { inBlocks } from './blocks.js';

/** What stands in front of the encrypted bytes: the HMAC over vector and cipher text, then the vector (intune-objects.md 2.16). */
export const headerSize = 32 + 16;

/** Bytes of a file once it is sealed: padded to full blocks of the cipher, one more where it fits. */
export function sealedSize(size: number): number {
  return headerSize + (Math.floor(size / 16) + 1) * 16;
}

/**
 * Seals a file as the service wants it: AES-256-CBC under keys made for this one upload, HMAC-SHA256 over vector and cipher
 * text, SHA-256 of the file. One pass, whatever the size: the header, which can be known last only, is given at the end.
 */
export async function sealFile(file: string): Promise<SealedContent> {
  const { size } = await stat(file);
  const encryptionKey = randomBytes(32);
  const macKey = randomBytes(32);
  const vector = randomBytes(16);
  const cipher = createCipheriv('aes-256-cbc', encryptionKey, vector);
  const mac = createHmac('sha256', macKey).update(vector);
  const digest = createHash('sha256');
  const stream = createReadStream(file, { highWaterMark: 1024 * 1024 });

  async function* sealed(): AsyncGenerator<Buffer> {
    for await (const piece of stream) {
      if (!Buffer.isBuffer(piece)) throw new Error('a file gave something else than bytes');
      digest.update(piece);
      const bytes = cipher.update(piece);
      mac.update(bytes);
      yield bytes;
    }
    const last = cipher.final();
    mac.update(last);
    yield last;
  }

  return {
    size,
    sizeEncrypted: sealedSize(size),
    blocks: (most) => inBlocks(sealed(), most),
    finish() {
      const code = mac.digest();
      const sum = digest.digest();
      const text = (bytes: Buffer): string => bytes.toString('base64');
      return {
        info: { encryptionKey: text(encryptionKey), macKey: text(macKey), initializationVector: text(vector), mac: text(code), profileIdentifier: 'ProfileVersion1', fileDigest: text(sum), fileDigestAlgorithm: 'SHA256' },
        header: Buffer.concat([code, vector]),
        sha256: sum.toString('hex'),
      };
    },
    async close() {
      stream.destroy();
    },
  };
}
