import type { RuleText } from '../rules.js';
import { links } from './links.js';

/** GAP-OWNED, GAP-DEFAULT, GAP-NAME: whose object it is, and whether its name tells it apart. */
export const identity = {
  ownedByService: {
    title: 'The service owns this object',
    severity: 'info', effort: 'minutes', certainty: 'documented', moment: 'before', owner: 'destination admin',
    consequence: 'It stays behind. The service makes its own copy in the destination when the feature is switched on there.',
    remedy: ['Switch the feature on in the destination, if it is wanted.'],
    link: links.autopatch,
  },
  defaultUpdated: {
    title: 'A default object of the destination is changed',
    severity: 'medium', effort: 'minutes', certainty: 'documented', moment: 'cut-over', owner: 'destination admin',
    consequence: 'Default restrictions, limits and pages exist once per tenant and reach everybody. Changing them has an effect at once.',
    remedy: ['Compare the two defaults before the import.', 'Leave the object out if the destination should keep its own.'],
    link: links.enrollmentRestrictions,
  },
  defaultThere: {
    title: 'Every tenant has its own object of this kind',
    severity: 'info', effort: 'minutes', certainty: 'documented', moment: 'before', owner: 'destination admin',
    consequence: 'The destination keeps its own as it is, unless the plan is made with --on-existing update.',
    remedy: ['Compare the two defaults.', 'Plan with --on-existing update if that of the source shall take its place.'],
    link: links.enrollmentRestrictions,
  },
  defaultNoTwin: {
    title: 'The destination lacks a default object',
    severity: 'high', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'destination admin',
    consequence: 'Default objects cannot be created, so the settings of this one do not move.',
    remedy: ['Open the page of the feature in the admin center once; the service then creates its default.', 'Plan again.'],
    link: links.enrollmentRestrictions,
  },
  priorityOrder: {
    title: 'The order of priorities changes in the destination',
    severity: 'medium', effort: 'minutes', certainty: 'documented', moment: 'after', owner: 'destination admin',
    consequence: 'The first matching restriction wins. Objects that exist there already stand in front of those that arrive.',
    remedy: ['Check the order in the admin center after the import.'],
    link: links.enrollmentRestrictions,
  },
  nameTwinsInSource: {
    title: 'Two objects of the source share kind and name',
    severity: 'low', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'source admin',
    consequence: 'Both are created. Afterwards people cannot tell them apart by name, and neither can a second run by name alone.',
    remedy: ['Rename one of them in the source and export again, if you can.'],
  },
  nameTaken: {
    title: 'The destination has another object of this name',
    severity: 'medium', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'destination admin',
    consequence: 'Some kinds refuse a second object of one name.',
    remedy: ['Rename one of the two, use --prefix, or choose what happens with --on-existing.'],
  },
  nameEmpty: {
    title: 'An object has no name',
    severity: 'medium', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'source admin',
    consequence: 'The destination refuses an object without a name, and nobody can match it later.',
    remedy: ['Give it a name in the source and export again.'],
  },
  nameAlmostSame: {
    title: 'Two names differ only in case or blanks',
    severity: 'low', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'source admin',
    consequence: 'People mix them up, and some searches of the service take them for one.',
    remedy: ['Rename one of them.'],
  },
  nameTwinsInDestination: {
    title: 'Several objects of the destination have this name',
    severity: 'blocker', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'destination admin',
    answer: 'mapping',
    consequence: 'It is not clear which one is the counterpart, so nothing is written.',
    remedy: ['Remove or rename the extra ones in the destination.', 'Or name the right one in the mapping file.'],
  },
} satisfies Record<string, RuleText>;
