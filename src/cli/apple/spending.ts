import type { Spending } from '../../model/apple/ports.js';

/** What a command has spent at Apple, for its summary. */
export function spent(spending: Spending): Record<string, number> {
  return { appleReads: spending.reads, appleWrites: spending.writes, appleThrottled: spending.throttled, appleWaitedSeconds: spending.waitedSeconds };
}

/** The same in a sentence. */
export function spentText({ reads, writes, waitedSeconds, throttled, readsPerMinute, writesPerHour }: Spending): string {
  const slowed = throttled > 0 ? `, ${String(throttled)} times told to slow down` : '';
  return `Apple: ${String(reads)} reads and ${String(writes)} writes (at most ${String(readsPerMinute)} a minute and ${String(writesPerHour)} an hour)${waitedSeconds > 0 ? `, ${String(waitedSeconds)} s waited` : ''}${slowed}.`;
}
