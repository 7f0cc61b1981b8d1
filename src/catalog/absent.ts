import type { Area } from '../model/policy-type.js';

/** A kind of object that Intune or Entra has and no row carries. */
export interface AbsentKind {
  readonly title: string;
  readonly area: Area;
  /** Below the API version. */
  readonly collection: string;
  /** Why it does not move, and what to do in place of it. */
  readonly because: string;
}

/**
 * What stays out of a move and is therefore said aloud (intune-objects.md 1A, 5.1, graph-intune.md 7.21). A kind that gets a
 * row leaves this list; a test holds that.
 */
export const absent: readonly AbsentKind[] = [
  {
    title: 'Android work profile enrollment profiles of the old kind',
    area: 'enrollment',
    collection: 'deviceManagement/androidForWorkEnrollmentProfiles',
    because: 'Nobody makes them any more: users enroll with Company Portal once managed Google Play is bound',
  },
];
