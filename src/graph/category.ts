import { type Budget, shareOf } from '../model/budgets.js';
import type { Pacing } from '../model/config.js';
import { type Entry, WindowLog } from './window-log.js';

/** A call that waits for its turn. */
export interface Waiter {
  readonly place: number;
  readonly write: boolean;
  readonly cost: number;
  readonly go: (turn: Turn) => void;
  readonly giveUp: (reason: unknown) => void;
}

/** Leave to send now; call `over` once when the answer is there. Or the news that there is no point in sending. */
export type Turn = { readonly as: 'go'; over(): void } | { readonly as: 'given up'; readonly because: 'throttled' | 'unavailable' };

/** How long after a refusal a category that is given up is not asked again, in milliseconds. */
const probeAfter = 30_000;

/** One service category: its queue, its counters, its pauses. Categories know nothing of each other. */
export class Category {
  readonly #any: WindowLog | undefined;
  readonly #writes: WindowLog | undefined;
  readonly #queues: { readonly read: Waiter[]; readonly write: Waiter[] } = { read: [], write: [] };
  #pausedUntil = 0;
  /** Set from the first refusal until the next answer. */
  #trouble: { readonly since: number; last: number; because: 'throttled' | 'unavailable'; hopeless: boolean } | undefined;
  #servedAt = -Infinity;

  constructor(budget: Budget, pacing: Pacing) {
    if (pacing === 'off') return;
    const share = pacing === 'documented' ? 1 : pacing;
    this.#any = new WindowLog(shareOf(budget.any, share));
    this.#writes = new WindowLog(shareOf(budget.writes, share));
  }

  /** Takes a place in the queue; whether the caller became the first of its queue. */
  join(waiter: Waiter): boolean {
    const queue = this.#queues[waiter.write ? 'write' : 'read'];
    let at = queue.length;
    while (at > 0 && (queue[at - 1]?.place ?? 0) > waiter.place) at -= 1;
    queue.splice(at, 0, waiter);
    return at === 0;
  }

  /** The first waiter that may go now. */
  ready(now: number): Waiter | undefined {
    if (now < this.#pausedUntil) return undefined;
    return this.#heads()
      .filter((waiter) => this.#roomAt(now, waiter) <= now)
      .sort((a, b) => a.place - b.place)[0];
  }

  /** When the first waiter may go; Infinity where nobody waits. */
  nextAt(now: number): number {
    return Math.max(this.#pausedUntil, Math.min(Infinity, ...this.#heads().map((waiter) => this.#roomAt(now, waiter))));
  }

  #heads(): Waiter[] {
    return [this.#queues.write[0], this.#queues.read[0]].filter((waiter) => waiter !== undefined);
  }

  #roomAt(now: number, { cost, write }: Waiter): number {
    return Math.max(this.#any?.roomAt(now, cost) ?? now, write ? (this.#writes?.roomAt(now, 1) ?? now) : now);
  }

  /** Takes the waiter out of the queue and counts its call. Gives the function to call at its answer. */
  start(waiter: Waiter, now: number): (now: number) => void {
    this.#queues[waiter.write ? 'write' : 'read'].shift();
    const taken: [WindowLog, Entry][] = [];
    if (this.#any !== undefined) taken.push([this.#any, this.#any.take(now, waiter.cost)]);
    if (this.#writes !== undefined && waiter.write) taken.push([this.#writes, this.#writes.take(now, 1)]);
    return (answered) => {
      for (const [log, entry] of taken) log.answered(entry, answered);
    };
  }

  /** Nobody goes before this time. */
  pause(until: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, until);
  }

  /** The service answered like one that works. */
  served(now: number): void {
    this.#trouble = undefined;
    this.#servedAt = now;
  }

  /** The service, or the network, said no for now. Since when it has said nothing else. */
  refused(now: number, because: 'throttled' | 'unavailable'): number {
    if (this.#trouble === undefined) this.#trouble = { since: now, last: now, because, hopeless: false };
    this.#trouble.last = now;
    this.#trouble.because = because;
    return this.#trouble.since;
  }

  /** When it last answered like one that works. */
  get servedAt(): number {
    return this.#servedAt;
  }

  /** Somebody has waited for as long as anybody waits. */
  giveUp(): void {
    if (this.#trouble !== undefined) this.#trouble.hopeless = true;
  }

  /** Why there is no point in asking: nothing but refusals for as long as anybody waits, the last one just now. */
  givenUp(now: number): 'throttled' | 'unavailable' | undefined {
    const trouble = this.#trouble;
    return trouble?.hopeless === true && now - trouble.last < probeAfter ? trouble.because : undefined;
  }

  /** Takes everybody out of the queues. */
  empty(): Waiter[] {
    return [...this.#queues.write.splice(0), ...this.#queues.read.splice(0)];
  }
}
