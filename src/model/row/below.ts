import type { Path, When } from './when.js';

/**
 * Objects that live below one of another kind: `deviceManagement/depOnboardingSettings/{token}/enrollmentProfiles/{token}_{own}`.
 * The row's collection is named without the id of the object around. It is listed once for each of those, and the id of an
 * object begins with that of the one around it and an underscore (graph-intune.md 1).
 */
export interface Below {
  /** The kind of the object around. */
  readonly kind: string;
  /** Its collection, and the query of its list. */
  readonly parents: string;
  readonly list: string;
  /** The member under which the bundle keeps its id. It is no member of the service, and never sent. */
  readonly as: string;
  /** The service shows objects of this collection among them a second time: those whose own id is one of it. They move there. */
  readonly alsoShows?: string;
}

/** Two of one name and type are the same only where they stand under the same object of another kind; where its id is. */
export interface Under {
  readonly at: Path;
  readonly kind: string;
}

/** A member that counts only in objects that fit; in others the service sets it, and it is dropped. */
export interface Only {
  readonly at: Path;
  readonly when: readonly When[];
}
