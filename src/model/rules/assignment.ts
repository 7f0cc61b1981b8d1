import type { RuleText } from '../rules.js';
import { links } from './links.js';

/** GAP-ASSIGN: who gets a policy. Reaching more people than before is worse than reaching fewer. */
export const assignment = {
  unassigned: {
    title: 'A policy is assigned to nobody',
    severity: 'low', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'source admin',
    consequence: 'It has no effect in the source and will have none in the destination. It may be a leftover.',
    remedy: ['Ask its owner whether it is still needed.', 'Leave it out of the move if not.'],
    link: links.assign,
  },
  exclusionDropped: {
    title: 'An exclusion would be lost, so the policy would reach more people',
    severity: 'blocker', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'destination admin',
    answer: 'mapping',
    consequence: 'Those who were kept out of the policy would get it.',
    remedy: ['Map the excluded group or create it.', 'Or confirm in the mapping file that the exclusion may leave.'],
    link: links.assign,
  },
  filterPlatform: {
    title: 'A filter is made for another platform than the policy',
    severity: 'medium', effort: 'minutes', certainty: 'documented', moment: 'before', owner: 'source admin',
    consequence: 'The filter never matches, so an included group gets nothing and an excluded one everything.',
    remedy: ['Use a filter of the same platform as the policy.'],
    link: links.filters,
  },
  filterDropped: {
    title: 'An assignment is left out because its filter is',
    severity: 'medium', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'destination admin',
    consequence: 'Without its filter the assignment would hold for the whole group, so it does not arrive at all. The group gets nothing through it.',
    remedy: ['Map the filter in filters.json, or let it be created, and plan again.', 'Or confirm that the group goes without the policy.'],
    link: links.filters,
  },
  assignmentsHeld: {
    title: 'Assignments are held back',
    severity: 'info', effort: 'minutes', certainty: 'proven', moment: 'cut-over', owner: 'consultant',
    consequence: 'The policies arrive without effect until they are assigned.',
    remedy: ['Plan with --assignments now when the destination is ready.'],
    link: links.assign,
  },
  assignmentsEmptied: {
    title: 'No assignment of a policy is left',
    severity: 'high', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'destination admin',
    consequence: 'All of its targets were dropped. It arrives but reaches nobody.',
    remedy: ['Map at least one of the groups, or leave the policy out.'],
    link: links.assign,
  },
  assignmentTarget: {
    title: 'The destination does not take this kind of assignment',
    severity: 'high', effort: 'minutes', certainty: 'documented', moment: 'before', owner: 'consultant',
    consequence: 'The assignment is left out.',
    remedy: ['Assign the object by hand to a target that the service allows.'],
    link: links.assign,
  },
  assignmentEmptyGroup: {
    title: 'A policy is assigned to a group without members',
    severity: 'low', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'source admin',
    consequence: 'The policy reaches nobody through this group.',
    remedy: ['Check whether the group still has a purpose.'],
    link: links.groups,
  },
  assignmentEverybody: {
    title: 'A policy is assigned to all users or all devices',
    severity: 'info', effort: 'minutes', certainty: 'proven', moment: 'cut-over', owner: 'destination admin',
    consequence: 'In the destination it also reaches people and devices that are there already.',
    remedy: ['Check that this is wanted, or plan with --assignments later.'],
    link: links.assign,
  },
  assignmentPolicySet: {
    title: 'An assignment comes from a policy set',
    severity: 'low', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'consultant',
    consequence: 'It is not sent on its own; the policy set assigns it when it moves.',
    remedy: ['Check the policy set in the destination after the import.'],
    link: links.policySets,
  },
} satisfies Record<string, RuleText>;
