import type { Clock } from '../../src/model/ports.js';

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/**
 * A clock on which nobody really waits: once the sleeping is all that is left to do, it jumps to the next one who wants to
 * wake. `patience` is the real time it leaves to requests that are still on their way, in milliseconds; 0 looks at promises only.
 */
export class VirtualClock implements Clock {
  #now: number;
  #sleepers: Sleeper[] = [];
  #jumping = false;
  /** Every wait that was asked for, in milliseconds. */
  readonly waits: number[] = [];

  constructor(
    private readonly patience = 4,
    start = Date.UTC(2026, 0, 1),
  ) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    this.waits.push(milliseconds);
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) throw signal.reason;
      const sleeper: Sleeper = { at: this.#now + milliseconds, wake: resolve };
      this.#sleepers.push(sleeper);
      signal?.addEventListener('abort', () => {
        this.#sleepers = this.#sleepers.filter((each) => each !== sleeper);
        reject(signal.reason instanceof Error ? signal.reason : new Error('stopped'));
      }, { once: true });
      this.#jumpSoon();
    });
  }

  #jumpSoon(): void {
    if (this.#jumping) return;
    this.#jumping = true;
    const jump = (): void => {
      this.#jumping = false;
      const next = Math.min(...this.#sleepers.map(({ at }) => at));
      if (next === Infinity) return;
      this.#now = Math.max(this.#now, next);
      const awake = this.#sleepers.filter(({ at }) => at <= this.#now);
      this.#sleepers = this.#sleepers.filter(({ at }) => at > this.#now);
      for (const { wake } of awake) wake();
      if (this.#sleepers.length > 0) this.#jumpSoon();
    };
    if (this.patience > 0) setTimeout(jump, this.patience);
    else setImmediate(jump);
  }
}
