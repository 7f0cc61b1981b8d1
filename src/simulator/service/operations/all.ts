import type { Operation } from '../operation.js';
import { appOperations } from './apps.js';
import { assignActions } from './assign.js';
import { complianceActions } from './compliance.js';
import { configurationOperations } from './configurations.js';
import { directoryOperations } from './directory.js';
import { groupPolicyOperations } from './group-policy.js';
import { intentOperations } from './intents.js';
import { tenantOperations } from './tenant.js';

const byName = new Map<string, Operation[]>();
const operations = [...assignActions, ...complianceActions, ...configurationOperations, ...directoryOperations, ...groupPolicyOperations, ...appOperations, ...intentOperations, ...tenantOperations];
for (const operation of operations) {
  const name = operation.name.toLowerCase();
  byName.set(name, [...(byName.get(name) ?? []), operation]);
}

/** The action or function of a name at a place; undefined where there is none. `at` undefined: bound to the service itself. */
export function findOperation(at: { readonly path: string; readonly entity: boolean } | undefined, name: string): Operation | undefined {
  return byName
    .get(name.toLowerCase())
    ?.find((candidate) => (at === undefined ? candidate.on === undefined : candidate.entity === at.entity && (candidate.on?.includes(at.path) ?? false)));
}
