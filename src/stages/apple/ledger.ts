import { nextOrder, storyOf, type Story } from '../../engine/apple/story.js';
import type { WaveEvent, WaveJournal, WaveLine } from '../../model/apple/journal.js';
import type { Clock } from '../../model/ports.js';

/** The journal of a wave file together with what this run has added to it. */
export interface Ledger {
  /** On disk when it resolves. */
  write(...events: readonly WaveEvent[]): Promise<void>;
  story(): Story;
  /** The number of the next order; each call gives another one. */
  nextOrder(): number;
}

export function openLedger(journal: WaveJournal, clock: Pick<Clock, 'now'>): Ledger {
  const lines: WaveLine[] = [...journal.past];
  let current: Story | undefined;
  let last = nextOrder(storyOf(lines).orders) - 1;
  return {
    async write(...events) {
      for (const event of events) lines.push({ ...event, n: lines.length + 1, at: new Date(clock.now()).toISOString() });
      current = undefined;
      await Promise.all(events.map((event) => journal.append(event)));
    },
    story: () => (current ??= storyOf(lines)),
    nextOrder: () => (last += 1),
  };
}
