import { codes } from '../../model/rules.js';
import { fine, trouble, type Check } from '../../engine/checks/check.js';

/** Login services accept five minutes; a tenth of that is already a sign of a clock nobody keeps. */
const drift = { warn: 30_000, wrong: 300_000 } as const;

export interface ServiceFacts {
  readonly endpoint: string;
  /** Milliseconds of one read. */
  readonly answeredIn: number;
  readonly clockAhead: number | undefined;
  readonly batching: 'unknown' | 'works' | 'missing';
}

/** How the service answers: how fast, at what time of its clock, whether in batches. */
export function serviceChecks(tenant: string, { endpoint, answeredIn, clockAhead, batching }: ServiceFacts): Check[] {
  const seconds = clockAhead === undefined ? '' : `${String(Math.abs(Math.round(clockAhead / 1000)))} s ${clockAhead > 0 ? 'behind' : 'ahead of'} the service`;
  const off = Math.abs(clockAhead ?? 0);
  return [
    fine('service', 'reachability', `${endpoint} answers in ${String(Math.round(answeredIn))} ms`),
    clockAhead === undefined || off < drift.warn
      ? fine('service', 'clock', clockAhead === undefined ? 'the service does not tell its time' : 'right')
      : trouble('service', 'clock', 'warning', `this machine is ${seconds}`, codes.clockWrong, tenant, off < drift.wrong ? { severity: 'low' } : {}),
    batching === 'missing' ? trouble('service', 'batches', 'warning', 'the server takes none: reads go one by one', codes.batchMissing, tenant) : fine('service', 'batches', batching === 'works' ? 'work' : 'not tried'),
  ];
}
