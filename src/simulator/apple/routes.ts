import { serialOf, serverIdOf } from '../../model/apple.js';
import type { JsonObject } from '../../model/json.js';
import { accept, isActivity } from './activities.js';
import { answer, refuse, type Answer } from './answers.js';
import { visibleServer, type Organization } from './organization.js';
import { activityResource, deviceResource, document, held, serverResource, type Call } from './resources.js';

/** Answers a call that is signed in and within the limits (apple.md 2.5 to 2.7). */
export function route(organization: Organization, call: Call): Answer {
  const [collection = '', id, ...rest] = call.path.split('/').map(decodeURIComponent);
  const tail = rest.join('/');
  if (call.method === 'POST' && collection === 'orgDeviceActivities' && id === undefined) {
    const activity = accept(organization, call.body);
    return isActivity(activity) ? answer(document(call, activityResource(organization, activity, call.root)), 201) : activity;
  }
  if (call.method !== 'GET') return refuse(405, 'METHOD_NOT_ALLOWED', `The simulated organization does not serve ${call.method} ${call.path}.`);
  if (collection === 'orgDevices') return id === undefined ? list(call, 'orgDevices', [...organization.devices.values()].filter((device) => device.released === undefined), (device) => deviceResource(organization, device, call, false)) : deviceRoute(organization, call, id, tail);
  if (collection === 'mdmServers') return id === undefined ? list(call, 'mdmServers', [...organization.servers.values()], (server) => serverResource(organization, server, call)) : serverRoute(organization, call, id, tail);
  if (collection === 'orgDeviceActivities' && id !== undefined && tail === '') {
    const activity = organization.activities.get(id);
    return activity === undefined ? refuse(404, 'NOT_FOUND', 'There is no such activity.') : answer(document(call, activityResource(organization, activity, call.root)));
  }
  return refuse(404, 'PATH_ERROR', `The simulated organization has no ${call.path}: add it to src/simulator/apple/routes.ts if Apple has it.`);
}

function deviceRoute(organization: Organization, call: Call, id: string, tail: string): Answer {
  const serial = serialOf(id);
  const device = serial === undefined ? undefined : organization.devices.get(serial);
  if (device === undefined) return refuse(404, 'NOT_FOUND', 'There is no device with this serial number.');
  if (tail === '') return answer(document(call, deviceResource(organization, device, call, true)));
  const server = visibleServer(device, organization.clock.now());
  if (tail === 'relationships/assignedServer' || tail === 'assignedServer') {
    if (server === undefined && organization.switches.unassigned === 404) return refuse(404, 'NOT_FOUND', 'The device has no assigned server.');
    const full = server === undefined ? undefined : organization.servers.get(server);
    if (tail === 'assignedServer' && full !== undefined) return answer(document(call, serverResource(organization, full, call)));
    return answer(document(call, { type: 'mdmServers', id: server ?? '' }));
  }
  if (tail === 'activationLockStatus') {
    const lockType = device.lock ?? 'NONE';
    return answer(document(call, { type: 'activationLockStatus', id: device.serial, attributes: { isLocked: lockType !== 'NONE', lockType } }));
  }
  return refuse(404, 'PATH_ERROR', `The simulated organization has no ${call.path}.`);
}

function serverRoute(organization: Organization, call: Call, id: string, tail: string): Answer {
  const key = serverIdOf(id);
  const server = key === undefined ? undefined : organization.servers.get(key);
  if (server === undefined) return refuse(404, 'NOT_FOUND', 'There is no such device management service.');
  if (tail === '') return answer(document(call, serverResource(organization, server, call)));
  if (tail !== 'relationships/devices') return refuse(404, 'PATH_ERROR', `The simulated organization has no ${call.path}.`);
  return list(call, 'orgDevices', held(organization, server.id), (device) => ({ type: 'orgDevices', id: device.serial }));
}

/** A page of a collection, with a cursor that nobody can read anything from. */
function list<T>(call: Call, type: string, all: readonly T[], resource: (item: T) => JsonObject): Answer {
  const limit = Number(call.query.get('limit') ?? '100');
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) return refuse(400, 'PARAMETER_ERROR.INVALID', 'The limit must lie between 1 and 1000.', 'limit');
  const cursor = call.query.get('cursor');
  const offset = cursor === null ? 0 : Number(Buffer.from(cursor, 'base64url').toString().replace(`${type}:`, ''));
  if (!Number.isInteger(offset) || offset < 0) return refuse(400, 'PARAMETER_ERROR.INVALID', 'The cursor is not valid.', 'cursor');
  const end = offset + limit;
  const nextCursor = end < all.length ? Buffer.from(`${type}:${end}`).toString('base64url') : undefined;
  const next = new URLSearchParams(call.query);
  if (nextCursor !== undefined) next.set('cursor', nextCursor);
  return answer({
    data: all.slice(offset, end).map(resource),
    links: { self: `${call.root}/${call.path}`, ...(nextCursor === undefined ? {} : { next: `${call.root}/${call.path}?${next.toString()}` }) },
    meta: { paging: { total: all.length, limit, ...(nextCursor === undefined ? {} : { nextCursor }) } },
  });
}

/** The log of a finished activity, at an address that carries its own permission (apple.md 2.7). */
export function logAnswer(organization: Organization, id: string, signature: string | null): Answer {
  const activity = organization.activities.get(id);
  const expired = activity === undefined || organization.clock.now() > activity.ends + organization.switches.logLife * 1000;
  if (activity?.rows === undefined || signature !== activity.secret || expired) return { status: 403, text: { type: 'application/xml', content: '<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>' } };
  const lines = activity.rows.map((row) => `${row.serial},${row.status},${row.reason},${new Date(row.at).toISOString()}`);
  const failed = activity.rows.some((row) => row.status === 'FAILED');
  const preamble = `OPERATION,${activity.type}\nACTIVITY_ID,${activity.id}\nSTATUS,COMPLETED\nSUB_STATUS,${failed ? 'COMPLETED_WITH_ERROR' : 'COMPLETED_WITH_SUCCESS'}`;
  return { status: 200, text: { type: 'text/csv', content: `${preamble}\n\nserial_number,operation_status,operation_substatus,timestamp\n${lines.join('\n')}\n` } };
}
