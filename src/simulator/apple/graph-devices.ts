import { isObject, textAt, type JsonObject } from '../../model/json.js';
import { page, selected } from './collection.js';
import type { ManagedRecord, SimulatedIntune } from './intune.js';
import { graphError, type GraphAnswer, type GraphRequest } from './mount.js';

const hour = 3_600_000;

/** `deviceManagement/managedDevices` (apple.md 3.8). */
export function deviceRoute(intune: SimulatedIntune, request: GraphRequest, rest: readonly string[]): GraphAnswer | undefined {
  const [id, ...more] = rest;
  if (id === undefined) return request.method === 'GET' ? page(request, [...intune.devices.values()].map((record) => body(intune, record)), 1000) : undefined;
  const record = intune.devices.get(id);
  if (record === undefined) return graphError(404, 'ResourceNotFound', 'There is no such device.');
  if (more.length === 1 && more[0] === 'getFileVaultKey' && request.method === 'GET') {
    return record.body['operatingSystem'] === 'macOS' && record.body['fileVaultKey'] !== false ? { status: 200, body: { value: '0000-0000-0000-0000-0000-0000' } } : graphError(404, 'ResourceNotFound', 'There is no key for this device.');
  }
  if (more.length > 0) return undefined;
  if (request.method === 'GET') return { status: 200, body: selected(request, body(intune, record)) };
  if (request.method !== 'PATCH' || !isObject(request.body)) return undefined;
  const owner = textAt(request.body, 'managedDeviceOwnerType') ?? textAt(request.body, 'ownerType');
  if (owner !== 'company' && owner !== 'personal') return graphError(400, 'BadRequest', 'managedDeviceOwnerType must be company or personal.');
  record.body['managedDeviceOwnerType'] = owner;
  return { status: 200, body: body(intune, record) };
}

function body(intune: SimulatedIntune, record: ManagedRecord): JsonObject {
  const last = record.lastSync === 'live' ? Math.max(record.enrolled, intune.clock.now() - hour) : record.lastSync;
  return {
    id: record.id, serialNumber: record.serial, ...record.body, enrolledDateTime: new Date(record.enrolled).toISOString(), lastSyncDateTime: new Date(last).toISOString(),
    managementCertificateExpirationDate: new Date(record.enrolled + 365 * 24 * hour).toISOString(),
  };
}
