/** A misfortune that is played once or more often on calls that match. */
export interface Fault {
  /** Tested against `GET /v1/orgDevices`. */
  readonly on: RegExp;
  times: number;
  /** Calls that match and are let through first. */
  skip?: number;
  readonly play:
    | { readonly as: 'status'; readonly status: number; readonly retryAfter?: string }
    /** A proxy's page in place of data. */
    | { readonly as: 'html'; readonly status: number }
    /** The connection closes before anything is done. */
    | { readonly as: 'drop' }
    /** Everything is done, then the connection closes without an answer: did it happen? */
    | { readonly as: 'drop after' }
    /** The answer comes this late. */
    | { readonly as: 'slow'; readonly milliseconds: number };
}

/** The fault that is due on this call, used up by one. */
export function takeFault(faults: readonly Fault[], call: string): Fault['play'] | undefined {
  for (const fault of faults) {
    if (fault.times <= 0 || !fault.on.test(call)) continue;
    if ((fault.skip ?? 0) > 0) {
      fault.skip = (fault.skip ?? 0) - 1;
      continue;
    }
    fault.times -= 1;
    return fault.play;
  }
  return undefined;
}
