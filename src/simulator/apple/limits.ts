import type { Organization } from './organization.js';

interface Bucket {
  level: number;
  at: number;
}

/** Two token buckets, as the measured limits suggest (apple.md 2.4). */
export function makeLimits(organization: Organization): { seconds(method: string): number } {
  const buckets = new Map<string, Bucket>();
  return {
    /** Seconds until a call of this method would be let in; 0 lets it in and counts it. */
    seconds(method) {
      const read = method === 'GET';
      const limit = read ? organization.switches.readsPerMinute : organization.switches.writesPerHour;
      if (limit <= 0) return 0;
      const now = organization.clock.now();
      const perSecond = limit / (read ? 60 : 3600);
      const bucket = buckets.get(method) ?? { level: limit, at: now };
      buckets.set(method, bucket);
      bucket.level = Math.min(limit, bucket.level + ((now - bucket.at) / 1000) * perSecond);
      bucket.at = now;
      if (bucket.level < 1) return Math.ceil((1 - bucket.level) / perSecond);
      bucket.level -= 1;
      return 0;
    },
  };
}
