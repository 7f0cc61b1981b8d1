import { isObject, textAt, textsAt, type JsonObject } from '../../../model/json.js';
import { Collection, type Entity } from '../../tenant/entity.js';
import type { Tenant } from '../../tenant/tenant.js';
import { badRequest, Refusal } from '../refusal.js';
import type { Rule } from '../rule.js';

/** Objects that are in use, and built-in ones, cannot be deleted (graph-intune.md 7.22, 13.4, 13.5). */
export const lockRules: readonly Rule[] = [
  {
    on: ['deviceManagement/roleScopeTags'],
    change: ({ entity }) => refuseBuiltIn(entity),
    remove({ tenant, entity }) {
      refuseBuiltIn(entity);
      if (somewhere(tenant, (body) => textsAt(body, 'roleScopeTagIds').includes(entity.id) || textsAt(body, 'roleScopeTags').includes(entity.id))) throw inUse('scope tag', entity);
    },
  },
  {
    on: ['deviceManagement/assignmentFilters'],
    remove({ tenant, entity }) {
      const used = somewhere(tenant, (body) => isObject(body['target']) && textAt(body['target'], 'deviceAndAppManagementAssignmentFilterId')?.toLowerCase() === entity.id.toLowerCase());
      if (used) throw inUse('assignment filter', entity);
    },
  },
  {
    on: ['deviceManagement/reusablePolicySettings', 'deviceManagement/notificationMessageTemplates', 'deviceManagement/deviceComplianceScripts'],
    remove({ tenant, entity }) {
      const id = entity.id.toLowerCase();
      if (somewhere(tenant, (body, at) => at !== entity && JSON.stringify(body).toLowerCase().includes(id))) throw inUse(entity.type, entity);
    },
  },
  {
    on: ['deviceManagement/deviceConfigurations'],
    create({ incoming, seed }) {
      if (!seed && incoming.type.name === 'unsupportedDeviceConfiguration') throw badRequest('An unsupportedDeviceConfiguration cannot be created.');
    },
    remove({ tenant, entity }) {
      const linked = tenant.set('deviceManagement/deviceConfigurations').list().some((other) => [...other.pointers.values()].some((pointers) => pointers.some((pointer) => pointer.id === entity.id)));
      if (linked) throw inUse('certificate profile', entity);
    },
  },
  {
    on: ['deviceManagement/windowsAutopilotDeploymentProfiles'],
    remove({ entity }) {
      if ((entity.children.get('assignments')?.size ?? 0) > 0) throw badRequest('The profile is assigned: remove its assignments first.');
    },
  },
  {
    on: ['deviceManagement/deviceHealthScripts'],
    change: ({ entity }) => refuseGlobal(entity),
    remove: ({ entity }) => refuseGlobal(entity),
  },
  {
    on: ['identity/conditionalAccess/namedLocations'],
    remove({ tenant, entity }) {
      if (entity.body['isTrusted'] === true) throw new Refusal(400, 'BadRequest', '1093: A trusted named location cannot be deleted; set isTrusted to false first.', { dress: 'Graph' });
      if (usedByAccess(tenant, entity.id)) throw new Refusal(400, 'BadRequest', '1092: The named location is used by a conditional access policy.', { dress: 'Graph' });
    },
  },
  {
    on: ['identityGovernance/termsOfUse/agreements'],
    remove({ tenant, entity }) {
      if (usedByAccess(tenant, entity.id)) throw new Refusal(400, 'BadRequest', 'The terms of use are used by a conditional access policy.', { dress: 'Graph' });
    },
  },
  {
    on: ['identity/conditionalAccess/authenticationContextClassReferences'],
    remove({ tenant, entity }) {
      if (entity.body['isAvailable'] === true) throw new Refusal(400, 'BadRequest', 'An authentication context that is available to apps cannot be deleted; set isAvailable to false first.', { dress: 'Graph' });
      if (tenant.set('identity/conditionalAccess/policies').list().some((policy) => JSON.stringify(policy.body).includes(`"${entity.id}"`))) throw new Refusal(400, 'BadRequest', 'The authentication context is used by a conditional access policy.', { dress: 'Graph' });
    },
  },
  {
    on: ['identity/conditionalAccess/authenticationStrength/policies'],
    change: ({ entity }) => refuseBuiltInStrength(entity),
    remove({ tenant, entity }) {
      refuseBuiltInStrength(entity);
      if (usedByAccess(tenant, entity.id)) throw new Refusal(400, 'BadRequest', 'The authentication strength is used by a conditional access policy.', { dress: 'Graph' });
    },
  },
];

function refuseBuiltIn(entity: Entity): void {
  if (entity.body['isBuiltIn'] === true) throw badRequest('A built-in object cannot be changed or deleted.');
}

function refuseGlobal(entity: Entity): void {
  if (entity.body['isGlobalScript'] === true) throw badRequest('A global script of Microsoft can be neither changed nor deleted.');
}

function refuseBuiltInStrength(entity: Entity): void {
  if (entity.body['policyType'] === 'builtIn') throw new Refusal(403, 'Forbidden', 'Built-in authentication strengths cannot be changed or deleted.', { dress: 'Graph' });
}

function usedByAccess(tenant: Tenant, id: string): boolean {
  return tenant.set('identity/conditionalAccess/policies').list().some((policy) => JSON.stringify(policy.body).toLowerCase().includes(id.toLowerCase()));
}

function inUse(what: string, entity: Entity): Refusal {
  return new Refusal(400, 'BadRequest', `The ${what} ${entity.id} is still assigned or referenced and cannot be deleted. Error code: 5001.`);
}

/** Whether any object below the two Intune containers fits. */
function somewhere(tenant: Tenant, fits: (body: JsonObject, entity: Entity) => boolean): boolean {
  const look = (collection: Collection): boolean => collection.list().some((entity) => fits(entity.body, entity) || [...entity.children.values()].some(look));
  return ['deviceManagement', 'deviceAppManagement'].some((name) => look(tenant.set(name)));
}
