import { emptyGuid } from '../model/ids.js';
import type { Assign, PolicyType, Ref } from '../model/policy-type.js';

/** Values that mean "none" where an id is expected: the service uses all three of null, '' and this (real-exports.md 6.7). */
export const nothing = ['', emptyGuid] as const;

/** Virtual groups that have one id in every tenant: all users, all devices (graph-intune.md 1). */
const virtualGroups = ['acacacac-9df4-4c7d-9d50-4ef0226f57a9', 'adadadad-808e-44e2-905a-0b7873a8a531'] as const;

/** The group of an assignment, included or excluded. Dropping it takes the whole assignment along. */
export const assignedGroup: Ref = { at: 'assignments[].target.groupId', to: ['group'], none: nothing, same: virtualGroups, drops: 'item' };

/** The filter of an assignment. Dropping it takes the whole assignment along, because without its filter it would reach more devices. */
export const assignedFilter: Ref = { at: 'assignments[].target.deviceAndAppManagementAssignmentFilterId', to: ['assignmentFilter'], none: nothing, drops: 'item' };

/** Scope tags under the name that most kinds have; `0` is the Default tag of every tenant. */
export const scopeTags: Ref = { at: 'roleScopeTagIds[]', to: ['scopeTag'], same: ['0'], drops: 'value' };

/** Scope tags under the name that filters, policy sets and their like have. */
export const roleScopeTags: Ref = { ...scopeTags, at: 'roleScopeTags[]' };

/** What nearly every Intune policy points at: the groups and filters of its assignments, and its scope tags. */
export const usual: readonly Ref[] = [assignedGroup, assignedFilter, scopeTags];

/** `POST {id}/assign` with `{ "assignments": [ { "target" } ] }`; the assignments come with the list (graph-intune.md 4.2, 7.2). */
export const assignAction = { by: 'action', as: 'assignments', read: 'expand' } as const satisfies Assign;

/** Names by which Microsoft's own services begin what they make in a tenant (real-exports.md 6.6). */
const serviceNames = ['Windows Autopatch - ', 'Windows Autopatch Update Policy', 'Modern Workplace - ', 'Modern Workplace-', 'Modern Workplace Update Policy', 'Modern Workplace Devices-'] as const;

/** Policies that Windows Autopatch, formerly Microsoft Managed Desktop, makes and keeps. */
export function madeByAutopatch(name: 'displayName' | 'name'): NonNullable<PolicyType['owned']> {
  const because = 'Windows Autopatch made it and keeps it: register the destination with Windows Autopatch';
  return serviceNames.map((startsWith) => ({ when: [{ at: name, startsWith }], because }));
}

/** A page of the reference of the Graph API, beta. */
export function resource(page: string): string {
  return `https://learn.microsoft.com/graph/api/resources/${page}?view=graph-rest-beta`;
}
