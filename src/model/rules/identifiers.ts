import type { RuleText } from '../rules.js';
import { links } from './links.js';

/** GAP-IDENT: corporate device identifiers. */
export const identifiers = {
  identifierInvalid: {
    title: 'A row of the identifier file cannot be used',
    severity: 'medium', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'consultant',
    consequence: 'The device is not known as corporate.',
    remedy: ['Correct the row named in the finding and import again.'],
    link: links.corporateIdentifiers,
  },
  identifierTwice: {
    title: 'An identifier stands in the file more than once',
    severity: 'low', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'consultant',
    consequence: 'It is imported once.',
    remedy: ['Remove the copy, and check which description is right.'],
  },
  identifierRefused: {
    title: 'Intune refused an identifier',
    severity: 'high', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'destination admin',
    consequence: 'The device enrolls as personal, or is blocked.',
    remedy: ['Check the identifier, and whether it is listed already.'],
    link: links.corporateIdentifiers,
  },
  identifierOverwrite: {
    title: 'An identifier is there already with another description',
    severity: 'low', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'destination admin',
    consequence: 'The description stays as it is unless you allow it to be overwritten.',
    remedy: ['Compare the two descriptions.'],
    link: links.corporateIdentifiers,
  },
  identifierLate: {
    title: 'A device enrolled before its identifier was imported',
    severity: 'medium', effort: 'minutes', certainty: 'documented', moment: 'after', owner: 'destination admin',
    consequence: 'It counts as personal.',
    remedy: ['Change the ownership of the device in the admin center.'],
    link: links.corporateIdentifiers,
  },
  identifierImei: {
    title: 'A device with two IMEI numbers may be recorded under the other one',
    severity: 'low', effort: 'minutes', certainty: 'documented', moment: 'before', owner: 'consultant',
    consequence: 'Intune may not recognize the device as corporate.',
    remedy: ['Import the serial number, or both numbers.'],
    link: links.corporateIdentifiers,
  },
} satisfies Record<string, RuleText>;
