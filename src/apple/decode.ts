import { activityIdOf, serialOf, serverIdOf, type Activity, type ActivationLock, type MdmServer, type OrgDevice } from '../model/apple.js';
import { isList, isObject, objectAt, textAt, textsAt, type JsonObject } from '../model/json.js';

/** From Apple's resources to our words. Unknown members stay in `attributes`, unknown words stay as they came (apple.md 2.1). */

export function deviceIn(resource: JsonObject): OrgDevice | undefined {
  const attributes = objectAt(resource, 'attributes') ?? {};
  const serial = serialOf(filled(attributes, 'serialNumber') ?? textAt(resource, 'id') ?? '');
  if (serial === undefined) return undefined;
  const capable = attributes['isMdmMigrationCapable'];
  return {
    serial,
    status: filled(attributes, 'status') ?? 'UNASSIGNED',
    imei: several(attributes['imei']),
    ...some('family', filled(attributes, 'productFamily')),
    ...some('productType', filled(attributes, 'productType')),
    ...some('model', filled(attributes, 'deviceModel')),
    ...some('purchaseSource', filled(attributes, 'purchaseSourceType')),
    ...some('added', timeIn(attributes, 'addedToOrgDateTime')),
    ...some('released', timeIn(attributes, 'releasedFromOrgDateTime')),
    ...some('migrationCapable', typeof capable === 'boolean' ? capable : undefined),
    ...some('migrationStatus', filled(attributes, 'mdmMigrationStatus')),
    ...some('migrationDeadline', timeIn(attributes, 'mdmMigrationDeadlineDateTime')),
    attributes,
  };
}

export function serverIn(resource: JsonObject): MdmServer | undefined {
  const attributes = objectAt(resource, 'attributes') ?? {};
  const id = serverIdOf(textAt(resource, 'id') ?? '');
  if (id === undefined) return undefined;
  const count = attributes['deviceCount'];
  return {
    id,
    name: filled(attributes, 'serverName') ?? id,
    type: filled(attributes, 'serverType') ?? 'MDM',
    // the default set of members may leave the status out (apple.md 2.4); a server that is listed is there
    status: filled(attributes, 'status') ?? 'ACTIVE',
    families: textsAt(attributes, 'defaultProductFamilies'),
    ...some('deviceCount', typeof count === 'number' ? count : undefined),
    ...some('lastConnected', timeIn(attributes, 'lastConnectedDateTime')),
    attributes,
  };
}

export function activityIn(resource: JsonObject): Activity | undefined {
  const attributes = objectAt(resource, 'attributes') ?? {};
  const id = activityIdOf(textAt(resource, 'id') ?? '');
  if (id === undefined) return undefined;
  return {
    id,
    status: filled(attributes, 'status') ?? 'IN_PROGRESS',
    ...some('subStatus', filled(attributes, 'subStatus')),
    ...some('created', timeIn(attributes, 'createdDateTime')),
    ...some('completed', timeIn(attributes, 'completedDateTime')),
    ...some('logUrl', filled(attributes, 'downloadUrl')),
    attributes,
  };
}

export function lockIn(resource: JsonObject): ActivationLock | undefined {
  const attributes = objectAt(resource, 'attributes') ?? {};
  const serial = serialOf(textAt(resource, 'id') ?? '');
  if (serial === undefined) return undefined;
  const type = filled(attributes, 'lockType') ?? 'NONE';
  return { serial, locked: attributes['isLocked'] === true || (attributes['isLocked'] === undefined && type !== 'NONE'), type };
}

/** The resource of a document that holds one. */
export function dataOf(document: JsonObject): JsonObject | undefined {
  return objectAt(document, 'data');
}

/** A text that says something: Apple gives empty texts and null for what is absent. */
function filled(attributes: JsonObject, name: string): string | undefined {
  const text = textAt(attributes, name)?.trim();
  return text === '' ? undefined : text;
}

/** A time in one spelling: with milliseconds, in UTC. A text that is no time is kept as it is. */
function timeIn(attributes: JsonObject, name: string): string | undefined {
  const text = filled(attributes, name);
  const time = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? text : new Date(time).toISOString();
}

/** Some members are a list in one version and a text in another (apple.md 2.5). */
function several(value: unknown): string[] {
  if (isList(value)) return value.filter((item) => typeof item === 'string').filter((item) => item !== '');
  return typeof value === 'string' && value !== '' ? [value] : [];
}

function some<N extends string, T>(name: N, value: T | undefined): { readonly [name in N]?: T } {
  if (value === undefined) return {};
  const member: { [name in N]?: T } = {};
  member[name] = value;
  return member;
}

/** The id in a linkage: undefined for none, which is null, an empty list or an empty id. */
export function linkedId(document: JsonObject): string | undefined {
  const data = document['data'];
  if (!isObject(data)) return undefined;
  const id = textAt(data, 'id');
  return id === '' ? undefined : id;
}
