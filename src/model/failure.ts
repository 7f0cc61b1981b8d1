import type { Side } from './ids.js';

/**
 * What can go wrong with one call to a tenant, as a value. Only graph/failures.ts makes these from HTTP.
 *
 * - `throttled`: the service (or our own budget of waiting) said later, and later never came.
 * - `signed out`: no token, an expired one, or one for another tenant.
 * - `forbidden`: the scope or the Intune role is missing; `scopes` says which the row asked for.
 * - `missing`: no such object, or an object it points at.
 * - `clash`: a name or key that must be unique is taken, or the object is in use.
 * - `refused`: the service read the request and said no for good.
 * - `approval required`: multi admin approval holds the write back.
 * - `not available`: the tenant lacks the licence or the feature, or this cloud lacks the API.
 * - `unavailable`: the service is down, or the network is; nothing was done.
 * - `lost answer`: a write that timed out, met 5xx or a closed connection. It may have happened: look before doing anything else.
 * - `untrusted`: an answer that pointed outside the tenant's host, or was no JSON where JSON was due.
 */
export type FailureKind =
  | 'throttled'
  | 'signed out'
  | 'forbidden'
  | 'missing'
  | 'clash'
  | 'refused'
  | 'approval required'
  | 'not available'
  | 'unavailable'
  | 'lost answer'
  | 'untrusted';

export interface Failure {
  readonly kind: FailureKind;
  readonly side: Side;
  /** One sentence a person can read: what was asked and what was answered. */
  readonly message: string;
  /** HTTP status; absent where no answer came. */
  readonly status?: number;
  /** Graph's `error.code`. */
  readonly code?: string;
  readonly requestId?: string;
  /** Intune's activity id: the key its support asks for (graph-intune.md 3.1). */
  readonly activityId?: string;
  /** Any one of these would have been enough. */
  readonly scopes?: readonly string[];
  /** Method and path of the call, without query values. */
  readonly call?: string;
  /** Where multi admin approval keeps the request (graph-intune.md 6). */
  readonly approvalCode?: string;
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function failed(failure: Failure): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure };
}

/** An end that a person must hear about: what, where, what to try next. The command line turns it into an exit code. */
export class Stop extends Error {
  override readonly name = 'Stop';
  constructor(
    /** 1 could not go on · 2 wrong usage or unreadable input · 3 a decision is needed (DESIGN: exit codes) */
    readonly exitCode: 1 | 2 | 3,
    message: string,
    readonly remedy: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}
