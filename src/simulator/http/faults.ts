import type { Chance } from '../tenant/chance.js';

/** What goes wrong with a request. */
export type Deed =
  /** It is carried out, then the connection closes without an answer. */
  | { readonly deed: 'drop answer' }
  /** The connection closes before anything is done. */
  | { readonly deed: 'close before' }
  /** 429; `retryAfter` is the header as it stands, absent for none. */
  | { readonly deed: 'throttle'; readonly retryAfter?: string }
  /** Any error status; `executed` where the write happened all the same. */
  | { readonly deed: 'status'; readonly status: number; readonly executed?: boolean; readonly code?: string; readonly message?: string; readonly retryAfter?: string }
  /** It is carried out; the connection is reset in the middle of the answer. */
  | { readonly deed: 'reset mid-body' }
  /** It is carried out; the answer ends early although the connection closes in good order. */
  | { readonly deed: 'truncate' }
  /** An HTML page of some proxy. */
  | { readonly deed: 'html'; readonly status: number }
  /** It is carried out; the answer is 200 with a JSON type and no byte. */
  | { readonly deed: 'empty 200' }
  /** A list as it was so many seconds ago: younger objects are not in it. */
  | { readonly deed: 'stale'; readonly seconds: number }
  /** Members nobody asked for: annotations, nulls, a new property. */
  | { readonly deed: 'noise' }
  /** The link to the next page leads to another host. */
  | { readonly deed: 'foreign link'; readonly origin: string }
  | { readonly deed: 'forbidden' }
  | { readonly deed: 'not licensed' }
  | { readonly deed: 'no segment' }
  /** It takes so long. */
  | { readonly deed: 'delay'; readonly milliseconds: number };

/** A script of one thing that goes wrong: which requests, how often, what. */
export interface Fault {
  readonly what: Deed;
  readonly method?: string | readonly string[];
  /** Part of the path below the version, or a pattern on it. */
  readonly path?: string | RegExp;
  /** Only the n-th matching request (counted from 1), or several of them. */
  readonly nth?: number | readonly number[];
  /** A share of the matching requests, drawn from the tenant's seed. */
  readonly share?: number;
  /** At most so many times. */
  readonly times?: number;
}

/** Counts matching requests and says which fault, if any, befalls one. Scripts are asked in order; the first that strikes counts. */
export class FaultScript {
  private faults: { fault: Fault; seen: number; struck: number }[] = [];
  constructor(private readonly chance: Chance) {}

  add(...faults: readonly Fault[]): void {
    this.faults.push(...faults.map((fault) => ({ fault, seen: 0, struck: 0 })));
  }

  reset(): void {
    this.faults = [];
  }

  /** How often any of them struck. */
  get struck(): number {
    return this.faults.reduce((sum, entry) => sum + entry.struck, 0);
  }

  strike(method: string, path: string): Deed | undefined {
    let struck: Deed | undefined;
    for (const entry of this.faults) {
      const { fault } = entry;
      if (!matches(fault, method, path)) continue;
      entry.seen += 1;
      if (struck !== undefined || (fault.times !== undefined && entry.struck >= fault.times)) continue;
      const due = fault.nth === undefined || (typeof fault.nth === 'number' ? fault.nth === entry.seen : fault.nth.includes(entry.seen));
      if (!due || (fault.share !== undefined && this.chance.number('fault') >= fault.share)) continue;
      entry.struck += 1;
      struck = fault.what;
    }
    return struck;
  }
}

function matches(fault: Fault, method: string, path: string): boolean {
  if (fault.method !== undefined && !(typeof fault.method === 'string' ? [fault.method] : fault.method).includes(method)) return false;
  if (fault.path === undefined) return true;
  return typeof fault.path === 'string' ? path.toLowerCase().includes(fault.path.toLowerCase()) : fault.path.test(path);
}
