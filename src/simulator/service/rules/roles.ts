import { isList, isObject, textAt, textsAt, type JsonObject } from '../../../model/json.js';
import type { Tenant } from '../../tenant/tenant.js';
import { badRequest, notFound, Refusal } from '../refusal.js';
import type { Rule } from '../rule.js';

/** Intune roles: actions that the service knows, roles of Microsoft that nobody changes, assignments that name a role and groups (graph-intune.md 7.13). */
export const roleRules: readonly Rule[] = [
  {
    on: ['deviceManagement/roleDefinitions'],
    create({ incoming, seed }) {
      if (seed) return;
      if (incoming.type.name !== 'deviceAndAppManagementRoleDefinition') throw badRequest("A role definition must be a '#microsoft.graph.deviceAndAppManagementRoleDefinition'.");
      if ('permissions' in incoming.body) throw badRequest("'permissions' is obsolete: send 'rolePermissions'.");
      checkActions(incoming.body);
      incoming.body['isBuiltIn'] = false;
      incoming.body['isBuiltInRoleDefinition'] = false;
    },
    change({ incoming, entity, seed }) {
      if (seed) return;
      refuseBuiltIn(entity.body);
      checkActions(incoming.body);
    },
    remove: ({ tenant, entity }) => {
      refuseBuiltIn(entity.body);
      const used = tenant.set('deviceManagement/roleAssignments').list().some((one) => one.pointers.get('roleDefinition')?.some((pointer) => pointer.id === entity.id) === true);
      if (used) throw badRequest('The role is assigned: remove its assignments first.');
    },
  },
  {
    on: ['deviceManagement/roleAssignments'],
    create({ tenant, incoming, seed }) {
      if (seed) return;
      if (incoming.type.name !== 'deviceAndAppManagementRoleAssignment') throw badRequest("A role assignment must be a '#microsoft.graph.deviceAndAppManagementRoleAssignment'.");
      if (!incoming.binds.has('roleDefinition')) throw badRequest("'roleDefinition@odata.bind' is required.");
      checkGroups(tenant, incoming.body);
    },
    change({ tenant, incoming, seed }) {
      if (!seed) checkGroups(tenant, incoming.body);
    },
  },
];

/** Names of actions are `<application>_<resource>_<verb>`; an unknown one is refused. */
function checkActions(body: JsonObject): void {
  for (const permission of list(body['rolePermissions'])) {
    for (const action of list(permission['resourceActions'])) {
      for (const name of [...textsAt(action, 'allowedResourceActions'), ...textsAt(action, 'notAllowedResourceActions')]) {
        if (!/^Microsoft\.(?:Intune|CloudPC|StoreApps)[._/]/u.test(name)) throw badRequest(`The resource action '${name}' is not known.`);
      }
    }
  }
}

function checkGroups(tenant: Tenant, body: JsonObject): void {
  for (const member of ['members', 'resourceScopes', 'scopeMembers']) {
    for (const id of textsAt(body, member)) if (tenant.set('groups').get(id) === undefined) throw notFound(`Group with id '${id}' was not found in the directory.`);
  }
}

function refuseBuiltIn(body: JsonObject): void {
  if (body['isBuiltIn'] === true) throw new Refusal(403, 'Forbidden', `The built-in role '${textAt(body, 'displayName') ?? ''}' cannot be changed or deleted.`);
}

function list(value: unknown): JsonObject[] {
  return isList(value) ? value.filter(isObject) : [];
}
