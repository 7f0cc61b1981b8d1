import type { Clock } from '../model/ports.js';
import type { Spending } from '../model/apple/ports.js';
import type { PrivateFiles } from './private-files.js';

export type CallClass = 'read' | 'write';

/** Keeps the calls of one organization within its budget (apple.md 2.4: about 20 reads a minute and 10 writes an hour, measured). */
export interface Pace {
  /** Resolves when one more call of this class may be sent; first come, first served. */
  take(of: CallClass): Promise<void>;
  /** The service asked to wait: nothing of this class goes out before then. */
  hold(of: CallClass, until: number): void;
  spending(): Spending;
}

export interface PaceLimits {
  /** 0 lifts the limit. */
  readonly readsPerMinute: number;
  readonly writesPerHour: number;
}

export const paceDefaults: PaceLimits = { readsPerMinute: 18, writesPerHour: 9 };

interface Lane {
  readonly limit: number;
  readonly window: number;
  times: number[];
  notBefore: number;
  turn: Promise<void>;
}

/**
 * A pace over sliding windows: in no minute more reads, in no hour more writes than allowed. The times of calls are kept in
 * a private file, so that a second run within the hour counts what the first one sent.
 */
export function makePace(limits: PaceLimits, clock: Clock, files: PrivateFiles, name: string): Pace {
  const lane = (limit: number, window: number): Lane => ({ limit, window, times: [], notBefore: 0, turn: Promise.resolve() });
  const lanes = { read: lane(limits.readsPerMinute, 60_000), write: lane(limits.writesPerHour, 3_600_000) };
  const counts = { read: 0, write: 0, throttled: 0, waited: 0 };
  let loaded: Promise<void> | undefined;

  async function load(): Promise<void> {
    const kept = await files.read(name);
    for (const of of ['read', 'write'] as const) {
      const times = kept?.[of];
      const now = clock.now();
      if (Array.isArray(times)) lanes[of].times.push(...times.filter((time) => typeof time === 'number').filter((time) => time <= now));
    }
  }

  async function pass(of: CallClass): Promise<void> {
    await (loaded ??= load());
    const lane = lanes[of];
    const start = clock.now();
    for (;;) {
      const now = clock.now();
      lane.times = lane.times.filter((time) => time > now - lane.window);
      const oldest = lane.limit > 0 ? lane.times.at(-lane.limit) : undefined;
      const ready = Math.max(lane.notBefore, oldest === undefined ? 0 : oldest + lane.window);
      if (ready <= now) break;
      await clock.sleep(ready - now);
    }
    counts.waited += clock.now() - start;
    counts[of] += 1;
    lane.times.push(clock.now());
    await files.write(name, { read: lanes.read.times, write: lanes.write.times });
  }

  return {
    take(of) {
      const turn = lanes[of].turn.then(() => pass(of));
      lanes[of].turn = turn.catch(() => undefined);
      return turn;
    },
    hold(of, until) {
      lanes[of].notBefore = Math.max(lanes[of].notBefore, until);
      counts.throttled += 1;
    },
    spending: () => ({
      reads: counts.read, writes: counts.write, throttled: counts.throttled, waitedSeconds: Math.round(counts.waited / 1000), ...limits,
    }),
  };
}
