/** The farthest a migration deadline may lie ahead (apple.md 2.8). */
export const farthestDeadline = 90 * 24 * 3_600_000;

export type DeadlineReading = { readonly ok: true; readonly deadline: string } | { readonly ok: false; readonly problem: string; readonly remedy: string };

const iso = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;

/** Reads a deadline: ISO 8601 with its time zone, in the future, and not more than 90 days ahead. In UTC with milliseconds, as Apple writes it. */
export function readDeadline(text: string, now: number): DeadlineReading {
  const time = Date.parse(text);
  if (!iso.test(text) || Number.isNaN(time)) {
    return { ok: false, problem: `"${text}" is no deadline`, remedy: 'write date, time and time zone, as in 2026-10-15T09:00:00+02:00 or 2026-10-15T07:00:00Z' };
  }
  const latest = new Date(now + farthestDeadline).toISOString();
  if (time <= now) return { ok: false, problem: `the deadline ${text} lies in the past`, remedy: `choose a time between now and ${latest}` };
  if (time > now + farthestDeadline) return { ok: false, problem: `the deadline ${text} is more than 90 days ahead, which Apple refuses`, remedy: `choose a time until ${latest}` };
  return { ok: true, deadline: new Date(time).toISOString() };
}
