import type { Finding } from '../../model/finding.js';
import type { Failure } from '../../model/failure.js';
import { codes, makeFinding, type Code } from '../../model/rules.js';

/** What the tenant is to the move: that decides what the sign-in needs. */
export type Role = 'source' | 'destination' | 'neither';

/**
 * - `missing`: something that is needed is not there
 * - `unknown`: the tenant did not let us look
 * - `wrong`: the sign-in fails or leads elsewhere
 * - `unreachable`: nobody answers
 */
export type CheckState = 'ok' | 'warning' | 'missing' | 'unknown' | 'wrong' | 'unreachable';

export type CheckArea = 'sign-in' | 'service' | 'permissions' | 'licenses' | 'limits' | 'connectors' | 'settings';

/** One thing that was looked at. Whatever is not ok has a finding. */
export interface Check {
  readonly area: CheckArea;
  readonly what: string;
  readonly state: CheckState;
  readonly says: string;
  readonly finding?: Finding;
}

export function fine(area: CheckArea, what: string, says: string): Check {
  return { area, what, state: 'ok', says };
}

/** A check that is not ok, with the finding that says so to scripts and reports. */
export function trouble(area: CheckArea, what: string, state: Exclude<CheckState, 'ok'>, says: string, code: Code, tenant: string, facts: Parameters<typeof makeFinding>[2] = {}): Check {
  return { area, what, state, says, finding: makeFinding(code, `${tenant}: ${what}: ${says}`, facts) };
}

/** The tenant refused the look, or did not answer it: that is "unknown" and nothing else. */
export function unknown(area: CheckArea, what: string, failure: Failure, tenant: string): Check {
  const scopes = failure.kind === 'forbidden' && failure.scopes !== undefined ? `needs ${failure.scopes.join(' or ')}` : failure.message;
  return trouble(area, what, 'unknown', `could not be read: ${scopes}`, codes.notChecked, tenant, { requestId: failure.requestId });
}
