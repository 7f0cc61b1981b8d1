import { derivedFrom, membersOf, publishedTypes, withBases, type PublishedTypes } from '../catalog/published-types.js';
import { abstractTypes, newerTypes } from '../catalog/known-types.js';

/** Where configuration begins in Graph, and the container type that stands there. */
const roots: Readonly<Record<string, string>> = {
  deviceManagement: 'deviceManagement',
  deviceAppManagement: 'deviceAppManagement',
  'identity/conditionalAccess': 'conditionalAccessRoot',
  'identityGovernance/termsOfUse': 'termsOfUseContainer',
};

/** What Intune leans on and does not contain: its own members lead away from configuration. */
const around: Readonly<Record<string, string>> = {
  group: 'groups', user: 'users', device: 'devices', organization: 'organization', domain: 'domains', servicePrincipal: 'servicePrincipals', application: 'applications',
  directoryRole: 'directoryRoles', directoryRoleTemplate: 'directoryRoleTemplates', subscribedSku: 'subscribedSkus',
};

/** Objects of Intune whose members lead to other services: mail, files, sign-ins of a device's user. */
const ends: ReadonlySet<string> = new Set(['managedDevice', 'windowsManagedDevice', 'directoryObject', ...Object.keys(around)]);

function isEntity(types: PublishedTypes, name: string): boolean {
  return withBases(types, name).some((type) => type.name === 'entity' || type.name === 'policyDeletableItem');
}

/**
 * Every concrete entity type that Microsoft publishes below the containers of Intune and of the Entra parts that Intune depends on, with
 * the most direct path to it; keys are left out: `deviceManagement/intents/settings`. The few that are newer than the package come with it.
 */
export function typePlaces(): ReadonlyMap<string, string> {
  const types = publishedTypes();
  const places = new Map<string, string>(Object.entries(around));
  const queue = Object.entries(roots);
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const [path, type] = next;
    for (const [member, { types: targets }] of membersOf(types, type)) {
      for (const target of targets) {
        if (!types.has(target) || !isEntity(types, target) || target === 'entity') continue;
        const place = `${path}/${member}`;
        for (const one of [target, ...derivedFrom(types, target)]) {
          if (places.has(one)) continue;
          places.set(one, place);
          if (!ends.has(one)) queue.push([place, one]);
        }
      }
    }
  }
  for (const [type, place] of Object.entries(newerTypes)) places.set(type, place);
  return new Map([...places].filter(([type]) => !abstractTypes.has(type)).sort(([a], [b]) => (a < b ? -1 : 1)));
}
