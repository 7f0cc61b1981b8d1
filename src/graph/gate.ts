import type { Budget } from '../model/budgets.js';
import type { Pacing } from '../model/config.js';
import type { Clock, Service } from '../model/ports.js';
import { Category, type Turn } from './category.js';

export interface GateSettings {
  readonly clock: Clock;
  readonly inFlight: number;
  readonly pacing: Pacing;
  readonly budgetOf: (service: Service) => Budget;
  readonly signal?: AbortSignal;
}

/**
 * Every request passes here, and again for every retry. Two things are decided at once, so that a call that waits for its
 * budget takes no place in flight from a category that could go on: how many requests are in flight in all, and whose
 * budget has room. Among those that may go, the one that came first goes.
 */
export class Gate {
  readonly #settings: GateSettings;
  readonly #categories = new Map<Service, Category>();
  #inFlight = 0;
  #places = 0;
  #alarm: { readonly at: number; readonly off: AbortController } | undefined;

  constructor(settings: GateSettings) {
    this.#settings = settings;
    settings.signal?.addEventListener('abort', () => this.#stop(settings.signal?.reason), { once: true });
  }

  /** A place in the queue; one call keeps it over its retries. */
  place(): number {
    return (this.#places += 1);
  }

  category(service: Service): Category {
    let category = this.#categories.get(service);
    if (category === undefined) {
      category = new Category(this.#settings.budgetOf(service), this.#settings.pacing);
      this.#categories.set(service, category);
    }
    return category;
  }

  /** When any category last answered like one that works. */
  get servedAt(): number {
    return Math.max(-Infinity, ...[...this.#categories.values()].map((category) => category.servedAt));
  }

  /**
   * Waits until the call may be sent.
   * @throws the signal's reason when the run is stopped first.
   */
  enter(service: Service, write: boolean, cost: number, place = this.place()): Promise<Turn> {
    return new Promise((go, giveUp) => {
      if (this.#settings.signal?.aborted === true) throw this.#settings.signal.reason;
      const first = this.category(service).join({ place, write, cost, go, giveUp });
      if (first) this.#advance();
    });
  }

  /** Nothing but refusals for as long as anybody waits: whoever waits in the category hears of it, and newcomers for a while. */
  giveUp(service: Service): void {
    this.category(service).giveUp();
    this.#advance();
  }

  /** Lets go whoever may go, and sets the alarm for the next one. */
  #advance(): void {
    const { clock, inFlight } = this.#settings;
    const now = clock.now();
    for (const category of this.#categories.values()) {
      const because = category.givenUp(now);
      if (because !== undefined) for (const waiter of category.empty()) waiter.go({ as: 'given up', because });
    }
    while (this.#inFlight < inFlight && this.#letGo(now));
    const next = this.#inFlight < inFlight ? Math.min(Infinity, ...[...this.#categories.values()].map((category) => category.nextAt(now))) : Infinity;
    this.#wakeAt(next, now);
  }

  #letGo(now: number): boolean {
    let chosen: { readonly category: Category; readonly place: number } | undefined;
    for (const category of this.#categories.values()) {
      const place = category.ready(now)?.place;
      if (place !== undefined && (chosen === undefined || place < chosen.place)) chosen = { category, place };
    }
    const waiter = chosen?.category.ready(now);
    if (chosen === undefined || waiter === undefined) return false;
    const answered = chosen.category.start(waiter, now);
    this.#inFlight += 1;
    let open = true;
    waiter.go({
      as: 'go',
      over: () => {
        if (!open) return;
        open = false;
        this.#inFlight -= 1;
        answered(this.#settings.clock.now());
        this.#advance();
      },
    });
    return true;
  }

  #wakeAt(at: number, now: number): void {
    if (this.#alarm?.at === at) return;
    this.#alarm?.off.abort();
    this.#alarm = undefined;
    if (at === Infinity) return;
    const off = new AbortController();
    this.#alarm = { at, off };
    this.#settings.clock.sleep(Math.max(1, Math.ceil(at - now)), off.signal).then(
      () => {
        if (off.signal.aborted) return;
        this.#alarm = undefined;
        this.#advance();
      },
      // the alarm was moved or is no longer needed
      () => undefined,
    );
  }

  #stop(reason: unknown): void {
    this.#alarm?.off.abort();
    this.#alarm = undefined;
    for (const category of this.#categories.values()) for (const waiter of category.empty()) waiter.giveUp(reason);
  }
}
