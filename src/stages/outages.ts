import type { Failure } from '../model/failure.js';
import type { Service } from '../model/ports.js';

/** Whether a call was surely not carried out, and was put off for as long as anybody waits. */
export function isPutOff({ kind }: Failure): boolean {
  return kind === 'throttled' || kind === 'unavailable';
}

/**
 * Since when each part of the service has carried out no write. A create is never sent twice below the port, because it
 * may have been carried out; here it is looked for and sent again, for as long as anything may be put off.
 */
export class Outages {
  private readonly since = new Map<Service, number>();
  private readonly servedAt = new Map<Service, number>();
  /** The first failure after which something was left for the next run. */
  gaveUp: Failure | undefined;

  /** @param maxWait milliseconds that anything may be put off */
  constructor(private readonly maxWait: number) {}

  begin(service: Service, now: number): void {
    if (!this.since.has(service)) this.since.set(service, now);
  }

  served(service: Service, now: number): void {
    this.since.delete(service);
    this.servedAt.set(service, now);
  }

  /** Whether others were served after this time: then it is this write that the service cannot manage. */
  servedSince(service: Service, time: number): boolean {
    return (this.servedAt.get(service) ?? -Infinity) > time;
  }

  /** Milliseconds that a write to this part may still be put off. */
  left(service: Service, now: number): number {
    return this.maxWait - (now - (this.since.get(service) ?? now));
  }
}
