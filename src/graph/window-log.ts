import type { Allowance } from '../model/budgets.js';

/** One or more calls that count against a window until `freeAt`. */
export interface Entry {
  freeAt: number;
  readonly cost: number;
}

/** The service counts a call somewhere between sending and answer. How late after sending we believe it can be counted, as a share of the window. */
const lateness = 0.08;
/** Kept free beside that, against rounding of timers, as a share of the window. */
const margin = 0.01;

/**
 * Remembers calls so that no window of the service, fixed or sliding, ever sees more than its allowance. The whole
 * allowance may go at once; a place is free again one window after its call was answered (or, where the answer is slow,
 * after `lateness`), which keeps the rate within 1.1 of the allowance.
 */
export class WindowLog {
  readonly #calls: number;
  readonly #span: number;
  #entries: Entry[] = [];
  #used = 0;
  #soonest = Infinity;

  constructor(allowance: Allowance) {
    this.#calls = allowance.calls;
    this.#span = allowance.seconds * 1000;
  }

  /** More than the whole allowance at once counts as all of it. */
  #capped(cost: number): number {
    return Math.min(cost, this.#calls);
  }

  #forget(now: number): void {
    if (now < this.#soonest) return;
    this.#entries = this.#entries.filter((entry) => entry.freeAt > now);
    this.#used = this.#entries.reduce((sum, entry) => sum + entry.cost, 0);
    this.#soonest = this.#entries.reduce((least, entry) => Math.min(least, entry.freeAt), Infinity);
  }

  has(now: number, cost: number): boolean {
    this.#forget(now);
    return this.#used + this.#capped(cost) <= this.#calls;
  }

  /** Counts calls that are sent now. Ask `has` first. */
  take(now: number, cost: number): Entry {
    const entry: Entry = { freeAt: now + this.#span * (1 + lateness + margin), cost: this.#capped(cost) };
    this.#entries.push(entry);
    this.#used += entry.cost;
    this.#soonest = Math.min(this.#soonest, entry.freeAt);
    return entry;
  }

  answered(entry: Entry, now: number): void {
    entry.freeAt = Math.min(entry.freeAt, now + this.#span * (1 + margin));
    this.#soonest = Math.min(this.#soonest, entry.freeAt);
  }

  /** When so many calls will have room, if no further answer comes. */
  roomAt(now: number, cost: number): number {
    if (this.has(now, cost)) return now;
    let missing = this.#used + this.#capped(cost) - this.#calls;
    if (missing <= 1) return this.#soonest;
    for (const entry of [...this.#entries].sort((a, b) => a.freeAt - b.freeAt)) {
      missing -= entry.cost;
      if (missing <= 0) return entry.freeAt;
    }
    return Infinity;
  }
}
