import type { RuleText } from '../rules.js';
import { links } from './links.js';

const fromTenant = 'Export from the source tenant itself, which keeps this.';

/** GAP-CONVERT: what an export that another tool wrote has lost or cannot say. */
export const convert = {
  convertUnreadable: {
    title: 'A file of the other export cannot be read',
    severity: 'high', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'consultant',
    consequence: 'Whatever is in it does not move.',
    remedy: ['Repair the file at the place named in the finding, or export it again.'],
  },
  convertNotWhole: {
    title: 'A file holds only the head of an object',
    severity: 'high', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'consultant',
    consequence: 'It has a name and an id but no settings. Nothing is created from it.',
    remedy: ['Export the object with its settings.', fromTenant],
  },
  convertCut: {
    title: 'A value was cut off when the file was written',
    severity: 'blocker', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'consultant',
    consequence: 'The other tool wrote a type name in place of the value. The object is held back.',
    remedy: [fromTenant],
  },
  convertNoAssignments: {
    title: 'The other export holds no assignments',
    severity: 'high', effort: 'hours', certainty: 'proven', moment: 'before', owner: 'consultant',
    consequence: 'The policies arrive without assignments. This does not mean that they had none.',
    remedy: [fromTenant, 'Or export again with the option for assignments switched on.'],
    link: links.assign,
  },
  convertGroupsByName: {
    title: 'The other export names groups without their ids',
    severity: 'medium', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'consultant',
    consequence: 'Groups are matched by name only. Two groups of one name are a question.',
    remedy: ['Check groups.json before you plan.'],
    link: links.groups,
  },
  convertSecretInClear: {
    title: 'The other export holds a secret in clear text',
    severity: 'high', effort: 'hours', certainty: 'proven', moment: 'before', owner: 'security',
    consequence: 'Everybody with access to those files can read it.',
    remedy: ['Restrict access to the files and delete copies.', 'Change the secret after the move.'],
  },
  convertPlaceHolder: {
    title: 'The other tool put a place holder in a text',
    severity: 'info', effort: 'minutes', certainty: 'documented', moment: 'before', owner: 'consultant',
    consequence: 'It stands for the id of the source tenant and is filled in with that of the destination.',
    remedy: ['No action. Check the entry in values.json.'],
  },
  convertAppsLost: {
    title: 'The other export lost apps of a configuration',
    severity: 'high', effort: 'minutes', certainty: 'documented', moment: 'before', owner: 'app owner',
    consequence: 'The file names one app where there may have been several.',
    remedy: [fromTenant, 'Or add the missing apps to the configuration by hand.'],
    link: links.appConfig,
  },
  convertActionsLost: {
    title: 'The other export holds no actions for noncompliance',
    severity: 'high', effort: 'minutes', certainty: 'documented', moment: 'before', owner: 'security',
    consequence: 'The policy arrives with the default action only: it marks the device as noncompliant at once.',
    remedy: [fromTenant, 'Or enter the actions by hand.'],
    link: links.complianceActions,
  },
  convertDuplicate: {
    title: 'Two files hold the same object',
    severity: 'low', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'consultant',
    consequence: 'One of them is used; the finding says which.',
    remedy: ['Remove the copy that is out of date, if the wrong one was used.'],
  },
  convertUnknownType: {
    title: 'A file holds something that this tool does not know',
    severity: 'medium', effort: 'hours', certainty: 'proven', moment: 'before', owner: 'consultant',
    consequence: 'It is not part of the move.',
    remedy: ['Look at the file. Build the object by hand if it matters.'],
  },
  convertValuesLost: {
    title: 'The other tool does not save values that are zero, false or empty',
    severity: 'high', effort: 'hours', certainty: 'documented', moment: 'before', owner: 'consultant',
    consequence: 'Settings that were switched off on purpose may be missing.',
    remedy: [fromTenant, 'Or compare the policy with the source by eye.'],
  },
  convertNoId: {
    title: 'The other export holds no ids',
    severity: 'medium', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'consultant',
    consequence: 'The tool gives each object an id made from its content. References are matched by name.',
    remedy: ['Check the mapping files with care.'],
  },
  convertRepaired: {
    title: 'A file was read in spite of a fault',
    severity: 'low', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'consultant',
    consequence: 'Spelling, nesting or encoding differed from what the service gives. The finding says what was done.',
    remedy: ['Compare the object with the source once.'],
  },
  convertLinksUnknown: {
    title: 'The other export does not say which objects are linked',
    severity: 'high', effort: 'minutes', certainty: 'documented', moment: 'before', owner: 'PKI',
    consequence: 'Links to certificates are not part of the object. A profile could arrive without its root.',
    remedy: [fromTenant, 'Or name the linked objects in certificates.json.'],
    link: links.certificateRoot,
  },
  convertPartMissing: {
    title: 'A part of an object lies in a file that is missing',
    severity: 'blocker', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'consultant',
    consequence: 'The object would be created without its settings, so it is held back.',
    remedy: ['Put the missing file beside the others and convert again.'],
  },
  convertTenantUnknown: {
    title: 'The other export does not say which tenant it comes from',
    severity: 'high', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'consultant',
    consequence: 'The ids, domains and names of the source tenant cannot be recognized in settings.',
    remedy: ['Add tenant id and domains to the configuration and convert again.'],
  },
  convertIdShared: {
    title: 'Two different objects claim one id',
    severity: 'medium', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'consultant',
    consequence: 'Somebody typed the id or copied the file. Both objects are kept; references to the id mean the first.',
    remedy: ['Remove the file that is not of the source tenant.', fromTenant],
  },
  convertTenantsMixed: {
    title: 'The folder holds exports of several tenants',
    severity: 'high', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'consultant',
    consequence: 'A bundle is of one tenant. Ids of the others would be taken for ids of the source.',
    remedy: ['Convert the export of each tenant by itself.'],
  },
  convertListCut: {
    title: 'A list goes on in a page that is not there',
    severity: 'high', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'consultant',
    consequence: 'The objects of the other pages do not move.',
    remedy: ['Save every page of the answer, to the one without a next link.', fromTenant],
  },
} satisfies Record<string, RuleText>;
