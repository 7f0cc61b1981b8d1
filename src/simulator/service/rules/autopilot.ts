import { objectAt, textAt } from '../../../model/json.js';
import { checkTarget } from '../check-target.js';
import { badRequest } from '../refusal.js';
import type { Rule } from '../rule.js';

/** Autopilot profiles and the sets that take one POST for each assignment (graph-intune.md 7.2, 7.15). */
export const eachAssignmentRules: readonly Rule[] = [
  {
    on: ['deviceManagement/windowsAutopilotDeploymentProfiles/assignments', 'deviceManagement/termsAndConditions/assignments', 'deviceManagement/appleUserInitiatedEnrollmentProfiles/assignments'],
    create({ tenant, collection, incoming, seed }) {
      if (seed) return;
      checkTarget(tenant, incoming.body['target'], { noFilters: true });
      const target = objectAt(incoming.body, 'target') ?? {};
      if (collection.path.includes('windowsAutopilot') && textAt(target, '@odata.type')?.endsWith('allLicensedUsersAssignmentTarget') === true) throw badRequest('An Autopilot profile is assigned to devices, not to users.');
      const wanted = JSON.stringify(incoming.body['target']);
      if (collection.list().some((other) => JSON.stringify(other.body['target']) === wanted)) throw badRequest('The target is assigned already.');
    },
  },
  {
    on: ['deviceManagement/windowsAutopilotDeploymentProfiles'],
    create({ incoming, seed }) {
      const name = textAt(incoming.body, 'displayName') ?? '';
      if (!seed && /[!#%^*)(+;'><]/u.test(name)) throw badRequest(`The name '${name}' holds a character that is not allowed.`);
    },
  },
];
