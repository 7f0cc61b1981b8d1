import { resource, scopeTags } from './everywhere.js';
import { intune } from './scopes.js';
import type { LinkRule, PolicyType, Ref } from '../model/policy-type.js';

/** Groups that a role assignment names in its body. */
const groups = (member: string): Ref => ({ at: `${member}[]`, to: ['group'], drops: 'value' });

const assignmentLinks: Readonly<Record<string, LinkRule>> = {
  roleDefinition: { to: ['roleDefinition'], many: false, expanded: true },
  roleScopeTags: { to: ['scopeTag'], many: true, expanded: true },
};

/** Who may do what in Intune (graph-intune.md 7.13, intune-objects.md 2.9). */
export const roles: readonly PolicyType[] = [
  {
    kind: 'roleDefinition',
    title: 'Intune role',
    area: 'tenant',
    link: resource('intune-rbac-roledefinition'),
    api: 'beta',
    service: 'rbac',
    collection: 'deviceManagement/roleDefinitions',
    implied: 'deviceAndAppManagementRoleDefinition',
    name: 'displayName',
    mapping: 'roles',
    scopes: intune('DeviceManagementRBAC'),
    // the same as rolePermissions, in the words of older clients
    drop: ['permissions'],
    update: 'patch',
    refs: [scopeTags],
    owned: [{ when: [{ at: 'isBuiltIn', is: true }], because: 'built in: Microsoft gives every tenant the same roles', everywhere: true }],
  },
  {
    kind: 'roleAssignment',
    title: 'Intune role assignment',
    area: 'tenant',
    link: resource('intune-rbac-deviceandappmanagementroleassignment'),
    api: 'beta',
    service: 'rbac',
    // below the role, where the reference pages have it, no create works (intune-objects.md 2.9)
    collection: 'deviceManagement/roleAssignments',
    // members and scopes come by id only (graph-intune.md 4.2)
    detail: '$expand=roleDefinition,microsoft.graph.deviceAndAppManagementRoleAssignment/roleScopeTags',
    implied: 'deviceAndAppManagementRoleAssignment',
    name: 'displayName',
    mapping: 'role-assignments',
    scopes: { read: ['DeviceManagementRBAC.Read.All', 'Group.Read.All'], write: ['DeviceManagementRBAC.ReadWrite.All', 'Group.Read.All'] },
    update: 'patch',
    refs: [groups('members'), groups('resourceScopes'), groups('scopeMembers'), scopeTags],
    links: { deviceAndAppManagementRoleAssignment: assignmentLinks },
    loses: ['Members of the groups, who are other people in the other tenant'],
  },
];
