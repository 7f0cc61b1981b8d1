import { isObject, textAt, type Json, type JsonObject } from '../model/json.js';
import type { PolicyType } from '../model/policy-type.js';

type Target = 'group' | 'exclusion' | 'all users' | 'all devices';

const targets: Readonly<Record<string, Target>> = {
  groupAssignmentTarget: 'group',
  // of Windows 365
  cloudPcManagementGroupAssignmentTarget: 'group',
  exclusionGroupAssignmentTarget: 'exclusion',
  allLicensedUsersAssignmentTarget: 'all users',
  allDevicesAssignmentTarget: 'all devices',
};

/** An assignment that the kind does not take in the destination. */
export interface RefusedAssignment {
  /** Place in the policy's list. */
  readonly index: number;
  readonly because: string;
}

function typeOfTarget(assignment: JsonObject): string {
  const target = assignment['target'];
  return (isObject(target) ? (textAt(target, '@odata.type') ?? '') : '').replace(/^#?microsoft\.graph\./u, '');
}

function hasFilter(assignment: JsonObject): boolean {
  const target = assignment['target'];
  const id = isObject(target) ? textAt(target, 'deviceAndAppManagementAssignmentFilterId') : undefined;
  return id !== undefined && !/^[0-]*$/u.test(id);
}

function takesFilters(row: PolicyType, type: string | undefined): boolean {
  const filters = row.assign?.filters;
  return filters === undefined || (filters !== false && (type === undefined || !filters.notFor.includes(type)));
}

function refusal(row: PolicyType, type: string | undefined, assignment: JsonObject): string | undefined {
  const only = row.assign?.only;
  const said = typeOfTarget(assignment);
  const target = targets[said];
  if (target === undefined) return said === '' ? 'it has no target' : `a target of the kind ${said} means nothing in another tenant`;
  if (only?.includes(target) === false) return `the service takes no assignment to ${target === 'exclusion' ? 'an excluded group' : target} here`;
  // without its filter it would reach more devices
  if (target !== 'exclusion' && hasFilter(assignment) && !takesFilters(row, type)) return 'the service takes no assignment filters here';
  return undefined;
}

/**
 * The assignments that cannot be sent for a kind (graph-intune.md 7.2). Where one of them keeps a group out, none is sent:
 * without it the others would reach people who were kept out.
 */
export function refusedAssignments(row: PolicyType, type: string | undefined, assignments: readonly Json[]): RefusedAssignment[] {
  if (row.assign === undefined) return [];
  const refused = assignments.flatMap((assignment, index) => {
    const because = isObject(assignment) ? refusal(row, type, assignment) : 'it is no object';
    return because === undefined ? [] : [{ index, because, excludes: isObject(assignment) && targets[typeOfTarget(assignment)] === 'exclusion' }];
  });
  const exclusion = refused.find((one) => one.excludes);
  if (exclusion === undefined) return refused.map(({ index, because }) => ({ index, because }));
  return assignments.map((_assignment, index) => ({ index, because: refused.find((one) => one.index === index)?.because ?? `the exclusion beside it cannot be sent: ${exclusion.because}` }));
}
