import { assignedGroup, resource, roleScopeTags, scopeTags } from './everywhere.js';
import { intune } from './scopes.js';
import type { PolicyType } from '../model/policy-type.js';

export const tenant: readonly PolicyType[] = [
  {
    kind: 'scopeTag',
    title: 'Scope tag',
    area: 'tenant',
    link: resource('intune-rbac-rolescopetag'),
    api: 'beta',
    service: 'rbac',
    collection: 'deviceManagement/roleScopeTags',
    implied: 'roleScopeTag',
    name: 'displayName',
    mapping: 'scope-tags',
    scopes: intune('DeviceManagementRBAC'),
    // the expand answers an empty list, which looks like success (graph-intune.md 4.2)
    assign: { by: 'action', as: 'assignments', read: 'child', only: ['group'], filters: false },
    update: 'patch',
    refs: [assignedGroup],
    owned: [{ when: [{ at: 'isBuiltIn', is: true }], because: 'built in: the Default tag has the id 0 in every tenant', everywhere: true }],
  },
  {
    kind: 'assignmentFilter',
    title: 'Assignment filter',
    area: 'tenant',
    link: resource('intune-policyset-deviceandappmanagementassignmentfilter'),
    api: 'beta',
    service: 'bundles',
    collection: 'deviceManagement/assignmentFilters',
    implied: 'deviceAndAppManagementAssignmentFilter',
    name: 'displayName',
    key: ['platform', 'assignmentFilterManagementType'],
    mapping: 'filters',
    scopes: intune('DeviceManagementConfiguration'),
    // who uses the filter; the service adds it (graph-intune.md 7.14)
    drop: ['payloads'],
    updateDrop: ['platform', 'assignmentFilterManagementType'],
    update: 'patch',
    refs: [roleScopeTags],
    loses: ['Names in the rule (device categories, enrollment profiles) are text: they hold when those keep their names'],
  },
  {
    kind: 'termsAndConditions',
    title: 'Terms and conditions',
    area: 'tenant',
    link: resource('intune-companyterms-termsandconditions'),
    api: 'beta',
    service: 'company-terms',
    collection: 'deviceManagement/termsAndConditions',
    implied: 'termsAndConditions',
    name: 'displayName',
    mapping: 'terms-and-conditions',
    scopes: intune('DeviceManagementServiceConfig'),
    // neither expandable nor set by an action (graph-intune.md 4.2, 7.2)
    assign: { by: 'each', child: 'assignments', filters: false },
    // numbered by the service anew; a higher number asks everybody to accept again (graph-intune.md 7.1)
    drop: ['version'],
    update: 'patch',
    refs: [assignedGroup, scopeTags],
    loses: ['Who accepted the terms: users accept them again'],
  },
];

