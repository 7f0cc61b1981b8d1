import type { JsonObject } from '../../model/json.js';
import { guidOf } from '../tenant/chance.js';

/** One object of a demo tenant and the set it stands in. */
export interface Placed {
  readonly path: string;
  readonly object: JsonObject;
}

/** Ids and small shapes of one demo tenant. The same words give the same ids in every run. */
export interface Words {
  id(what: string): string;
  group(name: string): string;
  /** An assignment to a group, with a filter where one is named. */
  to(group: string, filter?: string, mode?: 'include' | 'exclude'): JsonObject;
  except(group: string): JsonObject;
  readonly allUsers: (filter?: string) => JsonObject;
  readonly allDevices: (filter?: string) => JsonObject;
  /** `<name>@odata.bind` to an object of deviceConfigurations by its name. */
  certificate(navigation: string, name: string): JsonObject;
  certificates(navigation: string, ...names: readonly string[]): JsonObject;
}

export function wordsOf(tenant: string): Words {
  const id = (what: string): string => guidOf(`${tenant} ${what}`);
  const filtered = (filter: string | undefined, mode: 'include' | 'exclude'): JsonObject =>
    filter === undefined
      ? { deviceAndAppManagementAssignmentFilterId: null, deviceAndAppManagementAssignmentFilterType: 'none' }
      : { deviceAndAppManagementAssignmentFilterId: id(`filter ${filter}`), deviceAndAppManagementAssignmentFilterType: mode };
  const target = (type: string, more: JsonObject): JsonObject => ({ target: { '@odata.type': `#microsoft.graph.${type}`, ...more } });
  const url = (name: string): string => `https://graph.microsoft.com/beta/deviceManagement/deviceConfigurations('${id(`configuration ${name}`)}')`;
  return {
    id,
    group: (name) => id(`group ${name}`),
    to: (group, filter, mode = 'include') => target('groupAssignmentTarget', { groupId: id(`group ${group}`), ...filtered(filter, mode) }),
    except: (group) => target('exclusionGroupAssignmentTarget', { groupId: id(`group ${group}`), ...filtered(undefined, 'include') }),
    allUsers: (filter) => target('allLicensedUsersAssignmentTarget', filtered(filter, 'include')),
    allDevices: (filter) => target('allDevicesAssignmentTarget', filtered(filter, 'include')),
    certificate: (navigation, name) => ({ [`${navigation}@odata.bind`]: url(name) }),
    certificates: (navigation, ...names) => ({ [`${navigation}@odata.bind`]: names.map(url) }),
  };
}

export function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

/** Something that looks like the bytes of a certificate and is none. */
export function certificateBytes(subject: string): string {
  return Buffer.concat([Buffer.from([0x30, 0x82, 0x01, 0x0a]), Buffer.from(`invented certificate of ${subject}; no key belongs to it`.repeat(3))]).toString('base64');
}

/** Gives every object of a list the id of its kind and name. */
export function placed(words: Words, path: string, kind: string, objects: readonly JsonObject[]): Placed[] {
  return objects.map((object) => {
    const name = object['displayName'] ?? object['name'];
    return { path, object: { id: words.id(`${kind} ${typeof name === 'string' ? name : ''}`), ...object } };
  });
}
