import { emptyGuid } from '../model/ids.js';
import type { Apart, Assign, PolicyType, Ref } from '../model/policy-type.js';

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

/**
 * The group that devices are put into while they enroll, behind two actions of its profile (graph-intune.md 7.2, 7.6, apple.md
 * 3.5). The set action answers 200 with a verdict, and 500 to an app that signs in as itself.
 */
export const enrollmentTimeGroup: Apart = {
  field: 'enrollmentTimeDeviceMembershipTargets',
  read: {
    answer: 'retrieveEnrollmentTimeDeviceMembershipTarget',
    // the first as some tenants answer it, the second as it is documented
    in: ['enrollmentTimeDeviceMembershipTargets', 'enrollmentTimeDeviceMembershipTargetValidationStatuses'],
    unseen: 'the service did not tell which group its devices join while they enroll: choose the group again',
  },
  items: { keep: ['targetId'], with: { targetType: 'staticSecurityGroup' } },
  send: {
    action: 'setEnrollmentTimeDeviceMembershipTarget',
    as: 'enrollmentTimeDeviceMembershipTargets',
    confirms: {
      member: 'validationSucceeded',
      otherwise: 'the group must be a static security group that the application "Intune Provisioning Client" (f1346770-5b25-470b-88bd-d5744ab7952c) owns, and a person must be signed in, because the service answers an app by itself with 500: add that owner, sign in, and run import again',
    },
  },
};

export const enrollmentTimeTarget: Ref = { at: 'enrollmentTimeDeviceMembershipTargets[].targetId', to: ['group'], none: nothing, drops: 'item' };
