import { planImport, type RowOutcome } from '../../../engine/apple/identifiers/compare.js';
import { keyOf, type Identifier, type IdentifierFile } from '../../../engine/apple/identifiers/read.js';
import { chunks } from '../../../engine/apple/waves.js';
import type { ImportedIdentity, ManagedAppleDevice } from '../../../model/apple/enrollment.js';
import type { Failure } from '../../../model/failure.js';
import { isObject, objectsAt, type Json, type JsonObject } from '../../../model/json.js';
import type { Say, TenantWriter, Write } from '../../../model/ports.js';
import { devices as askDevices, enrollment, scopes } from '../graph/ask.js';
import { identityIn, readIdentities, readManaged } from '../graph/records.js';
import { stopForTenant } from '../stop.js';

/** Rows in one call: what the portal takes in one file (apple.md 3.7). */
const chunkSize = 5000;

export interface ImportWish {
  readonly file: IdentifierFile;
  readonly overwrite: boolean;
  /** Without it nothing is sent: the outcome says what would happen. */
  readonly send: boolean;
}

export interface Imported {
  readonly rows: readonly RowOutcome[];
  /** Enrolled devices that are personal although the file names them. */
  readonly personal: readonly ManagedAppleDevice<'destination'>[];
  readonly madeCompany: number;
  readonly ownershipProblems: readonly string[];
}

/**
 * Imports corporate identifiers, row by row accounted for. What the tenant has with other details is shown and stays as it is unless
 * overwriting is asked for. Devices that are enrolled as personal already become the company's.
 * @throws Stop where the tenant cannot be read
 */
export async function importIdentities(tenant: TenantWriter, say: Say, wish: ImportWish): Promise<Imported> {
  const existing = await findExisting(tenant, wish.file.good);
  const plan = planImport(wish.file, existing);
  const personal = await personalDevices(tenant, say, wish.file.good);
  if (!wish.send) {
    const open = plan.fresh.map((row): RowOutcome => ({ line: row.line, identifier: row.identifier, as: 'new', because: 'would be imported' }));
    const conflicts = plan.conflicts.map(({ row, because }) => conflict(row, wish.overwrite ? `${because}; it would be overwritten` : because));
    return { rows: inOrder([...plan.settled, ...open, ...conflicts]), personal, madeCompany: 0, ownershipProblems: [] };
  }
  const fresh = await sendRows(tenant, say, plan.fresh, false);
  const over = wish.overwrite ? await sendRows(tenant, say, plan.conflicts.map(({ row }) => row), true) : plan.conflicts.map(({ row, because }) => conflict(row, `${because}; --overwrite replaces it`));
  const owned = await makeCompany(tenant, say, personal);
  return { rows: inOrder([...plan.settled, ...fresh, ...over]), personal, madeCompany: owned.done, ownershipProblems: owned.problems };
}

function conflict(row: Identifier, because: string): RowOutcome {
  return { line: row.line, identifier: row.identifier, as: 'conflict', because };
}

function inOrder(rows: readonly RowOutcome[]): RowOutcome[] {
  return [...rows].sort((a, b) => a.line - b.line);
}

/** What the tenant has of these rows: by asking for them, and by reading the whole list where the question is not understood. */
async function findExisting(tenant: TenantWriter, rows: readonly Identifier[]): Promise<readonly ImportedIdentity[]> {
  const found: ImportedIdentity[] = [];
  for (const chunk of chunks(rows, chunkSize)) {
    const answer = await tenant.write(post('searchExistingIdentities', { importedDeviceIdentities: chunk.map(bodyOf) }, true));
    if (!answer.ok) {
      const all = await readIdentities(tenant);
      if (!all.seen) throw stopForTenant(answer.failure, 'the corporate identifiers of the destination');
      return all.value;
    }
    found.push(...valuesOf(answer.value.body).map(identityIn).filter((identity) => identity !== undefined));
  }
  return found;
}

