import { randomUUID } from 'node:crypto';
import { isObject, objectsAt, textAt, type JsonObject } from '../../model/json.js';
import { page, selected } from './collection.js';
import type { IdentityRecord, SimulatedIntune } from './intune.js';
import { graphError, type GraphAnswer, type GraphRequest } from './mount.js';

const types = ['imei', 'serialNumber', 'manufacturerModelSerial'];
const mostRows = 5000;

/** `deviceManagement/importedDeviceIdentities` (apple.md 3.7). */
export function identityRoute(intune: SimulatedIntune, request: GraphRequest, rest: readonly string[]): GraphAnswer | undefined {
  const [id] = rest;
  if (id === undefined) return request.method === 'GET' ? page(request, [...intune.identities.values()].map(body)) : undefined;
  const rows = isObject(request.body) ? objectsAt(request.body, 'importedDeviceIdentities') : [];
  if (id === 'searchExistingIdentities' && request.method === 'POST') {
    const known = indexOf(intune);
    return { status: 200, body: { value: rows.map((row) => known.get(keyOf(row))).filter((record) => record !== undefined).map(body) } };
  }
  if (id === 'importDeviceIdentityList' && request.method === 'POST') {
    if (rows.length === 0 || rows.length > mostRows) return graphError(400, 'BadRequest', 'The list is empty or too long.');
    const overwrite = isObject(request.body) && request.body['overwriteImportedDeviceIdentities'] === true;
    const known = indexOf(intune);
    return { status: 200, body: { value: rows.map((row) => importOne(intune, known, row, overwrite)) } };
  }
  const record = intune.identities.get(id);
  if (record === undefined) return graphError(404, 'ResourceNotFound', 'There is no such identity.');
  if (request.method === 'GET') return { status: 200, body: selected(request, body(record)) };
  if (request.method !== 'DELETE') return undefined;
  intune.identities.delete(id);
  return { status: 204 };
}

function keyOf(row: JsonObject): string {
  return `${textAt(row, 'importedDeviceIdentityType') ?? 'unknown'} ${textAt(row, 'importedDeviceIdentifier') ?? ''}`;
}

function indexOf(intune: SimulatedIntune): Map<string, IdentityRecord> {
  return new Map([...intune.identities.values()].map((record) => [`${record.type} ${record.identifier}`, record]));
}

/** `status` is false where the row was not taken: it is there already, or says nothing usable. */
function importOne(intune: SimulatedIntune, known: Map<string, IdentityRecord>, row: JsonObject, overwrite: boolean): JsonObject {
  const identifier = textAt(row, 'importedDeviceIdentifier') ?? '';
  const type = textAt(row, 'importedDeviceIdentityType') ?? 'unknown';
  const description = textAt(row, 'description') ?? '';
  const platform = textAt(row, 'platform') ?? 'unknown';
  const found = known.get(keyOf(row));
  if (found !== undefined) {
    if (overwrite) {
      found.description = description;
      found.platform = platform;
    }
    return { ...body(found), status: overwrite };
  }
  const record: IdentityRecord = { id: randomUUID(), identifier, type, description, platform, created: intune.clock.now() };
  const good = identifier !== '' && types.includes(type);
  if (good) {
    intune.identities.set(record.id, record);
    known.set(keyOf(row), record);
  }
  return { ...body(record), status: good };
}

function body(record: IdentityRecord): JsonObject {
  return {
    '@odata.type': '#microsoft.graph.importedDeviceIdentity', id: record.id, importedDeviceIdentifier: record.identifier, importedDeviceIdentityType: record.type,
    description: record.description, platform: record.platform, enrollmentState: 'notContacted', createdDateTime: new Date(record.created).toISOString(),
  };
}
