import { subscribe } from 'node:diagnostics_channel';
import type { Clock } from '../../src/model/ports.js';

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** Requests of our client that have not been answered yet, as undici tells them. */
const onTheirWay = new Set<unknown>();

function requestIn(message: unknown): unknown {
  return typeof message === 'object' && message !== null && 'request' in message ? message.request : undefined;
}

subscribe('undici:request:create', (message) => onTheirWay.add(requestIn(message)));
subscribe('undici:request:trailers', (message) => onTheirWay.delete(requestIn(message)));
subscribe('undici:request:error', (message) => onTheirWay.delete(requestIn(message)));

/**
 * A clock on which nobody really waits: once sleeping is all that is left to do, it jumps to the next one who wants to
 * wake. It stands still while requests are on their way. `patience` is the real time it leaves to what happens between
 * two requests, in milliseconds; 0 looks at promises only.
 */
export class VirtualClock implements Clock {
  #now: number;
  #sleepers: Sleeper[] = [];
  #jumping = false;
  /** Every wait that was asked for, in milliseconds. */
  readonly waits: number[] = [];

  constructor(
    private readonly patience = 3,
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
      if (this.patience > 0 && onTheirWay.size > 0) {
        setTimeout(jump, this.patience);
        return;
      }
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
