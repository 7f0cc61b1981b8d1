import { notSeen, seen, type Seen } from '../../../engine/apple/facts.js';
import { serialOf, type Serial } from '../../../model/apple.js';
import type { AdeToken, ImportedIdentity, ManagedAppleDevice, SyncedSerial } from '../../../model/apple/enrollment.js';
import { idOf, type Side } from '../../../model/ids.js';
import { isList, textAt, type JsonObject } from '../../../model/json.js';
import type { TenantReader } from '../../../model/ports.js';
import { devices, enrollment, encoded, filled, listOf, seenList, some, truth, whyNot } from './ask.js';

const members = 'id,deviceName,azureADDeviceId,serialNumber,imei,operatingSystem,osVersion,model,managedDeviceOwnerType,deviceEnrollmentType,enrollmentProfileName,isSupervised,isEncrypted,bootstrapTokenEscrowed,complianceState,userPrincipalName,usersLoggedOn,managementState,lostModeState,lastSyncDateTime,enrolledDateTime,managementCertificateExpirationDate';
const apple = /^(ios|ipados|macos|mac|tvos|visionos)/i;

/** Every Apple device record of a tenant; records of other systems are only counted by the caller where it asks for them. */
export async function readManaged<S extends Side>(tenant: TenantReader, side: S): Promise<Seen<readonly ManagedAppleDevice<S>[]>> {
  return seenList(tenant, devices(`deviceManagement/managedDevices?$select=${members}&$top=1000`), (items) => items.map((item) => managedIn(item, side)).filter((record) => record !== undefined));
}

/** The records of a few serials, one read each, batched. */
export async function readManagedOf<S extends Side>(tenant: TenantReader, side: S, serials: readonly Serial[]): Promise<Seen<readonly ManagedAppleDevice<S>[]>> {
  const answers = await tenant.getMany(serials.map((serial) => devices(`deviceManagement/managedDevices?$filter=${encoded(`serialNumber eq '${serial}'`)}&$select=${members}`)));
  const found: ManagedAppleDevice<S>[] = [];
  for (const answer of answers) {
    if (!answer.ok) return notSeen(whyNot(answer.failure));
    const items = answer.value['value'];
    if (isList(items)) found.push(...items.filter((item): item is JsonObject => typeof item === 'object' && item !== null && !isList(item)).map((item) => managedIn(item, side)).filter((record) => record !== undefined));
  }
  return seen(found);
}

export function managedIn<S extends Side>(item: JsonObject, side: S): ManagedAppleDevice<S> | undefined {
  const id = filled(item, 'id');
  const serial = serialOf(textAt(item, 'serialNumber') ?? '');
  const os = filled(item, 'operatingSystem') ?? '';
  if (id === undefined || serial === undefined || !apple.test(os)) return undefined;
  const users = item['usersLoggedOn'];
  return {
    id: idOf(side, id), serial, os, usersLoggedOn: isList(users) ? users.length : 0,
    ...some('name', filled(item, 'deviceName')), ...some('entraId', filled(item, 'azureADDeviceId')), ...some('osVersion', filled(item, 'osVersion')), ...some('model', filled(item, 'model')), ...some('imei', filled(item, 'imei')),
    ...some('owner', filled(item, 'managedDeviceOwnerType') ?? filled(item, 'ownerType')), ...some('enrollmentType', filled(item, 'deviceEnrollmentType')),
    ...some('profileName', filled(item, 'enrollmentProfileName')), ...some('supervised', truth(item, 'isSupervised')), ...some('encrypted', truth(item, 'isEncrypted')),
    ...some('bootstrapTokenEscrowed', truth(item, 'bootstrapTokenEscrowed')), ...some('compliance', filled(item, 'complianceState')), ...some('user', filled(item, 'userPrincipalName')),
    ...some('managementState', filled(item, 'managementState')), ...some('lostMode', /^(pending|enabled)$/i.test(filled(item, 'lostModeState') ?? '') ? true : undefined),
    ...some('lastSync', filled(item, 'lastSyncDateTime')), ...some('enrolled', filled(item, 'enrolledDateTime')), ...some('certificateExpires', filled(item, 'managementCertificateExpirationDate')),
  };
}

/** The serials that a token has brought (apple.md 3.4). */
export async function readSynced<S extends Side>(tenant: TenantReader, side: S, token: AdeToken<S>): Promise<Seen<readonly SyncedSerial<S>[]>> {
  const path = `deviceManagement/depOnboardingSettings/${token.id}/importedAppleDeviceIdentities?$filter=${encoded("discoverySource eq 'deviceEnrollmentProgram'")}&$top=1000`;
  return seenList(tenant, enrollment(path), (items) => items.map((item) => syncedIn(item, side)).filter((record) => record !== undefined));
}

function syncedIn<S extends Side>(item: JsonObject, side: S): SyncedSerial<S> | undefined {
  const serial = serialOf(textAt(item, 'serialNumber') ?? textAt(item, 'id') ?? '');
  if (serial === undefined) return undefined;
  const profile = filled(item, 'requestedEnrollmentProfileId');
  return {
    serial, deleted: truth(item, 'isDeleted') === true, ...some('platform', filled(item, 'platform')),
    ...some('profileId', profile === undefined ? undefined : idOf(side, profile.replace(/^ECV\d+_/i, ''))), ...some('enrollmentState', filled(item, 'enrollmentState')),
  };
}

/** The corporate identifiers of a tenant (apple.md 3.7). */
export async function readIdentities(tenant: TenantReader): Promise<Seen<readonly ImportedIdentity[]>> {
  const items = await listOf(tenant, enrollment('deviceManagement/importedDeviceIdentities?$top=1000'));
  return items.ok ? seen(items.value.map(identityIn).filter((identity) => identity !== undefined)) : notSeen(whyNot(items.failure));
}

export function identityIn(item: JsonObject): ImportedIdentity | undefined {
  const identifier = filled(item, 'importedDeviceIdentifier');
  if (identifier === undefined) return undefined;
  const type = filled(item, 'importedDeviceIdentityType');
  return {
    id: filled(item, 'id') ?? '', identifier, type: type === 'imei' || type === 'serialNumber' || type === 'manufacturerModelSerial' ? type : 'unknown',
    ...some('platform', filled(item, 'platform')), ...some('description', filled(item, 'description')), ...some('enrollmentState', filled(item, 'enrollmentState')),
  };
}
