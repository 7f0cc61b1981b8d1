import type { RuleText } from '../rules.js';
import { links } from './links.js';

/** GAP-RUN and GAP-VERIFY: what happened on import, and what reading back has shown. */
export const run = {
  writeFailed: {
    title: 'An object could not be written',
    severity: 'high', effort: 'hours', certainty: 'proven', moment: 'after', owner: 'consultant',
    consequence: 'It is missing in the destination, and so is what depends on it.',
    remedy: ['Read the answer of the service in the finding and remove the cause.', 'Import the same plan again; what is done is not done twice.'],
    link: links.graphErrors,
  },
  answerLost: {
    title: 'It is not known whether a write has happened',
    severity: 'high', effort: 'minutes', certainty: 'proven', moment: 'after', owner: 'consultant',
    consequence: 'The object may exist. Nothing is sent twice on a guess.',
    remedy: ['Import the same plan again: it looks for the object first.'],
  },
  parked: {
    title: 'A write waits for the approval of a second administrator',
    severity: 'high', effort: 'hours', certainty: 'proven', moment: 'after', owner: 'destination admin',
    consequence: 'The object does not exist until somebody approves.',
    remedy: ['Approve the request in the admin center.', 'Import the same plan again.'],
    link: links.approval,
  },
  refused: {
    title: 'The service refused an object for good',
    severity: 'high', effort: 'hours', certainty: 'proven', moment: 'after', owner: 'consultant',
    consequence: 'It does not arrive, however often the import runs.',
    remedy: ['Read the reason in the finding.', 'Correct the object in the source, or build it by hand.', 'Give the request id to Microsoft support if the reason is unclear.'],
    link: links.graphErrors,
  },
  leftByRollback: {
    title: 'The rollback left an object in place',
    severity: 'medium', effort: 'minutes', certainty: 'proven', moment: 'after', owner: 'destination admin',
    consequence: 'Somebody changed it after the import, or something else uses it, so the tool leaves it alone.',
    remedy: ['Look at what the finding names, and remove or change the object by hand if it is not wanted.', 'Roll back once more when the reason is gone.'],
  },
  notReached: {
    title: 'The import ended before this object was done',
    severity: 'high', effort: 'minutes', certainty: 'proven', moment: 'after', owner: 'consultant',
    consequence: 'It is not in the destination yet, or not assigned there yet.',
    remedy: ['Import the same plan again; it goes on where it stood.'],
  },
  verifyDifferent: {
    title: 'An object arrived different from the plan',
    severity: 'high', effort: 'hours', certainty: 'proven', moment: 'after', owner: 'consultant',
    consequence: 'Devices get other settings than agreed.',
    remedy: ['Compare the places named in the finding.', 'Import again, or correct the object by hand.'],
  },
  verifyMissing: {
    title: 'An object that should be there is missing',
    severity: 'high', effort: 'minutes', certainty: 'proven', moment: 'after', owner: 'consultant',
    consequence: 'Its protection or configuration is missing in the destination.',
    remedy: ['Ask whether somebody removed it.', 'Import the same plan again.'],
  },
  verifyNotChecked: {
    title: 'An object could not be read back',
    severity: 'medium', effort: 'minutes', certainty: 'proven', moment: 'after', owner: 'consultant',
    consequence: 'It is not proven that it arrived as planned.',
    remedy: ['Run verify again with the permission named in the finding.'],
  },
  verifyTidied: {
    title: 'The service tidied an object',
    severity: 'info', effort: 'minutes', certainty: 'proven', moment: 'after', owner: 'consultant',
    consequence: 'It added defaults, sorted a list or changed case. The meaning is the same.',
    remedy: ['No action.'],
  },
} satisfies Record<string, RuleText>;
