import type { ManagedAppleDevice } from '../../model/apple/enrollment.js';
import { familyOf, majorOf, recordsOf, type DeviceFacts, type Family, type Surroundings } from './facts.js';

/** One device as the rules look at it. */
export interface Case {
  readonly facts: DeviceFacts;
  readonly around: Surroundings;
  readonly family: Family;
  /** An iPhone or iPad. */
  readonly mobile: boolean;
  /** The live record in the source. */
  readonly record?: ManagedAppleDevice<'source'>;
  readonly contested: boolean;
  readonly stale: readonly ManagedAppleDevice<'source'>[];
  /** The leading number of its system's version. */
  readonly major?: number;
}

export function caseOf(facts: DeviceFacts, around: Surroundings): Case {
  const family = familyOf(facts);
  const { current, stale, contested } = recordsOf(facts.source, around.now);
  const major = majorOf(current?.osVersion);
  return {
    facts, around, family, mobile: family === 'iPhone' || family === 'iPad', stale, contested,
    ...(current === undefined ? {} : { record: current }), ...(major === undefined ? {} : { major }),
  };
}
