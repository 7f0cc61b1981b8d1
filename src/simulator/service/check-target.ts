import { isObject, textAt, type Json } from '../../model/json.js';
import type { Tenant } from '../tenant/tenant.js';
import { badRequest, notFound } from './refusal.js';

export const allUsers = 'acacacac-9df4-4c7d-9d50-4ef0226f57a9';
export const allDevices = 'adadadad-808e-44e2-905a-0b7873a8a531';

/** Groups and filters must exist, an exclusion takes no filter (graph-intune.md 7.2). @throws Refusal */
export function checkTarget(tenant: Tenant, target: Json | undefined, facts: { readonly groupsOnly?: true; readonly noFilters?: true }): void {
  if (!isObject(target)) throw badRequest("An assignment needs a 'target'.");
  const type = (textAt(target, '@odata.type') ?? '').replace('#microsoft.graph.', '');
  const group = textAt(target, 'groupId');
  if (type === 'groupAssignmentTarget' || type === 'exclusionGroupAssignmentTarget' || type === 'cloudPcManagementGroupAssignmentTarget') {
    const found = group === undefined ? undefined : tenant.set('groups').get(group);
    if (found === undefined || !tenant.sees(found)) throw notFound(`Group with id '${group ?? ''}' was not found in the directory.`);
  } else if (facts.groupsOnly === true) throw badRequest(`The target '${type}' is not supported: only groups can be assigned.`);
  const filter = textAt(target, 'deviceAndAppManagementAssignmentFilterId');
  const filterType = textAt(target, 'deviceAndAppManagementAssignmentFilterType') ?? 'none';
  if (filterType === 'none') {
    if (filter !== undefined && filter !== '' && !/^0{8}-/u.test(filter)) throw badRequest('An assignment filter id needs a filter type of include or exclude.');
    return;
  }
  if (type === 'exclusionGroupAssignmentTarget') throw badRequest('An assignment filter cannot be used with an exclusion group.');
  if (facts.noFilters === true) throw badRequest('Assignment filters are not supported for this policy.');
  const found = filter === undefined ? undefined : tenant.set('deviceManagement/assignmentFilters').get(filter);
  if (found === undefined || !tenant.sees(found)) throw badRequest(`Assignment filter with id '${filter ?? ''}' does not exist.`);
}

/** What stands behind the underscore of an assignment's id (graph-intune.md 1). */
export function targetKey(target: Json | undefined): string {
  if (!isObject(target)) return '';
  const type = textAt(target, '@odata.type') ?? '';
  if (type.endsWith('.allLicensedUsersAssignmentTarget')) return allUsers;
  if (type.endsWith('.allDevicesAssignmentTarget')) return allDevices;
  return textAt(target, 'groupId') ?? textAt(target, 'collectionId') ?? '';
}
