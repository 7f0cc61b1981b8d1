import type { Reply } from './call.js';

/** What went over the wire of one tenant, for `doctor`, logs and measurements. */
export interface Tally {
  /** Requests sent, retries and batches among them. */
  requests: number;
  /** Answers that said "too many"; items of a batch are not counted. */
  throttled: number;
  /** Requests to which no whole answer came. */
  unanswered: number;
  /** By how many milliseconds the service's clock is ahead of ours, from its last answer; it counts whole seconds. */
  clockAhead: number | undefined;
}

export function emptyTally(): Tally {
  return { requests: 0, throttled: 0, unanswered: 0, clockAhead: undefined };
}

/** Adds one sending that began and ended at these times of our clock. */
export function count(tally: Tally, reply: Reply, begun: number, ended: number): void {
  tally.requests += 1;
  if (reply.as !== 'answer') {
    tally.unanswered += 1;
    return;
  }
  if (reply.status === 429) tally.throttled += 1;
  const date = Date.parse(reply.headers['date'] ?? '');
  // the header's second began half a second ago on average; the answer was made about halfway
  if (!Number.isNaN(date)) tally.clockAhead = Math.round(date + 500 - (begun + ended) / 2);
}
