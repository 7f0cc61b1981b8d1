import { textAt, type JsonObject } from '../../model/json.js';
import { typeNamed } from '../schema/model.js';
import type { Collection } from '../tenant/entity.js';
import type { Tenant } from '../tenant/tenant.js';
import { targetKey } from './check-target.js';
import { factsOf } from './sets.js';

/** The service's time: ISO 8601 with seven digits of fraction (graph-intune.md 1). */
export function serviceTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('Z', '4321Z');
}

const created = ['createdDateTime', 'creationDateTime'];
const modified = ['lastModifiedDateTime', 'modifiedDateTime'];

/** What the service sets on a new object (graph-intune.md 17.4). */
export function creationStamps(tenant: Tenant, type: string): JsonObject {
  const facts = typeNamed(type);
  const stamps: JsonObject = {};
  const now = serviceTime(tenant.now());
  for (const name of created) if (facts?.properties.has(name) === true) stamps[name] = now;
  for (const name of modified) if (facts?.properties.has(name) === true) stamps[name] = facts.lineage.includes('conditionalAccessPolicy') ? null : now;
  if (facts?.properties.get('version')?.type === 'number') stamps['version'] = 1;
  if (facts?.properties.has('supportsScopeTags') === true) stamps['supportsScopeTags'] = true;
  return stamps;
}

/** What every change sets. */
export function changeStamps(tenant: Tenant, collection: Collection, type: string, before: JsonObject): JsonObject {
  const facts = typeNamed(type);
  const stamps: JsonObject = {};
  for (const name of modified) if (facts?.properties.has(name) === true) stamps[name] = serviceTime(tenant.now());
  if (factsOf(collection.path).versioned === true && typeof before['version'] === 'number') stamps['version'] = before['version'] + 1;
  return stamps;
}

/** The id of a new object, in its set's style (graph-intune.md 1). */
export function newId(tenant: Tenant, collection: Collection, body: JsonObject): string {
  if (collection.path.endsWith('/assignments')) return `${collection.owner?.id ?? ''}_${targetKey(body['target'])}`;
  switch (factsOf(collection.path).ids) {
    case 'below': return `${collection.owner?.id ?? ''}_${tenant.chance.guid('id')}`;
    case 'T_': return `T_${tenant.chance.guid('id')}`;
    case 'A_': return `A_${tenant.chance.guid('id')}`;
    case 'integer': {
      const taken = collection.list().map((entity) => Number(entity.id)).filter((id) => Number.isInteger(id));
      return String(Math.max(0, ...taken) + 1);
    }
    case 'position': return String(collection.size);
    case 'locale': return `${collection.owner?.id ?? ''}_${(textAt(body, 'locale') ?? '').toLowerCase()}`;
    case 'enrollment': return `${tenant.chance.guid('id')}_${enrollmentSuffix(textAt(body, 'deviceEnrollmentConfigurationType') ?? '')}`;
    case 'given':
    case undefined:
    default: return tenant.chance.guid('id');
  }
}

function enrollmentSuffix(kind: string): string {
  const known: Readonly<Record<string, string>> = {
    limit: 'Limit', singlePlatformRestriction: 'SinglePlatformRestriction', platformRestrictions: 'PlatformRestrictions', windowsHelloForBusiness: 'WindowsHelloForBusiness',
    windows10EnrollmentCompletionPageConfiguration: 'Windows10EnrollmentCompletionPageConfiguration', deviceComanagementAuthorityConfiguration: 'DeviceComanagementAuthorityConfiguration',
    enrollmentNotificationsConfiguration: 'EnrollmentNotificationsConfiguration', windowsRestore: 'WindowsRestore',
  };
  return known[kind] ?? kind;
}
