import { createHash } from 'node:crypto';

/** Seeded GUIDs and numbers: the same seed and the same order of asking give the same ones. */
export interface Chance {
  /** A GUID; `purpose` keeps streams apart, so that a read that draws an id does not move the ids of objects. */
  guid(purpose: string): string;
  /** Evenly in [0, 1). */
  number(purpose: string): number;
}

export function makeChance(seed: string): Chance {
  const drawn = new Map<string, number>();
  const next = (purpose: string): Buffer => {
    const count = (drawn.get(purpose) ?? 0) + 1;
    drawn.set(purpose, count);
    return createHash('sha256').update(`${seed}\n${purpose}\n${count}`).digest();
  };
  return {
    guid: (purpose) => guidFrom(next(purpose).toString('hex')),
    number: (purpose) => next(purpose).readUInt32BE(0) / 0x1_0000_0000,
  };
}

/** A GUID that is always the same for a text: for the demo's objects, whose ids should not depend on their order. */
export function guidOf(text: string): string {
  return guidFrom(createHash('sha256').update(text).digest('hex'));
}

function guidFrom(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
