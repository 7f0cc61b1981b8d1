import type { RuleText } from '../rules.js';
import { links } from './links.js';

/** GAP-CA: a wrong conditional access policy locks everybody out, the administrators first. */
export const conditionalAccess = {
  accessReportOnly: {
    title: 'A conditional access policy arrives in report-only mode',
    severity: 'medium', effort: 'hours', certainty: 'proven', moment: 'after', owner: 'security',
    consequence: 'It only records what it would do. The protection it gave in the source is missing until it is switched on.',
    remedy: ['Read the sign-in log of the destination for a few days.', 'Switch the policies on one by one.'],
    link: links.conditionalAccessReportOnly,
  },
  accessLockout: {
    title: 'A conditional access policy could lock out administrators',
    severity: 'blocker', effort: 'minutes', certainty: 'inferred', moment: 'before', owner: 'security',
    consequence: 'It blocks or demands a managed device for all users and leaves nobody out. One mistake closes the tenant.',
    remedy: ['Exclude the emergency access accounts of the destination.', 'Keep the policy in report-only mode until this is done.'],
    link: links.emergencyAccess,
  },
  accessExcludeDropped: {
    title: 'A conditional access policy loses an exclusion',
    severity: 'blocker', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'security',
    answer: 'mapping',
    consequence: 'People, apps or places that were left out would be blocked or challenged.',
    remedy: ['Map what was excluded to its counterpart in the destination.', 'Never drop the group of emergency accounts.'],
    link: links.conditionalAccess,
  },
  accessStateKept: {
    title: 'A conditional access policy arrives switched on',
    severity: 'high', effort: 'minutes', certainty: 'proven', moment: 'cut-over', owner: 'security',
    consequence: 'It holds for everybody in the destination from the first minute.',
    remedy: ['Plan without --keep-state, unless the security owner has approved it in writing.'],
    link: links.conditionalAccessReportOnly,
  },
  accessEmptied: {
    title: 'A condition of a conditional access policy would be empty',
    severity: 'blocker', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'security',
    answer: 'mapping',
    consequence: 'All users, apps or locations of the condition were dropped. The service refuses the policy, or it means something else.',
    remedy: ['Map at least one of them, or leave the policy out.'],
    link: links.conditionalAccess,
  },
  accessAppMissing: {
    title: 'A conditional access policy names an app that the destination lacks',
    severity: 'high', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'security',
    consequence: 'The service refuses a policy for an app without a service principal.',
    remedy: ['Add the app to the destination, or consent to it there.', 'Plan again.'],
    link: links.conditionalAccess,
  },
  accessConnector: {
    title: 'A conditional access policy relies on another product',
    severity: 'high', effort: 'hours', certainty: 'documented', moment: 'before', owner: 'security',
    consequence: 'Terms of use, app control or device threat levels mean nothing before the product is set up in the destination.',
    remedy: ['Set up the product named in the finding, then switch the policy on.'],
    link: links.conditionalAccess,
  },
  accessSecurityDefaults: {
    title: 'Security defaults are on in the destination',
    severity: 'high', effort: 'minutes', certainty: 'documented', moment: 'before', owner: 'security',
    consequence: 'Conditional access policies cannot be switched on while security defaults are.',
    remedy: ['Agree on the moment to turn security defaults off.', 'Switch the policies on right after it.'],
    link: links.securityDefaults,
  },
  accessGap: {
    title: 'Devices between two tenants do not count as compliant',
    severity: 'medium', effort: 'hours', certainty: 'documented', moment: 'cut-over', owner: 'security',
    consequence: 'A policy that demands a compliant device blocks users from the moment they leave the old tenant until the new one has judged the device.',
    remedy: ['Plan the waves so that few people are between tenants at one time.', 'Agree on a time-limited exception for them.'],
    link: links.migrationGuide,
  },
} satisfies Record<string, RuleText>;
