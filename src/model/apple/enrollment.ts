import type { Serial } from '../apple.js';
import type { Id, Side } from '../ids.js';

/** Intune's side of an Apple device: what Graph says in one tenant (apple.md 3). */

/** The ADE token of a tenant: its link with one device management service at Apple (apple.md 3.2). */
export interface AdeToken<S extends Side = Side> {
  readonly id: Id<S>;
  readonly name: string;
  readonly type: string;
  readonly appleIdentifier?: string;
  readonly expires?: string;
  readonly syncAsked?: string;
  readonly synced?: string;
  /** 0 is fine, 3 means terms to accept at Apple; other numbers are not documented. */
  readonly syncError: number;
  readonly deviceCount?: number;
}

export type AdePlatform = 'ios' | 'macOS' | 'tvOS' | 'visionOS';

/** An enrollment profile of a token, also where it mirrors a settings-catalog enrollment policy (apple.md 3.5). */
export interface EnrollmentProfile<S extends Side = Side> {
  readonly id: Id<S>;
  readonly name: string;
  readonly platform: AdePlatform | 'unknown';
  /** Whether the device waits until it is configured; undefined where neither the profile nor its policy says so. */
  readonly awaits?: boolean;
  readonly sharedIpad: boolean;
  /** Whether Setup Assistant leaves out the Restore pane. */
  readonly restoreBlocked?: boolean;
  readonly kind: 'profile' | 'policy';
}

/** A serial that a token has brought into a tenant (apple.md 3.4). */
export interface SyncedSerial<S extends Side = Side> {
  readonly serial: Serial;
  readonly platform?: string;
  readonly profileId?: Id<S>;
  /** No longer assigned to this token at Apple. */
  readonly deleted: boolean;
  readonly enrollmentState?: string;
}

/** A device record of a tenant (apple.md 3.8). */
export interface ManagedAppleDevice<S extends Side = Side> {
  readonly id: Id<S>;
  readonly serial: Serial;
  readonly name?: string;
  /** Its device id in Entra. */
  readonly entraId?: string;
  /** iOS, iPadOS, macOS, tvOS, visionOS */
  readonly os: string;
  readonly osVersion?: string;
  readonly model?: string;
  readonly imei?: string;
  readonly owner?: string;
  /** appleBulkWithUser, userEnrollment … */
  readonly enrollmentType?: string;
  readonly profileName?: string;
  readonly supervised?: boolean;
  readonly encrypted?: boolean;
  readonly bootstrapTokenEscrowed?: boolean;
  readonly compliance?: string;
  readonly user?: string;
  /** Distinct accounts that are signed in. */
  readonly usersLoggedOn: number;
  readonly managementState?: string;
  readonly lostMode?: boolean;
  readonly lastSync?: string;
  readonly enrolled?: string;
  readonly certificateExpires?: string;
}

/** A corporate identifier of a tenant (apple.md 3.7). */
export type IdentityType = 'serialNumber' | 'imei' | 'manufacturerModelSerial';

export interface ImportedIdentity {
  readonly id: string;
  readonly type: IdentityType | 'unknown';
  readonly identifier: string;
  readonly platform?: string;
  readonly description?: string;
  readonly enrollmentState?: string;
}
