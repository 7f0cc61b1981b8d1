import { randomUUID } from 'node:crypto';
import { serialOf, serverIdOf, type ActivityType, type Serial, type ServerId } from '../../model/apple.js';
import { isObject, objectAt, objectsAt, textAt, type JsonObject } from '../../model/json.js';
import { refuse, type Answer } from './answers.js';
import { incapable } from './capability.js';
import { assign, type Organization, type SimulatedDevice } from './organization.js';

export interface Activity {
  readonly id: string;
  readonly type: ActivityType;
  readonly server?: ServerId;
  readonly deadline?: number;
  readonly serials: readonly Serial[];
  readonly created: number;
  readonly ends: number;
  /** Filled in when it ends. */
  rows?: readonly { readonly serial: Serial; readonly status: 'SUCCESS' | 'FAILED'; readonly reason: string; readonly at: number }[];
  /** Part of the log's address. */
  readonly secret: string;
}

const types: Readonly<Record<ActivityType, { readonly server: boolean; readonly deadline: boolean; readonly migration: boolean }>> = {
  ASSIGN_DEVICES: { server: true, deadline: false, migration: false },
  UNASSIGN_DEVICES: { server: false, deadline: false, migration: false },
  ASSIGN_DEVICES_WITH_MDM_MIGRATION_DEADLINE: { server: true, deadline: true, migration: true },
  UPDATE_MDM_MIGRATION_DEADLINE: { server: false, deadline: true, migration: true },
  CANCEL_MDM_MIGRATION: { server: false, deadline: false, migration: true },
};
const farthest = 90 * 24 * 3_600_000;

function isActivityType(text: string): text is ActivityType {
  return Object.hasOwn(types, text);
}

/** Takes an activity in, or says what is wrong with the request (apple.md 2.7, 2.10). */
export function accept(organization: Organization, body: unknown): Activity | Answer {
  const data = isObject(body) ? objectAt(body, 'data') : undefined;
  const attributes = objectAt(data ?? {}, 'attributes') ?? {};
  const type = textAt(attributes, 'activityType') ?? '';
  if (type === 'RELEASE_DEVICES') return organization.type === 'school' ? refuse(403, 'FORBIDDEN_ERROR', 'This organization cannot release devices.') : refuse(400, 'ENTITY_ERROR.ATTRIBUTE.INVALID', 'The simulated organization releases nothing.', '/data/attributes/activityType');
  if (!isActivityType(type) || (types[type].migration && !organization.switches.migrationServed)) return refuse(400, 'ENTITY_ERROR.ATTRIBUTE.INVALID', `The activity type '${type}' is not valid.`, '/data/attributes/activityType');
  const relationships = objectAt(data ?? {}, 'relationships') ?? {};
  const devices = objectsAt(objectAt(relationships, 'devices') ?? {}, 'data');
  if (devices.length === 0) return refuse(400, 'ENTITY_ERROR.RELATIONSHIP.REQUIRED', 'The relationship devices is required.', '/data/relationships/devices');
  if (devices.length > organization.switches.devicesPerActivity) return refuse(400, 'ENTITY_ERROR.RELATIONSHIP.INVALID', 'Too many devices in one activity.', '/data/relationships/devices');
  const unknown = devices.map(serialIn).findIndex((serial) => serial === undefined || !organization.devices.has(serial));
  if (unknown >= 0 && !organization.switches.acceptsUnknownSerials) return refuse(409, 'ENTITY_ERROR.RELATIONSHIP.INVALID', 'One of the devices is not known to the organization.', `/data/relationships/devices/data/${unknown}/id`);
  const now = organization.clock.now();
  const facts = { type, serials: devices.map(serialIn).filter((serial) => serial !== undefined), created: now, ends: now + organization.switches.activitySeconds * 1000, id: randomUUID(), secret: randomUUID() };
  const server = serverIdOf(textAt(objectAt(objectAt(relationships, 'mdmServer') ?? {}, 'data') ?? {}, 'id') ?? '');
  if (types[type].server && (server === undefined || !organization.servers.has(server))) return refuse(409, 'ENTITY_ERROR.RELATIONSHIP.INVALID', 'The device management service does not exist.', '/data/relationships/mdmServer/data/id');
  const deadline = types[type].deadline ? deadlineIn(attributes, now, type) : undefined;
  if (typeof deadline === 'object') return deadline;
  const activity: Activity = { ...facts, ...(server === undefined ? {} : { server }), ...(deadline === undefined ? {} : { deadline }) };
  organization.activities.set(activity.id, activity);
  return activity;
}

