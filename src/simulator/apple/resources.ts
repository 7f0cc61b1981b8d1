import type { ServerId } from '../../model/apple.js';
import type { Json, JsonObject } from '../../model/json.js';
import type { Activity } from './activities.js';
import { incapable } from './capability.js';
import { visibleServer, type Organization, type SimulatedDevice, type SimulatedServer } from './organization.js';

export interface Call {
  readonly method: string;
  /** Below `/v1/`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** `http://127.0.0.1:9002/v1` */
  readonly root: string;
}

/** The devices that a caller sees on a server. */
export function held(organization: Organization, server: ServerId): SimulatedDevice[] {
  const now = organization.clock.now();
  return [...organization.devices.values()].filter((device) => device.released === undefined && visibleServer(device, now) === server);
}

/** A document that holds one resource. */
export function document(call: Call, data: JsonObject): JsonObject {
  return { data, links: { self: `${call.root}/${call.path}` } };
}

function time(at: number | undefined): Json {
  return at === undefined ? null : new Date(at).toISOString();
}

/** Keeps the members that `fields[…]` names. */
function sparse(call: Call, type: string, attributes: JsonObject): JsonObject {
  const wanted = call.query.get(`fields[${type}]`)?.split(',');
  return wanted === undefined ? attributes : Object.fromEntries(Object.entries(attributes).filter(([name]) => wanted.includes(name)));
}

export function deviceResource(organization: Organization, device: SimulatedDevice, call: Call, single: boolean): JsonObject {
  const now = organization.clock.now();
  const migration: JsonObject = !organization.switches.migrationServed || (!single && organization.switches.hideMigrationInLists) ? {} : {
    isMdmMigrationCapable: incapable(device, now) === undefined,
    ...(device.migration === undefined ? {} : { mdmMigrationStatus: device.migration.status, mdmMigrationDeadlineDateTime: time(device.migration.deadline) }),
  };
  const self = `${call.root}/orgDevices/${device.serial}`;
  return {
    type: 'orgDevices',
    id: device.serial,
    attributes: sparse(call, 'orgDevices', {
      serialNumber: device.serial, status: visibleServer(device, now) === undefined ? 'UNASSIGNED' : 'ASSIGNED', productFamily: device.family,
      productType: device.productType, deviceModel: device.model, purchaseSourceType: device.purchaseSource, addedToOrgDateTime: time(device.added),
      updatedDateTime: time(device.updated), imei: [...(device.imei ?? [])], meid: [], ethernetMacAddress: [],
      ...(single ? { releasedFromOrgDateTime: time(device.released) } : {}), ...migration,
    }),
    relationships: { assignedServer: { links: { self: `${self}/relationships/assignedServer`, related: `${self}/assignedServer` } } },
    links: { self },
  };
}

export function serverResource(organization: Organization, server: SimulatedServer, call: Call): JsonObject {
  return {
    type: 'mdmServers',
    id: server.id,
    attributes: sparse(call, 'mdmServers', {
      serverName: server.name, serverType: server.type, status: server.status, deviceCount: held(organization, server.id).length, enableMdmDisownFlag: false,
      defaultProductFamilies: [...server.families], lastConnectedDateTime: time(server.connected), createdDateTime: time(server.created), updatedDateTime: time(server.created),
    }),
    relationships: { devices: { links: { self: `${call.root}/mdmServers/${server.id}/relationships/devices` } } },
  };
}

export function activityResource(organization: Organization, activity: Activity, root: string): JsonObject {
  const now = organization.clock.now();
  const share = (now - activity.created) / Math.max(1, activity.ends - activity.created);
  const failures = activity.rows?.filter((row) => row.status === 'FAILED').length ?? 0;
  const done = activity.rows !== undefined;
  const subStatus = done ? (failures === 0 ? 'COMPLETED_WITH_SUCCESS' : 'COMPLETED_WITH_ERROR') : share < 0.3 ? 'SUBMITTED' : share < 0.8 ? 'PROCESSING' : 'POST_PROCESSING';
  return {
    type: 'orgDeviceActivities',
    id: activity.id,
    attributes: {
      status: done ? 'COMPLETED' : 'IN_PROGRESS', subStatus, createdDateTime: time(activity.created),
      ...(done ? { completedDateTime: time(activity.ends), downloadUrl: `${root.replace(/\/v1$/, '')}/logs/${activity.id}.csv?signature=${activity.secret}` } : {}),
    },
    links: { self: `${root}/orgDeviceActivities/${activity.id}` },
  };
}
