import type { RuleText } from '../rules.js';
import { links } from './links.js';

/** GAP-REF: what policies point at, and what stands for it in the destination. A tie is a question, never a choice. */
export const reference = {
  orphanGroup: {
    title: 'An assignment points at a group that no longer exists',
    severity: 'medium', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'source admin',
    consequence: 'The destination refuses an assignment to an unknown group. Nobody gets the policy through this assignment today either.',
    remedy: ['Find out who was in the group.', 'Set "drop" for it in groups.json, or map it to the group that took its place.'],
    link: links.groups,
  },
  orphanReference: {
    title: 'A policy points at an object that no longer exists',
    severity: 'medium', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'source admin',
    consequence: 'The destination refuses the policy, or the policy does less than its text says.',
    remedy: ['Repair the policy in the source and export again.', 'Or decide in the mapping file what takes the place of the missing object.'],
  },
  twinNames: {
    title: 'Several objects of the destination fit one object of the source',
    severity: 'blocker', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'destination admin',
    answer: 'mapping',
    consequence: 'The tool does not pick one. Everything that points at the object waits.',
    remedy: ['Open the mapping file named in the finding; it lists the candidates.', 'Write the id of the right one, or "create" or "drop".'],
  },
  noTwin: {
    title: 'Nothing in the destination stands for an object of the source',
    severity: 'blocker', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'destination admin',
    answer: 'mapping',
    consequence: 'Everything that points at the object waits for a decision.',
    remedy: ['Create the object in the destination and run the mapping again.', 'Or set "create" where the kind allows it, or "drop" if the reference may leave.'],
  },
  openReference: {
    title: 'A reference still waits for a decision',
    severity: 'blocker', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'consultant',
    answer: 'mapping',
    consequence: 'The objects that use it are not written.',
    remedy: ['Decide the entry in the mapping file: map, create, drop or keep.', 'Plan again.'],
  },
  droppedReference: {
    title: 'A reference is left out because the mapping says so',
    severity: 'low', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'consultant',
    consequence: 'The policy arrives without it. Check that its effect is still what you want.',
    remedy: ['Confirm the decision with the owner of the policy.'],
  },
  notExported: {
    title: 'A policy points at an object that is not in the export',
    severity: 'high', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'consultant',
    consequence: 'The object it needs is not created. The policy waits unless the destination already has a match.',
    remedy: ['Export again with the missing kind included.', 'Or map the object to one that exists in the destination.'],
  },
  mappedIdMissing: {
    title: 'A mapping names an object that the destination does not have',
    severity: 'blocker', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'consultant',
    consequence: 'Everything that uses the entry would be refused.',
    remedy: ['Correct the id in the mapping file.', 'Check that the file belongs to this destination.'],
  },
  weakMatch: {
    title: 'A match rests on the name alone',
    severity: 'low', effort: 'minutes', certainty: 'inferred', moment: 'before', owner: 'destination admin',
    consequence: 'If two different things share the name, policies reach the wrong people or devices.',
    remedy: ['Compare the two objects once and keep the entry if they mean the same.'],
  },
  groupCreatedEmpty: {
    title: 'A group is created without members',
    severity: 'medium', effort: 'hours', certainty: 'proven', moment: 'cut-over', owner: 'destination admin',
    consequence: 'Policies assigned to it reach nobody until members are added. Users and devices are not copied.',
    remedy: ['Add the members in the destination before the cut-over.', 'Or map the group to one that already has them.'],
    link: links.groups,
  },
  groupRuleBound: {
    title: 'The rule of a dynamic group names something of the source tenant',
    severity: 'high', effort: 'minutes', certainty: 'inferred', moment: 'before', owner: 'destination admin',
    consequence: 'The group would stay empty or hold the wrong members, and its policies with it.',
    remedy: ['Read the rule in the finding and write the values of the destination.', 'Set "map" to a group you made yourself, if the rule needs to change.'],
    link: links.groupsDynamic,
  },
  groupSynced: {
    title: 'A group comes from an on-premises directory',
    severity: 'high', effort: 'hours', certainty: 'documented', moment: 'before', owner: 'destination admin',
    consequence: 'A cloud copy would look the same but would not follow the on-premises members.',
    remedy: ['Synchronize the group into the destination, then run the mapping again.', 'Or set "create" if a cloud group may take its place.'],
    link: links.groupsSynced,
  },
  groupNotCreatable: {
    title: 'A group cannot be created by this tool',
    severity: 'high', effort: 'hours', certainty: 'documented', moment: 'before', owner: 'destination admin',
    consequence: 'Assignments to it wait. Mail groups, Microsoft 365 groups and groups that can hold roles have to be made by an administrator.',
    remedy: ['Create the group in the destination.', 'Run the mapping again, or enter its id in groups.json.'],
    link: links.groups,
  },
  nameIsKey: {
    title: 'A rule finds an object by its display name',
    severity: 'medium', effort: 'minutes', certainty: 'documented', moment: 'before', owner: 'consultant',
    consequence: 'If the object is renamed or gets a prefix in the destination, the rule no longer finds it.',
    remedy: ['Keep the name, or change the rule together with it.'],
    link: links.filterProperties,
  },
  openLeftOut: {
    title: 'An undecided reference was left out because --allow-open was given',
    severity: 'high', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'consultant',
    consequence: 'The policy arrives without it and may do less, or reach other people, than in the source.',
    remedy: ['Decide the entry in the mapping file and plan again.', 'Or confirm with the owner of the policy that it may go without.'],
  },
  unclearReference: {
    title: 'A reference fits more than one object of the source',
    severity: 'blocker', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'consultant',
    consequence: 'The export names the target only by a name that several objects share. The tool does not pick one.',
    remedy: ['Export from the source tenant itself, which gives ids.', 'Or rename one of the objects in the source and export again.'],
  },
} satisfies Record<string, RuleText>;