/** Sends rows in chunks; a chunk that is refused as a whole is halved until the row that is at fault stands alone. */
async function sendRows(tenant: TenantWriter, say: Say, rows: readonly Identifier[], overwrite: boolean): Promise<RowOutcome[]> {
  const outcomes: RowOutcome[] = [];
  const queue = chunks(rows, chunkSize);
  say.begin('Importing identifiers', rows.length);
  for (let chunk = queue.shift(); chunk !== undefined; chunk = queue.shift()) {
    const answer = await tenant.write(post('importDeviceIdentityList', { overwriteImportedDeviceIdentities: overwrite, importedDeviceIdentities: chunk.map(bodyOf) }, false));
    if (answer.ok) outcomes.push(...outcomesIn(chunk, valuesOf(answer.value.body), overwrite));
    else if (answer.failure.kind === 'lost answer') outcomes.push(...(await readBack(tenant, chunk, answer.failure, overwrite)));
    else if (chunk.length > 1 && (answer.failure.status === 400 || answer.failure.status === 413)) {
      const half = Math.ceil(chunk.length / 2);
      queue.unshift(chunk.slice(0, half), chunk.slice(half));
      continue;
    } else outcomes.push(...chunk.map((row): RowOutcome => ({ line: row.line, identifier: row.identifier, as: 'refused', because: answer.failure.message })));
    say.step(chunk.length);
  }
  say.end();
  return outcomes;
}

function outcomesIn(chunk: readonly Identifier[], results: readonly JsonObject[], overwrite: boolean): RowOutcome[] {
  const taken = new Map(results.map((result) => [keyOf(identityIn(result) ?? { type: '', identifier: '' }), result['status'] === true]));
  return chunk.map((row): RowOutcome => {
    const status = taken.get(keyOf(row));
    if (status === true) return { line: row.line, identifier: row.identifier, as: overwrite ? 'overwritten' : 'imported', because: overwrite ? 'its details are replaced' : 'is a corporate identifier now' };
    return { line: row.line, identifier: row.identifier, as: 'refused', because: status === false ? 'Intune did not take it' : 'Intune\'s answer does not mention it' };
  });
}

/** No answer came: what the tenant has now says which rows arrived. */
async function readBack(tenant: TenantWriter, chunk: readonly Identifier[], failure: Failure, overwrite: boolean): Promise<RowOutcome[]> {
  const now = await findExisting(tenant, chunk);
  const details = new Map(now.map((identity) => [keyOf(identity), identity.description ?? '']));
  return chunk.map((row): RowOutcome => {
    const there = details.get(keyOf(row));
    if (there === row.details) return { line: row.line, identifier: row.identifier, as: overwrite ? 'overwritten' : 'imported', because: 'no answer came, but it is there' };
    return { line: row.line, identifier: row.identifier, as: 'unknown', because: `${failure.message}; it was not there when looked for: import the file again` };
  });
}

/** Records of the tenant that the file names and that are personal. */
async function personalDevices(tenant: TenantWriter, say: Say, rows: readonly Identifier[]): Promise<readonly ManagedAppleDevice<'destination'>[]> {
  const managed = await readManaged(tenant, 'destination');
  if (!managed.seen) {
    say.warn(`Devices that are enrolled already are not made the company's: ${managed.because}`);
    return [];
  }
  const keys = new Set(rows.map(keyOf));
  return managed.value.filter((device) => device.owner === 'personal' && (keys.has(keyOf({ type: 'serialNumber', identifier: device.serial })) || (device.imei !== undefined && keys.has(keyOf({ type: 'imei', identifier: device.imei })))));
}

/** Personal to company; the user gets a notice from Company Portal (apple.md 3.8). */
async function makeCompany(tenant: TenantWriter, say: Say, devices: readonly ManagedAppleDevice<'destination'>[]): Promise<{ readonly done: number; readonly problems: readonly string[] }> {
  const problems: string[] = [];
  for (const device of devices) {
    const answer = await tenant.write({ ...askDevices(`deviceManagement/managedDevices/${device.id}`), scopes: scopes.writeDevices, method: 'PATCH', body: { managedDeviceOwnerType: 'company' }, repeatable: true });
    if (!answer.ok) problems.push(`${device.serial}: ${answer.failure.message}`);
  }
  if (problems.length > 0) say.warn(`${problems.length} devices could not be made the company's.`);
  return { done: devices.length - problems.length, problems };
}

function bodyOf(row: Identifier): JsonObject {
  return { importedDeviceIdentifier: row.identifier, importedDeviceIdentityType: row.type, description: row.details, ...(row.platform === undefined ? {} : { platform: row.platform }) };
}

function post(action: string, body: JsonObject, repeatable: boolean): Write {
  return { ...enrollment(`deviceManagement/importedDeviceIdentities/${action}`), scopes: scopes.writeService, method: 'POST', body, repeatable };
}

function valuesOf(body: Json | undefined): JsonObject[] {
  return isObject(body) ? objectsAt(body, 'value') : [];
}

