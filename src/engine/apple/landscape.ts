import type { MdmServer } from '../../model/apple.js';
import type { AdePlatform, AdeToken, EnrollmentProfile } from '../../model/apple/enrollment.js';
import type { AppGap, TenantApp } from './apps.js';
import type { Seen } from './facts.js';

/** A location token for apps and books (apple.md 3.10). */
export interface ContentToken {
  readonly name: string;
  /** valid, expired, invalid, assignedToExternalMDM, duplicateLocationId */
  readonly state: string;
  readonly expires?: string;
}

/** The Apple push certificate of a tenant (apple.md 3.10). */
export interface PushCertificate {
  readonly expires: string;
  readonly topic?: string;
}

/** What the destination lets enroll, by platform (apple.md 3.9). */
export interface EnrollmentLimits {
  readonly blocked: readonly AdePlatform[];
  readonly personalBlocked: readonly AdePlatform[];
}

export type DefaultProfiles = Readonly<Partial<Record<AdePlatform, EnrollmentProfile<'destination'>>>>;

/** What must stand on both sides before devices move: looked at by `apple assess`, by the gates and by the manual steps. */
export interface Landscape {
  /** Milliseconds. */
  readonly now: number;
  readonly servers: { readonly source: MdmServer; readonly destination: MdmServer };
  readonly token: Seen<AdeToken<'destination'>>;
  readonly sourceToken: Seen<AdeToken<'source'>>;
  readonly push: { readonly source: Seen<PushCertificate>; readonly destination: Seen<PushCertificate> };
  readonly content: { readonly source: Seen<readonly ContentToken[]>; readonly destination: Seen<readonly ContentToken[]> };
  readonly profiles: Seen<DefaultProfiles>;
  readonly limits: Seen<EnrollmentLimits>;
  readonly apps: { readonly source: Seen<readonly TenantApp[]>; readonly destination: Seen<readonly TenantApp[]> };
  readonly appGaps: Seen<readonly AppGap[]>;
  /** Names of the destination's assigned policies that escrow FileVault keys. */
  readonly escrow: Seen<readonly string[]>;
  /** Names of source policies that forbid backups. */
  readonly backupBans: Seen<readonly string[]>;
}
