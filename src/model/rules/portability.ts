import type { RuleText } from '../rules.js';
import { links } from './links.js';

/** GAP-LOSS, GAP-ADMX, GAP-TEMPLATE, GAP-CYCLE: objects that do not travel whole, or not at all. */
export const portability = {
  losesPart: {
    title: 'A part of this object does not travel',
    severity: 'medium', effort: 'minutes', certainty: 'documented', moment: 'after', owner: 'destination admin',
    consequence: 'The object arrives without the part named in the finding.',
    remedy: ['Set the part by hand in the destination after the import.'],
  },
  kindLoses: {
    title: 'Some parts never travel with objects of this kind',
    severity: 'info', effort: 'minutes', certainty: 'documented', moment: 'before', owner: 'destination admin',
    consequence: 'An object that has such a part arrives without it. Most objects have none.',
    remedy: ['Read what is named. Where an object of yours has it, set it in the destination after the import.'],
  },
  rebuildByHand: {
    title: 'This object has to be built again by hand',
    severity: 'high', effort: 'hours', certainty: 'documented', moment: 'before', owner: 'destination admin',
    consequence: 'The service gives no way to create it from its export. Until it is rebuilt, its protection is missing.',
    remedy: ['Build it in the destination with the exported file as a guide.', 'Enter it in the mapping file, so that policies find it.'],
  },
  excludedOnPurpose: {
    title: 'This object was left out on purpose',
    severity: 'info', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'consultant',
    consequence: 'It stays in the source.',
    remedy: ['No action. The report names who decided it where that is known.'],
  },
  scriptRunsAgain: {
    title: 'A script runs again on every device',
    severity: 'low', effort: 'minutes', certainty: 'documented', moment: 'cut-over', owner: 'app owner',
    consequence: 'For the destination the script is new. It runs once on each device that arrives, also where it ran before.',
    remedy: ['Make sure that a second run does no harm.', 'Hold the assignment back if it does.'],
    link: links.scripts,
  },
  noncomplianceLost: {
    title: 'An action for noncompliance does not arrive as it was',
    severity: 'high', effort: 'minutes', certainty: 'documented', moment: 'before', owner: 'security',
    consequence: 'Devices are marked or users are warned at other times than before.',
    remedy: ['Map the message template and the groups of the action.', 'Check the actions of the policy after the import.'],
    link: links.complianceActions,
  },
  admxCustom: {
    title: 'A policy rests on an imported administrative template',
    severity: 'high', effort: 'hours', certainty: 'documented', moment: 'before', owner: 'destination admin',
    consequence: 'The service never gives the ADMX file back, and its definitions have other ids in each tenant.',
    remedy: ['Import the same ADMX and ADML files in the destination.', 'Wait until their state is "available", then run the mapping again.'],
    link: links.admxImport,
  },
  admxFileMissing: {
    title: 'The export has no ADMX file for this policy',
    severity: 'high', effort: 'hours', certainty: 'proven', moment: 'before', owner: 'app owner',
    consequence: 'Nobody can create the policy before the file is found.',
    remedy: ['Get the file from the maker of the software.'],
    link: links.admxImport,
  },
  waitsForUpload: {
    title: 'An object waits for what the service makes of a file that the plan uploads',
    severity: 'medium', effort: 'minutes', certainty: 'proven', moment: 'cut-over', owner: 'consultant',
    consequence: 'It stays behind this time: ids of settings of an uploaded file exist only once the destination has processed it.',
    remedy: ['Import the plan.', 'Then map and plan again: what waited goes with the second plan.'],
    link: links.admxImport,
  },
  templateRetired: {
    title: 'A policy is made from a retired template',
    severity: 'high', effort: 'hours', certainty: 'documented', moment: 'before', owner: 'security',
    consequence: 'Microsoft allows no new policies from it. The destination refuses the policy.',
    remedy: ['Create a new policy from the current template and enter the same settings.', 'Retire the old one with the source.'],
    link: links.baselines,
  },
  templateMissing: {
    title: 'The destination does not offer the template of a policy',
    severity: 'blocker', effort: 'hours', certainty: 'proven', moment: 'before', owner: 'destination admin',
    consequence: 'The policy cannot be created there.',
    remedy: ['Check the license and the cloud of the destination.', 'Use another template, or the settings catalog.'],
    link: links.baselines,
  },
  cycle: {
    title: 'Objects point at each other in a circle',
    severity: 'blocker', effort: 'hours', certainty: 'proven', moment: 'before', owner: 'consultant',
    consequence: 'None of them can be created first, so all of them wait.',
    remedy: ['Map one of them to an object that exists in the destination.', 'Or drop one of the references and set it by hand afterwards.'],
  },
} satisfies Record<string, RuleText>;
