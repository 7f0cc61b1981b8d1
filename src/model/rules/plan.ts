import type { RuleText } from '../rules.js';
import { links } from './links.js';

/** GAP-PLAN: what the plan met in the destination. */
export const plan = {
  destinationMoved: {
    title: 'The destination has changed since the plan was made',
    severity: 'blocker', effort: 'minutes', certainty: 'proven', moment: 'cut-over', owner: 'consultant',
    consequence: 'The import does not start, because the plan no longer says what would happen.',
    remedy: ['Plan again, read what is different, and import the new plan.'],
  },
  existsSkipped: {
    title: 'The destination already has this object, so it is left as it is',
    severity: 'info', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'destination admin',
    consequence: 'Nothing is written. Policies that point at it use the one that is there.',
    remedy: ['Plan with --on-existing update if it should become equal to the source.'],
  },
  existsUpdated: {
    title: 'An object of the destination is changed to match the source',
    severity: 'medium', effort: 'minutes', certainty: 'proven', moment: 'cut-over', owner: 'destination admin',
    consequence: 'Its present settings are overwritten. The journal keeps them for a rollback.',
    remedy: ['Read the differences in the plan before you import it.'],
  },
  existsStops: {
    title: 'The destination already has this object, and the plan was told to stop',
    severity: 'blocker', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'consultant',
    answer: 'option',
    consequence: 'Nothing is written until this is settled.',
    remedy: ['Use --on-existing skip or update, or remove the object from the destination.'],
  },
  skippedAfter: {
    title: 'An object waits for another one that does not move',
    severity: 'high', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'consultant',
    consequence: 'It is skipped. It moves as soon as the other one does.',
    remedy: ['Solve the finding of the object it waits for.'],
  },
  largeChange: {
    title: 'The plan changes a large part of the destination',
    severity: 'high', effort: 'minutes', certainty: 'proven', moment: 'cut-over', owner: 'destination admin',
    consequence: 'A mistake in the mapping would touch many policies at once.',
    remedy: ['Read the plan with the owner of the destination.', 'Try a part of it first, with --only.'],
  },
  cannotUpdate: {
    title: 'The service does not allow this object to be changed',
    severity: 'medium', effort: 'hours', certainty: 'documented', moment: 'before', owner: 'destination admin',
    consequence: 'The object of the destination stays as it is, although it differs from the source.',
    remedy: ['Delete it in the destination and import again, or change it by hand.'],
  },
  decisionUnused: {
    title: 'A mapping decides something that the export no longer uses',
    severity: 'info', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'consultant',
    consequence: 'The entry has no effect.',
    remedy: ['No action. Remove the entry if it confuses.'],
  },
  longRun: {
    title: 'The import will run for a long time',
    severity: 'info', effort: 'hours', certainty: 'inferred', moment: 'cut-over', owner: 'consultant',
    consequence: 'The service limits the number of writes. The plan says how long they take.',
    remedy: ['Start early enough. An interrupted import goes on where it stood.'],
    link: links.graphThrottling,
  },
} satisfies Record<string, RuleText>;
