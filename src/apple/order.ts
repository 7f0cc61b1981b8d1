import type { ActivityOrder } from '../model/apple.js';
import type { JsonObject } from '../model/json.js';

/** The body that asks for an activity (apple.md 2.7). */
export function bodyOf(order: ActivityOrder): JsonObject {
  const server = 'server' in order ? { mdmServer: { data: { type: 'mdmServers', id: order.server } } } : {};
  const metadata = 'deadline' in order ? { activityTypeMetadata: { mdmMigrationDeadlineDateTime: new Date(order.deadline).toISOString() } } : {};
  return {
    data: {
      type: 'orgDeviceActivities',
      attributes: { activityType: order.type, ...metadata },
      relationships: { ...server, devices: { data: order.serials.map((serial) => ({ type: 'orgDevices', id: serial })) } },
    },
  };
}
