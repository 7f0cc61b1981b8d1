import type { CheckLine } from '../../model/gap-report.js';
import type { LimitCount } from '../plan-wide-findings.js';
import type { Check, CheckArea, CheckState } from './check.js';

const areas: Readonly<Record<CheckArea, CheckLine['area']>> = { 'sign-in': 'permission', service: 'setting', permissions: 'permission', licenses: 'license', limits: 'limit', connectors: 'connector', settings: 'setting' };
const states: Readonly<Record<CheckState, CheckLine['state']>> = { ok: 'pass', warning: 'fail', missing: 'fail', wrong: 'fail', unreachable: 'fail', unknown: 'unknown' };

/** Checks of one tenant as the report shows them. */
export function checkLines(tenant: string, checks: readonly Check[]): CheckLine[] {
  return checks.map(({ area, what, state, says }) => ({ area: areas[area], what: `${tenant}: ${what}`, state: states[state], detail: says }));
}

/** What counts against each limit of the destination, where something is to come. */
export function limitLines(tenant: string, counts: readonly LimitCount[]): CheckLine[] {
  return counts
    .filter((one) => one.coming > 0)
    .map(({ what, most, coming, there }) => ({ area: 'limit', what: `${tenant}: ${what}`, state: there + coming > most ? 'fail' : 'pass', detail: `${String(there)} there, ${String(coming)} to come, ${String(most)} at most` }));
}
