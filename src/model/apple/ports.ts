import type { Activity, ActivationLock, ActivityId, ActivityLog, ActivityOrder, MdmServer, OrgDevice, Serial, ServerId } from '../apple.js';
import type { FailureKind } from '../failure.js';

/** What can go wrong with one call to Apple. The kinds mean what they mean for a tenant (model/failure.ts). */
export interface AppleFailure {
  readonly kind: FailureKind;
  /** One sentence: what was asked, what was answered, and what to try where that is known. Never a secret. */
  readonly message: string;
  readonly status?: number;
  /** Apple's dotted code, `ENTITY_ERROR.RELATIONSHIP.INVALID`. */
  readonly code?: string;
  /** Where in the request the fault lies: a JSON pointer, or the name of a query parameter. */
  readonly at?: string;
  readonly requestId?: string;
  /** Method and path, without query. */
  readonly call?: string;
}

export type AppleResult<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: AppleFailure };

export function appleOk<T>(value: T): AppleResult<T> {
  return { ok: true, value };
}

export function appleFailed(failure: AppleFailure): { readonly ok: false; readonly failure: AppleFailure } {
  return { ok: false, failure };
}

/** How many calls were sent, what pacing allows and how long it made them wait. */
export interface Spending {
  readonly reads: number;
  readonly writes: number;
  readonly readsPerMinute: number;
  readonly writesPerHour: number;
  readonly waitedSeconds: number;
  /** Answers with 429 that came in spite of the pacing. */
  readonly throttled: number;
}

/** Reads one Apple organization. */
export interface AppleReader {
  readonly type: 'business' | 'school';
  servers(): Promise<AppleResult<readonly MdmServer[]>>;
  /** Every device, up to 1,000 a page; the last item is a failure where the end was not reached. */
  devices(): AsyncIterable<AppleResult<readonly OrgDevice[]>>;
  /** One device with all that only a single read holds; the failure `missing` for a serial the organization does not have. */
  device(serial: Serial): Promise<AppleResult<OrgDevice>>;
  /** The serials that a server holds, up to 1,000 a page. */
  serialsOn(server: ServerId): AsyncIterable<AppleResult<readonly Serial[]>>;
  /** Undefined where the device is on no server. */
  assignedServer(serial: Serial): Promise<AppleResult<ServerId | undefined>>;
  activity(id: ActivityId): Promise<AppleResult<Activity>>;
  /** The log of a completed activity; the failure `missing` where it has none or its address has expired. */
  activityLog(activity: Activity): Promise<AppleResult<ActivityLog>>;
  activationLock(serial: Serial): Promise<AppleResult<ActivationLock>>;
  spending(): Spending;
}

/** Reads and writes one Apple organization. */
export interface AppleWriter extends AppleReader {
  /**
   * Submits one activity, once. After a timeout, a closed connection or a 5xx it comes back as `lost answer` and is not
   * sent again: whoever asked reads the state back (apple.md 2.4).
   */
  submit(order: ActivityOrder): Promise<AppleResult<Activity>>;
}
