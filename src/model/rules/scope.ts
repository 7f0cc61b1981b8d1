import type { RuleText } from '../rules.js';
import { links } from './links.js';

/** GAP-SCOPE: how completely the source was seen. What could not be read is not "none" (promise 5). */
export const scope = {
  kindNotSeen: {
    title: 'A kind of object could not be read',
    severity: 'high', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'source admin',
    consequence: 'The report cannot say whether the source holds such objects. If it does, they stay behind and nobody notices.',
    remedy: ['Grant one of the permissions named in the finding to the app that reads the source.', 'Have an administrator consent to it.', 'Run the export again.'],
    link: links.graphPermissions,
  },
  kindPartial: {
    title: 'A kind of object was read only in part',
    severity: 'high', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'consultant',
    consequence: 'Some objects of this kind are missing from the export. They would stay behind.',
    remedy: ['Run the export again; it reads every kind to its end or says why not.', 'If it stops at the same place again, give the request id to Microsoft support.'],
    link: links.graphErrors,
  },
  kindNotAvailable: {
    title: 'The source tenant does not offer this kind',
    severity: 'info', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'source admin',
    consequence: 'The tenant has no license for the feature, or its cloud does not have it. There is nothing to move.',
    remedy: ['No action, unless you know that such objects exist. In that case check the license of the source tenant.'],
    link: links.licenses,
  },
  kindNotAsked: {
    title: 'This kind was left out of the export on request',
    severity: 'info', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'consultant',
    consequence: 'Objects of this kind are not part of this move. Policies that point at them may lack their target.',
    remedy: ['Export again without the option that left the kind out, if it should move.'],
  },
  objectIncomplete: {
    title: 'An object was not read whole',
    severity: 'blocker', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'consultant',
    consequence: 'Parts of the object, such as settings or messages, are missing. It is not created, because half a policy looks like a whole one.',
    remedy: ['Run the export again for this kind.', 'Compare the number of settings in the admin center with the number in the finding.'],
  },
  unknownType: {
    title: 'An object has a type that this tool does not know',
    severity: 'high', effort: 'hours', certainty: 'proven', moment: 'before', owner: 'consultant',
    consequence: 'The object stays behind, and the export does not hold it.',
    remedy: ['Build the object by hand in the destination.', 'Report the type to the project, so that a later version carries it.'],
  },
  assignmentsUnknown: {
    title: 'It is not known who a policy is assigned to',
    severity: 'high', effort: 'hours', certainty: 'proven', moment: 'before', owner: 'source admin',
    consequence: 'The policy arrives without assignments and has no effect until somebody assigns it.',
    remedy: ['Export from the source tenant itself, or with an option of the other tool that includes assignments.', 'Or note the assignments in the source and set them by hand in the destination.'],
    link: links.assign,
  },
  neighborNotSeen: {
    title: 'An object that policies point at could not be read',
    severity: 'high', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'source admin',
    consequence: 'Without its name and facts no match can be found in the destination. The reference stays open.',
    remedy: ['Grant the permission named in the finding and export again.', 'Or enter the destination object in the mapping file by hand.'],
    link: links.graphPermissions,
  },
  exportOld: {
    title: 'The export is older than a week',
    severity: 'low', effort: 'minutes', certainty: 'proven', moment: 'cut-over', owner: 'consultant',
    consequence: 'Changes made in the source since then are not part of the move.',
    remedy: ['Export again shortly before the move and compare the two folders.'],
  },
} satisfies Record<string, RuleText>;
