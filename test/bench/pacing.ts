import { secondsFor, type Counts } from '../../src/model/budgets.js';
import type { Service } from '../../src/model/ports.js';
import { serviceOf } from '../../src/simulator/http/throttle.js';
import { prepareMove } from '../long/move.js';
import { stage } from '../long/staged.js';
import { fill } from './mix.js';

export interface PacingResult {
  readonly objects: number;
  readonly requests: number;
  readonly writes: number;
  /** Answers 429, and objects that did not arrive. */
  readonly throttled: number;
  readonly unrecovered: number;
  /** Seconds on the destination's clock: of the import, at the least at the published budgets for what was sent, and as `plan` printed them. */
  readonly seconds: number;
  readonly floorSeconds: number;
  readonly estimateSeconds: number;
  readonly overFloor: number;
  readonly overEstimate: number;
}

const round = (value: number): number => Math.round(value * 1000) / 1000;

/**
 * An import of objects with two assignments each into a tenant that keeps the published budgets, on a clock on which nobody
 * waits: twenty seconds of the service are twenty seconds of that clock.
 */
export async function measurePacing(objects: number): Promise<PacingResult> {
  const plain = { fillSource: (tenant: Parameters<typeof fill>[0]) => fill(tenant, objects), fillDestination: () => undefined };
  const from = await prepareMove(plain);
  const staged = await stage({ ...plain, from }, 'pacing', 0, { pacing: 'documented', throttling: {} });
  try {
    const { destination, clock, plan } = staged;
    const begun = clock.now();
    const result = await staged.import();
    const seconds = (clock.now() - begun) / 1000;
    const counts: Partial<Record<Service, { reads: number; writes: number }>> = {};
    for (const { method, path } of destination.log) {
      if (path.endsWith('$batch')) continue;
      const service = serviceOf(path);
      const count = counts[service] ?? { reads: 0, writes: 0 };
      count[method === 'GET' ? 'reads' : 'writes'] += 1;
      counts[service] = count;
    }
    const known: Counts = counts;
    const floorSeconds = secondsFor(known).seconds;
    const { requests, writes, throttled } = destination.counters;
    const unrecovered = result?.endings.filter((one) => one.state === 'failed' || one.state === 'skipped').length ?? objects;
    const estimateSeconds = plan.estimate.seconds;
    return { objects, requests, writes, throttled, unrecovered, seconds: round(seconds), floorSeconds, estimateSeconds, overFloor: round(seconds / floorSeconds), overEstimate: round(seconds / estimateSeconds) };
  } finally {
    await staged.stop();
    await from.remove();
  }
}
