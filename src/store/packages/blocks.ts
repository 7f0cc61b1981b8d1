/** Cuts a stream into blocks of one size, the last one shorter; holds one block in memory. */
export async function* inBlocks(stream: AsyncIterable<unknown>, most: number): AsyncGenerator<Uint8Array> {
  let block = Buffer.allocUnsafe(most);
  let filled = 0;
  for await (const piece of stream) {
    if (!Buffer.isBuffer(piece)) throw new Error('a file gave something else than bytes');
    for (let at = 0; at < piece.length; ) {
      const taken = piece.copy(block, filled, at);
      at += taken;
      filled += taken;
      if (filled < most) continue;
      yield block;
      // whoever got the block may still be sending it
      block = Buffer.allocUnsafe(most);
      filled = 0;
    }
  }
  if (filled > 0) yield block.subarray(0, filled);
}