function serialIn(device: JsonObject): Serial | undefined {
  return serialOf(textAt(device, 'id') ?? '');
}

function deadlineIn(attributes: JsonObject, now: number, type: ActivityType): number | Answer {
  const pointer = '/data/attributes/activityTypeMetadata/mdmMigrationDeadlineDateTime';
  const text = textAt(objectAt(attributes, 'activityTypeMetadata') ?? {}, 'mdmMigrationDeadlineDateTime');
  const deadline = text === undefined ? Number.NaN : Date.parse(text);
  if (Number.isNaN(deadline)) return refuse(400, 'ENTITY_ERROR.ATTRIBUTE.REQUIRED', 'A migration deadline is required.', pointer);
  const past = deadline <= now && type === 'ASSIGN_DEVICES_WITH_MDM_MIGRATION_DEADLINE';
  return past || deadline > now + farthest ? refuse(409, 'ENTITY_ERROR.ATTRIBUTE.INVALID', 'The deadline is outside the allowed range.', pointer) : deadline;
}

/** Carries out the activities whose time has come, in the order in which they were asked for. */
export function finish(organization: Organization, now: number): void {
  for (const activity of organization.activities.values()) {
    if (activity.rows !== undefined || activity.ends > now) continue;
    activity.rows = activity.serials.map((serial) => {
      const device = organization.devices.get(serial);
      // "completed" for a serial that is not there: reading back is the only proof (apple.md 2.10)
      const reason = device === undefined ? '' : perform(organization, activity, device, activity.ends);
      return { serial, status: reason === '' ? 'SUCCESS' as const : 'FAILED' as const, reason, at: activity.ends };
    });
  }
}

/** Does to one device what the activity asks; the reason word where it cannot. */
function perform(organization: Organization, { type, server, deadline }: Activity, device: SimulatedDevice, at: number): string {
  if (device.activityFails !== undefined) return device.activityFails;
  if (device.released !== undefined) return 'RELEASED';
  if (type === 'UPDATE_MDM_MIGRATION_DEADLINE' || type === 'CANCEL_MDM_MIGRATION') {
    if (device.migration?.status !== 'REQUESTED') return 'NO_MIGRATION_IN_PROGRESS';
    if (type === 'UPDATE_MDM_MIGRATION_DEADLINE') {
      if (deadline !== undefined) device.migration.deadline = deadline;
      return '';
    }
    device.migration.status = 'FAILED';
    delete device.migration.deadline;
    organization.moving.delete(device.serial);
    if (organization.switches.cancelRestores) assign(organization, device, device.migration.from, at);
    return '';
  }
  if (type === 'UNASSIGN_DEVICES') {
    if (device.server === undefined) return 'NOT_ASSIGNED';
    assign(organization, device, undefined, at);
    return '';
  }
  if (device.server === server) return 'ALREADY_ASSIGNED';
  if (type === 'ASSIGN_DEVICES_WITH_MDM_MIGRATION_DEADLINE') {
    const because = incapable(device, at);
    if (because !== undefined) return `NOT_ELIGIBLE_${because}`;
    device.migration = { status: 'REQUESTED', from: device.server, ...(deadline === undefined ? {} : { deadline }) };
    organization.moving.add(device.serial);
  } else {
    delete device.migration;
    organization.moving.delete(device.serial);
  }
  assign(organization, device, server, at);
  return '';
}

export function isActivity(value: Activity | Answer): value is Activity {
  return 'secret' in value;
}
