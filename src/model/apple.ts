import { canBeId } from './ids.js';
import type { JsonObject } from './json.js';

/** The words of Apple Business / Apple School Manager, as its API gives them (apple.md 2). Times are ISO 8601 in UTC. */

declare const serial: unique symbol;
declare const server: unique symbol;
declare const activity: unique symbol;

/** A serial number, trimmed and in upper case: the only key that both tenants and Apple share (apple.md 5.31). */
export type Serial = string & { readonly [serial]: true };
/** Apple's id of a device management service: opaque, 32 hex digits or a UUID. */
export type ServerId = string & { readonly [server]: true };
export type ActivityId = string & { readonly [activity]: true };

/** A closed set of words as far as they are documented today; whatever else the service says is kept as it is. */
export type Open<T extends string> = T | (string & Record<never, never>);

function isSerial(text: string): text is Serial {
  return /^[^\s\p{Cc}\p{Cs}a-z,;"'/\\]{2,64}$/u.test(text) && /[\p{L}\p{N}]/u.test(text);
}

/** Reads a serial number as people and scanners write it: trimmed, upper case; undefined for what cannot be one. */
export function serialOf(text: string): Serial | undefined {
  const trimmed = text.trim().toUpperCase();
  return isSerial(trimmed) ? trimmed : undefined;
}

function isServerId(text: string): text is ServerId {
  return canBeId(text);
}

/** Brands the id of a device management service; undefined for an empty one, which Apple gives for "none" (apple.md 2.5), and for what cannot be one. */
export function serverIdOf(text: string): ServerId | undefined {
  return isServerId(text) ? text : undefined;
}

function isActivityId(text: string): text is ActivityId {
  return canBeId(text);
}

export function activityIdOf(text: string): ActivityId | undefined {
  return isActivityId(text) ? text : undefined;
}

export type ProductFamily = Open<'iPhone' | 'iPad' | 'Mac' | 'AppleTV' | 'Watch' | 'Vision'>;
export type MigrationStatus = Open<'REQUESTED' | 'STARTED' | 'SUCCESS' | 'FAILED'>;

/** One device of the organization (apple.md 2.5). */
export interface OrgDevice {
  readonly serial: Serial;
  readonly status: Open<'ASSIGNED' | 'UNASSIGNED'>;
  readonly family?: ProductFamily;
  /** `iPhone17,1` */
  readonly productType?: string;
  readonly model?: string;
  /** MANUALLY_ADDED came in by Apple Configurator and is provisional for 30 days. */
  readonly purchaseSource?: Open<'APPLE' | 'RESELLER' | 'MANUALLY_ADDED'>;
  readonly added?: string;
  /** Only on a single read. */
  readonly released?: string;
  readonly imei: readonly string[];
  /** Apple's own verdict; absent where the answer did not hold the member at all. */
  readonly migrationCapable?: boolean;
  readonly migrationStatus?: MigrationStatus;
  readonly migrationDeadline?: string;
  /** The attributes as they came, unknown members too. */
  readonly attributes: JsonObject;
}

/** A device management service of the organization (apple.md 2.6). */
export interface MdmServer {
  readonly id: ServerId;
  readonly name: string;
  /** APPLE_CONFIGURATOR is the pseudo-server of devices added by hand, APPLE_MDM Apple's built-in service. */
  readonly type: Open<'MDM' | 'APPLE_CONFIGURATOR' | 'APPLE_MDM'>;
  readonly status: Open<'ACTIVE' | 'INACTIVE' | 'DELETED'>;
  readonly deviceCount?: number;
  readonly families: readonly string[];
  readonly lastConnected?: string;
  readonly attributes: JsonObject;
}

/** What the tool can ask Apple to do; releasing a device is not among it, because nobody can take that back (apple.md 2.7). */
export type ActivityOrder =
  | { readonly type: 'ASSIGN_DEVICES'; readonly server: ServerId; readonly serials: readonly Serial[] }
  | { readonly type: 'UNASSIGN_DEVICES'; readonly server: ServerId; readonly serials: readonly Serial[] }
  | { readonly type: 'ASSIGN_DEVICES_WITH_MDM_MIGRATION_DEADLINE'; readonly server: ServerId; readonly serials: readonly Serial[]; readonly deadline: string }
  | { readonly type: 'UPDATE_MDM_MIGRATION_DEADLINE'; readonly serials: readonly Serial[]; readonly deadline: string }
  | { readonly type: 'CANCEL_MDM_MIGRATION'; readonly serials: readonly Serial[] };

export type ActivityType = ActivityOrder['type'];

export interface Activity {
  readonly id: ActivityId;
  readonly status: Open<'IN_PROGRESS' | 'COMPLETED' | 'STOPPED' | 'FAILED'>;
  readonly subStatus?: string;
  readonly created?: string;
  readonly completed?: string;
  /** Pre-signed: whoever has it reads the log. Never shown whole. */
  readonly logUrl?: string;
  readonly attributes: JsonObject;
}

/** One device's line of an activity's log. */
export interface LogRow {
  readonly serial: Serial;
  readonly succeeded: boolean;
  /** SUCCESS, FAILED, ISSUE … as the service says it. */
  readonly status: string;
  /** The reason word: NOT_ELIGIBLE … */
  readonly reason?: string;
}

export interface ActivityLog {
  readonly rows: readonly LogRow[];
  /** `KEY,value` lines above the table. */
  readonly preamble: Readonly<Record<string, string>>;
  /** The file as it came: evidence. */
  readonly text: string;
}

export interface ActivationLock {
  readonly serial: Serial;
  readonly locked: boolean;
  /** MDM: by the organization; USER: by a personal Apple Account. */
  readonly type: Open<'MDM' | 'USER' | 'NONE'>;
}
